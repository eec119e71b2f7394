// All sites.

import { github } from "./github.ts";
import { hfMirror, huggingface } from "./huggingface.ts";
import { modelscope } from "./modelscope.ts";
import { ollama } from "./ollama.ts";
import type { Site } from "./site.ts";

export const sites: readonly Site[] = [huggingface, hfMirror, github, ollama, modelscope];

/** The site of a page, if we know it. */
export function siteOf(address: URL): Site | null {
  return sites.find((site) => site.hosts.includes(address.hostname)) ?? null;
}
