//! The phrases that name licenses: those of `src/data/names.tsv`, and the names and ids of all licenses of the index.

use std::sync::OnceLock;

use super::ids;
use crate::index::{Index, License};
use crate::order;
use crate::words::{Flags, Word, Words, hash, said, words};

/// What a phrase stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// An id, or a family whose version stands around the phrase; from the table.
    Table(&'static str),
    /// A license of the index by its name, and the version that its name says.
    Name(u16, &'static str),
    /// An identifier, which must be written as one.
    Id(&'static str),
    /// A license by its whole name.
    Whole(&'static str),
}

/// How much else must speak for a phrase that it names a license.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Guard {
    /// Nothing.
    None,
    /// The words around it speak of licensing, because it means other things too.
    Cue,
}

/// Some words and what they stand for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Phrase {
    start: u32,
    length: u8,
    pub(super) guard: Guard,
    pub(super) target: Target,
}

impl Phrase {
    /// How many words it has.
    pub(super) fn len(&self) -> usize {
        usize::from(self.length)
    }
}

/// All phrases.
pub(super) struct Phrases {
    words: Vec<u32>,
    /// By the first word, the longest first.
    list: Vec<Phrase>,
    /// One bit for the low bits of each first word.
    filter: [u64; FILTER],
}

const FILTER: usize = 128;

const fn bit(hash: u32) -> (usize, u64) {
    ((hash >> 6) as usize % FILTER, 1 << (hash % 64))
}

impl Phrases {
    pub(super) fn get() -> &'static Self {
        static ALL: OnceLock<Phrases> = OnceLock::new();
        ALL.get_or_init(Self::build)
    }

    #[inline(never)]
    fn build() -> Self {
        let mut all = Self { words: Vec::with_capacity(8192), list: Vec::new(), filter: [0; FILTER] };
        for (said, target) in
            ids::rows(include_str!("../data/names.tsv")).filter_map(|row| row.split_once('\t'))
        {
            let guard = if target.ends_with('*') { Guard::Cue } else { Guard::None };
            all.add(said.split(' ').map(hash::of), guard, Target::Table(target.trim_end_matches('*')));
        }
        all.add_names(&Index::get().licenses);
        // By the first word, the longest first; an id says more than a name.
        let rank = |phrase: &Phrase| match phrase.target {
            Target::Id(_) => 0,
            Target::Table(_) => 1,
            Target::Whole(_) => 2,
            Target::Name(..) => 3,
        };
        let key = |(at, phrase): (usize, &Phrase)| {
            let first = u64::from(all.words[phrase.start as usize]);
            first << 32 | u64::from(u8::MAX - phrase.length) << 24 | rank(phrase) << 20 | at as u64
        };
        let mut keys: Vec<u64> = all.list.iter().enumerate().map(key).collect();
        order::numbers(&mut keys);
        all.list =
            keys.into_iter().filter_map(|key| all.list.get(key as usize & 0xf_ffff).copied()).collect();
        all
    }

    fn add(&mut self, said: impl Iterator<Item = u32>, guard: Guard, target: Target) {
        let start = self.words.len();
        self.words.extend(said);
        let Some(first) = self.words.get(start) else { return };
        let (at, bit) = bit(*first);
        self.filter[at] |= bit;
        let length = (self.words.len() - start) as u8;
        self.list.push(Phrase { start: start as u32, length, guard, target });
    }

    /// Adds the names and the ids of licenses; split into words in one go, because there are many.
    #[inline(never)]
    fn add_names(&mut self, licenses: &'static [License]) {
        let mut lines = String::with_capacity(licenses.len() * 48);
        for license in licenses {
            // What stands in parentheses explains.
            let name = license.name.split(" (").next().unwrap_or_default();
            lines.extend([name, "\n", license.id, "\n"]);
        }
        let split = words(&lines);
        let mut rest = split.list.as_slice();
        let mut end = 0;
        let mut line = |length: usize| {
            end += length + 1;
            let count = rest.partition_point(|word| (word.start as usize) < end);
            let (own, others) = rest.split_at(count);
            rest = others;
            own
        };
        for (number, license) in licenses.iter().enumerate() {
            let name = license.name.split(" (").next().unwrap_or_default();
            let said = line(name.len());
            self.add_name(number as u16, license, &split, said);
            let said = line(license.id.len());
            if said.len() > 1 && !license.id.starts_with("LicenseRef-") {
                let hashes = said.iter().map(|word| word.hash);
                self.add(hashes, guard_of_id(license.id), Target::Id(license.id));
            }
        }
    }

    #[inline(never)]
    fn add_name(&mut self, number: u16, license: &'static License, split: &Words<'_>, said: &[Word]) {
        let said = &said[usize::from(said.first().is_some_and(|word| is(word, said!["the"])))..];
        let own = license.id.starts_with("LicenseRef-");
        let licensed = said.iter().any(|word| is(word, said!["license"]));
        let mut core: Vec<u32> = Vec::with_capacity(said.len());
        let mut version = "";
        for word in said {
            let text = split.text.get(word.start as usize..word.end as usize).unwrap_or_default();
            let digits = text.trim_start_matches(['v', 'V']);
            if !version.is_empty() {
                // Words after the version tell variants and countries apart; such a name counts as a whole.
                let guard = if said.len() > 4 { Guard::None } else { Guard::Cue };
                if said.len() > 2 && !own {
                    self.add(said.iter().map(|word| word.hash), guard, Target::Whole(license.id));
                }
                return;
            } else if !core.is_empty() && digits.starts_with(|letter: char| letter.is_ascii_digit()) {
                version = license.name.find(digits).map_or("", |at| &license.name[at..at + digits.len()]);
            } else if core.is_empty() || !is(word, said!["version", "v"]) {
                core.push(word.hash);
            }
        }
        if core.len() > if own { 2 } else { 1 } && (licensed || !own) {
            let guard = if licensed { Guard::None } else { Guard::Cue };
            self.add(core.into_iter(), guard, Target::Name(number, version));
        }
    }

    /// Whether a phrase may start with a word.
    #[inline]
    pub(super) fn may_start(&self, word: u32) -> bool {
        let (at, bit) = bit(word);
        self.filter[at] & bit != 0
    }

    /// The phrases that stand at a place, the longest first.
    pub(super) fn at<'a>(&'a self, words: &'a Words<'_>, place: usize) -> impl Iterator<Item = &'a Phrase> {
        let first = words.list.get(place).map_or(0, |word| word.hash);
        let from = self.list.partition_point(|phrase| self.words[phrase.start as usize] < first);
        self.list[from..]
            .iter()
            .take_while(move |phrase| self.words[phrase.start as usize] == first)
            .filter(move |phrase| self.fits(words, place, phrase))
    }

    /// The licenses that have the name of a phrase, each with its version.
    #[inline(never)]
    pub(super) fn namesakes(&self, phrase: &Phrase) -> Vec<(&'static License, &'static str)> {
        let own = &self.words[phrase.start as usize..phrase.start as usize + phrase.len()];
        let from = self.list.partition_point(|other| self.words[other.start as usize] < own[0]);
        let same = self.list[from..].iter().take_while(|other| self.words[other.start as usize] == own[0]);
        same.filter(|other| self.words[other.start as usize..other.start as usize + other.len()] == *own)
            .filter_map(|other| match other.target {
                Target::Name(number, version) => {
                    Some((Index::get().licenses.get(usize::from(number))?, version))
                }
                _ => None,
            })
            .collect()
    }

    fn fits(&self, words: &Words<'_>, place: usize, phrase: &Phrase) -> bool {
        let wanted = &self.words[phrase.start as usize..phrase.start as usize + phrase.len()];
        let Some(there) = words.list.get(place..place + phrase.len()) else { return false };
        let same = there.iter().zip(wanted).all(|(word, wanted)| word.hash == *wanted)
            && there.iter().skip(1).all(|word| !word.flags.has(Flags::STOP.with(Flags::PARAGRAPH)));
        let said = || words.slice(place..place + phrase.len());
        same && match (phrase.target, phrase.guard) {
            (Target::Id(id), Guard::None) => said() == id,
            (Target::Id(id), Guard::Cue) => said().eq_ignore_ascii_case(id),
            _ => true,
        }
    }
}

/// An id with a version is one wherever it stands, unless it looks like a product in that version: `bzip2-1.0.6`.
fn guard_of_id(id: &str) -> Guard {
    const FAMILIES: &[&str] =
        &["Apache", "Artistic", "Elastic", "BlueOak", "PolyForm", "MulanPSL", "CC0", "BSD", "PSF"];
    let family = id.split('-').next().unwrap_or_default();
    let short =
        family.len() > 2 && family.ends_with('L') && family.bytes().all(|byte| byte.is_ascii_uppercase());
    let said = id.bytes().any(|byte| byte.is_ascii_digit());
    if said && (short || family == "CC" || FAMILIES.contains(&family)) { Guard::None } else { Guard::Cue }
}

/// Whether a word is one of a list that `said!` makes.
#[must_use]
pub fn is(word: &Word, list: &[u32]) -> bool {
    list.contains(&word.hash)
}
