// Reports in Markdown, for issues, pull requests and documents.

import { lineFinder, safe } from "./text.js";

const QUESTIONS = {
  commercialUse: "May I use it commercially?",
  redistribution: "May I pass it on?",
  modification: "May I change it and share that?",
  usageRestrictions: "Is use restricted?",
  publishChanges: "Must I publish my changes?",
};

/** The format. */
export function markdown() {
  return { head: "", between: "\n", foot: "\n*An automated reading, not legal advice.*\n", entry };
}

function entry({ file, text, report, assessment, decision }) {
  if (assessment) return release({ file, assessment, decision });
  const place = lineFinder(text);
  const out = [`## ${plain(file)}`, "", `**${plain(report.verdict.label)}**`];
  if (report.licenses.length > 0) {
    out.push("");
    for (const { id, name, match } of report.licenses) out.push(`- ${plain(name)} (${code(id)}, ${match})`);
  }
  answers(report.answers, out);
  if (report.clauses.length > 0) {
    out.push("", "| Line | Term | Words |", "| --: | --- | --- |");
    for (const { id, title, quote, spans } of report.clauses) {
      out.push(`| ${place(spans[0]?.start ?? 0).line} | ${plain(title)} (${code(id)}) | ${plain(quote)} |`);
    }
  }
  for (const { title, url, read, clauses } of report.documents) {
    if (read) {
      out.push("", `In ${plain(title)}, which was given:`, "");
      for (const { id, title, quote } of clauses) out.push(`- ${plain(title)} (${code(id)}): ${plain(quote)}`);
    } else out.push("", `Not read, but part of the terms: ${plain(url ? `${title}, ${url}` : title)}`);
  }
  for (const note of report.notes) out.push("", `> ${plain(note.text)}`);
  decided(decision, out);
  return `${out.join("\n")}\n`;
}

function release({ file, assessment, decision }) {
  const { badge, summary, conflicts, because, components, unchecked } = assessment;
  const out = [`## ${plain(file)}`, "", `**${plain(badge.label)}.** ${plain(summary)}`];
  answers(assessment.answers, out);
  if (because.length > 0) out.push("", "| Source | Term | Words |", "| --- | --- | --- |");
  for (const { id, title, source, quote } of because) {
    out.push(`| ${plain(source)} | ${plain(title)} (${code(id)}) | ${plain(quote)} |`);
  }
  for (const { title, text, action } of conflicts) out.push("", `> **${plain(title)}.** ${plain(text)} ${plain(action)}`);
  out.push("", "| Component | | Evidence |", "| --- | --- | --- |");
  for (const { name, state, evidence } of components) {
    out.push(`| ${plain(name)} | ${state} | ${plain(evidence.slice(0, 5).join(", "))} |`);
  }
  for (const { part, why } of unchecked) out.push("", `Not checked: ${plain(part)} (${plain(why)})`);
  decided(decision, out);
  return `${out.join("\n")}\n`;
}

function answers(given, out) {
  out.push("", "| Question | Answer | |", "| --- | --- | --- |");
  for (const [key, question] of Object.entries(QUESTIONS)) {
    const { value, summary } = given[key];
    out.push(`| ${question} | **${value}** | ${plain(summary)} |`);
  }
}

function decided(decision, out) {
  if (!decision) return;
  out.push("", `**Your plan: ${plain(decision.label)}.** ${plain(decision.summary)}`, "");
  for (const { text } of decision.deciding) out.push(`- ${plain(text)}`);
  for (const { text, exact } of decision.todo) out.push(`- [ ] ${plain(exact ? `${text} “${exact}”` : text)}`);
}

/** Text that means nothing to Markdown or HTML. */
function plain(text) {
  return safe(text)
    .replace(/[\\`*_{}[\]<>()#+!|~&$]/g, "\\$&")
    .replace(/\\&/g, "&amp;")
    .replace(/\\</g, "&lt;")
    .replace(/\\>/g, "&gt;")
    .replace(/(https?):\/\//g, "$1:&#47;/")
    .replace(/@/g, "&#64;");
}

function code(text) {
  return `\`${safe(text).replace(/`/g, "'")}\``;
}
