//! The wasm: what runs over every word of a text, compiled for speed, and around it the rest of the same sources,
//! compiled for size.
//!
//! The profile of this package (in the workspace's `Cargo.toml`) says `z`, that of `openweigh` says 2. The modules are
//! the very files of `openweigh`, which is built here without its features. Functions of `openweigh` that are called from
//! one place only are `#[inline(never)]`, or they would become part of the caller and be compiled as it is.

#![cfg(target_arch = "wasm32")]

pub use openweigh::{index, order, patterns, provisions, schema, tags, templates, words};

#[path = "../src/answers/mod.rs"]
pub mod answers;
#[path = "../src/assess/mod.rs"]
pub mod assess;
#[path = "../src/badge/mod.rs"]
pub mod badge;
#[path = "../src/classify.rs"]
pub mod classify;
pub mod clauses;
#[path = "../src/compare/mod.rs"]
pub mod compare;
#[path = "../src/decide/mod.rs"]
pub mod decide;
#[path = "../src/decimal.rs"]
pub mod decimal;
#[path = "../src/documents.rs"]
mod documents;
#[path = "../src/evidence.rs"]
pub mod evidence;
#[path = "../src/facts/mod.rs"]
mod facts;
#[path = "../src/input/mod.rs"]
pub mod input;
#[path = "../src/joined.rs"]
pub mod joined;
#[path = "../src/notes.rs"]
mod notes;
#[path = "../src/verdict.rs"]
pub mod verdict;
#[path = "../src/wasm.rs"]
pub mod wasm;

pub use classify::{Options, classify};
