//! The layout of the index, and its errors.
//!
//! | part | bytes |
//! |---|---|
//! | magic | `OWIX` |
//! | version | u32, little endian like everything |
//! | checksum | u32, [`checksum`] of all that follows |
//! | sections | [`SECTIONS`] lengths, u32 each |
//! | licenses | text, one line a license: id, name, marks |
//! | templates | for each: kind, number of ids, their places in the licenses (u16), number of tokens (u16), how many of its n-grams are kept (u16) |
//! | vocabulary | three groups of front-coded words: shared prefix length, the rest, a line feed |
//! | runs | how the tokens of all templates follow each other: so many new ones; then the length of a run that was there before, less [`LEAST_COPY`], and how far it begins from the end of the last such run; and so on (seven bits a byte, the lowest first; the distance folded so that its sign is the lowest bit) |
//! | tokens | the new ones (u16) |
//! | fingerprints | for each: place of its license (u16), counts, the sum of all its words (u32) or 0, the high halves of sampled n-gram hashes, each as its distance from the one before |

use std::fmt;

/// First bytes.
pub const MAGIC: [u8; 4] = *b"OWIX";
/// Of this layout.
pub const VERSION: u32 = 4;
/// Number of sections.
pub const SECTIONS: usize = 6;
/// Bytes before the first section.
pub const HEADER: usize = 12 + SECTIONS * 4;
/// Fewest tokens that are copied.
pub const LEAST_COPY: usize = 32;
/// Sizes of the first two groups of the vocabulary, the most frequent words; the rest is the third.
pub const GROUPS: [usize; 2] = [192, 1024];

/// Tokens that are no words.
pub mod token {
    /// Start of a part that may be missing as a whole.
    pub const OPTIONAL: u16 = 1;
    /// Its end.
    pub const OPTIONAL_END: u16 = 2;
    /// Start of a part that any text may replace.
    pub const ANY: u16 = 3;
    /// Start of a part that a few words may replace.
    pub const FEW: u16 = 4;
    /// End of a replaceable part.
    pub const REPLACE_END: u16 = 5;
    /// A list marker or the like, which may be anything short.
    pub const BULLET: u16 = 6;
    /// The first word's token.
    pub const WORD: u16 = 8;
}

/// Why an index cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IndexError {
    /// It ends before its header or a section does.
    Truncated,
    /// It does not begin with the magic.
    NotAnIndex,
    /// It was written by another version.
    Version(u32),
    /// Its bytes were changed.
    Checksum,
    /// A section holds what it must not.
    Malformed(&'static str),
}

impl fmt::Display for IndexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Truncated => f.write_str("the index is cut short"),
            Self::NotAnIndex => f.write_str("not an index"),
            Self::Version(found) => write!(f, "index of version {found}, this engine reads {VERSION}"),
            Self::Checksum => f.write_str("the index is damaged: its checksum differs"),
            Self::Malformed(section) => write!(f, "the index is damaged: section {section}"),
        }
    }
}

impl std::error::Error for IndexError {}

/// Checksum of the sections: FNV-1a over little-endian words of four bytes, the last one filled with zeros.
#[must_use]
pub fn checksum(bytes: &[u8]) -> u32 {
    let (words, rest) = bytes.as_chunks::<4>();
    let add = |state: u32, word: u32| (state ^ word).wrapping_mul(0x0100_0193).rotate_left(5);
    let state = words.iter().fold(0x811c_9dc5, |state, word| add(state, u32::from_le_bytes(*word)));
    let mut last = [0; 4];
    last[..rest.len()].copy_from_slice(rest);
    add(state, u32::from_le_bytes(last))
}

/// The sections of an index, checked against its header and checksum.
///
/// # Errors
/// What is wrong with the bytes.
pub fn sections(bytes: &[u8]) -> Result<[&[u8]; SECTIONS], IndexError> {
    let found = unchecked_sections(bytes)?;
    let sum = bytes.get(8..12).and_then(|four| four.try_into().ok()).map(u32::from_le_bytes);
    if sum == Some(checksum(&bytes[12..])) { Ok(found) } else { Err(IndexError::Checksum) }
}

/// The sections of an index, checked against its header alone.
///
/// # Errors
/// What is wrong with the header.
pub fn unchecked_sections(bytes: &[u8]) -> Result<[&[u8]; SECTIONS], IndexError> {
    let number = |at: usize| {
        let four = bytes.get(at..at + 4).and_then(|four| four.try_into().ok());
        four.map(u32::from_le_bytes).ok_or(IndexError::Truncated)
    };
    if bytes.get(..4) != Some(&MAGIC) {
        return Err(IndexError::NotAnIndex);
    }
    match number(4)? {
        VERSION => {}
        other => return Err(IndexError::Version(other)),
    }
    let mut found: [&[u8]; SECTIONS] = [&[]; SECTIONS];
    let mut at = HEADER;
    for (place, section) in found.iter_mut().enumerate() {
        let length = number(12 + place * 4)? as usize;
        let end = at.checked_add(length).ok_or(IndexError::Truncated)?;
        *section = bytes.get(at..end).ok_or(IndexError::Truncated)?;
        at = end;
    }
    if at != bytes.len() {
        return Err(IndexError::Malformed("length"));
    }
    Ok(found)
}
