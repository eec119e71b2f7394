//! Licenses known by fingerprint alone: sampled n-grams that the text shares with them.

use std::sync::OnceLock;

use super::cover::{Placed, shared};
use crate::index::ngrams::find_whole;
use crate::index::{Fingerprint, Index, License, fingerprint_rate};
use crate::order::{self, Order as _};
use crate::tags::Tag;
use crate::words::{Flags, Word, Words, words};

/// A fingerprint that a stretch of the text has.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Printed {
    /// Place of the license in the index, and after it those whose sampled n-grams are the same here.
    pub(super) licenses: Vec<u16>,
    /// First word and one past the last.
    pub(super) range: (u32, u32),
    /// Estimate of the similarity, 0 to 1.
    pub(super) similarity: f64,
    /// All its words are there, in their order and with no other between.
    pub(super) exact: bool,
    /// So similar, or so named, that it is one of them.
    certain: bool,
}

/// Share of n-grams in common, of all that either has, from which a text is the license.
const SAME: f64 = 0.88;
/// The same where the title says the license's name: numbers of lists that stand within lines break many n-grams.
const NAMED: f64 = 0.5;
/// Similarities that differ by less are the same where numbers of lists disturb them.
const BESIDE: f64 = 0.01;
/// Fewest sampled n-grams that tell anything.
const LEAST: usize = 6;

/// All halves of hashes, each shifted above the number of a fingerprint that has it, sorted.
fn table() -> &'static [u64] {
    static TABLE: OnceLock<Vec<u64>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let prints = &Index::get().fingerprints;
        let mut all: Vec<u64> = prints
            .iter()
            .enumerate()
            .flat_map(|(number, print)| {
                print.hashes.iter().map(move |hash| u64::from(*hash) << 16 | number as u64)
            })
            .collect();
        order::numbers(&mut all);
        all
    })
}

/// Finds the licenses whose fingerprint a text has, by its sampled n-grams (place and hash); best first, without
/// overlap.
#[inline(never)]
pub(super) fn printed(text: &Words<'_>, sampled: &[(u32, u32)], placed: &[Placed]) -> Vec<Printed> {
    let index = Index::get();
    let table = table();
    let mut hits: Vec<Vec<u32>> = vec![Vec::new(); index.fingerprints.len()];
    for &(place, hash) in sampled {
        let high = u64::from(hash >> 16);
        let from = table.partition_point(|entry| entry >> 16 < high);
        for entry in table[from..].iter().take_while(|entry| *entry >> 16 == high) {
            hits[(entry & 0xffff) as usize].push(place);
        }
    }
    let mut found: Vec<Printed> = Vec::new();
    for (print, places) in index.fingerprints.iter().zip(&hits) {
        if places.len() < LEAST || places.len() * 2 < print.hashes.len() {
            continue;
        }
        let Some((count, start, end)) = densest(places, print.words) else { continue };
        // In a long text chance alone finds as many, but not in one place.
        if count * 2 < print.hashes.len() {
            continue;
        }
        let rate = fingerprint_rate(print.words);
        let own =
            sampled.iter().filter(|(place, hash)| (start..=end).contains(place) && hash.is_multiple_of(rate));
        let mut here: Vec<u64> = own.map(|(_, hash)| u64::from(*hash >> 16)).collect();
        order::numbers(&mut here);
        here.dedup();
        let common = here.iter().filter(|hash| print.hashes.binary_search(&(**hash as u16)).is_ok()).count();
        let all = here.len() + print.hashes.len() - common;
        let share = common as f64 / all.max(1) as f64;
        if share < NAMED {
            continue;
        }
        let mut one = Printed {
            licenses: vec![print.license],
            range: (start.saturating_sub(3), end + 1),
            // An n-gram agrees when each of its four words does.
            similarity: share.sqrt().sqrt(),
            exact: false,
            certain: share >= SAME,
        };
        if let Some(range) = whole(text, print, one.range).filter(|_| share >= SAME) {
            (one.range, one.similarity, one.exact) = (range, 1.0, true);
        }
        let named = licenses_of(&one).all(|license| is_named(text, &one, license));
        one.certain |= named;
        found.push(one);
    }
    found.order_by(|a, b| b.similarity.total_cmp(&a.similarity).then(a.licenses.cmp(&b.licenses)));
    let mut best: Vec<Printed> = Vec::new();
    for print in found {
        let mut over = best.iter_mut().filter(|other| shared(other.range, print.range) > 0);
        let beaten = over.next().is_some_and(|other| {
            let apart = other.similarity - print.similarity;
            if apart <= 0.0 || apart < BESIDE && other.similarity < 1.0 - 2.0 * BESIDE {
                other.licenses.extend(&print.licenses);
                other.certain |= print.certain;
            }
            true
        });
        let known = placed.iter().any(|place| {
            let range = place.alignment.range();
            // A template that is there word by word says more than a fingerprint.
            2 * shared(range, print.range) > print.range.1 - print.range.0
                && place.alignment.similarity >= print.similarity
        });
        if !beaten && !known {
            best.push(print);
        }
    }
    best.retain(|print| print.certain);
    best
}

/// Where all words of a license stand about a range, if the sum of its words is known.
#[inline(never)]
fn whole(text: &Words<'_>, print: &Fingerprint, range: (u32, u32)) -> Option<(u32, u32)> {
    if print.whole == 0 {
        return None;
    }
    let room = TITLE + print.words / 8;
    let near = range.0.saturating_sub(room)..range.1.saturating_add(room).min(text.list.len() as u32);
    let word = |place: &u32| !text.list[*place as usize].flags.has(Flags::MARKER);
    let places: Vec<u32> = near.filter(word).collect();
    let hashes: Vec<u32> = places.iter().map(|place| text.list[*place as usize].hash).collect();
    let from = find_whole(&hashes, print.words as usize, print.whole)?;
    Some((places[from], places[from + print.words as usize - 1] + 1))
}

/// Words before and after the first sampled n-gram in which a license says its name.
const TITLE: u32 = 64;

/// Which of the licenses whose n-grams are the same a text is, by the names in its title: that one comes first.
///
/// A name with words that no other one has must be there with all of them; a name without such words is that of what
/// is left.
#[inline(never)]
pub(super) fn settle(text: &Words<'_>, print: &mut Printed) {
    if print.licenses.len() < 2 {
        return;
    }
    let title = title(text, print);
    let names: Vec<&str> = licenses_of(print).map(|license| license.name).collect();
    let split: Vec<Vec<u32>> = names.iter().map(|name| hashes(name)).collect();
    let rank = |own: &[u32], name: &str| {
        let shared = |word: &u32| split.iter().filter(|other| other.contains(word)).count() > 1;
        let there = |word: &&u32| title.iter().any(|there| there.hash == **word);
        let special = || own.iter().filter(|word| !shared(word));
        let rank = match special().count() {
            0 => 1,
            all if special().filter(there).count() == all => 0,
            _ => 2,
        };
        let plain = hashes(plain(name));
        let said = |there: &[Word]| there.iter().zip(&plain).all(|(word, own)| word.hash == *own);
        2 * rank + u8::from(!title.windows(plain.len().max(1)).any(said))
    };
    let ranks = split.iter().zip(&names).map(|(own, name)| rank(own, name));
    // Among equals the one that is more like the text, which stood first.
    let mut ranked: Vec<(u8, usize, u16)> = ranks
        .zip(print.licenses.iter())
        .enumerate()
        .map(|(at, (rank, license))| (rank, at, *license))
        .collect();
    ranked.order();
    print.licenses = ranked.into_iter().map(|(.., license)| license).collect();
}

/// The words around the first sampled n-gram.
fn title<'t>(text: &'t Words<'_>, print: &Printed) -> &'t [Word] {
    let title = &text.list[print.range.0.saturating_sub(TITLE) as usize..];
    &title[..title.len().min(2 * TITLE as usize)]
}

/// Whether all words of a license's name stand in the title.
fn is_named(text: &Words<'_>, print: &Printed, license: &License) -> bool {
    let title = title(text, print);
    hashes(plain(license.name)).iter().all(|word| title.iter().any(|there| there.hash == *word))
}

/// A name without what stands in parentheses, which explains.
fn plain(name: &str) -> &str {
    name.split(" (").next().unwrap_or_default()
}

fn hashes(name: &str) -> Vec<u32> {
    words(name).list.iter().map(|word| word.hash).collect()
}

/// Words between a title on a line of its own and the license that it stands above: who has the copyright.
const HEADED: u32 = 12;

/// Whether a tag is the title of a license that is known by fingerprint: a name that it may have, or any name that
/// stands above it on a line of its own, for the text says more than its title.
pub(super) fn is_title(text: &Words<'_>, print: &Printed, tag: &Tag) -> bool {
    let at = |word: u32| text.list.get(word as usize).map_or(u32::MAX, |word| word.start);
    let within = |from: u32, to: u32| (at(from)..at(to)).contains(&tag.span.start);
    let (start, end) = print.range;
    let named = |id: &String| licenses_of(print).any(|license| license.id == *id);
    if within(start.saturating_sub(TITLE), end) && tag.ids.iter().all(named) {
        return true;
    }
    let line = |place: u32| {
        let word = text.list.partition_point(|word| word.start < place);
        text.list.get(word).is_none_or(|word| word.flags.has(Flags::NEWLINE))
    };
    within(start.saturating_sub(HEADED), start) && line(tag.span.start) && line(tag.span.end)
}

/// The licenses that a fingerprint may stand for.
pub(super) fn licenses_of(print: &Printed) -> impl Iterator<Item = &'static License> {
    print.licenses.iter().filter_map(|license| Index::get().licenses.get(usize::from(*license)))
}

/// How many of the places the stretch of about `length` words that holds the most of them has, and where it is.
fn densest(places: &[u32], length: u32) -> Option<(usize, u32, u32)> {
    let room = length + length / 8 + 20;
    let mut from = 0;
    let mut best: Option<(usize, u32, u32)> = None;
    for (at, end) in places.iter().enumerate() {
        while end - places[from] > room {
            from += 1;
        }
        if best.is_none_or(|(count, _, _)| at + 1 - from > count) {
            best = Some((at + 1 - from, places[from], *end));
        }
    }
    best
}
