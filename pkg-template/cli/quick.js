// How V8 compiles the engine. A short run ends sooner when V8 does not begin to optimize: that work takes the processor
// from the run, and Node waits for it before it exits.

import { setFlagsFromString } from "node:v8";

/** Bytes of text below which optimized code is ready only when it is of no more use. */
const SHORT = 256 * 1024;

/** For a run of few inputs, of so many bytes as far as that is known; call before the engine starts. */
export function quick(bytes = Infinity) {
  if (bytes <= SHORT) {
    set("--no-wasm-tier-up", "--no-wasm-dynamic-tiering");
    // The wasm says which functions a report needs: these are compiled at once, on all cores, the others when called.
    set("--no-wasm-lazy-compilation", "--experimental-wasm-compilation-hints");
  } else set("--wasm-tiering-budget=200000000");
  // A function is checked when it is compiled, at its first call, and most are never called.
  set("--wasm-lazy-validation");
}

/**
 * For a run of many inputs on several threads; call before they start. Each would optimize the engine with as many
 * helpers as there are cores, which takes a quarter of the memory of the whole run and no less time.
 */
export function lean() {
  set("--wasm-num-compilation-tasks=1");
}

function set(...flags) {
  const { bun, deno, v8 } = process.versions;
  // V8 complains aloud about a flag that it has no more; up to this version it has them all.
  if (v8 && !bun && !deno && Number.parseInt(v8, 10) <= 13) flags.forEach((flag) => setFlagsFromString(flag));
}
