//! What a modified text changes against its template.

use std::ops::Range;

use super::align::Alignment;
use super::flat::{Flat, Need};
use super::free::is_free;
use super::measure::{allowed, follows_notice};
use crate::schema::{Edit, EditKind, Span};
use crate::words::{Flags, Word, Words};

/// Longest stretch of words that an edit quotes.
const QUOTED: usize = 400;
/// Words by which an insertion is moved at most.
const SLIDE: usize = 12;

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
        let added = if added.len() <= room as usize || follows_notice(flat, template) {
            0..0
        } else {
            bounds(&added)
        };
        let gone: Vec<usize> =
            (template..template_at).filter(|place| is_gone(flat, alignment, *place)).collect();
        let added = if gone.is_empty() { from_sentence_start(&words.list, added) } else { added };
        if !added.is_empty() || !gone.is_empty() {
            found.push(edit(words, word_of, added, &gone, text));
        }
        text = text_at + length as usize;
        template = template_at + length as usize;
    }
    found
}

/// Insertions begin where a sentence does, if the words allow it: of "A. **B. A.** C" and "**A. B.** A. C" the latter is
/// what a writer did.
fn from_sentence_start(words: &[Word], added: Range<usize>) -> Range<usize> {
    let starts = |at: usize| {
        words
            .get(at)
            .is_some_and(|word| word.flags.has(Flags::STOP.with(Flags::PARAGRAPH).with(Flags::SEMICOLON)))
    };
    let same = |back: usize| {
        let one = added.start.checked_sub(back).and_then(|at| words.get(at));
        let other = added.end.checked_sub(back).and_then(|at| words.get(at));
        one.zip(other).is_some_and(|(one, other)| one.hash == other.hash)
    };
    if added.is_empty() || starts(added.start) {
        return added;
    }
    let slides = (1..=SLIDE).take_while(|back| same(*back)).find(|back| starts(added.start - back));
    slides.map_or(added.clone(), |back| added.start - back..added.end - back)
}

fn bounds(places: &[usize]) -> Range<usize> {
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
    added: Range<usize>,
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
