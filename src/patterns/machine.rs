//! Runs compiled patterns over the words of a provision.

use super::syntax::{ANY, BEGIN, END, FLAG, GAP, JUMP, MATCH, MODE, NOT, NUMBER_CLASS, SPLIT, WORD};
use super::tables::{CLASS_LISTS, CODE, LITERALS, PREFIX_LENGTHS, PREFIXES};
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

/// The classes of each word of a text, found once a text.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// Per word of the text: its list in `lists`.
    word: Vec<u32>,
    /// Distinct lists of classes, sorted.
    lists: Vec<Vec<u16>>,
}

impl Lexicon {
    /// Looks up every word.
    pub(crate) fn new(words: &Words<'_>) -> Self {
        let mut known = std::collections::HashMap::<u32, u32>::new();
        let mut lists = vec![Vec::new(), vec![NUMBER_CLASS]];
        // The words of an address are no words of the sentence: "…/acceptable-use" grants nothing.
        let mut address_end = 0;
        let word = words
            .list
            .iter()
            .map(|word| {
                if word.start < address_end {
                    return 0;
                }
                let rest = words.text.get(word.end as usize..).unwrap_or_default();
                if rest.starts_with("://") || (rest.starts_with('.') && word.hash == hash::of("www")) {
                    let length =
                        rest.find(|letter: char| letter.is_whitespace() || "()<>\"".contains(letter));
                    address_end = word.end + length.unwrap_or(rest.len()) as u32;
                    return 0;
                }
                if word.flags.has(Flags::NUMBER) {
                    // A number may also be a literal of some pattern; few are, and they are looked up afresh.
                    let mut classes = classes_of(word.hash, "");
                    if classes.is_empty() {
                        return 1;
                    }
                    classes.insert(0, NUMBER_CLASS);
                    lists.push(classes);
                    return lists.len() as u32 - 1;
                }
                *known.entry(word.hash).or_insert_with(|| {
                    let written = words.text.get(word.start as usize..word.end as usize).unwrap_or_default();
                    let classes = classes_of(word.hash, written);
                    if classes.is_empty() {
                        return 0;
                    }
                    lists.push(classes);
                    lists.len() as u32 - 1
                })
            })
            .collect();
        Self { word, lists }
    }

    /// The classes of a word of the text.
    pub(crate) fn classes(&self, word: u32) -> &[u16] {
        self.word
            .get(word as usize)
            .and_then(|list| self.lists.get(*list as usize))
            .map_or(&[], Vec::as_slice)
    }
}

fn classes_of(word_hash: u32, written: &str) -> Vec<u16> {
    let mut classes = Vec::new();
    let mut add = |table: &[(u32, u16, u16)], hash: u32| {
        if let Ok(place) = table.binary_search_by_key(&hash, |entry| entry.0) {
            let (_, start, length) = table[place];
            classes.extend_from_slice(
                &CLASS_LISTS[usize::from(start)..usize::from(start) + usize::from(length)],
            );
        }
    };
    add(LITERALS, word_hash);
    // FNV-1a of a beginning is a state on the way to the hash of the whole, so beginnings cost one pass.
    let (mut state, mut length) = (hash::START, 0);
    for byte in written.bytes() {
        if !byte.is_ascii_alphanumeric() {
            continue;
        }
        state = hash::push(state, byte.to_ascii_lowercase());
        length += 1;
        if PREFIX_LENGTHS & (1 << length.min(31)) != 0 {
            add(PREFIXES, state);
        }
    }
    classes.sort_unstable();
    classes.dedup();
    classes
}

/// What a pattern is run over.
#[derive(Debug, Clone, Copy)]
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
}

/// Runs a program at a place of the sequence; gives the end of the first match.
pub(crate) fn find_at(entry: u32, at: usize, context: &Context<'_>) -> Option<usize> {
    // Places to try again: instruction, place in the sequence, words that a gap may still take.
    let mut retry: Vec<(usize, usize)> = Vec::new();
    let (mut pc, mut place) = (entry as usize, at);
    for _ in 0..MOST_STEPS {
        let operand = || CODE.get(pc + 1).copied().unwrap_or(0);
        let target = || (usize::from(operand()) << 16) | usize::from(CODE.get(pc + 2).copied().unwrap_or(0));
        let classes = || context.sequence.get(place).map(|word| context.lexicon.classes(*word));
        let ok = match CODE.get(pc).copied().unwrap_or(MATCH) {
            MATCH => return Some(place),
            WORD => {
                let found = classes().is_some_and(|classes| classes.binary_search(&operand()).is_ok());
                pc += 2;
                place += 1;
                found
            }
            SPLIT => {
                retry.push((target(), place));
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
                retry.extend((1..=most).rev().map(|taken| (pc, place + taken)));
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
            END => {
                pc += 1;
                place == context.sequence.len()
            }
            NOT => {
                let found = classes().is_some_and(|classes| classes.binary_search(&operand()).is_ok());
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
            (pc, place) = retry.pop()?;
        }
    }
    None
}

/// Whether a program matches anywhere in the sequence.
pub(crate) fn finds(entry: u32, context: &Context<'_>) -> bool {
    (0..context.sequence.len()).any(|at| find_at(entry, at, context).is_some())
}
