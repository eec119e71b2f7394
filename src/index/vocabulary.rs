//! The words that templates use.

use super::format::{GROUPS, IndexError};
use crate::words::hash;

/// Words by number, the most frequent first.
#[derive(Debug)]
pub struct Vocabulary {
    /// Hash of each.
    pub hashes: Vec<u32>,
    letters: String,
    ends: Vec<u32>,
}

impl Vocabulary {
    /// Reads the front-coded groups.
    pub(super) fn decode(bytes: &[u8]) -> Result<Self, IndexError> {
        let bad = IndexError::Malformed("vocabulary");
        let mut letters = Vec::with_capacity(bytes.len() * 2);
        let mut hashes = Vec::with_capacity(bytes.len() / 4);
        let mut ends = Vec::with_capacity(bytes.len() / 4);
        let mut before = 0..0;
        // The state of the hash after each letter of the word before.
        let mut states = vec![hash::START];
        let mut at = 0;
        while at < bytes.len() {
            if hashes.len() == GROUPS[0] || hashes.len() == GROUPS[0] + GROUPS[1] {
                before = letters.len()..letters.len();
            }
            let shared = usize::from(bytes[at]);
            let rest = &bytes[at + 1..];
            let length = rest.iter().position(|byte| *byte == b'\n').ok_or_else(|| bad.clone())?;
            if shared > before.len() {
                return Err(bad);
            }
            let start = letters.len();
            letters.extend_from_within(before.start..before.start + shared);
            letters.extend_from_slice(&rest[..length]);
            before = start..letters.len();
            states.truncate(shared + 1);
            let mut state = states[shared];
            for byte in &rest[..length] {
                state = hash::push(state, *byte);
                states.push(state);
            }
            hashes.push(state);
            ends.push(letters.len() as u32);
            at += length + 2;
        }
        let letters = String::from_utf8(letters).map_err(|_| bad)?;
        Ok(Self { hashes, letters, ends })
    }

    /// Writes words in the form that [`Vocabulary`] reads; they come sorted within each group.
    #[must_use]
    pub fn encode(words: &[String]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut before: &str = "";
        for (number, word) in words.iter().enumerate() {
            if number == GROUPS[0] || number == GROUPS[0] + GROUPS[1] {
                before = "";
            }
            let shared = before.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count().min(255);
            out.push(shared as u8);
            out.extend_from_slice(&word.as_bytes()[shared..]);
            out.push(b'\n');
            before = word;
        }
        out
    }

    /// A word's letters; empty for a number that is none.
    #[must_use]
    pub fn word(&self, number: usize) -> &str {
        let start =
            number.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize);
        self.ends.get(number).and_then(|end| self.letters.get(start..*end as usize)).unwrap_or_default()
    }

    /// How many words there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }
}
