//! Writes the index: numbers the words, then lays out the sections.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Context, Result};
use openweigh::index::format::{self, GROUPS, token};
use openweigh::index::{Index, Kind, Vocabulary};

use super::markup::Token;
use super::repeats;

/// A license as the index holds it.
#[derive(Debug, Clone)]
pub(super) struct License {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) osi_approved: Option<bool>,
    pub(super) fsf_libre: Option<bool>,
    pub(super) exception: bool,
    pub(super) source: char,
}

/// A template and the ids that have its text.
#[derive(Debug)]
pub(super) struct Template {
    pub(super) kind: Kind,
    pub(super) ids: Vec<String>,
    pub(super) tokens: Vec<Token>,
}

/// A license known by sampled n-grams.
#[derive(Debug)]
pub(super) struct Fingerprint {
    pub(super) id: String,
    pub(super) words: u16,
    pub(super) hashes: Vec<u16>,
    /// The sum of all words where an exact copy is to be told from others; else 0.
    pub(super) whole: u32,
}

/// The bytes of an index. Licenses come sorted by lower-case id, templates in the order in which ties are decided.
pub(super) fn encode(
    licenses: &[License],
    templates: &[Template],
    prints: &[Fingerprint],
) -> Result<Vec<u8>> {
    // How many n-grams lead to a template is known when all are there.
    let draft = write(licenses, templates, prints, &vec![0; templates.len()])?;
    let index = Index::decode(draft.leak())?;
    write(licenses, templates, prints, &index.postings().kept(templates.len()))
}

fn write(
    licenses: &[License],
    templates: &[Template],
    prints: &[Fingerprint],
    kept: &[u16],
) -> Result<Vec<u8>> {
    let places: BTreeMap<&str, u16> =
        licenses.iter().enumerate().map(|(place, license)| (license.id.as_str(), place as u16)).collect();
    let place =
        |id: &str| places.get(id).copied().with_context(|| format!("{id} has a template but no entry"));
    let mark = |known: Option<bool>| match known {
        Some(true) => 'y',
        Some(false) => 'n',
        None => '-',
    };
    let mut list = String::new();
    for license in licenses {
        let exception = if license.exception { 'e' } else { 'l' };
        let (osi, fsf) = (mark(license.osi_approved), mark(license.fsf_libre));
        let _ = writeln!(list, "{}\t{}\t{osi}{fsf}{exception}{}", license.id, license.name, license.source);
    }
    let words = numbered(templates);
    let numbers: BTreeMap<&str, u16> =
        words.iter().enumerate().map(|(number, word)| (word.as_str(), number as u16 + token::WORD)).collect();
    let mut table = Vec::new();
    let mut tokens = Vec::new();
    for (template, kept) in templates.iter().zip(kept) {
        table.push(if template.kind == Kind::Notice { b'n' } else { b't' });
        table.push(u8::try_from(template.ids.len()).context("too many twins")?);
        for id in &template.ids {
            table.extend_from_slice(&place(id)?.to_le_bytes());
        }
        let length = u16::try_from(template.tokens.len()).context("a template is too long")?;
        table.extend_from_slice(&length.to_le_bytes());
        table.extend_from_slice(&kept.to_le_bytes());
        tokens.extend(template.tokens.iter().map(|token| code(token, &numbers)));
    }
    let mut sampled = Vec::new();
    for print in prints {
        sampled.extend_from_slice(&place(&print.id)?.to_le_bytes());
        sampled.extend_from_slice(&print.words.to_le_bytes());
        sampled
            .extend_from_slice(&u16::try_from(print.hashes.len()).context("too many hashes")?.to_le_bytes());
        sampled.extend_from_slice(&print.whole.to_le_bytes());
        let mut before = 0;
        for hash in &print.hashes {
            repeats::write_number(&mut sampled, usize::from(hash - before));
            before = *hash;
        }
    }
    let (runs, tokens) = repeats::write(&tokens)?;
    let sections = [list.into_bytes(), table, Vocabulary::encode(&words), runs, tokens, sampled];
    let mut body = Vec::new();
    for section in &sections {
        body.extend_from_slice(&u32::try_from(section.len())?.to_le_bytes());
    }
    for section in &sections {
        body.extend_from_slice(section);
    }
    let mut out = Vec::with_capacity(body.len() + 12);
    out.extend_from_slice(&format::MAGIC);
    out.extend_from_slice(&format::VERSION.to_le_bytes());
    out.extend_from_slice(&format::checksum(&body).to_le_bytes());
    out.extend_from_slice(&body);
    Ok(out)
}

/// All words, the most frequent first in two groups, each group sorted.
fn numbered(templates: &[Template]) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for token in templates.iter().flat_map(|template| &template.tokens) {
        if let Token::Word(word) = token {
            *counts.entry(word).or_default() += 1;
        }
    }
    let mut words: Vec<(&str, usize)> = counts.into_iter().collect();
    words.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let mut words: Vec<String> = words.into_iter().map(|(word, _)| word.to_owned()).collect();
    let first = GROUPS[0].min(words.len());
    let second = (GROUPS[0] + GROUPS[1]).min(words.len());
    words[..first].sort();
    words[first..second].sort();
    words[second..].sort();
    words
}

fn code(token: &Token, numbers: &BTreeMap<&str, u16>) -> u16 {
    match token {
        Token::Word(word) => numbers.get(word.as_str()).copied().unwrap_or_default(),
        Token::Optional => token::OPTIONAL,
        Token::OptionalEnd => token::OPTIONAL_END,
        Token::Any => token::ANY,
        Token::Few => token::FEW,
        Token::ReplaceEnd => token::REPLACE_END,
        Token::Bullet => token::BULLET,
    }
}
