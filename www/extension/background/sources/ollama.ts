// Ollama's registry: a model's manifest names its license texts as layers, often several (license and use policy).

import { pageOf, type Subject } from "../../subject.ts";
import { readJson, readText } from "../read.ts";
import { Problem } from "../problem.ts";
import { stringOf, type Collected } from "./source.ts";

const REGISTRY = "https://registry.ollama.ai/v2";
const LICENSE = "application/vnd.ollama.image.license";
const WEIGHTS = "application/vnd.ollama.image.model";

/** Collects a model under its `latest` tag. */
export async function ollama(subject: Subject): Promise<Collected> {
  const { id } = subject;
  const manifest = await readJson(`${REGISTRY}/${id}/manifests/latest`, {
    headers: { accept: "application/vnd.docker.distribution.manifest.v2+json" },
  });
  if (!Array.isArray(manifest["layers"])) throw new Problem("bad-answer", "manifest: no layers");
  const layers = manifest["layers"] as ({ mediaType?: unknown; digest?: unknown } | null)[];
  const texts: Record<string, string> = {};
  const missing: { part: string; why: string }[] = [];
  const licenses = layers.filter((layer) => layer?.mediaType === LICENSE).slice(0, 6);
  await Promise.all(
    licenses.map(async (layer, place) => {
      const name = place === 0 ? "LICENSE" : `LICENSE-${place + 1}`;
      const digest = stringOf(layer?.digest);
      const answer = digest && /^sha256:[0-9a-f]{64}$/.test(digest) ? await readText(`${REGISTRY}/${id}/blobs/${digest}`) : { why: "no digest" };
      if ("why" in answer) missing.push({ part: name, why: answer.why });
      else texts[name] = answer.text;
    }),
  );
  const weights = layers.some((layer) => layer?.mediaType === WEIGHTS);
  return {
    revision: stringOf((manifest["config"] as { digest?: unknown } | undefined)?.digest)?.replace("sha256:", "") ?? null,
    files: Object.keys(texts).sort().map((name) => ({ name, url: pageOf(subject) })),
    release: { id, kind: "model", texts, license: [], files: [...Object.keys(texts).sort(), ...(weights ? ["model.gguf"] : [])], missing },
  };
}
