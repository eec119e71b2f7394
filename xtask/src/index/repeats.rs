//! The word stream without its repetitions: templates share most of their words, so a run that was there before is
//! stored as its place and length.

use std::collections::HashMap;

use anyhow::Result;
use openweigh::index::format::LEAST_COPY;

/// Earlier runs that are compared with each other.
const TRIED: usize = 64;

/// The runs and the tokens that `Index::decode` reads.
pub(super) fn write(tokens: &[u16]) -> Result<(Vec<u8>, Vec<u8>)> {
    let mut runs = Runs { tokens, seen: HashMap::new() };
    let (mut out, mut stored) = (Vec::new(), Vec::new());
    let (mut at, mut new, mut expected) = (0, 0, 0);
    while at < tokens.len() {
        let (from, length) = runs.longest(at);
        runs.add(at);
        // A run that begins one word later may be the longer one.
        if length < LEAST_COPY || runs.longest(at + 1).1 > length + 1 {
            stored.extend(tokens[at].to_le_bytes());
            (at, new) = (at + 1, new + 1);
            continue;
        }
        write_number(&mut out, std::mem::take(&mut new));
        write_number(&mut out, length - LEAST_COPY);
        let jump = i64::try_from(from)? - i64::try_from(expected)?;
        write_number(&mut out, usize::try_from((jump << 1) ^ (jump >> 63))?);
        expected = from + length;
        for place in at + 1..at + length {
            runs.add(place);
        }
        at += length;
    }
    write_number(&mut out, new);
    Ok((out, stored))
}

/// Where runs of [`LEAST_COPY`] tokens begin.
struct Runs<'t> {
    tokens: &'t [u16],
    seen: HashMap<&'t [u16], Vec<usize>>,
}

impl<'t> Runs<'t> {
    fn start(&self, at: usize) -> Option<&'t [u16]> {
        self.tokens.get(at..at + LEAST_COPY)
    }

    fn add(&mut self, at: usize) {
        if let Some(start) = self.start(at) {
            self.seen.entry(start).or_default().push(at);
        }
    }

    /// The longest earlier run that goes on as the tokens at a place do, and its length.
    fn longest(&self, at: usize) -> (usize, usize) {
        let places = self.start(at).and_then(|start| self.seen.get(start));
        let length = |from: usize| {
            // A run ends before the place itself, so that it can be copied as a whole.
            let pairs = self.tokens[from..at].iter().zip(&self.tokens[at..]);
            pairs.take_while(|(a, b)| a == b).count()
        };
        let tried = places.into_iter().flatten().rev().take(TRIED);
        tried
            .map(|from| (*from, length(*from)))
            .max_by_key(|(from, length)| (*length, *from))
            .unwrap_or((0, 0))
    }
}

/// A number, seven bits a byte, the lowest first.
pub(super) fn write_number(out: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}
