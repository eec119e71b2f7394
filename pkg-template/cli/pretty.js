// Reports for people: one in full, many as a line each.

import { columns, lineFinder, pad, painter, safe, wrap } from "./text.js";

/** A sign and a color for each kind of verdict; the sign tells it without color. */
const SIGNS = {
  "open-source": ["✔", "blue"],
  open: ["○", "cyan"],
  "responsible-use": ["◆", "magenta"],
  conditional: ["▲", "yellow"],
  "no-derivatives": ["▲", "yellow"],
  "non-commercial": ["■", "red"],
  "research-only": ["■", "red"],
  "evaluation-only": ["■", "red"],
  "no-redistribution": ["✘", "red"],
  "not-a-license": ["–", "dim"],
  unrecognized: ["?", "dim"],
};

const OUTCOME_SIGNS = {
  clear: ["✔", "green"],
  conditions: ["▲", "yellow"],
  ask: ["?", "yellow"],
  blocked: ["✘", "red"],
  unknown: ["?", "dim"],
};

const QUESTIONS = {
  commercialUse: "Commercial use",
  redistribution: "Redistribution",
  modification: "Modification",
  usageRestrictions: "Restrictions",
  publishChanges: "Publish changes",
};

const ADVICE = "An automated reading, not legal advice.";

/** The format: `view` has `colors`, `width` (columns, Infinity for none) and `single`. */
export function pretty(view) {
  return {
    head: "",
    between: view.single ? "\n" : "",
    foot: view.single ? "" : `\n${ADVICE}\n`,
    entry: (entry) => (view.single ? full(entry, view) : line(entry, view)),
  };
}

function full({ file, text, report, decision }, view) {
  const paint = painter(view.colors);
  const width = Math.min(view.width, 100);
  const out = [paint("bold", safe(file))];
  const block = (indent, string) => {
    for (const piece of wrap(safe(string), width - indent)) out.push(" ".repeat(indent) + piece);
  };
  out.push(`  ${sign(SIGNS[report.verdict.kind], report.verdict.label, paint)}`);
  for (const license of report.licenses) block(4, licenseLine(license));
  out.push("");
  const labels = Object.entries(QUESTIONS);
  const wide = Math.max(...labels.map(([, label]) => label.length));
  for (const [key, label] of labels) {
    const answer = report.answers[key];
    const [first, ...rest] = wrap(safe(answer.summary), width - wide - 17);
    out.push(`  ${pad(label, wide)}  ${paint("bold", pad(answer.value, 12))} ${first}`.trimEnd());
    for (const piece of rest) out.push(" ".repeat(wide + 17) + piece);
  }
  quotes(report, text, { out, paint, width });
  if (report.documents.length > 0) {
    out.push("", paint("bold", "  Not read, but part of the terms"));
    for (const document of report.documents) {
      block(4, document.url ? `${document.title}: ${document.url}` : document.title);
    }
  }
  for (const note of report.notes) {
    out.push("");
    block(2, `Note: ${note.text}`);
  }
  if (decision) decided(decision, { out, paint, block });
  out.push("", paint("dim", `  ${ADVICE}`), "");
  return out.join("\n");
}

function licenseLine({ id, name, match, similarity, alternatives }) {
  const percent = match === "tag" || match === "exact" ? "" : ` ${Math.floor(similarity * 1000) / 10} %`;
  const others = alternatives.length > 0 ? `; equally ${alternatives.join(", ")}` : "";
  return `${name === id ? id : `${name} (${id})`}: ${match}${percent}${others}`;
}

/** The words that decided: those behind the verdict first, then the other restrictions, one quote a clause. */
function quotes(report, text, { out, paint, width }) {
  const place = lineFinder(text);
  const because = report.verdict.because;
  const rank = (finding) => {
    const at = because.indexOf(finding.id);
    return at >= 0 ? at : because.length;
  };
  const seen = new Set();
  const deciding = report.clauses
    .filter(({ id, effect }) => because.includes(id) || effect === "veto" || effect === "responsible-use")
    .sort((a, b) => rank(a) - rank(b))
    .filter(({ id }) => !seen.has(id) && seen.add(id));
  if (deciding.length === 0) return;
  out.push("", paint("bold", "  The deciding words"));
  for (const finding of deciding) {
    const start = finding.spans[0]?.start ?? 0;
    const number = String(place(start).line);
    out.push(`  ${paint("dim", number.padStart(6))}  ${safe(finding.title)} ${paint("dim", `(${finding.id})`)}`);
    const quote = safe(finding.quote);
    const short = quote.length > 300 ? `${quote.slice(0, 297)}…` : quote;
    for (const piece of wrap(`“${short}”`, width - 10)) out.push(" ".repeat(10) + paint("cyan", piece));
  }
}

function decided(decision, { out, paint, block }) {
  out.push("", `  Your plan: ${sign(OUTCOME_SIGNS[decision.outcome], decision.label, paint)}`);
  block(4, decision.summary);
  const list = (title, items) => {
    if (items.length > 0) out.push("", paint("bold", `  ${title}`));
    for (const item of items) block(4, `• ${item}`);
  };
  list("What decides", decision.deciding.map(({ text }) => text));
  list("What remains to be done", decision.todo.map(({ text, exact }) => (exact ? `${text} “${exact}”` : text)));
  list("Your plan does not say", decision.questions.map(({ field, text }) => `${text} (${field})`));
  list("Not checked", decision.notChecked.map(({ part, why }) => `${part}: ${why}`));
}

function line({ file, report, decision }, view) {
  const paint = painter(view.colors);
  const name = safe(file);
  const ids = report.expression ?? report.licenses.map(({ id }) => id).join(", ");
  const outcome = decision ? `  ${sign(OUTCOME_SIGNS[decision.outcome], decision.outcome, paint)}` : "";
  const [mark, color] = SIGNS[report.verdict.kind] ?? ["?", "dim"];
  const label = `${paint(color, mark)} ${pad(report.verdict.label, 22)}`;
  const room = Math.max(20, Math.min(view.width, 160) - 28 - (decision ? 15 : 0) - columns(ids));
  return `${label}  ${pad(name, Math.min(room, 48))}  ${paint("dim", safe(ids))}${outcome}`.trimEnd() + "\n";
}

function sign([mark, color] = ["?", "dim"], label, paint) {
  return paint(color, `${mark} ${paint("bold", label)}`);
}
