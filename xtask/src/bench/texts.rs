//! The texts that are measured, made from the SPDX texts of the `license` crate; the same in every run.
//!
//! A set is several slices of one stream, so that small texts are the same mixture as large ones and a cost per byte can
//! be compared between sizes.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::json;

use super::identify::forms::{self, Random};
use crate::index::spdx;

/// Dense license text: one license after the other.
pub(super) const LICENSES: &str = "license text";
/// What most files are: code and prose, with a license here and there.
pub(super) const ORDINARY: &str = "code and prose";
/// Licenses of about 10 KB, each a set of its own.
pub(super) const WHOLE: &str = "a license of 8 to 12 KB";

/// Bytes of a text, and how many such texts are in a set.
const SIZES: [(usize, usize); 5] = [(1_000, 64), (10_000, 16), (100_000, 4), (1_000_000, 1), (10_000_000, 1)];

/// Texts that are measured together.
pub(super) struct Set {
    /// What kind of text.
    pub(super) series: &'static str,
    /// Bytes of each text, about.
    pub(super) size: usize,
    /// The texts.
    pub(super) texts: Vec<String>,
}

impl Set {
    /// Bytes of all its texts.
    pub(super) fn bytes(&self) -> usize {
        self.texts.iter().map(String::len).sum()
    }
}

/// `10 KB`, `5 MB`.
pub(super) fn size(bytes: usize) -> String {
    if bytes >= 1_000_000 { format!("{} MB", bytes / 1_000_000) } else { format!("{} KB", bytes / 1000) }
}

/// The stream of a series, at least as long as `length`.
fn stream(series: &str, entries: &[spdx::Entry], length: usize) -> String {
    let mut random = Random::new(11);
    let mut out = String::with_capacity(length + 100_000);
    if series == LICENSES {
        let mut order: Vec<usize> = (0..entries.len()).collect();
        for place in (1..order.len()).rev() {
            order.swap(place, random.below(place + 1));
        }
        for at in order.iter().cycle() {
            out.push_str(&entries[*at].license_text);
            out.push_str("\n\n");
            if out.len() >= length {
                break;
            }
        }
    } else {
        while out.len() < length {
            out.push_str(&forms::readme(&mut random));
            out.push_str(&forms::comment(&entries[random.below(entries.len())].license_text));
            out.push_str(&forms::readme(&mut random).repeat(8));
        }
    }
    out
}

/// Sets of both series, up to a size, at the sizes that `wanted` picks.
pub(super) fn sets(wanted: impl Fn(usize) -> bool) -> Result<Vec<Set>> {
    let entries = entries()?;
    let mut sets = Vec::new();
    for series in [LICENSES, ORDINARY] {
        let largest = SIZES.iter().map(|(size, _)| *size).filter(|size| wanted(*size)).max().unwrap_or(0);
        // Small texts come from the whole stream as well, so it is never shorter than this.
        let stream = stream(series, &entries, largest.max(1_000_000));
        let mixed = &stream[..floor_boundary(&stream, 1_000_000)];
        for (size, count) in SIZES.into_iter().filter(|(size, _)| wanted(*size)) {
            let source = if size > mixed.len() { stream.as_str() } else { mixed };
            let step = source.len() / count;
            let texts = (0..count)
                .map(|at| {
                    let start = floor_boundary(source, at * step);
                    let end = floor_boundary(source, start + size);
                    source[start..end].to_owned()
                })
                .collect();
            sets.push(Set { series, size, texts });
        }
    }
    Ok(sets)
}

/// Licenses of 8 to 12 KB, one a set.
pub(super) fn whole() -> Result<Vec<Set>> {
    let fits = |entry: &spdx::Entry| (8_000..=12_000).contains(&entry.license_text.len());
    let licenses = entries()?.into_iter().filter(fits).step_by(3).take(16);
    Ok(licenses
        .map(|entry| Set { series: WHOLE, size: entry.license_text.len(), texts: vec![entry.license_text] })
        .collect())
}

/// The text whose first report is timed.
pub(super) fn first() -> Result<String> {
    let entry = entries()?.into_iter().find(|entry| entry.license_id == "Apache-2.0");
    Ok(entry.context("Apache-2.0 is not on the SPDX list")?.license_text)
}

fn entries() -> Result<Vec<spdx::Entry>> {
    let (data, _) = spdx::data()?;
    Ok(spdx::entries(&data)?.into_values().filter(|entry| !entry.is_deprecated_license_id).collect())
}

fn floor_boundary(text: &str, place: usize) -> usize {
    let mut place = place.min(text.len());
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    place
}

/// Writes sets for the programs that measure them. Sets of one name are numbered.
pub(super) fn write(sets: &[Set], name: &str) -> Result<PathBuf> {
    let mut lines = String::new();
    for (number, set) in sets.iter().enumerate() {
        for text in &set.texts {
            let _ = writeln!(lines, "{}", json!({ "set": number.to_string(), "text": text }));
        }
    }
    put(name, &lines)
}

/// Writes a file below `target/bench`.
pub(super) fn put(name: &str, content: &str) -> Result<PathBuf> {
    let folder = crate::target().join("bench");
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let path: &Path = &folder.join(name);
    fs::write(path, content).with_context(|| path.display().to_string())?;
    path.canonicalize().with_context(|| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_have_the_sizes_they_name() {
        let sets = sets(|size| size <= 1_000_000).unwrap_or_default();
        assert_eq!(sets.len(), 8);
        for set in &sets {
            for text in &set.texts {
                assert!(
                    text.len() <= set.size && text.len() + 4 > set.size,
                    "{}: {}",
                    set.series,
                    text.len()
                );
            }
        }
        let whole = whole().unwrap_or_default();
        assert!(whole.len() >= 10, "{} licenses", whole.len());
    }

    #[test]
    fn sizes_for_people() {
        assert_eq!((size(1000), size(5_000_000)), ("1 KB".to_owned(), "5 MB".to_owned()));
    }
}
