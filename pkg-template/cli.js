import { THREAD, threads } from "./cli/load.js";
import { main, serve } from "./cli/main.js";
import { end } from "./cli/output.js";

if (process.argv[2] === THREAD && !threads().isMainThread) serve();
else main(process.argv.slice(2)).then(end);
