// What few runs need. The package keeps it in a file of its own, beside the command line, and nothing in it knows the
// engine: a run on one text neither reads nor compiles any of this.

export { compared } from "./compare.js";
export { completion } from "./completion.js";
export { markdown } from "./markdown.js";
export { collect } from "./model.js";
export { run } from "./pool.js";
export { sarif } from "./sarif.js";
export { search } from "./search.js";
