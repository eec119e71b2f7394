// One icon shape per verdict, answer and rung, so that nothing is told by color alone. Paths are drawn on a 24 × 24
// grid as strokes of `currentColor`.

import { s } from "./dom.js";

const PATHS: Record<string, string> = {
  // Verdicts on a license text.
  "open-source": "M12 2.5a9.5 9.5 0 1 0 0 19a9.5 9.5 0 1 0 0-19M7.5 12.5l3 3l6-6.5",
  "open": "M12 2.5a9.5 9.5 0 1 0 0 19a9.5 9.5 0 1 0 0-19M12 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8",
  "responsible-use": "M12 2.5l8 3v6c0 5-3.4 8.6-8 10c-4.6-1.4-8-5-8-10v-6zM8.5 11.5l2.5 2.5l4.5-5",
  "conditional": "M12 2.6L22 20.5H2zM12 9v5.5M12 17.4v.2",
  "no-derivatives": "M3.5 3.5h17v17h-17zM8 9.7h8M8 14.3h8",
  "non-commercial": "M12 2.5a9.5 9.5 0 1 0 0 19a9.5 9.5 0 1 0 0-19M5.5 5.5l13 13M14.8 9.2c-.6-1-1.6-1.5-2.8-1.500c-1.6 0-2.8.8-2.8 2.100M12 6v1.700M9.3 15c.6.8 1.6 1.3 2.7 1.300c1.6 0 2.8-.8 2.8-2.100M12 16.300V18",
  "research-only": "M9 3h6M10 3v6.500L4.6 18.600c-.8 1.4.1 2.9 1.7 2.900h11.400c1.6 0 2.5-1.5 1.7-2.900L14 9.500V3M7.5 15h9",
  "evaluation-only": "M6 3h12M6 21h12M7.5 3v3.500c0 2.5 4.5 4 4.5 5.500s-4.5 3-4.5 5.500V21M16.5 3v3.500c0 2.5-4.5 4-4.5 5.500s4.5 3 4.5 5.500V21",
  "no-redistribution": "M5 10.500h14v11H5zM8 10.500V7a4 4 0 0 1 8 0v3.500M12 14.500v3",
  "not-a-license": "M6 2.500h8l5 5v14H6zM14 2.500v5h5M9 12.500h7M9 16.500h5",
  "unrecognized": "M12 2.500a9.5 9.5 0 1 0 0 19a9.5 9.5 0 1 0 0-19M9.3 9.500a2.7 2.7 0 1 1 4.2 2.200c-1 .7-1.5 1.2-1.5 2.300M12 17v.2",
  // Rungs of the ladder.
  "open-source-ai-open-data": "M12 3L3 7.500L12 12l9-4.500zM3 12l9 4.500l9-4.500M3 16.500L12 21l9-4.5",
  "open-source-ai": "M12 2.500a9.5 9.5 0 1 0 0 19a9.5 9.5 0 1 0 0-19M9.5 9L6.5 12l3 3M14.5 9l3 3l-3 3",
  "open-weights": "M12 3v17M6 20.500h12M5 6.500h14M5 6.500L2.5 13h5zM19 6.500L16.5 13h5z",
  "weights-available": "M4 12v8.500h16V12M12 3v12M7.5 10.500L12 15l4.5-4.5",
  "closed": "M5 10.500h14v11H5zM8 10.500V7a4 4 0 0 1 8 0v3.500M9.5 14l5 5M14.5 14l-5 5",
  "unknown": "M12 2.500a9.5 9.5 0 1 0 0 19a9.5 9.5 0 1 0 0-19M9.3 9.500a2.7 2.7 0 1 1 4.2 2.200c-1 .7-1.5 1.2-1.5 2.300M12 17v.2",
  // Answers.
  "yes": "M4.5 12.500l5 5l10-11",
  "partly": "M12 2.600L22 20.500H2zM12 9v5.500M12 17.400v.2",
  "no": "M5.5 5.500l13 13M18.5 5.500l-13 13",
  "unstated": "M6 12h12",
  // Effects of a clause.
  "veto": "M8 2.500h8L21.5 8v8L16 21.500H8L2.5 16V8zM12 7v6M12 16.500v.2",
  "condition": "M5 4h14v16H5zM8.5 9h7M8.5 13h7M8.5 16.500h4",
  "grant": "M4.5 12.500l5 5l10-11",
  "legal": "M12 3v17M7 20.500h10M5 6.500h14M5 6.500L2.5 13h5zM19 6.500L16.5 13h5z",
  // Tools.
  "close": "M6 6l12 12M18 6L6 18",
  "file": "M6 2.500h8l5 5v14H6zM14 2.500v5h5",
  "search": "M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M15.5 15.500l5 5",
  "share": "M8 11l8-5M8 13l8 5M6 9.500a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5M18 2.500a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5M18 16.500a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5",
  "copy": "M8.5 8.500h12v12h-12zM15.5 8.500v-5h-12v12h5",
  "print": "M7 9V3h10v6M7 17H3.500V9h17v8H17M7 14h10v7H7z",
  "download": "M4 16v4.500h16V16M12 3v12M7.5 10.500L12 15l4.5-4.5",
  "theme-light": "M12 7.500a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9M12 1.500v2M12 20.500v2M1.5 12h2M20.5 12h2M4.6 4.600L6 6M18 18l1.4 1.400M4.6 19.400L6 18M18 6l1.4-1.4",
  "theme-dark": "M20.5 14.500A8.8 8.8 0 1 1 9.5 3.500a7 7 0 0 0 11 11z",
  "theme-system": "M12 2.500a9.5 9.5 0 1 0 0 19a9.5 9.5 0 1 0 0-19M12 2.500v19M15 5v14M18 7.500v9",
  "previous": "M5 15l7-7l7 7",
  "next": "M5 9l7 7l7-7",
  "history": "M3.5 12a8.5 8.5 0 1 0 2.8-6.300L3.5 8M3.5 3.500V8H8M12 7.500V12l3 2",
};

/** An icon by the name of a verdict, a rung, an effect or a tool; hidden from screen readers, so name what it marks. */
export function icon(name: string, size = 20): SVGSVGElement {
  return s("svg", {
    "class": "ow-icon", "viewBox": "0 0 24 24", "width": size, "height": size, "fill": "none",
    "stroke": "currentColor", "stroke-width": 2, "stroke-linecap": "round", "stroke-linejoin": "round",
    "aria-hidden": "true", "focusable": "false",
  }, s("path", { d: iconPath(name) }));
}

/** Path data of an icon; the question mark for a name that has none. */
export function iconPath(name: string): string {
  return PATHS[name] ?? PATHS["unknown"] ?? "";
}
