// Collects a release: one API call, then the texts that it names, then the models it is made from.

import { HubError, why } from "./errors.js";
import { checkedId, encodePath, follow, isId, licenseFiles } from "./names.js";
import { Reader } from "./read.js";

/** Hosts besides the hub from which a `license_link` or a policy is read. */
const HOSTS = ["huggingface.co", "raw.githubusercontent.com"];

/** Base models of base models are followed this far. */
const DEPTH = 3;

/** At most this many models are asked for in one lookup. */
const MODELS = 24;

const RELATIONS = ["finetune", "adapter", "quantized", "merge"];

/** Seconds for which an API answer of a cache is good enough. */
const FRESH = 300;

/**
 * Everything that `assess` needs of a release.
 *
 * @param {string} id
 * @param {import("../hub.js").HubOptions} [options]
 */
export async function release(id, options = {}) {
  checkedId(id);
  const lookup = new Lookup(options);
  const kind = options.kind ?? "model";
  return lookup.collect(id, kind, [], await lookup.api(id, kind));
}

/** One lookup: shares answers between a model and its ancestors. */
class Lookup {
  constructor(options) {
    const endpoint = (options.endpoint ?? "https://huggingface.co").replace(/\/+$/, "");
    checkOptions(options, endpoint);
    this.endpoint = endpoint;
    this.cache = options.cache ?? null;
    this.depth = Math.min(options.depth ?? DEPTH, DEPTH);
    this.readsCard = options.card ?? true;
    this.maxAge = options.maxAge ?? FRESH;
    this.signal = options.signal;
    this.answers = new Map();
    this.texts = new Map();
    this.reader = new Reader({
      fetch: options.fetch ?? globalThis.fetch,
      signal: options.signal,
      token: options.token,
      endpoint,
      hosts: [...HOSTS, ...(options.hosts ?? [])].map((host) => host.toLowerCase()),
    });
  }

  /** The API's answer on a repository; asked once in a lookup. */
  api(id, kind) {
    const key = `${kind} ${id.toLowerCase()}`;
    let answer = this.answers.get(key);
    if (!answer) {
      answer = this.#api(id, kind);
      this.answers.set(key, answer);
    }
    return answer;
  }

  async #api(id, kind) {
    // The hub refuses fields that a kind does not have.
    const own = { model: ["gated", "library_name", "model-index"], dataset: ["gated"], space: [] }[kind];
    const fields = ["cardData", "siblings", "tags", "sha", "createdAt", ...own];
    const query = fields.map((field) => `expand=${field}`).join("&");
    const url = `${this.endpoint}/api/${kind}s/${id}/revision/HEAD?${query}`;
    const key = `api ${url}`;
    const kept = await this.cache?.get(key);
    if (isObject(kept) && isObject(kept.value) && Date.now() - kept.at < this.maxAge * 1000) return kept.value;
    const value = await this.reader.json(url);
    await this.cache?.set(key, { at: Date.now(), value });
    return value;
  }

  /** A text; asked once in a lookup. */
  #text(url, commit) {
    let text = this.texts.get(url);
    if (!text) {
      text = this.#fetchText(url, commit);
      this.texts.set(url, text);
    }
    return text;
  }

  /** Texts of a commit never change, so a cache keeps them for good. */
  async #fetchText(url, commit) {
    const key = `text ${url}`;
    const kept = commit ? await this.cache?.get(key) : undefined;
    if (typeof kept === "string") return kept;
    const text = await this.reader.text(url);
    if (commit) await this.cache?.set(key, text);
    return text;
  }

  /** The release that an API answer describes; `above` are the ids on the way here. */
  async collect(id, kind, above, api) {
    const card = isObject(api.cardData) ? api.cardData : {};
    const tags = strings(api.tags) ?? [];
    const revision = string(api.sha);
    const missing = [];
    const files = filesOf(api.siblings);
    if (files === null) missing.push({ part: "files", why: "the hub did not list them" });
    const base = `${this.endpoint}/${kind === "model" ? "" : `${kind}s/`}${id}/resolve/${revision ?? "main"}`;
    const at = (path) => this.#text(`${base}/${encodePath(path)}`, revision);
    const texts = {};

    const read = async (part, get) => {
      try {
        texts[part] = await get();
      } catch (error) {
        this.signal?.throwIfAborted();
        missing.push({ part, why: why(error) });
      }
    };
    const link = string(card.license_link);
    const named = licenseFiles(files ?? []);
    const wanted = named.map((path) => read(path, () => at(path)));
    if (link !== null) {
      const target = follow(link, { endpoint: this.endpoint, id, kind });
      if (target === null) missing.push({ part: link.slice(0, 300), why: "license_link is not a file or an address" });
      else if (target.path === undefined) wanted.push(read(target.name, () => this.#text(target.url, null)));
      else if (!named.includes(target.path) && !/^readme(?:\.|$)/i.test(target.path)) {
        if (files === null || files.includes(target.path)) wanted.push(read(target.path, () => at(target.path)));
        else missing.push({ part: target.path, why: "license_link names a file that is not there" });
      }
    }
    const readme = files?.find((path) => /^readme(?:\.md)?$/i.test(path));
    let text = null;
    if (this.readsCard && readme !== undefined) {
      wanted.push(at(readme).then(
        (found) => { text = withoutFrontMatter(found); },
        (error) => { this.signal?.throwIfAborted(); missing.push({ part: "card", why: why(error) }); },
      ));
    }
    await Promise.all(wanted);
    await this.#policies(texts, missing);

    const gated = api.gated === "auto" || api.gated === "manual" || api.gated === true ? api.gated : api.gated === false ? false : null;
    return {
      id,
      kind: kind === "space" ? "software" : kind,
      revision,
      published: day(api.createdAt),
      texts: sorted(texts),
      license: strings(card.license) ?? tags.filter((tag) => tag.startsWith("license:")).map((tag) => tag.slice(8)),
      licenseName: string(card.license_name),
      licenseLink: link,
      files,
      card: {
        datasets: strings(card.datasets) ?? prefixed(tags, "dataset:"),
        library: string(api.library_name) ?? string(card.library_name),
        papers: [...(prefixed(tags, "arxiv:") ?? []), ...(prefixed(tags, "doi:") ?? [])],
        evaluation: hasResults(api["model-index"] ?? card["model-index"]),
        gated,
        gatePrompt: string(card.extra_gated_prompt),
        text,
        code: text === null ? null : repositories(text),
      },
      baseModels: kind === "model" ? await this.#bases(id, card, tags, above) : [],
      missing: missing.sort((a, b) => (a.part < b.part ? -1 : a.part > b.part ? 1 : 0)),
    };
  }

  /** Use policies that the texts point to, where their host is allowed; others are named by `assess` as not read. */
  async #policies(texts, missing) {
    if (Object.keys(texts).some((path) => /policy|acceptable|prohibited/i.test(path))) return;
    const found = new Set();
    for (const text of Object.values(texts)) {
      for (const [url] of text.matchAll(/https:\/\/[^\s"'<>()[\]{}]*(?:use[-_]policy|acceptable[-_]use|prohibited[-_]use)[^\s"'<>()[\]{}]*/gi)) {
        const address = url.replace(/[.,;:]+$/, "");
        if (URL.canParse(address) && this.reader.allows(address)) found.add(address);
      }
    }
    for (const url of [...found].slice(0, 2)) {
      try {
        texts[url] = await this.#text(url, null);
      } catch (error) {
        this.signal?.throwIfAborted();
        missing.push({ part: url, why: why(error) });
      }
    }
  }

  /** The models that a model is made from, each with its release or the reason why it is not known. */
  async #bases(id, card, tags, above) {
    const way = [...above, id.toLowerCase()];
    const bases = basesOf(card, tags);
    return Promise.all(bases.map(async ({ id: base, relation }) => {
      const unknown = (reason) => ({ id: base, relation, why: reason });
      if (!isId(base)) return unknown("its name is no id of the hub");
      if (way.includes(base.toLowerCase())) return unknown("it is its own ancestor");
      if (way.length > this.depth) return unknown("its lineage is longer than what is followed");
      if (this.answers.size >= MODELS) return unknown("its lineage has too many models");
      try {
        return { id: base, relation, release: await this.collect(base, "model", way, await this.api(base, "model")) };
      } catch (error) {
        this.signal?.throwIfAborted();
        return unknown(why(error));
      }
    }));
  }
}

function checkOptions(options, endpoint) {
  if (!isObject(options)) throw new TypeError("options must be an object");
  const is = (name, type) => {
    const value = options[name];
    if (value !== undefined && value !== null && typeof value !== type) throw new TypeError(`options.${name} must be a ${type}`);
  };
  is("fetch", "function");
  is("token", "string");
  is("endpoint", "string");
  is("depth", "number");
  is("card", "boolean");
  is("maxAge", "number");
  if (!["model", "dataset", "space", undefined].includes(options.kind)) throw new TypeError('options.kind must be "model", "dataset" or "space"');
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol)) throw new TypeError("options.endpoint must be an http or https URL");
  if (options.cache && (typeof options.cache.get !== "function" || typeof options.cache.set !== "function")) {
    throw new TypeError("options.cache must have the methods get and set");
  }
  if (typeof (options.fetch ?? globalThis.fetch) !== "function") throw new HubError("network", "there is no fetch here; give one in options.fetch");
}

/** Base models by card and tags; the tags know the relation. */
function basesOf(card, tags) {
  const found = new Map();
  const add = (id, relation) => {
    const key = id.toLowerCase();
    const known = found.get(key);
    if (!known) found.set(key, { id, relation });
    else if (known.relation === "unknown") known.relation = relation;
  };
  for (const tag of tags) {
    const match = /^base_model:(?:([a-z]+):)?([^:]+)$/.exec(tag);
    if (match) add(match[2], RELATIONS.includes(match[1]) ? match[1] : "unknown");
  }
  const relation = RELATIONS.includes(card.base_model_relation) ? card.base_model_relation : "unknown";
  for (const id of strings(card.base_model) ?? []) add(id, relation);
  return [...found.values()].slice(0, 12);
}

function filesOf(siblings) {
  if (!Array.isArray(siblings)) return null;
  return siblings.map((file) => file?.rfilename).filter((path) => typeof path === "string");
}

/** Addresses of code repositories in a card, without those that many cards name in passing. */
function repositories(text) {
  const found = new Set();
  for (const [, owner, name] of text.matchAll(/https:\/\/github\.com\/([\w.-]+)\/([\w.-]+)/g)) {
    const id = `${owner}/${name.replace(/(?:\.git)?[.,]*$/, "")}`;
    if (!/^(?:huggingface|ggerganov|ggml-org|vllm-project|pytorch)\//i.test(id)) found.add(`https://github.com/${id}`);
  }
  return [...found].slice(0, 5);
}

function withoutFrontMatter(text) {
  return text.replace(/^\uFEFF?---\r?\n[\s\S]*?\r?\n---[ \t]*(?:\r?\n|$)/, "");
}

function hasResults(index) {
  if (index === null || index === undefined) return null;
  return Array.isArray(index) && index.some((model) => Array.isArray(model?.results) && model.results.length > 0) ? true : null;
}

function prefixed(tags, prefix) {
  const found = tags.filter((tag) => tag.startsWith(prefix)).map((tag) => tag.slice(prefix.length));
  return found.length > 0 ? found : null;
}

function sorted(texts) {
  return Object.fromEntries(Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

function day(date) {
  return typeof date === "string" && /^\d{4}-\d{2}-\d{2}/.test(date) ? date.slice(0, 10) : null;
}

function string(value) {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

function strings(value) {
  if (typeof value === "string") return value === "" ? null : [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string" && item !== "") : null;
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
