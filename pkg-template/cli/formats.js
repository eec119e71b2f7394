// The forms in which reports are printed. Each has `head`, `entry(entry)`, `between` two entries, and `foot`.

import { clauses, version } from "../node.js";
import { rare } from "./load.js";
import { pretty } from "./pretty.js";

/** The format of that name. `view`: `colors`, `width`, `single`, `failOn`. */
export function format(name, view) {
  switch (name) {
    case "json":
      return json(view);
    case "jsonl":
      return { head: "", between: "", foot: "", entry: (entry) => `${JSON.stringify(bare(entry))}\n` };
    case "markdown":
      return rare().markdown();
    case "sarif":
      return rare().sarif({ version: version(), clauses: clauses(), failOn: new Set(view.failOn) });
    case "plain":
      return pretty({ ...view, colors: false, width: Infinity });
    default:
      return pretty(view);
  }
}

// One input gives its report alone, unless there is a decision to stand beside it.
function json({ single, decided }) {
  if (single) {
    const entry = (entry) => `${JSON.stringify(decided ? bare(entry) : (entry.report ?? entry.assessment), null, 2)}\n`;
    return { head: "", between: "", foot: "", entry };
  }
  return { head: "[\n", between: ",\n", foot: "\n]\n", entry: (entry) => JSON.stringify(bare(entry), null, 2) };
}

function bare({ file, report, assessment, decision }) {
  return { file, ...(assessment ? { assessment } : { report }), ...(decision ? { decision } : {}) };
}
