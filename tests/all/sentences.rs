//! Sentences written for the tests are read as the clauses that they are: `rules-of-use.txt` beside this file.

use std::collections::BTreeSet;

use openweigh::schema::VerdictKind;
use openweigh::{Options, classify};

#[test]
fn sentences_on_rules_of_use_are_read_as_what_they_are() {
    let lines: Vec<(BTreeSet<&str>, String)> = include_str!("rules-of-use.txt")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| {
            let (ids, sentence) = line.split_once(" | ").expect("clause ids, a bar, a sentence");
            (ids.split(' ').filter(|id| *id != "-").collect(), sentence.replace("\\n", "\n"))
        })
        .collect();
    let covered: BTreeSet<&str> = lines.iter().flat_map(|(ids, _)| ids.iter().copied()).collect();
    let mut wrong = Vec::new();
    for (expected, sentence) in &lines {
        let report = classify(sentence, Options { templates: false, ..Options::default() });
        let found: BTreeSet<&str> = report
            .clauses
            .iter()
            .map(|finding| finding.id.as_str())
            .filter(|id| covered.contains(id))
            .collect();
        if found != *expected {
            wrong.push(format!("{found:?} instead of {expected:?}: {sentence}"));
        }
    }
    assert!(lines.len() > 200, "only {} sentences were read", lines.len());
    assert!(wrong.is_empty(), "{} of {} sentences:\n{}", wrong.len(), lines.len(), wrong.join("\n"));
}

#[test]
fn a_text_that_calls_itself_a_policy_grants_nothing() {
    let rules = "You may use the model within these limits. You must not use it:\n- for surveillance;\n- for weapons;\n- to lie about people.\n";
    let verdict = |title: &str| {
        let text = format!("{title}\n\n{rules}");
        classify(&text, Options { templates: false, ..Options::default() }).verdict.kind
    };
    assert_eq!(verdict("# Example Lab Acceptable Use Policy"), VerdictKind::NotALicense);
    assert_eq!(verdict("# Example Lab Model License"), VerdictKind::ResponsibleUse);
    assert_eq!(verdict("# Example License and Acceptable Use Policy"), VerdictKind::ResponsibleUse);
}

#[test]
fn an_item_that_begins_with_a_verb_is_said_in_the_mood_of_its_stem() {
    let ids = |text: &str| -> BTreeSet<&'static str> {
        let report = classify(text, Options { templates: false, ..Options::default() });
        report.clauses.iter().map(|finding| finding.id.as_str()).collect()
    };
    assert!(ids("You must not use it to:\n- write malware;\n- sign petitions.\n").contains("field-of-use"));
    assert!(
        ids("You may not:\n- share it with anyone;\n- run it for fun.\n")
            .contains("redistribution-forbidden")
    );
    assert!(ids("You must:\n- keep all copyright notices.\n").contains("notice-retention"));
}
