//! How well a template lies over a text: what agrees, what is missing, what was added.

use std::ops::Range;

use super::align::{Alignment, Block};
use super::flat::{Flat, Need};
use super::free::{RESERVED, counted};
use crate::words::Word;

/// Words of a template among which its copyright notice ends.
const NOTICE: usize = 40;
/// Words that may stand for a list marker, and from how many on a slot takes any text.
const FEWEST: u32 = 2;
const SLOT: u32 = 60;

/// Words between two blocks that nothing allows.
pub(super) fn unallowed(words: &[Word], flat: &Flat, before: Block, after: Block) -> u32 {
    let (start, end) = (before.text + before.length, after.text);
    if start >= end {
        return 0;
    }
    let count = counted(words, start as usize..end as usize);
    let slots = (before.template + before.length) as usize..=after.template as usize;
    let room = flat.slots.get(slots).and_then(|slots| slots.iter().max()).copied().unwrap_or(0);
    let gone = (before.template + before.length) as usize..after.template as usize;
    if follows_notice(flat, gone.start) {
        return 0;
    }
    if count <= allowed(flat, gone, u32::from(room)) { 0 } else { count }
}

/// Whether a place of a template directly follows its copyright notice, which may go on: "This code is derived from
/// software contributed to Berkeley".
pub(super) fn follows_notice(flat: &Flat, place: usize) -> bool {
    (3..=NOTICE).contains(&place) && flat.hashes[place - 3..place] == RESERVED
}

/// How many of the words that may stand in a slot may stand there when words of the template are gone beside it: what
/// stands in place of required words is a change, not a filled placeholder.
pub(super) fn allowed(flat: &Flat, gone: Range<usize>, room: u32) -> u32 {
    let needs = flat.needs.get(gone).unwrap_or_default();
    if room > FEWEST && needs.contains(&Need::Required) && room < SLOT {
        needs.iter().filter(|need| **need == Need::Replaceable).count() as u32
    } else {
        room
    }
}

/// Counts what agrees, what is missing and what was added.
#[inline(never)]
pub(super) fn measure(flat: &Flat, blocks: Vec<Block>, gaps: &[u32]) -> Alignment {
    let mut found = Alignment::default();
    // For each optional part: words that agree, words that do not.
    let mut parts = vec![(0_u32, 0_u32); flat.extents.len()];
    let mut next = 0;
    let count = |from: usize, to: usize, agree: bool, found: &mut Alignment, parts: &mut Vec<(u32, u32)>| {
        let sums = |place: usize| flat.sums.get(place).copied().unwrap_or_default();
        let required = sums(to).wrapping_sub(sums(from));
        if usize::from(required) == to.saturating_sub(from) {
            found.required += if agree { u32::from(required) } else { 0 };
            return if agree { 0 } else { u32::from(required) };
        }
        let mut missing = 0;
        for place in from..to {
            match (flat.needs[place], agree) {
                (Need::Required, true) => found.required += 1,
                (Need::Required, false) => missing += 1,
                (Need::Optional, true) => parts[usize::from(flat.parts[place])].0 += 1,
                (Need::Optional, false) => parts[usize::from(flat.parts[place])].1 += 1,
                (Need::Replaceable, _) => {}
            }
        }
        missing
    };
    found.inserted = gaps.iter().sum();
    for (at, &block) in blocks.iter().enumerate() {
        let missing = count(next, block.template as usize, false, &mut found, &mut parts);
        found.missing += missing;
        if at == 0 {
            found.missing_before = missing;
        }
        next = (block.template + block.length) as usize;
        count(block.template as usize, next, true, &mut found, &mut parts);
        found.matched += block.length;
    }
    found.missing_after = count(next, flat.len(), false, &mut found, &mut parts);
    found.missing += found.missing_after;
    let (mut there, mut total) = (found.required, flat.required);
    for (agree, differ) in parts {
        if differ <= agree {
            // An optional part that is there must be there as a whole.
            there += agree;
            total += agree + differ;
            found.missing += differ;
        } else {
            // A few words that happen to agree with a part that is not there.
            found.inserted += agree;
            found.matched -= agree;
        }
    }
    found.similarity = f64::from(there) / f64::from((total + found.inserted).max(1));
    found.blocks = blocks;
    found
}
