//! Where n-grams occur in templates: built when the first texts are read, because storing it costs more bytes than
//! building it costs time.

use super::grams::{Collector, Gram, Wanted};
use super::{Repetition, Template, Token};

/// A place in a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Posting {
    /// Low bits of the n-gram's hash; the high bits choose the bucket.
    check: u16,
    /// Number of the template.
    pub template: u16,
    /// The n-gram's last word, counted from the template's first; markup does not count.
    pub place: u16,
}

const BUCKET_BITS: u32 = 16;
/// Bits of a hash that choose one of the bits for odd hashes.
const ODD_BITS: u32 = 15;
const BUCKETS: usize = 1 << BUCKET_BITS;
/// Templates that one n-gram leads to. Templates come in the order in which ties are decided, so the common ones
/// stay; a rare relative of theirs is found by the words that only it has.
const MOST: usize = 28;

/// All sampled n-grams of all templates.
#[derive(Debug, Default)]
pub struct Postings {
    /// Start of each bucket in `list`, and the end of the last.
    starts: Vec<u32>,
    list: Vec<Posting>,
    /// Bits for the high bits of the odd hashes that are kept: only short templates keep odd ones, so nearly all that a
    /// text has are turned away here, in a corner of memory that stays at hand.
    odd: Vec<u64>,
}

fn bucket(hash: u32) -> usize {
    (hash >> (32 - BUCKET_BITS)) as usize
}

impl Postings {
    /// Gathers the n-grams of templates, of those words that are wanted.
    ///
    /// Each step is a function that is called many times: a browser runs the first call of a function as it came and
    /// makes it fast for the next ones.
    pub(super) fn build(
        templates: &[Template],
        tokens: &[Token],
        repetitions: &[Repetition],
        wanted: &Wanted,
    ) -> Self {
        let mut collector = Collector::new(tokens, repetitions, wanted);
        for (number, template) in templates.iter().enumerate() {
            collector.collect(number as u16, template);
        }
        let grams = collector.grams;
        let mut starts = vec![0_u32; BUCKETS + 1];
        for part in grams.chunks(PART) {
            count(part, &mut starts);
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += std::mem::replace(start, sum);
        }
        // Filling moves each start to the end of its bucket, which is the start of the next.
        let mut list = vec![Posting::default(); grams.len()];
        for part in grams.chunks(PART) {
            fill(part, &mut starts, &mut list);
        }
        let mut odd = vec![0_u64; 1 << (ODD_BITS - 6)];
        for part in grams.chunks(PART) {
            mark(part, &mut odd);
        }
        drop(grams);
        let mut thinned = Thinned { list, from: 0, to: 0, phrases: Vec::new() };
        for ends in starts.chunks_mut(PART / 64) {
            thinned.thin(ends);
        }
        thinned.list.truncate(thinned.to);
        starts.rotate_right(1);
        starts[0] = 0;
        Self { starts, list: thinned.list, odd }
    }

    /// How many n-grams of each template are kept.
    #[must_use]
    pub fn kept(&self, templates: usize) -> Vec<u16> {
        let mut kept = vec![0; templates];
        for posting in &self.list {
            kept[usize::from(posting.template)] += 1;
        }
        kept
    }

    /// The places of an n-gram; nothing when no template has one in its bucket.
    #[inline]
    #[must_use]
    pub fn of(&self, hash: u32) -> Option<impl Iterator<Item = &Posting>> {
        if hash & 1 != 0 {
            let place = hash >> (32 - ODD_BITS);
            self.odd.get(place as usize / 64).filter(|bits| *bits >> (place % 64) & 1 != 0)?;
        }
        let bucket = bucket(hash);
        let (Some(start), Some(end)) = (self.starts.get(bucket), self.starts.get(bucket + 1)) else {
            return None;
        };
        let list = self.list.get(*start as usize..*end as usize).filter(|list| !list.is_empty())?;
        Some(list.iter().filter(move |posting| posting.check == hash as u16))
    }
}

/// Grams that one call works on.
const PART: usize = 4096;

#[inline(never)]
fn count(grams: &[Gram], counts: &mut [u32]) {
    for gram in grams {
        counts[bucket(gram.hash)] += 1;
    }
}

/// Marks the odd hashes.
#[inline(never)]
fn mark(grams: &[Gram], odd: &mut [u64]) {
    for gram in grams.iter().filter(|gram| gram.hash & 1 != 0) {
        let place = gram.hash >> (32 - ODD_BITS);
        odd[place as usize / 64] |= 1 << (place % 64);
    }
}

#[inline(never)]
fn fill(grams: &[Gram], next: &mut [u32], list: &mut [Posting]) {
    for gram in grams {
        let at = &mut next[bucket(gram.hash)];
        list[*at as usize] = Posting { check: gram.hash as u16, template: gram.template, place: gram.place };
        *at += 1;
    }
}

/// The list on its way from all postings to those that stay, which move to its front.
struct Thinned {
    list: Vec<Posting>,
    /// The first posting that was not looked at.
    from: usize,
    /// One past the last that stays.
    to: usize,
    /// The phrases of a bucket: check, count, last template.
    phrases: Vec<(u16, u16, u16)>,
}

impl Thinned {
    /// Thins the buckets that end at the places given, and gives their new ends.
    #[inline(never)]
    fn thin(&mut self, ends: &mut [u32]) {
        for end in ends {
            self.phrases.clear();
            for at in self.from..*end as usize {
                let posting = self.list[at];
                // A phrase that a template repeats leads to its first place alone.
                match self.phrases.iter_mut().find(|phrase| phrase.0 == posting.check) {
                    Some((_, count, last)) if usize::from(*count) == MOST || *last == posting.template => {
                        continue;
                    }
                    Some((_, count, last)) => (*count, *last) = (*count + 1, posting.template),
                    None => self.phrases.push((posting.check, 1, posting.template)),
                }
                self.list[self.to] = posting;
                self.to += 1;
            }
            self.from = *end as usize;
            *end = self.to as u32;
        }
    }
}
