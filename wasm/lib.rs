//! The wasm: the reading core, compiled for speed, and around it the rest of the same sources, compiled for size.
//!
//! What judges a whole release runs once for a page and is two thirds of the code; what reads a text runs over every
//! word. The profile of this package (in the workspace's `Cargo.toml`) says `z`, that of `openweigh` says 2. The
//! modules are the very files of `openweigh`, which is built here without its `release` feature.

#![cfg(target_arch = "wasm32")]

pub use openweigh::{
    Options, answers, classify, clauses, decimal, evidence, index, order, schema, tags, templates, verdict,
    words,
};

#[path = "../src/assess/mod.rs"]
pub mod assess;
#[path = "../src/badge/mod.rs"]
pub mod badge;
#[path = "../src/compare/mod.rs"]
pub mod compare;
#[path = "../src/decide/mod.rs"]
pub mod decide;
#[path = "../src/input/mod.rs"]
pub mod input;
#[path = "../src/wasm.rs"]
pub mod wasm;
