//! Clauses: the terms that a text can impose, grant or disclaim, and how they are found in provisions.

pub mod catalog;
#[cfg(feature = "reading")]
#[doc(hidden)]
pub mod explain;
#[cfg(feature = "reading")]
mod find;
#[doc(hidden)]
pub mod hits;
#[cfg(feature = "reading")]
mod params;

#[cfg(feature = "reading")]
pub(crate) use find::{Reading, read};
