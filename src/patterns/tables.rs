//! The tables that the build script writes, unpacked at the first reading: classes of words, programs, and what each
//! pattern belongs to.

use std::sync::OnceLock;

use super::pack::{Instruction, Outline, Reader};
use super::syntax::{MATCH, NEED, WORD};
use crate::clauses::catalog::ClauseId;
use crate::words::hash;

/// Parameters that a match states, with their values.
pub(super) type Set = &'static [(&'static str, &'static str)];

/// A pattern of a clause or signal.
#[derive(Debug)]
pub struct Pattern {
    /// The clause that it establishes.
    pub clause: ClauseId,
    /// Its place in the code, after the needs that are in its condition.
    pub entry: u32,
    /// Polarities in which its first word may stand; all bits for any.
    pub when: u16,
    /// Who may be bound, one bit each.
    pub bound: u16,
    /// Parameters that a match states, with their values.
    pub set: Set,
    /// Adds to a finding that another pattern establishes; establishes none itself.
    pub supports: bool,
    /// Number of the pattern within its clause's file, from 1; for reports to developers.
    pub number: u16,
    /// Numbers of the lists that the functions below give; the first list is empty.
    with: u16,
    unless: u16,
    only_with: u16,
    not_with: u16,
}

impl Pattern {
    /// Places in the code of the patterns that must match somewhere in the same provision.
    pub fn with(&self) -> impl Iterator<Item = u32> {
        tables().guards(self.with)
    }

    /// Places in the code of the patterns that must not match anywhere in the same provision.
    pub fn unless(&self) -> impl Iterator<Item = u32> {
        tables().guards(self.unless)
    }

    /// Clauses of which one must be found in the same text; none for patterns that stand alone.
    pub fn only_with(&self) -> impl ExactSizeIterator<Item = ClauseId> {
        tables().clauses(self.only_with)
    }

    /// Clauses of which none may be found in the same text.
    pub fn not_with(&self) -> impl ExactSizeIterator<Item = ClauseId> {
        tables().clauses(self.not_with)
    }
}

/// A wording that sets the polarity of what follows or precedes it.
#[derive(Debug)]
pub struct Trigger {
    /// Its place in the code.
    pub entry: u32,
    /// The polarity that it sets.
    pub mode: u16,
    /// Whether it speaks of the words before it ("… is prohibited").
    pub backward: bool,
    /// Whether it is followed by whom it binds rather than preceded ("nor may you").
    pub fixed_subject: u16,
}

/// An instruction, laid out for the machine.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// What to do, see [`super::syntax`].
    pub code: u16,
    /// Class, mask, words, or how far ahead a jump leads or the other way of a choice.
    pub operand: u16,
    /// For a choice or a gap: the class of the word that the next instruction asks for, or [`NO_CLASS`].
    pub class: u16,
}

/// Stands for a class where there is none.
pub(super) const NO_CLASS: u16 = u16::MAX;

/// All tables.
#[derive(Debug, Default)]
pub struct Tables {
    /// Instructions of all programs, one program after the other.
    pub code: Vec<Step>,
    /// The patterns of clauses and signals.
    pub patterns: Vec<Pattern>,
    /// The wordings that set polarity.
    pub triggers: Vec<Trigger>,
    /// The words that patterns ask for.
    pub vocabulary: Vocabulary,
    /// Per class, the patterns that begin with it.
    pub pattern_starts: Groups,
    /// Per class, the triggers that begin with it.
    pub trigger_starts: Groups,
    /// Per pattern, what rules it out at first sight.
    pub conditions: Vec<Condition>,
    /// Per program, its place in the code.
    entries: Vec<u32>,
    /// Lists of programs or clauses.
    lists: Groups,
}

impl Tables {
    fn guards(&self, list: u16) -> impl Iterator<Item = u32> {
        let programs = self.lists.of(list).iter();
        programs.filter_map(|program| self.entries.get(usize::from(*program)).copied())
    }

    fn clauses(&self, list: u16) -> impl ExactSizeIterator<Item = ClauseId> {
        self.lists.of(list).iter().map(|clause| ClauseId(*clause as u8))
    }
}

/// What rules a pattern out at first sight.
#[derive(Debug, Clone, Copy)]
pub struct Condition {
    /// Words that a match takes at most.
    pub most: u16,
    /// Zones in which it counts, one bit a zone.
    pub zones: u16,
    /// Classes of which a word must be there; the last one again where there are fewer, or [`NO_CLASS`].
    pub needs: [u16; 3],
}

/// Lists of numbers by a number.
#[derive(Debug, Default)]
pub struct Groups {
    /// Where each list ends.
    ends: Vec<u32>,
    items: Vec<u16>,
}

impl Groups {
    /// From keys below `count` with an item each; each list keeps the order in which its items were given.
    fn new(count: usize, pairs: &[(u16, u16)]) -> Self {
        let mut ends = vec![0; count];
        for (key, _) in pairs {
            ends[usize::from(*key)] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += std::mem::replace(end, sum);
        }
        // Each list's beginning moves to its end while it is filled.
        let mut items = vec![0; pairs.len()];
        for (key, item) in pairs {
            let place = &mut ends[usize::from(*key)];
            items[*place as usize] = *item;
            *place += 1;
        }
        Self { ends, items }
    }

    /// The list of a number.
    pub fn of(&self, key: u16) -> &[u16] {
        let key = usize::from(key);
        let start = key.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(key).copied().unwrap_or(start);
        self.items.get(start as usize..end as usize).unwrap_or_default()
    }
}

/// Classes by the hash of a word, or of the beginning of one.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// For whole words and for beginnings: places in `hashes`, from 1, below the high half of the hash, by the low bits
    /// of the hash and then the next free place; a power of two of them.
    slots: [Vec<u32>; 2],
    hashes: Vec<u32>,
    classes: Groups,
}

impl Vocabulary {
    /// Reads the words and their classes.
    #[inline(never)]
    fn read(reader: &mut Reader<'_>) -> Self {
        let mut out = Self::default();
        let count = reader.number() as usize;
        let mut beginnings = Vec::with_capacity(count);
        let mut letters: Vec<u8> = Vec::with_capacity(64);
        out.hashes.reserve_exact(count);
        for _ in 0..count {
            letters.truncate(reader.number() as usize);
            letters.extend_from_slice(reader.line());
            let beginning = letters.last() == Some(&b'*');
            let own = &letters[..letters.len() - usize::from(beginning)];
            out.hashes.push(hash_of(own));
            beginnings.push(beginning);
        }
        for (kind, slots) in out.slots.iter_mut().enumerate() {
            let own = |beginning: &&bool| usize::from(**beginning) == kind;
            // Roomy, because most words of a text are none of them.
            slots.resize((beginnings.iter().filter(own).count() * 4).next_power_of_two(), 0);
        }
        for (place, (hash, beginning)) in out.hashes.iter().zip(beginnings).enumerate() {
            enter(&mut out.slots[usize::from(beginning)], *hash, place);
        }
        let groups = reader.number();
        let groups: Vec<Vec<u16>> =
            (0..groups).map(|_| (0..reader.number()).map(|_| reader.number() as u16).collect()).collect();
        let mut pairs = Vec::with_capacity(count * 6);
        let classes = reader.number();
        let members: Vec<u32> = (1..classes).map(|_| reader.number()).collect();
        let mut first = 0;
        let mut firsts = Vec::with_capacity(members.len());
        for _ in &members {
            first = reader.difference(first);
            firsts.push(first);
        }
        for (class, (first, members)) in (1..).zip(firsts.into_iter().zip(members)) {
            read_class(reader, class, first, members, &mut pairs);
            add_synonyms(class, &groups, &mut pairs);
        }
        out.classes = Groups::new(count, &pairs);
        out
    }

    /// The classes of a word.
    pub fn whole(&self, hash: u32) -> &[u16] {
        self.of(&self.slots[0], hash)
    }

    /// The classes of the words that begin so.
    pub fn beginning(&self, hash: u32) -> &[u16] {
        self.of(&self.slots[1], hash)
    }

    fn of(&self, slots: &[u32], hash: u32) -> &[u16] {
        let mut slot = hash as usize & (slots.len() - 1);
        while let Some(&entry) = slots.get(slot).filter(|entry| **entry != 0) {
            let place = (entry & 0xffff) as u16 - 1;
            if (entry ^ hash) >> 16 == 0 && self.hashes.get(usize::from(place)) == Some(&hash) {
                return self.classes.of(place);
            }
            slot = (slot + 1) & (slots.len() - 1);
        }
        &[]
    }
}

// What is done for every word, program or row below is in functions of its own: a function with all of it would run long
// enough for the browser to begin to optimize it, when it has done its work already.

#[inline(never)]
fn hash_of(letters: &[u8]) -> u32 {
    letters.iter().fold(hash::START, |state, byte| hash::push(state, *byte))
}

#[inline(never)]
fn enter(slots: &mut [u32], hash: u32, place: usize) {
    let mut slot = hash as usize & (slots.len() - 1);
    while slots[slot] != 0 {
        slot = (slot + 1) & (slots.len() - 1);
    }
    slots[slot] = (hash & 0xffff_0000) | (place as u32 + 1);
}

#[inline(never)]
fn read_class(reader: &mut Reader<'_>, class: u16, first: u32, members: u32, pairs: &mut Vec<(u16, u16)>) {
    let mut place = first;
    pairs.push((place as u16, class));
    for _ in 1..members {
        place += reader.number() + 1;
        pairs.push((place as u16, class));
    }
}

/// A class that has the first word of a group has the others, too.
fn add_synonyms(class: u16, groups: &[Vec<u16>], pairs: &mut Vec<(u16, u16)>) {
    let start = pairs.iter().rposition(|pair| pair.1 != class).map_or(0, |last| last + 1);
    for at in start..pairs.len() {
        let member = pairs[at].0;
        if let Ok(group) = groups.binary_search_by_key(&member, |group| group[0]) {
            pairs.extend(groups[group][1..].iter().map(|other| (*other, class)));
        }
    }
}

static BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/patterns.bin"));

/// The tables, unpacked once.
pub fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| unpack(&mut Reader::new(BYTES)))
}

#[inline(never)]
fn unpack(reader: &mut Reader<'_>) -> Tables {
    let mut tables = Tables { vocabulary: Vocabulary::read(reader), ..Tables::default() };
    let programs = Programs::read(reader, &mut tables);
    let mut pairs = Vec::new();
    let lists = reader.number();
    for list in 0..lists {
        pairs.extend((0..reader.number()).map(|_| (list as u16, reader.number() as u16)));
    }
    tables.lists = Groups::new(lists as usize, &pairs);
    pairs.clear();
    let rows = read_rows(reader);
    tables.patterns.reserve_exact(rows.len());
    tables.conditions.reserve_exact(rows.len());
    let mut sets = SETS.iter().peekable();
    for (number, row) in rows.into_iter().enumerate() {
        let [clause, program, when, zones, bound, with, unless, only_with, not_with, supports, place] = row;
        programs.add_starts(program, number, &mut pairs);
        let (needs, entry) = first_needs(&tables.code, tables.entries[program as usize]);
        tables.conditions.push(Condition {
            most: programs.most[program as usize],
            zones: zones as u16,
            needs,
        });
        tables.patterns.push(Pattern {
            clause: ClauseId(clause as u8),
            entry,
            when: when as u16,
            bound: bound as u16,
            set: sets.next_if(|set| usize::from(set.0) == number).map_or(&[], |set| set.1),
            supports: supports == 1,
            number: place as u16,
            with: with as u16,
            unless: unless as u16,
            only_with: only_with as u16,
            not_with: not_with as u16,
        });
    }
    tables.pattern_starts = Groups::new(usize::from(CLASSES), &pairs);
    pairs.clear();
    for (number, [program, mode, backward, fixed]) in read_rows(reader).into_iter().enumerate() {
        programs.add_starts(program, number, &mut pairs);
        tables.triggers.push(Trigger {
            entry: tables.entries[program as usize],
            mode: mode as u16,
            backward: backward == 1,
            fixed_subject: fixed as u16,
        });
    }
    tables.trigger_starts = Groups::new(usize::from(CLASSES), &pairs);
    tables
}

/// The first classes that a program needs, and its place after them: what the condition asks for need not be asked again.
#[inline(never)]
fn first_needs(code: &[Step], mut entry: u32) -> ([u16; 3], u32) {
    let mut needs = [NO_CLASS; 3];
    let of = code[entry as usize..].iter().take_while(|step| step.code == NEED);
    for (at, step) in of.take(needs.len()).enumerate() {
        needs[at..].fill(step.operand);
        entry += 1;
    }
    (needs, entry)
}

/// What is known of all programs while the tables are unpacked.
#[derive(Default)]
struct Programs {
    most: Vec<u16>,
    /// Where the classes with which each can begin end.
    ends: Vec<u32>,
    starts: Vec<u16>,
}

impl Programs {
    /// Reads all programs and lays them out: first the classes without which one cannot match, then its instructions.
    #[inline(never)]
    fn read(reader: &mut Reader<'_>, tables: &mut Tables) -> Self {
        let mut out = Self::default();
        let mut outline = Outline::default();
        let mut program: Vec<Instruction> = Vec::with_capacity(256);
        let count = reader.number();
        let code = &mut tables.code;
        code.reserve_exact(reader.number() as usize);
        for _ in 0..count {
            read_program(reader, &mut program);
            outline.read(&program);
            tables.entries.push(code.len() as u32);
            let needs = outline.needs.iter();
            code.extend(needs.map(|class| Step { code: NEED, operand: *class, class: NO_CLASS }));
            lay_out(&program, code);
            out.most.push(outline.most);
            out.starts.extend_from_slice(&outline.starts);
            out.ends.push(out.starts.len() as u32);
        }
        out
    }

    /// Adds the classes with which a program can begin, each with a number.
    #[inline(never)]
    fn add_starts(&self, program: u32, number: usize, pairs: &mut Vec<(u16, u16)>) {
        let start = program.checked_sub(1).map_or(0, |before| self.ends[before as usize]);
        let own = &self.starts[start as usize..self.ends[program as usize] as usize];
        pairs.extend(own.iter().map(|class| (*class, number as u16)));
    }
}

#[inline(never)]
fn read_program(reader: &mut Reader<'_>, program: &mut Vec<Instruction>) {
    program.clear();
    while program.last().is_none_or(|last| last.code != MATCH) {
        program.push(reader.instruction());
    }
}

#[inline(never)]
fn lay_out(program: &[Instruction], code: &mut Vec<Step>) {
    for (number, instruction) in program.iter().enumerate() {
        let next = program.get(number + 1).filter(|next| next.code == WORD);
        let class = next.map_or(NO_CLASS, |next| next.operand);
        code.push(Step { code: instruction.code, operand: instruction.operand, class });
    }
}

/// Reads columns; gives them as rows.
#[inline(never)]
fn read_rows<const COUNT: usize>(reader: &mut Reader<'_>) -> Vec<[u32; COUNT]> {
    let mut rows = vec![[0; COUNT]; reader.number() as usize];
    for column in 0..COUNT {
        let mut before = 0;
        for row in &mut rows {
            before = reader.difference(before);
            row[column] = before;
        }
    }
    rows
}

pub use generated::*;

mod generated {
    use super::Set;

    include!(concat!(env!("OUT_DIR"), "/patterns.rs"));
}
