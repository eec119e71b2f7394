//! The tables that the build script writes, unpacked at the first reading: classes of words, programs, and what each
//! pattern belongs to.

use std::sync::OnceLock;

use super::pack::{self, Instruction, Reader};
use super::syntax::{MATCH, NEED, WORD};
use crate::clauses::catalog::ClauseId;
use crate::order;
use crate::words::hash;

/// Parameters that a match states, with their values.
pub(crate) type Set = &'static [(&'static str, &'static str)];

/// A pattern of a clause or signal.
#[derive(Debug)]
pub(crate) struct Pattern {
    /// The clause that it establishes.
    pub(crate) clause: ClauseId,
    /// Its place in the code.
    pub(crate) entry: u32,
    /// Polarities in which its first word may stand; all bits for any.
    pub(crate) when: u16,
    /// Who may be bound, one bit each.
    pub(crate) bound: u16,
    /// Patterns that must match somewhere in the same provision.
    pub(crate) with: Box<[u32]>,
    /// Patterns that must not match anywhere in the same provision.
    pub(crate) unless: Box<[u32]>,
    /// Clauses of which one must be found in the same text; none for patterns that stand alone.
    pub(crate) only_with: Box<[ClauseId]>,
    /// Clauses of which none may be found in the same text.
    pub(crate) not_with: Box<[ClauseId]>,
    /// Parameters that a match states, with their values.
    pub(crate) set: Set,
    /// Adds to a finding that another pattern establishes; establishes none itself.
    pub(crate) supports: bool,
    /// Number of the pattern within its clause's file, from 1; for reports to developers.
    pub(crate) number: u16,
}

/// A wording that sets the polarity of what follows or precedes it.
#[derive(Debug)]
pub(crate) struct Trigger {
    /// Its place in the code.
    pub(crate) entry: u32,
    /// The polarity that it sets.
    pub(crate) mode: u16,
    /// Whether it speaks of the words before it ("… is prohibited").
    pub(crate) backward: bool,
    /// Whether it is followed by whom it binds rather than preceded ("nor may you").
    pub(crate) fixed_subject: u16,
}

/// An instruction, laid out for the machine.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    /// What to do, see [`super::syntax`].
    pub(crate) code: u16,
    /// Class, mask or words.
    pub(crate) operand: u16,
    /// Where a jump leads, or the other way of a choice.
    pub(crate) target: u32,
    /// For a choice or a gap: the class of the word that the next instruction asks for, or [`NO_CLASS`].
    pub(crate) class: u16,
}

/// Stands for a class where there is none.
pub(crate) const NO_CLASS: u16 = u16::MAX;

/// All tables.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    /// Instructions of all programs, one program after the other.
    pub(crate) code: Vec<Step>,
    /// The patterns of clauses and signals.
    pub(crate) patterns: Vec<Pattern>,
    /// The wordings that set polarity.
    pub(crate) triggers: Vec<Trigger>,
    /// Whole words.
    pub(crate) words: Lists,
    /// Beginnings of words.
    pub(crate) beginnings: Lists,
    /// Per class, the patterns that begin with it.
    pub(crate) pattern_starts: Starts,
    /// Per class, the triggers that begin with it.
    pub(crate) trigger_starts: Starts,
    /// Per pattern, what rules it out at first sight.
    pub(crate) conditions: Vec<Condition>,
}

/// What rules a pattern out at first sight.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Condition {
    /// Words that a match takes at most.
    pub(crate) most: u16,
    /// Zones in which it counts, one bit a zone.
    pub(crate) zones: u16,
    /// Classes of which a word must be there; the last one again where there are fewer, or [`NO_CLASS`].
    pub(crate) needs: [u16; 3],
}

/// Numbers by class.
#[derive(Debug, Default)]
pub(crate) struct Starts {
    /// Where the numbers of each class end.
    ends: Vec<u16>,
    list: Vec<u16>,
}

impl Starts {
    /// From a number and its class, in the order of numbers.
    fn new(mut pairs: Vec<u64>) -> Self {
        order::numbers(&mut pairs);
        let mut ends = vec![0; usize::from(CLASSES)];
        for (place, pair) in pairs.iter().enumerate() {
            ends[(pair >> 16) as usize] = place as u16 + 1;
        }
        for class in 1..ends.len() {
            ends[class] = ends[class].max(ends[class - 1]);
        }
        Self { ends, list: pairs.iter().map(|pair| *pair as u16).collect() }
    }

    /// The numbers of a class.
    pub(crate) fn of(&self, class: u16) -> &[u16] {
        let class = usize::from(class);
        let start = class.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(class).copied().unwrap_or(start);
        self.list.get(usize::from(start)..usize::from(end)).unwrap_or_default()
    }
}

/// Classes by the hash of a word.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    /// Places in `entries`, from 1, below the high half of the hash, by the low bits of the hash and then the next free
    /// place; a power of two of them.
    slots: Vec<u32>,
    /// Hash, and where its classes end.
    entries: Vec<(u32, u32)>,
    classes: Vec<u16>,
}

impl Lists {
    fn new(classes: &[(u32, Vec<u16>)]) -> Self {
        let mut out = Self { slots: vec![0; (classes.len() * 2).next_power_of_two()], ..Self::default() };
        for (place, (hash, classes)) in classes.iter().enumerate() {
            let mut slot = *hash as usize & (out.slots.len() - 1);
            while out.slots[slot] != 0 {
                slot = (slot + 1) & (out.slots.len() - 1);
            }
            out.slots[slot] = (hash & 0xffff_0000) | (place as u32 + 1);
            out.classes.extend_from_slice(classes);
            out.entries.push((*hash, out.classes.len() as u32));
        }
        out
    }

    /// The classes of a word.
    pub(crate) fn of(&self, hash: u32) -> &[u16] {
        let mut slot = hash as usize & (self.slots.len() - 1);
        while let Some(&entry) = self.slots.get(slot).filter(|entry| **entry != 0) {
            let place = (entry & 0xffff) as usize - 1;
            if (entry ^ hash) >> 16 == 0
                && let Some((_, end)) = self.entries.get(place).filter(|(known, _)| *known == hash)
            {
                let start = place.checked_sub(1).and_then(|before| self.entries.get(before));
                let start = start.map_or(0, |(_, end)| *end as usize);
                return self.classes.get(start..*end as usize).unwrap_or_default();
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        &[]
    }
}

static BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/patterns.bin"));

/// The tables, unpacked once.
pub(crate) fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| unpack(&mut Reader::new(BYTES)))
}

fn unpack(reader: &mut Reader<'_>) -> Tables {
    let mut tables = Tables::default();
    (tables.words, tables.beginnings) = read_words(reader);
    let programs: Vec<Program> =
        (0..reader.number()).map(|_| read_program(reader, &mut tables.code)).collect();
    let lists: Vec<Vec<u32>> = (0..reader.number())
        .map(|_| {
            let length = reader.number();
            (0..length).map(|_| reader.number()).collect()
        })
        .collect();
    let program = |number: u32| &programs[number as usize];
    // Guards are programs, known by their place.
    let guards = |list: u32| -> Box<[u32]> {
        lists[list as usize].iter().map(|guard| program(*guard).entry).collect()
    };
    let pairs = |starts: &[u16], number: usize| -> Vec<u64> {
        starts.iter().map(|class| u64::from(*class) << 16 | number as u64).collect()
    };
    let mut starts = Vec::new();
    let mut sets = SETS.iter().peekable();
    for (number, row) in read_rows(reader).into_iter().enumerate() {
        let [clause, own, when, zones, bound, with, unless, only_with, not_with, supports, place] = row;
        let own = program(own);
        starts.extend(pairs(&own.starts, number));
        let mut needs = [NO_CLASS; 3];
        let of = tables.code[own.entry as usize..].iter().take_while(|step| step.code == NEED);
        for (at, step) in of.take(needs.len()).enumerate() {
            needs[at..].fill(step.operand);
        }
        tables.conditions.push(Condition { most: own.most, zones: zones as u16, needs });
        let companions = |list: u32| -> Box<[ClauseId]> {
            lists[list as usize].iter().map(|clause| ClauseId(*clause as u8)).collect()
        };
        tables.patterns.push(Pattern {
            clause: ClauseId(clause as u8),
            entry: own.entry,
            when: when as u16,
            bound: bound as u16,
            with: guards(with),
            unless: guards(unless),
            only_with: companions(only_with),
            not_with: companions(not_with),
            set: sets.next_if(|set| usize::from(set.0) == number).map_or(&[], |set| set.1),
            supports: supports == 1,
            number: place as u16,
        });
    }
    tables.pattern_starts = Starts::new(std::mem::take(&mut starts));
    for (number, [own, mode, backward, fixed]) in read_rows(reader).into_iter().enumerate() {
        let own = program(own);
        starts.extend(pairs(&own.starts, number));
        tables.triggers.push(Trigger {
            entry: own.entry,
            mode: mode as u16,
            backward: backward == 1,
            fixed_subject: fixed as u16,
        });
    }
    tables.trigger_starts = Starts::new(starts);
    tables
}

/// Where a program is, and what is known of it.
struct Program {
    entry: u32,
    most: u16,
    starts: Vec<u16>,
}

/// Reads a program and lays it out: first the classes without which it cannot match, then its instructions.
fn read_program(reader: &mut Reader<'_>, code: &mut Vec<Step>) -> Program {
    let mut program: Vec<Instruction> = Vec::new();
    while program.last().is_none_or(|last| last.code != MATCH) {
        program.push(reader.instruction());
    }
    let entry = code.len() as u32;
    for class in pack::needs(&program) {
        code.push(Step { code: NEED, operand: class, target: 0, class: NO_CLASS });
    }
    for (number, instruction) in program.iter().enumerate() {
        let next = program.get(number + 1).filter(|next| next.code == WORD);
        let target = code.len() as u32 + u32::from(instruction.operand);
        let class = next.map_or(NO_CLASS, |next| next.operand);
        code.push(Step { code: instruction.code, operand: instruction.operand, target, class });
    }
    Program { entry, most: pack::most(&program), starts: pack::starts(&program).unwrap_or_default() }
}

/// Reads the words and their classes: whole words, then beginnings.
fn read_words(reader: &mut Reader<'_>) -> (Lists, Lists) {
    let mut lists: Vec<(u32, Vec<u16>, bool)> = Vec::new();
    let mut letters: Vec<u8> = Vec::new();
    for _ in 0..reader.number() {
        letters.truncate(reader.number() as usize);
        letters.extend_from_slice(reader.line());
        let beginning = letters.last() == Some(&b'*');
        let own = &letters[..letters.len() - usize::from(beginning)];
        let hash = own.iter().fold(hash::START, |state, byte| hash::push(state, *byte));
        lists.push((hash, Vec::new(), beginning));
    }
    for class in 1..reader.number() {
        let mut next = 0;
        for _ in 0..reader.number() {
            let place = next + reader.number();
            if let Some((_, classes, _)) = lists.get_mut(place as usize) {
                classes.push(class as u16);
            }
            next = place + 1;
        }
    }
    let some = |beginnings: bool| {
        let own = lists.iter().filter(|(.., beginning)| *beginning == beginnings);
        Lists::new(&own.map(|(hash, classes, _)| (*hash, classes.clone())).collect::<Vec<_>>())
    };
    (some(false), some(true))
}

/// Reads columns; gives them as rows.
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

pub(crate) use generated::*;

mod generated {
    use super::Set;

    include!(concat!(env!("OUT_DIR"), "/patterns.rs"));
}
