//! Licenses that a text only names: identifiers, names in words, URLs, metadata fields.

pub mod ids;
mod lines;
mod names;
mod phrases;
mod versions;

#[doc(hidden)]
pub use phrases::is;

use crate::index::Index;
use crate::order::Order as _;
use crate::schema::{LicenseMatch, MatchKind, Span};
use crate::words::{Flags, Words, hash};

pub(crate) use lines::fields;
pub(crate) use names::mentions;
pub(crate) use versions::says_later;

/// A tag: the licenses named at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tag {
    /// Bytes.
    pub(crate) span: Span,
    /// Ids, each once.
    pub(crate) ids: Vec<String>,
    /// As an SPDX expression.
    pub(crate) expression: String,
    /// An identifier or a URL, not a name in words.
    pub(crate) certain: bool,
    /// The version was said.
    pub(crate) versioned: bool,
    /// Joined with the tag before by "or".
    pub(crate) or: bool,
}

/// Finds the tags of a text outside the ranges of words `taken`.
#[inline(never)]
pub(crate) fn tags(words: &Words<'_>, taken: &[(u32, u32)]) -> Vec<Tag> {
    let taken_bytes = Ranges::new(taken.iter().filter_map(|(start, end)| {
        let last = (*end as usize).checked_sub(1)?;
        Some((words.list.get(*start as usize)?.start, words.list.get(last)?.end))
    }));
    let mut found: Vec<Tag> = fields(words)
        .into_iter()
        .filter(|field| !taken_bytes.hold(field.start as u32))
        .map(|field| {
            let mut ids: Vec<String> = Vec::new();
            for (id, _, _) in field.expression.ids {
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
            Tag {
                span: Span { start: field.start as u32, end: field.end as u32 },
                ids,
                expression: field.expression.text,
                certain: true,
                versioned: field.versioned,
                or: false,
            }
        })
        .collect();
    let certain = Ranges::new(found.iter().map(|tag| (tag.span.start, tag.span.end)));
    let mut before: Option<u32> = None;
    // How many names before this one stand in a list with commas.
    let mut listed = 0;
    for mention in mentions(words, taken) {
        let (Some(first), Some(last)) = (
            words.list.get(mention.words.0 as usize),
            words.list.get((mention.words.1 as usize).saturating_sub(1)),
        ) else {
            continue;
        };
        let span = Span { start: first.start, end: last.end };
        // A name inside an identifier or URL is that identifier.
        if certain.hold(span.start) {
            continue;
        }
        let or = before.is_some_and(|before| is_or(words, before as usize, mention.words.0 as usize));
        if or {
            // Of `A, B or C` the first comma is an "or" too.
            let named = found.iter_mut().rev().take_while(|tag| !tag.certain);
            named.take(listed).for_each(|tag| tag.or = true);
        }
        let next = words.list.get(mention.words.0 as usize..).unwrap_or_default();
        let apart = before.map_or(u32::MAX, |before| mention.words.0 - before.min(mention.words.0));
        let comma = next.first().is_some_and(|word| word.flags.has(Flags::COMMA))
            || apart == 1 && words.list[mention.words.0 as usize - 1].flags.has(Flags::COMMA);
        listed = if apart <= 1 && comma && !or { listed + 1 } else { 0 };
        before = Some(mention.words.1);
        found.push(Tag {
            span,
            ids: mention.ids.iter().map(|id| (*id).to_owned()).collect(),
            expression: mention.ids.join(" OR "),
            certain: false,
            versioned: mention.versioned,
            or,
        });
    }
    found.order_by_key(|tag| (tag.span.start, tag.span.end));
    found
}

/// Ranges of bytes that may overlap, for the question whether one of them holds a place. A text can have as many of
/// them as lines, so they are not looked through one by one.
struct Ranges(Vec<(u32, u32)>);

impl Ranges {
    fn new(ranges: impl Iterator<Item = (u32, u32)>) -> Self {
        let mut list: Vec<(u32, u32)> = ranges.collect();
        list.order();
        // With the furthest end so far, the last range that begins before a place speaks for all before it.
        let mut furthest = 0;
        for (_, end) in &mut list {
            furthest = furthest.max(*end);
            *end = furthest;
        }
        Self(list)
    }

    fn hold(&self, place: u32) -> bool {
        let after = self.0.partition_point(|(start, _)| *start <= place);
        after.checked_sub(1).and_then(|last| self.0.get(last)).is_some_and(|(_, end)| place < *end)
    }
}

fn is_or(words: &Words<'_>, from: usize, to: usize) -> bool {
    let between = words.list.get(from..to).unwrap_or_default();
    between.len() <= 6 && between.iter().any(|word| word.hash == hash::of("or"))
}

/// A tag's license as a match.
pub(crate) fn tag_match(id: &str, span: Span) -> LicenseMatch {
    let known = Index::get().license(id);
    LicenseMatch {
        id: id.to_owned(),
        name: known.map_or_else(|| id.to_owned(), |license| license.name.to_owned()),
        kind: MatchKind::Tag,
        similarity: 1.0,
        spans: vec![span],
        edits: Vec::new(),
        osi_approved: known.and_then(|license| license.osi_approved),
        fsf_libre: known.and_then(|license| license.fsf_libre),
        alternatives: Vec::new(),
        source: known.map_or("spdx", |license| license.source).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_hold_what_is_in_one_of_them() {
        let list = [(5, 9), (2, 20), (30, 31), (3, 4), (40, 40)];
        let ranges = Ranges::new(list.into_iter());
        for place in 0..50 {
            let held = list.iter().any(|(start, end)| *start <= place && place < *end);
            assert_eq!(ranges.hold(place), held, "{place}");
        }
    }
}
