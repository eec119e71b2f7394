//! The classes of the words of a text.

use std::mem;

use super::machine::Mode;
use super::sets::Sets;
use super::syntax::NUMBER_CLASS;
use super::tables::{PREFIX_LENGTHS, tables};
use crate::order::Order as _;
use crate::words::{Flags, Words, hash};

/// The classes of each word of a text, found once a text.
#[derive(Debug)]
pub struct Lexicon {
    /// Per word of the text: the number of its set.
    word: Vec<u16>,
    pub(super) sets: Sets,
}

impl Lexicon {
    /// Looks up every word.
    #[inline(never)]
    pub fn new(words: &Words<'_>) -> Self {
        let mut out = Self { word: Vec::with_capacity(words.list.len()), sets: Sets::take() };
        // The words of an address are no words of the sentence: "…/acceptable-use" grants nothing.
        let mut address_end = 0;
        let bytes = words.text.as_bytes();
        for word in &words.list {
            let end = word.end as usize;
            let mark = bytes.get(end).copied().unwrap_or(0);
            if (mark == b':' && bytes.get(end + 1..end + 3) == Some(b"//")
                || mark == b'.' && word.hash == WWW)
                && word.start >= address_end
            {
                let rest = words.text.get(end..).unwrap_or_default();
                let length = rest.find(|letter: char| letter.is_whitespace() || "()<>\"".contains(letter));
                address_end = word.end + length.unwrap_or(rest.len()) as u32;
            }
            if word.start < address_end {
                out.word.push(0);
                continue;
            }
            let written = bytes.get(word.start as usize..end).unwrap_or_default();
            let number = word.flags.has(Flags::NUMBER);
            let form = letters(written).fold(hash::START, hash::push);
            let form = u64::from(word.hash) << 32 | u64::from(form.rotate_left(1) ^ u32::from(number));
            let set = out.sets.of_form(form, || classes_of(word.hash, number, written));
            out.word.push(set);
        }
        out
    }

    /// The number of a word's set.
    pub(super) fn number(&self, word: u32) -> u16 {
        self.word.get(word as usize).copied().unwrap_or(0)
    }

    /// Whether a word of the text is of a class.
    pub fn is(&self, word: u32, class: u16) -> bool {
        self.sets.holds(self.number(word), class)
    }

    /// The numbers of the patterns that can begin with a word that stands in a polarity, in groups: each with a class of
    /// which a word must be there.
    #[inline]
    pub fn patterns(&self, word: u32, mode: Mode) -> impl Iterator<Item = (u16, &[u16])> {
        let mut sections = self.sets.patterns(self.number(word));
        let mut groups: &[u16] = &[];
        std::iter::from_fn(move || {
            while groups.is_empty() {
                let [when, length, others @ ..] = sections else { return None };
                let (own, next) = others.split_at_checked(usize::from(*length))?;
                sections = next;
                if when & mode.0 != 0 {
                    groups = own;
                }
            }
            let [class, count, others @ ..] = groups else { return None };
            let (own, next) = others.split_at_checked(usize::from(*count))?;
            groups = next;
            Some((*class, own))
        })
    }

    /// The numbers of the triggers that can begin with a word.
    pub fn triggers(&self, word: u32) -> &[u16] {
        self.sets.triggers(self.number(word))
    }
}

impl Drop for Lexicon {
    fn drop(&mut self) {
        mem::take(&mut self.sets).keep();
    }
}

const WWW: u32 = hash::of("www");

/// The letters by which a word is looked up.
fn letters(written: &[u8]) -> impl Iterator<Item = u8> {
    written.iter().filter(|byte| byte.is_ascii_alphanumeric()).map(u8::to_ascii_lowercase)
}

/// The classes of a word, sorted.
#[inline(never)]
fn classes_of(word_hash: u32, number: bool, written: &[u8]) -> Vec<u16> {
    let vocabulary = &tables().vocabulary;
    let mut out = Vec::new();
    if number {
        out.push(NUMBER_CLASS);
    }
    out.extend_from_slice(vocabulary.whole(word_hash));
    // FNV-1a of a beginning is a state on the way to the hash of the whole, so beginnings cost one pass.
    let (mut state, mut length) = (hash::START, 0);
    for byte in letters(written) {
        state = hash::push(state, byte);
        length += 1;
        if PREFIX_LENGTHS & (1 << length.min(31)) != 0 {
            out.extend_from_slice(vocabulary.beginning(state));
        }
    }
    out.order();
    out.dedup();
    out
}
