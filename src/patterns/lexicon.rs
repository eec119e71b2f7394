//! The classes of the words of a text.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::machine::Retry;
use super::syntax::NUMBER_CLASS;
use super::tables::{CLASSES, PREFIX_LENGTHS, tables};
use crate::words::{Flags, Words, hash};

/// Machine words that a set of classes takes.
pub(super) const SET_WORDS: usize = (CLASSES as usize).div_ceil(64);

/// The classes of each word of a text, found once a text.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// Per word of the text: the number of its set.
    word: Vec<u16>,
    /// Distinct sets, one bit a class; the first is empty.
    sets: Vec<u64>,
    /// Per set, where in `classes` its classes begin, those with which patterns begin, those with which triggers begin,
    /// and where these end.
    lists: Vec<[u32; 4]>,
    classes: Vec<u16>,
    /// Room for the machine, so that a run needs none of its own.
    pub(super) retry: RefCell<Vec<Retry>>,
    /// Per set, the last sequence in which it was seen.
    pub(super) seen: RefCell<Vec<u32>>,
}

impl Lexicon {
    /// Looks up every word.
    pub(crate) fn new(words: &Words<'_>) -> Self {
        let mut out = Self {
            word: Vec::with_capacity(words.list.len()),
            sets: Vec::new(),
            lists: Vec::new(),
            classes: Vec::new(),
            retry: RefCell::default(),
            seen: RefCell::default(),
        };
        let mut found = [0; SET_WORDS];
        out.add(&found);
        found[0] |= 1 << NUMBER_CLASS;
        out.add(&found);
        let mut known = Known::default();
        let mut numbers: BTreeMap<u32, u16> = BTreeMap::new();
        // The words of an address are no words of the sentence: "…/acceptable-use" grants nothing.
        let mut address_end = 0;
        for word in &words.list {
            let after = words.text.as_bytes().get(word.end as usize..).unwrap_or_default();
            if word.start >= address_end
                && (after.starts_with(b"://") || (after.starts_with(b".") && word.hash == hash::of("www")))
            {
                let rest = words.text.get(word.end as usize..).unwrap_or_default();
                let length = rest.find(|letter: char| letter.is_whitespace() || "()<>\"".contains(letter));
                address_end = word.end + length.unwrap_or(rest.len()) as u32;
            }
            if word.start < address_end {
                out.word.push(0);
                continue;
            }
            let set = known.get_or(word.hash, || {
                let number = word.flags.has(Flags::NUMBER);
                let written = words.text.get(word.start as usize..word.end as usize).unwrap_or_default();
                found.fill(0);
                let Some(sum) = classes_of(word.hash, written, &mut found) else { return u16::from(number) };
                found[0] |= u64::from(number) << NUMBER_CLASS;
                // Words of the same classes share a set.
                let sum = sum ^ u32::from(number);
                match numbers.get(&sum) {
                    Some(set) if out.set_of(*set) == found => *set,
                    _ => {
                        let set = out.add(&found);
                        numbers.insert(sum, set);
                        set
                    }
                }
            });
            out.word.push(set);
        }
        out
    }

    /// Adds a set. A text with more of them than there are numbers is none that can be read.
    fn add(&mut self, set: &[u64; SET_WORDS]) -> u16 {
        let Ok(number) = u16::try_from(self.lists.len()) else { return 0 };
        self.sets.extend_from_slice(set);
        let mut list = [self.classes.len() as u32; 4];
        for (block, bits) in set.iter().enumerate() {
            let mut bits = *bits;
            while bits != 0 {
                self.classes.push((block * 64) as u16 + bits.trailing_zeros() as u16);
                bits &= bits - 1;
            }
        }
        let own = list[0] as usize..self.classes.len();
        for (place, starts) in [&tables().pattern_starts, &tables().trigger_starts].into_iter().enumerate() {
            list[place + 1] = self.classes.len() as u32;
            for at in own.clone() {
                let class = self.classes[at];
                if starts.get(usize::from(class)).is_some_and(|starts| !starts.is_empty()) {
                    self.classes.push(class);
                }
            }
        }
        list[3] = self.classes.len() as u32;
        self.lists.push(list);
        number
    }

    fn set_of(&self, number: u16) -> &[u64] {
        let start = usize::from(number) * SET_WORDS;
        self.sets.get(start..start + SET_WORDS).unwrap_or_default()
    }

    /// The number of a word's set.
    pub(super) fn number(&self, word: u32) -> u16 {
        self.word.get(word as usize).copied().unwrap_or(0)
    }

    /// Whether the words of a set are of a class.
    #[inline]
    pub(super) fn holds(&self, set: u16, class: u16) -> bool {
        let at = usize::from(set) * SET_WORDS + usize::from(class / 64);
        self.sets.get(at).is_some_and(|bits| bits & (1 << (class % 64)) != 0)
    }

    /// Whether a word of the text is of a class.
    pub(crate) fn is(&self, word: u32, class: u16) -> bool {
        self.holds(self.number(word), class)
    }

    /// How many sets there are.
    pub(super) fn len(&self) -> usize {
        self.lists.len()
    }

    fn list(&self, set: u16, from: usize) -> &[u16] {
        let Some(list) = self.lists.get(usize::from(set)) else { return &[] };
        self.classes.get(list[from] as usize..list[from + 1] as usize).unwrap_or_default()
    }

    /// All classes of a set.
    pub(super) fn classes(&self, set: u16) -> &[u16] {
        self.list(set, 0)
    }

    /// The classes of a word with which patterns begin.
    pub(crate) fn pattern_starts(&self, word: u32) -> &[u16] {
        self.list(self.number(word), 1)
    }

    /// The classes of a word with which triggers begin.
    pub(crate) fn trigger_starts(&self, word: u32) -> &[u16] {
        self.list(self.number(word), 2)
    }
}

/// Sets of words seen before, by their hash.
#[derive(Default)]
struct Known {
    /// Hash and set; a free slot is `None`. Its length is a power of two.
    slots: Vec<Option<(u32, u16)>>,
    used: usize,
}

impl Known {
    fn get_or(&mut self, hash: u32, make: impl FnOnce() -> u16) -> u16 {
        if self.used * 2 >= self.slots.len() {
            let larger = vec![None; (self.slots.len() * 2).max(1024)];
            for entry in std::mem::replace(&mut self.slots, larger).into_iter().flatten() {
                let slot = self.slot(entry.0);
                self.slots[slot] = Some(entry);
            }
        }
        let slot = self.slot(hash);
        if let Some((_, set)) = self.slots[slot] {
            return set;
        }
        let set = make();
        self.slots[slot] = Some((hash, set));
        self.used += 1;
        set
    }

    /// Where a hash is, or the free slot for it.
    fn slot(&self, hash: u32) -> usize {
        let mut slot = hash as usize & (self.slots.len() - 1);
        while self.slots[slot].is_some_and(|(known, _)| known != hash) {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        slot
    }
}

/// Adds the classes of a word to a set; a sum of them, or nothing when there are none.
fn classes_of(word_hash: u32, written: &str, set: &mut [u64; SET_WORDS]) -> Option<u32> {
    let tables = tables();
    let mut sum = None;
    let mut add = |classes: &[u16]| {
        for class in classes {
            set[usize::from(*class) / 64] |= 1 << (class % 64);
            sum = Some((sum.unwrap_or(0_u32) ^ u32::from(*class)).wrapping_mul(0x9e37_79b1));
        }
    };
    add(tables.words.of(word_hash));
    // FNV-1a of a beginning is a state on the way to the hash of the whole, so beginnings cost one pass.
    let (mut state, mut length) = (hash::START, 0);
    for byte in written.bytes() {
        if !byte.is_ascii_alphanumeric() {
            continue;
        }
        state = hash::push(state, byte.to_ascii_lowercase());
        length += 1;
        if PREFIX_LENGTHS & (1 << length.min(31)) != 0 {
            add(tables.beginnings.of(state));
        }
    }
    sum
}
