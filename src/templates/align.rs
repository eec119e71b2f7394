//! Aligns a template with a place of a text, word by word.
//!
//! From an n-gram that both share the walk goes on to both sides while words agree. Where they do not, it looks for the
//! nearest place where three words agree again: past an optional part, past what stands for a replaceable part, or
//! within a small square. What lies between is compared by a table of longest common subsequences.

use super::flat::{Flat, Need};
use super::measure::{measure, unallowed};
use super::seeds::{Chain, Run};
use super::slide::slide;
use crate::index::ngrams::N;
use crate::words::{Flags, Word};

/// Words that agree: first word of the text, first word of the template, how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) text: u32,
    pub(super) template: u32,
    pub(super) length: u32,
}

/// How a template lies over a text.
#[derive(Debug, Clone, Default)]
pub(super) struct Alignment {
    /// Words that agree, in order.
    pub(super) blocks: Vec<Block>,
    /// Words that agree, required or not.
    pub(super) matched: u32,
    /// Required words that agree.
    pub(super) required: u32,
    /// Words of the template that must be there and are not.
    pub(super) missing: u32,
    /// … of these, words before the first that agrees.
    pub(super) missing_before: u32,
    /// … and words after the last.
    pub(super) missing_after: u32,
    /// Words of the text that nothing allows.
    pub(super) inserted: u32,
    /// Required words found and nothing else added, 0 to 1.
    pub(super) similarity: f64,
}

impl Alignment {
    /// First word of the text and one past the last.
    pub(super) fn range(&self) -> (u32, u32) {
        match (self.blocks.first(), self.blocks.last()) {
            (Some(first), Some(last)) => (first.text, last.text + last.length),
            _ => (0, 0),
        }
    }

    /// The range without longer stretches of words that are not the template's.
    pub(super) fn stretches(&self) -> Vec<(u32, u32)> {
        let mut found: Vec<(u32, u32)> = Vec::new();
        for block in &self.blocks {
            let end = block.text + block.length;
            match found.last_mut() {
                Some(last) if block.text - last.1 <= STRETCH => last.1 = end,
                _ => found.push((block.text, end)),
            }
        }
        found
    }

    /// Whether every required word is there and no other.
    pub(super) fn exact(&self) -> bool {
        self.missing == 0 && self.inserted == 0
    }
}

/// Words that must agree for the walk to go on.
const SYNC: usize = 3;
/// How far the search for agreement goes, text and template together.
const SQUARE: usize = 48;
/// How far it goes in the text where a template allows any text.
const FAR: usize = 400;
/// Words that do not agree and still count as inside.
const STRETCH: u32 = 2;
/// Cells of the largest table.
const TABLE: usize = 1 << 14;

/// A text and a template, read from a place towards one end.
struct Walk<'a> {
    words: &'a [Word],
    flat: &'a Flat,
    forward: bool,
    /// The places that step 0 is next to.
    text: usize,
    template: usize,
}

impl Walk<'_> {
    fn text_place(&self, step: usize) -> Option<usize> {
        if self.forward {
            Some(self.text + step).filter(|place| *place < self.words.len())
        } else {
            self.text.checked_sub(step + 1)
        }
    }

    fn template_place(&self, step: usize) -> Option<usize> {
        if self.forward {
            Some(self.template + step).filter(|place| *place < self.flat.len())
        } else {
            self.template.checked_sub(step + 1)
        }
    }

    #[inline]
    fn same(&self, text: usize, template: usize) -> bool {
        match (self.text_place(text), self.template_place(template)) {
            (Some(text), Some(template)) => self.words[text].hash == self.flat.hashes[template],
            _ => false,
        }
    }

    /// Whether words agree from two steps on, for as many words as are needed or left in the template.
    fn agree(&self, text: usize, template: usize, needed: usize) -> bool {
        let mut skipped = 0;
        for ahead in 0..needed {
            if self.template_place(template + ahead).is_none() {
                return ahead > 0;
            }
            // A list marker in the text does not count.
            while self.is_marker(text + ahead + skipped)
                && !self.same(text + ahead + skipped, template + ahead)
            {
                skipped += 1;
            }
            if !self.same(text + ahead + skipped, template + ahead) {
                return false;
            }
        }
        true
    }

    fn is_marker(&self, step: usize) -> bool {
        self.text_place(step).is_some_and(|place| self.words[place].flags.has(Flags::MARKER))
    }

    /// The step after the innermost part of a template word, and whether that part may be missing.
    fn past_part(&self, step: usize, part: u16) -> usize {
        let (start, end) = self.flat.extents[usize::from(part)];
        let past = if self.forward {
            (end as usize).saturating_sub(self.template)
        } else {
            self.template.saturating_sub(start as usize)
        };
        past.max(step + 1)
    }

    /// How many words may stand before the template word of a step, in the direction of the walk.
    fn slot(&self, step: usize) -> u16 {
        let place = if self.forward { self.template + step } else { self.template.saturating_sub(step) };
        self.flat.slots.get(place).copied().unwrap_or(0)
    }

    /// How many words agree from two steps on.
    fn agreeing(&self, text: usize, template: usize) -> usize {
        let same = |(word, hash): &(&Word, &u32)| word.hash == **hash;
        if self.forward {
            let words = self.words.get(self.text + text..).unwrap_or_default();
            let hashes = self.flat.hashes.get(self.template + template..).unwrap_or_default();
            words.iter().zip(hashes).take_while(same).count()
        } else {
            let words = self.words.get(..self.text.saturating_sub(text)).unwrap_or_default();
            let hashes = self.flat.hashes.get(..self.template.saturating_sub(template)).unwrap_or_default();
            words.iter().rev().zip(hashes.iter().rev()).take_while(same).count()
        }
    }

    /// The first of the steps in the text from which words agree with those from a step in the template.
    fn find(
        &self,
        mut steps: std::ops::RangeInclusive<usize>,
        text: usize,
        template: usize,
    ) -> Option<usize> {
        let first = self.flat.hashes[self.template_place(template)?];
        steps.find(|skip| {
            let word = self.text_place(text + skip).map(|place| self.words[place]);
            word.is_some_and(|word| word.hash == first || word.flags.has(Flags::MARKER))
                && self.agree(text + skip, template, SYNC)
        })
    }

    /// The nearest steps at which words agree, within a square on from a word that does not.
    fn nearest(&self, text: usize, template: usize) -> Option<(usize, usize)> {
        // Copies of both sides, made as the square grows, because every pair of words in it may be compared. Only a
        // word that is the same, or a list marker, can begin an agreement.
        const ROOM: usize = (SQUARE + 1).next_power_of_two();
        let (mut own, mut theirs) = ([0_u32; ROOM], [0_u32; ROOM]);
        let (mut markers, mut most, mut words) = (0_u64, 0, 0);
        for distance in 0..=SQUARE {
            if let Some(place) = self.text_place(text + distance) {
                own[distance] = self.words[place].hash;
                markers |= u64::from(self.words[place].flags.has(Flags::MARKER)) << distance;
                most = distance + 1;
            }
            if let Some(place) = self.template_place(template + distance) {
                theirs[distance] = self.flat.hashes[place];
                words = distance + 1;
            }
            for skip in (distance + 1).saturating_sub(words)..most {
                let same = own[skip % ROOM] == theirs[(distance - skip) % ROOM];
                // Where the square begins the words do not agree.
                if (same || (markers >> (skip % ROOM)) & 1 != 0)
                    && distance > 0
                    && self.agree(text + skip, template + distance - skip, SYNC)
                {
                    return Some((text + skip, template + distance - skip));
                }
            }
        }
        None
    }

    /// The next steps at which words agree, after a word that does not.
    fn resume(&self, text: usize, template: usize) -> Option<(usize, usize)> {
        // A part that may be missing or be replaced.
        if let Some(place) = self.template_place(template) {
            let mut part = self.flat.parts[place];
            while part != 0 {
                let past = self.past_part(template, part);
                if self.agree(text, past, SYNC) {
                    return Some((text, past));
                }
                let replaceable = self.flat.needs[place] == Need::Replaceable;
                let room = usize::from(self.slot(template)).min(FAR);
                if replaceable && let Some(skip) = self.find(0..=room, text, past) {
                    return Some((text + skip, past));
                }
                part = self.flat.parents[usize::from(part)];
            }
        }
        if let Some(found) = self.nearest(text, template) {
            return Some(found);
        }
        let room = usize::from(self.slot(template)).min(FAR);
        if room <= SQUARE {
            return None;
        }
        self.find(SQUARE..=room - 1, text, template).map(|skip| (text + skip, template))
    }

    /// Walks until the template ends or nothing agrees any more; blocks in the order of the walk.
    ///
    /// Where nothing agrees nearby, the next of `runs` that lies ahead is where the walk goes on.
    fn run(&self, runs: &[Run]) -> Vec<Block> {
        let mut blocks = Vec::new();
        let (mut text, mut template) = (0, 0);
        let mut next = 0;
        loop {
            let start = (text, template);
            let length = self.agreeing(text, template);
            if length > 0 {
                blocks.push(self.block(start, length));
                (text, template) = (text + length, template + length);
            }
            if self.template_place(template).is_none() || self.text_place(text).is_none() {
                return blocks;
            }
            if self.is_marker(text) {
                text += 1;
                continue;
            }
            if let Some(found) = self.resume(text, template) {
                (text, template) = found;
                continue;
            }
            let ahead = loop {
                let Some(run) = runs.get(if self.forward { next } else { runs.len().wrapping_sub(next + 1) })
                else {
                    return blocks;
                };
                next += 1;
                if let Some((at, of)) = self.steps_to(run)
                    && at >= text
                    && of >= template
                    && self.agree(at, of, SYNC)
                {
                    break (at, of);
                }
            };
            (text, template) = ahead;
        }
    }

    /// The steps to the near end of a run.
    fn steps_to(&self, run: &Run) -> Option<(usize, usize)> {
        if self.forward {
            let text = (run.start as usize + 1).checked_sub(self.text + N)?;
            Some((text, (usize::from(run.from) + 1).checked_sub(self.template + N)?))
        } else {
            let text = self.text.checked_sub(run.end as usize + 1)?;
            Some((text, self.template.checked_sub(usize::from(run.to) + 1)?))
        }
    }

    fn block(&self, (text, template): (usize, usize), length: usize) -> Block {
        let back = if self.forward { 0 } else { length - 1 };
        Block {
            text: self.text_place(text + back).unwrap_or_default() as u32,
            template: self.template_place(template + back).unwrap_or_default() as u32,
            length: length as u32,
        }
    }
}

/// Lays a template over the place of a text that a chain points to.
pub(super) fn align(words: &[Word], flat: &Flat, chain: &Chain) -> Alignment {
    // The longest run is the surest place to start from.
    let longest = chain.runs.iter().enumerate().max_by_key(|(at, run)| (run.hits, usize::MAX - at));
    let Some((at, run)) = longest else { return Alignment::default() };
    let (text, template) = (run.start as usize + 1, usize::from(run.from) + 1);
    let mut blocks = Walk { words, flat, forward: false, text, template }.run(&chain.runs[..at]);
    blocks.reverse();
    blocks.extend(Walk { words, flat, forward: true, text, template }.run(&chain.runs[at + 1..]));
    fill(words, flat, &mut blocks);
    slide(flat, &mut blocks);
    let mut gaps: Vec<u32> = blocks.windows(2).map(|pair| unallowed(words, flat, pair[0], pair[1])).collect();
    trim(&mut blocks, &mut gaps);
    measure(flat, blocks, &gaps)
}

/// Finds the words that agree between two blocks.
fn fill(words: &[Word], flat: &Flat, blocks: &mut Vec<Block>) {
    let mut filled: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks.drain(..) {
        if let Some(&last) = filled.last() {
            let text = (last.text + last.length) as usize..block.text as usize;
            let template = (last.template + last.length) as usize..block.template as usize;
            if text.start > text.end || template.start > template.end {
                // The two walks met the same words twice; the first one stays.
                continue;
            }
            if !text.is_empty() && !template.is_empty() && text.len() * template.len() <= TABLE {
                common(words, flat, text, template, &mut filled);
            }
        }
        match filled.last_mut() {
            Some(last)
                if last.text + last.length == block.text && last.template + last.length == block.template =>
            {
                last.length += block.length;
            }
            _ => filled.push(block),
        }
    }
    *blocks = filled;
}

/// Longest common subsequence of a stretch of the text and a stretch of the template.
fn common(
    words: &[Word],
    flat: &Flat,
    text: std::ops::Range<usize>,
    template: std::ops::Range<usize>,
    out: &mut Vec<Block>,
) {
    let (own, theirs) = (&words[text.clone()], &flat.hashes[template.clone()]);
    let width = template.len() + 1;
    let mut table = vec![0_u16; (text.len() + 1) * width];
    for (i, word) in own.iter().enumerate().rev() {
        let (row, below) = table[i * width..(i + 2) * width].split_at_mut(width);
        let (mut right, mut across) = (0, 0);
        for ((cell, hash), under) in row.iter_mut().zip(theirs).zip(&*below).rev() {
            right = if word.hash == *hash { across + 1 } else { right.max(*under) };
            across = *under;
            *cell = right;
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < text.len() && j < template.len() {
        if own[i].hash == theirs[j] {
            let (at, of) = ((text.start + i) as u32, (template.start + j) as u32);
            match out.last_mut() {
                Some(last) if last.text + last.length == at && last.template + last.length == of => {
                    last.length += 1;
                }
                _ => out.push(Block { text: at, template: of, length: 1 }),
            }
            i += 1;
            j += 1;
        } else if table[(i + 1) * width + j] >= table[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
}

/// Cuts off blocks at both ends that cost more inserted words than they bring; `gaps` are the words between blocks
/// that nothing allows.
fn trim(blocks: &mut Vec<Block>, gaps: &mut Vec<u32>) {
    let mut best = (0_i64, blocks.len());
    let mut sum = 0_i64;
    for at in (1..blocks.len()).rev() {
        sum += i64::from(blocks[at].length) - i64::from(gaps[at - 1]);
        if sum < best.0 {
            best = (sum, at);
            sum = 0;
            best.0 = 0;
        }
    }
    blocks.truncate(best.1);
    gaps.truncate(best.1.saturating_sub(1));
    let mut first = 0;
    sum = 0;
    for at in 0..blocks.len().saturating_sub(1) {
        sum += i64::from(blocks[at].length) - i64::from(gaps[at]);
        if sum < 0 {
            first = at + 1;
            sum = 0;
        }
    }
    blocks.drain(..first);
    gaps.drain(..first);
}
