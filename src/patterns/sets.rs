//! Sets of classes, kept from text to text: the words of licenses are much the same everywhere.

use std::cell::RefCell;

use super::machine::Retry;
use super::syntax::NUMBER_CLASS;
use super::tables::{CLASSES, Condition, NO_CLASS, Tables, tables};
use crate::order::Order as _;

/// Machine words that a set of classes takes.
pub(super) const SET_WORDS: usize = (CLASSES as usize).div_ceil(64);
/// Sets that are kept for the next text at most, and ways to write words.
const MOST_SETS: usize = 1 << 11;
const MOST_FORMS: usize = 1 << 13;

thread_local! {
    /// What the last text left.
    static KEPT: RefCell<Option<Sets>> = const { RefCell::new(None) };
}

/// Distinct sets of classes. Nothing depends on their numbers, which follow the texts read before.
#[derive(Debug, Default)]
pub(super) struct Sets {
    /// One bit a class; the first set is empty, the second that of numbers.
    bits: Vec<u64>,
    /// Per set, where in `lists` its classes begin, the patterns that begin with them and the triggers, and where these
    /// end.
    places: Vec<[u32; 4]>,
    lists: Vec<u16>,
    /// The set of each way to write a word.
    forms: Known,
    /// Sets by a sum of their classes.
    shared: Known,
    /// Per pattern, the last set that has it, from 1.
    taken: Vec<u16>,
    /// Room for the machine, so that a run needs none of its own.
    pub(super) retry: RefCell<Vec<Retry>>,
    /// Per set, the last sequence in which it was seen; the first entry counts the sequences.
    pub(super) seen: RefCell<Vec<u32>>,
}

impl Sets {
    /// Those of the texts before, or the first two.
    pub(super) fn take() -> Self {
        KEPT.with(RefCell::take).unwrap_or_else(|| {
            let mut new = Self { taken: vec![0; tables().patterns.len()], ..Self::default() };
            new.add(&[], tables());
            new.add(&[NUMBER_CLASS], tables());
            new
        })
    }

    /// Keeps them for the next text, unless there are too many.
    pub(super) fn keep(self) {
        if self.places.len() <= MOST_SETS && self.forms.used <= MOST_FORMS {
            KEPT.with(|kept| kept.replace(Some(self)));
        }
    }

    /// The set of a way to write a word; `classes` are asked for when it is new.
    #[inline]
    pub(super) fn of_form(&mut self, form: u64, classes: impl FnOnce() -> Vec<u16>) -> u16 {
        if let Some(set) = self.forms.get(form) {
            return set;
        }
        let set = self.of_classes(&classes());
        self.forms.insert(form, set);
        set
    }

    #[inline(never)]
    fn of_classes(&mut self, classes: &[u16]) -> u16 {
        match classes {
            [] => return 0,
            [NUMBER_CLASS] => return 1,
            _ => {}
        }
        let sum = classes.iter().fold(0, |sum: u64, class| {
            (sum ^ u64::from(*class)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(5)
        });
        // Words of the same classes share a set.
        if let Some(set) = self.shared.get(sum).filter(|set| self.classes(*set) == classes) {
            return set;
        }
        let set = self.add(classes, tables());
        self.shared.insert(sum, set);
        set
    }

    /// Adds a set. A text with more of them than there are numbers is none that can be read.
    fn add(&mut self, classes: &[u16], tables: &Tables) -> u16 {
        let Ok(next) = u16::try_from(self.places.len() + 1) else { return 0 };
        let start = self.bits.len();
        self.bits.resize(start + SET_WORDS, 0);
        let mut place = [self.lists.len() as u32; 4];
        for class in classes {
            self.bits[start + usize::from(*class) / 64] |= 1 << (class % 64);
        }
        self.lists.extend_from_slice(classes);
        place[1] = self.lists.len() as u32;
        let mut keyed: Vec<([u16; 2], u16)> = Vec::new();
        for class in classes {
            for pattern in tables.pattern_starts.of(*class) {
                // A pattern can begin with several classes of a word.
                if std::mem::replace(&mut self.taken[usize::from(*pattern)], next) != next {
                    let number = usize::from(*pattern);
                    let need = key(&tables.conditions[number], classes);
                    keyed.push(([tables.patterns[number].when, need], *pattern));
                }
            }
        }
        // Those for one polarity stand together, and among them those with one key, so that one look passes over all.
        keyed.order_by_key(|(key, _)| *key);
        for section in keyed.chunk_by(|a, b| a.0[0] == b.0[0]) {
            let groups = section.chunk_by(|a, b| a.0 == b.0);
            self.lists.extend([section[0].0[0], (section.len() + 2 * groups.clone().count()) as u16]);
            for group in groups {
                self.lists.extend([group[0].0[1], group.len() as u16]);
                self.lists.extend(group.iter().map(|(_, pattern)| *pattern));
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

    /// The bits of a set.
    #[inline]
    pub(super) fn set_of(&self, set: u16) -> &[u64] {
        let start = usize::from(set) * SET_WORDS;
        self.bits.get(start..start + SET_WORDS).unwrap_or_default()
    }

    /// Whether the words of a set are of a class.
    #[inline]
    pub(super) fn holds(&self, set: u16, class: u16) -> bool {
        let at = usize::from(set) * SET_WORDS + usize::from(class / 64);
        self.bits.get(at).is_some_and(|bits| bits & (1 << (class % 64)) != 0)
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

    /// The numbers of the patterns that can begin with a word of a set, in sections: the polarities in which the word may
    /// stand, the length of what follows; then in groups: a class of which a word must be there, or [`NO_CLASS`], how many,
    /// their numbers.
    pub(super) fn patterns(&self, set: u16) -> &[u16] {
        self.list(set, 1)
    }

    /// The numbers of the triggers that can begin with a word of a set.
    pub(super) fn triggers(&self, set: u16) -> &[u16] {
        self.list(set, 2)
    }
}

/// The class by which a pattern is passed over: one that it needs and that the word with which it begins has not.
fn key(condition: &Condition, classes: &[u16]) -> u16 {
    let mut needs = condition.needs.iter().rev().copied();
    needs.find(|class| *class != NO_CLASS && !classes.contains(class)).unwrap_or(NO_CLASS)
}

/// Sets by a hash.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Hash and number of a set, from 1; zero is free. A power of two of them.
    slots: Vec<(u64, u32)>,
    used: usize,
}

impl Known {
    pub(super) fn get(&self, hash: u64) -> Option<u16> {
        let (_, set) = self.slots.get(self.slot(hash))?;
        set.checked_sub(1).map(|set| set as u16)
    }

    /// Adds one that is not there.
    #[inline(never)]
    pub(super) fn insert(&mut self, hash: u64, set: u16) {
        if self.used * 2 >= self.slots.len() {
            let larger = vec![(0, 0); (self.slots.len() * 2).max(1024)];
            for entry in std::mem::replace(&mut self.slots, larger).into_iter().filter(|entry| entry.1 != 0) {
                let slot = self.slot(entry.0);
                self.slots[slot] = entry;
            }
        }
        let slot = self.slot(hash);
        self.slots[slot] = (hash, u32::from(set) + 1);
        self.used += 1;
    }

    /// Where a hash is, or the free slot for it.
    #[inline]
    fn slot(&self, hash: u64) -> usize {
        let mask = self.slots.len().wrapping_sub(1);
        let mut slot = (hash ^ hash >> 32) as usize & mask;
        while self.slots.get(slot).is_some_and(|(own, set)| *set != 0 && *own != hash) {
            slot = (slot + 1) & mask;
        }
        slot
    }
}
