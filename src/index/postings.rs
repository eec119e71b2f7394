//! Where n-grams occur in templates: built when the index is read, because storing it costs more bytes than building
//! it costs time.

use std::ops::Range;

use super::format::token;
use super::ngrams::{N, Rolling};
use super::{Repetition, Template, Token, Vocabulary};

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
    /// For each template, how many of its n-grams are kept.
    pub kept: Vec<u16>,
}

/// One n-gram of how many is kept: all of a short template, few of a long one. A hundred or so stay of most.
fn rate(words: u32) -> u32 {
    match words {
        0..=80 => 1,
        81..=500 => 2,
        501..=1000 => 4,
        1001..=2400 => 8,
        2401..=4800 => 16,
        _ => 32,
    }
}

/// An n-gram that is kept, on its way to its bucket.
#[derive(Debug, Clone, Copy)]
struct Gram {
    hash: u32,
    template: u16,
    place: u16,
}

fn bucket(hash: u32) -> usize {
    (hash >> (32 - BUCKET_BITS)) as usize
}

impl Postings {
    /// Collects the n-grams of templates.
    ///
    /// Each step is a function that is called many times: a browser runs the first call of a function as it came and
    /// makes it fast for the next ones.
    #[must_use]
    pub(super) fn build(
        templates: &[Template],
        tokens: &[Token],
        repetitions: &[Repetition],
        vocabulary: &Vocabulary,
    ) -> Self {
        let mut collector = Collector {
            tokens,
            repetitions,
            hashes: &vocabulary.hashes,
            grams: Vec::with_capacity(tokens.len() / 6),
            ends: Vec::with_capacity(tokens.len() / 6),
        };
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
        let mut thinned =
            Thinned { kept: vec![0; templates.len()], list, from: 0, to: 0, phrases: Vec::new() };
        for ends in starts.chunks_mut(PART / 64) {
            thinned.thin(ends);
        }
        thinned.list.truncate(thinned.to);
        starts.rotate_right(1);
        starts[0] = 0;
        Self { starts, list: thinned.list, odd, kept: thinned.kept }
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
    kept: Vec<u16>,
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
                self.kept[usize::from(posting.template)] += 1;
                self.list[self.to] = posting;
                self.to += 1;
            }
            self.from = *end as usize;
            *end = self.to as u32;
        }
    }
}

/// Gathers the n-grams of all templates, one after the other.
struct Collector<'i> {
    tokens: &'i [Token],
    /// Runs of tokens that were there before; those that were passed are gone.
    repetitions: &'i [Repetition],
    hashes: &'i [u32],
    grams: Vec<Gram>,
    /// The last token of each.
    ends: Vec<u32>,
}

/// Where a template is being read.
struct Cursor {
    template: u16,
    /// A hash is kept when it has none of these bits.
    mask: u32,
    /// What is taken off a token's place to make it that of a word: the template's start and markup.
    off: usize,
    rolling: Rolling,
    /// Within a part that may be anything.
    any: bool,
}

impl Collector<'_> {
    /// Adds the n-grams of a template that are kept: those whose hash is a multiple of its rate, a power of two.
    ///
    /// N-grams reach over optional parts and short replaceable ones as they are usually written, but not over parts
    /// that may be anything. What was there before is not hashed again.
    fn collect(&mut self, template: u16, own: &Template) {
        let (start, end) = (own.start as usize, own.end as usize);
        let mask = rate(own.end - own.start) - 1;
        let mut cursor = Cursor { template, mask, off: start, rolling: Rolling::default(), any: false };
        let mut at = start;
        while at < end {
            let passed = self.repetitions.iter().take_while(|run| run.end <= at).count();
            self.repetitions = &self.repetitions[passed..];
            let Some(run) = self.repetitions.first().filter(|run| run.start < end) else { break };
            // The first words make n-grams with those before the run.
            let first = run.start.max(at) + 2 * N;
            let last = run.end.min(end);
            if cursor.any || first >= last {
                self.walk(at..last, &mut cursor);
            } else {
                self.walk(at..first, &mut cursor);
                self.repeat(first..last, run.from + first - run.start, &mut cursor);
            }
            at = last;
        }
        self.walk(at..end, &mut cursor);
    }

    /// Reads tokens one by one.
    #[inline(never)]
    fn walk(&mut self, range: Range<usize>, cursor: &mut Cursor) {
        let mut rolling = cursor.rolling;
        for (at, token) in range.clone().zip(&self.tokens[range]) {
            let code = u16::from_le_bytes(*token);
            if code < token::WORD {
                cursor.other(code, &mut rolling);
                continue;
            }
            if cursor.any {
                continue;
            }
            let word = self.hashes.get(usize::from(code - token::WORD)).copied().unwrap_or_default();
            if let Some(hash) = rolling.push(word)
                && hash & cursor.mask == 0
            {
                self.grams.push(Gram { hash, template: cursor.template, place: (at - cursor.off) as u16 });
                self.ends.push(at as u32);
            }
        }
        cursor.rolling = rolling;
    }

    /// Adds the n-grams that end within a run of tokens that was there before, from another place on. Its template is
    /// no longer than this one, so it keeps all that this one does.
    #[inline(never)]
    fn repeat(&mut self, range: Range<usize>, from: usize, cursor: &mut Cursor) {
        let mut gram = self.ends.partition_point(|end| (*end as usize) < from);
        let mut rolling = Rolling::default();
        let mut at = range.start;
        loop {
            let end = at + words_ahead(&self.tokens[at..range.end]);
            while let Some(last) = self.ends.get(gram).map(|last| *last as usize + range.start - from)
                && last < end
            {
                let Gram { hash, .. } = self.grams[gram];
                if hash & cursor.mask == 0 {
                    let place = (last - cursor.off) as u16;
                    self.grams.push(Gram { hash, template: cursor.template, place });
                    self.ends.push(last as u32);
                }
                gram += 1;
            }
            let Some(token) = self.tokens[..range.end].get(end) else { break };
            cursor.other(u16::from_le_bytes(*token), &mut rolling);
            at = end + 1;
        }
        // The next n-grams begin with the last words.
        let tokens = &self.tokens[range.start..range.end];
        let mut words = [0; N - 1];
        let mut count = 0;
        for code in tokens.iter().rev().map(|token| u16::from_le_bytes(*token)) {
            if count == words.len() || code == token::REPLACE_END || code == token::ANY {
                break;
            }
            if code >= token::WORD {
                words[count] = self.hashes.get(usize::from(code - token::WORD)).copied().unwrap_or_default();
                count += 1;
            }
        }
        cursor.rolling = Rolling::default();
        if !cursor.any {
            for word in words[..count].iter().rev() {
                cursor.rolling.push(*word);
            }
        }
    }
}

impl Cursor {
    /// Takes in a token that is no word.
    fn other(&mut self, code: u16, rolling: &mut Rolling) {
        self.off += 1;
        match code {
            token::ANY => {
                self.any = true;
                rolling.clear();
            }
            token::REPLACE_END => self.any = false,
            _ => {}
        }
    }
}

/// How many tokens are words before one is not. Looks at four at once.
fn words_ahead(tokens: &[Token]) -> usize {
    const ONES: u64 = 0x0001_0001_0001_0001;
    let (fours, _) = tokens.as_chunks::<4>();
    let plain = |four: &&[Token; 4]| {
        let lanes = u64::from_le_bytes(std::array::from_fn(|at| four[at / 2][at % 2]));
        // Without the bits of other tokens no number is nothing.
        let high = lanes & !(ONES * u64::from(token::WORD - 1));
        high.wrapping_sub(ONES) & !high & (ONES << 15) == 0
    };
    let sure = 4 * fours.iter().take_while(plain).count();
    let word = |token: &&Token| u16::from_le_bytes(**token) >= token::WORD;
    sure + tokens[sure..].iter().take_while(word).count()
}
