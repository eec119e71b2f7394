//! Matches become runs that a person can read.

use serde::Serialize;

use super::Counts;
use super::diff::Matches;
use crate::schema::Span;
use crate::words::Words;

/// A run of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct WordRun {
    /// What it is.
    pub kind: RunKind,
    /// In the first text; empty for inserted words.
    pub a: Span,
    /// In the second text; empty for deleted words.
    pub b: Span,
}

/// Kinds of run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RunKind {
    /// In both texts.
    Same,
    /// In the second alone.
    Inserted,
    /// In the first alone.
    Deleted,
    /// Other words in the second.
    Replaced,
}

/// Common words between two longer edits that are swallowed, because a lone "the" between two new sentences tells
/// nobody anything.
const LONE: usize = 2;
/// Words that the edits on both sides must have together for that.
const AROUND: usize = 8;

/// One run by word numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stretch {
    a: (usize, usize),
    b: (usize, usize),
    same: bool,
}

/// Runs over all words of both texts, and their numbers.
pub(super) fn runs(
    matches: &Matches,
    a: &Words<'_>,
    b: &Words<'_>,
    soft_a: &[bool],
    soft_b: &[bool],
) -> (Vec<WordRun>, Counts) {
    let stretches = readable(stretches(matches, a.list.len(), b.list.len()));
    let (mut places_a, mut places_b) = (Places::new(a), Places::new(b));
    let mut counts = Counts { same: 0, inserted: 0, deleted: 0 };
    let mut runs: Vec<WordRun> = Vec::with_capacity(stretches.len());
    for stretch in stretches {
        let (in_a, in_b) = (stretch.a.1 - stretch.a.0, stretch.b.1 - stretch.b.0);
        let soft = |soft: &[bool], range: (usize, usize)| {
            range.0 < range.1
                && soft.get(range.0..range.1).is_some_and(|words| words.iter().all(|soft| *soft))
        };
        // Words that a known license allows to be missing or to be others are no change.
        let allowed = !stretch.same && (soft(soft_a, stretch.a) || soft(soft_b, stretch.b));
        let kind = match (in_a, in_b) {
            _ if stretch.same || allowed => RunKind::Same,
            (0, _) => RunKind::Inserted,
            (_, 0) => RunKind::Deleted,
            _ => RunKind::Replaced,
        };
        match kind {
            RunKind::Same if stretch.same => counts.same += in_a as u32,
            RunKind::Same => counts.same += in_a.min(in_b) as u32,
            _ => {
                counts.deleted += in_a as u32;
                counts.inserted += in_b as u32;
            }
        }
        let run = WordRun { kind, a: places_a.span(stretch.a), b: places_b.span(stretch.b) };
        match runs.last_mut() {
            Some(last) if last.kind == kind => {
                last.a.end = run.a.end;
                last.b.end = run.b.end;
            }
            _ => runs.push(run),
        }
    }
    (runs, counts)
}

/// Matches and what lies between them.
fn stretches(matches: &Matches, end_a: usize, end_b: usize) -> Vec<Stretch> {
    let mut list = Vec::with_capacity(matches.len() * 2 + 1);
    let (mut from_a, mut from_b) = (0, 0);
    for (a, b, length) in matches.iter().copied().chain([(end_a, end_b, 0)]) {
        if a > from_a || b > from_b {
            list.push(Stretch { a: (from_a, a), b: (from_b, b), same: false });
        }
        if length > 0 {
            list.push(Stretch { a: (a, a + length), b: (b, b + length), same: true });
        }
        (from_a, from_b) = (a + length, b + length);
    }
    list
}

/// Swallows lone common words between longer edits.
fn readable(list: Vec<Stretch>) -> Vec<Stretch> {
    let weight = |stretch: &Stretch| (stretch.a.1 - stretch.a.0).max(stretch.b.1 - stretch.b.0);
    let mut out: Vec<Stretch> = Vec::with_capacity(list.len());
    let mut rest = list.into_iter().peekable();
    while let Some(stretch) = rest.next() {
        let swallow = stretch.same
            && stretch.a.1 - stretch.a.0 <= LONE
            && out.last().zip(rest.peek()).is_some_and(|(before, after)| {
                weight(before) + weight(after) >= AROUND && weight(before).min(weight(after)) > LONE
            });
        match (out.last_mut(), rest.peek().copied()) {
            (Some(before), Some(after)) if swallow && !before.same => {
                before.a.1 = after.a.1;
                before.b.1 = after.b.1;
                rest.next();
            }
            _ => out.push(stretch),
        }
    }
    out
}

/// Turns word numbers into spans in UTF-16 code units; must be asked in rising order.
struct Places<'w> {
    words: &'w Words<'w>,
    byte: usize,
    unit: u32,
}

impl<'w> Places<'w> {
    fn new(words: &'w Words<'w>) -> Self {
        Self { words, byte: 0, unit: 0 }
    }

    fn span(&mut self, range: (usize, usize)) -> Span {
        let list = &self.words.list;
        let (start, end) = match (list.get(range.0), range.1.checked_sub(1).and_then(|last| list.get(last))) {
            (Some(first), Some(last)) if range.0 < range.1 => (first.start as usize, last.end as usize),
            // An empty run stands where the words before it end.
            _ => (self.byte, self.byte),
        };
        Span { start: self.unit_at(start), end: self.unit_at(end) }
    }

    fn unit_at(&mut self, byte: usize) -> u32 {
        let byte = byte.max(self.byte);
        let piece = self.words.text.get(self.byte..byte).unwrap_or_default();
        self.unit += if piece.is_ascii() { piece.len() } else { piece.encode_utf16().count() } as u32;
        self.byte = byte;
        self.unit
    }
}
