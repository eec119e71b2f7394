// Ollama: the page of a model, and the lists of the library and of searches.
//
// https://ollama.com/library/llama3.2  https://ollama.com/owner/model  https://ollama.com/search

import { isRepositoryId, type Subject } from "../../subject.ts";
import { pathOf, textOf, type Place, type Site } from "./site.ts";

const RESERVED = new Set("blog docs download library models pricing public search settings signin signup".split(" "));

export const ollama: Site = {
  id: "ollama",
  hosts: ["ollama.com"],
  *places(page, address) {
    yield* title(page, address);
    yield* list(page, address);
  },
};

function subjectOf(path: string | null): Subject | null {
  const [owner, name, ...rest] = (path ?? "").split("/").slice(1);
  if (!owner || !name || rest.length > 0 || (owner !== "library" && RESERVED.has(owner))) return null;
  const id = `${owner}/${name.split(":")[0]}`;
  return isRepositoryId(id) ? { site: "ollama", kind: "model", id } : null;
}

function* title(page: Document, address: URL): Iterable<Place> {
  const subject = subjectOf(address.pathname.split("/").slice(0, 3).join("/"));
  if (!subject) return;
  const name = subject.id.slice(subject.id.indexOf("/") + 1);
  for (const anchor of page.querySelectorAll("h1 a[href], [x-test-model-name]")) {
    if (subjectOf(pathOf(anchor, address))?.id !== subject.id && textOf(anchor) !== name) continue;
    yield { anchor, subject, size: "page", insert: (badge) => anchor.after(badge) };
    return;
  }
}

function* list(page: Document, address: URL): Iterable<Place> {
  for (const anchor of page.querySelectorAll("li[x-test-model] > a[href]")) {
    const subject = subjectOf(pathOf(anchor, address));
    if (!subject) continue;
    yield { anchor, subject, size: "card", insert: (badge) => anchor.after(badge) };
  }
}
