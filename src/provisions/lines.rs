//! What the lines of a text tell: whether it is a comment, all in capitals, wrapped.

use crate::words::{Flags, Word, Words};

/// Whether nearly every line begins with an asterisk, and the lines are as long as those of running text.
pub(super) fn is_comment(words: &Words<'_>) -> bool {
    let lines = words.list.iter().filter(|word| word.flags.has(Flags::NEWLINE));
    let (mut all, mut starred) = (0_usize, 0_usize);
    for word in lines {
        all += 1;
        let before = words.text.get(..word.start as usize).unwrap_or_default().trim_end();
        starred += usize::from(word.flags.has(Flags::BULLET) && before.ends_with('*'));
    }
    all >= 4 && starred * 10 >= all * 8 && words.text.len() / all > 40
}

/// Whether nearly every longer word is in capitals.
pub(super) fn is_shouting(words: &Words<'_>) -> bool {
    let long = |word: &&Word| word.end - word.start >= 4 && !word.flags.has(Flags::NUMBER);
    let (mut all, mut shouted) = (0_usize, 0_usize);
    for word in words.list.iter().filter(long) {
        all += 1;
        shouted += usize::from(word.flags.has(Flags::UPPER));
    }
    shouted * 10 > all * 9
}

/// Whether the line before a word is clearly shorter than wrapped text is.
pub(super) fn short_line(words: &Words<'_>, at: usize) -> bool {
    line_length(words, at) < 55
}

/// Length in bytes from which a line is a paragraph that nobody wrapped.
pub(super) const LONG: usize = 120;

/// Bytes of a row within which its first bar is looked for.
const LONGEST_ROW: usize = 1000;

/// How long the line before a word is, in bytes, as far as it matters.
pub(super) fn line_length(words: &Words<'_>, at: usize) -> usize {
    let end = words.list[at - 1].end as usize;
    words.text.as_bytes()[..end].iter().rev().take(LONG + 1).take_while(|byte| **byte != b'\n').count()
}

/// Whether the line in which a word stands begins with a bar, as the rows of a table do.
pub(super) fn begins_row(text: &str, start: usize) -> bool {
    let line = text.as_bytes().get(..start).unwrap_or_default().iter().rev();
    line.take(LONGEST_ROW).take_while(|byte| **byte != b'\n').last() == Some(&b'|')
}
