//! A bound on the work of a diff.

/// Steps that are left.
#[derive(Debug)]
pub(super) struct Budget(u64);

impl Budget {
    /// Steps for texts of so many words together: enough for an exact diff of short texts, and a bounded multiple of
    /// the length for long ones.
    pub(super) fn for_words(words: usize) -> Self {
        Self(2_000_000 + 200 * words as u64)
    }

    /// Takes steps; `false` when there are not enough left.
    pub(super) fn spend(&mut self, steps: u64) -> bool {
        let enough = self.0 >= steps;
        self.0 = self.0.saturating_sub(steps);
        enough
    }
}
