// Which source answers for which site.

import type { SiteId } from "../../subject.ts";
import { github } from "./github.ts";
import { huggingface } from "./huggingface.ts";
import { modelscope } from "./modelscope.ts";
import { ollama } from "./ollama.ts";
import type { Source } from "./source.ts";

export const sources: Readonly<Record<SiteId, Source>> = {
  huggingface,
  "hf-mirror": huggingface,
  github,
  ollama,
  modelscope,
};
