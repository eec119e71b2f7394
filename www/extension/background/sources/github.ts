// GitHub: the license file of a repository, by the one API call that gives its text and GitHub's own reading of it.

import type { Subject } from "../../subject.ts";
import { readJson } from "../read.ts";
import { Problem } from "../problem.ts";
import { stringOf, type Collected } from "./source.ts";

/** Collects a repository. */
export async function github({ id }: Subject): Promise<Collected> {
  const repository = `https://api.github.com/repos/${id}`;
  let api: Record<string, unknown>;
  try {
    api = await readJson(`${repository}/license`, { headers: { accept: "application/vnd.github+json" } });
  } catch (error) {
    if (!(error instanceof Problem) || error.reason !== "not-found") throw error;
    // No license file and no such repository answer alike; a second call tells them apart.
    await readJson(repository, { headers: { accept: "application/vnd.github+json" } });
    return { revision: null, files: [], release: { id, kind: "software", texts: {}, license: [], files: [], missing: [] } };
  }
  const name = stringOf(api["path"]) ?? "LICENSE";
  const url = stringOf(api["html_url"]) ?? `https://github.com/${id}/blob/HEAD/${name}`;
  const license = api["license"] as { spdx_id?: unknown } | null | undefined;
  const spdx = stringOf(license?.spdx_id);
  return {
    revision: stringOf(api["sha"]),
    files: [{ name, url }],
    release: {
      id,
      kind: "software",
      texts: { [name]: decode(api["content"], api["encoding"]) },
      license: spdx && spdx !== "NOASSERTION" ? [spdx] : [],
      missing: [],
    },
  };
}

function decode(content: unknown, encoding: unknown): string {
  if (typeof content !== "string" || encoding !== "base64") throw new Problem("bad-answer", "license: no text");
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(content.replace(/\s/g, "")), (unit) => unit.charCodeAt(0)));
  } catch {
    throw new Problem("bad-answer", "license: not base64");
  }
}
