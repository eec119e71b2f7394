//! What is known of licenses without reading them again: `src/data/facts.tsv` with the reviewed overrides.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::{fail, hash, read};

/// A correction to the facts of some licenses.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Override {
    licenses: Vec<String>,
    #[serde(default)]
    add: Vec<String>,
    #[serde(default)]
    remove: Vec<String>,
    reason: String,
}

/// The corrections file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Overrides {
    #[serde(default, rename = "override")]
    list: Vec<Override>,
}

/// Rust source of the facts: a row a license (hash of its id, clauses, those added, those removed), and the sets.
pub(crate) fn facts(root: &Path, ids: &[&str]) -> String {
    let path = root.join("facts.tsv");
    let overrides_path = root.join("overrides.toml");
    let overrides: Overrides =
        toml::from_str(&read(&overrides_path)).unwrap_or_else(|error| fail(&overrides_path, &error));
    let bits = |path: &Path, names: &mut dyn Iterator<Item = &str>| -> u128 {
        names.fold(0, |set, name| {
            let number = ids.iter().position(|id| *id == name);
            set | (1 << number.unwrap_or_else(|| fail(path, &format!("no clause or signal is named {name}"))))
        })
    };
    let (mut rows, mut sets) = (BTreeMap::new(), vec![0_u128]);
    let mut number = |set: u128| {
        sets.iter().position(|known| *known == set).unwrap_or_else(|| {
            sets.push(set);
            sets.len() - 1
        })
    };
    for line in read(&path).lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (id, names) = line.split_once('\t').unwrap_or((line, ""));
        // A clause that was renamed since the file was written is dropped here, and `index --check` says so.
        let mut known = names.split(' ').filter(|name| ids.contains(name));
        let mut all = bits(&path, &mut known);
        let (mut added, mut removed) = (0, 0);
        for entry in overrides.list.iter().filter(|entry| entry.licenses.iter().any(|license| license == id))
        {
            if entry.reason.trim().is_empty() {
                fail(&overrides_path, &format!("{id}: an override needs a reason"));
            }
            added |= bits(&overrides_path, &mut entry.add.iter().map(String::as_str));
            removed |= bits(&overrides_path, &mut entry.remove.iter().map(String::as_str));
        }
        all = (all | added) & !removed;
        let row = (number(all), number(added), number(removed));
        if rows.insert(hash::of(&id.to_lowercase()), row).is_some() {
            fail(&path, &format!("{id} has the hash of another id"));
        }
    }
    let rows: Vec<_> =
        rows.into_iter().map(|(key, (all, added, removed))| (key, all, added, removed)).collect();
    format!(
        "pub(super) static ROWS: &[(u32, u16, u16, u16)] = &{rows:?};\npub(super) static SETS: &[u128] = &{sets:?};\n"
    )
}
