// A text as blocks of the DOM. Blocks let the browser lay out only what is seen, so that a megabyte scrolls and edits
// like a page of text. Each block is one text node; between two blocks stands a line break of the text, or nothing
// where a very long line had to be cut.

/** Most code units in a block. */
const BLOCK = 4000;

/** A block's text and whether a line break stands before it. */
export interface Block { text: string; broken: boolean }

/** Cuts a text into blocks that join to the same text. */
export function cut(text: string): Block[] {
  const blocks: Block[] = [];
  let from = 0;
  let broken = false;
  while (text.length - from > BLOCK) {
    const line = text.lastIndexOf("\n", from + BLOCK);
    if (line > from) {
      blocks.push({ text: text.slice(from, line), broken });
      from = line + 1;
      broken = true;
      continue;
    }
    // A long line is cut after a space, or inside a word if there is none, but never inside a surrogate pair.
    const space = text.lastIndexOf(" ", from + BLOCK);
    let end = space > from ? space + 1 : from + BLOCK;
    const unit = text.charCodeAt(end - 1);
    if (unit >= 0xd800 && unit < 0xdc00) end -= 1;
    blocks.push({ text: text.slice(from, end), broken });
    from = end;
    broken = false;
  }
  blocks.push({ text: text.slice(from), broken });
  return blocks;
}

/** The element of a block. Unbroken blocks say so in an attribute, which survives editing. */
export function blockElement(block: Block): HTMLElement {
  const element = document.createElement("div");
  if (!block.broken) element.dataset["joined"] = "";
  // A line break at the end of a block shows nothing, so it is doubled; an empty block needs one to have a height.
  const tail = block.text === "" || block.text.endsWith("\n") ? "\n" : "";
  element.append(block.text + tail);
  // An estimate of its height for the browser, in lines of about ninety letters.
  let lines = 1 + Math.floor(block.text.length / 90);
  for (let at = block.text.indexOf("\n"); at >= 0; at = block.text.indexOf("\n", at + 1)) lines += 0.6;
  element.style.setProperty("--lines", String(Math.ceil(lines)));
  return element;
}

/** The text of a block as edited. */
export function blockText(node: Node): string {
  const text = node.nodeType === Node.TEXT_NODE ? (node as Text).data : rawText(node);
  return text.endsWith("\n") ? text.slice(0, -1) : text;
}

/** The text of all blocks below a root. */
export function wholeText(root: Element): string {
  let text = "";
  let first = true;
  for (const node of root.childNodes) {
    if (!first && !isJoined(node)) text += "\n";
    text += blockText(node);
    first = false;
  }
  return text;
}

/** Whether no line break stands before a block. */
export function isJoined(node: Node): boolean {
  return node instanceof HTMLElement && node.dataset["joined"] !== undefined;
}

/** The text nodes and breaks of a block, in order. */
export function* leaves(node: Node): Generator<Node> {
  if (node.nodeType === Node.TEXT_NODE || node.nodeName === "BR") {
    yield node;
    return;
  }
  for (const child of node.childNodes) yield* leaves(child);
}

/** Length of a text node or break in the text. */
export function leafLength(leaf: Node): number {
  return leaf.nodeType === Node.TEXT_NODE ? (leaf as Text).length : 1;
}

function rawText(node: Node): string {
  let text = "";
  for (const leaf of leaves(node)) text += leaf.nodeType === Node.TEXT_NODE ? (leaf as Text).data : "\n";
  return text;
}
