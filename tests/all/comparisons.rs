//! Comparisons of real versions of a license: what a reader wants to know first. Skipped, with a line that says so, where
//! the shared texts are missing.

use openweigh::clauses::catalog::ClauseId;
use openweigh::compare::{Comparison, RunKind, Text, compare};
use openweigh::schema::Param;

use crate::shared::shared;

fn read(name: &str) -> Option<String> {
    Some(std::fs::read_to_string(shared(name)?).expect("a shared text"))
}

fn versions(a: &str, b: &str) -> Option<(Comparison, String, String)> {
    let (a, b) = (read(a)?, read(b)?);
    let comparison = compare(&Text::Given(a.clone()), &Text::Given(b.clone())).expect("texts need no id");
    Some((comparison, a, b))
}

/// The words of a run, as a reader of JavaScript gets them.
fn slice(text: &str, span: openweigh::schema::Span) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16(&units[span.start as usize..span.end as usize]).expect("spans lie between characters")
}

/// Runs are in order, cover the words of both texts, and say what they are.
fn check_runs(comparison: &Comparison, a: &str, b: &str) {
    let (mut end_a, mut end_b) = (0, 0);
    for run in &comparison.words {
        assert!(run.a.start >= end_a && run.b.start >= end_b, "{run:?} begins before the last one ends");
        assert!(run.a.end >= run.a.start && run.b.end >= run.b.start);
        (end_a, end_b) = (run.a.end, run.b.end);
        let (in_a, in_b) = (slice(a, run.a), slice(b, run.b));
        match run.kind {
            RunKind::Inserted => assert!(in_a.is_empty() && !in_b.is_empty()),
            RunKind::Deleted => assert!(!in_a.is_empty() && in_b.is_empty()),
            RunKind::Same | RunKind::Replaced => assert!(!in_a.is_empty() && !in_b.is_empty()),
        }
    }
    assert!(end_a as usize <= a.encode_utf16().count() && end_b as usize <= b.encode_utf16().count());
}

#[test]
fn llama_2_against_3_1_shows_the_ban_gone_and_the_policy_moved() {
    let Some((comparison, a, b)) = versions("truth/texts/llama-2.txt", "truth/texts/llama-3.1.txt") else {
        return;
    };
    check_runs(&comparison, &a, &b);
    let gained: Vec<ClauseId> = comparison.clauses.gained.iter().map(|finding| finding.id).collect();
    for id in [ClauseId::DISPLAY_ATTRIBUTION, ClauseId::NAMING_DUTY] {
        assert!(gained.contains(&id), "{id:?} is new: {:?}", comparison.summary);
    }
    let policy =
        comparison.clauses.changed.iter().find(|change| change.id == ClauseId::ACCEPTABLE_USE_POLICY);
    let policy = policy.unwrap_or_else(|| panic!("the policy moved: {:?}", comparison.summary));
    let url = policy.params.iter().find(|param| param.name == "url").expect("its address is another one");
    assert_eq!(url.before, Some(Param::Text(String::from("https://ai.meta.com/llama/use-policy"))));
    assert_eq!(url.after, Some(Param::Text(String::from("https://llama.meta.com/llama3_1/use-policy"))));
    assert!(comparison.clauses.kept.contains(&ClauseId::USER_THRESHOLD), "700 million in both");
    let deleted: String = comparison
        .words
        .iter()
        .filter(|run| matches!(run.kind, RunKind::Deleted | RunKind::Replaced))
        .map(|run| slice(&a, run.a))
        .collect::<Vec<_>>()
        .join(" ");
    assert!(deleted.contains("improve any other large language model"), "the ban's words are deleted");
}

#[test]
fn gemma_versions_show_what_moved() {
    let Some((comparison, a, b)) =
        versions("licenses/gemma-2024-02-21.txt", "truth/texts/gemma-2025-03-24.txt")
    else {
        return;
    };
    check_runs(&comparison, &a, &b);
    assert!(comparison.similarity > 0.8 && comparison.similarity < 1.0, "{}", comparison.similarity);
    assert!(!comparison.verdict.changed);
    assert!(comparison.counts.inserted > 0 && comparison.counts.same > 1000);
    assert!(!comparison.summary.is_empty());
}

#[test]
fn a_text_against_itself_has_no_changes() {
    for name in
        ["truth/texts/chatglm-6b.txt", "truth/texts/tongyi-qianwen.txt", "truth/texts/flux1-dev-nc.txt"]
    {
        let Some((comparison, a, b)) = versions(name, name) else { return };
        check_runs(&comparison, &a, &b);
        assert_eq!((comparison.counts.inserted, comparison.counts.deleted), (0, 0), "{name}");
        assert!((comparison.similarity - 1.0).abs() < 1e-9);
        assert_eq!(comparison.summary, ["The words are the same."]);
        assert!(
            comparison.clauses.gained.is_empty()
                && comparison.clauses.lost.is_empty()
                && comparison.clauses.changed.is_empty()
        );
    }
}

#[test]
fn a_text_against_a_known_license_shows_the_change_alone() {
    let Some(text) = read("truth/texts/kimi-k2.txt") else { return };
    let mit = Text::Known(String::from("mit"));
    let comparison = compare(&mit, &Text::Given(text.clone())).expect("MIT is known");
    let known = comparison.texts.a.clone().expect("the words of the known license");
    check_runs(&comparison, &known, &text);
    assert_eq!(comparison.texts.b, None);
    let new: Vec<&str> = comparison.clauses.gained.iter().map(|finding| finding.id.as_str()).collect();
    assert!(new.contains(&"user-threshold") && new.contains(&"display-attribution"), "{new:?}");
    assert!(comparison.counts.deleted <= 6, "{:?}", comparison.counts);
    assert!(comparison.verdict.changed);
}

#[test]
fn an_unknown_id_is_an_error_that_names_it() {
    let error =
        compare(&Text::Known(String::from("no-such")), &Text::Given(String::new())).expect_err("not known");
    assert_eq!(error.to_string(), "no known license has the id no-such");
}

#[test]
fn places_count_utf_16_units() {
    let (a, b) = ("Ünïcode 🙂 eins zwei drei vier", "Ünïcode 🙂 eins zwei 😀 neu drei vier");
    let comparison = compare(&Text::Given(a.into()), &Text::Given(b.into())).expect("texts need no id");
    check_runs(&comparison, a, b);
    let inserted: Vec<String> = comparison
        .words
        .iter()
        .filter(|run| run.kind == RunKind::Inserted)
        .map(|run| slice(b, run.b))
        .collect();
    assert_eq!(inserted, ["neu"]);
}

#[test]
fn long_texts_cost_in_proportion() {
    let text =
        "The licensee may use the work for any purpose subject to the conditions below. ".repeat(1_500);
    let changed = text.replace("any purpose", "some purposes");
    let comparison = compare(&Text::Given(text), &Text::Given(changed)).expect("texts need no id");
    assert!(comparison.similarity > 0.7, "{}", comparison.similarity);
}
