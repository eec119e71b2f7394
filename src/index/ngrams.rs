//! Word n-grams: the rolling hash over runs of four words that text and templates share.

/// Words in an n-gram.
pub const N: usize = 4;

const BASE: u32 = 0x0135_2f0d;

/// Hash of the last [`N`] words, moved one word at a time.
#[derive(Debug, Clone, Copy, Default)]
pub struct Rolling {
    /// The words before the next one, the oldest first.
    before: [u32; N - 1],
    seen: u32,
}

impl Rolling {
    /// Takes in a word; the hash of the last [`N`] words, once there are as many.
    #[inline]
    pub fn push(&mut self, word: u32) -> Option<u32> {
        self.seen += 1;
        self.shift(word)
    }

    /// The same for words of which some, given as 0, are in no n-gram that is wanted.
    #[inline]
    pub(super) fn push_wanted(&mut self, word: u32) -> Option<u32> {
        self.seen = (self.seen + 1) * u32::from(word != 0);
        self.shift(word)
    }

    #[inline]
    fn shift(&mut self, word: u32) -> Option<u32> {
        let [a, b, c] = self.before;
        self.before = [b, c, word];
        (self.seen as usize >= N).then(|| hash([a, b, c, word]))
    }

    /// Forgets all words.
    pub fn clear(&mut self) {
        self.seen = 0;
    }
}

/// Hash of words in a row.
#[inline]
pub(super) fn hash([a, b, c, d]: [u32; N]) -> u32 {
    let next = |state: u32, word: u32| state.wrapping_mul(BASE).wrapping_add(word);
    finish(next(next(next(a, b), c), d))
}

/// Sum of a whole text's words, which depends on their order.
#[must_use]
pub fn whole_sum(words: impl Iterator<Item = u32>) -> u32 {
    words.fold(0, |sum: u32, word| sum.wrapping_mul(WHOLE).wrapping_add(word))
}

/// The first place of so many words in a row whose [`whole_sum`] is that.
#[must_use]
pub fn find_whole(words: &[u32], count: usize, sum: u32) -> Option<usize> {
    let (first, rest) = words.split_at_checked(count).filter(|_| count > 0)?;
    // What the word that leaves was worth.
    let worth = (0..count).fold(1_u32, |worth, _| worth.wrapping_mul(WHOLE));
    let mut own = whole_sum(first.iter().copied());
    if own == sum {
        return Some(0);
    }
    rest.iter()
        .zip(words)
        .position(|(next, gone)| {
            own = own.wrapping_mul(WHOLE).wrapping_add(*next).wrapping_sub(gone.wrapping_mul(worth));
            own == sum
        })
        .map(|at| at + 1)
}

const WHOLE: u32 = 0x0100_0193;

/// Spreads the bits, so that any of them can choose a bucket.
#[inline]
fn finish(state: u32) -> u32 {
    let mixed = (state ^ (state >> 15)).wrapping_mul(0x2c1b_3c6d);
    mixed ^ (mixed >> 13)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_a_row_are_found_by_their_sum() {
        let words = [5, 9, 2, 7, 8, 1, 3];
        for start in 0..words.len() {
            for end in start + 1..=words.len() {
                let sum = whole_sum(words[start..end].iter().copied());
                assert_eq!(find_whole(&words, end - start, sum), Some(start), "{start}..{end}");
            }
        }
        assert_eq!(find_whole(&words, 3, whole_sum([2, 9, 7].into_iter())), None);
        assert_eq!(find_whole(&words, 8, 0), None);
        assert_eq!(find_whole(&words, 0, 0), None);
    }

    #[test]
    fn the_hash_depends_on_the_last_words_alone() {
        let mut long = Rolling::default();
        let mut short = Rolling::default();
        let mut last = (None, None);
        for word in [9, 8, 7, 1, 2, 3, 4] {
            last.0 = long.push(word);
        }
        for word in [1, 2, 3, 4] {
            last.1 = short.push(word);
        }
        assert_eq!(last.0, last.1);
        assert!(last.0.is_some());
        assert_ne!(long.push(5), short.push(6));
    }
}
