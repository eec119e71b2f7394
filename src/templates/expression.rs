//! Joins what was matched and what was named, and writes the expression of the whole text.

use super::Identified;
use crate::index::Index;
use crate::order::Order as _;
use crate::schema::{LicenseMatch, MatchKind};
use crate::tags::{self, Tag};
use crate::words::Words;

/// One list of what was matched and what was named, and its expression.
#[inline(never)]
pub(super) fn combine(words: &Words<'_>, matches: Vec<LicenseMatch>, tags: Vec<Tag>) -> Identified {
    let mut found: Vec<(LicenseMatch, String, bool)> =
        matches.into_iter().map(|found| (found.clone(), said(&found), false)).collect();
    // The sure ones first: a name without its version adds nothing to a license of its family.
    let mut tags = tags;
    // Debian keeps the texts of common licenses in files whose version is not always the one that is meant.
    let filed = |tag: &Tag| {
        let before = words.text.get(..tag.span.start as usize).unwrap_or_default();
        before.ends_with("/common-licenses/")
    };
    tags.order_by_key(|tag| (!tag.versioned, filed(tag)));
    for tag in tags {
        let family = |id: &str| id.split('-').next().unwrap_or_default().to_owned();
        let vague = |(other, _, _): &(LicenseMatch, String, bool)| {
            (!tag.versioned || filed(&tag)) && tag.ids.iter().any(|id| family(id) == family(&other.id))
        };
        if found.iter().any(vague) {
            continue;
        }
        let mut first = true;
        for id in &tag.ids {
            let known = |other: &(LicenseMatch, String, bool)| {
                other.0.id == *id || other.0.alternatives.contains(id) && !tag.certain
            };
            if found.iter().any(known) {
                continue;
            }
            let expression = if first { tag.expression.clone() } else { String::new() };
            found.push((tags::tag_match(id, tag.span), expression, tag.or));
            first = false;
        }
    }
    found.order_by_key(|(found, _, _)| found.spans.first().map_or((0, 0), |span| (span.start, span.end)));
    let expression = expression(&found);
    Identified { licenses: found.into_iter().map(|(found, _, _)| found).collect(), expression }
}

/// A match in an expression: a part of a license places nothing under it.
fn said(found: &LicenseMatch) -> String {
    if found.kind == MatchKind::Partial { String::new() } else { found.id.clone() }
}

/// The SPDX expression of all that was found: AND between what stands side by side, OR where the words say so, WITH
/// before an exception.
#[inline(never)]
fn expression(found: &[(LicenseMatch, String, bool)]) -> Option<String> {
    let index = Index::get();
    let mut parts: Vec<(String, bool)> = Vec::new();
    let mut waiting: Option<String> = None;
    for (license, said, or) in found {
        let exception = index.license(&license.id).is_some_and(|known| known.exception);
        if exception && said.is_empty() {
            // It stands in the expression of the tag before.
        } else if exception && !said.contains(" WITH ") {
            match parts.last_mut().filter(|(last, _)| !last.contains(' ')) {
                Some((last, _)) => *last = format!("{last} WITH {}", license.id),
                None => waiting = Some(license.id.clone()),
            }
        } else if !said.is_empty() && !parts.iter().any(|(part, _)| part == said) {
            let said = match waiting.take() {
                Some(exception) if !said.contains(' ') => format!("{said} WITH {exception}"),
                _ => said.clone(),
            };
            parts.push((said, *or));
        }
    }
    if let Some(exception) = waiting {
        parts.push((exception, false));
    }
    let several = parts.len() > 1;
    let mut out = String::new();
    for (number, (part, or)) in parts.into_iter().enumerate() {
        if number > 0 {
            out.push_str(if or { " OR " } else { " AND " });
        }
        if several && part.contains(" OR ") && !part.starts_with('(') {
            out.extend(["(", &part, ")"]);
        } else {
            out.push_str(&part);
        }
    }
    (!out.is_empty()).then_some(out)
}
