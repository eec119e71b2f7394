//! Sorting in few bytes of code.
//!
//! The standard sorts are made anew for every type, at five to ten kilobytes of wasm each; here all types share one
//! merge over places, and only a comparison and the last exchange are made for each. Lists in a report are short.
//! Long lists are packed into numbers for [`numbers`], the one place that makes a standard sort.

use std::cmp::Ordering;

/// Stable sorting of short lists.
pub trait Order<T> {
    /// Sorts.
    fn order(&mut self)
    where
        T: Ord;
    /// Sorts by a key, which is asked for at every comparison.
    fn order_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K);
    /// Sorts by a comparison.
    fn order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering);
}

impl<T> Order<T> for [T] {
    fn order(&mut self)
    where
        T: Ord,
    {
        self.order_by(T::cmp);
    }

    fn order_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        self.order_by(|a, b| key(a).cmp(&key(b)));
    }

    fn order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering) {
        let less = |a: u32, b: u32| compare(&self[a as usize], &self[b as usize]) == Ordering::Less;
        let mut targets = targets(self.len() as u32, &less);
        for place in 0..targets.len() {
            while targets[place] as usize != place {
                let target = targets[place] as usize;
                self.swap(place, target);
                targets.swap(place, target);
            }
        }
    }
}

/// Sorts numbers.
pub fn numbers(list: &mut [u64]) {
    list.sort_unstable();
}

/// Where each element belongs; empty when all are in place.
fn targets(length: u32, less: &dyn Fn(u32, u32) -> bool) -> Vec<u32> {
    if (1..length).all(|place| !less(place, place - 1)) {
        return Vec::new();
    }
    let mut from: Vec<u32> = (0..length).collect();
    let mut to: Vec<u32> = Vec::with_capacity(from.len());
    let mut width = 1;
    while width < from.len() {
        to.clear();
        for pair in from.chunks(2 * width) {
            let (mut left, mut right) = pair.split_at(width.min(pair.len()));
            while let (Some(a), Some(b)) = (left.first(), right.first()) {
                // What is equal keeps its order.
                let (side, next) = if less(*b, *a) { (&mut right, b) } else { (&mut left, a) };
                to.push(*next);
                *side = &side[1..];
            }
            to.extend_from_slice(left);
            to.extend_from_slice(right);
        }
        std::mem::swap(&mut from, &mut to);
        width *= 2;
    }
    to.resize(from.len(), 0);
    for (target, place) in from.iter().enumerate() {
        to[*place as usize] = target as u32;
    }
    to
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_as_the_standard_library_does() {
        let mut state = 7_u32;
        for length in 0..200_usize {
            let list: Vec<(u32, usize)> = (0..length)
                .map(|place| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (state >> 28, place)
                })
                .collect();
            let (mut ours, mut theirs) = (list.clone(), list.clone());
            ours.order_by_key(|entry| entry.0);
            theirs.sort_by_key(|entry| entry.0);
            assert_eq!(ours, theirs, "stable, {length} entries");
            ours.order_by(|a, b| b.cmp(a));
            theirs.sort_by(|a, b| b.cmp(a));
            assert_eq!(ours, theirs, "backward, {length} entries");
            ours.order();
            assert_eq!(ours.iter().map(|entry| entry.0).collect::<Vec<_>>(), {
                let mut keys: Vec<u32> = list.iter().map(|entry| entry.0).collect();
                keys.sort_unstable();
                keys
            });
        }
    }
}
