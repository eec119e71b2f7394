//! The word stream without its repetitions: templates share most of their words, so a run that was there before is
//! stored as its place and length.

use std::collections::HashMap;

use anyhow::{Result, bail};
use openweigh::index::format::{COPY, LEAST_COPY, ONE_BYTE};

/// Earlier runs that are compared with each other.
const TRIED: usize = 64;

/// Writes the stream that `Index::decode` reads.
pub(super) fn write(tokens: &[u16]) -> Result<Vec<u8>> {
    let mut runs = Runs { tokens, seen: HashMap::new() };
    let mut out = Vec::new();
    let (mut at, mut expected) = (0, 0);
    while at < tokens.len() {
        let (from, length) = runs.longest(at);
        runs.add(at);
        // A run that begins one word later may be the longer one.
        if length < LEAST_COPY || runs.longest(at + 1).1 > length + 1 {
            write_code(&mut out, tokens[at])?;
            at += 1;
            continue;
        }
        out.push(COPY);
        write_number(&mut out, length - LEAST_COPY);
        let jump = i64::try_from(from)? - i64::try_from(expected)?;
        write_number(&mut out, usize::try_from((jump << 1) ^ (jump >> 63))?);
        expected = from + length;
        for place in at + 1..at + length {
            runs.add(place);
        }
        at += length;
    }
    Ok(out)
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

fn write_code(out: &mut Vec<u8>, code: u16) -> Result<()> {
    if code < ONE_BYTE {
        out.push(code as u8);
        return Ok(());
    }
    let above = code - ONE_BYTE;
    let first = ONE_BYTE + (above >> 8);
    if first >= u16::from(COPY) {
        bail!("code {code} does not fit into the word stream");
    }
    out.extend([first as u8, above as u8]);
    Ok(())
}

fn write_number(out: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}
