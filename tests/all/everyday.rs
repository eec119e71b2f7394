//! Grants and restrictions in everyday wording, legal wording and near misses: `tests/data/everyday.txt`.

use std::collections::BTreeSet;

use openweigh::schema::Effect;
use openweigh::{Options, classify};

/// Part of the sentences that must be read as what they are.
const LEAST: f64 = 0.95;

#[derive(Default)]
struct Tally {
    right: u32,
    all: u32,
    wrong: Vec<String>,
}

impl Tally {
    fn add(&mut self, complaint: Option<String>, sentence: &str) {
        self.all += 1;
        match complaint {
            None => self.right += 1,
            Some(complaint) => self.wrong.push(format!("{complaint}: {sentence}")),
        }
    }

    fn part(&self) -> f64 {
        f64::from(self.right) / f64::from(self.all)
    }
}

/// What is wrong with the reading of a sentence that states the clauses of `ids`.
fn misread(ids: &[&str], sentence: &str) -> Option<String> {
    let report = classify(sentence, Options { templates: false, ..Options::default() });
    let found: BTreeSet<&str> = report.clauses.iter().map(|finding| finding.id.as_str()).collect();
    let missing: Vec<&&str> = ids.iter().filter(|id| !id.starts_with('?') && !found.contains(**id)).collect();
    let foreign: Vec<&str> = report
        .clauses
        .iter()
        .filter(|finding| matches!(finding.effect, Effect::Veto | Effect::ResponsibleUse))
        .map(|finding| finding.id.as_str())
        .filter(|id| !ids.iter().any(|known| known.trim_start_matches('?') == *id))
        .collect();
    (!missing.is_empty() || !foreign.is_empty()).then(|| format!("missed {missing:?}, extra {foreign:?}"))
}

/// What is found in a sentence that only looks like a restriction.
fn taken(not: &[&str], sentence: &str) -> Option<String> {
    let report = classify(sentence, Options { templates: false, ..Options::default() });
    let wrong: Vec<&str> = report
        .clauses
        .iter()
        .filter(|finding| {
            matches!(finding.effect, Effect::Veto | Effect::ResponsibleUse)
                || not.iter().any(|id| id.trim_start_matches('-') == finding.id.as_str())
        })
        .map(|finding| finding.id.as_str())
        .collect();
    (!wrong.is_empty()).then(|| format!("took it for {wrong:?}"))
}

/// What a sentence grants and is not read as granting.
fn not_granted(rights: &[&str], sentence: &str) -> Option<String> {
    let report = classify(sentence, Options { templates: false, ..Options::default() });
    let missing: Vec<&&str> = rights
        .iter()
        .filter(|right| {
            let answer = if **right == "+share" {
                &report.answers.redistribution
            } else {
                &report.answers.modification
            };
            answer.value == "forbidden" || answer.value == "unstated"
        })
        .collect();
    (!missing.is_empty()).then(|| format!("does not grant {missing:?}"))
}

#[test]
fn everyday_sentences_are_read_as_what_they_are() {
    let (mut clauses, mut grants, mut near_misses) = (Tally::default(), Tally::default(), Tally::default());
    let lines = include_str!("../data/everyday.txt");
    for line in lines.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (ids, sentence) = line.split_once(" | ").expect("ids, a bar, a sentence");
        let ids: Vec<&str> = ids.split(' ').collect();
        let sentence = &sentence.replace("\\n", "\n");
        match ids[0].as_bytes()[0] {
            b'-' => near_misses.add(taken(&ids[1..], sentence), sentence),
            b'+' => grants.add(not_granted(&ids, sentence), sentence),
            _ => clauses.add(misread(&ids, sentence), sentence),
        }
    }
    println!(
        "{:.3} of {} clauses, {:.3} of {} grants",
        clauses.part(),
        clauses.all,
        grants.part(),
        grants.all
    );
    assert!(clauses.all >= 250 && near_misses.all >= 80 && grants.all >= 10);
    assert!(near_misses.wrong.is_empty(), "near misses:\n{}", near_misses.wrong.join("\n"));
    assert!(clauses.part() >= LEAST, "{:.3}:\n{}", clauses.part(), clauses.wrong.join("\n"));
    assert!(grants.part() >= LEAST, "{:.3}:\n{}", grants.part(), grants.wrong.join("\n"));
}
