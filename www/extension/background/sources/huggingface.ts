// Hugging Face and its mirror, by the package's own hub client: one API call a model, its texts, its gate, and for a
// page the models that it is made from.

import { release as collect, type HubOptions } from "openweigh/hub";
import type { Depth } from "../../messages.ts";
import { homeOf, pageOf, type Subject } from "../../subject.ts";
import { limitedFetch } from "../limits.ts";
import type { Collected } from "./source.ts";

/** Collects a model or data set. Rejects with a `HubError` when nothing is known of it. */
export async function huggingface(subject: Subject, depth: Depth, token: string): Promise<Collected> {
  const { id, kind, site } = subject;
  const options: HubOptions = {
    fetch: limitedFetch,
    endpoint: homeOf(site),
    kind: kind === "dataset" ? "dataset" : "model",
    // A card of a list costs one API call, and reads the license texts alone.
    depth: depth === "page" ? 3 : 0,
    card: depth === "page",
    // A token is the hub's; a mirror never gets it.
    token: site === "huggingface" && token !== "" ? token : null,
  };
  const release = await collect(id, options);
  return {
    release,
    revision: release.revision ?? null,
    files: Object.keys(release.texts ?? {}).map((name) => ({ name, url: addressOf(name, subject, release.revision ?? "main") })),
  };
}

/** Where a person can read a text: the file's page, or the address that the text was read from. */
function addressOf(name: string, subject: Subject, revision: string): string {
  if (/^https:/.test(name)) return name;
  return `${pageOf(subject)}/blob/${revision}/${name.split("/").map(encodeURIComponent).join("/")}`;
}
