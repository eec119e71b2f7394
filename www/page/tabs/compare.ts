// The Compare tab: two texts side by side, what changed in terms, then word by word.

import type { Comparison } from "openweigh";
import { h, put } from "../../shared/dom.js";
import { percent, t } from "../../shared/messages.js";
import type { App } from "../app.js";
import { EXAMPLES, exampleText } from "../examples.js";
import { diffView, type Piece } from "../diff-view.js";
import type { Tab } from "../tabs.js";
import { termsView } from "../terms-view.js";

/** Longest text that is compared word by word, in code units. */
const LONGEST = 1_000_000;

export function compareTab(app: App, panel: HTMLElement): Tab {
  const before = field("compare-a", t("compare.a"));
  const after = field("compare-b", t("compare.b"));
  const out = h("div", { "class": "compare-out", "aria-live": "polite" });
  let asked = 0;
  let timer = 0;

  const compare = async () => {
    const number = ++asked;
    const [a, b] = [before.area.value, after.area.value];
    if (a.trim() === "" || b.trim() === "") {
      put(out, h("p", { "class": "ow-quiet" }, t("compare.empty")));
      return;
    }
    if (Math.max(a.length, b.length) > LONGEST) {
      put(out, h("p", { "class": "problem", role: "alert" }, t("compare.long")));
      return;
    }
    try {
      const comparison = await app.engine.call("compare", a, b);
      if (number !== asked) return;
      put(out, h("div", { "class": "two" },
        h("section", null, h("h3", null, t("compare.words", { percent: percent(comparison.similarity) })), diffView(pieces(comparison, a, b), t("tab.difference"))),
        h("div", { "class": "beside" }, h("h3", null, t("difference.terms")), termsView(comparison))));
    } catch (error) {
      if (number === asked) put(out, h("p", { "class": "problem", role: "alert" }, t("error.engine", { message: error instanceof Error ? error.message : String(error) })));
    }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void compare(), 150);
  };
  for (const { area } of [before, after]) area.addEventListener("input", soon);
  const swap = h("button", {
    type: "button", onclick: () => {
      [before.area.value, after.area.value] = [after.area.value, before.area.value];
      soon();
    },
  }, t("compare.swap"));
  const sample = h("button", { type: "button", onclick: () => void example() }, t("compare.sample"));
  const example = async () => {
    const text = await exampleText(EXAMPLES[0]!);
    before.area.value = text;
    after.area.value = text.replace("50 million", "10 million").replace(/e\. Other models\.[^\n]*\n/, "").replace("use-policy", "use-policy-2");
    soon();
  };
  put(panel, h("h2", { "class": "sr" }, t("tab.compare")), h("div", { "class": "compare-fields" }, before.root, after.root),
    h("div", { "class": "actions" }, swap, sample), out);
  let given = "";
  return {
    follows: [],
    update() {
      // The text of the page is the first side, until the reader put another one there.
      if (before.area.value === given) {
        given = app.state.text.slice(0, LONGEST + 1);
        before.area.value = given;
        // A text field turns other line ends into its own.
        given = before.area.value;
      }
      soon();
    },
  };
}

/** The pieces of a comparison of two texts. Numbers and letters of list items do not count as changes. */
export function pieces(comparison: Comparison, a: string, b: string): Piece[] {
  return comparison.words.flatMap((run): Piece[] => {
    const old = a.slice(run.a.start, run.a.end);
    const fresh = b.slice(run.b.start, run.b.end);
    if (run.kind === "inserted" && enumerates(b, run.b.start, fresh)) return [{ kind: "same", text: fresh + gap(b, run.b.end) }];
    if (run.kind === "deleted" && enumerates(a, run.a.start, old)) return [];
    switch (run.kind) {
      case "same": return [{ kind: "same", text: fresh + gap(b, run.b.end) }];
      case "inserted": return [{ kind: "inserted", text: fresh }, { kind: "same", text: gap(b, run.b.end) }];
      case "deleted": return [{ kind: "deleted", text: old }, { kind: "same", text: gap(a, run.a.end) || " " }];
      case "replaced": return [{ kind: "deleted", text: old }, { kind: "same", text: " " }, { kind: "inserted", text: fresh }, { kind: "same", text: gap(b, run.b.end) }];
    }
  }).filter((piece) => piece.text !== "");
}

/** Whether a word is the number or letter of a list item: "1.", "(a)", "iv)". */
function enumerates(text: string, start: number, word: string): boolean {
  if (!/^(?:\d{1,2}|[ivx]{1,4}|[a-z])$/i.test(word)) return false;
  const before = text.slice(Math.max(0, start - 12), start);
  return /(?:^|\n)[\s([]*$/.test(before) && /^[.):\]]/.test(text.slice(start + word.length));
}

// What stands between two words belongs to neither run.
function gap(text: string, end: number): string {
  return /^[^\p{L}\p{N}]*/u.exec(text.slice(end, end + 200))?.[0] ?? "";
}

function field(id: string, label: string): { root: HTMLElement; area: HTMLTextAreaElement } {
  const area = h("textarea", { id, rows: 9, spellcheck: "false", dir: "auto" });
  return { root: h("div", null, h("label", { for: id }, label), area), area };
}
