//! A template laid out for alignment: its words in a row, and what may be missing or stand between them.

use crate::index::format::token;
use crate::index::{Index, Kind};

/// How much a word of a template is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It must be there.
    Required,
    /// It may be missing with its whole optional part.
    Optional,
    /// Anything may stand in its place.
    Replaceable,
}

/// Words that may stand where a template allows any text.
const ANY: u16 = 80;
/// More words than the original that may stand where a template allows a few.
const FEW: u16 = 5;
/// Words that may stand for a list marker.
const BULLET: u16 = 2;

/// A template's words in a row.
#[derive(Debug, Default)]
pub struct Flat {
    /// Hash of each word.
    pub hashes: Vec<u32>,
    /// How much each is needed.
    pub needs: Vec<Need>,
    /// The innermost optional or replaceable part of each word, 0 for none.
    pub parts: Vec<u16>,
    /// First word and one past the last word of each part.
    pub extents: Vec<(u32, u32)>,
    /// The part around each part.
    pub parents: Vec<u16>,
    /// How many words may stand before each word, and after the last.
    pub slots: Vec<u16>,
    /// How many required words there are before each word, and before the end.
    pub(crate) sums: Vec<u16>,
    /// Number of required words.
    pub required: u32,
    /// Word tokens, for those that show the template's words.
    pub codes: Vec<u16>,
    /// What the template is.
    pub notice: bool,
}

impl Flat {
    /// Lays out a template of the index.
    #[must_use]
    pub fn of(index: &Index, number: usize) -> Self {
        let Some(template) = index.templates.get(number) else { return Self::default() };
        let tokens: Vec<u16> =
            index.tokens_of(template).iter().map(|token| u16::from_le_bytes(*token)).collect();
        let mut flat = Self::lay_out(&tokens, |code| {
            index.vocabulary.hashes.get(usize::from(code - token::WORD)).copied().unwrap_or_default()
        });
        flat.notice = template.kind == Kind::Notice;
        flat
    }

    /// Lays out plain words, each of them required.
    #[must_use]
    pub fn plain(hashes: Vec<u32>) -> Self {
        let length = hashes.len();
        Self {
            needs: vec![Need::Required; length],
            parts: vec![0; length],
            extents: vec![(0, length as u32)],
            parents: vec![0],
            slots: vec![0; length + 1],
            sums: (0..=length).map(|place| place as u16).collect(),
            required: length as u32,
            codes: Vec::new(),
            notice: false,
            hashes,
        }
    }

    #[inline(never)]
    fn lay_out(tokens: &[u16], hash_of: impl Fn(u16) -> u32) -> Self {
        let mut flat = Self {
            hashes: Vec::with_capacity(tokens.len()),
            needs: Vec::with_capacity(tokens.len()),
            parts: Vec::with_capacity(tokens.len()),
            extents: vec![(0, 0)],
            parents: vec![0],
            slots: Vec::with_capacity(tokens.len() + 1),
            sums: Vec::with_capacity(tokens.len() + 1),
            codes: Vec::with_capacity(tokens.len()),
            ..Self::default()
        };
        let mut open: Vec<u16> = Vec::new();
        let mut replace: Option<(u16, usize)> = None;
        let mut slot = 0;
        for run in tokens.chunk_by(|a, b| *a >= token::WORD && *b >= token::WORD) {
            match run[0] {
                code @ (token::OPTIONAL | token::ANY | token::FEW) => {
                    let part = flat.extents.len() as u16;
                    flat.extents.push((flat.hashes.len() as u32, 0));
                    flat.parents.push(open.last().copied().unwrap_or(0));
                    open.push(part);
                    if code != token::OPTIONAL {
                        replace = Some((code, flat.hashes.len()));
                    }
                }
                code @ (token::OPTIONAL_END | token::REPLACE_END) => {
                    if let Some(part) = open.pop() {
                        flat.extents[usize::from(part)].1 = flat.hashes.len() as u32;
                    }
                    // The end of an optional part within a replaceable one does not end that.
                    if code == token::REPLACE_END
                        && let Some((kind, start)) = replace.take()
                    {
                        let length = (flat.hashes.len() - start) as u16;
                        let room = if kind == token::ANY { ANY } else { length + FEW };
                        for place in &mut flat.slots[start..] {
                            *place = (*place).max(room);
                        }
                        slot = room;
                    }
                }
                token::BULLET => slot = slot.max(BULLET),
                0..token::WORD => {}
                _ => {
                    flat.codes.extend_from_slice(run);
                    flat.hashes.extend(run.iter().map(|code| hash_of(*code)));
                    flat.slots.push(std::mem::take(&mut slot));
                    let end = flat.hashes.len();
                    flat.slots.resize(end, 0);
                    flat.parts.resize(end, open.last().copied().unwrap_or(0));
                    let need = match (replace, open.is_empty()) {
                        (Some(_), _) => Need::Replaceable,
                        (None, true) => Need::Required,
                        (None, false) => Need::Optional,
                    };
                    flat.needs.resize(end, need);
                    let sum = flat.required as u16;
                    if need == Need::Required {
                        flat.sums.extend(sum..sum + run.len() as u16);
                        flat.required += run.len() as u32;
                    } else {
                        flat.sums.resize(end, sum);
                    }
                }
            }
        }
        flat.slots.push(slot);
        flat.sums.push(flat.required as u16);
        flat
    }

    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.hashes.len()
    }
}
