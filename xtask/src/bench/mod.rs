//! `cargo xtask bench`: speed, size and accuracy.

mod identify;
mod terms;

use anyhow::{Result, bail};

/// Runs the named benchmarks, or all of them.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    const ALL: [&str; 2] = ["identify", "terms"];
    let chosen: Vec<&str> =
        if arguments.is_empty() { ALL.to_vec() } else { arguments.iter().map(String::as_str).collect() };
    for name in chosen {
        match name {
            "identify" => identify::run()?,
            "terms" => terms::run()?,
            other => bail!("there is no benchmark {other:?}; there are: {}", ALL.join(", ")),
        }
    }
    Ok(())
}
