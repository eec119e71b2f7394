//! The five answers, from what was found.

use crate::clauses::Reading;
use crate::schema::{Answer, Answers, LicenseMatch};

/// Answers the five questions; `unstated` where the text does not say.
#[must_use]
pub(crate) fn answer(_reading: &Reading, _licenses: &[LicenseMatch]) -> Answers {
    let unstated =
        || Answer { value: "unstated", summary: String::from("The text does not say."), because: Vec::new() };
    Answers {
        commercial_use: unstated(),
        redistribution: unstated(),
        modification: unstated(),
        usage_restrictions: unstated(),
        publish_changes: unstated(),
    }
}
