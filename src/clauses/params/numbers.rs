//! Numbers as people write them: 700 million, 1,000,000, one hundred thousand, 10 crore, 2M, 七亿, 100万.

use super::tokens::{Token, is};
use crate::decimal;

/// A number among words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Figure {
    /// Its value.
    pub(super) value: f64,
    /// The first of its words.
    pub(super) from: usize,
    /// The word after its last.
    pub(super) to: usize,
}

/// What a number before these words is multiplied with.
const FACTORS: &[(&str, f64)] = &[
    ("hundred", 1e2),
    ("thousand", 1e3),
    ("k", 1e3),
    ("lakh", 1e5),
    ("lakhs", 1e5),
    ("million", 1e6),
    ("millions", 1e6),
    ("mn", 1e6),
    ("m", 1e6),
    ("mm", 1e6),
    ("crore", 1e7),
    ("crores", 1e7),
    ("billion", 1e9),
    ("bn", 1e9),
    ("百", 1e2),
    ("千", 1e3),
    ("万", 1e4),
    ("萬", 1e4),
    ("亿", 1e8),
    ("億", 1e8),
];

const SMALL: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS: &[&str] = &["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

const IDEOGRAPHS: &[&str] = &["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// Every number, in order.
pub(super) fn figures(tokens: &[Token]) -> Vec<Figure> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let found =
            in_digits(tokens, at).or_else(|| in_words(tokens, at)).or_else(|| in_ideographs(tokens, at));
        match found {
            Some(figure) => {
                at = figure.to.max(at + 1);
                out.push(figure);
            }
            None => at += 1,
        }
    }
    out
}

#[inline(never)]
fn in_digits(tokens: &[Token], from: usize) -> Option<Figure> {
    let first = tokens.get(from)?;
    if !first.text.starts_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let mut written = first.text.clone();
    let mut to = from + 1;
    // "700 000 000": groups of three behind a space.
    let group = |text: &str| text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    if written.len() <= 3 && written.bytes().all(|byte| byte.is_ascii_digit()) {
        while let Some(next) = tokens.get(to).filter(|next| {
            group(&next.text)
                && matches!(next.gap.as_str(), " " | "\u{a0}" | "\u{202f}" | "'" | "’" | "\u{2009}")
        }) {
            written.push_str(&next.text);
            to += 1;
        }
    }
    let digits: String =
        written.chars().take_while(|letter| letter.is_ascii_digit() || ",.'’".contains(*letter)).collect();
    let suffix = &written[digits.len()..];
    let mut value = plain(digits.trim_end_matches([',', '.', '\'', '’']))?;
    // "100.000 users" counts thousands; "1.500 million" does not.
    let thousands = digits.ends_with(".000") && digits.matches('.').count() == 1;
    if thousands && suffix.is_empty() && factor(tokens, to).is_none() {
        value *= 1e3;
    }
    if !suffix.is_empty() {
        value *= FACTORS.iter().find(|(name, _)| *name == suffix)?.1;
    }
    while let Some(factor) = factor(tokens, to) {
        value *= factor;
        to += 1;
    }
    Some(Figure { value, from, to })
}

/// Digits with separators: `1,000,000`, `1.000.000`, `1.5`, `1'000`.
#[inline(never)]
fn plain(digits: &str) -> Option<f64> {
    let groups = |mark: char| {
        let mut parts = digits.split(mark);
        let first = parts.next().is_some_and(|part| (1..=3).contains(&part.len()));
        let rest: Vec<&str> = parts.collect();
        first && !rest.is_empty() && rest.iter().all(|part| part.len() == 3)
    };
    let several = digits.matches('.').count() > 1 && groups('.');
    if several {
        return decimal::parse(&digits.replace('.', ""));
    }
    decimal::parse(&digits.replace([',', '\'', '’'], ""))
}

fn factor(tokens: &[Token], at: usize) -> Option<f64> {
    let token = tokens.get(at)?;
    FACTORS.iter().find(|(name, _)| *name == token.text).map(|(_, factor)| *factor)
}

fn small(text: &str) -> Option<f64> {
    let unit = SMALL.iter().position(|name| *name == text).map(|place| place as f64);
    unit.or_else(|| TENS.iter().position(|name| *name == text).map(|place| (place as f64 + 2.0) * 10.0))
}

#[inline(never)]
fn in_words(tokens: &[Token], from: usize) -> Option<Figure> {
    let (mut total, mut current, mut at) = (0.0, 0.0, from);
    // "a million", "half a million".
    if is(tokens, from, &["a", "an"]) && factor(tokens, from + 1).is_some_and(|factor| factor >= 1e2) {
        (current, at) = (1.0, from + 1);
    } else {
        small(&tokens.get(from)?.text)?;
    }
    let mut to = at;
    while let Some(token) = tokens.get(at) {
        if let Some(value) = small(&token.text) {
            current += value;
        } else if let Some(factor) = factor(tokens, at).filter(|_| token.text.len() > 2) {
            if factor <= 1e2 {
                current *= factor;
            } else {
                total += current * factor;
                current = 0.0;
            }
        } else if token.text == "and"
            && tokens.get(at + 1).is_some_and(|next| small(&next.text).is_some())
            && at > from
        {
            at += 1;
            continue;
        } else {
            break;
        }
        at += 1;
        to = at;
    }
    Some(Figure { value: total + current, from, to })
}

#[inline(never)]
fn in_ideographs(tokens: &[Token], from: usize) -> Option<Figure> {
    let digit = |at: usize| {
        let text = tokens.get(at)?.text.as_str();
        match text {
            "两" | "兩" => Some(2.0),
            "十" => Some(10.0),
            _ => IDEOGRAPHS.iter().position(|name| *name == text).map(|place| place as f64),
        }
    };
    digit(from)?;
    let (mut total, mut section, mut number, mut at) = (0.0, 0.0, 0.0, from);
    while let Some(token) = tokens.get(at) {
        match (token.text.as_str(), digit(at), factor(tokens, at)) {
            ("十", ..) => {
                section += if number == 0.0 { 10.0 } else { number * 10.0 };
                number = 0.0;
            }
            (_, Some(value), _) => number = value,
            ("百" | "千", _, Some(factor)) => {
                section += number * factor;
                number = 0.0;
            }
            ("万" | "萬" | "亿" | "億", _, Some(factor)) => {
                total = (total + section + number) * factor;
                (section, number) = (0.0, 0.0);
            }
            _ => break,
        }
        at += 1;
    }
    Some(Figure { value: total + section + number, from, to: at })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<f64> {
        let words = crate::words::words(text);
        let tokens: Vec<Token> = words
            .list
            .iter()
            .enumerate()
            .map(|(place, word)| Token {
                text: text[word.start as usize..word.end as usize].to_lowercase(),
                gap: text[place.checked_sub(1).map_or(0, |before| words.list[before].end as usize)
                    ..word.start as usize]
                    .to_owned(),
                word: place as u32,
                matched: true,
            })
            .collect();
        figures(&tokens).iter().map(|figure| figure.value).collect()
    }

    #[test]
    fn reads_numbers_however_they_are_written() {
        for (text, value) in [
            ("700 million users", 7e8),
            ("100,000,000 users", 1e8),
            ("1.000.000 EUR", 1e6),
            ("700 000 000 users", 7e8),
            ("100.000 users", 1e5),
            ("1.5 million", 1.5e6),
            ("over 2M users", 2e6),
            ("500k downloads", 5e5),
            ("one million users", 1e6),
            ("a hundred thousand people", 1e5),
            ("two hundred and fifty thousand", 2.5e5),
            ("seven hundred million", 7e8),
            ("10 crore users", 1e8),
            ("5 lakh", 5e5),
            ("thirty-two days", 32.0),
            ("1亿", 1e8),
            ("七亿", 7e8),
            ("100万", 1e6),
            ("三千五百万", 3.5e7),
            ("十五", 15.0),
            ("1千万", 1e7),
        ] {
            assert_eq!(values(text), [value], "{text}");
        }
    }

    #[test]
    fn two_numbers_stay_two() {
        assert_eq!(values("fewer than 100 people and less than 1,000,000 USD (2019)"), [100.0, 1e6, 2019.0]);
        assert_eq!(values("section 4 of 12"), [4.0, 12.0]);
    }
}
