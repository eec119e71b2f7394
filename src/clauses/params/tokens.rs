//! The words around a match in small letters, with what stood before each.

use super::Around;

/// A word.
#[derive(Debug, Clone)]
pub(super) struct Token {
    /// In small letters.
    pub(super) text: String,
    /// The marks between the word before and this one, where both stand together in the text.
    pub(super) gap: String,
    /// Its number in the text.
    pub(super) word: u32,
    /// Whether it belongs to the match.
    pub(super) matched: bool,
}

/// Marks before a word that are kept.
const LONGEST_GAP: usize = 16;

/// The words of the match's provision, after those of its stems.
pub(super) fn tokens(around: Around<'_>) -> Vec<Token> {
    around.sequence.iter().filter_map(|word| token(around, *word)).collect()
}

/// The words of any provision.
pub(super) fn tokens_of(around: Around<'_>, provision: usize) -> Vec<Token> {
    let words = around.provisions.get(provision).map_or(0..0, |provision| provision.words.clone());
    words.filter_map(|word| token(around, word)).collect()
}

fn token(around: Around<'_>, number: u32) -> Option<Token> {
    let word = around.words.list.get(number as usize)?;
    let written = around.words.text.get(word.start as usize..word.end as usize)?;
    let before = number.checked_sub(1).and_then(|before| around.words.list.get(before as usize));
    let from = before.map_or(0, |before| before.end) as usize;
    let gap = around.words.text.get(from..word.start as usize).unwrap_or_default();
    let gap = if gap.len() > LONGEST_GAP {
        let skipped = gap.chars().count().saturating_sub(LONGEST_GAP);
        gap.char_indices().nth(skipped).map_or("", |(at, _)| &gap[at..])
    } else {
        gap
    };
    Some(Token {
        text: written.to_ascii_lowercase(),
        gap: gap.to_owned(),
        word: number,
        matched: around.hit.places.iter().any(|(from, to)| (*from..*to).contains(&number)),
    })
}

/// Whether a word is one of a list.
pub(super) fn is(tokens: &[Token], at: usize, list: &[&str]) -> bool {
    tokens.get(at).is_some_and(|token| list.contains(&token.text.as_str()))
}

/// The place nearest to another one at which one of a list stands, within a reach.
pub(super) fn nearest(tokens: &[Token], from: usize, reach: usize, list: &[&str]) -> Option<usize> {
    let start = from.saturating_sub(reach);
    let end = (from + reach + 1).min(tokens.len());
    (start..end).filter(|at| is(tokens, *at, list)).min_by_key(|at| at.abs_diff(from))
}
