//! Amounts of money: which figure is one, its currency as an ISO 4217 code, and the period that it is counted over.

use super::numbers::Figure;
use super::tokens::{Token, is, nearest};

const CURRENCIES: &[(&str, &[&str])] = &[
    ("USD", &["usd", "dollar", "dollars"]),
    ("EUR", &["eur", "euro", "euros"]),
    ("GBP", &["gbp", "pound", "pounds", "sterling"]),
    ("CNY", &["cny", "rmb", "yuan", "renminbi"]),
    ("JPY", &["jpy", "yen"]),
    ("INR", &["inr", "rupee", "rupees", "rs"]),
    ("KRW", &["krw", "won"]),
    ("CHF", &["chf", "francs"]),
    ("CAD", &["cad"]),
    ("AUD", &["aud"]),
    ("SGD", &["sgd"]),
    ("HKD", &["hkd"]),
    ("TWD", &["twd"]),
    ("BRL", &["brl", "reais"]),
    ("SEK", &["sek"]),
    ("ILS", &["ils", "shekels"]),
    ("AED", &["aed", "dirham", "dirhams"]),
    ("SAR", &["sar", "riyal", "riyals"]),
];

/// Countries whose dollar is not the one of the United States.
const DOLLARS: &[(&str, &[&str])] = &[
    ("CAD", &["canadian", "ca", "c"]),
    ("AUD", &["australian", "au", "a"]),
    ("SGD", &["singapore", "sg", "s"]),
    ("HKD", &["hong", "kong", "hk"]),
    ("TWD", &["taiwan", "nt"]),
];

const SYMBOLS: &[(char, &str)] = &[
    ('$', "USD"),
    ('＄', "USD"),
    ('€', "EUR"),
    ('£', "GBP"),
    ('¥', "CNY"),
    ('￥', "CNY"),
    ('₹', "INR"),
    ('₩', "KRW"),
    ('₪', "ILS"),
];

const INCOME: &[&str] = &[
    "revenue",
    "revenues",
    "turnover",
    "receipts",
    "income",
    "funding",
    "sales",
    "earnings",
    "valuation",
    "capital",
    "profit",
    "profits",
    "budget",
    "raised",
    "raises",
    "earn",
    "earns",
    "generate",
    "generates",
    "收",
    "营",
    "资",
    "额",
];

/// A figure without a currency that is smaller is no amount.
const SMALLEST: f64 = 10_000.0;

const REVENUE: &[&str] = &["revenue", "revenues", "turnover", "receipts", "income", "收", "营"];

/// The currency of a figure, if the words beside it tell.
pub(super) fn currency(tokens: &[Token], figure: &Figure) -> Option<&'static str> {
    let named = |at: usize| {
        let token = tokens.get(at)?;
        let code = CURRENCIES
            .iter()
            .find(|(_, names)| names.contains(&token.text.as_str()))
            .map(|(code, _)| *code)?;
        let dollar = code == "USD" && token.text != "usd";
        Some(if dollar { foreign(tokens, at).unwrap_or(code) } else { code })
    };
    // "1,000,000 USD (2019)": what is in parentheses is another figure.
    let aside = tokens.get(figure.from)?.gap.contains('(');
    let before = figure.from.checked_sub(1).filter(|_| !aside);
    if let Some(code) = named(figure.to).or_else(|| named(figure.to + 1)).or_else(|| before.and_then(named)) {
        return Some(code);
    }
    let gap = &tokens.get(figure.from)?.gap;
    if let Some((symbol, code)) = SYMBOLS.iter().find(|(symbol, _)| gap.contains(*symbol)) {
        let yen =
            *symbol == '¥' && tokens.iter().any(|token| token.text == "japan" || token.text == "japanese");
        let other = (*code == "USD").then(|| foreign(tokens, figure.from)).flatten();
        return Some(if yen { "JPY" } else { other.unwrap_or(code) });
    }
    let after = tokens.get(figure.to).map(|token| token.gap.as_str()).unwrap_or_default();
    if let Some((_, code)) = SYMBOLS.iter().skip(2).find(|(symbol, _)| after.contains(*symbol)) {
        return Some(code);
    }
    if is(tokens, figure.to, &["美"]) {
        return Some("USD");
    }
    if is(tokens, figure.to, &["欧"]) {
        return Some("EUR");
    }
    (is(tokens, figure.to, &["元"]) || is(tokens, figure.to + 1, &["民"])).then_some("CNY")
}

fn foreign(tokens: &[Token], at: usize) -> Option<&'static str> {
    let before = at.checked_sub(1)?;
    DOLLARS.iter().find(|(_, names)| is(tokens, before, names)).map(|(code, _)| *code)
}

/// The figure that a match states as an amount: one with a currency before one without, and the nearest to what is
/// earned.
pub(super) fn amount(tokens: &[Token], figures: &[Figure]) -> Option<Figure> {
    let last = tokens.iter().rposition(|token| token.matched)?;
    let first = tokens.iter().position(|token| token.matched)?;
    let candidates = figures.iter().filter(|figure| {
        let near = figure.to + 6 > first && figure.from <= last + 2;
        // Revenue may be counted in any currency; a grant number beside "funding" is no amount.
        let revenue = || nearest(tokens, figure.from, 16, REVENUE).is_some();
        near && (currency(tokens, figure).is_some() || (figure.value >= SMALLEST && revenue()))
    });
    candidates.copied().min_by_key(|figure| {
        let earned = nearest(tokens, figure.from, 24, INCOME).map_or(99, |at| at.abs_diff(figure.from));
        let inside = tokens.get(figure.from).is_some_and(|token| token.matched);
        (currency(tokens, figure).is_none(), !inside, earned)
    })
}

/// The period over which an amount is counted.
pub(super) fn period(tokens: &[Token], figure: &Figure) -> Option<&'static str> {
    const PERIODS: &[(&str, &[&str])] = &[
        ("month", &["month", "months", "monthly", "月"]),
        ("quarter", &["quarter", "quarterly", "季"]),
        ("year", &["year", "years", "yearly", "annual", "annually", "annualized", "fiscal", "年"]),
    ];
    let earned = nearest(tokens, figure.from, 24, INCOME).unwrap_or(figure.from);
    PERIODS
        .iter()
        .filter_map(|(name, words)| {
            let at = nearest(tokens, earned, 14, words)?;
            // "any twelve months" are a year.
            let twelve = *name == "month"
                && (1..3)
                    .any(|back| at.checked_sub(back).is_some_and(|at| is(tokens, at, &["12", "twelve"])));
            Some((at.abs_diff(earned), if twelve { "year" } else { *name }))
        })
        .min()
        .map(|(_, name)| name)
}
