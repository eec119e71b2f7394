//! Openweigh: what a license text allows, with its own words as evidence.

pub mod answers;
pub mod assess;
pub mod badge;
pub mod classify;
pub mod clauses;
pub mod compare;
pub mod decide;
mod documents;
mod facts;
pub mod index;
pub mod input;
mod notes;
mod patterns;
mod provisions;
pub mod schema;
pub mod templates;
pub mod verdict;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
pub mod words;

pub use assess::assess;
pub use badge::badge;
#[doc(hidden)]
pub use classify::facts_of_text;
pub use classify::{Options, classify};
pub use compare::compare;
pub use decide::decide;
pub use schema::Report;
