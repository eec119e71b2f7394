//! Words of a text that do not count when it is compared with a template.

use std::ops::Range;

use crate::words::{Flags, Word, hash};

/// How many words of a stretch count; all but list markers, copyright lines and
/// what belongs to the layout. The start of each line is looked for once.
pub(super) fn counted(words: &[Word], stretch: Range<usize>) -> u32 {
    let mut count = 0;
    let mut line: Option<(usize, bool)> = None;
    for place in stretch {
        // Words further into a line than [`LINE`] each have a start of their own.
        let (start, copyright) = match line {
            Some((start, copyright)) if !words[place].flags.has(Flags::NEWLINE) => {
                let far = place - start > LINE;
                if far { (place - LINE, is_copyright(words, place - LINE)) } else { (start, copyright) }
            }
            _ => {
                let start = line_start(words, place);
                (start, is_copyright(words, start))
            }
        };
        line = Some((start, copyright));
        let free = copyright
            || words[place].flags.has(Flags::MARKER)
            || is_reserved(words, place)
            || is_beside_marker(words, place)
            || is_furniture(words, start, place);
        count += u32::from(!free);
    }
    count
}

/// Whether a word of the text is one that the SPDX matching guidelines do not count: a list marker, a copyright line.
pub(super) fn is_free(words: &[Word], place: usize) -> bool {
    place < words.len() && counted(words, place..place + 1) == 0
}

/// Whether the same word stands beside it as a list marker: of `(a) a copy` the marker may be what was taken for the word.
fn is_beside_marker(words: &[Word], place: usize) -> bool {
    let twin = |other: &Word| other.hash == words[place].hash && other.flags.has(Flags::MARKER);
    place.checked_sub(1).is_some_and(|before| twin(&words[before])) || words.get(place + 1).is_some_and(twin)
}

/// Whether a word that begins its line belongs to the way in which the text is laid out: the line's number, a letter with
/// which every line begins, `Page 3 of 9`.
fn is_furniture(words: &[Word], start: usize, place: usize) -> bool {
    let number = |at: usize| words.get(at).is_some_and(|word| word.flags.has(Flags::NUMBER));
    if words[start].hash == PAGE && place - start < 4 && number(start + 1) {
        return true;
    }
    let word = words[place];
    if !word.flags.has(Flags::NEWLINE) || word.end - word.start > 5 {
        return false;
    }
    // A number alone between two blank lines is that of a page.
    let apart = |at: usize| words.get(at).is_none_or(|word| word.flags.has(Flags::PARAGRAPH));
    if number(place) && apart(place) && apart(place + 1) {
        return true;
    }
    let begins = |place: &usize| words[*place].flags.has(Flags::NEWLINE);
    let before = (place.saturating_sub(PARAGRAPH)..place).rev().find(begins);
    let after = (place + 1..words.len().min(place + PARAGRAPH)).find(begins);
    let short = word.end - word.start <= 3;
    // The last line has none after it.
    let like = |other: Option<usize>, same: &dyn Fn(usize) -> bool| other.is_none_or(same);
    let repeated = |at: usize| words[at].hash == word.hash;
    before.is_some()
        && (number(place) && like(before, &number) && like(after, &number)
            || short && like(before, &repeated) && like(after, &repeated))
}

/// Words of a long paragraph on one line.
const PARAGRAPH: usize = 500;
/// Words within which the start of a line is looked for.
const LINE: usize = 40;

/// The first word of a word's line, or the one some way before it.
fn line_start(words: &[Word], place: usize) -> usize {
    let mut start = place;
    while start > 0 && place - start < LINE && !words[start].flags.has(Flags::NEWLINE) {
        start -= 1;
    }
    start
}

const COPYRIGHT: u32 = hash::of("copyright");
const C: u32 = hash::of("c");
const PAGE: u32 = hash::of("page");
const PORTIONS: u32 = hash::of("portions");
pub(super) const RESERVED: [u32; 3] = [hash::of("all"), hash::of("rights"), hash::of("reserved")];

/// Whether a copyright line starts at a word.
pub(super) fn is_copyright(words: &[Word], start: usize) -> bool {
    let at = |ahead: usize| words.get(start + ahead);
    let is = |ahead: usize, hash: u32| at(ahead).is_some_and(|word| word.hash == hash);
    let year = |ahead: usize| {
        at(ahead).is_some_and(|word| word.flags.has(Flags::NUMBER) && matches!(word.end - word.start, 4 | 9))
    };
    let from = usize::from(is(0, PORTIONS));
    is(from, COPYRIGHT)
        && ((is(from + 1, C) || year(from + 1))
            || at(from + 1).is_some_and(|word| {
                // `Copyright Example Inc.`: a name, not a sentence about copyright.
                word.flags.has(Flags::CAPITAL) && !word.flags.has(Flags::NEWLINE)
            }))
        || is(from, C) && year(from + 1)
}

/// Whether a word belongs to "All rights reserved".
fn is_reserved(words: &[Word], place: usize) -> bool {
    (0..3).any(|back| {
        place.checked_sub(back).is_some_and(|start| {
            RESERVED
                .iter()
                .enumerate()
                .all(|(ahead, hash)| words.get(start + ahead).is_some_and(|w| w.hash == *hash))
        })
    })
}
