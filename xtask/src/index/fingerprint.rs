//! Licenses whose text is in no registry package: sampled n-grams of the texts in the shared folder, numbers only.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use openweigh::index::fingerprint_rate;
use openweigh::index::ngrams::{Rolling, whole_sum};
use openweigh::words::{Flags, words};

use super::encode::{Fingerprint, License};

/// Where the texts are: a folder beside the repository that is not part of it.
pub(super) fn folder() -> Option<PathBuf> {
    let shared = crate::root().join("../shared");
    shared.is_dir().then_some(shared)
}

/// The licenses of the list beside this file, with the fingerprints of their texts.
pub(super) fn entries(plain: &mut BTreeMap<String, String>) -> Result<Vec<(License, Fingerprint)>> {
    let shared = folder().context("the shared folder is not there")?;
    let mut found = Vec::new();
    for line in
        include_str!("fingerprints.tsv").lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, name, file] = fields[..] else { bail!("fingerprints.tsv: {line:?} has not three fields") };
        let path = shared.join(file);
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let (count, hashes) = sample(&text);
        if hashes.len() < 8 {
            bail!("{file} is too short for a fingerprint: {} n-grams", hashes.len());
        }
        plain.insert(id.to_owned(), text);
        let license = License {
            id: id.to_owned(),
            name: name.to_owned(),
            osi_approved: None,
            fsf_libre: None,
            exception: false,
            source: 'f',
        };
        found.push((license, Fingerprint { id: id.to_owned(), words: count, hashes, whole: 0 }));
    }
    Ok(found)
}

/// The sum of all words of a text.
pub(super) fn whole(text: &str) -> u32 {
    let words = words(text);
    whole_sum(words.list.iter().filter(|word| !word.flags.has(Flags::MARKER)).map(|word| word.hash))
}

/// The number of words of a text, and the high halves of its sampled n-grams.
pub(super) fn sample(text: &str) -> (u16, Vec<u16>) {
    let words = words(text);
    let mut rolling = Rolling::default();
    let mut hashes = BTreeSet::new();
    let mut count = 0_u16;
    for word in words.list.iter().filter(|word| !word.flags.has(Flags::MARKER)) {
        count = count.saturating_add(1);
        hashes.extend(rolling.push(word.hash));
    }
    let rate = fingerprint_rate(u32::from(count));
    let halves: BTreeSet<u16> =
        hashes.into_iter().filter(|hash| hash % rate == 0).map(|hash| (hash >> 16) as u16).collect();
    (count, halves.into_iter().collect())
}
