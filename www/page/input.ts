// Ways for a text to come in: files by choice or drop, examples, the past, a hub id. Pasting and typing are the text
// field's own.

import { h, put } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { t, tOr } from "../shared/messages.js";
import { verdictColor } from "../shared/verdicts.js";
import type { App, TextFile } from "./app.js";
import { EXAMPLES, exampleText, type Example } from "./examples.js";
import { lookUp } from "./look-up.js";
import { clearHistory, history, remembers, setRemembers } from "./history.js";
import { permalink } from "./permalink.js";

/** Longest file that is read, in bytes. */
const LONGEST_FILE = 20_000_000;
/** Most files of a folder that are read as texts. */
const MOST_TEXTS = 40;
/** Names of files that hold terms. */
const TERMS = /(^|[-_./ ])(licen[cs]es?|copying|terms|notice|eula|legal|unlicense|use[-_ ]policy|acceptable[-_ ]use|patents)([-_. ]|$)/i;

/** Releases to try; choosing one asks the hub, like typing its id. */
const HUB_SAMPLES = ["allenai/OLMo-2-1124-7B", "meta-llama/Llama-3.1-8B", "Qwen/Qwen2.5-7B"];

export function startInput(app: App): void {
  const chooser = document.querySelector<HTMLInputElement>("#files")!;
  document.querySelector("#open")?.addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", () => {
    void openFiles(app, [...(chooser.files ?? [])].map((file) => ({ file, name: file.webkitRelativePath || file.name })));
    chooser.value = "";
  });
  document.querySelector("#clear")?.addEventListener("click", () => {
    app.setText("", { kind: "typed" });
    app.editor.root.focus();
  });
  startDrop(app);
  startPanel("examples", () => examplesPanel(app));
  startPanel("history", () => historyPanel(app));
  startHub(app);
  startShare(app);
  startFileTabs(app);
  // In an example a paste means "read this", not "put this into the example".
  app.editor.root.addEventListener("paste", () => {
    if (app.state.source.kind !== "example" || app.editor.selection()?.start !== app.editor.selection()?.end) return;
    getSelection()?.selectAllChildren(app.editor.root);
  }, { capture: true });
}

/** Opens files: one is a text, several are a release. */
export async function openFiles(app: App, entries: { file: File; name: string }[]): Promise<void> {
  const names = entries.map((entry) => entry.name);
  const wanted = entries.length === 1 ? entries : choose(entries);
  const texts: TextFile[] = [];
  for (const { file, name } of wanted) {
    if (file.size > LONGEST_FILE) {
      app.toast(t("error.size", { name }));
      continue;
    }
    try {
      texts.push({ name, text: await readText(file) });
    } catch (error) {
      app.toast(t("error.file", { name, message: error instanceof Error ? error.message : String(error) }));
    }
  }
  const [only] = texts;
  if (!only) {
    if (entries.length > 0 && wanted.length === 0) app.toast(t("error.noTexts"));
    return;
  }
  const source = { kind: "files", names } as const;
  if (entries.length === 1) app.setText(only.text, source);
  else app.setRelease(texts, { texts: Object.fromEntries(texts.map((file) => [file.name, file.text])), files: names }, source);
}

/** A text file in UTF-8, or UTF-16 when it says so. Bytes that are no text are an error. */
async function readText(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
  if (wide === null && bytes.subarray(0, 8000).includes(0)) throw new Error(t("error.binary"));
  return new TextDecoder(wide ?? "utf-8").decode(bytes);
}

// The texts of a folder: what is named like terms and the model card, the shallowest first.
function choose(entries: { file: File; name: string }[]): { file: File; name: string }[] {
  const depth = (name: string) => name.split("/").length;
  const few = entries.length <= 6 && entries.every((entry) => entry.file.size < 1_000_000);
  const kept = entries.filter(({ name }) => few || TERMS.test(name) || /(^|\/)readme(\.\w+)?$/i.test(name));
  return kept.sort((a, b) => Number(TERMS.test(b.name)) - Number(TERMS.test(a.name)) || depth(a.name) - depth(b.name))
    .slice(0, MOST_TEXTS);
}

function startDrop(app: App): void {
  const zone = document.documentElement;
  const over = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
  addEventListener("dragover", (event) => {
    if (!over(event)) return;
    event.preventDefault();
    zone.classList.add("dropping");
  });
  addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) zone.classList.remove("dropping");
  });
  addEventListener("drop", (event) => {
    zone.classList.remove("dropping");
    if (!over(event)) return;
    event.preventDefault();
    // Entries must be taken before the event ends; reading them may wait.
    const items = [...(event.dataTransfer?.items ?? [])].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
    void Promise.all(items.map((entry) => walk(entry, 0))).then((found) => openFiles(app, found.flat()));
  });
}

/** The files below a dropped entry, six folders deep at most. */
async function walk(entry: FileSystemEntry, depth: number): Promise<{ file: File; name: string }[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [{ file, name: entry.fullPath.replace(/^\//, "") }];
  }
  if (depth > 6 || entry.name === ".git" || entry.name === "node_modules") return [];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: { file: File; name: string }[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return found;
    for (const one of some) found.push(...await walk(one, depth + 1));
  }
}

/** A button that opens and closes the panel of the same name; Escape and a click elsewhere close it. */
function startPanel(name: string, content: () => HTMLElement): void {
  const button = document.querySelector<HTMLButtonElement>(`#${name}`)!;
  const panel = document.querySelector<HTMLElement>(`#${name}-panel`)!;
  const close = (back: boolean) => {
    if (panel.hidden) return;
    panel.hidden = true;
    button.setAttribute("aria-expanded", "false");
    if (back) button.focus();
  };
  button.addEventListener("click", () => {
    if (!panel.hidden) {
      close(false);
      return;
    }
    put(panel, content());
    panel.hidden = false;
    button.setAttribute("aria-expanded", "true");
    panel.querySelector<HTMLElement>("button, input")?.focus();
  });
  panel.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-close]")) close(true);
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close(true);
  });
  document.addEventListener("pointerdown", (event) => {
    if (event.target instanceof Node && !panel.contains(event.target) && !button.contains(event.target)) close(false);
  });
  panel.addEventListener("focusout", (event) => {
    if (event.relatedTarget instanceof Node && !panel.contains(event.relatedTarget)) close(false);
  });
}

function examplesPanel(app: App): HTMLElement {
  return h("div", null, examplesList(app), h("div", { "class": "panel-foot" }, h("span", { "class": "choice-note" }, t("hub.samples")),
    h("span", { "class": "hub-samples" }, HUB_SAMPLES.map((id) => h("button", {
      "type": "button", "class": "plain", "data-close": true, "dir": "ltr", "onclick": () => void lookUp(app, id),
    }, id)))));
}

function examplesList(app: App): HTMLElement {
  return h("ul", { "class": "choices", "role": "list" }, EXAMPLES.map((example) => h("li", null, h("button", {
    "type": "button", "data-close": true, "data-example": example.id, "onclick": () => void openExample(app, example),
  }, swatch(example.shows), h("span", null, h("span", { "class": "choice-title" }, tOr(`example.${example.id}`, example.title)),
    h("span", { "class": "choice-note" }, t(`verdict.${example.shows}`)))))));
}

async function openExample(app: App, example: Example): Promise<void> {
  try {
    app.setText(await exampleText(example), { kind: "example", id: example.id });
  } catch (error) {
    app.toast(t("error.file", { name: example.title, message: error instanceof Error ? error.message : String(error) }));
  }
}

function historyPanel(app: App): HTMLElement {
  const list = history();
  const when = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  const box = h("input", { type: "checkbox", checked: remembers() });
  box.addEventListener("change", () => {
    setRemembers(box.checked);
    if (!box.checked) root.querySelector("ul")?.replaceChildren();
  });
  const root = h("div", null,
    list.length === 0 ? h("p", { "class": "panel-note" }, t("history.empty")) : null,
    h("ul", { "class": "choices", "role": "list" }, list.map((past) => h("li", null, h("button", {
      "type": "button", "data-close": true, "onclick": () => app.setText(past.text, { kind: "typed" }),
    }, swatch(past.kind), h("span", null, h("span", { "class": "choice-title" }, past.title || t("history.untitled")),
      h("span", { "class": "choice-note" }, `${tOr(`verdict.${past.kind}`, past.kind)} · ${when.format(past.when)}`)))))),
    h("div", { "class": "panel-foot" },
      h("label", null, box, t("history.keep")),
      list.length === 0 ? null : h("button", { "type": "button", "class": "plain", "data-close": true, "onclick": clearHistory }, t("history.clear"))));
  return root;
}

function swatch(kind: string): HTMLElement {
  const mark = h("span", { "class": "swatch" }, icon(kind, 16));
  mark.style.backgroundColor = verdictColor(kind);
  return mark;
}

function startHub(app: App): void {
  const form = document.querySelector<HTMLFormElement>("#hub-form")!;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const asked = String(new FormData(form).get("hub") ?? "").trim();
    if (asked === "") return;
    void lookUp(app, asked);
  });
}

function startShare(app: App): void {
  document.querySelector("#share")?.addEventListener("click", async () => {
    const address = await permalink(app);
    window.history.replaceState(null, "", address);
    try {
      await navigator.clipboard.writeText(address);
      app.toast(t(address.length > 32_000 ? "share.long" : "share.copied"));
    } catch {
      app.toast(t("share.address"));
    }
  });
}

/** The files of a release as a row of buttons above the text. */
function startFileTabs(app: App): void {
  const row = document.querySelector<HTMLElement>("#file-tabs")!;
  app.on("files", () => {
    const { files, file } = app.state;
    row.hidden = files.length < 2;
    put(row, files.map((one, index) => h("button", {
      "type": "button", "aria-pressed": index === file ? "true" : "false", "onclick": () => app.openFile(index),
    }, icon("file", 14), h("bdi", null, one.name))));
  });
}
