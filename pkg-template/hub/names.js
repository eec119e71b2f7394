// Ids, addresses and names of files.

import { HubError } from "./errors.js";

const NAME = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,95}$/;

/** Whether this is `owner/name`, or the bare name of an early model such as `gpt2`. */
export function isId(id) {
  const parts = id.split("/");
  return parts.length <= 2 && parts.every((part) => NAME.test(part) && !part.includes("..") && !part.endsWith("."));
}

/**
 * The id and kind that a text names: `owner/name`, `datasets/owner/name`, `hf:owner/name` or the address of a page.
 * `null` when it names none.
 */
export function parseId(text, endpoint = "https://huggingface.co") {
  if (typeof text !== "string") throw new TypeError("text must be a string");
  let rest = text.trim().replace(/^hf:(?:\/\/)?/i, "");
  const address = /^(?:https?:\/\/)?([^/\s]+\.[^/\s]+|[^/\s]+:\d+)\/(.*)$/i.exec(rest);
  if (address && !isId(rest)) {
    const hosts = ["huggingface.co", "www.huggingface.co", "hf.co", "hf-mirror.com", new URL(endpoint).host];
    if (!hosts.includes(address[1].toLowerCase())) return null;
    rest = address[2];
  }
  const path = rest.split(/[?#]/, 1)[0].split("/").filter((part) => part !== "");
  const kind = { datasets: "dataset", spaces: "space", models: "model" }[path[0]];
  if (kind) path.shift();
  const id = path.slice(0, 2).join("/");
  // A page has an owner; one part alone is an early model only when it was written without an address.
  if (id === "" || !isId(id) || (address && path.length < 2)) return null;
  return { kind: kind ?? "model", id };
}

const LICENSE = /(?:^|[-_. ])(?:licen[cs]e|unlicense|copying|eula)(?:$|[-_. \d])/i;
const OTHER = /^(?:terms|notice|use[-_ ]?policy|acceptable[-_ ]?use|prohibited[-_ ]?use|usage[-_ ]?policy)/i;
const TEXT = /^[^.]*$|\.(?:txt|md|rst|markdown|html?|mit|apache|lesser|model|models|weights|code|data|llama\d*|gemma|openrail|\d+)$/i;

/** At most this many texts of one release are read. */
const MOST = 8;

/**
 * The files of a list that are license texts, use policies or notices, most telling first: those at the top before
 * those in folders, licenses before policies before notices.
 */
export function licenseFiles(paths) {
  const found = [];
  for (const path of paths) {
    const name = path.slice(path.lastIndexOf("/") + 1);
    if (!(LICENSE.test(name) || OTHER.test(name)) || !TEXT.test(name)) continue;
    const depth = path.split("/").length - 1;
    if (depth > 2) continue;
    const rank = LICENSE.test(name) ? 0 : /^notice/i.test(name) ? 2 : 1;
    found.push({ path, order: depth * 4 + rank });
  }
  found.sort((a, b) => a.order - b.order || (a.path < b.path ? -1 : 1));
  return found.slice(0, MOST).map(({ path }) => path);
}

/**
 * Where a `license_link` leads: a file of the release, a file of another repository on the hub, or another address.
 * `null` for what is none of these.
 */
export function follow(link, { endpoint, id, kind }) {
  const text = link.trim();
  if (!/^[a-z][a-z0-9+.-]*:/i.test(text)) {
    const path = text.replace(/^\.?\/+/, "");
    return path === "" || path.split("/").includes("..") || /[\u0000-\u001f\\]/.test(path) ? null : { path };
  }
  let url;
  try {
    url = new URL(text);
  } catch {
    return null;
  }
  const hub = new URL(endpoint);
  const hosts = [hub.host, "huggingface.co", "hf.co"];
  const file = /^\/((?:datasets\/|spaces\/)?[^/]+\/[^/]+)\/(?:blob|resolve|raw)\/([^/]+)\/(.+)$/.exec(url.pathname);
  if (hosts.includes(url.host) && file) {
    const [, repository, revision, path] = file.map(decode);
    const own = `${kind === "dataset" ? "datasets/" : kind === "space" ? "spaces/" : ""}${id}`;
    if (repository.toLowerCase() === own.toLowerCase()) return { path };
    return { url: `${endpoint}/${repository}/resolve/${encodeURIComponent(revision)}/${encodePath(path)}`, name: `${repository}/${path}` };
  }
  const blob = /^\/([^/]+\/[^/]+)\/(?:blob|raw)\/(.+)$/.exec(url.pathname);
  if (url.host === "github.com" && blob) {
    return { url: `https://raw.githubusercontent.com/${blob[1]}/${blob[2]}`, name: text };
  }
  return { url: url.href, name: text };
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** A path as part of an address. */
export function encodePath(path) {
  return path.split("/").map(encodeURIComponent).join("/");
}

/** Checks an id that a caller gives. */
export function checkedId(id) {
  if (typeof id !== "string") throw new TypeError("id must be a string");
  if (!isId(id)) throw new HubError("bad-id", `"${id.slice(0, 80)}" is no id of the form owner/name`);
  return id;
}
