// Findings as SARIF 2.1.0 (OASIS), which code scanning services read.

import { lineFinder } from "./text.js";

const LEVELS = { veto: "warning", "responsible-use": "warning", condition: "note", grant: "none", legal: "none" };

/** The format. `clauses` are the engine's clauses, `failOn` the kinds that fail the run. */
export function sarif({ version, clauses, failOn }) {
  const rules = [
    {
      id: "verdict",
      shortDescription: { text: "What the license text shows" },
      help: { text: "The verdict on the whole text. An automated reading, not legal advice." },
    },
    ...clauses.map(({ id, title, summary, effect }) => ({
      id,
      shortDescription: { text: title },
      fullDescription: { text: summary },
      help: { text: `${summary} An automated reading, not legal advice.` },
      defaultConfiguration: { level: LEVELS[effect] },
      properties: { effect },
    })),
  ];
  const driver = {
    name: "openweigh",
    version,
    semanticVersion: version,
    informationUri: "https://github.com/openweigh/openweigh",
    rules,
  };
  const ruleIndex = new Map(rules.map(({ id }, at) => [id, at]));
  // Written in pieces, so that ten thousand files need no more memory than one.
  const head =
    `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":` +
    `${JSON.stringify({ driver })},"columnKind":"utf16CodeUnits","results":[\n`;
  return { head, between: ",\n", foot: "\n]}]}\n", entry: (entry) => results(entry, ruleIndex, failOn) };
}

function results(entry, ruleIndex, failOn) {
  return entry.assessment ? ofRelease(entry, ruleIndex, failOn) : ofText(entry, ruleIndex, failOn);
}

function verdict(kind, text, failOn, locations) {
  // A result that is no failure must have the level "none"; SARIF 3.27.9 and 3.27.10.
  const state = failOn.has(kind) ? "fail" : kind === "open-source" || kind === "open" ? "pass" : "review";
  const level = state === "fail" ? "error" : "none";
  return { ruleId: "verdict", ruleIndex: 0, level, kind: state, message: { text }, locations, properties: { kind } };
}

/** A release has no file in the repository: its texts are named in the message. */
function ofRelease({ file, assessment }, ruleIndex, failOn) {
  const kind = assessment.license?.verdict ?? "unrecognized";
  const all = [verdict(kind, `${file}: ${assessment.badge.label}. ${assessment.summary}`, failOn, [])];
  for (const { id, title, effect, source, quote } of assessment.because) {
    const text = `${file}: ${title}, ${source}${quote ? `: “${quote}”` : ""}`;
    if (LEVELS[effect] === "none") continue;
    all.push({ ruleId: id, ruleIndex: ruleIndex.get(id), level: LEVELS[effect], message: { text }, locations: [] });
  }
  return all.map((result) => JSON.stringify(result)).join(",\n");
}

function ofText({ file, text, report }, ruleIndex, failOn) {
  const place = lineFinder(text);
  const artifactLocation = { uri: encodeURI(file.replaceAll("\\", "/")).replace(/[?#]/g, encodeURIComponent) };
  const { kind, label } = report.verdict;
  const ids = report.expression ? ` (${report.expression})` : "";
  const all = [verdict(kind, `${label}${ids}`, failOn, [{ physicalLocation: { artifactLocation } }])];
  // What a document says that was given stands where the text names it.
  const said = report.documents.flatMap(({ title, span, clauses }) =>
    clauses.map((finding) => ({ ...finding, title: `${finding.title}, in ${title}`, spans: [span] })),
  );
  for (const { id, title, effect, spans, quote } of [...report.clauses, ...said]) {
    if (LEVELS[effect] === "none") continue;
    all.push({
      ruleId: id,
      ruleIndex: ruleIndex.get(id),
      level: LEVELS[effect],
      message: { text: `${title}: “${quote}”` },
      locations: spans.map(({ start, end }) => {
        const first = place(start);
        const last = place(end);
        const region = {
          startLine: first.line,
          startColumn: first.column,
          endLine: last.line,
          endColumn: last.column,
          charOffset: start,
          charLength: end - start,
        };
        return { physicalLocation: { artifactLocation, region } };
      }),
    });
  }
  return all.map((result) => JSON.stringify(result)).join(",\n");
}
