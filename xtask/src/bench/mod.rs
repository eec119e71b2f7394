//! `cargo xtask bench`: speed, size and accuracy.

use anyhow::{Result, bail};

/// Runs the named benchmarks, or all of them.
pub(crate) fn run(_arguments: &[String]) -> Result<()> {
    bail!("there are no benchmarks yet")
}
