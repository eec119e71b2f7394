//! What is known of licenses without reading them again: `src/data/facts.tsv` with the reviewed overrides.

use std::fs;
use std::path::Path;

use serde::Deserialize;

use crate::{fail, format, pack, read};

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

/// The facts as they are stored: sets of clauses, a set for each license in the order of the index, and what the
/// overrides changed.
pub(crate) fn facts(root: &Path, ids: &[&str]) -> Vec<u8> {
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
    let licenses = licenses(&root.join("index.bin"));
    let (mut rows, mut sets) = (vec![0; licenses.len()], vec![0_u128]);
    let mut corrections = Vec::new();
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
        // A license that is no longer in the index is dropped here, and `index --check` says so.
        let Some(place) = licenses.iter().position(|license| *license == id) else { continue };
        rows[place] = number(all);
        if added | removed != 0 {
            corrections.push([place, number(added), number(removed)]);
        }
    }
    let mut out = Vec::new();
    pack::put(&mut out, sets.len() as u32);
    for set in sets {
        pack::put(&mut out, set.count_ones());
        let mut next = 0;
        for place in (0..128_u32).filter(|place| set >> place & 1 != 0) {
            pack::put(&mut out, place - next);
            next = place + 1;
        }
    }
    pack::put(&mut out, rows.len() as u32);
    let mut before = 0;
    for row in rows {
        pack::put_difference(&mut out, before, row as u32);
        before = row as u32;
    }
    pack::put(&mut out, corrections.len() as u32);
    for number in corrections.into_iter().flatten() {
        pack::put(&mut out, number as u32);
    }
    out
}

/// The ids of the index in its order; none when it was written in another layout, which `cargo xtask index` mends.
fn licenses(path: &Path) -> Vec<String> {
    let index = fs::read(path).unwrap_or_else(|error| fail(path, &error));
    match format::sections(&index) {
        Ok([licenses, ..]) => String::from_utf8_lossy(licenses)
            .lines()
            .filter_map(|line| line.split('\t').next())
            .map(str::to_owned)
            .collect(),
        Err(error) => {
            println!("cargo:warning={}: {error}; run: cargo xtask index", path.display());
            Vec::new()
        }
    }
}
