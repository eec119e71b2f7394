// ModelScope: the page of a model. Its class names are generated, so the title is found by its words.
//
// https://modelscope.cn/models/Qwen/Qwen3-8B

import { isRepositoryId, type Subject } from "../../subject.ts";
import { pathOf, textOf, type Site } from "./site.ts";

export const modelscope: Site = {
  id: "modelscope",
  hosts: ["modelscope.cn", "www.modelscope.cn"],
  *places(page, address) {
    const [, owner, name] = /^\/models\/([^/]+)\/([^/]+)/.exec(address.pathname) ?? [];
    if (!owner || !name || !isRepositoryId(`${owner}/${name}`)) return;
    const subject: Subject = { site: "modelscope", kind: "model", id: `${owner}/${name}` };
    for (const anchor of page.querySelectorAll('h1, h2, h1 a[href], main a[href^="/models/"], [class*="title" i]')) {
      const text = textOf(anchor);
      const titled = text === name || text === subject.id || text.replace(/\s+/g, "") === subject.id;
      if (!titled || anchor.children.length > 3) continue;
      const path = anchor.tagName === "A" ? pathOf(anchor, address) : null;
      if (path !== null && path !== `/models/${subject.id}`) continue;
      yield { anchor, subject, size: "page", insert: (badge) => anchor.append(badge) };
      return;
    }
  },
};
