//! The core's tests that need no JavaScript: one binary, a module a subject.

mod choosealicense;
mod clause_files;
mod comparisons;
mod decisions;
mod edits;
mod everyday;
mod figures;
mod forms;
mod hub_ids;
mod identify;
mod known_texts;
mod labelled;
mod laws;
mod names;
mod open_texts;
mod parts;
mod releases;
mod sentences;
mod shared;
mod spdx;
mod spdx_verdicts;
