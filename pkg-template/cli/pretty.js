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
    entry: (entry) => {
      if (entry.assessment) return view.single ? release(entry, view) : line({ ...entry, report: brief(entry) }, view);
      return view.single ? full(entry, view) : line(entry, view);
    },
  };
}

function full({ file, text, report, decision }, view) {
  const page = new Page(view);
  const { paint, out } = page;
  out.push(paint("bold", safe(file)), `  ${sign(SIGNS[report.verdict.kind], report.verdict.label, paint)}`);
  for (const license of report.licenses) page.block(4, licenseLine(license));
  page.answers(report.answers);
  quotes(report, text, page);
  for (const { title, clauses } of report.documents.filter(({ read }) => read)) {
    page.list(`In ${safe(title)}, which was given`, clauses.map(({ title, quote }) => `${title}: “${short(quote)}”`));
  }
  const missing = report.documents.filter(({ read }) => !read);
  page.list("Not read, but part of the terms", missing.map(({ title, url }) => (url ? `${title}: ${url}` : title)));
  page.list("Notes", report.notes.map(({ text }) => text));
  if (decision) decided(decision, page);
  return page.end();
}

/** A whole release. */
function release({ file, assessment, decision }, view) {
  const page = new Page(view);
  const { paint, out } = page;
  const { badge, license } = assessment;
  out.push(paint("bold", safe(file)), `  ${sign(SIGNS[license?.verdict] ?? ["?", "dim"], safe(badge.label), paint)}`);
  page.block(4, assessment.summary);
  if (license) page.block(4, `${license.name}, by ${license.source} (${license.evidence})`);
  page.answers(assessment.answers);
  if (assessment.because.length > 0) out.push("", paint("bold", "  The deciding words"));
  for (const { id, title, source, quote } of assessment.because) {
    page.block(4, `${title} (${id}), ${source}`);
    if (quote) page.block(6, `“${short(quote)}”`, "cyan");
  }
  page.list(
    "Conflicts",
    assessment.conflicts.map(({ title, text, action }) => `${title}. ${text} ${action}`),
  );
  page.list("Also", assessment.chips.map(({ text }) => text));
  page.list("Components", assessment.components.map(({ name, state, evidence }) => component(name, state, evidence)));
  page.list("Not checked", assessment.unchecked.map(({ part, why }) => `${part}: ${why}`));
  if (decision) decided(decision, page);
  return page.end();
}

function component(name, state, evidence) {
  const more = evidence.length > 3 ? `, and ${evidence.length - 3} more` : "";
  return `${name}: ${state}${evidence.length > 0 ? ` (${evidence.slice(0, 3).join(", ")}${more})` : ""}`;
}

/** What a line needs of a release. */
function brief({ assessment }) {
  const { badge, license } = assessment;
  return { verdict: { kind: license?.verdict ?? "unrecognized", label: badge.label }, expression: license?.id ?? "", licenses: [] };
}

/** Lines of a report, wrapped and indented. */
class Page {
  constructor(view) {
    this.out = [];
    this.width = Math.min(view.width, 100);
    this.paint = painter(view.colors);
  }

  block(indent, string, color) {
    for (const piece of wrap(safe(string), this.width - indent)) this.out.push(" ".repeat(indent) + this.paint(color, piece));
  }

  list(title, items) {
    if (items.length === 0) return;
    this.out.push("", this.paint("bold", `  ${title}`));
    for (const item of items) {
      const [first, ...rest] = wrap(safe(item), this.width - 6);
      this.out.push(`    • ${first}`, ...rest.map((piece) => `      ${piece}`));
    }
  }

  answers(answers) {
    this.out.push("");
    const wide = Math.max(...Object.values(QUESTIONS).map((label) => label.length));
    const indent = wide + 17;
    for (const [key, label] of Object.entries(QUESTIONS)) {
      const { value, summary } = answers[key];
      const [first, ...rest] = wrap(safe(summary), this.width - indent);
      this.out.push(`  ${pad(label, wide)}  ${this.paint("bold", pad(value, 12))} ${first}`.trimEnd());
      for (const piece of rest) this.out.push(" ".repeat(indent) + piece);
    }
  }

  end() {
    this.out.push("", this.paint("dim", `  ${ADVICE}`), "");
    return this.out.join("\n");
  }
}

function short(text) {
  return text.length > 300 ? `${text.slice(0, 297)}…` : text;
}

function licenseLine({ id, name, match, similarity, alternatives }) {
  const percent = match === "tag" || match === "exact" ? "" : ` ${Math.floor(similarity * 1000) / 10} %`;
  const others = alternatives.length > 0 ? `; equally ${alternatives.join(", ")}` : "";
  return `${name === id ? id : `${name} (${id})`}: ${match}${percent}${others}`;
}

/** The words that decided: those behind the verdict first, then the other restrictions, one quote a clause. */
function quotes(report, text, page) {
  const { paint, out } = page;
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
    page.block(10, `“${short(finding.quote)}”`, "cyan");
  }
}

function decided(decision, page) {
  const { out, paint } = page;
  out.push("", `  Your plan: ${sign(OUTCOME_SIGNS[decision.outcome], decision.label, paint)}`);
  page.block(4, decision.summary);
  page.list("What decides", decision.deciding.map(({ text }) => text));
  page.list("What remains to be done", decision.todo.map(({ text, exact }) => (exact ? `${text} “${exact}”` : text)));
  page.list("Your plan does not say", decision.questions.map(({ field, text }) => `${text} (${field})`));
  page.list("Not checked", decision.notChecked.map(({ part, why }) => `${part}: ${why}`));
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
