//! Clauses: the terms that a text can impose, grant or disclaim, and how they are found in provisions.

pub mod catalog;
