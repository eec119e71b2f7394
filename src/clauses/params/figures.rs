//! Counts, amounts, periods, dates and what follows from a threshold.

use super::Around;
use super::numbers::{Figure, figures};
use super::tokens::{Token, is, nearest, tokens};
use super::{consequence, dates, money};
use crate::clauses::catalog::ClauseId;
use crate::schema::Param;
use crate::words::one_line;

const USERS: &[&str] = &[
    "users",
    "user",
    "mau",
    "maus",
    "dau",
    "daus",
    "muu",
    "muus",
    "wau",
    "subscribers",
    "subscriptions",
    "visitors",
    "people",
    "customers",
    "accounts",
    "户",
    "活",
];

const PEOPLE: &[&str] = &[
    "employee",
    "employees",
    "individuals",
    "people",
    "persons",
    "staff",
    "workers",
    "personnel",
    "headcount",
    "contractors",
    "workforce",
    "fte",
    "ftes",
    "team",
    "工",
    "员",
    "人",
];

/// The value of a parameter, if the text states it.
#[inline(never)]
pub(super) fn read(clause: ClauseId, name: &str, around: Around<'_>) -> Option<Param> {
    let counted = if clause == ClauseId::HEADCOUNT_THRESHOLD { PEOPLE } else { USERS };
    match name {
        "consequence" => Some(Param::Text(consequence::consequence(around).to_owned())),
        "days" => dates::days(around).map(Param::Number),
        "years" => dates::years(around).map(Param::Number),
        "date" => dates::date(around).map(Param::Text),
        "measured" => measured(around).map(Param::Text),
        _ => {
            let tokens = tokens(around);
            let list = figures(&tokens);
            match name {
                "number" => {
                    let (figure, _) = count(&tokens, &list, counted)?;
                    Some(Param::Number(figure.value))
                }
                "unit" => {
                    let (_, at) = count(&tokens, &list, counted)?;
                    Some(Param::Text(unit(&tokens, at)))
                }
                "period" if clause == ClauseId::USER_THRESHOLD => {
                    let (_, at) = count(&tokens, &list, counted)?;
                    counted_over(&unit(&tokens, at)).map(|period| Param::Text(period.to_owned()))
                }
                "amount" => money::amount(&tokens, &list).map(|figure| Param::Number(figure.value)),
                "currency" => {
                    let figure = money::amount(&tokens, &list)?;
                    money::currency(&tokens, &figure).map(|code| Param::Text(code.to_owned()))
                }
                "period" => {
                    let figure = money::amount(&tokens, &list)?;
                    money::period(&tokens, &figure).map(|period| Param::Text(period.to_owned()))
                }
                _ => None,
            }
        }
    }
}

/// The figure of a match that counts something, and the place of the word for what it counts.
fn count(tokens: &[Token], figures: &[Figure], counted: &[&str]) -> Option<(Figure, usize)> {
    let first = tokens.iter().position(|token| token.matched)?;
    let last = tokens.iter().rposition(|token| token.matched)?;
    figures
        .iter()
        .filter(|figure| figure.to > first && figure.from <= last + 2)
        .filter(|figure| figure.value > 1.0 && money::currency(tokens, figure).is_none())
        .filter_map(|figure| {
            // What is counted mostly follows its number.
            let after = (figure.to..(figure.to + 8).min(tokens.len())).find(|at| is(tokens, *at, counted));
            let near = after.or_else(|| nearest(tokens, figure.from, 24, counted))?;
            let distance = if near >= figure.to { near - figure.to } else { 8 + figure.from - near };
            Some((distance, figure, near))
        })
        .min_by_key(|(distance, ..)| *distance)
        .map(|(_, figure, near)| (*figure, near))
}

/// What is counted, in words: "monthly active users".
fn unit(tokens: &[Token], at: usize) -> String {
    let noun = tokens.get(at).map_or("users", |token| token.text.as_str());
    let short = match noun {
        "mau" | "maus" => Some("monthly active users"),
        "dau" | "daus" => Some("daily active users"),
        "wau" => Some("weekly active users"),
        "muu" | "muus" => Some("monthly unique users"),
        _ => None,
    };
    if let Some(short) = short {
        return short.to_owned();
    }
    let before = |list: &[&str], reach: usize| {
        (1..=reach).any(|back| at.checked_sub(back).is_some_and(|at| is(tokens, at, list)))
    };
    if matches!(noun, "户" | "活") {
        let near = |name: &str| (at.saturating_sub(6)..=at + 3).any(|at| is(tokens, at, &[name]));
        return String::from(match (near("月"), near("日"), near("注"), near("活")) {
            (true, ..) => "monthly active users",
            (_, true, ..) => "daily active users",
            (_, _, true, _) => "registered users",
            (.., true) => "active users",
            _ => "users",
        });
    }
    let mut out: Vec<&str> = Vec::new();
    let after = |list: &[&str]| (at + 1..at + 6).any(|at| is(tokens, at, list));
    let every = [
        ("monthly", ["monthly", "month"]),
        ("daily", ["daily", "day"]),
        ("weekly", ["weekly", "week"]),
        ("yearly", ["yearly", "annual"]),
    ];
    if let Some((name, _)) = every.iter().find(|(_, list)| before(&list[..1], 4)) {
        out.push(name);
    } else if let Some((name, _)) =
        every.iter().find(|(_, list)| after(&["per", "each", "every", "a"]) && after(&list[1..]))
    {
        out.push(name);
    }
    for kind in ["active", "registered", "unique", "paying", "concurrent"] {
        if before(&[kind], 3) {
            out.push(kind);
        }
    }
    out.push(match noun {
        "subscribers" | "subscriptions" => "subscribers",
        "visitors" => "visitors",
        _ => "users",
    });
    out.join(" ")
}

fn counted_over(unit: &str) -> Option<&'static str> {
    [("monthly", "month"), ("daily", "day"), ("weekly", "week"), ("yearly", "year")]
        .iter()
        .find(|(name, _)| unit.starts_with(name))
        .map(|(_, period)| *period)
}

/// When a count is taken: the words of the text for a release date, or for a past period.
#[inline(never)]
fn measured(around: Around<'_>) -> Option<String> {
    let tokens = tokens(around);
    let written = |from: usize, to: usize| {
        let first = tokens.get(from)?.word as usize;
        let last = tokens.get(to)?.word as usize;
        (first <= last).then(|| one_line(around.words.slice(first..last + 1)))
    };
    let released = (0..tokens.len()).find(|at| {
        is(&tokens, *at, &["date"])
            && (1..3).any(|back| {
                at.checked_sub(back).is_some_and(|at| {
                    is(&tokens, at, &["release", "effective", "publication", "launch", "released"])
                })
            })
    });
    if let Some(date) = released {
        let start = (1..9)
            .filter_map(|back| date.checked_sub(back))
            .find(|at| is(&tokens, *at, &["on", "as", "of", "at", "before"]))?;
        let start = if is(&tokens, start + 1, &["the"]) { start + 2 } else { start + 1 };
        return written(start, date);
    }
    let past = (0..tokens.len()).find(|at| {
        is(&tokens, *at, &["preceding", "previous", "prior", "last", "past", "trailing"])
            && (1..4).any(|next| is(&tokens, at + next, &["month", "months", "year", "quarter", "days"]))
    })?;
    let end = (1..4)
        .map(|next| past + next)
        .find(|at| is(&tokens, *at, &["month", "months", "year", "quarter", "days"]))?;
    written(past, end)
}
