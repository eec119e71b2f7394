//! A word diff: which words of two texts correspond.
//!
//! Stretches of five words that occur equally often in both texts are anchors, much as in a patience diff; what lies
//! between two anchors is compared by Myers' algorithm in linear space. The work between two anchors is bounded, so texts without
//! anything in common cost no more than a bounded multiple of their length.

use std::ops::Range;

use super::cost::Budget;
use crate::order;
use crate::words::Word;

/// Words of an anchor.
const ANCHOR: usize = 5;

/// Corresponding stretches of words, in the order of both texts: place in the first, place in the second, length.
pub(super) type Matches = Vec<(usize, usize, usize)>;

/// Finds the words that correspond.
pub(super) fn diff(a: &[Word], b: &[Word]) -> Matches {
    let a: Vec<u32> = a.iter().map(|word| word.hash).collect();
    let b: Vec<u32> = b.iter().map(|word| word.hash).collect();
    let mut differ = Differ { a: &a, b: &b, found: Vec::new(), budget: Budget::for_words(a.len() + b.len()) };
    differ.anchored(0..a.len(), 0..b.len());
    merge(differ.found)
}

/// The places of all stretches of a range, each below a key of its words; places of one key are in order.
fn stretches(words: &[u32], range: &Range<usize>) -> Vec<u64> {
    let key = |stretch: &[u32]| {
        stretch.iter().fold(0_u32, |key, word| (key ^ word).wrapping_mul(0x9e37_79b1).rotate_left(13))
    };
    let own = words[range.clone()].windows(ANCHOR).enumerate();
    let mut out: Vec<u64> =
        own.map(|(offset, stretch)| u64::from(key(stretch)) << 32 | (range.start + offset) as u64).collect();
    order::numbers(&mut out);
    out
}

/// Joins stretches that follow each other without a gap.
fn merge(found: Matches) -> Matches {
    let mut merged: Matches = Vec::with_capacity(found.len());
    for (a, b, length) in found {
        match merged.last_mut() {
            Some(last) if last.0 + last.2 == a && last.1 + last.2 == b => last.2 += length,
            _ => merged.push((a, b, length)),
        }
    }
    merged
}

struct Differ<'w> {
    a: &'w [u32],
    b: &'w [u32],
    found: Matches,
    budget: Budget,
}

impl Differ<'_> {
    /// Compares two ranges by their anchors, and what lies between by [`Self::myers`].
    fn anchored(&mut self, a: Range<usize>, b: Range<usize>) {
        let anchors = self.anchors(&a, &b);
        let (mut from_a, mut from_b) = (a.start, b.start);
        for (place_a, place_b) in anchors {
            // The stretch before this one may have grown over it.
            if place_a < from_a || place_b < from_b {
                continue;
            }
            let (mut start_a, mut start_b) = (place_a, place_b);
            while start_a > from_a && start_b > from_b && self.a[start_a - 1] == self.b[start_b - 1] {
                (start_a, start_b) = (start_a - 1, start_b - 1);
            }
            let mut length = place_a + ANCHOR - start_a;
            while start_a + length < a.end
                && start_b + length < b.end
                && self.a[start_a + length] == self.b[start_b + length]
            {
                length += 1;
            }
            self.between(from_a..start_a, from_b..start_b);
            self.found.push((start_a, start_b, length));
            (from_a, from_b) = (start_a + length, start_b + length);
        }
        self.between(from_a..a.end, from_b..b.end);
    }

    /// Places of stretches that occur as often in one range as in the other, in an order that both texts have.
    fn anchors(&self, a: &Range<usize>, b: &Range<usize>) -> Vec<(usize, usize)> {
        let (in_a, in_b) = (stretches(self.a, a), stretches(self.b, b));
        let same = |a: &u64, b: &u64| a >> 32 == b >> 32;
        // Packed, the first place above the second: long texts have many.
        let mut pairs: Vec<u64> = Vec::new();
        let mut others = in_b.chunk_by(same).peekable();
        for own in in_a.chunk_by(same) {
            let key = own[0] >> 32;
            while others.next_if(|other| other[0] >> 32 < key).is_some() {}
            if let Some(other) = others.next_if(|other| other[0] >> 32 == key && other.len() == own.len()) {
                let places = own.iter().zip(other).map(|(a, b)| (*a as u32 as usize, *b as u32 as usize));
                // Two stretches can have one key.
                let equal = places.filter(|(at, to)| self.a[*at..at + ANCHOR] == self.b[*to..to + ANCHOR]);
                pairs.extend(equal.map(|(a, b)| (a as u64) << 32 | b as u64));
            }
        }
        order::numbers(&mut pairs);
        let pairs: Vec<_> = pairs.iter().map(|pair| ((pair >> 32) as usize, *pair as u32 as usize)).collect();
        longest_rising(&pairs)
    }

    /// Compares what lies between two anchors: common words at both ends, then the rest.
    fn between(&mut self, mut a: Range<usize>, mut b: Range<usize>) {
        let head = self.a[a.clone()].iter().zip(&self.b[b.clone()]).take_while(|(x, y)| x == y).count();
        if head > 0 {
            self.found.push((a.start, b.start, head));
        }
        (a.start, b.start) = (a.start + head, b.start + head);
        let tail = self.a[a.clone()]
            .iter()
            .rev()
            .zip(self.b[b.clone()].iter().rev())
            .take_while(|(x, y)| x == y)
            .count();
        (a.end, b.end) = (a.end - tail, b.end - tail);
        if !a.is_empty() && !b.is_empty() {
            self.myers(a.clone(), b.clone());
        }
        if tail > 0 {
            self.found.push((a.end, b.end, tail));
        }
    }

    /// Myers' algorithm in linear space: finds the middle of a shortest path, and compares both halves.
    fn myers(&mut self, a: Range<usize>, b: Range<usize>) {
        let Some((x, y)) = self.middle(&a, &b) else { return };
        let (middle_a, middle_b) = (a.start + x, b.start + y);
        // A middle at a corner would compare the same ranges again.
        if (middle_a, middle_b) == (a.start, b.start) || (middle_a, middle_b) == (a.end, b.end) {
            return;
        }
        self.between(a.start..middle_a, b.start..middle_b);
        self.between(middle_a..a.end, middle_b..b.end);
    }

    /// A point in the middle of a shortest path of insertions and deletions; nothing when the budget is spent.
    #[allow(
        clippy::cast_possible_wrap,
        clippy::cast_sign_loss,
        clippy::many_single_char_names,
        reason = "diagonals are signed; places are bounded by the texts' lengths; names are those of Myers' paper"
    )]
    fn middle(&mut self, a: &Range<usize>, b: &Range<usize>) -> Option<(usize, usize)> {
        let (a, b) = (&self.a[a.clone()], &self.b[b.clone()]);
        let (n, m) = (a.len() as isize, b.len() as isize);
        let delta = n - m;
        let most = (n + m + 1) / 2;
        let size = (2 * most + 3) as usize;
        let at = |diagonal: isize| (diagonal + most + 1) as usize;
        let mut forward = vec![0_isize; size];
        let mut backward = vec![0_isize; size];
        for distance in 0..=most {
            if !self.budget.spend(distance as u64 * 2 + 2) {
                return None;
            }
            for diagonal in (-distance..=distance).step_by(2) {
                let down = diagonal == -distance
                    || diagonal != distance && forward[at(diagonal - 1)] < forward[at(diagonal + 1)];
                let mut x = if down { forward[at(diagonal + 1)] } else { forward[at(diagonal - 1)] + 1 };
                let mut y = x - diagonal;
                while x < n && y < m && a[x as usize] == b[y as usize] {
                    (x, y) = (x + 1, y + 1);
                }
                forward[at(diagonal)] = x;
                let meets = delta % 2 != 0 && (diagonal - delta).abs() < distance;
                if meets && x + backward[at(delta - diagonal)] >= n {
                    return (x >= 0 && y >= 0 && x <= n && y <= m).then_some((x as usize, y as usize));
                }
            }
            for diagonal in (-distance..=distance).step_by(2) {
                let down = diagonal == -distance
                    || diagonal != distance && backward[at(diagonal - 1)] < backward[at(diagonal + 1)];
                let mut x = if down { backward[at(diagonal + 1)] } else { backward[at(diagonal - 1)] + 1 };
                let mut y = x - diagonal;
                while x < n && y < m && a[(n - 1 - x) as usize] == b[(m - 1 - y) as usize] {
                    (x, y) = (x + 1, y + 1);
                }
                backward[at(diagonal)] = x;
                let meets = delta % 2 == 0 && (diagonal - delta).abs() <= distance;
                if meets && x + forward[at(delta - diagonal)] >= n {
                    let (x, y) = (n - x, m - y);
                    return (x >= 0 && y >= 0 && x <= n && y <= m).then_some((x as usize, y as usize));
                }
            }
        }
        None
    }
}

/// The longest sequence of pairs that rises in both places; the pairs are sorted by the first.
fn longest_rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    for (number, pair) in pairs.iter().enumerate() {
        let place = ends.partition_point(|end| pairs[*end].1 < pair.1);
        before[number] = place.checked_sub(1).map(|place| ends[place]);
        if place == ends.len() {
            ends.push(number);
        } else {
            ends[place] = number;
        }
    }
    let mut sequence = Vec::new();
    let mut next = ends.last().copied();
    while let Some(number) = next {
        sequence.push(pairs[number]);
        next = before[number];
    }
    sequence.reverse();
    sequence
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;

    /// Lengths of the longest common subsequence, by the textbook table.
    fn common(a: &[Word], b: &[Word]) -> usize {
        let mut row = vec![0; b.len() + 1];
        for x in a {
            let mut corner = 0;
            for (place, y) in b.iter().enumerate() {
                let above = row[place + 1];
                row[place + 1] = if x.hash == y.hash { corner + 1 } else { above.max(row[place]) };
                corner = above;
            }
        }
        row[b.len()]
    }

    /// Words that correspond between two anchors, without anchors.
    fn exact(a: &[Word], b: &[Word]) -> usize {
        let hashes = |list: &[Word]| list.iter().map(|word| word.hash).collect::<Vec<_>>();
        let (a, b) = (hashes(a), hashes(b));
        let mut differ =
            Differ { a: &a, b: &b, found: Vec::new(), budget: Budget::for_words(a.len() + b.len()) };
        differ.between(0..a.len(), 0..b.len());
        differ.found.iter().map(|(_, _, length)| length).sum()
    }

    fn check(a: &str, b: &str) -> usize {
        let (a, b) = (words(a), words(b));
        let matches = diff(&a.list, &b.list);
        let (mut from_a, mut from_b, mut total) = (0, 0, 0);
        for (at_a, at_b, length) in matches {
            assert!(at_a >= from_a && at_b >= from_b && length > 0, "in order");
            for step in 0..length {
                assert_eq!(a.list[at_a + step].hash, b.list[at_b + step].hash, "the same words");
            }
            (from_a, from_b, total) = (at_a + length, at_b + length, total + length);
        }
        assert!(from_a <= a.list.len() && from_b <= b.list.len());
        total
    }

    #[test]
    fn short_texts_have_the_longest_common_sequence() {
        for (a, b) in [
            ("", ""),
            ("", "one two"),
            ("a b c a b b a", "c b a b a c"),
            ("one two three four five six", "one two three four five six"),
            ("the quick brown fox", "the slow brown dog"),
            ("x y z", "p q r"),
            ("you may not use it", "you may use it"),
            ("许可证 授予 您", "许可证 不 授予 您"),
        ] {
            assert_eq!(check(a, b), common(&words(a).list, &words(b).list), "{a} / {b}");
        }
    }

    #[test]
    fn generated_texts_have_the_longest_common_sequence() {
        // A small generator of its own keeps the texts the same on every run.
        let mut state = 7_u32;
        let mut next = |most: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % most
        };
        for round in 0..200 {
            let vocabulary = 3 + round % 40;
            let text = |next: &mut dyn FnMut(u32) -> u32| {
                (0..next(60)).map(|_| format!("w{}", next(vocabulary))).collect::<Vec<_>>().join(" ")
            };
            let (a, b) = (text(&mut next), text(&mut next));
            let best = common(&words(&a).list, &words(&b).list);
            assert_eq!(exact(&words(&a).list, &words(&b).list), best, "{a} / {b}");
            // An anchor that two texts share by chance may lead away from the longest sequence.
            assert!(check(&a, &b) <= best, "{a} / {b}");
        }
    }

    #[test]
    fn texts_without_anything_in_common_cost_no_more_than_their_length_allows() {
        let text = |from: u32| {
            (from..from + 20_000).map(|number| format!("w{number}")).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(check(&text(0), &text(100_000)), 0);
        let same = "again and again ".repeat(10_000);
        assert!(check(&same, &same) == 30_000);
        assert!(check(&same, &same[..30_000]) > 5_000);
    }
}
