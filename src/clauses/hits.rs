//! Where the patterns of clauses match in the provisions of a text.

use super::catalog::ClauseId;
use crate::order::Order as _;
use crate::patterns::{Context, Lexicon, Mode, Modes, Pattern, find_at, finds, tables};
use crate::provisions::{self, Defined, Provision, Zone, sequence};
use crate::words::Words;

/// How far before a match the verb that governs it may stand to be quoted with it.
const QUOTED_LEAD: usize = 14;
/// Words of a stem, next to the item, in which a guard of the item is looked for.
const GUARDING_STEM: usize = 20;

/// A match of a pattern.
#[derive(Debug, Clone)]
pub struct Hit {
    /// The clause that it establishes.
    pub clause: ClauseId,
    /// Words of the text, with the verb that governs them, one range a provision or stem.
    pub places: Vec<(u32, u32)>,
    /// The provision in which it ends.
    pub provision: u32,
    /// The pattern that matched.
    pub pattern: &'static Pattern,
}

/// Every match of every pattern, provision by provision.
#[must_use]
#[inline(never)]
pub fn hits(words: &Words<'_>, lexicon: &Lexicon, list: &[Provision]) -> Vec<Hit> {
    let mut out = Vec::new();
    let uses = provisions::defined_uses(words, lexicon, list);
    let tables = tables();
    // For each pattern, the last provision in which it cannot match, from 1.
    let mut ruled_out = vec![0_u32; tables.patterns.len()];
    for (number, provision) in list.iter().enumerate() {
        let sequence = sequence(list, number);
        let own = sequence.len() - provision.words.len();
        let mut context = Context::new(words, lexicon, &sequence, own);
        let mut modes = provisions::modes(&context);
        match uses[number] {
            Defined::Forbidden => modes.forbid(|mode| mode != Mode::EXCEPT),
            Defined::Permitted => {
                modes.forbid(|mode| mode == Mode::EXCEPT || mode == Mode::FORBID);
                modes.permit(|mode| mode == Mode::DEFINE);
            }
            Defined::Neutral => {}
        }
        context.modes = &modes.mode;
        // A definition imposes nothing, wherever it stands.
        let defines = modes.mode.iter().take(own + 16).any(|mode| *mode == Mode::DEFINE);
        let zone = if uses[number] != Defined::Neutral {
            Zone::RESTRICTIONS
        } else if defines && provision.zone != Zone::HEADING {
            Zone::DEFINITIONS
        } else {
            provision.zone
        };
        for at in 0..sequence.len() {
            let begun = out.len();
            for (class, patterns) in lexicon.patterns(sequence[at], modes.mode[at]) {
                if !context.has(class) {
                    continue;
                }
                for pattern in patterns {
                    let own_number = usize::from(*pattern);
                    let Some(condition) = tables.conditions.get(own_number) else { continue };
                    // What ends in the stem was found when the stem was read.
                    if ruled_out[own_number] > number as u32 || at + usize::from(condition.most) <= own {
                        continue;
                    }
                    // What cannot match in this provision is not tried again in it.
                    if condition.zones & zone.0 == 0 || !context.has_all(condition.needs) {
                        ruled_out[own_number] = number as u32 + 1;
                        continue;
                    }
                    let pattern = &tables.patterns[own_number];
                    if let Some(end) = matches(pattern, at, &context, &modes) {
                        out.push(Hit {
                            clause: pattern.clause,
                            places: places(&sequence, &modes, at, end),
                            provision: number as u32,
                            pattern,
                        });
                    }
                }
            }
            // Of what begins at one word, the longest says most; its words are quoted.
            if out.len() > begun + 1 {
                out[begun..].order_by_key(|hit| std::cmp::Reverse(length(&hit.places)));
            }
        }
    }
    let alone = clauses_of(out.iter().filter(|hit| {
        hit.pattern.only_with().len() == 0 && hit.pattern.not_with().len() == 0 && !hit.pattern.supports
    }));
    out.retain(|hit| {
        let mut only_with = hit.pattern.only_with();
        (only_with.len() == 0 || only_with.any(|id| has(alone, id)))
            && !hit.pattern.not_with().any(|id| has(alone, id))
    });
    out
}

fn length(places: &[(u32, u32)]) -> u32 {
    places.iter().map(|(from, to)| to - from).sum()
}

/// The clauses of matches, one bit each.
pub fn clauses_of<'a>(hits: impl Iterator<Item = &'a Hit>) -> u128 {
    hits.fold(0, |set, hit| set | 1 << hit.clause.0)
}

/// Whether a clause is among them.
#[must_use]
pub fn has(set: u128, id: ClauseId) -> bool {
    set & 1 << id.0 != 0
}

fn matches(pattern: &Pattern, at: usize, context: &Context<'_>, modes: &Modes) -> Option<usize> {
    if pattern.bound & modes.bound[at] == 0 {
        return None;
    }
    let end = find_at(pattern.entry, at, context).filter(|end| *end > context.own)?;
    // What a long stem says early on is no guard of the items below it.
    let from = if at < context.own { 0 } else { context.own.saturating_sub(GUARDING_STEM) };
    let guarded = pattern.with().all(|guard| finds(guard, 0, context))
        && !pattern.unless().any(|guard| finds(guard, from, context));
    guarded.then_some(end)
}

/// The words that a match takes, with the verb that governs them; stem and item apart.
fn places(sequence: &[u32], modes: &Modes, at: usize, end: usize) -> Vec<(u32, u32)> {
    let origin = modes.origin[at] as usize;
    let from =
        if modes.mode[at] != Mode::PLAIN && origin < at && at - origin <= QUOTED_LEAD { origin } else { at };
    let mut out: Vec<(u32, u32)> = Vec::new();
    for word in &sequence[from..end] {
        match out.last_mut() {
            Some((_, last)) if *last == *word => *last = word + 1,
            _ => out.push((*word, word + 1)),
        }
    }
    out
}
