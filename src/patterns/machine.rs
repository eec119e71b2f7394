//! Runs compiled patterns over the words of a provision.

use super::lexicon::Lexicon;
use super::sets::SET_WORDS;
use super::syntax::{ANY, BEGIN, END, FLAG, GAP, JUMP, MATCH, MODE, NEED, NOT, OWN, SPLIT, WORD};
use super::tables::{NO_CLASS, Step, tables};
use crate::words::{Flags, Words};

/// Steps that one attempt may take; what needs more is no wording of a license.
const MOST_STEPS: u32 = 4000;

/// Polarity of a word: what the sentence does with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mode(pub u16);

impl Mode {
    /// Nothing said.
    pub const PLAIN: Self = Self(1);
    /// Something is allowed.
    pub const PERMIT: Self = Self(2);
    /// Something is forbidden.
    pub const FORBID: Self = Self(4);
    /// Something is a duty.
    pub const OBLIGE: Self = Self(8);
    /// An exception to what was said before.
    pub const EXCEPT: Self = Self(16);
    /// A definition.
    pub const DEFINE: Self = Self(32);
}

/// What the sentence does with each word of a provision, and where the wording that says so begins.
#[derive(Debug, Clone, Default)]
pub struct Modes {
    /// Polarity of each word.
    pub mode: Vec<Mode>,
    /// Who is bound, one bit each (see `provisions::modes`).
    pub bound: Vec<u16>,
    /// Place in the sequence at which the wording begins that set the polarity.
    pub origin: Vec<u32>,
}

impl Modes {
    /// Reads the words whose polarity is chosen as forbidden to the reader.
    pub fn forbid(&mut self, chosen: impl Fn(Mode) -> bool) {
        self.set(Mode::FORBID, chosen);
    }

    /// Reads the words whose polarity is chosen as permitted to the reader.
    pub fn permit(&mut self, chosen: impl Fn(Mode) -> bool) {
        self.set(Mode::PERMIT, chosen);
    }

    fn set(&mut self, set: Mode, chosen: impl Fn(Mode) -> bool) {
        for (place, mode) in self.mode.iter_mut().enumerate() {
            if chosen(*mode) {
                (*mode, self.bound[place], self.origin[place]) = (set, 1, place as u32);
            }
        }
    }
}

/// A place to try again: instruction, place in the sequence, words that a gap may take besides.
#[derive(Debug, Clone, Copy)]
pub(super) struct Retry {
    pc: u32,
    place: u32,
    left: u16,
    class: u16,
}

/// What a pattern is run over.
#[derive(Debug, Clone)]
pub struct Context<'a> {
    /// The text's words.
    pub words: &'a Words<'a>,
    /// Their classes.
    pub lexicon: &'a Lexicon,
    /// The words of the provision with its stem, in reading order.
    pub sequence: &'a [u32],
    /// Their polarity; empty while it is still being found.
    pub modes: &'a [Mode],
    /// Where the provision's own words begin in the sequence, after its stem.
    pub own: usize,
    /// The instructions of all programs.
    code: &'static [Step],
    /// The sets of the words of the sequence.
    sets: Vec<u16>,
    /// The classes of all words of the sequence together.
    present: [u64; SET_WORDS],
}

impl<'a> Context<'a> {
    /// A sequence whose polarity is not known yet.
    pub fn new(words: &'a Words<'a>, lexicon: &'a Lexicon, sequence: &'a [u32], own: usize) -> Self {
        let mut present = [0; SET_WORDS];
        // The first entry counts the sequences.
        let mut seen = lexicon.sets.seen.take();
        seen.resize(lexicon.sets.len() + 1, 0);
        seen[0] = seen[0].wrapping_add(1);
        let now = seen[0];
        let sets: Vec<u16> = sequence.iter().map(|word| lexicon.number(*word)).collect();
        for set in &sets {
            if std::mem::replace(&mut seen[usize::from(*set) + 1], now) != now {
                for class in lexicon.sets.classes(*set) {
                    present[usize::from(*class) / 64] |= 1 << (class % 64);
                }
            }
        }
        lexicon.sets.seen.replace(seen);
        Self { words, lexicon, sequence, modes: &[], own, code: &tables().code, sets, present }
    }

    /// Where the instructions of a program begin, if the words that it needs are there at all.
    fn ready(&self, entry: u32) -> Option<usize> {
        let mut pc = entry as usize;
        while let Some(Step { code: NEED, operand, .. }) = self.code.get(pc) {
            if self.present[usize::from(*operand) / 64] & (1 << (operand % 64)) == 0 {
                return None;
            }
            pc += 1;
        }
        Some(pc)
    }

    /// The classes with which a program that is a word, or a choice between words, can begin in this sequence; nothing
    /// for any other program.
    fn beginnings(&self, start: usize) -> Option<Vec<u16>> {
        let (mut classes, mut pc) = (Vec::new(), start);
        loop {
            let (class, last) = match *self.code.get(pc)? {
                Step { code: WORD, operand, .. } => (operand, true),
                Step { code: SPLIT, operand, class } if class != NO_CLASS => {
                    pc += usize::from(operand);
                    (class, false)
                }
                _ => return None,
            };
            if self.present[usize::from(class) / 64] & (1 << (class % 64)) != 0 {
                classes.push(class);
            }
            if last {
                return Some(classes);
            }
        }
    }

    /// Whether there is a word of a class; of no class there always is.
    #[inline]
    pub fn has(&self, class: u16) -> bool {
        self.present.get(usize::from(class / 64)).is_none_or(|bits| bits & (1 << (class % 64)) != 0)
    }

    /// Whether there are words of all classes.
    pub fn has_all(&self, classes: [u16; 3]) -> bool {
        classes.iter().all(|class| self.has(*class))
    }

    /// Whether a word of the sequence is of a class.
    #[inline]
    fn is(&self, place: usize, class: u16) -> bool {
        self.sets.get(place).is_some_and(|set| self.lexicon.sets.holds(*set, class))
    }

    /// The first of `more` places after one, or that place, at which the word is of a class; any place will do for no
    /// class.
    #[inline]
    fn next(&self, class: u16, place: usize, more: usize) -> Option<usize> {
        if class == NO_CLASS {
            return Some(place);
        }
        (place..=place + more).find(|at| self.is(*at, class))
    }
}

/// Runs a program at a place of the sequence; gives the end of the first match.
pub fn find_at(entry: u32, at: usize, context: &Context<'_>) -> Option<usize> {
    run(context.ready(entry)?, at, context)
}

/// Whether a program matches anywhere in the sequence from a place on.
pub fn finds(entry: u32, from: usize, context: &Context<'_>) -> bool {
    let Some(start) = context.ready(entry) else { return false };
    let first = context.beginnings(start);
    if first.as_ref().is_some_and(Vec::is_empty) {
        return false;
    }
    (from..context.sequence.len()).any(|at| {
        let begins = first.as_ref().is_none_or(|first| first.iter().any(|class| context.is(at, *class)));
        begins && run(start, at, context).is_some()
    })
}

fn run(start: usize, at: usize, context: &Context<'_>) -> Option<usize> {
    let mut retry = context.lexicon.sets.retry.take();
    retry.clear();
    let end = steps(start, at, context, &mut retry);
    context.lexicon.sets.retry.replace(retry);
    end
}

fn steps(start: usize, at: usize, context: &Context<'_>, retry: &mut Vec<Retry>) -> Option<usize> {
    let code = context.code;
    let (mut pc, mut place) = (start, at);
    for _ in 0..MOST_STEPS {
        let Some(&Step { code: instruction, operand, class }) = code.get(pc) else {
            return Some(place);
        };
        pc += 1;
        let ok = match instruction {
            MATCH => return Some(place),
            WORD => {
                place += 1;
                context.is(place - 1, operand)
            }
            SPLIT => {
                // A way that begins with another word is none; often that holds for one after the other.
                let set = context.sets.get(place).map_or(&[][..], |set| context.lexicon.sets.set_of(*set));
                let is = |class: u16| {
                    set.get(usize::from(class / 64)).is_some_and(|bits| bits & (1 << (class % 64)) != 0)
                };
                let other = pc - 1 + usize::from(operand);
                if class != NO_CLASS && !is(class) {
                    pc = other;
                    while let Some(&Step { code: SPLIT, operand, class }) = code.get(pc)
                        && class != NO_CLASS
                        && !is(class)
                    {
                        pc += usize::from(operand);
                    }
                } else {
                    retry.push(Retry { pc: other as u32, place: place as u32, left: 0, class: NO_CLASS });
                }
                true
            }
            JUMP => {
                pc += usize::from(operand) - 1;
                true
            }
            GAP => {
                let most = usize::from(operand).min(context.sequence.len().saturating_sub(place));
                let next = context.next(class, place, most);
                if let Some(next) = next {
                    let left = place + most - next;
                    if left > 0 {
                        let (place, left) = (next as u32 + 1, left as u16 - 1);
                        retry.push(Retry { pc: pc as u32, place, left, class });
                    }
                    place = next;
                }
                next.is_some()
            }
            MODE => context.modes.get(place).is_some_and(|mode| mode.0 & operand != 0),
            BEGIN => place == 0 || place == context.own,
            OWN => place >= context.own,
            END => {
                place == context.sequence.len()
                    || place != context.own && flagged(context, place, Flags::SEMICOLON)
            }
            NOT => !context.is(place, operand),
            ANY => {
                place += 1;
                place <= context.sequence.len()
            }
            FLAG => flagged(context, place, Flags(operand)),
            _ => false,
        };
        if !ok {
            loop {
                let last = retry.pop()?;
                let (from, left) = (last.place as usize, usize::from(last.left));
                let Some(next) = context.next(last.class, from, left) else { continue };
                if next < from + left {
                    let left = (from + left - next) as u16 - 1;
                    retry.push(Retry { place: next as u32 + 1, left, ..last });
                }
                (pc, place) = (last.pc as usize, next);
                break;
            }
        }
    }
    None
}

/// Whether the word at a place has a flag.
fn flagged(context: &Context<'_>, place: usize, flag: Flags) -> bool {
    let word = context.sequence.get(place).and_then(|word| context.words.list.get(*word as usize));
    word.is_some_and(|word| word.flags.has(flag))
}
