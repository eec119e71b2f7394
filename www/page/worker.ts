// The worker: owns the engine, answers calls in order. Nothing here reaches the network but the wasm beside the page.

import { assess, badge, classify, clauses, compare, decide, init, templates, version } from "openweigh";
import type { Call, Reply, Start } from "./protocol.js";

let begin: (message: Start) => void = () => undefined;
const started = new Promise<Start>((resolve) => {
  begin = resolve;
}).then(async ({ module }) => {
  await init(module ?? undefined);
  // The index of licenses is unpacked at the first reading, for its text alone, and wholly at the second; with that done
  // here, the first text's time is its own.
  for (const text of ["a text of five words", "and another one of five"]) classify(text);
});
// Each call awaits the start itself; this keeps a failed start from being reported twice.
started.catch(() => undefined);

self.onmessage = async ({ data }: MessageEvent<Call | Start>) => {
  if ("module" in data) begin(data);
  else post(await answer(data));
};

async function answer(call: Call): Promise<Reply> {
  try {
    await started;
    const from = performance.now();
    const result = run(call);
    return { number: call.number, ok: true, result, milliseconds: performance.now() - from };
  } catch (error) {
    return { number: call.number, ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

function run(call: Call): unknown {
  switch (call.name) {
    case "classify": return classify(...call.args);
    case "assess": return assess(...call.args);
    case "decide": return decide(...call.args);
    case "compare": return compare(...call.args);
    case "badge": return badge(...call.args);
    case "templates": return templates();
    case "clauses": return clauses();
    case "version": return version();
  }
}

function post(reply: Reply): void {
  // The file is compiled with the DOM's types, whose `postMessage` asks for an origin.
  (self as unknown as { postMessage(message: Reply): void }).postMessage(reply);
}
