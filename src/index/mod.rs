//! Known licenses: their names and facts, and the words of their templates.
//!
//! `cargo xtask index` writes `src/data/index.bin` from pinned registry packages; this module reads it, once, at the
//! first use. Licenses with the same text share one template.

pub mod format;
pub mod ngrams;
mod postings;
mod vocabulary;

use std::sync::OnceLock;

use format::{COPY, IndexError, LEAST_COPY, ONE_BYTE, token};
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

/// Tokens that an index may have in all.
const MOST_TOKENS: usize = 1 << 24;

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
}

/// A license known by sampled n-grams of its text.
#[derive(Debug, Clone)]
pub struct Fingerprint {
    /// Its place in [`Index::licenses`].
    pub license: u16,
    /// Words in its text.
    pub words: u32,
    /// n-gram hashes that are multiples of the sampling rate, sorted.
    pub hashes: Vec<u32>,
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
    /// Tokens of all templates.
    pub tokens: Vec<u16>,
    /// Words by number.
    pub vocabulary: Vocabulary,
    /// Where n-grams occur in templates.
    pub postings: Postings,
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
            postings: Postings::default(),
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
        let [licenses, templates, vocabulary, words, fingerprints] = sections;
        let licenses = read_licenses(licenses)?;
        let vocabulary = Vocabulary::decode(vocabulary)?;
        let tokens = read_tokens(words, vocabulary.len())?;
        let (templates, template_licenses) = read_templates(templates, &tokens, licenses.len())?;
        let fingerprints = read_fingerprints(fingerprints, licenses.len())?;
        let postings = Postings::build(&templates, &tokens, &vocabulary);
        Ok(Self { licenses, templates, template_licenses, tokens, vocabulary, postings, fingerprints })
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

fn read_tokens(bytes: &[u8], words: usize) -> Result<Vec<u16>, IndexError> {
    let limit = (words + usize::from(token::WORD)) as u16;
    let mut stream = Stream { bytes, tokens: Vec::with_capacity(bytes.len() * 2), expected: 0 };
    while !stream.bytes.is_empty() {
        stream.read(limit).ok_or(IndexError::Malformed("words"))?;
    }
    stream.tokens.shrink_to_fit();
    Ok(stream.tokens)
}

/// The word stream while it is read.
struct Stream<'b> {
    bytes: &'b [u8],
    tokens: Vec<u16>,
    /// The end of the last run that was copied.
    expected: usize,
}

impl Stream<'_> {
    /// Reads some thousand tokens. A function of its own, so that only its first calls run as slow as all code does at
    /// the start.
    #[inline(never)]
    fn read(&mut self, limit: u16) -> Option<()> {
        for _ in 0..4096 {
            let Some((first, rest)) = self.bytes.split_first() else { break };
            self.bytes = rest;
            if *first == COPY {
                self.copy()?;
                continue;
            }
            let mut token = u16::from(*first);
            if token >= ONE_BYTE {
                let (low, rest) = rest.split_first()?;
                self.bytes = rest;
                token = ONE_BYTE + ((token - ONE_BYTE) << 8) + u16::from(*low);
            }
            if token >= limit {
                return None;
            }
            self.tokens.push(token);
        }
        Some(())
    }

    fn copy(&mut self) -> Option<()> {
        let length = self.number()?.checked_add(LEAST_COPY)?;
        let folded = self.number()?;
        let jump = (folded >> 1) ^ 0_usize.wrapping_sub(folded & 1);
        let from = self.expected.wrapping_add(jump);
        let to = from.checked_add(length)?;
        // A stream that copies copies could ask for any amount of memory.
        if to > self.tokens.len() || self.tokens.len() + length > MOST_TOKENS {
            return None;
        }
        self.tokens.extend_from_within(from..to);
        self.expected = to;
        Some(())
    }

    fn number(&mut self) -> Option<usize> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let (byte, rest) = self.bytes.split_first()?;
            self.bytes = rest;
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
}

fn read_templates(
    bytes: &[u8],
    tokens: &[u16],
    licenses: usize,
) -> Result<(Vec<Template>, Vec<u16>), IndexError> {
    let bad = || IndexError::Malformed("templates");
    let mut templates = Vec::new();
    let mut places = Vec::new();
    let mut ends = tokens.iter().enumerate().filter(|(_, token)| **token == token::END).map(|(at, _)| at);
    let (mut at, mut start) = (0, 0);
    while let (Some(&kind), Some(&count)) = (bytes.get(at), bytes.get(at + 1)) {
        let end = ends.next().ok_or_else(bad)?;
        let kind = match kind {
            b't' => Kind::Text,
            b'n' => Kind::Notice,
            _ => return Err(bad()),
        };
        let first = places.len() as u32;
        for pair in bytes.get(at + 2..at + 2 + usize::from(count) * 2).ok_or_else(bad)?.as_chunks::<2>().0 {
            let place = u16::from_le_bytes(*pair);
            if usize::from(place) >= licenses {
                return Err(bad());
            }
            places.push(place);
        }
        templates.push(Template { kind, first, licenses: count, start, end: end as u32 });
        start = end as u32 + 1;
        at += 2 + usize::from(count) * 2;
    }
    // A template's place in itself and a template's number are stored in 16 bits.
    let long = templates.iter().any(|template| template.end - template.start > u32::from(u16::MAX));
    if at != bytes.len() || ends.next().is_some() || long || templates.len() > usize::from(u16::MAX) {
        return Err(bad());
    }
    Ok((templates, places))
}

fn read_fingerprints(bytes: &[u8], licenses: usize) -> Result<Vec<Fingerprint>, IndexError> {
    let bad = || IndexError::Malformed("fingerprints");
    let mut found = Vec::new();
    let mut rest = bytes;
    while let Some((head, tail)) = rest.split_first_chunk::<6>() {
        let license = u16::from_le_bytes([head[0], head[1]]);
        let words = u32::from(u16::from_le_bytes([head[2], head[3]]));
        let count = usize::from(u16::from_le_bytes([head[4], head[5]]));
        let hashes = tail.get(..count * 4).ok_or_else(bad)?;
        if usize::from(license) >= licenses {
            return Err(bad());
        }
        let hashes = hashes.as_chunks::<4>().0.iter().map(|four| u32::from_le_bytes(*four)).collect();
        found.push(Fingerprint { license, words, hashes });
        rest = &tail[count * 4..];
    }
    if rest.is_empty() { Ok(found) } else { Err(bad()) }
}
