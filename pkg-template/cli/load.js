// Loads what a run turns out to need. The command line is bundled as CommonJS, where this needs no promise.

/** The parts of rare.js. */
export const rare = () => require("./rare.js");

/** The argument with which a worker thread is started. */
export const THREAD = "--thread";

/** Worker threads; loading what they are made of takes longer than parsing all of the command line. */
export const threads = () => require("node:worker_threads");
