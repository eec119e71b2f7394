//! The verdict on a license text, from what was found.

use crate::clauses::Reading;
use crate::schema::{Basis, LicenseMatch, Openness, OpennessRange, Verdict, VerdictKind};

/// Judges a text by its clauses and the licenses recognised in it.
#[must_use]
pub(crate) fn judge(_reading: &Reading, _licenses: &[LicenseMatch]) -> Verdict {
    let kind = VerdictKind::Unrecognized;
    Verdict {
        kind,
        label: kind.label(),
        because: Vec::new(),
        basis: Basis::None,
        openness: OpennessRange { floor: Openness::Unknown, ceiling: Openness::OpenSourceAiOpenData },
    }
}
