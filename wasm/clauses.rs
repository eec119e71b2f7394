//! Clauses: the table and the matches from `openweigh`, and what is made of them.

pub use openweigh::clauses::{catalog, hits};

#[path = "../src/clauses/find.rs"]
mod find;
#[path = "../src/clauses/params/mod.rs"]
mod params;

pub(crate) use find::{Reading, read};
