//! Counts, amounts, periods, dates and what follows from a threshold.

use super::Around;
use crate::clauses::catalog::ClauseId;
use crate::schema::Param;

/// The value of a parameter, if the text states it.
pub(super) fn read(clause: ClauseId, name: &str, around: Around<'_>) -> Option<Param> {
    let _ = (clause, name, around.sequence, around.provision_text(), around.matched_text());
    None
}
