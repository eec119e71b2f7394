// GitHub: the name of the repository in the head of its pages.
//
// https://github.com/huggingface/transformers

import { isRepositoryId, type Subject } from "../../subject.ts";
import { pathOf, type Site } from "./site.ts";

const RESERVED = new Set(
  "about apps collections codespaces enterprise explore features issues login marketplace new notifications orgs organizations pricing pulls search settings sponsors stars topics trending users".split(
    " ",
  ),
);

/** Where the name stands: the head of a repository's pages, and the app header on pages without one. */
const NAMES =
  '#repository-container-header [itemprop="name"] a[href], #repo-title-component a[href], header [data-testid="top-nav-center"] a[href], header context-region-crumb a[href]';

export const github: Site = {
  id: "github",
  hosts: ["github.com"],
  *places(page, address) {
    const [owner, name] = address.pathname.split("/").slice(1);
    if (!owner || !name || RESERVED.has(owner) || !isRepositoryId(`${owner}/${name}`)) return;
    const subject: Subject = { site: "github", kind: "repository", id: `${owner}/${name}` };
    for (const anchor of page.querySelectorAll(NAMES)) {
      if (pathOf(anchor, address)?.toLowerCase() !== `/${subject.id}`.toLowerCase()) continue;
      yield {
        anchor,
        subject,
        size: "line",
        insert: (badge) => {
          (anchor.closest('[itemprop="name"], li, context-region-crumb') ?? anchor).after(badge);
        },
      };
      return;
    }
  },
};
