//! Headings, and the zone that follows each.

use super::Zone;
use crate::words::hash::of;
use crate::words::said;
use crate::words::{Flags, Word};

/// Words that a heading may have.
const MOST_WORDS: usize = 12;

/// Ideographs that a heading may have that is marked up as one.
const MOST_IDEOGRAPHS: usize = 24;

/// Words by which a heading names a zone; the first row that has one of the heading's words wins.
static NAMES: &[(Zone, &[u32])] = &[
    (Zone::APPENDIX, &[of("apply"), of("instructions"), of("howto")]),
    (
        Zone::DEFINITIONS,
        &[of("definitions"), of("definition"), of("defined"), of("interpretation"), of("定"), of("glossary")],
    ),
    (
        Zone::PREAMBLE,
        &[
            of("preamble"),
            of("recitals"),
            of("background"),
            of("introduction"),
            of("whereas"),
            of("前"),
            of("overview"),
        ],
    ),
    (
        Zone::DISCLAIMER,
        &[
            of("disclaimer"),
            of("disclaimers"),
            of("warranty"),
            of("warranties"),
            of("liability"),
            of("liabilities"),
            of("indemnity"),
            of("indemnification"),
            of("indemnities"),
        ],
    ),
    (
        Zone::RESTRICTIONS,
        &[
            of("restrictions"),
            of("restriction"),
            of("restricted"),
            of("prohibited"),
            of("prohibitions"),
            of("limitations"),
            of("limitation"),
            of("acceptable"),
            of("unacceptable"),
            of("限"),
        ],
    ),
    (Zone::TERMINATION, &[of("termination"), of("term"), of("terminate"), of("终")]),
    (Zone::ANNEX, &[of("attachment"), of("exhibit"), of("annex"), of("schedule"), of("addendum")]),
    (
        Zone::CONDITIONS,
        &[
            of("conditions"),
            of("obligations"),
            of("requirements"),
            of("redistribution"),
            of("distribution"),
            of("attribution"),
            of("notices"),
            of("notice"),
            of("copyleft"),
            of("responsibilities"),
        ],
    ),
    (
        Zone::GRANT,
        &[
            of("grant"),
            of("grants"),
            of("license"),
            of("licenses"),
            of("rights"),
            of("permissions"),
            of("permission"),
            of("permitted"),
            of("scope"),
            of("use"),
            of("许"),
        ],
    ),
];

/// Verbs that make a sentence of a short line.
static VERBS: &[u32] = &[
    of("may"),
    of("must"),
    of("shall"),
    of("will"),
    of("can"),
    of("cannot"),
    of("is"),
    of("are"),
    of("be"),
    of("has"),
    of("have"),
    of("means"),
];

/// Whether the first sentence of an item is so short, and so without a verb, that it only names the item.
pub(super) fn is_title(words: &[Word]) -> bool {
    words.len() <= 4 && !words.iter().any(|word| VERBS.contains(&word.hash))
}

/// The zone that a heading opens.
pub(super) fn zone_of(words: &[Word]) -> Zone {
    let mut found = NAMES.iter().filter(|(_, names)| words.iter().any(|word| names.contains(&word.hash)));
    found.next().map_or(Zone::GENERAL, |(zone, _)| *zone)
}

/// Verbs that make a sentence of words that are all capitals.
static SHOUTED_VERBS: &[u32] = &[of("is"), of("are"), of("be"), of("shall")];

/// Whether words that stand alone (a line, or the first sentence of an item) are a heading.
///
/// In a text that is `shouting` throughout, a line with a verb is a sentence, as it is in small letters elsewhere.
pub(super) fn is_heading(words: &[Word], shouting: bool) -> bool {
    // "2. Grant of Rights" on a line of its own: the number is no part of the title.
    let marks =
        words.iter().take_while(|word| word.flags.has(Flags(Flags::NUMBER.0 | Flags::MARKER.0))).count();
    let words = words.get(marks..).unwrap_or_default();
    let Some(first) = words.first() else { return false };
    let ideographs = words.iter().filter(|word| word.end - word.start == 3).count();
    let most = if first.flags.has(Flags::HEADING) && ideographs * 10 >= words.len() * 8 {
        MOST_IDEOGRAPHS
    } else {
        MOST_WORDS
    };
    if words.len() > most {
        return false;
    }
    // "THE FONTS ARE PROVIDED AS IS.": a sentence all the same.
    let has = |wanted: &[u32]| words.iter().any(|word| wanted.contains(&word.hash));
    let addressed = has(&[of("you")]) && has(&[of("may"), of("must"), of("shall"), of("cannot")]);
    let sentence = addressed || (words.len() >= 5 && has(SHOUTED_VERBS));
    if shouting && !first.flags.has(Flags::HEADING) && has(VERBS) {
        return false;
    }
    let shouted = words.iter().all(|word| {
        word.flags.has(Flags::UPPER) || word.flags.has(Flags::NUMBER) || word.end - word.start < 2
    });
    if first.flags.has(Flags::HEADING) || shouted {
        return first.flags.has(Flags::HEADING) || !sentence;
    }
    // A title has no verb in small letters: "You may copy the Software." is a sentence.
    if words.iter().any(|word| VERBS.contains(&word.hash) && !word.flags.has(Flags::CAPITAL)) {
        return false;
    }
    // Title case: every longer word has a capital.
    let long = |word: &&Word| word.end - word.start >= 5;
    first.flags.has(Flags::CAPITAL)
        && words.iter().filter(long).all(|word| word.flags.has(Flags::CAPITAL))
        && (words.len() <= 2 || words.iter().filter(long).count() > 0)
}

/// Whether a heading says how what is listed below it is meant: "Prohibited uses", "What you can do", "Do not use the
/// model for", "What is off the table", "What we ask in return".
pub(super) fn sets_mood(words: &[Word]) -> bool {
    static FORBID: &[u32] = said![
        "prohibited",
        "forbidden",
        "disallowed",
        "unacceptable",
        "impermissible",
        "excluded",
        "banned",
        "taboo",
        "donts",
        "nogos",
    ];
    static MODALS: &[u32] = said!["may", "can", "must", "cannot", "should", "shall", "never"];
    static YOU: &[u32] = said!["you", "users", "licensee"];
    static PAIRS: &[(u32, &[u32])] = &[
        (of("off"), said!["limits", "the"]),
        (of("of"), said!["bounds"]),
        (
            of("not"),
            said![
                "allowed",
                "permitted",
                "ok",
                "okay",
                "acceptable",
                "covered",
                "licensed",
                "included",
                "welcome",
                "allow",
                "permit",
                "want",
                "accept",
                "tolerate",
                "like"
            ],
        ),
        (of("no"), said!["go", "gos", "goes"]),
        (of("dont"), said!["allow", "permit", "want", "accept", "like"]),
        (of("leave"), said!["alone"]),
        (of("in"), said!["return", "exchange"]),
        (of("we"), said!["ask", "expect", "require", "forbid", "prohibit"]),
    ];
    let has = |wanted: &[u32]| words.iter().any(|word| wanted.contains(&word.hash));
    let pair = |first: u32, then: &[u32]| {
        words.windows(2).any(|pair| pair[0].hash == first && then.contains(&pair[1].hash))
    };
    words.len() <= 6 && has(FORBID)
        || words.len() <= 8 && PAIRS.iter().any(|(first, then)| pair(*first, then))
        || words.len() <= 12 && (has(YOU) && has(MODALS) || pair(of("do"), said!["not"]))
}
