// What `assess` needs of a release on Hugging Face or a hub with the same API: one call a model, its license texts,
// its gate, its base models. The only part of the package that asks a server; plain ESM without dependencies.

export { HubError } from "./hub/errors.js";
export { licenseFiles, parseId } from "./hub/names.js";
export { release } from "./hub/release.js";
