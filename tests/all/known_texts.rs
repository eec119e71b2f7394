//! Every text of the shared folder is called what it is, or nothing; every text of the SPDX list is exactly itself.

use std::collections::BTreeMap;

use openweigh::schema::{LicenseMatch, MatchKind};
use openweigh::templates::{Identified, identify};
use openweigh::words::words;

use crate::identify::rewrapped;
use crate::shared::shared;
use crate::spdx::published;

const MINIMUM: f64 = 0.7;

fn read(text: &str) -> Identified {
    identify(&words(text), MINIMUM)
}

fn names(found: &LicenseMatch, id: &str) -> bool {
    found.id == id || found.alternatives.iter().any(|other| other == id)
}

/// What a text is to the licenses that its row lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    /// One of them.
    Is,
    /// Another wording of one of them.
    Near,
    /// None that is known.
    None,
}

/// A row of the table, with its text.
struct Known {
    file: &'static str,
    relation: Relation,
    ids: Vec<&'static str>,
    text: String,
}

/// The texts of the shared folder by the table, which lists all of them.
fn known() -> Option<Vec<Known>> {
    let shared = shared("")?;
    let table = include_str!("../data/shared-texts.tsv");
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    let known: Vec<Known> = rows
        .map(|row| {
            let fields: Vec<&str> = row.split('\t').collect();
            let [file, relation, ids, what] = fields[..] else { panic!("four fields: {row}") };
            assert!(!what.is_empty(), "{file}: what it is");
            let relation = match relation {
                "is" => Relation::Is,
                "near" => Relation::Near,
                "none" => Relation::None,
                other => panic!("{file}: {other}"),
            };
            let ids: Vec<&str> = ids.split_whitespace().collect();
            assert_eq!(ids.is_empty(), relation == Relation::None, "{file}");
            let path = shared.join(format!("{file}.txt"));
            let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
            Known { file, relation, ids, text }
        })
        .collect();
    let mut there = 0;
    for folder in ["licenses", "truth/texts"] {
        for entry in std::fs::read_dir(shared.join(folder)).expect("a folder") {
            let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
            let Some(stem) = name.strip_suffix(".txt") else { continue };
            there += 1;
            let file = format!("{folder}/{stem}");
            assert!(known.iter().any(|known| known.file == file), "the table has no row for {file}");
        }
    }
    assert_eq!(known.len(), there);
    assert!(there >= 126, "{there} texts");
    Some(known)
}

/// What is wrong with the names that a text was given.
fn wrong(known: &Known, found: &Identified) -> Vec<String> {
    let shown =
        |license: &LicenseMatch| format!("{} is called {} ({:?})", known.file, license.id, license.kind);
    let other = |license: &&LicenseMatch| !known.ids.contains(&license.id.as_str());
    let exact =
        |license: &&LicenseMatch| license.kind == MatchKind::Exact && known.relation == Relation::Near;
    let mut all: Vec<String> = found.licenses.iter().filter(other).map(shown).collect();
    all.extend(found.licenses.iter().filter(exact).map(shown));
    let expression = found.expression.as_deref().unwrap_or_default();
    let operands =
        expression.split([' ', '(', ')']).filter(|word| !matches!(*word, "" | "AND" | "OR" | "WITH"));
    all.extend(
        operands
            .filter(|id| !known.ids.contains(id))
            .map(|id| format!("{}: {id} is in the expression", known.file)),
    );
    all
}

/// What a text may be called in some form although it is its sibling: the file, the ids, and why.
type Sibling = (&'static str, &'static [&'static str], &'static str);

/// Reads all texts in a form; fails when one is called what it is not, or fewer than `least` of those that are a known
/// license are called so.
fn every_text(form: &str, least: usize, siblings: &[Sibling], change: impl Fn(&str) -> String) {
    let Some(mut all) = known() else { return };
    let mut bad = Vec::new();
    let mut missed = Vec::new();
    let (mut named, mut of) = (0, 0);
    for known in &mut all {
        let found = read(&change(&known.text));
        if let Some((_, ids, _)) = siblings.iter().find(|(file, ..)| *file == known.file) {
            known.ids.extend(*ids);
            let exact = found.licenses.iter().any(|license| license.kind == MatchKind::Exact);
            assert!(!exact, "{form}: {} is exactly its sibling", known.file);
        }
        bad.extend(wrong(known, &found));
        if known.relation == Relation::Is {
            of += 1;
            let first = found.licenses.first();
            if first.is_some_and(|first| known.ids.contains(&first.id.as_str())) {
                named += 1;
            } else {
                missed.push(known.file);
            }
        }
    }
    println!("{form}: {named} of {of} named, not {missed:?}");
    assert_eq!(bad, [""; 0], "{form}");
    assert!(named >= least.min(of), "{form}: {named} of {of} named, not {missed:?}");
}

#[test]
fn every_shared_text_is_called_what_it_is() {
    every_text("as it is", usize::MAX, &[], str::to_owned);
}

/// Numbers of lists within lines hide too many n-grams of their fingerprints; a sibling known word by word is left.
const MARKED: [Sibling; 2] = [
    (
        "licenses/stability-cascade",
        &["LicenseRef-scancode-stability-ai-nc-2023-12-06"],
        "the same but for its date",
    ),
    (
        "truth/texts/llama-3.2-use-policy",
        &["LicenseRef-scancode-llama-4-license-2025"],
        "the policy of Llama 4",
    ),
];

#[test]
fn every_shared_text_is_called_what_it_is_when_wrapped_otherwise() {
    every_text("re-wrapped", usize::MAX, &MARKED, |text| rewrapped(text, 55));
}

#[test]
fn every_shared_text_is_called_what_it_is_in_upper_case() {
    every_text("upper case", usize::MAX, &[], str::to_uppercase);
}

/// Only their titles tell these from their siblings.
const TITLED: [Sibling; 3] = [
    ("licenses/stability-sv3d", &["LicenseRef-stability-cascade"], "the same but for title and date"),
    ("truth/texts/kimi-k2", &["LicenseRef-kimi-k2.5"], "the same terms for Kimi K2.5"),
    (
        "truth/texts/stability-nc-research-stablelm",
        &["LicenseRef-stability-cascade"],
        "the same but for its date",
    ),
];

/// The text without its first line that says something.
fn without_title(text: &str) -> &str {
    text.trim_start().split_once('\n').map_or("", |(_, rest)| rest)
}

#[test]
fn every_shared_text_is_called_what_it_is_without_its_title() {
    every_text("without its title", 110, &TITLED, |text| without_title(text).to_owned());
}

/// Both halves of a text, cut between two words.
fn halves(text: &str) -> [&str; 2] {
    let ends: Vec<usize> =
        text.char_indices().filter(|(_, letter)| letter.is_whitespace()).map(|(at, _)| at).collect();
    let (one, other) = text.split_at(ends.get(ends.len() / 2).copied().unwrap_or(text.len()));
    [one, other]
}

#[test]
fn half_a_shared_text_is_exactly_no_other_license() {
    let Some(all) = known() else { return };
    let (mut bad, mut own) = (Vec::new(), 0);
    for known in &all {
        for (number, half) in halves(&known.text).into_iter().enumerate() {
            let found = read(half);
            let mine = |license: &&LicenseMatch| known.ids.contains(&license.id.as_str());
            own += usize::from(found.licenses.iter().any(|license| mine(&license)));
            for license in found.licenses.iter().filter(|license| license.kind == MatchKind::Exact) {
                // The Functional Source License ends in the license that it becomes.
                let held = (known.ids[0], number, license.id.as_str()) == ("FSL-1.1-MIT", 1, "MIT");
                if !mine(&license) && !held {
                    bad.push(format!("half {} of {} is called {}", number + 1, known.file, license.id));
                }
            }
        }
    }
    assert_eq!(bad, [""; 0]);
    // Those known word by word, of which a part is one.
    assert!(own >= 60, "{own} halves are known");
}

/// Published texts that are not exactly themselves, and why; none of them is exactly another license.
const CHANGED: &[(&str, &str)] = &[(
    "Unicode-DFS-2016",
    "the template has an optional title that the text lacks; its words there are taken for half of it",
)];

/// Ids that the list gives to the same words: the end of the id, the end of the one that stands first, and what the
/// text does not say.
const TWINS: &[(&str, &str, &str)] = &[
    ("-or-later", "-only", "whether later versions count"),
    ("-invariants-only", "-only", "whether there are invariant sections"),
    ("-invariants-or-later", "-only", "the same, and whether later versions count"),
    ("-no-invariants-only", "-only", "whether there are invariant sections"),
    ("-no-invariants-or-later", "-only", "the same, and whether later versions count"),
    ("-RFN", "", "whether font names are reserved"),
    ("-no-RFN", "", "whether font names are reserved"),
    ("-Combined-Work-Exception", "", "whether the exception was chosen"),
    ("-no-copyleft-exception", "", "whether the notice of incompatibility is attached"),
];

/// Whether an id stands for the words of another, of which both name the same ones.
fn is_twin(id: &str, first: &str) -> bool {
    TWINS.iter().any(|(end, other, _)| {
        id.strip_suffix(end).is_some_and(|base| first.strip_suffix(other) == Some(base))
    })
}

#[test]
fn every_published_text_is_exactly_itself_and_nothing_else() {
    let (mut missing, mut other, mut twins) = (BTreeMap::new(), Vec::new(), 0);
    for one in published() {
        let found = read(&one.text).licenses;
        let mut own = false;
        for found in found.iter().filter(|found| found.kind == MatchKind::Exact) {
            own |= names(found, &one.id);
            let twin = is_twin(&one.id, &found.id) && names(found, &one.id);
            twins += usize::from(twin);
            if found.id != one.id && !twin {
                other.push((one.id.as_str(), found.id.clone()));
            }
        }
        if !own {
            missing.insert(one.id.as_str(), found.iter().map(|found| found.id.clone()).collect::<Vec<_>>());
        }
    }
    println!("not exact: {missing:?}, {twins} by their twin");
    missing.retain(|id, _| !CHANGED.iter().any(|(changed, _)| changed == id));
    assert_eq!(missing, BTreeMap::new(), "not exactly themselves");
    assert_eq!(other, [], "exactly another license");
}

/// Licenses that stand whole in half of another: the license, its half, the other one, and what it is there.
const HELD: &[(&str, usize, &str, &str)] = &[
    ("FSL-1.1-MIT", 2, "MIT", "the license that it becomes"),
    ("OpenSSL", 1, "OpenSSL-standalone", "the first of its two licenses"),
    ("Python-2.0", 1, "PSF-2.0", "the first of its licenses"),
    ("Python-2.0.1", 1, "PSF-2.0", "the first of its licenses"),
    ("Python-2.0", 2, "HPND", "the license of CWI, its last one"),
    ("SAX-PD", 2, "SAX-PD-2.0", "its section on SAX 2.0"),
    ("SGI-OpenGL", 1, "HPND", "the permission of SGI, before two paragraphs of its own"),
    ("Sleepycat", 2, "BSD-3-Clause", "the license of Harvard, its second one"),
    ("TU-Berlin-2.0", 1, "TU-Berlin-1.0", "the version before, to which it adds a paragraph"),
];

#[test]
fn half_a_published_text_is_exactly_no_license_that_it_does_not_hold() {
    let mut bad = Vec::new();
    let mut exact = 0;
    for one in published().iter().filter(|one| one.text.split_whitespace().count() > 200) {
        for (number, half) in halves(&one.text).into_iter().enumerate() {
            for found in read(half).licenses.iter().filter(|found| found.kind == MatchKind::Exact) {
                exact += 1;
                // Of some the first half is nothing but copyright lines.
                let own = names(found, &one.id);
                let held = HELD
                    .iter()
                    .any(|(id, half, other, _)| *id == one.id && *half == number + 1 && names(found, other));
                if !own && !held {
                    bad.push(format!("half {} of {} is called {}", number + 1, one.id, found.id));
                }
            }
        }
    }
    assert_eq!(bad, [""; 0]);
    assert!(exact > 0, "no half holds a license");
}
