//! Splits a text into [`Words`].

use super::{Flags, Word, Words, hash};

/// The words of a text.
#[must_use]
pub fn words(text: &str) -> Words<'_> {
    let mut list = Vec::with_capacity(text.len() / 6);
    let mut gap = Flags::NEWLINE.with(Flags::PARAGRAPH);
    let mut letters = text.char_indices().peekable();
    while let Some((start, letter)) = letters.next() {
        if !letter.is_alphanumeric() {
            gap = note(gap, letter);
            if let (Some(last), true) = (list.last_mut(), is_quote(letter)) {
                let last: &mut Word = last;
                if last.end as usize == start {
                    last.flags = last.flags.with(Flags::QUOTE_AFTER);
                }
            }
            continue;
        }
        let mut state = hash::START;
        let (mut upper, mut lower, mut digit) = (0, 0, false);
        let mut end = start;
        let mut current = Some((start, letter));
        let ideograph = is_ideograph(letter);
        while let Some((place, letter)) = current {
            for small in letter.to_lowercase() {
                let mut buffer = [0; 4];
                for byte in small.encode_utf8(&mut buffer).bytes() {
                    state = hash::push(state, byte);
                }
            }
            upper += u32::from(letter.is_uppercase());
            lower += u32::from(letter.is_lowercase());
            digit |= letter.is_numeric();
            end = place + letter.len_utf8();
            if ideograph {
                break;
            }
            let rest = &text[end..];
            let mut ahead = rest.chars();
            let joined = match (ahead.next(), ahead.next()) {
                (Some('\'' | '\u{2019}'), Some(after)) if after.is_alphabetic() && letter.is_alphabetic() => {
                    true
                }
                (Some(','), Some(after)) if after.is_ascii_digit() && letter.is_ascii_digit() => true,
                (Some('.'), Some(after)) if after.is_ascii_digit() && letter.is_ascii_digit() => {
                    state = hash::push(state, b'.');
                    true
                }
                _ => false,
            };
            if joined {
                letters.next();
            }
            current = letters.next_if(|(_, next)| next.is_alphanumeric() && !is_ideograph(*next));
        }
        if text[..start].ends_with(is_quote) {
            gap = gap.with(Flags::QUOTE_BEFORE);
        }
        if upper > 0 && text[start..].starts_with(char::is_uppercase) {
            gap = gap.with(Flags::CAPITAL);
        }
        if upper > 1 && lower == 0 {
            gap = gap.with(Flags::UPPER);
        }
        if digit {
            gap = gap.with(Flags::NUMBER);
        }
        list.push(Word { start: start as u32, end: end as u32, hash: state, flags: gap });
        gap = Flags::default();
    }
    Words { text, list }
}

fn note(gap: Flags, letter: char) -> Flags {
    gap.with(match letter {
        '\n' if gap.has(Flags::NEWLINE) => Flags::PARAGRAPH,
        '\n' | '\r' => Flags::NEWLINE,
        '.' | '!' | '?' | '。' | '！' | '？' => Flags::STOP,
        ':' | '：' => Flags::COLON,
        ';' | '；' => Flags::SEMICOLON,
        ',' | '，' | '、' => Flags::COMMA,
        '(' | '[' | '（' | '【' => Flags::OPEN,
        ')' | ']' | '）' | '】' => Flags::CLOSE,
        '-' | '*' | '•' if gap.has(Flags::NEWLINE) => Flags::BULLET,
        _ => Flags::default(),
    })
}

fn is_quote(letter: char) -> bool {
    matches!(
        letter,
        '"' | '\u{201c}'
            | '\u{201d}'
            | '\u{2018}'
            | '\u{2019}'
            | '\''
            | '«'
            | '»'
            | '「'
            | '」'
            | '《'
            | '》'
    )
}

fn is_ideograph(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
