//! Patterns over words: the notation of the clause files, compiled by the build script, and the machine that runs them.
//!
//! Words, not characters, are what a license's grammar is made of, so patterns ask for words. A pattern starts only
//! where one of its first words stands. They are compiled when the engine is built and unpacked when it first reads.

mod lexicon;
mod machine;
#[allow(dead_code, unreachable_pub, reason = "the half that writes is used by the build script")]
mod pack;
mod sets;
#[allow(
    dead_code,
    unreachable_pub,
    reason = "the compiler's half is used by the build script; the machine shares the instruction numbers"
)]
mod syntax;
mod tables;

pub use lexicon::Lexicon;
pub use machine::{Context, Mode, Modes, find_at, finds};
pub use pack::Reader;
pub use tables::{NEVER_VENDOR, Pattern, Trigger, tables};
