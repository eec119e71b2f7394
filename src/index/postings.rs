//! Where n-grams occur in templates: built when the index is read, because storing it costs more bytes than building
//! it costs time.

use super::format::token;
use super::ngrams::Rolling;
use super::{Template, Vocabulary};

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
    /// For each template, how many of its n-grams are kept.
    pub kept: Vec<u16>,
}

/// One n-gram of how many is kept: all of a short template, every eighth of a long one.
fn rate(words: u32) -> u32 {
    match words {
        0..=400 => 1,
        401..=1000 => 2,
        1001..=2500 => 4,
        _ => 8,
    }
}

impl Postings {
    /// Collects the n-grams of templates.
    #[must_use]
    pub fn build(templates: &[Template], tokens: &[u16], vocabulary: &Vocabulary) -> Self {
        let mut grams: Vec<(u32, Posting)> = Vec::with_capacity(tokens.len() / 3);
        for (number, template) in templates.iter().enumerate() {
            let own = &tokens[template.start as usize..template.end as usize];
            each_ngram(own, &vocabulary.hashes, |hash, place| {
                let posting = Posting { check: hash as u16, template: number as u16, place };
                grams.push((hash, posting));
            });
        }
        Self::collect(&grams, templates.len())
    }

    fn collect(grams: &[(u32, Posting)], templates: usize) -> Self {
        let bucket = |hash: u32| (hash >> (32 - BUCKET_BITS)) as usize;
        let mut starts = vec![0_u32; BUCKETS + 1];
        for (hash, _) in grams {
            starts[bucket(*hash) + 1] += 1;
        }
        for place in 0..BUCKETS {
            starts[place + 1] += starts[place];
        }
        let mut list = vec![Posting::default(); grams.len()];
        let mut kept = vec![0_u16; templates];
        let mut next = starts.clone();
        for (hash, posting) in grams {
            let at = bucket(*hash);
            let before = &list[starts[at] as usize..next[at] as usize];
            // A phrase that a template repeats leads to its first place alone.
            let same = before.iter().filter(|other| other.check == posting.check);
            if same.clone().count() < MOST
                && same.clone().next_back().is_none_or(|last| last.template != posting.template)
            {
                list[next[at] as usize] = *posting;
                next[at] += 1;
                kept[usize::from(posting.template)] += 1;
            }
        }
        // What was dropped leaves holes; close them.
        let mut write = 0;
        for place in 0..BUCKETS {
            let (from, to) = (starts[place] as usize, next[place] as usize);
            list.copy_within(from..to, write);
            starts[place] = write as u32;
            write += to - from;
        }
        starts[BUCKETS] = write as u32;
        list.truncate(write);
        Self { starts, list, kept }
    }

    /// The places of an n-gram; nothing when no template has one in its bucket.
    #[inline]
    #[must_use]
    pub fn of(&self, hash: u32) -> Option<impl Iterator<Item = &Posting>> {
        let bucket = (hash >> (32 - BUCKET_BITS)) as usize;
        let (Some(start), Some(end)) = (self.starts.get(bucket), self.starts.get(bucket + 1)) else {
            return None;
        };
        let list = self.list.get(*start as usize..*end as usize).filter(|list| !list.is_empty())?;
        Some(list.iter().filter(move |posting| posting.check == hash as u16))
    }
}

/// Calls back with the hash and the last word's place of each n-gram of a template that is kept.
///
/// N-grams reach over optional parts and short replaceable ones as they are usually written, but not over parts that
/// may be anything.
pub(super) fn each_ngram(tokens: &[u16], hashes: &[u32], mut each: impl FnMut(u32, u16)) {
    let rate = rate(tokens.len() as u32);
    let mut rolling = Rolling::default();
    let mut any = false;
    let mut place = 0;
    for &code in tokens {
        if code >= token::WORD {
            place += 1;
        }
        match code {
            token::ANY => {
                any = true;
                rolling.clear();
            }
            token::REPLACE_END => any = false,
            0..token::WORD => {}
            _ if any => {}
            _ => {
                let word = hashes.get(usize::from(code - token::WORD)).copied().unwrap_or_default();
                if let Some(hash) = rolling.push(word)
                    && hash.is_multiple_of(rate)
                {
                    each(hash, place - 1);
                }
            }
        }
    }
}
