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
