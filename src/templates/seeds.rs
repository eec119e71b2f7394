//! Where templates may occur: n-grams that text and templates share, gathered into runs.

use crate::index::ngrams::{N, Rolling};
use crate::index::{FINGERPRINT_RATE, Postings};
use crate::order::{self, Order as _};
use crate::words::{Flags, Word};

/// Consecutive shared n-grams at about the same distance between text and template.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    /// Number of the template.
    pub(super) template: u16,
    /// The first n-gram's last word in the template.
    pub(super) from: u16,
    /// The last n-gram's last word in the template.
    pub(super) to: u16,
    /// How many n-grams.
    pub(super) hits: u16,
    /// The first n-gram's last word in the text.
    pub(super) start: u32,
    /// The last n-gram's last word in the text.
    pub(super) end: u32,
    /// The run of the same template before this one.
    before: u32,
}

const NONE: u32 = u32::MAX;
/// Words without a shared n-gram after which a run is not continued.
const BREAK: u32 = 80;
/// By how much the distance may vary within a run.
const DRIFT: u32 = 4;
/// How many runs of a template are tried for continuation.
const TRIED: usize = 4;

/// Gathers runs; one for a whole text.
pub(super) struct Seeds<'i> {
    postings: &'i Postings,
    last: Vec<u32>,
    /// What was gathered since the last [`Seeds::clear`].
    pub(super) runs: Vec<Run>,
    rolling: Rolling,
    /// Place and hash of each n-gram that a fingerprint would have.
    pub(super) sampled: Vec<(u32, u32)>,
}

impl<'i> Seeds<'i> {
    pub(super) fn new(postings: &'i Postings, templates: usize) -> Self {
        Self {
            postings,
            last: vec![NONE; templates],
            runs: Vec::new(),
            rolling: Rolling::default(),
            sampled: Vec::new(),
        }
    }

    /// Takes in the word at a place of the text; whether it ends a shared n-gram.
    #[inline]
    pub(super) fn push(&mut self, place: u32, word: &Word) -> bool {
        if word.flags.has(Flags::MARKER) {
            return false;
        }
        let Some(hash) = self.rolling.push(word.hash) else { return false };
        if hash.is_multiple_of(FINGERPRINT_RATE) {
            self.sampled.push((place, hash));
        }
        let Some(found) = self.postings.of(hash) else { return false };
        let mut any = false;
        for posting in found {
            any = true;
            self.hit(posting.template, posting.place, place);
        }
        any
    }

    fn hit(&mut self, template: u16, to: u16, end: u32) {
        let Some(last) = self.last.get_mut(usize::from(template)) else { return };
        let mut at = *last;
        for _ in 0..TRIED {
            let Some(run) = self.runs.get_mut(at as usize) else { break };
            let (text, words) = (end - run.end, u32::from(to).wrapping_sub(u32::from(run.to)));
            // One comparison each; what is negative wraps to a large number.
            let near = text.wrapping_sub(words).wrapping_add(DRIFT) <= 2 * DRIFT;
            if near && words.wrapping_sub(1) < BREAK && text <= BREAK {
                run.end = end;
                run.to = to;
                run.hits = run.hits.saturating_add(1);
                return;
            }
            at = run.before;
        }
        let run = Run { template, from: to, to, hits: 1, start: end, end, before: *last };
        *last = self.runs.len() as u32;
        self.runs.push(run);
    }

    /// Forgets the runs that start before a place of the text.
    pub(super) fn forget(&mut self, before: u32) {
        for run in &self.runs {
            self.last[usize::from(run.template)] = NONE;
        }
        self.runs.retain(|run| run.start >= before);
        for (at, run) in self.runs.iter_mut().enumerate() {
            let last = &mut self.last[usize::from(run.template)];
            run.before = *last;
            *last = at as u32;
        }
    }
}

/// Runs of one template in order, which together may be one occurrence of it.
#[derive(Debug, Clone)]
pub(super) struct Chain {
    /// Number of the template.
    pub(super) template: u16,
    /// First word of the text that a shared n-gram covers.
    pub(super) start: u32,
    /// One past the last.
    pub(super) end: u32,
    /// How many n-grams are shared.
    pub(super) hits: u32,
    /// The runs, in the order of the text.
    pub(super) runs: Vec<Run>,
}

/// The chain of a single template's words in a text, for templates that are in no index.
#[inline(never)]
pub(super) fn chain_of(words: &[Word], template: &[u32]) -> Option<Chain> {
    let mut rolling = Rolling::default();
    let mut grams: Vec<u64> = template
        .iter()
        .take(usize::from(u16::MAX))
        .enumerate()
        .filter_map(|(place, word)| Some(u64::from(rolling.push(*word)?) << 32 | place as u64))
        .collect();
    order::numbers(&mut grams);
    grams.dedup_by_key(|gram| *gram >> 32);
    let postings = Postings::default();
    let mut seeds = Seeds::new(&postings, 1);
    rolling.clear();
    for (place, word) in words.iter().enumerate().filter(|(_, word)| !word.flags.has(Flags::MARKER)) {
        let hash = rolling.push(word.hash);
        let found = hash.and_then(|hash| grams.binary_search_by_key(&hash, |gram| (gram >> 32) as u32).ok());
        if let Some(found) = found {
            seeds.hit(0, grams[found] as u16, place as u32);
        }
    }
    let all = chains(&seeds.runs, 1, u32::MAX, |_| 2, |_| template.len() as u32);
    all.into_iter().max_by_key(|chain| (chain.hits, u32::MAX - chain.start))
}

/// How many chains of one template are open at a time.
const OPEN: usize = 8;

/// Joins the runs of each template into chains; templates with fewer hits than `least` asks for are left out.
///
/// Only those that begin before the word `limit` are asked for.
#[inline(never)]
pub(super) fn chains(
    runs: &[Run],
    templates: usize,
    limit: u32,
    least: impl Fn(u16) -> u32,
    length: impl Fn(u16) -> u32,
) -> Vec<Chain> {
    // Runs by template, in the order in which they start.
    let mut hits = vec![0_u32; templates];
    let mut ends = vec![0_u32; templates];
    for run in runs {
        hits[usize::from(run.template)] += u32::from(run.hits);
        ends[usize::from(run.template)] += 1;
    }
    let mut count = 0;
    for (template, end) in ends.iter_mut().enumerate() {
        // Where the template's runs begin; filling them in makes it where they end.
        let own = *end;
        *end = count;
        if own > 0 && hits[template] >= least(template as u16) {
            count += own;
        } else {
            hits[template] = 0;
        }
    }
    let mut order: Vec<u32> = vec![0; count as usize];
    for (place, run) in runs.iter().enumerate() {
        let template = usize::from(run.template);
        if hits[template] > 0 {
            order[ends[template] as usize] = place as u32;
            ends[template] += 1;
        }
    }
    let mut done: Vec<Chain> = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    // For each run of a template the next one of its chain.
    let mut next: Vec<u32> = Vec::new();
    for own in order.chunk_by(|a, b| runs[*a as usize].template == runs[*b as usize].template) {
        let template = runs[own[0] as usize].template;
        let (room, least) = (60 + length(template) / 4, least(template));
        next.clear();
        for (at, place) in own.iter().enumerate() {
            let run = &runs[*place as usize];
            // The chain that leaves the smallest hole.
            let mut best: Option<(u32, usize)> = None;
            for (number, chain) in open.iter().enumerate().rev().take(OPEN) {
                if run.from > chain.to && run.start > chain.end {
                    let (text, template) = (run.start - chain.end, u32::from(run.from - chain.to));
                    let hole = text.abs_diff(template) + template / 2;
                    if text <= room + template && best.is_none_or(|(smallest, _)| hole < smallest) {
                        best = Some((hole, number));
                    }
                }
            }
            let at = at as u32;
            next.push(NONE);
            let mut chain = if let Some((_, number)) = best {
                // The chains that were added to last come last, so that a passing likeness closes none of them.
                let chain = open.remove(number);
                next[chain.last as usize] = at;
                chain
            } else {
                Open { first: at, last: at, hits: 0, start: run.start, to: 0, end: 0 }
            };
            chain.hits += u32::from(run.hits);
            (chain.last, chain.to, chain.end) = (at, run.to, run.end);
            open.push(chain);
        }
        open.retain(|chain| chain.hits >= least && chain.start < limit);
        if !open.is_sorted_by_key(|chain| chain.first) {
            open.order_by_key(|chain| chain.first);
        }
        for chain in open.drain(..) {
            let step = |at: &u32| Some(next[*at as usize]).filter(|next| *next != NONE);
            let own =
                std::iter::successors(Some(chain.first), step).map(|at| runs[own[at as usize] as usize]);
            done.extend(heaviest(own.collect()).filter(|chain| chain.hits >= least));
        }
    }
    done
}

/// A chain that runs are still added to.
struct Open {
    /// Its first and last run, counted within those of the template.
    first: u32,
    last: u32,
    hits: u32,
    /// Where the first run begins in the text.
    start: u32,
    /// Where the last run ends.
    to: u16,
    end: u32,
}

/// The stretch of a chain that is worth most: words that the runs cover, less the holes between them.
fn heaviest(mut runs: Vec<Run>) -> Option<Chain> {
    let cover = |run: &Run| i64::from(u32::from(run.to - run.from) + N as u32);
    let mut best = (0, 0..0);
    let (mut sum, mut from) = (0, 0);
    for at in 0..runs.len() {
        if at > 0 {
            let hole = (runs[at].start - runs[at - 1].end).max(u32::from(runs[at].from - runs[at - 1].to));
            sum -= i64::from(hole) / 3;
        }
        if sum < 0 {
            (sum, from) = (0, at);
        }
        sum += cover(&runs[at]);
        if sum > best.0 {
            best = (sum, from..at + 1);
        }
    }
    runs.truncate(best.1.end);
    runs.drain(..best.1.start);
    let (first, last) = (*runs.first()?, *runs.last()?);
    Some(Chain {
        template: first.template,
        start: (first.start + 1).saturating_sub(N as u32),
        end: last.end + 1,
        hits: runs.iter().map(|run| u32::from(run.hits)).sum(),
        runs,
    })
}
