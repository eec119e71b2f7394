//! What choosealicense.com publishes of 47 well-known licenses (its rules, CC-BY-3.0) is what is read in their texts:
//! reads `../shared/truth/external/choosealicense.tsv`, and is skipped, with a line that says so, where it is missing.

use openweigh::schema::Report;
use openweigh::{Options, classify};

use crate::shared::shared;
use crate::spdx::published;

/// Rules of choosealicense that are clauses of ours: a license has the rule if one of the clauses is found.
const RULES: &[(Column, &str, &[&str])] = &[
    (Column::Permissions, "patent-use", &["patent-grant"]),
    (Column::Conditions, "include-copyright", &["notice-retention", "license-copy"]),
    (Column::Conditions, "document-changes", &["state-changes"]),
    (Column::Conditions, "disclose-source", &["disclose-source"]),
    (Column::Conditions, "network-use-disclose", &["network-copyleft"]),
    (Column::Conditions, "same-license", &["share-alike"]),
    (Column::Limitations, "patent-use", &["patent-not-granted"]),
    (Column::Limitations, "trademark-use", &["trademark-no-license"]),
    (Column::Limitations, "liability", &["liability-limit"]),
    (Column::Limitations, "warranty", &["no-warranty"]),
];

/// Permissions that are answers of ours, with the values that agree.
const ANSWERS: &[(&str, &str, &[&str])] = &[
    ("commercial-use", "commercialUse", &["allowed"]),
    ("distribution", "redistribution", &["allowed", "conditional"]),
    ("modifications", "modification", &["allowed", "conditional"]),
    ("private-use", "usageRestrictions", &["none"]),
];

/// Disagreements that the words of a text alone leave: three rules that its text does not state (see
/// `src/data/overrides.toml`), and the permissions of a license whose one sentence is no legal wording (WTFPL).
const NOT_IN_THE_WORDS: usize = 7;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Permissions = 1,
    Conditions = 2,
    Limitations = 3,
}

/// The rules of a license as published.
struct Row {
    id: String,
    fields: Vec<String>,
}

impl Row {
    /// `same-license--file` and its like are kinds of `same-license`.
    fn has(&self, column: Column, rule: &str) -> bool {
        let rules = self.fields[column as usize].split(',');
        rules.into_iter().any(|one| one.split("--").next() == Some(rule))
    }
}

fn rows() -> Option<Vec<Row>> {
    let path = shared("truth/external/choosealicense.tsv")?;
    let text = std::fs::read_to_string(&path).expect("choosealicense.tsv is text");
    let rows: Vec<Row> = text
        .lines()
        .skip(1)
        .map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>())
        .map(|fields| Row { id: fields[0].clone(), fields })
        .collect();
    assert_eq!(rows.len(), 47, "licenses of choosealicense");
    Some(rows)
}

/// The license's text: ids that SPDX has since split (`GPL-3.0`) are read as their `-only` form.
fn text(id: &str) -> &'static str {
    let only = format!("{id}-only");
    let found = published().iter().find(|one| one.id == id || one.id == only);
    &found.unwrap_or_else(|| panic!("{id} is not on the SPDX list")).text
}

fn rule_disagreements(row: &Row, report: &Report) -> Vec<String> {
    let found = |clause: &str| report.clauses.iter().find(|finding| finding.id.as_str() == clause);
    RULES
        .iter()
        .filter_map(|(column, rule, clauses)| {
            let finding = clauses.iter().find_map(|clause| found(clause));
            let listed = row.has(*column, rule);
            (listed != finding.is_some()).then(|| {
                let words = finding.map_or(String::from("not found"), |finding| finding.quote.clone());
                format!("{}: {column:?} {rule}, listed: {listed}; {}: {words}", row.id, clauses.join("/"))
            })
        })
        .collect()
}

fn answer_disagreements(row: &Row, report: &Report) -> Vec<String> {
    let answers = serde_json::to_value(&report.answers).expect("answers serialise");
    ANSWERS
        .iter()
        .filter(|(rule, ..)| row.has(Column::Permissions, rule))
        .filter_map(|(rule, question, values)| {
            let value = answers[question]["value"].as_str().unwrap_or_default().to_owned();
            (!values.contains(&value.as_str()))
                .then(|| format!("{}: {rule}, but {question} is {value}", row.id))
        })
        .collect()
}

fn disagreements(rows: &[Row], templates: bool) -> Vec<String> {
    let options = Options { templates, ..Options::default() };
    rows.iter()
        .flat_map(|row| {
            let report = classify(text(&row.id), options);
            let mut out = rule_disagreements(row, &report);
            out.extend(answer_disagreements(row, &report));
            out
        })
        .collect()
}

#[test]
fn known_licenses_have_the_published_rules() {
    let Some(rows) = rows() else { return };
    let wrong = disagreements(&rows, true);
    assert!(wrong.is_empty(), "{} disagreements with choosealicense:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_words_alone_show_the_published_rules() {
    let Some(rows) = rows() else { return };
    let wrong = disagreements(&rows, false);
    println!("{} disagreements without templates:\n{}", wrong.len(), wrong.join("\n"));
    assert!(wrong.len() <= NOT_IN_THE_WORDS, "{}:\n{}", wrong.len(), wrong.join("\n"));
}
