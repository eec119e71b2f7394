//! Phrases to display and names to use, exactly as the text gives them.

use super::Around;
use super::written::Written;
use crate::clauses::catalog::ClauseId;
use crate::words::Flags;

/// Words of a phrase.
const MOST_WORDS: usize = 40;
/// Provisions after the match in which a phrase may be stated.
const PROVISIONS_AFTER: usize = 4;

/// The phrase to display or the name to use, if the text states it.
pub(super) fn phrase(clause: ClauseId, around: Around<'_>) -> Option<String> {
    Written { around }.phrase(clause)
}

impl Written<'_> {
    /// The phrase to display or the name to use: what is quoted, what follows a colon, or what is to be acknowledged.
    #[inline(never)]
    fn phrase(self, clause: ClauseId) -> Option<String> {
        let (start, end) = self.range();
        let quoted = self.quoted(start, end);
        if !quoted.is_empty() {
            return Some(quoted.join(" / "));
        }
        if clause != ClauseId::DISPLAY_ATTRIBUTION {
            return None;
        }
        if let Some(colon) = (start + 1..end).find(|at| self.has(*at, Flags::COLON)) {
            return self.line(colon, end.min(colon + MOST_WORDS));
        }
        // "must display the following acknowledgment:" and the words in a paragraph of their own.
        let following = self.around.provisions.iter().skip(self.around.hit.provision as usize + 1);
        for provision in following.take(PROVISIONS_AFTER) {
            let from = provision.words.start as usize;
            let quoted = self.quoted(from, provision.words.end as usize);
            if self.has(from, Flags::COLON) && self.introduces(from) {
                return quoted
                    .first()
                    .cloned()
                    .or_else(|| self.line(from, (provision.words.end as usize).min(from + MOST_WORDS)));
            }
        }
        let verb = (start..end).find(|at| {
            let word = self.written(*at).to_ascii_lowercase();
            ["acknowledg", "cite", "credit"].iter().any(|verb| word.starts_with(verb))
        })?;
        let stop = (verb + 1..end).find(|at| self.is(*at, &["in", "on", "with", "when", "whenever"]));
        self.line(verb, stop.unwrap_or(end).min(verb + MOST_WORDS))
    }

    /// Whether the words before a colon announce a text.
    fn introduces(self, at: usize) -> bool {
        (at.saturating_sub(14)..at).any(|at| {
            self.is(
                at,
                &[
                    "following",
                    "acknowledgment",
                    "acknowledgement",
                    "text",
                    "notice",
                    "credit",
                    "phrase",
                    "words",
                ],
            )
        })
    }

    /// Quoted words between two places; several when "or" or "and" alone stands between them. Defined terms in
    /// parentheses and names of files are none.
    fn quoted(self, start: usize, end: usize) -> Vec<String> {
        let mut out = Vec::new();
        let mut last = None;
        let mut at = start;
        while at < end {
            if !self.has(at, Flags::QUOTE_BEFORE) || self.has(at, Flags::OPEN) {
                at += 1;
                continue;
            }
            let Some(close) = (at..end.min(at + MOST_WORDS)).find(|at| self.has(*at, Flags::QUOTE_AFTER))
            else {
                break;
            };
            let lower =
                !self.has(at, Flags(Flags::CAPITAL.0 | Flags::NUMBER.0)) && self.written(at).is_ascii();
            let file = close == at && (lower || self.is(at, &["notice", "license"]));
            let joined = last.is_none_or(|last: usize| at - last <= 3);
            if !file && joined {
                out.extend(self.line(at, close + 1));
                last = Some(close);
            }
            at = close + 1;
        }
        out
    }
}
