//! Runs compiled patterns over the words of a provision.

use super::syntax::{
    ANY, BEGIN, END, FLAG, GAP, JUMP, MATCH, MODE, NEED, NOT, NUMBER_CLASS, OWN, SPLIT, WORD,
};
use super::tables::{CLASSES, Lists, PREFIX_LENGTHS, patterns_by_class, tables, triggers_by_class};
use crate::order::Order as _;
use crate::words::{Flags, Words, hash};

/// Steps that one attempt may take; what needs more is no wording of a license.
const MOST_STEPS: u32 = 4000;

/// Polarity of a word: what the sentence does with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Mode(pub(crate) u16);

impl Mode {
    /// Nothing said.
    pub(crate) const PLAIN: Self = Self(1);
    /// Something is allowed.
    pub(crate) const PERMIT: Self = Self(2);
    /// Something is forbidden.
    pub(crate) const FORBID: Self = Self(4);
    /// Something is a duty.
    pub(crate) const OBLIGE: Self = Self(8);
    /// An exception to what was said before.
    pub(crate) const EXCEPT: Self = Self(16);
    /// A definition.
    pub(crate) const DEFINE: Self = Self(32);
}

/// What the sentence does with each word of a provision, and where the wording that says so begins.
#[derive(Debug, Clone, Default)]
pub(crate) struct Modes {
    /// Polarity of each word.
    pub(crate) mode: Vec<Mode>,
    /// Who is bound, one bit each (see `provisions::modes`).
    pub(crate) bound: Vec<u16>,
    /// Place in the sequence at which the wording begins that set the polarity.
    pub(crate) origin: Vec<u32>,
}

impl Modes {
    /// Reads the words whose polarity is chosen as forbidden to the reader.
    pub(crate) fn forbid(&mut self, chosen: impl Fn(Mode) -> bool) {
        for (place, mode) in self.mode.iter_mut().enumerate() {
            if chosen(*mode) {
                (*mode, self.bound[place], self.origin[place]) = (Mode::FORBID, 1, place as u32);
            }
        }
    }
}

/// Machine words that a set of classes takes.
const SET_WORDS: usize = (CLASSES as usize).div_ceil(64);

/// The classes of each word of a text, found once a text.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// Per word of the text: the number of its set.
    word: Vec<u32>,
    /// Distinct sets, one bit a class; the first is empty.
    sets: Vec<u64>,
    /// Per set: the classes with which patterns begin.
    pattern_starts: Vec<Vec<u16>>,
    /// Per set: the classes with which triggers begin.
    trigger_starts: Vec<Vec<u16>>,
}

impl Lexicon {
    /// Looks up every word.
    pub(crate) fn new(words: &Words<'_>) -> Self {
        let mut known = std::collections::HashMap::<u32, u32>::new();
        let mut out = Self {
            word: Vec::with_capacity(words.list.len()),
            sets: Vec::new(),
            pattern_starts: Vec::new(),
            trigger_starts: Vec::new(),
        };
        out.add(&[]);
        out.add(&[NUMBER_CLASS]);
        // The words of an address are no words of the sentence: "…/acceptable-use" grants nothing.
        let mut address_end = 0;
        for word in &words.list {
            let rest = words.text.get(word.end as usize..).unwrap_or_default();
            if word.start >= address_end
                && (rest.starts_with("://") || (rest.starts_with('.') && word.hash == hash::of("www")))
            {
                let length = rest.find(|letter: char| letter.is_whitespace() || "()<>\"".contains(letter));
                address_end = word.end + length.unwrap_or(rest.len()) as u32;
            }
            if word.start < address_end {
                out.word.push(0);
                continue;
            }
            let set = *known.entry(word.hash).or_insert_with(|| {
                let written = words.text.get(word.start as usize..word.end as usize).unwrap_or_default();
                let mut classes = classes_of(word.hash, written);
                let number = word.flags.has(Flags::NUMBER);
                if classes.is_empty() {
                    return u32::from(number);
                }
                if number {
                    classes.insert(0, NUMBER_CLASS);
                }
                out.add(&classes)
            });
            out.word.push(set);
        }
        out
    }

    fn add(&mut self, classes: &[u16]) -> u32 {
        let number = self.pattern_starts.len();
        self.sets.resize((number + 1) * SET_WORDS, 0);
        for class in classes {
            self.sets[number * SET_WORDS + usize::from(*class) / 64] |= 1 << (class % 64);
        }
        let starts = |begins: fn(u16) -> &'static [u16]| -> Vec<u16> {
            classes.iter().copied().filter(|class| !begins(*class).is_empty()).collect()
        };
        self.pattern_starts.push(starts(patterns_by_class));
        self.trigger_starts.push(starts(triggers_by_class));
        number as u32
    }

    fn set(&self, word: u32) -> &[u64] {
        let number = self.word.get(word as usize).copied().unwrap_or(0) as usize;
        self.sets.get(number * SET_WORDS..(number + 1) * SET_WORDS).unwrap_or_default()
    }

    /// Whether a word of the text is of a class.
    pub(crate) fn is(&self, word: u32, class: u16) -> bool {
        self.set(word).get(usize::from(class) / 64).is_some_and(|bits| bits & (1 << (class % 64)) != 0)
    }

    /// The classes of a word with which patterns begin.
    pub(crate) fn pattern_starts(&self, word: u32) -> &[u16] {
        self.word
            .get(word as usize)
            .and_then(|set| self.pattern_starts.get(*set as usize))
            .map_or(&[], Vec::as_slice)
    }

    /// The classes of a word with which triggers begin.
    pub(crate) fn trigger_starts(&self, word: u32) -> &[u16] {
        self.word
            .get(word as usize)
            .and_then(|set| self.trigger_starts.get(*set as usize))
            .map_or(&[], Vec::as_slice)
    }
}

fn classes_of(word_hash: u32, written: &str) -> Vec<u16> {
    let mut classes = Vec::new();
    let mut add = |lists: &Lists, hash: u32| classes.extend_from_slice(lists.of(hash));
    add(&tables().words, word_hash);
    // FNV-1a of a beginning is a state on the way to the hash of the whole, so beginnings cost one pass.
    let (mut state, mut length) = (hash::START, 0);
    for byte in written.bytes() {
        if !byte.is_ascii_alphanumeric() {
            continue;
        }
        state = hash::push(state, byte.to_ascii_lowercase());
        length += 1;
        if PREFIX_LENGTHS & (1 << length.min(31)) != 0 {
            add(&tables().beginnings, state);
        }
    }
    classes.order();
    classes.dedup();
    classes
}

/// What a pattern is run over.
#[derive(Debug, Clone)]
pub(crate) struct Context<'a> {
    /// The text's words.
    pub(crate) words: &'a Words<'a>,
    /// Their classes.
    pub(crate) lexicon: &'a Lexicon,
    /// The words of the provision with its stem, in reading order.
    pub(crate) sequence: &'a [u32],
    /// Their polarity; empty while it is still being found.
    pub(crate) modes: &'a [Mode],
    /// Where the provision's own words begin in the sequence, after its stem.
    pub(crate) own: usize,
    /// The instructions of all programs.
    code: &'static [u16],
    /// The classes of all words of the sequence together.
    present: [u64; SET_WORDS],
}

impl<'a> Context<'a> {
    /// A sequence whose polarity is not known yet.
    pub(crate) fn new(words: &'a Words<'a>, lexicon: &'a Lexicon, sequence: &'a [u32], own: usize) -> Self {
        let mut present = [0; SET_WORDS];
        for word in sequence {
            for (all, bits) in present.iter_mut().zip(lexicon.set(*word)) {
                *all |= bits;
            }
        }
        Self { words, lexicon, sequence, modes: &[], own, code: &tables().code, present }
    }

    /// Where the instructions of a program begin, if the words that it needs are there at all.
    fn ready(&self, entry: u32) -> Option<usize> {
        let mut pc = entry as usize;
        while self.code.get(pc) == Some(&NEED) {
            let class = usize::from(self.code.get(pc + 1).copied().unwrap_or(0));
            if self.present[class / 64] & (1 << (class % 64)) == 0 {
                return None;
            }
            pc += 2;
        }
        Some(pc)
    }
}

/// Runs a program at a place of the sequence; gives the end of the first match.
pub(crate) fn find_at(entry: u32, at: usize, context: &Context<'_>) -> Option<usize> {
    run(context.ready(entry)?, at, context)
}

/// Whether a program matches anywhere in the sequence.
pub(crate) fn finds(entry: u32, context: &Context<'_>) -> bool {
    context
        .ready(entry)
        .is_some_and(|start| (0..context.sequence.len()).any(|at| run(start, at, context).is_some()))
}

fn run(start: usize, at: usize, context: &Context<'_>) -> Option<usize> {
    // Places to try again: instruction, place in the sequence, words that a gap may take besides.
    let mut retry: Vec<(u32, u32, u16)> = Vec::new();
    let (mut pc, mut place) = (start, at);
    for _ in 0..MOST_STEPS {
        let operand = || context.code.get(pc + 1).copied().unwrap_or(0);
        let target =
            || (usize::from(operand()) << 16) | usize::from(context.code.get(pc + 2).copied().unwrap_or(0));
        let is = |class| context.sequence.get(place).is_some_and(|word| context.lexicon.is(*word, class));
        let ok = match context.code.get(pc).copied().unwrap_or(MATCH) {
            MATCH => return Some(place),
            WORD => {
                let found = is(operand());
                pc += 2;
                place += 1;
                found
            }
            SPLIT => {
                retry.push((target() as u32, place as u32, 0));
                pc += 3;
                true
            }
            JUMP => {
                pc = target();
                true
            }
            GAP => {
                let most = usize::from(operand()).min(context.sequence.len().saturating_sub(place));
                pc += 2;
                if most > 0 {
                    retry.push((pc as u32, place as u32 + 1, most as u16 - 1));
                }
                true
            }
            MODE => {
                let mask = operand();
                pc += 2;
                context.modes.get(place).is_some_and(|mode| mode.0 & mask != 0)
            }
            BEGIN => {
                pc += 1;
                place == 0 || place == context.own
            }
            OWN => {
                pc += 1;
                place >= context.own
            }
            END => {
                pc += 1;
                place == context.sequence.len()
            }
            NOT => {
                let found = is(operand());
                pc += 2;
                !found
            }
            ANY => {
                pc += 1;
                place += 1;
                place <= context.sequence.len()
            }
            FLAG => {
                let mask = Flags(operand());
                pc += 2;
                context
                    .sequence
                    .get(place)
                    .and_then(|word| context.words.list.get(*word as usize))
                    .is_some_and(|word| word.flags.has(mask))
            }
            _ => false,
        };
        if !ok {
            let (again, from, left) = retry.pop()?;
            if left > 0 {
                retry.push((again, from + 1, left - 1));
            }
            (pc, place) = (again as usize, from as usize);
        }
    }
    None
}
