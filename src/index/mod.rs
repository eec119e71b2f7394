//! Known licenses: their names and facts, and the words of their templates.
//!
//! `cargo xtask index` writes `src/data/index.bin` from pinned registry packages; this module reads it, once, at the
//! first use. Licenses with the same text share one template.

pub mod format;
mod grams;
pub mod ngrams;
mod postings;
mod vocabulary;

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use format::{IndexError, LEAST_COPY};
use grams::Wanted;
pub use postings::{Posting, Postings};
pub use vocabulary::Vocabulary;

/// One n-gram of how many is in a fingerprint at most: those whose hash is a multiple.
pub const FINGERPRINT_RATE: u32 = 16;

/// One n-gram of how many is in the fingerprint of a text of so many words, always a multiple of [`FINGERPRINT_RATE`]:
/// sixty or so tell a text from all others.
#[must_use]
pub fn fingerprint_rate(words: u32) -> u32 {
    FINGERPRINT_RATE
        * match words {
            0..=1000 => 1,
            1001..=2000 => 2,
            _ => 4,
        }
}

/// Bytes that the tokens of an index may have in all.
const MOST_BYTES: usize = 1 << 25;

/// A token as it is stored; its number is [`u16::from_le_bytes`] of it.
pub type Token = [u8; 2];

static BYTES: &[u8] = include_bytes!("../data/index.bin");

/// A license or exception that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct License {
    /// SPDX id, or `LicenseRef-…`.
    pub id: &'static str,
    /// Full name.
    pub name: &'static str,
    /// OSI approval, if known.
    pub osi_approved: Option<bool>,
    /// On the FSF's list of free licenses, if known.
    pub fsf_libre: Option<bool>,
    /// An exception, which stands after WITH.
    pub exception: bool,
    /// Where it comes from: `spdx`, `scancode` or `fingerprint`.
    pub source: &'static str,
}

/// What a template is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A whole license.
    Text,
    /// The standard header that places a work under it.
    Notice,
}

/// A known text.
#[derive(Debug, Clone, Copy)]
pub struct Template {
    /// What it is.
    pub kind: Kind,
    /// First of its licenses in [`Index::template_licenses`].
    pub first: u32,
    /// How many licenses have this text.
    pub licenses: u8,
    /// First token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
    /// How many of its n-grams lead to it.
    pub kept: u16,
}

/// A license known by sampled n-grams of its text.
#[derive(Debug, Clone)]
pub struct Fingerprint {
    /// Its place in [`Index::licenses`].
    pub license: u16,
    /// Words in its text.
    pub words: u32,
    /// [`ngrams::whole_sum`] of them, by which an exact copy is known; 0 where none is to be.
    pub whole: u32,
    /// The high halves of the n-gram hashes that are multiples of the sampling rate, sorted: with sixty of them in one
    /// place, chance plays no part.
    pub hashes: Vec<u16>,
}

/// Everything that is known.
#[derive(Debug)]
pub struct Index {
    /// Sorted by id.
    pub licenses: Vec<License>,
    /// In the order in which ties are decided.
    pub templates: Vec<Template>,
    /// Places in [`Index::licenses`], for each template the first one first.
    pub template_licenses: Vec<u16>,
    /// Tokens of all templates, in bytes, because bytes are copied faster than they are read.
    tokens: Vec<u8>,
    /// Words by number.
    pub vocabulary: Vocabulary,
    /// Runs of tokens that were there before.
    repetitions: Vec<Repetition>,
    /// Where all n-grams occur in templates.
    postings: OnceLock<Postings>,
    /// Whether a text was read.
    asked: AtomicBool,
    /// Licenses known by fingerprint alone.
    pub fingerprints: Vec<Fingerprint>,
}

impl Index {
    /// The index that comes with the engine.
    ///
    /// An index that cannot be read is an empty one; a test makes sure that the committed one can.
    pub fn get() -> &'static Self {
        static INDEX: OnceLock<Index> = OnceLock::new();
        // The bytes are part of the program and a test checks their sum, which would take a tenth of the start.
        INDEX.get_or_init(|| {
            format::unchecked_sections(BYTES)
                .and_then(Self::decode_sections)
                .unwrap_or_else(|_| Self::empty())
        })
    }

    fn empty() -> Self {
        Self {
            licenses: Vec::new(),
            templates: Vec::new(),
            template_licenses: Vec::new(),
            tokens: Vec::new(),
            vocabulary: Vocabulary::decode(&[]).unwrap_or_else(|_| unreachable!("no words are words")),
            repetitions: Vec::new(),
            postings: OnceLock::new(),
            asked: AtomicBool::new(false),
            fingerprints: Vec::new(),
        }
    }

    /// Reads an index.
    ///
    /// # Errors
    /// What is wrong with the bytes.
    pub fn decode(bytes: &'static [u8]) -> Result<Self, IndexError> {
        Self::decode_sections(format::sections(bytes)?)
    }

    fn decode_sections(sections: [&'static [u8]; format::SECTIONS]) -> Result<Self, IndexError> {
        let [licenses, templates, vocabulary, runs, tokens, fingerprints] = sections;
        let licenses = read_licenses(licenses)?;
        let vocabulary = Vocabulary::decode(vocabulary)?;
        let (tokens, repetitions) = read_tokens(runs, tokens)?;
        let (templates, template_licenses) = read_templates(templates, tokens.len() / 2, licenses.len())?;
        let fingerprints = read_fingerprints(fingerprints, licenses.len())?;
        Ok(Self {
            licenses,
            templates,
            template_licenses,
            tokens,
            vocabulary,
            repetitions,
            postings: OnceLock::new(),
            asked: AtomicBool::new(false),
            fingerprints,
        })
    }

    /// Where all n-grams occur in templates; built at the first call.
    pub fn postings(&self) -> &Postings {
        self.postings.get_or_init(|| self.gather(&Wanted::all(&self.vocabulary)))
    }

    /// Where the n-grams of one text occur in templates, of which the hashes of all words are given in their order: built
    /// in a third of the time. Of other n-grams it has some.
    #[must_use]
    pub fn postings_of(&self, words: impl Iterator<Item = u32>) -> Postings {
        self.gather(&Wanted::said(&self.vocabulary, words))
    }

    /// Whether this is the first call: who reads one text alone need not wait for all n-grams.
    pub fn is_first_text(&self) -> bool {
        !self.asked.swap(true, Ordering::Relaxed)
    }

    fn gather(&self, wanted: &Wanted) -> Postings {
        let tokens = self.tokens.as_chunks().0;
        Postings::build(&self.templates, tokens, &self.repetitions, wanted)
    }

    /// The tokens of a template.
    #[must_use]
    pub fn tokens_of(&self, template: &Template) -> &[Token] {
        self.tokens.as_chunks().0.get(template.start as usize..template.end as usize).unwrap_or_default()
    }

    /// The license of an id, without regard to case.
    #[must_use]
    pub fn license(&self, id: &str) -> Option<&License> {
        self.place(id).map(|at| &self.licenses[at])
    }

    /// The place in [`Index::licenses`] of an id, without regard to case.
    #[must_use]
    pub fn place(&self, id: &str) -> Option<usize> {
        let lower = |byte: u8| byte.to_ascii_lowercase();
        self.licenses
            .binary_search_by(|license| license.id.bytes().map(lower).cmp(id.bytes().map(lower)))
            .ok()
    }

    /// The licenses that have a template's text, first choice first.
    pub fn licenses_of(&self, template: &Template) -> impl Iterator<Item = &License> {
        let first = template.first as usize;
        let places = self.template_licenses.get(first..first + usize::from(template.licenses));
        places.unwrap_or_default().iter().filter_map(|place| self.licenses.get(usize::from(*place)))
    }
}

fn read_licenses(bytes: &'static [u8]) -> Result<Vec<License>, IndexError> {
    let bad = || IndexError::Malformed("licenses");
    let text = std::str::from_utf8(bytes).map_err(|_| bad())?;
    let known = |mark: Option<char>| match mark {
        Some('y') => Ok(Some(true)),
        Some('n') => Ok(Some(false)),
        Some('-') => Ok(None),
        _ => Err(bad()),
    };
    text.lines()
        .map(|line| {
            let mut fields = line.split('\t');
            let (Some(id), Some(name), Some(marks)) = (fields.next(), fields.next(), fields.next()) else {
                return Err(bad());
            };
            let mut marks = marks.chars();
            Ok(License {
                id,
                name,
                osi_approved: known(marks.next())?,
                fsf_libre: known(marks.next())?,
                exception: marks.next() == Some('e'),
                source: match marks.next() {
                    Some('s') => "spdx",
                    Some('c') => "scancode",
                    Some('f') => "fingerprint",
                    _ => return Err(bad()),
                },
            })
        })
        .collect()
}

/// A run of tokens that was there before.
#[derive(Debug, Clone, Copy)]
struct Repetition {
    /// First token.
    start: usize,
    /// One past the last.
    end: usize,
    /// The first token of the run before.
    from: usize,
}

/// Puts the tokens together from those that are stored and their repetitions.
fn read_tokens(mut runs: &[u8], mut stored: &[u8]) -> Result<(Vec<u8>, Vec<Repetition>), IndexError> {
    let bad = || IndexError::Malformed("tokens");
    // Repetitions of repetitions could ask for any amount of memory.
    let mut tokens: Vec<u8> = Vec::with_capacity((stored.len() * 5 / 2).min(MOST_BYTES));
    let mut repetitions = Vec::with_capacity(runs.len() / 5);
    let mut expected = 0_usize;
    while !runs.is_empty() {
        let new = number(&mut runs).ok_or_else(bad)? * 2;
        let (own, rest) = stored.split_at_checked(new).ok_or_else(bad)?;
        tokens.extend_from_slice(own);
        stored = rest;
        if runs.is_empty() {
            break;
        }
        let length = number(&mut runs).ok_or_else(bad)? + LEAST_COPY;
        let folded = number(&mut runs).ok_or_else(bad)?;
        let jump = (folded >> 1) ^ 0_usize.wrapping_sub(folded & 1);
        let from = expected.wrapping_add(jump);
        let to = from.checked_add(length).ok_or_else(bad)?;
        if to > tokens.len() / 2 || tokens.len() + length * 2 > MOST_BYTES {
            return Err(bad());
        }
        let start = tokens.len() / 2;
        repetitions.push(Repetition { start, end: start + length, from });
        tokens.extend_from_within(from * 2..to * 2);
        expected = to;
    }
    if stored.is_empty() { Ok((tokens, repetitions)) } else { Err(bad()) }
}

/// The number that bytes begin with, seven bits a byte, and no more than 28.
fn number(bytes: &mut &[u8]) -> Option<usize> {
    let (mut number, mut shift) = (0, 0);
    loop {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= usize::from(byte & 0x7f) << shift;
        shift += 7;
        if *byte < 0x80 {
            return Some(number);
        }
        if shift > 21 {
            return None;
        }
    }
}

fn read_templates(
    bytes: &[u8],
    tokens: usize,
    licenses: usize,
) -> Result<(Vec<Template>, Vec<u16>), IndexError> {
    let bad = || IndexError::Malformed("templates");
    let mut templates = Vec::new();
    let mut places = Vec::new();
    let (mut rest, mut start) = (bytes, 0);
    while let Some((&[kind, count], tail)) = rest.split_first_chunk() {
        let kind = match kind {
            b't' => Kind::Text,
            b'n' => Kind::Notice,
            _ => return Err(bad()),
        };
        let (numbers, tail) = tail.split_at_checked(usize::from(count) * 2 + 4).ok_or_else(bad)?;
        let mut numbers = numbers.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair));
        let first = places.len() as u32;
        for place in numbers.by_ref().take(usize::from(count)) {
            if usize::from(place) >= licenses {
                return Err(bad());
            }
            places.push(place);
        }
        // A template's place in itself is stored in 16 bits, as its length is.
        let end = start + numbers.next().map_or(0, u32::from);
        let kept = numbers.next().unwrap_or_default();
        templates.push(Template { kind, first, licenses: count, start, end, kept });
        (rest, start) = (tail, end);
    }
    if !rest.is_empty() || start as usize != tokens || templates.len() > usize::from(u16::MAX) {
        return Err(bad());
    }
    Ok((templates, places))
}

fn read_fingerprints(bytes: &[u8], licenses: usize) -> Result<Vec<Fingerprint>, IndexError> {
    let bad = || IndexError::Malformed("fingerprints");
    let mut found = Vec::new();
    let mut rest = bytes;
    while let Some((head, tail)) = rest.split_first_chunk::<10>() {
        let license = u16::from_le_bytes([head[0], head[1]]);
        let words = u32::from(u16::from_le_bytes([head[2], head[3]]));
        let count = usize::from(u16::from_le_bytes([head[4], head[5]]));
        let whole = u32::from_le_bytes([head[6], head[7], head[8], head[9]]);
        if usize::from(license) >= licenses {
            return Err(bad());
        }
        rest = tail;
        let mut hashes = Vec::with_capacity(count);
        let mut hash = 0_u16;
        for _ in 0..count {
            hash = hash.wrapping_add(number(&mut rest).ok_or_else(bad)? as u16);
            hashes.push(hash);
        }
        if !hashes.is_sorted() {
            return Err(bad());
        }
        found.push(Fingerprint { license, words, whole, hashes });
    }
    if rest.is_empty() { Ok(found) } else { Err(bad()) }
}
