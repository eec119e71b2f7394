//! Word n-grams: the rolling hash over runs of four words that text and templates share.

/// Words in an n-gram.
pub const N: usize = 4;

const BASE: u32 = 0x0135_2f0d;
const BASE_N: u32 = BASE.wrapping_mul(BASE).wrapping_mul(BASE).wrapping_mul(BASE);

/// Hash of the last [`N`] words, moved one word at a time.
#[derive(Debug, Clone, Copy, Default)]
pub struct Rolling {
    state: u32,
    window: [u32; N],
    seen: u32,
}

impl Rolling {
    /// Takes in a word; the hash of the last [`N`] words, once there are as many.
    #[inline]
    pub fn push(&mut self, word: u32) -> Option<u32> {
        let place = self.seen as usize % N;
        // The oldest word leaves, so the state depends on the last N words alone.
        self.state = self
            .state
            .wrapping_mul(BASE)
            .wrapping_add(word)
            .wrapping_sub(self.window[place].wrapping_mul(BASE_N));
        self.window[place] = word;
        self.seen += 1;
        (self.seen as usize >= N).then(|| finish(self.state))
    }

    /// Forgets all words.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
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
