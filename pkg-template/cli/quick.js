// A short run ends sooner when V8 does not begin to optimize the engine: Node waits for that work before it exits.

import { setFlagsFromString } from "node:v8";

/** For a run of few inputs; call before the engine starts. */
export function quick() {
  const { bun, deno, v8 } = process.versions;
  if (v8 && !bun && !deno) setFlagsFromString("--wasm-tiering-budget=200000000");
}
