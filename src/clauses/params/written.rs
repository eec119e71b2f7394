//! The words around a match, as written.

use super::Around;
use crate::words::{Flags, Word, one_line};

/// The words around a match, by their number in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Written<'a> {
    /// The match.
    pub(super) around: Around<'a>,
}

impl<'a> Written<'a> {
    /// A word, if there is one.
    fn word(self, at: usize) -> Option<Word> {
        self.around.words.list.get(at).copied()
    }

    /// Whether a word has one of the flags.
    pub(super) fn has(self, at: usize, flags: Flags) -> bool {
        self.word(at).is_some_and(|word| word.flags.has(flags))
    }

    /// A word as written.
    pub(super) fn written(self, at: usize) -> &'a str {
        self.around.words.slice(at..at + 1)
    }

    /// Whether a word is one of these, in any case.
    pub(super) fn is(self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.written(at).eq_ignore_ascii_case(word))
    }

    /// Words as written, on one line, without quotation marks around them.
    pub(super) fn line(self, from: usize, to: usize) -> Option<String> {
        let line = one_line(self.around.words.slice(from..to)).trim_matches(QUOTES).to_owned();
        let open = line.matches('(').count() > line.matches(')').count();
        (!line.is_empty()).then(|| if open { line + ")" } else { line })
    }

    /// First word of the match in the provision in which it ends, and the end of that provision.
    pub(super) fn range(self) -> (usize, usize) {
        let provision = self.around.provisions.get(self.around.hit.provision as usize);
        let words = provision.map_or(0..0, |provision| provision.words.clone());
        let first = self.around.hit.places.first().map_or(words.end, |place| place.0);
        (first.max(words.start) as usize, words.end as usize)
    }
}

const QUOTES: [char; 8] = ['"', '“', '”', '\'', '‘', '’', '「', '」'];
