//! Known licenses are recognised in the forms in which people paste them.
//!
//! By default a fixed sample of the templates is tried, so that the tests take seconds; `OPENWEIGH_ALL=1`, with
//! `--release`, tries all of them.

use openweigh::schema::{LicenseMatch, MatchKind};
use openweigh::templates::{Identified, identify};
use openweigh::words::words;

use crate::spdx::{Published, published};

const MINIMUM: f64 = 0.7;

fn read(text: &str) -> Identified {
    identify(&words(text), MINIMUM)
}

fn names(found: &LicenseMatch, id: &str) -> bool {
    found.id == id || found.alternatives.iter().any(|other| other == id)
}

/// Every published license, or a fixed sample of them.
fn sample() -> Vec<&'static Published> {
    let all = std::env::var_os("OPENWEIGH_ALL").is_some();
    published().iter().enumerate().filter(|(number, _)| all || number % 8 == 3).map(|(_, one)| one).collect()
}

/// Fails when fewer than `share` of the sample pass.
fn most(share: f64, form: &str, passes: impl Fn(&Published) -> bool) {
    let sample = sample();
    let failed: Vec<&str> = sample.iter().filter(|one| !passes(one)).map(|one| one.id.as_str()).collect();
    let passed = 1.0 - failed.len() as f64 / sample.len() as f64;
    assert!(passed >= share, "{form}: {passed:.3} of {}, not {failed:?}", sample.len());
}

#[test]
fn a_license_is_recognised_first_as_itself() {
    most(0.98, "as published", |one| {
        read(&one.text).licenses.first().is_some_and(|first| names(first, &one.id))
    });
}

#[test]
fn text_without_a_license_has_none() {
    for text in [
        "",
        "license",
        "The quick brown fox jumps over the lazy dog. It did so again the next day, and nobody minded.",
        "# tool\n\nInstall it with `pip install tool`. Run the tests before you send a change. Contributions are welcome.",
        "You must include the header before you use the function. This software computes sums and prints them.",
    ] {
        let found = read(text);
        assert_eq!(found, Identified::default(), "{text}");
    }
}

#[test]
fn a_change_is_an_edit_at_its_place() {
    let mit = published().iter().find(|one| one.id == "MIT").expect("MIT");
    let text = mit.text.replace("to any person", "to any natural person who is kind");
    let found = read(&text);
    let first = found.licenses.first().expect("a match");
    assert_eq!((first.id.as_str(), first.kind), ("MIT", MatchKind::Modified));
    let edit = first.edits.first().expect("an edit");
    let quoted = &text[edit.span.start as usize..edit.span.end as usize];
    assert!(quoted.contains("natural"), "{quoted}");
    assert!(first.edits.iter().any(|edit| edit.text.contains("kind")), "{:?}", first.edits);
}

#[test]
fn flags_are_those_of_the_list() {
    for one in sample() {
        if let Some(first) = read(&one.text).licenses.first().filter(|first| first.id == one.id) {
            assert_eq!(first.osi_approved, one.osi_approved, "{}", one.id);
        }
    }
}

#[test]
fn a_standard_header_is_a_notice() {
    let headed: Vec<_> = published().iter().filter_map(|one| Some((one, one.header.as_ref()?))).collect();
    assert!(headed.len() > 50);
    let mut failed = Vec::new();
    for (one, header) in &headed {
        let comment = header.lines().collect::<Vec<_>>().join("\n * ");
        let found = read(&format!("/*\n * {comment}\n */\nint main(void) {{ return 0; }}\n"));
        if !found.licenses.iter().any(|license| license.kind == MatchKind::Notice && names(license, &one.id))
        {
            failed.push(one.id.as_str());
        }
    }
    assert!(failed.len() * 20 <= headed.len(), "{failed:?}");
}
