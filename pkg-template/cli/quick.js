// A short run ends sooner when V8 does not begin to optimize the engine: Node waits for that work before it exits.

import { setFlagsFromString } from "node:v8";

/** For a run of few inputs; call before the engine starts. */
export function quick() {
  set("--wasm-tiering-budget=200000000");
}

/**
 * For a run of many inputs on several threads; call before they start. Each would optimize the engine with as many
 * helpers as there are cores, which takes a quarter of the memory of the whole run and no less time.
 */
export function lean() {
  set("--wasm-num-compilation-tasks=1");
}

function set(flag) {
  const { bun, deno, v8 } = process.versions;
  if (v8 && !bun && !deno) setFlagsFromString(flag);
}
