// ModelScope: one call for the model's metadata, then the license file.

import type { Subject } from "../../subject.ts";
import { readJson, readText } from "../read.ts";
import { stringOf, type Collected } from "./source.ts";

const API = "https://modelscope.cn/api/v1/models";

/** Collects a model. */
export async function modelscope({ id }: Subject): Promise<Collected> {
  const data = ((await readJson(`${API}/${id}`))["Data"] ?? {}) as Record<string, unknown>;
  const tag = stringOf(data["License"]);
  const answer = await readText(`${API}/${id}/repo?Revision=master&FilePath=LICENSE`);
  const found = "text" in answer;
  return {
    revision: null,
    files: found ? [{ name: "LICENSE", url: `https://modelscope.cn/models/${id}/file/view/master/LICENSE` }] : [],
    release: {
      id,
      kind: "model",
      texts: found ? { LICENSE: answer.text } : {},
      license: tag ? [tag.toLowerCase()] : [],
      missing: found || answer.why === "not found" ? [] : [{ part: "LICENSE", why: answer.why }],
    },
  };
}
