//! What a modified text changes against its template.

use super::align::{Alignment, allowed, is_free};
use super::flat::{Flat, Need};
use crate::schema::{Edit, EditKind, Span};
use crate::words::Words;

/// Longest stretch of words that an edit quotes.
const QUOTED: usize = 400;

/// The edits of an alignment, in text order; spans in bytes.
pub(super) fn edits(
    words: &Words<'_>,
    flat: &Flat,
    word_of: &dyn Fn(usize) -> String,
    alignment: &Alignment,
    partial: bool,
) -> Vec<Edit> {
    let mut found = Vec::new();
    let (start, end) = alignment.range();
    let mut text = start as usize;
    // What is missing around a part is no change.
    let first = alignment.blocks.first().map_or(0, |block| block.template);
    let last = alignment.blocks.last().map_or(0, |block| block.template + block.length);
    let mut template = if partial { first as usize } else { 0 };
    let close = if partial { last } else { flat.len() as u32 };
    let ends = alignment.blocks.iter().map(|block| (block.text, block.template, block.length));
    for (text_at, template_at, length) in ends.chain([(end, close, 0)]) {
        let (text_at, template_at) = (text_at as usize, template_at as usize);
        let added: Vec<usize> = (text..text_at).filter(|place| !is_free(&words.list, *place)).collect();
        let slots = flat.slots.get(template..=template_at).unwrap_or_default();
        let room = slots.iter().max().copied().unwrap_or(0);
        let room = allowed(flat, template..template_at, u32::from(room));
        let added = if added.len() <= room as usize { 0..0 } else { bounds(&added) };
        let gone: Vec<usize> =
            (template..template_at).filter(|place| is_gone(flat, alignment, *place)).collect();
        if !added.is_empty() || !gone.is_empty() {
            found.push(edit(words, word_of, added, &gone, text));
        }
        text = text_at + length as usize;
        template = template_at + length as usize;
    }
    found
}

fn bounds(places: &[usize]) -> std::ops::Range<usize> {
    match (places.first(), places.last()) {
        (Some(first), Some(last)) => *first..*last + 1,
        _ => 0..0,
    }
}

/// Whether the absence of a template's word is a change: a required word, or one of a part that is there otherwise.
fn is_gone(flat: &Flat, alignment: &Alignment, place: usize) -> bool {
    match flat.needs[place] {
        Need::Required => true,
        Need::Replaceable => false,
        Need::Optional => {
            let part = flat.parts[place];
            let own = |place: usize| flat.parts[place] == part && flat.needs[place] == Need::Optional;
            let (start, end) = flat.extents[usize::from(part)];
            let all = (start as usize..end as usize).filter(|place| own(*place)).count();
            let there = alignment
                .blocks
                .iter()
                .flat_map(|block| block.template as usize..(block.template + block.length) as usize)
                .filter(|place| own(*place))
                .count();
            2 * there >= all && there < all
        }
    }
}

fn edit(
    words: &Words<'_>,
    word_of: &dyn Fn(usize) -> String,
    added: std::ops::Range<usize>,
    gone: &[usize],
    at: usize,
) -> Edit {
    let span =
        match (words.list.get(added.start), added.end.checked_sub(1).and_then(|last| words.list.get(last))) {
            (Some(first), Some(last)) if !added.is_empty() => Span { start: first.start, end: last.end },
            _ => {
                // Words that are gone have a place but no length: before the next word.
                let place =
                    at.checked_sub(1).and_then(|last| words.list.get(last)).map_or(0, |last| last.end);
                Span { start: place, end: place }
            }
        };
    let text = words.text.get(span.start as usize..span.end as usize).unwrap_or_default();
    let template: Vec<String> = gone.iter().take(QUOTED).map(|place| word_of(*place)).collect();
    let kind = match (added.is_empty(), gone.is_empty()) {
        (false, false) => EditKind::Replaced,
        (true, _) => EditKind::Deleted,
        _ => EditKind::Inserted,
    };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    Edit { kind, span, text, template: template.join(" "), clauses: Vec::new() }
}
