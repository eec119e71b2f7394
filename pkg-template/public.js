// What every entry exports.
export {
  addTemplate,
  assess,
  badge,
  classify,
  clauses,
  compare,
  decide,
  OpenweighError,
  templates,
  version,
} from "./api.js";
