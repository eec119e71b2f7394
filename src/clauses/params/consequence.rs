//! What follows from a threshold: above it a name must be shown, a license asked for, a fee paid, or the rights end.

use super::Around;
use super::tokens::{Token, is, tokens, tokens_of};

/// Words that tell a consequence, by what follows.
const SIGNS: &[(&str, &[&str])] = &[
    (
        "display",
        &[
            "display",
            "displays",
            "displayed",
            "displaying",
            "show",
            "shown",
            "credit",
            "credited",
            "logo",
            "badge",
            "attribution",
            "展",
            "显",
            "标",
            "注",
            "署",
        ],
    ),
    (
        "pay",
        &[
            "pay",
            "payable",
            "paid",
            "fee",
            "fees",
            "royalty",
            "royalties",
            "purchase",
            "buy",
            "subscription",
            "subscribe",
            "owe",
            "owes",
            "付",
            "购",
            "费",
        ],
    ),
    (
        "ask",
        &[
            "request",
            "requests",
            "obtain",
            "obtains",
            "ask",
            "apply",
            "seek",
            "contact",
            "negotiate",
            "acquire",
            "secure",
            "permission",
            "consent",
            "register",
            "申",
            "授",
            "取",
            "联",
            "登",
        ],
    ),
    (
        "ends",
        &[
            "terminate",
            "terminates",
            "terminated",
            "termination",
            "end",
            "ends",
            "cease",
            "ceases",
            "expire",
            "expires",
            "void",
            "lapse",
            "lapses",
            "revoked",
            "longer",
            "cannot",
            "prohibited",
            "forbidden",
            "终",
            "止",
            "失",
        ],
    ),
];

/// The first sign after a place, or the last one before it.
fn sign(tokens: &[Token], after: usize) -> Option<&'static str> {
    let at = |place: usize| {
        let found = SIGNS.iter().find(|(_, words)| is(tokens, place, words)).map(|(name, _)| *name)?;
        // "obtain a paid license" is paid for; "request a license, which may be subject to a fee" is asked for.
        let paid = (place + 1..place + 4).any(|next| is(tokens, next, &["paid", "commercial"]))
            && is(tokens, place, &["buy", "purchase"])
            || (place + 1..place + 4).any(|next| is(tokens, next, &["paid", "付"]));
        Some(if found == "ask" && paid { "pay" } else { found })
    };
    (after..tokens.len()).find_map(at).or_else(|| (0..after.min(tokens.len())).rev().find_map(at))
}

/// What follows from the threshold of a match: in its own sentence, or else in the one after it.
#[inline(never)]
pub(super) fn consequence(around: Around<'_>) -> &'static str {
    let own = tokens(around);
    let last = own.iter().rposition(|token| token.matched).map_or(0, |place| place + 1);
    if let Some(found) = sign(&own, last) {
        return found;
    }
    let provision = around.hit.provision as usize;
    // A condition ("if your company has fewer than 100 people") ends what it conditions; a heading or a case of its own
    // ("Above 100 million users:") is followed by what it asks for.
    let leads = !own.iter().any(|token| {
        ["if", "provided", "only", "long", "where", "fewer", "less"].contains(&token.text.as_str())
    });
    let next = leads.then(|| tokens_of(around, provision + 1)).and_then(|tokens| sign(&tokens, 0));
    next.unwrap_or("ends")
}
