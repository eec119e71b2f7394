//! Documents that a text makes binding, where the caller gives their text too: read, and joined with what the text says.
//!
//! What a document restricts and what it asks for counts as if it stood in the text; what it grants does not, because the
//! license grants. Its findings stay with the document, for their places are places in its own text.

use crate::clauses;
use crate::evidence::Evidence;
use crate::schema::{Document, Effect, Finding, Note};
use crate::words::words;

/// A document that the caller gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given<'t> {
    /// Its address or its title, as the text has it.
    pub name: &'t str,
    /// Its text.
    pub text: &'t str,
}

/// Reads what was given of the documents of a text, and adds it to the evidence. Remarks on what the text does not name.
#[inline(never)]
pub(crate) fn join(
    documents: &mut [Document],
    given: &[Given<'_>],
    own: &[Finding],
    evidence: &mut Evidence,
) -> Vec<Note> {
    let mut notes = Vec::new();
    for one in given {
        let Some(document) = documents.iter_mut().find(|document| is_named(document, one.name)) else {
            notes.push(Note {
                id: "document-not-named",
                text: format!(
                    "The text makes no document binding that is called {}; it was not read.",
                    one.name
                ),
            });
            continue;
        };
        document.read = true;
        document.clauses.extend(restrictions(one.text, own));
        for finding in &document.clauses {
            if !evidence.has(finding.id) {
                evidence.clauses.push((finding.id, finding.effect));
            }
        }
    }
    notes
}

/// What a document restricts or asks for beyond the text; places in it are UTF-16 code units.
#[inline(never)]
fn restrictions(text: &str, own: &[Finding]) -> Vec<Finding> {
    use clauses::catalog::ClauseId;
    let words = words(text);
    let mut found = clauses::read(&words).findings;
    found.retain(|finding| {
        let binds = matches!(finding.effect, Effect::Veto | Effect::ResponsibleUse | Effect::Condition);
        let said = own.iter().any(|known| (known.id, &known.params) == (finding.id, &finding.params));
        // That it is a policy is why it is read.
        binds && !said && finding.id != ClauseId::ACCEPTABLE_USE_POLICY
    });
    crate::classify::places_to_utf16(
        text,
        found.iter_mut().flat_map(|finding| finding.spans.iter_mut()).collect(),
    );
    found
}

/// Whether a name is the address or the title of a document, or a part of the title.
fn is_named(document: &Document, name: &str) -> bool {
    let bare = |address: &str| {
        let lower = address.trim().to_lowercase();
        let rest = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
        rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/').to_owned()
    };
    let name = bare(name);
    let title = document.title.to_lowercase();
    !name.is_empty()
        && (document.url.as_deref().is_some_and(|url| bare(url) == name)
            || title.contains(&name)
            || name.contains(&title))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Span;

    #[test]
    fn documents_are_known_by_address_or_title() {
        let document = Document {
            url: Some("https://www.example.com/use-policy/".to_owned()),
            title: "Example Use Policy".to_owned(),
            span: Span { start: 0, end: 0 },
            read: false,
            clauses: Vec::new(),
        };
        for name in
            ["http://example.com/use-policy", "EXAMPLE USE POLICY", "use policy", "Example Use Policy 2.0"]
        {
            assert!(is_named(&document, name), "{name}");
        }
        for name in ["", " ", "https://", "https://example.com/privacy", "Privacy Policy"] {
            assert!(!is_named(&document, name), "{name}");
        }
    }
}
