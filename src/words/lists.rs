//! Which words only number a list item, a heading or a page.

use super::{Flags, hash};

/// Words after which a number at the start of a line belongs to the sentence: `version 2.`, `Section 3.1`.
const REFERENCES: [u32; 22] = [
    hash::of("version"),
    hash::of("versions"),
    hash::of("section"),
    hash::of("sections"),
    hash::of("clause"),
    hash::of("clauses"),
    hash::of("article"),
    hash::of("articles"),
    hash::of("paragraph"),
    hash::of("paragraphs"),
    hash::of("subsection"),
    hash::of("subparagraph"),
    hash::of("exhibit"),
    hash::of("schedule"),
    hash::of("appendix"),
    hash::of("annex"),
    hash::of("chapter"),
    hash::of("part"),
    hash::of("item"),
    hash::of("no"),
    hash::of("v"),
    hash::of("copyright"),
];
const AND: u32 = hash::of("and");
const OR: u32 = hash::of("or");

/// Whether the word `bytes[start..end]` is a list marker, and where the signs that belong to it end.
///
/// `gap` is what stood before it, `before` the hash of the word before (0 for none).
pub(super) fn marker(bytes: &[u8], start: usize, end: usize, gap: Flags, before: u32) -> Option<usize> {
    let label = &bytes[start..end];
    let shape = shape(label)?;
    let after = bytes.get(end).copied().unwrap_or(b'\n');
    let later = bytes.get(end + 1).copied().unwrap_or(b'\n');
    let opened = start > 0 && matches!(bytes[start - 1], b'(' | b'[' | b'{');
    let line = gap.has(Flags::NEWLINE.with(Flags::BULLET));
    let pause = Flags::STOP.with(Flags::COLON).with(Flags::SEMICOLON).with(Flags::COMMA);
    let joined = before == AND || before == OR;
    if REFERENCES.contains(&before) && !gap.has(Flags::PARAGRAPH.with(Flags::STOP)) {
        return None;
    }
    let spaced = matches!(later, b' ' | b'\t' | b'\n' | b'\r') || later >= 0x80;
    if opened {
        // `(c)` before a year is the copyright sign.
        let sign = label.eq_ignore_ascii_case(b"c") && year_follows(&bytes[(end + 1).min(bytes.len())..]);
        let placed = line || (bytes[start - 1] == b'(' && (gap.has(pause) || joined));
        return (matches!(after, b')' | b']' | b'}') && !sign && placed).then_some(end + 1);
    }
    match after {
        b')' if spaced && (line || gap.has(pause) || joined) && !gap.has(Flags::OPEN) => Some(end + 1),
        b'.' if spaced && line && (shape != Shape::Roman || end - start < 5) => Some(end + 1),
        b'.' if spaced && shape == Shape::Number && end - start < 3 => {
            (gap.has(Flags::STOP.with(Flags::COLON).with(Flags::SEMICOLON)) || joined)
                .then_some(end + 1)
                .filter(|_| starts_sentence(&bytes[end + 1..]))
        }
        // `3.1 Title`, without a stop of its own.
        b' ' | b'\t' if shape == Shape::Dotted && line => starts_sentence(&bytes[end..]).then_some(end),
        // A number alone on its line is a page number.
        b'\n' | b'\r' if shape == Shape::Number && line && gap.has(Flags::PARAGRAPH) => {
            let rest = &bytes[end..];
            let blank = rest.iter().take_while(|byte| matches!(byte, b'\n' | b'\r' | b' ' | 12)).count();
            rest[..blank].iter().filter(|byte| **byte == b'\n').nth(1).map(|_| end)
        }
        _ => None,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Number,
    Dotted,
    Letter,
    Roman,
}

fn shape(label: &[u8]) -> Option<Shape> {
    match label {
        [letter] if letter.is_ascii_alphabetic() => Some(Shape::Letter),
        _ if label.len() <= 3 && label.iter().all(u8::is_ascii_digit) => Some(Shape::Number),
        _ if label.len() <= 8 && label[0].is_ascii_digit() => {
            label.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.').then_some(Shape::Dotted)
        }
        _ if label.len() <= 5 => label
            .iter()
            .all(|byte| matches!(byte.to_ascii_lowercase(), b'i' | b'v' | b'x'))
            .then_some(Shape::Roman),
        _ => None,
    }
}

fn starts_sentence(rest: &[u8]) -> bool {
    rest.iter()
        .find(|byte| !matches!(byte, b' ' | b'\t' | b'"' | b'*' | b'_' | b'\n' | b'\r'))
        .is_some_and(|byte| byte.is_ascii_uppercase() || *byte >= 0x80)
}

fn year_follows(rest: &[u8]) -> bool {
    let digits =
        rest.iter().skip_while(|byte| **byte == b' ').take_while(|byte| byte.is_ascii_digit()).count();
    digits == 4
}
