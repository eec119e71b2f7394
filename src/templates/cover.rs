//! Chooses the templates that together explain a text best, without overlap.

use std::cmp::Ordering;

use super::align::{self, Alignment};
use super::flat::Flat;
use super::parts::{self, Aside};
use super::seeds::Chain;
use crate::index::Index;
use crate::order::Order as _;
use crate::words::Word;

/// A template that lies over a place of the text.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    /// Number of the template.
    pub(super) template: u16,
    /// How it lies.
    pub(super) alignment: Alignment,
    /// Other templates that lie there equally well.
    pub(super) ties: Vec<u16>,
    /// Only a part of the template is there.
    pub(super) partial: bool,
}

/// Templates laid out for alignment, each once.
#[derive(Debug)]
pub(super) struct Flats<'i> {
    index: &'i Index,
    list: Vec<Option<Box<Flat>>>,
}

impl<'i> Flats<'i> {
    pub(super) fn new(index: &'i Index) -> Self {
        Self { index, list: Vec::new() }
    }

    /// How many tokens a template has; its words are no more.
    fn tokens(&self, number: u16) -> u32 {
        self.index.templates.get(usize::from(number)).map_or(0, |template| template.end - template.start)
    }

    pub(super) fn get(&mut self, number: u16) -> &Flat {
        let number = usize::from(number);
        if self.list.len() <= number {
            self.list.resize_with(number + 1, || None);
        }
        self.list[number].get_or_insert_with(|| Box::new(Flat::of(self.index, number)))
    }
}

/// Candidates that are aligned at one place.
const ALIGNED: usize = 12;
/// Words that a match must explain for each word that it lacks.
const MISSING: f64 = 1.0;
/// Required words that a match has at least, unless it is exact.
const LEAST: u32 = 8;

/// Covers a stretch of a text; what was accepted, in text order.
#[inline(never)]
pub(super) fn cover(words: &[Word], chains: Vec<Chain>, flats: &mut Flats<'_>, minimum: f64) -> Vec<Placed> {
    let index = flats.index;
    let worth_of = |template: u16, hits: u32| {
        let template = &index.templates[usize::from(template)];
        let share = (f64::from(hits) / f64::from(template.kept.max(1))).min(1.0);
        share * share * f64::from(template.end - template.start)
    };
    let mut chains = chains;
    let mut queue: Vec<Waiting> = together(&chains)
        .into_iter()
        .zip(&chains)
        .enumerate()
        .map(|(at, (hits, chain))| Waiting::new(at, chain, worth_of(chain.template, hits)))
        .collect();
    queue.order_by(Waiting::order);
    let mut placed: Vec<Placed> = Vec::new();
    let mut aside: Vec<Aside> = Vec::new();
    while let Some(first) = queue.first().copied() {
        let (start, end) = first.range;
        let mut rivals: Vec<Chain> = Vec::new();
        for rival in queue.iter_mut().take_while(|rival| rival.worth >= first.worth * 0.15) {
            let over = shared(first.range, rival.range);
            if rival.chain == first.chain || 2 * over > (end - start).min(rival.range.1 - rival.range.0) {
                let chain = &mut chains[rival.chain as usize];
                rivals.push(Chain { runs: std::mem::take(&mut chain.runs), ..*chain });
                rival.taken = true;
            }
            if rivals.len() == ALIGNED {
                break;
            }
        }
        queue.retain(|rival| !rival.taken);
        let free = |alignment: &Alignment, flat: &Flat| {
            let range = alignment.range();
            let overlaps = |other: &Placed| 2 * shared(range, other.alignment.range()) > range.1 - range.0;
            accepted(alignment, flat, minimum) && !placed.iter().any(overlaps)
        };
        let Some((best, losers)) = choose(words, rivals, flats, free, &mut aside) else { continue };
        let range = best.alignment.range();
        queue.retain(|other| 2 * shared(range, other.range) <= other.range.1 - other.range.0);
        // A rival that lies elsewhere after all waits for its turn.
        for chain in losers {
            let loser = Waiting::new(chains.len(), &chain, worth_of(chain.template, chain.hits));
            let at = queue.partition_point(|other| other.order(&loser).is_le());
            queue.insert(at, loser);
            chains.push(chain);
        }
        placed.push(best);
    }
    parts::place(aside, minimum, &mut placed);
    placed.order_by_key(|place| place.alignment.range());
    placed
}

/// For each chain its hits and those of the chains of the same template that lie over the same words: what was
/// inserted or moved breaks a chain in two, but the walk goes on over it.
fn together(chains: &[Chain]) -> Vec<u32> {
    const NEAR: usize = 6;
    let sum = |at: usize| {
        let own = &chains[at];
        let near = &chains[at.saturating_sub(NEAR)..chains.len().min(at + NEAR + 1)];
        let over = |other: &&Chain| {
            other.template == own.template && shared((own.start, own.end), (other.start, other.end)) > 0
        };
        near.iter().filter(over).map(|other| other.hits).sum()
    };
    (0..chains.len()).map(sum).collect()
}

/// A chain that waits to be aligned.
#[derive(Debug, Clone, Copy)]
struct Waiting {
    worth: f64,
    /// Which of the chains.
    chain: u32,
    template: u16,
    /// No longer in the queue.
    taken: bool,
    range: (u32, u32),
}

impl Waiting {
    fn new(at: usize, chain: &Chain, worth: f64) -> Self {
        let range = (chain.start, chain.end);
        Self { worth, chain: at as u32, template: chain.template, taken: false, range }
    }

    /// The most worthy first.
    fn order(&self, other: &Self) -> Ordering {
        let worth = other.worth.total_cmp(&self.worth);
        worth.then(self.template.cmp(&other.template)).then(self.range.0.cmp(&other.range.0))
    }
}

pub(super) fn shared(a: (u32, u32), b: (u32, u32)) -> u32 {
    a.1.min(b.1).saturating_sub(a.0.max(b.0))
}

/// Whether an alignment is good enough to name a license.
fn accepted(alignment: &Alignment, flat: &Flat, minimum: f64) -> bool {
    if alignment.exact() {
        return alignment.required > 3;
    }
    // A license without its beginning, which grants, is a disclaimer that many share.
    let headless = !flat.notice && flat.required < 600 && alignment.missing_before * 6 > flat.required;
    let floor = if flat.notice { minimum.min(0.6) } else { minimum };
    alignment.similarity >= floor && alignment.required >= LEAST && !headless
}

/// The chain whose template lies best among those that `good` lets pass, and the chains that it does not overlap.
#[inline(never)]
fn choose(
    words: &[Word],
    rivals: Vec<Chain>,
    flats: &mut Flats<'_>,
    good: impl Fn(&Alignment, &Flat) -> bool,
    aside: &mut Vec<Aside>,
) -> Option<(Placed, Vec<Chain>)> {
    let mut aligned: Vec<(f64, Alignment, Chain)> = Vec::with_capacity(rivals.len());
    let mut highest = 0.0;
    for rival in rivals {
        // Even if all its words were there, it might explain less.
        if f64::from(flats.tokens(rival.template)) < highest {
            continue;
        }
        let flat = flats.get(rival.template);
        if (flat.len() as f64) < highest {
            continue;
        }
        let alignment = align::align(words, flat, &rival);
        if good(&alignment, flat) {
            let value = if flat.notice {
                f64::from(alignment.matched) * alignment.similarity.powi(4)
            } else {
                // Words explained, less what is missing, which tells more against a template than what was added to
                // it: people add to a common license more often than they take from a rare one.
                f64::from(alignment.matched) - MISSING * f64::from(alignment.missing)
            };
            highest = f64::max(highest, value);
            aligned.push((value, alignment, rival));
        } else {
            aside.extend(parts::part(alignment, flat, rival.template));
        }
    }
    // The order of the index decides between equals, so there is never a coin toss.
    aligned.order_by(|a, b| b.0.total_cmp(&a.0).then(a.2.template.cmp(&b.2.template)));
    let mut rest = aligned.into_iter();
    let (value, alignment, chain) = rest.next()?;
    let range = alignment.range();
    let mut ties = Vec::new();
    let mut losers = Vec::new();
    for (other, lies, rival) in rest {
        let own = lies.range();
        if 2 * shared(range, own) <= own.1 - own.0 {
            losers.push(Chain { start: own.0, end: own.1, ..rival });
        } else if (value - other).abs() < 1e-9 && rival.template != chain.template {
            ties.push(rival.template);
        }
    }
    ties.order();
    ties.dedup();
    Some((Placed { template: chain.template, alignment, ties, partial: false }, losers))
}
