//! What is known of a license without reading it again.
//!
//! `src/data/facts.tsv` has the clauses of every known text as the engine reads them (written by `cargo xtask index`);
//! `src/data/overrides.toml` corrects them by hand, each with its reason. A text that is a known license gets these
//! facts, and the engine only locates the words; a changed one gets them minus what its changes take away and plus what
//! they add.

mod appended;
mod apply;

pub(crate) use apply::apply;

use std::sync::OnceLock;

use crate::clauses::catalog::{ALL, ClauseId, FACTS, REPORTED};
use crate::index::Index;
use crate::patterns::Reader;

/// Clauses and signals as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct ClauseSet(u128);

impl ClauseSet {
    /// Whether a clause is in it.
    pub(crate) fn has(self, id: ClauseId) -> bool {
        self.0 & (1 << id.0) != 0
    }

    /// Its clauses without the signals, in the order of their ids.
    pub(crate) fn clauses(self) -> impl Iterator<Item = ClauseId> {
        (0..REPORTED as u8).map(ClauseId).filter(move |id| self.has(*id))
    }

    /// Its signals.
    pub(crate) fn signals(self) -> impl Iterator<Item = ClauseId> {
        (REPORTED as u8..ALL.len() as u8).map(ClauseId).filter(move |id| self.has(*id))
    }
}

/// What is known of a license.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Facts {
    /// Its clauses and signals, corrected.
    pub(crate) all: ClauseSet,
    /// Those that a reviewer added to what the engine reads.
    pub(crate) added: ClauseSet,
    /// Those that a reviewer took away from what the engine reads.
    pub(crate) removed: ClauseSet,
}

/// What is stored of all licenses.
struct Table {
    sets: Vec<ClauseSet>,
    /// For each license of the index, the number of its set.
    rows: Vec<u32>,
    /// License, and the numbers of the sets that a reviewer added and took away.
    corrections: Vec<[u32; 3]>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut reader = Reader::new(FACTS);
        let sets = (0..reader.number()).map(|_| read_set(&mut reader)).collect();
        let mut row = 0;
        let rows = (0..reader.number())
            .map(|_| {
                row = reader.difference(row);
                row
            })
            .collect();
        let corrections = (0..reader.number()).map(|_| std::array::from_fn(|_| reader.number())).collect();
        Table { sets, rows, corrections }
    })
}

fn read_set(reader: &mut Reader<'_>) -> ClauseSet {
    let (mut set, mut next) = (0, 0);
    for _ in 0..reader.number() {
        let place = next + reader.number();
        set |= 1_u128.checked_shl(place).unwrap_or_default();
        next = place + 1;
    }
    ClauseSet(set)
}

/// The facts of a license by its id, if it is known.
pub(crate) fn of(id: &str) -> Option<Facts> {
    let place = Index::get().place(id)?;
    let table = table();
    let set = |number: u32| table.sets.get(number as usize).copied().unwrap_or_default();
    let row = *table.rows.get(place)?;
    let correction = table.corrections.iter().find(|correction| correction[0] as usize == place);
    let [_, added, removed] = correction.copied().unwrap_or_default();
    Some(Facts { all: set(row), added: set(added), removed: set(removed) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_in_any_case_and_unknown_ones_are_not() {
        assert_eq!(of("mit"), of("MIT"));
        assert_eq!(of("no-such-license"), None);
    }

    #[test]
    fn every_override_is_in_force() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/data");
        let read = |name| std::fs::read_to_string(folder.join(name)).expect("a data file");
        let overrides: toml::Table = toml::from_str(&read("overrides.toml")).expect("overrides.toml");
        let list = overrides.get("override").and_then(toml::Value::as_array).cloned().unwrap_or_default();
        for entry in list {
            let names = |key| {
                let list = entry.get(key).and_then(toml::Value::as_array).cloned().unwrap_or_default();
                list.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect::<Vec<_>>()
            };
            for license in names("licenses") {
                let facts = of(&license).unwrap_or_else(|| panic!("no facts of {license}"));
                for name in names("add") {
                    assert!(facts.all.clauses().any(|id| id.as_str() == name), "{license} lacks {name}");
                }
                for name in names("remove") {
                    assert!(facts.all.clauses().all(|id| id.as_str() != name), "{license} has {name}");
                }
            }
        }
    }
}
