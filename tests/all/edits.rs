//! What was added to a known license, or put in place of its words, is an edit that says what it imposes.

use openweigh::schema::{EditKind, LicenseMatch, MatchKind, Report};
use openweigh::{Options, classify};

use crate::spdx::published;

fn text_of(id: &str) -> &'static str {
    published().iter().find(|one| one.id == id).map(|one| one.text.as_str()).expect("an id")
}

fn read(text: &str) -> Report {
    classify(text, Options::default())
}

fn license<'r>(report: &'r Report, id: &str) -> &'r LicenseMatch {
    report.licenses.iter().find(|license| license.id == id).unwrap_or_else(|| panic!("{id} is not found"))
}

/// The one insertion into a license: its text and the ids of its clauses.
fn insertion(report: &Report, id: &str, text: &str) -> (String, Vec<&'static str>) {
    let license = license(report, id);
    assert_eq!(license.kind, MatchKind::Modified, "{id}");
    assert!(license.similarity < 1.0);
    let [edit] = &license.edits[..] else { panic!("{id}: {:?}", license.edits) };
    assert_eq!((edit.kind, edit.template.as_str()), (EditKind::Inserted, ""));
    let span = license.spans[0];
    assert!(span.start <= edit.span.start && edit.span.end <= span.end, "the edit lies in the license");
    let utf16: Vec<u16> = text.encode_utf16().collect();
    let quoted =
        String::from_utf16(&utf16[edit.span.start as usize..edit.span.end as usize]).expect("UTF-16");
    assert_eq!(quoted.split_whitespace().collect::<Vec<_>>().join(" "), edit.text);
    (edit.text.clone(), edit.clauses.iter().map(|clause| clause.as_str()).collect())
}

#[test]
fn a_clause_after_a_license_is_inserted_into_it() {
    for (id, clause, imposes) in [
        (
            "MIT",
            "Any product with more than 50 million monthly active users must display the name Orbit.",
            "user-threshold",
        ),
        ("BSD-3-Clause", "Commercial use of this software is prohibited.", "commercial-use-forbidden"),
        (
            "Apache-2.0",
            "Additional restriction:\n\nThe Work must not be used for military purposes.",
            "field-of-use",
        ),
        ("ISC", "You may not offer the software as a hosted service to third parties.", "hosting-forbidden"),
    ] {
        let text = format!("{}\n\n{clause}\n", text_of(id).trim_end());
        let (added, clauses) = insertion(&read(&text), id, &text);
        assert_eq!(format!("{added}."), clause.split_whitespace().collect::<Vec<_>>().join(" "));
        assert!(clauses.contains(&imposes), "{id}: {clauses:?}");
    }
}

#[test]
fn a_clause_before_a_license_or_in_it_is_inserted_too() {
    let mit = text_of("MIT");
    let before = format!("The model may only be used for academic research.\n\n{mit}");
    let (added, clauses) = insertion(&read(&before), "MIT", &before);
    assert_eq!(added, "The model may only be used for academic research");
    assert!(clauses.contains(&"research-only"), "{clauses:?}");
    let inside = mit.replace(
        "THE SOFTWARE IS",
        "The Software may not be used for commercial purposes.\n\nTHE SOFTWARE IS",
    );
    let (added, clauses) = insertion(&read(&inside), "MIT", &inside);
    assert_eq!(added, "The Software may not be used for commercial purposes");
    assert_eq!(clauses, ["commercial-use-forbidden"]);
}

#[test]
fn a_condition_without_a_known_clause_counts_in_a_license_file() {
    let text =
        format!("{}\n\nCopies of the software must be printed on blue paper.\n", text_of("MIT").trim_end());
    let (added, _) = insertion(&read(&text), "MIT", &text);
    assert!(added.ends_with("blue paper"), "{added}");
}

#[test]
fn what_stands_around_a_license_in_a_project_is_no_edit() {
    let mit = text_of("MIT");
    let isc = text_of("ISC");
    let guide = "You must install Python before you use the software. ".repeat(30);
    for (form, text) in [
        (
            "page",
            format!(
                "# Tool\n\nYou must install Python before use.\n\n## License\n\n{mit}\n\n## Help\n\nYou must sign the form.\n"
            ),
        ),
        (
            "source",
            format!("/*\n{mit}*/\n\n// You must call init() before you use the software.\nint x = 1;\n"),
        ),
        ("copyright", format!("Tool, a small program\n\nCopyright (c) 2020 Jane Example\n\n{mit}")),
        ("second license", format!("{mit}\n\nCopyright (c) 2001 John Example\n\n{isc}")),
        ("long page", format!("{mit}\n\n{guide}")),
        (
            "ruled off",
            format!(
                "{mit}\n\n----------\nThe following parts may be used under other terms of distribution.\n"
            ),
        ),
    ] {
        let report = read(&text);
        let found = license(&report, "MIT");
        assert_eq!((found.kind, found.edits.len()), (MatchKind::Exact, 0), "{form}: {:?}", found.edits);
    }
}

#[test]
fn a_published_text_has_no_addition() {
    for one in published().iter().step_by(5) {
        let report = read(&one.text);
        let added = report
            .licenses
            .iter()
            .filter(|license| license.kind == MatchKind::Modified)
            .flat_map(|license| &license.edits)
            .find(|edit| edit.kind == EditKind::Inserted && edit.text.split(' ').count() > 20);
        assert_eq!(added, None, "{}", one.id);
    }
}

#[test]
fn words_in_place_of_others_are_kept_with_what_they_impose() {
    let text = text_of("MIT").replace("without restriction,", "for non-commercial purposes only,");
    let report = read(&text);
    let edits = &license(&report, "MIT").edits;
    let [edit] = &edits[..] else { panic!("{edits:?}") };
    assert_eq!(edit.kind, EditKind::Replaced);
    assert_eq!(
        (edit.text.as_str(), edit.template.as_str()),
        ("for non-commercial purposes only", "without restriction")
    );
    assert!(
        edit.clauses.iter().any(|clause| clause.as_str() == "commercial-use-forbidden"),
        "{:?}",
        edit.clauses
    );
    // A placeholder takes a name, and no restriction.
    let text = text_of("BSD-3-Clause").replace("COPYRIGHT HOLDERS AND", "ACME CORPORATION AND");
    assert_eq!(license(&read(&text), "BSD-3-Clause").kind, MatchKind::Exact);
    let text =
        text_of("BSD-3-Clause").replace("COPYRIGHT HOLDERS AND", "ACME FOR NON-COMMERCIAL USE ONLY AND");
    assert_eq!(license(&read(&text), "BSD-3-Clause").kind, MatchKind::Modified);
}
