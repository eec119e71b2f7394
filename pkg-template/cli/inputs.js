// From arguments to what is read.

import { statSync } from "node:fs";
import { rare } from "./load.js";
import { reason } from "./read.js";

/**
 * The inputs that arguments mean, in order: `{ name, kind: "file" | "stdin" | "hub" }`, with `bytes` where they are known,
 * or with `problem` where one cannot be had.
 */
export function* expand(paths) {
  for (const path of paths) {
    if (path === "-") {
      yield { name: path, kind: "stdin" };
    } else if (/^hf:/.test(path)) {
      yield { name: path, kind: "hub" };
    } else {
      let about;
      try {
        about = statSync(path);
      } catch (error) {
        yield { name: path, kind: "file", problem: `cannot be read: ${reason(error)}` };
        continue;
      }
      if (about.isDirectory()) yield* rare().search(path);
      else yield { name: path, kind: "file", bytes: about.size };
    }
  }
}
