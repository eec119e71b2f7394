// Hugging Face and its mirror: one API call for a model or data set, then its license texts as files.

import type { Relation } from "openweigh";
import { homeOf, isRepositoryId, type Subject } from "../../subject.ts";
import type { Depth } from "../../messages.ts";
import { readJson, readText } from "../read.ts";
import { licenseFiles, stringOf, stringsOf, type Collected } from "./source.ts";

/** Collects a model or data set. */
export async function huggingface(subject: Subject, _depth: Depth, token: string): Promise<Collected> {
  const { id, kind, site } = subject;
  const home = homeOf(site);
  const data = kind === "dataset";
  const fields = ["cardData", "siblings", "gated", "tags", "sha", ...(data ? [] : ["library_name"])];
  const query = fields.map((field) => `expand=${field}`).join("&");
  // A token is the hub's; a mirror never gets it.
  const init: RequestInit = token && site === "huggingface" ? { headers: { authorization: `Bearer ${token}` } } : {};
  const api = await readJson(`${home}/api/${data ? "datasets" : "models"}/${id}/revision/HEAD?${query}`, init);

  const card = (typeof api["cardData"] === "object" && api["cardData"] !== null ? api["cardData"] : {}) as Record<string, unknown>;
  const tags = stringsOf(api["tags"]);
  const revision = stringOf(api["sha"]);
  const files = namesOf(api["siblings"]);
  const base = `${home}/${data ? "datasets/" : ""}${id}`;
  const texts: Record<string, string> = {};
  const missing: { part: string; why: string }[] = [];
  const read: { name: string; url: string }[] = [];
  await Promise.all(
    licenseFiles(files ?? ["LICENSE"]).map(async (name) => {
      const path = name.split("/").map(encodeURIComponent).join("/");
      const answer = await readText(`${base}/resolve/${revision ?? "main"}/${path}`, init);
      if ("why" in answer) {
        if (files) missing.push({ part: name, why: answer.why });
        return;
      }
      texts[name] = answer.text;
      read.push({ name, url: `${base}/blob/${revision ?? "main"}/${path}` });
    }),
  );
  const declared = stringsOf(card["license"]);
  return {
    revision,
    files: read.sort((a, b) => (a.name < b.name ? -1 : 1)),
    release: {
      id,
      kind: data ? "dataset" : "model",
      revision,
      texts,
      license: declared.length > 0 ? declared : tags.filter((tag) => tag.startsWith("license:")).map((tag) => tag.slice(8)),
      licenseName: stringOf(card["license_name"]),
      licenseLink: stringOf(card["license_link"]),
      files,
      card: {
        gated: api["gated"] === "auto" || api["gated"] === "manual" ? api["gated"] : false,
        gatePrompt: stringOf(card["extra_gated_prompt"]),
        datasets: stringsOf(card["datasets"]),
        library: stringOf(api["library_name"]) ?? stringOf(card["library_name"]),
        papers: tags.filter((tag) => tag.startsWith("arxiv:")).map((tag) => tag.slice(6)),
      },
      baseModels: baseModels(tags).map((model) => ({ ...model, why: "it was not looked up" })),
      missing,
    },
  };
}

function namesOf(siblings: unknown): string[] | null {
  if (!Array.isArray(siblings)) return null;
  return siblings.flatMap((file: unknown) => stringOf((file as { rfilename?: unknown } | null)?.rfilename) ?? []);
}

function baseModels(tags: readonly string[]): { id: string; relation: Relation }[] {
  const found = new Map<string, Relation>();
  for (const tag of tags) {
    const [, relation, id] = /^base_model:(?:(finetune|adapter|quantized|merge):)?(.+)$/.exec(tag) ?? [];
    if (id && isRepositoryId(id)) found.set(id, (relation as Relation | undefined) ?? found.get(id) ?? "unknown");
  }
  return [...found].map(([id, relation]) => ({ id, relation }));
}
