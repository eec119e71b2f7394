//! Provisions: the sentences and list items of a text, each with the stem that governs it, its zone, and what it does
//! (forbids, permits, obliges) to whom.
//!
//! "You agree not to use the Model to: (a) …" lends its *not* to every item, so an item is read together with its stem.

mod headings;
mod lines;
mod lists;
mod modes;
mod questions;
mod split;
mod stems;
mod terms;
#[cfg(test)]
mod tests;

pub use modes::modes;
pub use split::provisions;
pub use terms::{Defined, defined_uses};

use std::ops::Range;

/// Words of a stem that are read before an item.
const STEM_WORDS: usize = 90;

/// Where in a license a provision stands. The bits are those that the build script gives to zone names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone(pub u16);

impl Zone {
    pub const PREAMBLE: Self = Self(1);
    pub const DEFINITIONS: Self = Self(2);
    pub const GRANT: Self = Self(4);
    pub const CONDITIONS: Self = Self(8);
    pub const RESTRICTIONS: Self = Self(16);
    pub const DISCLAIMER: Self = Self(32);
    pub const TERMINATION: Self = Self(64);
    pub const ANNEX: Self = Self(128);
    /// Instructions on how to apply the license.
    pub const APPENDIX: Self = Self(256);
    pub const GENERAL: Self = Self(512);
    /// A heading itself.
    pub const HEADING: Self = Self(1024);
}

/// A sentence, a list item or a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provision {
    /// Its words, by number in the text.
    pub words: Range<u32>,
    /// The provision that governs it, by number.
    pub stem: Option<u32>,
    /// Where it stands.
    pub zone: Zone,
}

/// The words of a provision after those of its stems.
pub fn sequence(list: &[Provision], number: usize) -> Vec<u32> {
    let mut chain = vec![number];
    let mut stem = list[number].stem;
    while let Some(next) = stem.map(|next| next as usize).filter(|next| *next < number && chain.len() < 5) {
        chain.push(next);
        stem = list[next].stem;
    }
    let mut out = Vec::new();
    for place in chain.into_iter().rev() {
        let words = list[place].words.clone();
        let from = if place == number {
            words.start
        } else {
            words.start.max(words.end.saturating_sub(STEM_WORDS as u32))
        };
        out.extend(from..words.end);
    }
    out
}
