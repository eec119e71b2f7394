//! Remarks on a report: what it does not show, and why.

use crate::evidence::Evidence;
use crate::schema::{Document, LicenseMatch, MatchKind, Note, Verdict, VerdictKind};

/// The remarks that a reader of the verdict needs.
#[must_use]
#[inline(never)]
pub(crate) fn notes(evidence: &Evidence, verdict: &Verdict, licenses: &[LicenseMatch]) -> Vec<Note> {
    let mut out = Vec::new();
    let named = |kind| matches!(kind, MatchKind::Tag | MatchKind::Notice | MatchKind::Fingerprint);
    if evidence.known.is_some() && !licenses.is_empty() && licenses.iter().all(|license| named(license.kind))
    {
        let names: Vec<&str> = licenses.iter().map(|license| license.id.as_str()).collect();
        out.push(Note {
            id: "text-not-given",
            text: format!(
                "The text names {} and does not contain it; what is shown is what is known of it.",
                names.join(", ")
            ),
        });
    }
    if verdict.kind == VerdictKind::Unrecognized && evidence.license_like {
        out.push(Note {
            id: "absence-is-not-permission",
            text: String::from(
                "No restriction was found, but the text is not a known license. Absence of a restriction is not permission.",
            ),
        });
    }
    if let Some(nearest) = licenses.iter().find(|license| license.kind == MatchKind::Partial)
        && verdict.kind == VerdictKind::Unrecognized
    {
        out.push(Note {
            id: "nearest",
            text: format!("The nearest known license is {}; the text differs from it.", nearest.name),
        });
    }
    if licenses.len() > 1 && evidence.known.is_some() {
        out.push(Note {
            id: "several-licenses",
            text: String::from(
                "Several licenses were found. The verdict is that of all of them together; where the text lets you choose, one of them may be enough.",
            ),
        });
    }
    out
}

/// Says that the text depends on documents that were not given.
#[must_use]
pub(crate) fn not_read(documents: &[Document]) -> Option<Note> {
    let titles: Vec<&str> =
        documents.iter().filter(|document| !document.read).map(|document| document.title.as_str()).collect();
    let [first, rest @ ..] = &titles[..] else { return None };
    let text = if rest.is_empty() {
        format!("The text makes another document binding that was not given and not read: {first}.")
    } else {
        format!(
            "The text makes other documents binding that were not given and not read: {}.",
            titles.join("; ")
        )
    };
    Some(Note { id: "policy-not-read", text })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::judge;

    #[test]
    fn an_unknown_text_without_restrictions_is_no_permission() {
        let evidence = Evidence { license_like: true, grants: true, ..Evidence::default() };
        let notes = notes(&evidence, &judge(&evidence), &[]);
        assert_eq!(notes.iter().map(|note| note.id).collect::<Vec<_>>(), ["absence-is-not-permission"]);
    }

    #[test]
    fn prose_needs_no_remark() {
        let evidence = Evidence::default();
        assert!(notes(&evidence, &judge(&evidence), &[]).is_empty());
    }
}
