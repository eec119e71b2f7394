//! The first stage: a text becomes words with places.
//!
//! One pass over the bytes, without an allocation per word. Case, accents, punctuation, quotes, dashes, white space,
//! comment leaders, HTML and Markdown markup and the equivalent words of the SPDX matching guidelines do not count;
//! what stood between two words is kept as flags, because sentences, lists and headings are read from it. Every word
//! keeps its place, so each later stage can show the words of the text as given.

mod equivalent;
pub mod hash;
mod letters;
mod lists;
mod markup;
mod normal;
mod split;
#[cfg(test)]
mod tests;

pub use split::words;

/// The hashes of some words, taken when this is compiled: a list that a word's hash is looked up in.
#[doc(hidden)]
#[macro_export]
macro_rules! said {
    ($($word:literal),+ $(,)?) => {
        const { &[$($crate::words::hash::of($word)),+] }
    };
}
#[doc(hidden)]
pub use said;

/// What is known of a word besides its hash: what stood before it, and how it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Flags(pub u16);

impl Flags {
    /// A line break stood before the word; also set on the first word.
    pub const NEWLINE: Self = Self(1);
    /// A blank line stood before the word (a new paragraph).
    pub const PARAGRAPH: Self = Self(2);
    /// A full stop, question or exclamation mark that ends a sentence stood before it.
    pub const STOP: Self = Self(4);
    /// A colon stood before it.
    pub const COLON: Self = Self(8);
    /// A semicolon stood before it.
    pub const SEMICOLON: Self = Self(16);
    /// A comma stood before it.
    pub const COMMA: Self = Self(32);
    /// An opening parenthesis or bracket stood before it.
    pub const OPEN: Self = Self(64);
    /// A closing parenthesis or bracket stood before it.
    pub const CLOSE: Self = Self(128);
    /// A quotation mark stands directly before it.
    pub const QUOTE_BEFORE: Self = Self(256);
    /// A quotation mark stands directly after it.
    pub const QUOTE_AFTER: Self = Self(512);
    /// It begins with a capital letter.
    pub const CAPITAL: Self = Self(1024);
    /// It has two letters or more, all of them capitals.
    pub const UPPER: Self = Self(2048);
    /// It numbers a list item or heading (`1.`, `(a)`, `iv)`) or follows a bullet.
    pub const MARKER: Self = Self(4096);
    /// Its line is marked up as a heading (Markdown `#`, HTML `h1` to `h6`).
    pub const HEADING: Self = Self(8192);
    /// It has a digit.
    pub const NUMBER: Self = Self(16384);
    /// A bullet stood before it (`-`, `*`, `•` at the start of the line, HTML `li`).
    pub const BULLET: Self = Self(32768);

    /// Whether any of the given flags is set.
    #[must_use]
    #[inline]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    #[must_use]
    #[inline]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// First byte in the text as given.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// [`hash`] of its normalised letters.
    pub hash: u32,
    /// What stood before it, and how it was written.
    pub flags: Flags,
}

/// A text and its words in order.
#[derive(Debug, Clone)]
pub struct Words<'t> {
    /// The text as given.
    pub text: &'t str,
    /// Its words.
    pub list: Vec<Word>,
}

impl<'t> Words<'t> {
    /// The text from the first to the last word of a range; empty for an empty range.
    #[must_use]
    pub fn slice(&self, range: std::ops::Range<usize>) -> &'t str {
        match (self.list.get(range.start), range.end.checked_sub(1).and_then(|last| self.list.get(last))) {
            (Some(first), Some(last)) if range.start < range.end => {
                self.text.get(first.start as usize..last.end as usize).unwrap_or_default()
            }
            _ => "",
        }
    }
}

/// A text on one line: what is white between its words becomes one space.
#[must_use]
#[inline(never)]
pub fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
