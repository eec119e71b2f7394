//! What a provision does with each of its words: forbids, permits, obliges, excepts or defines, and whom it binds.
//!
//! The wordings that set a polarity ("may not", "provided that", "is prohibited") are data: `data/grammar.toml`.

use crate::patterns::{Context, Mode, Modes, NEVER_VENDOR, find_at, tables};
use crate::words::Flags;
use crate::words::hash::of;

/// The user of the work is bound, or nobody is named.
pub(super) const YOU: u16 = 1;
/// The licensor is bound or acts.
pub(super) const LICENSOR: u16 = 2;

/// Verbs of the passive: what goes before "is granted" is what is granted.
static BE: [u32; 2] = [of("is"), of("are")];
/// Verbs of a denial that is no prohibition after a relative pronoun: "parts that do not use it".
static DO: [u32; 3] = [of("do"), of("does"), of("did")];

/// Words with which a clause of its own begins after "that": "provided that you do not".
static SUBJECTS: [u32; 6] = [of("you"), of("it"), of("they"), of("licensee"), of("user"), of("users")];

static MODALS: [u32; 6] = [of("may"), of("can"), of("must"), of("shall"), of("will"), of("should")];

/// Verbs of a duty, which stand before the verb of a prohibition, too: "shall be prohibited".
static DUTIES: [u32; 3] = [of("shall"), of("will"), of("must")];

/// Names of the part of whoever gives the license.
static LICENSORS: [u32; 34] = [
    of("company"),
    of("licensor"),
    of("licensors"),
    of("provider"),
    of("providers"),
    of("author"),
    of("authors"),
    of("owner"),
    of("owners"),
    of("publisher"),
    of("supplier"),
    of("vendor"),
    of("creator"),
    of("creators"),
    of("institute"),
    of("institution"),
    of("university"),
    of("foundation"),
    of("consortium"),
    of("committee"),
    of("board"),
    of("holder"),
    of("holders"),
    of("commission"),
    of("society"),
    of("laboratory"),
    of("council"),
    of("maintainers"),
    of("steward"),
    of("government"),
    of("agency"),
    of("grantor"),
    of("manufacturer"),
    of("corporation"),
];

static AFFILIATES: [u32; 2] = [of("affiliates"), of("subsidiaries")];
static POSSESSIVES: [u32; 2] = [of("its"), of("their")];

static WITHOUT: [u32; 1] = [of("without")];

/// How words for kinds of people and groups end.
static KINDS: [&str; 8] = ["ers", "ors", "ists", "ties", "ups", "nts", "als", "ians"];

/// Finds the polarity of every word of a sequence (a provision's own words after those of its stems).
#[inline(never)]
pub fn modes(context: &Context<'_>) -> Modes {
    let length = context.sequence.len();
    let mut out = Modes {
        mode: vec![Mode::PLAIN; length],
        bound: vec![YOU; length],
        origin: (0..length as u32).collect(),
    };
    let flags = |at: usize| {
        context
            .sequence
            .get(at)
            .and_then(|word| context.words.list.get(*word as usize))
            .map_or(Flags::default(), |word| word.flags)
    };
    let (mut mode, mut bound, mut origin) = (Mode::PLAIN, YOU, 0_u32);
    // What to go back to when an exception between commas ends.
    let mut paused: Option<(Mode, u16, u32)> = None;
    // Whether that exception is the lack of somebody's consent.
    let mut consent = false;
    // What stood before a parenthesis and goes on after it: "grants (except as stated here) a license".
    let mut outside: Option<(Mode, u16, u32)> = None;
    let mut at = 0;
    while at < length {
        let gap = flags(at);
        if gap.has(Flags::CLOSE)
            && let Some(before) = outside.take()
        {
            (mode, bound, origin) = before;
            paused = None;
        }
        if gap.has(Flags::OPEN) {
            outside = Some((mode, bound, origin));
        }
        // "shall not, without our consent: (a) …": the exception is whole, so the list is not part of it.
        let list = consent && (gap.has(Flags::COLON) || at == context.own);
        if let Some(before) = paused
            && (gap.has(Flags::SEMICOLON) || gap.has(Flags::COMMA) || list)
        {
            (mode, bound, origin) = before;
            paused = None;
        }
        let Some((end, trigger)) = longest(context, at) else {
            (out.mode[at], out.bound[at], out.origin[at]) = (mode, bound, origin);
            at += 1;
            continue;
        };
        let mut set = Mode(trigger.mode);
        if !trigger.backward
            && set == Mode::PERMIT
            && is_one(context, at, &BE)
            && denies(context, clause_start(context, at, &out))
        {
            set = Mode::FORBID;
        }
        // "Licensed for private use, which means use at home": the license is still given.
        let relative = after_relative(context, at)
            && (mode != Mode::PLAIN || set == Mode::DEFINE || is_one(context, at, &DO));
        let stated = trigger.fixed_subject == 0 && is_one(context, at, &DO) && states(context, at);
        let referred = set == Mode::DEFINE && mode != Mode::PLAIN && refers(context, at);
        // "You must not: tell lies; share it": what an item begins with is said in the mood of its stem.
        let listed = at == context.own
            && mode == Mode::FORBID
            && (set == Mode::OBLIGE || set == Mode::PERMIT)
            && !is_one(context, at, &SUBJECTS)
            && !is_one(context, at, &MODALS);
        if !trigger.backward && (relative || referred || stated || listed) {
            // "content that may harm": the verb is a noun's, not the sentence's.
            for place in at..end.min(length) {
                (out.mode[place], out.bound[place], out.origin[place]) = (mode, bound, origin);
            }
            at = end.max(at + 1);
            continue;
        }
        let whom = if trigger.fixed_subject == 0 { subject(context, at) } else { trigger.fixed_subject };
        if trigger.backward {
            let from = clause_start(context, at, &out);
            let set = if set == Mode::PERMIT && denies(context, from) { Mode::FORBID } else { set };
            for place in from..at {
                (out.mode[place], out.bound[place], out.origin[place]) = (set, whom, from as u32);
            }
            (mode, bound, origin) = (set, whom, from as u32);
        } else {
            if set == Mode::EXCEPT && (gap.has(Flags::COMMA) || at == context.own || at == 0) {
                paused = Some((mode, bound, origin));
                consent = is_one(context, at, &WITHOUT);
            } else if set != Mode::EXCEPT {
                paused = None;
            }
            (mode, bound, origin) = (set, whom, at as u32);
        }
        for place in at..end.min(length) {
            (out.mode[place], out.bound[place], out.origin[place]) = (mode, bound, origin);
        }
        at = end.max(at + 1);
    }
    out
}

/// Whether a clause begins with a word that turns it round: "No copying is allowed."
fn denies(context: &Context<'_>, from: usize) -> bool {
    static WORDS: [u32; 4] = [of("no"), of("none"), of("neither"), of("nothing")];
    is_one(context, from, &WORDS)
}

/// Whether the word at a place is one of some.
fn is_one(context: &Context<'_>, at: usize, words: &[u32]) -> bool {
    let word = context.sequence.get(at).and_then(|word| context.words.list.get(*word as usize));
    word.is_some_and(|word| words.contains(&word.hash))
}

/// Whether a denial speaks of things in the plural and so states what is: "plugins do not use the code".
fn states(context: &Context<'_>, at: usize) -> bool {
    // What stands before an item is its stem, no subject.
    let inside = Some(at).filter(|at| *at != context.own);
    let before = inside.and_then(|at| at.checked_sub(1)).and_then(|before| context.sequence.get(before));
    let Some(before) = before else { return false };
    let word = context.words.list.get(*before as usize);
    let written = word.and_then(|word| context.words.text.get(word.start as usize..word.end as usize));
    let plural = written.is_some_and(|written| written.len() > 3 && written.ends_with(['s', 'S']));
    plural && !context.lexicon.is(*before, NEVER_VENDOR)
}

/// Whether a definition is only referred to: "as such terms are defined in the Agreement".
fn refers(context: &Context<'_>, at: usize) -> bool {
    static TERMS: [u32; 4] = [of("term"), of("terms"), of("as"), of("each")];
    at > 0 && is_one(context, at - 1, &TERMS)
}

/// Whether the word before is a relative pronoun, so that a verb here belongs to a noun.
fn after_relative(context: &Context<'_>, at: usize) -> bool {
    static PRONOUNS: [u32; 5] = [of("that"), of("which"), of("who"), of("whose"), of("as")];
    let before = at.checked_sub(1).and_then(|before| context.sequence.get(before));
    let word = before.and_then(|before| context.words.list.get(*before as usize));
    let follows = context.sequence.get(at).and_then(|word| context.words.list.get(*word as usize));
    word.is_some_and(|word| PRONOUNS.contains(&word.hash))
        && follows.is_some_and(|word| !word.flags.has(Flags(Flags::COMMA.0 | Flags::COLON.0)))
        && !is_one(context, at, &SUBJECTS)
}

/// The longest trigger that matches at a place; of equals the one that the grammar names first.
fn longest(context: &Context<'_>, at: usize) -> Option<(usize, &'static crate::patterns::Trigger)> {
    let triggers = context.lexicon.triggers(*context.sequence.get(at)?);
    let mut best: Option<(usize, u16)> = None;
    for &number in triggers {
        let Some(trigger) = tables().triggers.get(usize::from(number)) else { continue };
        if let Some(end) = find_at(trigger.entry, at, context)
            && best.is_none_or(|(longest, first)| end > longest || end == longest && number < first)
        {
            best = Some((end, number));
        }
    }
    let (end, number) = best?;
    Some((end, tables().triggers.get(usize::from(number))?))
}

/// Who a verb binds: a name directly before it that is no party, work or document is a vendor, and so the licensor.
fn subject(context: &Context<'_>, at: usize) -> u16 {
    // "Acme and its affiliates may": Acme is meant.
    let affiliates = at >= 4
        && is_one(context, at - 1, &AFFILIATES)
        && is_one(context, at - 2, &POSSESSIVES)
        && is_one(context, at - 3, &[of("and"), of("or")]);
    let last = if affiliates { at - 3 } else { at };
    let Some(before) = last.checked_sub(1).and_then(|before| context.sequence.get(before)) else {
        return YOU;
    };
    let Some(word) = context.words.list.get(*before as usize) else { return YOU };
    // "NonCommercial: do not sell it": what stands before a colon is no subject.
    let here = context.sequence.get(at).and_then(|word| context.words.list.get(*word as usize));
    if here.is_some_and(|here| here.flags.has(Flags(Flags::COLON.0 | Flags::SEMICOLON.0 | Flags::STOP.0))) {
        return YOU;
    }
    // A wording that names its subject itself ("Licensee shall") has it there, not before.
    let inside = context.sequence.get(at).and_then(|word| context.words.list.get(*word as usize));
    if inside.is_some_and(|word| word.flags.has(Flags::CAPITAL))
        && context.sequence.get(at).is_some_and(|word| context.lexicon.is(*word, NEVER_VENDOR))
    {
        return YOU;
    }
    let written = context.words.text.get(word.start as usize..word.end as usize).unwrap_or_default();
    // The first word of a sentence always has a capital: "Startups may", "Hobbyists may" name no vendor.
    let first = last - 1 == context.own || last == 1;
    let kind = first && KINDS.iter().any(|ending| written.ends_with(ending));
    let named = word.flags.has(Flags::CAPITAL) && !word.flags.has(Flags::NUMBER) && !kind;
    let known = context.lexicon.is(*before, NEVER_VENDOR);
    // "UZH may" names a vendor, "LICENSEE SHALL" shouts.
    let shouting = word.flags.has(Flags::UPPER) && inside.is_none_or(|word| word.flags.has(Flags::UPPER));
    // "The Recipient Scientist shall": with an article it is a part that somebody plays, unless it is the licensor's.
    let part = !is_one(context, last - 1, &LICENSORS) && last > 1 && has_article(context, last - 1);
    // "Sublicensing is not allowed": what is done, not who does it.
    let known = known || written.ends_with("ing");
    if named && !known && !shouting && !part { LICENSOR } else { YOU }
}

/// Whether the name whose last word stands at a place has an article or the like before it.
fn has_article(context: &Context<'_>, last: usize) -> bool {
    static ARTICLES: [u32; 8] =
        [of("the"), of("any"), of("each"), of("a"), of("an"), of("such"), of("every"), of("no")];
    let mut at = last;
    while at > 0 && last - at < 3 {
        at -= 1;
        if is_one(context, at, &ARTICLES) {
            return true;
        }
        let word = context.words.list.get(context.sequence[at] as usize);
        if !word.is_some_and(|word| word.flags.has(Flags::CAPITAL)) {
            return false;
        }
    }
    false
}

/// Whether a question ends before a word: its answer turns it.
fn answers(context: &Context<'_>, at: usize) -> bool {
    let place = |at: usize| context.words.list.get(*context.sequence.get(at)? as usize);
    let (Some(before), Some(word)) = (at.checked_sub(1).and_then(place), place(at)) else { return false };
    let gap = context.words.text.as_bytes().get(before.end as usize..word.start as usize);
    gap.is_some_and(|gap| gap.contains(&b'?'))
}

/// Where the clause begins that a trigger at its end speaks of.
fn clause_start(context: &Context<'_>, at: usize, modes: &Modes) -> usize {
    static CONTRASTS: [u32; 5] = [of("but"), of("however"), of("although"), of("though"), of("whereas")];
    let mut from = at;
    while from > 0 && from > context.own {
        let Some(word) = context.words.list.get(context.sequence[from] as usize) else { break };
        let stops = Flags(Flags::SEMICOLON.0 | Flags::STOP.0 | Flags::COLON.0);
        if from < at && word.flags.has(stops) && !answers(context, from) {
            break;
        }
        if from < at && CONTRASTS.contains(&word.hash) {
            return from + 1;
        }
        let another = modes.mode[from] != Mode::PLAIN && modes.mode[from] != Mode::EXCEPT;
        // "Sublicensing by the licensee shall be excluded": "shall" is part of the verb at the end.
        let same_verb = modes.mode[from] == Mode::OBLIGE
            && (from..at).rev().take(3).any(|place| is_one(context, place, &DUTIES));
        if from < at && another && !same_verb && modes.origin[from] as usize == from {
            // Another verb stands here: what follows it is still ours when it has a subject of its own.
            let comma = (from..at).rev().find(|place| {
                context
                    .words
                    .list
                    .get(context.sequence[*place] as usize)
                    .is_some_and(|word| word.flags.has(Flags::COMMA))
            });
            return comma.unwrap_or(from + 1);
        }
        from -= 1;
    }
    from
}
