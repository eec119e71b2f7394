//! Shows how a text was read, for those who write clause files.

use std::fmt::Write as _;

use super::hits::hits;
use crate::patterns::{Context, Lexicon, Modes};
use crate::provisions::{self, Defined, sequence};
use crate::words;

/// Every provision with its zone, its stem, the polarity of its words, and the patterns that matched.
#[must_use]
pub fn explain(text: &str) -> String {
    let words = words::words(text);
    let lexicon = Lexicon::new(&words);
    let list = provisions::provisions(&words);
    let hits = hits(&words, &lexicon, &list);
    let uses = provisions::defined_uses(&words, &lexicon, &list);
    let mut out = String::new();
    for (number, provision) in list.iter().enumerate() {
        let sequence = sequence(&list, number);
        let own = sequence.len() - provision.words.len();
        let modes: Modes = provisions::modes(&Context::new(&words, &lexicon, &sequence, own));
        let stem = provision.stem.map_or_else(String::new, |stem| format!(" <{stem}"));
        let _ = write!(out, "[{number}{stem}] {:?} ", provision.zone);
        if uses[number] != Defined::Neutral {
            let _ = write!(out, "(defines a use: {:?}) ", uses[number]);
        }
        let mut last = 0;
        for (place, word) in sequence.iter().enumerate().skip(own) {
            let mode = modes.mode[place].0 | (modes.bound[place] << 8);
            if mode != last {
                let name = match modes.mode[place].0 {
                    2 => "PERMIT",
                    4 => "FORBID",
                    8 => "OBLIGE",
                    16 => "EXCEPT",
                    32 => "DEFINE",
                    _ => "PLAIN",
                };
                let _ = write!(out, "{{{name}{}}} ", if modes.bound[place] == 2 { " licensor" } else { "" });
                last = mode;
            }
            let word = *word as usize;
            let _ = write!(out, "{} ", words.slice(word..word + 1));
        }
        out.push('\n');
        for hit in hits.iter().filter(|hit| hit.provision as usize == number) {
            let quoted: Vec<&str> =
                hit.places.iter().map(|(from, to)| words.slice(*from as usize..*to as usize)).collect();
            let _ = writeln!(
                out,
                "    => {:?} #{}: {}",
                hit.clause,
                hit.pattern.number,
                quoted.join(" … ").replace('\n', " ")
            );
        }
    }
    out
}
