//! The n-grams of templates that are kept, on their way to [`Postings`](super::Postings).

use std::ops::Range;

use super::format::token;
use super::ngrams::{self, N, Rolling};
use super::{Repetition, Template, Token, Vocabulary};

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
pub(super) struct Gram {
    pub(super) hash: u32,
    /// Its last token.
    end: u32,
    pub(super) template: u16,
    pub(super) place: u16,
}

/// Which n-grams are wanted: those of which all words and pairs of words are.
#[derive(Debug)]
pub(super) struct Wanted {
    /// The hash of each token's word, by its number; 0 for words that are not wanted and for markup.
    words: Vec<u32>,
    /// 1 for pairs that are wanted, and for a few others by chance.
    pairs: Vec<u8>,
}

/// Marks for pairs or words: a few times as many as a long license has different ones.
const MARKS: u32 = 1 << MARK_BITS;
const MARK_BITS: u32 = 15;

impl Wanted {
    /// All n-grams.
    pub(super) fn all(vocabulary: &Vocabulary) -> Self {
        let mut words = vec![0; usize::from(token::WORD)];
        words.extend_from_slice(&vocabulary.hashes);
        Self { words, pairs: vec![1; MARKS as usize] }
    }

    /// The n-grams of a text, of which the hashes of all words are given in their order, and a few others.
    pub(super) fn said(vocabulary: &Vocabulary, said: impl Iterator<Item = u32>) -> Self {
        let mut marks = vec![0_u8; MARKS as usize];
        let mut pairs = marks.clone();
        let mut before = 0;
        for hash in said {
            marks[(hash % MARKS) as usize] = 1;
            pairs[pair(before, hash)] = 1;
            before = hash;
        }
        let mut words = vec![0; usize::from(token::WORD)];
        words.extend(vocabulary.hashes.iter().map(|hash| hash * u32::from(marks[(hash % MARKS) as usize])));
        Self { words, pairs }
    }

    fn get(&self, code: u16) -> u32 {
        self.words.get(usize::from(code)).copied().unwrap_or_default()
    }
}

/// The mark of two words in a row.
#[inline]
fn pair(before: u32, word: u32) -> usize {
    (before.wrapping_mul(0x9e37_79b1).wrapping_add(word).wrapping_mul(0x85eb_ca6b) >> (32 - MARK_BITS))
        as usize
}

/// Gathers the n-grams of all templates, one after the other.
pub(super) struct Collector<'i> {
    tokens: &'i [Token],
    /// Runs of tokens that were there before; those that were passed are gone.
    repetitions: &'i [Repetition],
    wanted: &'i Wanted,
    pub(super) grams: Vec<Gram>,
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

impl<'i> Collector<'i> {
    pub(super) fn new(tokens: &'i [Token], repetitions: &'i [Repetition], wanted: &'i Wanted) -> Self {
        Self { tokens, repetitions, wanted, grams: Vec::new() }
    }

    /// Adds the n-grams of a template that are kept: those whose hash is a multiple of its rate, a power of two.
    ///
    /// N-grams reach over optional parts and short replaceable ones as they are usually written, but not over parts
    /// that may be anything. What was there before is not hashed again.
    pub(super) fn collect(&mut self, template: u16, own: &Template) {
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

    /// Reads tokens.
    #[inline(never)]
    fn walk(&mut self, range: Range<usize>, cursor: &mut Cursor) {
        let mut at = range.start;
        loop {
            let end = at + words_ahead(&self.tokens[at..range.end]);
            if !cursor.any {
                // The first words make n-grams with those before.
                let first = end.min(at + N - 1);
                for at in at..first {
                    let hash = cursor.rolling.push_wanted(self.word(at));
                    if let Some(hash) = hash {
                        self.keep(hash, at, cursor);
                    }
                }
                if first < end {
                    self.stretch(at..end, cursor);
                    for at in end - (N - 1)..end {
                        cursor.rolling.push_wanted(self.word(at));
                    }
                }
            }
            let Some(token) = self.tokens[..range.end].get(end) else { break };
            cursor.other(u16::from_le_bytes(*token));
            at = end + 1;
        }
    }

    /// Adds the n-grams of words in a row. Looks at the last pair of each first: when it is not wanted, the next n-gram
    /// without it ends three words on.
    #[inline(never)]
    fn stretch(&mut self, range: Range<usize>, cursor: &Cursor) {
        let tokens = &self.tokens[range.clone()];
        let Wanted { words, pairs } = self.wanted;
        let word = |at: usize| words.get(usize::from(u16::from_le_bytes(tokens[at]))).copied().unwrap_or(0);
        let mut last = N - 1;
        while last < tokens.len() {
            let (c, d) = (word(last - 1), word(last));
            if pairs[pair(c, d)] == 0 {
                last += 3;
                continue;
            }
            let b = word(last - 2);
            if pairs[pair(b, c)] == 0 {
                last += 2;
                continue;
            }
            let hash = ngrams::hash([word(last - 3), b, c, d]);
            if hash & cursor.mask == 0 {
                self.grams.push(cursor.gram(hash, range.start + last));
            }
            last += 1;
        }
    }

    /// The word at a place, 0 if it is not wanted.
    fn word(&self, at: usize) -> u32 {
        self.tokens.get(at).map_or(0, |token| self.wanted.get(u16::from_le_bytes(*token)))
    }

    fn keep(&mut self, hash: u32, at: usize, cursor: &Cursor) {
        if hash & cursor.mask == 0 {
            self.grams.push(cursor.gram(hash, at));
        }
    }

    /// Adds the n-grams that end within a run of tokens that was there before, from another place on. Its template is
    /// no longer than this one, so it keeps all that this one does.
    #[inline(never)]
    fn repeat(&mut self, range: Range<usize>, from: usize, cursor: &mut Cursor) {
        let mut gram = self.grams.partition_point(|gram| (gram.end as usize) < from);
        let mut at = range.start;
        loop {
            let end = at + words_ahead(&self.tokens[at..range.end]);
            while let Some((hash, last)) =
                self.grams.get(gram).map(|gram| (gram.hash, gram.end as usize + range.start - from))
                && last < end
            {
                self.keep(hash, last, cursor);
                gram += 1;
            }
            let Some(token) = self.tokens[..range.end].get(end) else { break };
            cursor.other(u16::from_le_bytes(*token));
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
                words[count] = self.wanted.get(code);
                count += 1;
            }
        }
        cursor.rolling = Rolling::default();
        if !cursor.any {
            for word in words[..count].iter().rev() {
                cursor.rolling.push_wanted(*word);
            }
        }
    }
}

impl Cursor {
    /// An n-gram that ends at a token.
    #[inline]
    fn gram(&self, hash: u32, at: usize) -> Gram {
        Gram { hash, end: at as u32, template: self.template, place: (at - self.off) as u16 }
    }

    /// Takes in a token that is no word.
    fn other(&mut self, code: u16) {
        self.off += 1;
        match code {
            token::ANY => {
                self.any = true;
                self.rolling.clear();
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
