//! Dates and lengths of time: the day on which a work opens, years until it does, days of a trial.

use super::Around;
use super::numbers::{Figure, figures};
use super::tokens::{Token, is, tokens, tokens_of};
use crate::words::hash::of;

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const ORDINALS: &[&str] =
    &["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

/// Days of a trial: weeks count 7, months 30, years 365.
pub(super) fn days(around: Around<'_>) -> Option<f64> {
    let tokens = tokens(around);
    let last = tokens.iter().rposition(|token| token.matched)?;
    let first = tokens.iter().position(|token| token.matched)?;
    figures(&tokens)
        .iter()
        .filter(|figure| figure.to + 4 > first && figure.from <= last + 4)
        .find_map(|figure| Some(figure.value * length(&tokens, figure)?))
}

/// What a figure counts, in days.
fn length(tokens: &[Token], figure: &Figure) -> Option<f64> {
    (figure.to..figure.to + 4).find_map(|at| {
        [
            (1.0, ["day", "days", "天", "日"]),
            (7.0, ["week", "weeks", "周", "星"]),
            (30.0, ["month", "months", "月", "个"]),
            (365.0, ["year", "years", "年", "年"]),
        ]
        .iter()
        .find(|(_, names)| is(tokens, at, names))
        .map(|(days, _)| *days)
    })
}

/// Years until a work opens: "the fourth anniversary", "four years after".
pub(super) fn years(around: Around<'_>) -> Option<f64> {
    let own = years_in(&tokens(around));
    own.or_else(|| stated(around, &["change", "date"]).and_then(|tokens| years_in(&tokens)))
}

fn years_in(tokens: &[Token]) -> Option<f64> {
    let anniversary = tokens.iter().position(|token| token.text == "anniversary");
    if let Some(at) = anniversary {
        let ordinal = at.checked_sub(1).and_then(|before| tokens.get(before))?;
        let digits: String = ordinal.text.chars().take_while(char::is_ascii_digit).collect();
        let named = ORDINALS.iter().position(|name| *name == ordinal.text).map(|place| place as f64 + 1.0);
        return named.or_else(|| crate::decimal::parse(&digits));
    }
    figures(tokens).iter().find_map(|figure| {
        let years = length(tokens, figure)? * figure.value / 365.0;
        let whole = (years * 10.0).round() / 10.0;
        (1.0..=50.0).contains(&whole).then_some(whole)
    })
}

/// The day on which a work opens, as `YYYY-MM-DD`.
pub(super) fn date(around: Around<'_>) -> Option<String> {
    let own = date_in(&tokens(around));
    own.or_else(|| stated(around, &["change", "date"]).and_then(|tokens| date_in(&tokens)))
}

/// The words that follow a name at the start of a line, as in "Change Date: 2030-01-01".
pub(super) fn stated(around: Around<'_>, name: &[&str]) -> Option<Vec<Token>> {
    let begins = |first: u32| {
        let word = |at: usize| around.words.list.get(first as usize + at);
        name.iter().enumerate().all(|(at, name)| word(at).is_some_and(|word| word.hash == of(name)))
    };
    (0..around.provisions.len()).find_map(|provision| {
        let words = &around.provisions[provision].words;
        // By their hashes first: a long text has many provisions, and few begin so.
        if words.len() > 60 || !begins(words.start) {
            return None;
        }
        let tokens = tokens_of(around, provision);
        let named = name.iter().enumerate().all(|(at, word)| is(&tokens, at, &[word]));
        if !named {
            return None;
        }
        let rest: Vec<Token> = tokens.into_iter().skip(name.len()).collect();
        // The value may be a paragraph of its own.
        if rest.is_empty() { Some(tokens_of(around, provision + 1)) } else { Some(rest) }
    })
}

fn date_in(tokens: &[Token]) -> Option<String> {
    let number = |at: usize| {
        tokens
            .get(at)
            .and_then(|token| token.text.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']).parse::<u32>().ok())
    };
    let year = |at: usize| number(at).filter(|year| (2000..2200).contains(year));
    let month = |at: usize| {
        let text = &tokens.get(at)?.text;
        MONTHS
            .iter()
            .position(|name| *name == text || (text.len() == 3 && name.starts_with(text.as_str())))
            .map(|place| place as u32 + 1)
    };
    let day = |at: usize| number(at).filter(|day| (1..=31).contains(day));
    (0..tokens.len()).find_map(|at| {
        let iso = || {
            let skip = usize::from(is(tokens, at + 1, &["年"]));
            let month = number(at + 1 + skip).filter(|month| (1..=12).contains(month))?;
            let skip = skip + usize::from(is(tokens, at + 2 + skip, &["月"]));
            Some((year(at)?, month, day(at + 2 + skip)?))
        };
        let american = || Some((year(at + 2)?, month(at)?, day(at + 1)?));
        let european = || {
            let of = usize::from(is(tokens, at + 1, &["of"]));
            Some((year(at + 2 + of)?, month(at + 1 + of)?, day(at)?))
        };
        let (year, month, day) = iso().or_else(american).or_else(european)?;
        Some(format!("{year:04}-{month:02}-{day:02}"))
    })
}
