//! `cargo xtask bench`: speed, size and accuracy.
//!
//! Without a name: one table of everything that costs something, the peers beside it, and the same figures as JSON in
//! `target/bench.json`. `adversarial`, `files`, `identify` and `terms` are tables of their own.

mod adversarial;
mod baseline;
mod files;
mod gather;
mod identify;
mod peers;
mod table;
mod terms;
mod texts;

use anyhow::{Result, bail};

pub(crate) use baseline::guard;

const USAGE: &str =
    "usage: cargo xtask bench [--save-baseline | --check | adversarial | files | identify | terms]…";

/// Runs the named benchmarks, or the table.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    if arguments.is_empty() {
        return table::run();
    }
    for name in arguments {
        match name.as_str() {
            "--save-baseline" => baseline::save()?,
            "--check" => {
                crate::package::build()?;
                baseline::guard()?;
            }
            "adversarial" => adversarial::run()?,
            "files" => files::run()?,
            "identify" => identify::run()?,
            "terms" => terms::run()?,
            other => bail!("there is no benchmark {other:?}\n{USAGE}"),
        }
    }
    Ok(())
}
