//! Regions, as written and as ISO 3166 codes.

use super::Around;
use crate::schema::Param;

/// The value of a parameter, if the text states it.
pub(super) fn read(name: &str, around: Around<'_>) -> Option<Param> {
    let _ = (name, around);
    None
}
