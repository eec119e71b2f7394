// Hugging Face and its mirror: model and data set pages, and the cards of every list of them.
//
// https://huggingface.co/Qwen/Qwen3-Coder-30B-A3B-Instruct  https://huggingface.co/datasets/rajpurkar/squad
// https://huggingface.co/models  https://huggingface.co/microsoft  https://huggingface.co/collections/…
//
// Placement goes by the exact link. The page's props are not read at all: the link names the repository, and
// everything else comes from the API. So nothing of a person's session can slip into the extension.

import { isRepositoryId, type SiteId, type Subject } from "../../subject.ts";
import { pathOf, textOf, type Place, type Site } from "./site.ts";

/** First path segments that are no owners. */
const RESERVED = new Set(
  ("api blog chat collections datasets docs enterprise inference join kernels languages learn login models metrics new " +
    "notifications organizations papers posts pricing search settings spaces storage tasks").split(" "),
);

function site(id: SiteId, hosts: readonly string[]): Site {
  return {
    id,
    hosts,
    theme: (page) => (page.documentElement.classList.contains("dark") ? "dark" : "light"),
    *places(page, address) {
      yield* header(page, address, id);
      yield* cards(page, address, id);
      if (address.pathname.startsWith("/search/")) yield* searchResults(page, address, id);
    },
  };
}

/** The hub itself. */
export const huggingface = site("huggingface", ["huggingface.co"]);

/** A mirror that serves the same pages. */
export const hfMirror = site("hf-mirror", ["hf-mirror.com"]);

function subjectOf(path: string | null, site: SiteId): Subject | null {
  if (path === null) return null;
  const segments = path.split("/").slice(1);
  const kind = segments[0] === "datasets" ? "dataset" : "model";
  if (kind === "dataset") segments.shift();
  const [owner, name] = segments;
  if (segments.length !== 2 || !owner || !name || (kind === "model" && RESERVED.has(owner))) return null;
  const id = `${owner}/${name}`;
  return isRepositoryId(id) ? { site, kind, id } : null;
}

/** The name in the head of a page: the link in the heading that leads to the repository itself, not its owner's. */
function* header(page: Document, address: URL, site: SiteId): Iterable<Place> {
  const heads = page.querySelectorAll('[data-target="ModelHeader"] h1 a[href], [data-target="DatasetHeader"] h1 a[href]');
  for (const anchor of heads) {
    const path = pathOf(anchor, address);
    const subject = subjectOf(path, site);
    if (!subject || path === null || !`${address.pathname}/`.startsWith(`${path}/`)) continue;
    yield {
      anchor,
      subject,
      size: "page",
      insert: (badge) => {
        const block = anchor.parentElement?.tagName === "H1" ? anchor : (anchor.parentElement ?? anchor);
        block.after(badge);
      },
    };
    return;
  }
}

/** Cards. A promotion has the same wrapper, so the card's title must be the name that the link leads to. */
function* cards(page: Document, address: URL, site: SiteId): Iterable<Place> {
  for (const card of page.querySelectorAll("article.overview-card-wrapper")) {
    for (const anchor of card.querySelectorAll(":scope > a[href], :scope > div > a[href]")) {
      const subject = subjectOf(pathOf(anchor, address), site);
      if (!subject || !isTitled(anchor, subject.id)) continue;
      yield { anchor, subject, size: "card", insert: (badge) => anchor.after(badge) };
      break;
    }
  }
}

function isTitled(anchor: Element, id: string): boolean {
  const header = anchor.querySelector("header");
  const titles = [header?.getAttribute("title") ?? "", textOf(anchor.querySelector("h4") ?? anchor)];
  const name = id.slice(id.indexOf("/") + 1);
  return titles.some((title) => title === id || title === name);
}

/** Results of the full-text search: a link whose words are the identifier, or the file that was found in it. */
function* searchResults(page: Document, address: URL, site: SiteId): Iterable<Place> {
  const seen = new Set<string>();
  for (const anchor of page.querySelectorAll("main a[href]")) {
    const path = pathOf(anchor, address)?.replace(/\/(?:blob|tree|raw)\/.*$/, "") ?? null;
    const subject = subjectOf(path, site);
    if (!subject || seen.has(subject.id)) continue;
    const text = textOf(anchor).replace(/\s+/g, "");
    if (text !== subject.id && !text.startsWith(`${subject.id}/`)) continue;
    seen.add(subject.id);
    yield { anchor, subject, size: "line", insert: (badge) => anchor.after(badge) };
  }
}
