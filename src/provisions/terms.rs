//! Terms that a text defines and then forbids.
//!
//! A definition imposes nothing by itself. But where a text says "You may not use the Software for an Excluded Purpose"
//! and elsewhere "Excluded Purpose means …", the words of the prohibition stand in the definition, and it is read as one.

use super::modes::modes;
use super::{Provision, sequence};
use crate::patterns::{Context, Lexicon, Mode};
use crate::words::hash::of;
use crate::words::{Flags, Words};

/// Words that end the name of a use, as opposed to the name of a party or a work.
static USES: &[u32] = &[
    of("use"),
    of("uses"),
    of("usage"),
    of("purpose"),
    of("purposes"),
    of("activity"),
    of("activities"),
    of("field"),
    of("fields"),
];

/// Words that end the name of a kind of users.
static USERS: &[u32] = &[
    of("licensee"),
    of("licensees"),
    of("user"),
    of("users"),
    of("entity"),
    of("entities"),
    of("enterprise"),
    of("organization"),
    of("company"),
    of("person"),
    of("persons"),
];

/// Words that such a name begins with when rights depend on it.
static QUALIFIED: &[u32] = &[
    of("eligible"),
    of("qualified"),
    of("qualifying"),
    of("permitted"),
    of("small"),
    of("excluded"),
    of("ineligible"),
    of("restricted"),
    of("prohibited"),
];

/// Words that make a sentence a definition of what stands before them.
static DEFINERS: &[u32] =
    &[of("means"), of("mean"), of("is"), of("are"), of("refers"), of("includes"), of("include"), of("shall")];

/// Words that a defined term may have.
const MOST_WORDS: usize = 4;
/// Words at the start of a sentence within which the defined term stands ("For purposes of this Agreement, …").
const LEAD: usize = 8;

/// What a text does with a use that it defines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Defined {
    /// Nothing that bears on the definition.
    Neutral,
    /// It forbids it: the definition is a prohibition.
    Forbidden,
    /// It permits this and nothing else: what the definition excepts is forbidden.
    Permitted,
}

/// For each provision that defines a use (or is an item of such a definition), what the text does with that use.
#[inline(never)]
pub fn defined_uses(words: &Words<'_>, lexicon: &Lexicon, list: &[Provision]) -> Vec<Defined> {
    let mut out = vec![Defined::Neutral; list.len()];
    let terms: Vec<(usize, Vec<u32>)> = list
        .iter()
        .enumerate()
        .filter_map(|(number, provision)| Some((number, defined(words, provision)?)))
        .collect();
    if terms.is_empty() {
        return out;
    }
    for (number, provision) in list.iter().enumerate() {
        let range = provision.words.start as usize..provision.words.end as usize;
        let Some(own) = words.list.get(range.clone()) else { continue };
        for (definition, term) in &terms {
            if *definition == number || out[*definition] == Defined::Forbidden {
                continue;
            }
            let Some(found) = own.windows(term.len()).position(|window| {
                window[0].flags.has(Flags::CAPITAL)
                    && window.iter().zip(term).all(|(word, part)| same(word.hash, *part))
            }) else {
                continue;
            };
            match treatment(words, lexicon, list, number, range.start + found) {
                Defined::Neutral => {}
                known => out[*definition] = known,
            }
        }
    }
    // The items of a definition are part of it; a stem always stands before its items.
    for number in 0..list.len() {
        let stem = list[number].stem.and_then(|stem| out.get(stem as usize).copied());
        if let Some(known @ (Defined::Forbidden | Defined::Permitted)) = stem {
            out[number] = known;
        }
    }
    out
}

/// The term that a provision defines, as hashes, if it names a use.
#[inline(never)]
fn defined(words: &Words<'_>, provision: &Provision) -> Option<Vec<u32>> {
    let own = words.list.get(provision.words.start as usize..provision.words.end as usize)?;
    let definer = own.iter().take(LEAD + MOST_WORDS).position(|word| DEFINERS.contains(&word.hash))?;
    let last = own.get(..definer)?.iter().rposition(|word| {
        (USES.contains(&word.hash) || USERS.contains(&word.hash)) && word.flags.has(Flags::CAPITAL)
    })?;
    // Little may stand between the term and its definer: "shall", "does not".
    if definer - last > 3 {
        return None;
    }
    // The term begins after an article or a comma, or at its quotation mark.
    let mut first = last;
    while first > 0
        && last - first + 1 < MOST_WORDS
        && !own[first].flags.has(Flags(Flags::QUOTE_BEFORE.0 | Flags::COMMA.0))
        && own[first - 1].flags.has(Flags::CAPITAL)
        && ![of("a"), of("an"), of("the"), of("any")].contains(&own[first - 1].hash)
    {
        first -= 1;
    }
    // One word is too common to be looked for elsewhere: "Use" may stand in any sentence.
    let term = own.get(first..=last).filter(|term| term.len() > 1)?;
    if USERS.contains(&own[last].hash) && !QUALIFIED.contains(&own[first].hash) {
        return None;
    }
    // "Commercial Use" says what it is by its name; its definition only gives examples of it.
    if term.iter().any(|word| [of("commercial"), of("noncommercial")].contains(&word.hash)) {
        return None;
    }
    Some(term.iter().map(|word| word.hash).collect())
}

/// Singular and plural of the last word are the same term.
fn same(word: u32, part: u32) -> bool {
    static PAIRS: &[(u32, u32)] = &[
        (of("use"), of("uses")),
        (of("purpose"), of("purposes")),
        (of("activity"), of("activities")),
        (of("field"), of("fields")),
        (of("licensee"), of("licensees")),
        (of("user"), of("users")),
        (of("entity"), of("entities")),
        (of("person"), of("persons")),
    ];
    word == part || PAIRS.iter().any(|pair| *pair == (word, part) || *pair == (part, word))
}

/// What the provision does with the term that stands at a word of it.
#[inline(never)]
fn treatment(
    words: &Words<'_>,
    lexicon: &Lexicon,
    list: &[Provision],
    number: usize,
    word: usize,
) -> Defined {
    let sequence = sequence(list, number);
    let own = sequence.len() - list[number].words.len();
    let modes = modes(&Context::new(words, lexicon, &sequence, own));
    let Some(place) = sequence.iter().position(|other| *other as usize == word) else {
        return Defined::Neutral;
    };
    if modes.bound[place] != super::modes::YOU {
        return Defined::Neutral;
    }
    // "You agree not to use the Work outside of the Permitted Purpose."
    let outside = sequence[..place].iter().rev().take(3).any(|other| {
        words.list.get(*other as usize).is_some_and(|word| [of("outside"), of("beyond")].contains(&word.hash))
    });
    match modes.mode[place] {
        Mode::FORBID if outside => Defined::Permitted,
        Mode::FORBID => Defined::Forbidden,
        Mode::PERMIT => Defined::Permitted,
        // "You shall only use it for Research Purposes."
        Mode::OBLIGE
            if sequence[..place].iter().any(|other| {
                words
                    .list
                    .get(*other as usize)
                    .is_some_and(|word| [of("only"), of("solely"), of("exclusively")].contains(&word.hash))
            }) =>
        {
            Defined::Permitted
        }
        // "A Permitted Purpose is any purpose other than a Competing Use."
        Mode::EXCEPT => {
            static PURPOSE: &[u32] = &[of("purpose"), of("purposes"), of("use"), of("uses")];
            let any_purpose = sequence[..place].iter().any(|other| {
                words.list.get(*other as usize).is_some_and(|word| PURPOSE.contains(&word.hash))
            });
            if any_purpose || modes.mode[..place].contains(&Mode::PERMIT) {
                Defined::Forbidden
            } else {
                Defined::Neutral
            }
        }
        _ => Defined::Neutral,
    }
}
