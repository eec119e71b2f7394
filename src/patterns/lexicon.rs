//! The classes of the words of a text.

use std::cell::RefCell;

use super::machine::Retry;
use super::syntax::NUMBER_CLASS;
use super::tables::{CLASSES, PREFIX_LENGTHS, Tables, tables};
use crate::words::{Flags, Words, hash};

/// Machine words that a set of classes takes.
pub(super) const SET_WORDS: usize = (CLASSES as usize).div_ceil(64);

/// The classes of each word of a text, found once a text.
#[derive(Debug)]
pub struct Lexicon {
    /// Per word of the text: the number of its set.
    word: Vec<u16>,
    /// Distinct sets, one bit a class; the first is empty.
    sets: Vec<u64>,
    /// Per set, where in `lists` its classes begin, the patterns that begin with them and the triggers, and where these
    /// end.
    places: Vec<[u32; 4]>,
    lists: Vec<u16>,
    /// Room for the machine, so that a run needs none of its own.
    pub(super) retry: RefCell<Vec<Retry>>,
    /// Per set, the last sequence in which it was seen.
    pub(super) seen: RefCell<Vec<u32>>,
}

impl Lexicon {
    /// Looks up every word.
    #[inline(never)]
    pub fn new(words: &Words<'_>) -> Self {
        let tables = tables();
        let mut out = Self {
            word: Vec::with_capacity(words.list.len()),
            sets: Vec::new(),
            places: Vec::new(),
            lists: Vec::new(),
            retry: RefCell::default(),
            seen: RefCell::default(),
        };
        let mut taken = vec![0; tables.patterns.len()];
        out.add(&[], tables, &mut taken);
        out.add(&[NUMBER_CLASS], tables, &mut taken);
        let (mut known, mut shared) = (Known::default(), Known::default());
        let mut classes: Vec<u16> = Vec::new();
        // The words of an address are no words of the sentence: "…/acceptable-use" grants nothing.
        let mut address_end = 0;
        let bytes = words.text.as_bytes();
        for word in &words.list {
            let end = word.end as usize;
            let mark = bytes.get(end).copied().unwrap_or(0);
            if (mark == b':' && bytes.get(end + 1..end + 3) == Some(b"//")
                || mark == b'.' && word.hash == WWW)
                && word.start >= address_end
            {
                let rest = words.text.get(end..).unwrap_or_default();
                let length = rest.find(|letter: char| letter.is_whitespace() || "()<>\"".contains(letter));
                address_end = word.end + length.unwrap_or(rest.len()) as u32;
            }
            if word.start < address_end {
                out.word.push(0);
                continue;
            }
            let set = known.get_or(word.hash, || {
                let number = word.flags.has(Flags::NUMBER);
                let written = bytes.get(word.start as usize..end).unwrap_or_default();
                classes.clear();
                classes_of(word.hash, written, tables, &mut classes);
                if classes.is_empty() {
                    return u16::from(number);
                }
                if number {
                    classes.insert(0, NUMBER_CLASS);
                }
                // Words of the same classes share a set.
                let sum = classes.iter().fold(0, |sum: u32, class| {
                    (sum ^ u32::from(*class)).wrapping_mul(0x9e37_79b1).rotate_left(5)
                });
                let set = shared.get_or(sum, || out.add(&classes, tables, &mut taken));
                if out.classes(set) == classes { set } else { out.add(&classes, tables, &mut taken) }
            });
            out.word.push(set);
        }
        out
    }

    /// Adds a set. A text with more of them than there are numbers is none that can be read.
    fn add(&mut self, classes: &[u16], tables: &Tables, taken: &mut [u16]) -> u16 {
        let Ok(next) = u16::try_from(self.places.len() + 1) else { return 0 };
        let start = self.sets.len();
        self.sets.resize(start + SET_WORDS, 0);
        let mut place = [self.lists.len() as u32; 4];
        for class in classes {
            self.sets[start + usize::from(*class) / 64] |= 1 << (class % 64);
        }
        self.lists.extend_from_slice(classes);
        place[1] = self.lists.len() as u32;
        for class in classes {
            for pattern in tables.pattern_starts.of(*class) {
                // A pattern can begin with several classes of a word.
                if std::mem::replace(&mut taken[usize::from(*pattern)], next) != next {
                    self.lists.push(*pattern);
                }
            }
        }
        place[2] = self.lists.len() as u32;
        for class in classes {
            self.lists.extend_from_slice(tables.trigger_starts.of(*class));
        }
        place[3] = self.lists.len() as u32;
        self.places.push(place);
        next - 1
    }

    /// The number of a word's set.
    pub(super) fn number(&self, word: u32) -> u16 {
        self.word.get(word as usize).copied().unwrap_or(0)
    }

    /// The bits of a set.
    #[inline]
    pub(super) fn set_of(&self, set: u16) -> &[u64] {
        let start = usize::from(set) * SET_WORDS;
        self.sets.get(start..start + SET_WORDS).unwrap_or_default()
    }

    /// Whether the words of a set are of a class.
    #[inline]
    pub(super) fn holds(&self, set: u16, class: u16) -> bool {
        let at = usize::from(set) * SET_WORDS + usize::from(class / 64);
        self.sets.get(at).is_some_and(|bits| bits & (1 << (class % 64)) != 0)
    }

    /// Whether a word of the text is of a class.
    pub fn is(&self, word: u32, class: u16) -> bool {
        self.holds(self.number(word), class)
    }

    /// How many sets there are.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    fn list(&self, set: u16, from: usize) -> &[u16] {
        let Some(place) = self.places.get(usize::from(set)) else { return &[] };
        self.lists.get(place[from] as usize..place[from + 1] as usize).unwrap_or_default()
    }

    /// All classes of a set.
    pub(super) fn classes(&self, set: u16) -> &[u16] {
        self.list(set, 0)
    }

    /// The numbers of the patterns that can begin with a word.
    pub fn patterns(&self, word: u32) -> &[u16] {
        self.list(self.number(word), 1)
    }

    /// The numbers of the triggers that can begin with a word.
    pub fn triggers(&self, word: u32) -> &[u16] {
        self.list(self.number(word), 2)
    }
}

const WWW: u32 = hash::of("www");

/// Sets seen before, by a hash.
#[derive(Default)]
struct Known {
    /// Hash above the number of a set, from 1; zero is free. A power of two of them.
    slots: Vec<u64>,
    used: usize,
}

impl Known {
    fn get_or(&mut self, hash: u32, make: impl FnOnce() -> u16) -> u16 {
        if self.used * 2 >= self.slots.len() {
            let larger = vec![0; (self.slots.len() * 2).max(2048)];
            for entry in std::mem::replace(&mut self.slots, larger).into_iter().filter(|entry| *entry != 0) {
                let slot = self.slot((entry >> 32) as u32);
                self.slots[slot] = entry;
            }
        }
        let slot = self.slot(hash);
        if self.slots[slot] != 0 {
            return (self.slots[slot] as u32 - 1) as u16;
        }
        let set = make();
        self.slots[slot] = u64::from(hash) << 32 | u64::from(u32::from(set) + 1);
        self.used += 1;
        set
    }

    /// Where a hash is, or the free slot for it.
    fn slot(&self, hash: u32) -> usize {
        let mut slot = hash as usize & (self.slots.len() - 1);
        while self.slots[slot] != 0 && (self.slots[slot] >> 32) as u32 != hash {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        slot
    }
}

/// The classes of a word, sorted.
#[inline(never)]
fn classes_of(word_hash: u32, written: &[u8], tables: &Tables, out: &mut Vec<u16>) {
    out.extend_from_slice(tables.vocabulary.whole(word_hash));
    // FNV-1a of a beginning is a state on the way to the hash of the whole, so beginnings cost one pass.
    let (mut state, mut length) = (hash::START, 0);
    let mut sorted = true;
    for byte in written.iter().filter(|byte| byte.is_ascii_alphanumeric()) {
        state = hash::push(state, byte.to_ascii_lowercase());
        length += 1;
        if PREFIX_LENGTHS & (1 << length.min(31)) != 0 {
            let classes = tables.vocabulary.beginning(state);
            sorted &= out.is_empty() || classes.is_empty();
            out.extend_from_slice(classes);
        }
    }
    if !sorted {
        // A few lists, each of them sorted.
        for end in 1..out.len() {
            let class = out[end];
            let mut place = end;
            while place > 0 && out[place - 1] > class {
                out[place] = out[place - 1];
                place -= 1;
            }
            out[place] = class;
        }
        out.dedup();
    }
}
