//! Data beside the repository, in `../shared`, that is not part of it. Without it the tests that need it are skipped.
//!
//! The Rust runner knows no test that is skipped while it runs, and hides what a passed test prints. So a test says here
//! that it was skipped, and why; `cargo xtask test` lists and counts what was said.

use std::io::Write as _;
use std::panic::Location;
use std::path::{Path, PathBuf};

/// A file or folder of `../shared`; without it, notes that the test that asks is skipped.
#[track_caller]
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    if found.exists() {
        return Some(found);
    }
    note("all", &format!("../shared/{path} is missing"));
    None
}

/// Notes that a test runs without a part of what it should look at.
#[track_caller]
pub(crate) fn left_out(reason: &str) {
    note("part", reason);
}

/// A line in the file that `cargo xtask test` names: all or part, the test, the reason.
#[track_caller]
fn note(extent: &str, reason: &str) {
    // A test runs on a thread of its name; the place in the file is known in any case.
    let place = Location::caller();
    let thread = std::thread::current();
    let test = thread.name().filter(|name| *name != "main").map_or_else(|| place.to_string(), str::to_owned);
    println!("skipped ({extent}): {test}: {reason}");
    let Some(file) = std::env::var_os("OPENWEIGH_SKIPPED") else { return };
    let line = format!("{extent}\t{test}\t{reason}\n");
    let opened = std::fs::OpenOptions::new().append(true).create(true).open(file);
    // In one write, because other tests write at the same time.
    opened.and_then(|mut file| file.write_all(line.as_bytes())).expect("the list of skipped tests");
}
