//! Where words are missing is not always certain: of "A B A B C" against "A B C" either "A B" may be the missing one. The
//! reading that misses the fewest words, other than those of placeholders, is meant.

use super::align::Block;
use super::flat::{Flat, Need};

/// Words by which a gap is moved at most.
const MOST: usize = 40;

/// Moves the gaps of an alignment to where they cost least.
#[inline(never)]
pub(super) fn slide(flat: &Flat, blocks: &mut Vec<Block>) {
    for at in 1..blocks.len() {
        let (before, after) = (blocks[at - 1], blocks[at]);
        if before.text + before.length != after.text {
            continue;
        }
        let (start, end) = ((before.template + before.length) as usize, after.template as usize);
        let cost = |start: usize, end: usize| {
            flat.needs[start..end].iter().filter(|need| **need != Need::Replaceable).count()
        };
        let own = cost(start, end);
        if own == 0 {
            continue;
        }
        let forward = (1..=(after.length as usize).min(MOST))
            .take_while(|by| flat.hashes[start + by - 1] == flat.hashes[end + by - 1])
            .map(|by| (cost(start + by, end + by), by as u32))
            .min();
        let backward = (1..=(before.length as usize).min(MOST))
            .take_while(|by| flat.hashes[start - by] == flat.hashes[end - by])
            .map(|by| (cost(start - by, end - by), by as u32))
            .min();
        match (forward, backward) {
            (Some((cost, by)), _) if cost < own && backward.is_none_or(|back| cost <= back.0) => {
                blocks[at - 1].length += by;
                blocks[at] =
                    Block { text: after.text + by, template: after.template + by, length: after.length - by };
            }
            (_, Some((cost, by))) if cost < own => {
                blocks[at - 1].length -= by;
                blocks[at] =
                    Block { text: after.text - by, template: after.template - by, length: after.length + by };
            }
            _ => {}
        }
    }
    blocks.retain(|block| block.length > 0);
}
