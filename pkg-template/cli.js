import { isMainThread } from "node:worker_threads";
import { main, serve } from "./cli/main.js";

if (isMainThread) {
  main(process.argv.slice(2)).then((status) => {
    // Ends at once when all is written: Node would else wait for the engine's background compilation to finish.
    process.stdout.write("", () => process.stderr.write("", () => process.exit(status)));
  });
} else {
  serve();
}
