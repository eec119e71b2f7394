//! Parts of a license: a paste that was cut off, its first clauses.

use openweigh::schema::{LicenseMatch, MatchKind};
use openweigh::templates::identify;
use openweigh::words::words;

use crate::spdx::{Published, published};

fn licenses(text: &str) -> Vec<LicenseMatch> {
    identify(&words(text), 0.7).licenses
}

fn names(found: &LicenseMatch, id: &str) -> bool {
    found.id == id || found.alternatives.iter().any(|other| other == id)
}

fn text_of(id: &str) -> &'static str {
    published().iter().find(|one| one.id == id).map(|one| one.text.as_str()).expect("an id")
}

/// Byte at which a share of the words ends.
fn cut(text: &str, percent: usize) -> usize {
    let ends: Vec<usize> =
        text.char_indices().filter(|(_, letter)| letter.is_whitespace()).map(|(at, _)| at).collect();
    ends.get(ends.len() * percent / 100).copied().unwrap_or(text.len())
}

/// The licenses that are long enough to have parts.
fn long() -> impl Iterator<Item = &'static Published> {
    published().iter().filter(|one| one.text.split_whitespace().count() > 200)
}

#[test]
fn the_first_half_is_no_whole_license() {
    let (mut all, mut own) = (0, 0);
    for one in long() {
        let half = &one.text[..cut(&one.text, 50)];
        let found = licenses(half);
        all += 1;
        own +=
            usize::from(found.iter().any(|found| names(found, &one.id) && found.kind == MatchKind::Partial));
        let whole = found.iter().find(|found| found.kind == MatchKind::Exact && names(found, &one.id));
        assert_eq!(whole, None, "{}", one.id);
    }
    assert!(all > 400 && own * 100 >= all * 92, "{own} of {all} halves are a part of their license");
}

#[test]
fn a_part_says_what_it_is_a_part_of() {
    for (id, from, to) in [("Apache-2.0", 0, 60), ("GPL-3.0-only", 30, 60), ("MPL-2.0", 50, 100)] {
        let text = text_of(id);
        let part = &text[cut(text, from)..cut(text, to)];
        let found = licenses(part);
        let first = found.first().unwrap_or_else(|| panic!("nothing in a part of {id}"));
        assert_eq!((first.kind, names(first, id)), (MatchKind::Partial, true), "{id}: {}", first.id);
        assert!(
            first.similarity < 0.7 && first.edits.is_empty(),
            "{id}: {} {:?}",
            first.similarity,
            first.edits
        );
        assert_eq!(identify(&words(part), 0.7).expression, None, "a part places nothing under {id}");
    }
}

#[test]
fn the_first_clauses_of_a_license_are_a_part() {
    let text = text_of("BSD-3-Clause");
    let end = text.find("3. Neither").or_else(|| text.find("Neither the name")).expect("the third clause");
    let found = licenses(&text[..end]);
    let first = found.first().expect("a part");
    assert_eq!(first.kind, MatchKind::Partial);
    assert!(
        names(first, "BSD-3-Clause") && names(first, "BSD-2-Clause"),
        "{} {:?}",
        first.id,
        first.alternatives
    );
}

#[test]
fn a_part_without_changes_beats_another_license_with_many() {
    for id in ["Adobe-Display-PostScript", "BSD-2-Clause-Views", "Eurosym", "LOOP", "Sleepycat", "gnuplot"] {
        let text = text_of(id);
        let found = licenses(&text[..cut(text, 50)]);
        assert_eq!(
            found.first().map(|first| (first.id.as_str(), first.kind)),
            Some((id, MatchKind::Partial))
        );
    }
}

#[test]
fn a_disclaimer_alone_is_no_part() {
    let text = text_of("MIT");
    let start = text.find("THE SOFTWARE IS PROVIDED").expect("the disclaimer");
    assert_eq!(licenses(&text[start..]), []);
}
