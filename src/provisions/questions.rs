//! Questions and their answers: "May I sell it? No."

use crate::words::hash::of;
use crate::words::{Flags, Word, Words, said};

/// Words of a question that are looked at.
const MOST_WORDS: usize = 40;
/// Words of an answer that says no more than yes or no.
const SHORT: usize = 4;

/// Verbs with which a question for leave begins.
static LEAVE: &[u32] = said!["may", "can", "could", "am", "are", "is"];
/// Verbs of a question for a duty: "no" is no prohibition then.
static DUTY: &[u32] = said!["must", "need", "needs", "have", "has", "required", "obliged", "should", "shall"];
/// Words with which an answer begins that turns on the question.
static ANSWERS: &[u32] =
    said!["yes", "no", "nope", "sure", "absolutely", "certainly", "never", "only", "not", "sorry"];

/// Whether a question mark stands between two words that follow one another.
fn asked(words: &Words<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| words.list.get(before));
    let Some(before) = before else { return false };
    let end = words.list.get(at).map_or(words.text.len(), |word| word.start as usize);
    words.text.as_bytes().get(before.end as usize..end).is_some_and(|gap| gap.contains(&b'?'))
}

/// Whether the words from one place to another are a question.
pub(super) fn asks(words: &Words<'_>, at: usize, end: usize) -> bool {
    (at + 1..=end).any(|place| {
        let stop = words.list.get(place).is_none_or(|word| word.flags.has(Flags::STOP));
        stop && asked(words, place)
    })
}

/// The question that ends before a word, from its verb on, when it asks for leave.
fn question<'w>(words: &'w Words<'_>, at: usize) -> Option<&'w [Word]> {
    let from = at.saturating_sub(MOST_WORDS);
    let before = words.list.get(from..at)?;
    let breaks = Flags(Flags::STOP.0 | Flags::PARAGRAPH.0 | Flags::HEADING.0);
    let first = before.iter().rposition(|word| word.flags.has(breaks)).unwrap_or(0);
    let own = before.get(first..)?;
    // "Q: May I", "2. May I": the verb is among the first words.
    let verb = own.iter().take(4).position(|word| LEAVE.contains(&word.hash))?;
    let own = own.get(verb..)?;
    (!own.iter().any(|word| DUTY.contains(&word.hash))).then_some(own)
}

/// Whether the words from a place on answer the question that ends before it, so that both are one sentence.
pub(super) fn answers(words: &Words<'_>, at: usize) -> bool {
    if !asked(words, at) || question(words, at).is_none() {
        return false;
    }
    let mut place = at;
    // "A: Yes."
    if words.list.get(at + 1).is_some_and(|next| next.flags.has(Flags::COLON))
        && words.list.get(at).is_some_and(|word| [of("a"), of("answer")].contains(&word.hash))
    {
        place += 1;
    }
    let first = words.list.get(place);
    first.is_some_and(|word| ANSWERS.contains(&word.hash) && !word.flags.has(Flags::MARKER))
        || (place > at || first.is_some_and(|word| word.hash == of("you")))
            && (place + 1..=place + SHORT)
                .any(|next| words.list.get(next).is_none_or(|word| word.flags.has(Flags::STOP)))
}

/// Whether the words are a question for leave that what follows does not simply answer: it grants nothing.
pub(super) fn is_open(words: &Words<'_>, at: usize, end: usize) -> bool {
    asked(words, end)
        && words.list.get(at..end).is_some_and(|own| {
            let verb = own.iter().take(4).any(|word| LEAVE.contains(&word.hash));
            verb && own.iter().any(|word| [of("i"), of("we")].contains(&word.hash))
        })
}
