// Building DOM without markup strings: children are text nodes or elements, so nothing from a license text, a hub
// or a link can ever become markup.

type Child = Node | string | number | null | undefined | false;
type Value = string | number | boolean | null | undefined | ((event: never) => void);
export type Attributes = Record<string, Value>;

const SVG = "http://www.w3.org/2000/svg";

/** An HTML element with attributes, listeners (`onclick: fn`) and children. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K, attributes?: Attributes | null, ...children: (Child | Child[])[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), attributes, children);
}

/** An SVG element; same arguments as `h`. */
export function s<K extends keyof SVGElementTagNameMap>(
  tag: K, attributes?: Attributes | null, ...children: (Child | Child[])[]
): SVGElementTagNameMap[K] {
  return fill(document.createElementNS(SVG, tag) as SVGElementTagNameMap[K], attributes, children);
}

/** Replaces what an element holds. */
export function put(parent: Element, ...children: (Child | Child[])[]): void {
  parent.replaceChildren(...nodes(children));
}

/** A link to a page elsewhere; plain text when the address is not http or https. */
export function link(address: string, text: string): HTMLElement {
  const safe = webAddress(address);
  if (safe === null) return h("span", null, text);
  return h("a", { href: safe, rel: "noreferrer noopener", target: "_blank" }, text);
}

/** The address if it is an absolute http or https address, otherwise null. */
export function webAddress(address: string): string | null {
  try {
    const url = new URL(address);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

/** Gives a shadow root its styles without inline markup, so that a strict page policy does not stop them. */
export function styleRoot(root: ShadowRoot, css: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    // Content scripts of some browsers cannot share constructed sheets with the page's document.
    const style = document.createElement("style");
    style.textContent = css;
    root.append(style);
  }
}

function fill<E extends Element>(element: E, attributes: Attributes | null | undefined, children: (Child | Child[])[]): E {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") {
      element.addEventListener(name.replace(/^on/, ""), value as unknown as EventListener);
    } else if (/^on/i.test(name)) {
      throw new TypeError(`${name} must be a function`);
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...nodes(children));
  return element;
}

function nodes(children: (Child | Child[])[]): (Node | string)[] {
  return children.flat().filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (child instanceof Node ? child : String(child)));
}
