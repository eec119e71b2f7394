//! `cargo xtask bench`: speed, size and accuracy.

mod terms;

use anyhow::{Result, bail};

/// Runs the named benchmarks, or all of them.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    const ALL: [&str; 1] = ["terms"];
    let chosen: Vec<&str> =
        if arguments.is_empty() { ALL.to_vec() } else { arguments.iter().map(String::as_str).collect() };
    for name in chosen {
        match name {
            "terms" => terms::run()?,
            other => bail!("there is no benchmark {other:?}; there are: {}", ALL.join(", ")),
        }
    }
    Ok(())
}
