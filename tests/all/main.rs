//! The core's tests that need no JavaScript: one binary, a module a subject.

mod clause_files;
mod decisions;
mod figures;
mod identify;
mod labelled;
mod spdx;
mod spdx_verdicts;
