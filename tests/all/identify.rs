//! Known licenses are recognised in the forms in which people paste them.
//!
//! By default a fixed sample of the templates is tried, so that the tests take seconds; `OPENWEIGH_ALL=1`, with
//! `--release`, tries all of them.

use openweigh::index::ngrams::Rolling;
use openweigh::index::{Index, Postings};
use openweigh::schema::{LicenseMatch, MatchKind};
use openweigh::templates::{self, Identified, identify};
use openweigh::words::{Flags, words};

use crate::shared::shared;
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
fn a_published_text_is_exact() {
    most(0.98, "exact as published", |one| {
        let found = read(&one.text).licenses;
        found.iter().any(|found| found.kind == MatchKind::Exact && names(found, &one.id))
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

// Metamorphic tests: what a change of form must and must not change.

/// A small generator, so that every run makes the same texts.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

fn names_first(text: &str, id: &str) -> bool {
    read(text).licenses.first().is_some_and(|first| names(first, id))
}

/// A text with its paragraphs broken into lines of about `width` bytes.
pub(crate) fn rewrapped(text: &str, width: usize) -> String {
    let mut out = String::with_capacity(text.len());
    for paragraph in text.split("\n\n") {
        let mut column = 0;
        for word in paragraph.split_whitespace() {
            if column > 0 && column + word.len() > width {
                out.push('\n');
                column = 0;
            }
            out.push_str(word);
            out.push(' ');
            column += word.len() + 1;
        }
        out.push_str("\n\n");
    }
    out
}

#[test]
fn line_breaks_do_not_count() {
    most(0.995, "re-wrapped", |one| names_first(&rewrapped(&one.text, 60), &one.id));
}

#[test]
fn case_does_not_count() {
    most(0.995, "upper case", |one| names_first(&one.text.to_uppercase(), &one.id));
}

#[test]
fn the_title_does_not_count() {
    most(0.97, "without its title", |one| {
        let body = one.text.trim_start().split_once("\n\n").map_or(one.text.as_str(), |(title, body)| {
            if title.len() < 120 && body.len() > 300 { body } else { one.text.as_str() }
        });
        names_first(body, &one.id)
    });
}

#[test]
fn added_words_are_a_change() {
    let vocabulary =
        ["river", "quantum", "banana", "seldom", "yellow", "engine", "whisper", "cobalt", "lantern", "orbit"];
    for one in sample() {
        let mut random = Random(0x5eed ^ one.text.len() as u64 | 1);
        let mut words: Vec<&str> = one.text.split(' ').collect();
        if words.len() < 40 {
            continue;
        }
        for _ in 0..75 {
            // Inside, because what stands before and after is another text.
            let place = words.len() / 4 + random.below(words.len() / 2);
            words.insert(place, vocabulary[random.below(vocabulary.len())]);
        }
        let text = words.join(" ");
        let exact: Vec<String> = read(&text)
            .licenses
            .into_iter()
            .filter(|found| found.kind == MatchKind::Exact && names(found, &one.id))
            .map(|found| found.id)
            .collect();
        assert!(exact.is_empty(), "{} is exact with 75 words added", one.id);
    }
}

#[test]
fn two_licenses_are_both_found() {
    let sample = sample();
    let mut random = Random(77);
    let mut failed = Vec::new();
    for one in &sample {
        let other = sample[random.below(sample.len())];
        let found = read(&format!("{}\n\n{}", one.text, other.text));
        for wanted in [one, &other] {
            if !found.licenses.iter().any(|license| names(license, &wanted.id)) {
                failed.push((one.id.as_str(), other.id.as_str()));
            }
        }
    }
    assert!(failed.len() * 50 <= sample.len(), "{failed:?}");
}

#[test]
fn a_license_inside_code_is_found_at_its_place() {
    let line = "    let total = items.iter().map(|item| item.price * item.count).sum::<u64>(); // sum up\n";
    let code = line.repeat(100);
    most(0.98, "inside code", |one| {
        let text = format!("{code}\n{}\n{code}", one.text);
        let place = (code.len(), code.len() + one.text.len() + 2);
        read(&text).licenses.iter().any(|found| {
            names(found, &one.id)
                && found
                    .spans
                    .iter()
                    .all(|span| place.0 <= span.start as usize && span.end as usize <= place.1)
        })
    });
}

#[test]
fn the_words_that_differ_decide() {
    let text =
        |id: &str| published().iter().find(|one| one.id == id).map(|one| one.text.clone()).expect("an id");
    for id in [
        "CC-BY-4.0",
        "CC-BY-NC-4.0",
        "CC-BY-ND-4.0",
        "CC-BY-SA-4.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "GPL-3.0-only",
        "AGPL-3.0-only",
    ] {
        let found = read(&text(id));
        assert_eq!(found.licenses.first().map(|first| first.id.as_str()), Some(id));
    }
}

#[test]
fn or_later_is_said_by_words() {
    let gnu = published().iter().find(|one| one.id == "GPL-2.0-or-later").expect("the GPL");
    let header = gnu.header.as_deref().expect("a header");
    assert_eq!(read(header).expression.as_deref(), Some("GPL-2.0-or-later"));
    let only =
        header.replace("either version 2 of the License, or (at your option) any later version", "version 2");
    assert_ne!(only, header);
    assert_eq!(read(&only).expression.as_deref(), Some("GPL-2.0-only"));
}

#[test]
fn tags_are_read_with_their_expression() {
    for (text, expression) in [
        (
            "// SPDX-License-Identifier: GPL-2.0+ WITH Classpath-exception-2.0",
            "GPL-2.0-or-later WITH Classpath-exception-2.0",
        ),
        ("{ \"name\": \"x\", \"license\": \"(MIT OR Apache-2.0)\" }", "(MIT OR Apache-2.0)"),
        ("---\nlicense: cc-by-nc-4.0\nlanguage: en\n---\n# Model", "CC-BY-NC-4.0"),
        ("This file is licensed under the MIT License.", "MIT"),
        ("Dual licensed under GPLv2 or MIT.", "GPL-2.0-only OR MIT"),
        (
            "Distributed under the terms of the GNU Lesser General Public License, version 2.1 or later.",
            "LGPL-2.1-or-later",
        ),
        ("Licensed under the GNU GPL, version 3 or any later version.", "GPL-3.0-or-later"),
        ("Licensed under GPLv2 only.", "GPL-2.0-only"),
        ("It comes under the GNU Affero General Public License v3.0+.", "AGPL-3.0-or-later"),
        ("Released under the LGPL 2.1 or newer.", "LGPL-2.1-or-later"),
        ("GNU Lesser General Public License v2.1 only", "LGPL-2.1-only"),
        ("You may use it under the Lesser GNU Public License v. 3.", "LGPL-3.0-only"),
        (
            "Use it under the GPL version 2 with the Classpath exception.",
            "GPL-2.0-only WITH Classpath-exception-2.0",
        ),
        ("SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception", "Apache-2.0 WITH LLVM-exception"),
        (
            "Licensed under the Mozilla Public License 1.1, the GPL 2.0 or the LGPL 2.1.",
            "MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-only",
        ),
        ("Licensed under either of Apache License, Version 2.0 or MIT license.", "Apache-2.0 OR MIT"),
        ("The data are under Creative Commons Attribution-NonCommercial 4.0.", "CC-BY-NC-4.0"),
        ("Released under the PolyForm Noncommercial License 1.0.0.", "PolyForm-Noncommercial-1.0.0"),
        ("License: BSD-3-Clause-Clear", "BSD-3-Clause-Clear"),
        ("It is GPL-compatible and under the MIT license.", "MIT"),
        ("Zope Public License, version 2.0", "ZPL-2.0"),
    ] {
        assert_eq!(read(text).expression.as_deref(), Some(expression), "{text}");
    }
    for text in [
        "Modified MIT License",
        "not under the MIT license",
        "He studied at MIT.",
        "a ruby ring",
        "The Apache helicopter",
    ] {
        assert_eq!(read(text).expression, None, "{text}");
    }
}

#[test]
fn texts_of_the_shared_folder_are_never_another_license() {
    let Some(shared) = shared("") else { return };
    // Texts whose license SPDX or ScanCode lists, by the words in their file name.
    let mut seen = 0;
    for folder in ["licenses", "truth/texts"] {
        for entry in std::fs::read_dir(shared.join(folder)).expect("a folder") {
            let path = entry.expect("an entry").path();
            let slug = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            let family =
                ["llama-3.1", "llama-3.2", "llama-3.3", "llama-4", "falcon-2", "falcon-3", "kimi", "minimax"]
                    .into_iter()
                    .find(|family| {
                        slug.starts_with(family) && !slug.contains("policy") && !slug.contains("aup")
                    });
            let Some(family) = family else { continue };
            seen += 1;
            for found in read(&text).licenses.iter().filter(|found| found.kind == MatchKind::Exact) {
                let id = found.id.to_ascii_lowercase();
                let other_word = if family == "kimi" { "moonshot" } else { family };
                assert!(id.contains(family) || id.contains(other_word), "{slug} is called {id}");
            }
        }
    }
    assert!(seen > 8, "{seen} texts");
}

#[test]
fn a_template_of_the_user_is_recognised() {
    let text = "You may paint this bridge in any color, and walk over it by day or night, if you greet the keeper \
                and leave no litter behind on the bridge or under it.";
    assert_eq!(read(text).expression, None);
    templates::add_template("LicenseRef-bridge", "Bridge License", text).expect("a template");
    let found = read(&format!("Some words before.\n\n{text}\n\nSome words after."));
    let first = found.licenses.first().expect("a match");
    assert_eq!(
        (first.id.as_str(), first.kind, first.source.as_str()),
        ("LicenseRef-bridge", MatchKind::Exact, "user")
    );
    assert!(templates::known().iter().any(|known| known.id == "LicenseRef-bridge"));
    for (id, text) in [("bridge", text), ("LicenseRef-a b", text), ("LicenseRef-short", "a few words")] {
        let error = templates::add_template(id, "x", text).expect_err("an error");
        assert!(error.to_string().starts_with("template."), "{error}");
    }
}

#[test]
fn the_n_grams_of_one_text_lead_where_all_do() {
    let index = Index::get();
    let all = index.postings();
    let mut places = 0;
    for one in sample() {
        let hashes = || words(&one.text).list.into_iter().filter(|word| !word.flags.has(Flags::MARKER));
        let own = index.postings_of(hashes().map(|word| word.hash));
        let mut rolling = Rolling::default();
        for hash in hashes().filter_map(|word| rolling.push(word.hash)) {
            let of =
                |postings: &Postings| postings.of(hash).into_iter().flatten().copied().collect::<Vec<_>>();
            assert_eq!(of(&own), of(all), "{}", one.id);
            places += of(all).len();
        }
    }
    assert!(places > 10_000, "{places}");
}

#[test]
fn the_index_says_how_many_n_grams_lead_to_a_template() {
    let index = Index::get();
    let said: Vec<u16> = index.templates.iter().map(|template| template.kept).collect();
    assert_eq!(index.postings().kept(said.len()), said);
}
