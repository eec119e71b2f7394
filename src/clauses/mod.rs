//! Clauses: the terms that a text can impose, grant or disclaim, and how they are found in provisions.

pub mod catalog;
#[doc(hidden)]
pub mod explain;
mod find;
mod params;

pub(crate) use find::{Reading, read};
