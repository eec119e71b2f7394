// The report as Markdown, for an issue or a review.

import { number, t, tOr } from "../shared/messages.js";
import { answerSentence, byQuestion, clauseTitle, matchWords, verdictLabel, verdictReason } from "../shared/report-view.js";
import { QUESTIONS, type Report } from "../shared/types.js";
import { questionOf, titleOf, type App } from "./app.js";
import { copyText } from "./output.js";
import { figureWords } from "./tabs/findings.js";

export function copyMarkdown(app: App): Promise<void> {
  const { report, text } = app.state;
  return report === null ? Promise.resolve() : copyText(app, markdown(app, report, text));
}

/** The report in Markdown. Words of the text are escaped, so that they stay words. */
export function markdown(app: App, report: Report, text: string): string {
  const lines = [`## ${plain(titleOf(text) || t("print.title"))}`, "", `**${verdictLabel(report.verdict)}.** ${plain(verdictReason(report))}`, ""];
  lines.push(`| ${t("part.answers")} | |`, "| --- | --- |");
  for (const question of QUESTIONS) {
    const { value, summary } = report.answers[question];
    lines.push(`| ${t(`question.${question}`)} | **${tOr(`value.${value}`, value)}**: ${plain(answerSentence(question, value, summary))} |`);
  }
  lines.push("", `### ${t("part.recognized")}`, "");
  if (report.licenses.length === 0) lines.push(t("license.none"));
  for (const license of report.licenses) lines.push(`- \`${license.id}\` (${plain(license.name)}): ${matchWords(license)}`);
  for (const { question, findings } of byQuestion(report, (id) => questionOf(app, id))) {
    lines.push("", `### ${t(`question.${question}`)}`, "");
    for (const finding of findings) {
      const figure = figureWords(finding);
      lines.push(`- **${clauseTitle(finding.id, finding.title)}**${figure === null ? "" : ` (${plain(figure)})`}, ${t(`effect.${finding.effect}`)}, ${place(text, finding.spans[0]?.start ?? 0)}`);
      if (finding.quote !== "") lines.push(`  > ${plain(finding.quote)}`);
    }
  }
  for (const note of report.notes) lines.push("", `> ${plain(tOr(`note.${note.id}`, note.text))}`);
  lines.push("", `_${t("disclaimer")}_`, "");
  return lines.join("\n");
}

function place(text: string, start: number): string {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < start; at = text.indexOf("\n", at + 1)) line += 1;
  return t("markdown.line", { line: number(line) });
}

function plain(words: string): string {
  return words.replace(/\s+/g, " ").replace(/[\\`*_[\]<>#|]/g, "\\$&");
}

