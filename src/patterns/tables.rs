//! The tables that the build script writes: classes of words, programs, and what each pattern belongs to.

use crate::clauses::catalog::ClauseId;

/// A pattern of a clause or signal.
#[derive(Debug)]
pub(crate) struct Pattern {
    /// The clause that it establishes.
    pub(crate) clause: ClauseId,
    /// Its place in the code.
    pub(crate) entry: u32,
    /// Words that a match takes at most.
    pub(crate) most: u16,
    /// Polarities in which its first word may stand; all bits for any.
    pub(crate) when: u16,
    /// Zones in which it counts, one bit a zone.
    pub(crate) zones: u16,
    /// Who may be bound, one bit each.
    pub(crate) bound: u16,
    /// Patterns that must match somewhere in the same provision.
    pub(crate) with: &'static [u32],
    /// Patterns that must not match anywhere in the same provision.
    pub(crate) unless: &'static [u32],
    /// Clauses of which one must be found in the same text; none for patterns that stand alone.
    pub(crate) only_with: &'static [ClauseId],
    /// Parameters that a match states, with their values.
    pub(crate) set: &'static [(&'static str, &'static str)],
    /// Adds to a finding that another pattern establishes; establishes none itself.
    pub(crate) supports: bool,
    /// Number of the pattern within its clause's file, from 1; for reports to developers.
    pub(crate) number: u16,
}

/// A wording that sets the polarity of what follows or precedes it.
#[derive(Debug)]
pub(crate) struct Trigger {
    /// Its place in the code.
    pub(crate) entry: u32,
    /// The polarity that it sets.
    pub(crate) mode: u16,
    /// Whether it speaks of the words before it ("… is prohibited").
    pub(crate) backward: bool,
    /// Whether it is followed by whom it binds rather than preceded ("nor may you").
    pub(crate) fixed_subject: u16,
}

pub(crate) use generated::*;

#[allow(clippy::unreadable_literal, reason = "hashes")]
mod generated {
    use super::{Pattern, Trigger};
    use crate::clauses::catalog::ClauseId;

    include!(concat!(env!("OUT_DIR"), "/patterns.rs"));
}

/// Numbers of the patterns that can begin with a word of the class.
pub(crate) fn patterns_by_class(class: u16) -> &'static [u16] {
    list(PATTERN_STARTS, class)
}

/// Numbers of the triggers that can begin with a word of the class.
pub(crate) fn triggers_by_class(class: u16) -> &'static [u16] {
    list(TRIGGER_STARTS, class)
}

fn list(lists: (&'static [u32], &'static [u16]), class: u16) -> &'static [u16] {
    let (ends, items) = lists;
    let class = usize::from(class);
    let from = if class == 0 { 0 } else { ends.get(class - 1).copied().unwrap_or(0) as usize };
    let to = ends.get(class).copied().unwrap_or(0) as usize;
    items.get(from..to).unwrap_or_default()
}
