//! `cargo xtask bench files`: the command line over many files, with one worker and with two.
//!
//! The files are made by `benches/files.mjs` from the SPDX texts: licenses, sources with a header, readmes, and some
//! that are no text. A busy machine shows in the milliseconds of the clock, not in those of the processors.

use anyhow::{Result, bail};
use serde::Deserialize;

use super::gather;
use crate::index::spdx;
use crate::progress::{command, quiet};
use crate::{package, root, target};

/// Two workers are to be so much faster than one.
const RATIO: f64 = 1.7;
/// The most memory that any run may have, in bytes.
const MEMORY: f64 = 150e6;
/// A file may cost this many times as much among the most files as among the fewest.
const LINEAR: f64 = 1.15;

#[derive(Deserialize)]
struct Run {
    files: u32,
    workers: u32,
    ms: f64,
    /// Milliseconds on all processors together; 0 where the system does not tell.
    cpu: f64,
    /// Bytes; 0 where the system does not tell.
    memory: f64,
    /// Every text has its line in the order of the files, and every other file is named as no text.
    ordered: bool,
    status: Option<i32>,
}

/// Runs the benchmark and prints its table. Fails when lines are missing or out of order.
pub(super) fn run() -> Result<()> {
    package::build()?;
    let (data, _) = spdx::data()?;
    let mut node = command("node", root());
    node.arg("benches/files.mjs").arg(package::folder()).arg(data).arg(target().join("bench-files"));
    let runs: Vec<Run> = gather::lines(&quiet(&mut node, "install Node.js 20 or newer")?)?;
    println!("\n{:>8} {:>8} {:>10} {:>12} {:>10}  order", "files", "workers", "ms", "ms a file", "MB memory");
    for run in &runs {
        let order = if run.ordered { "kept" } else { "LOST" };
        let each = run.ms / f64::from(run.files);
        println!(
            "{:>8} {:>8} {:>10.0} {each:>12.3} {:>10.0} {:>10.1}  {order}",
            run.files,
            run.workers,
            run.ms,
            run.cpu,
            run.memory / 1e6
        );
    }
    let ms = |files: u32, workers: u32| {
        runs.iter().find(|run| (run.files, run.workers) == (files, workers)).map_or(f64::NAN, |run| run.ms)
    };
    let least = runs.iter().map(|run| run.files).min().unwrap_or(1);
    let most = runs.iter().map(|run| run.files).max().unwrap_or(1);
    let each = |files: u32, workers: u32| ms(files, workers) / f64::from(files);
    let memory = runs.iter().fold(0.0, |most, run| run.memory.max(most));
    println!(
        "two workers against one, {most} files: {:.2} times as fast (asked {RATIO})",
        ms(most, 1) / ms(most, 2)
    );
    let cpu = |workers: u32| {
        runs.iter().find(|run| (run.files, run.workers) == (most, workers)).map_or(f64::NAN, |run| run.cpu)
    };
    println!("their time on processors: {:.2} times that of one", cpu(2) / cpu(1));
    for workers in [1, 2] {
        println!(
            "a file among {most} against one among {least}, {workers} at once: {:.2} times the time (asked {LINEAR})",
            each(most, workers) / each(least, workers)
        );
    }
    println!("most memory: {:.1} MB (asked {:.0})", memory / 1e6, MEMORY / 1e6);
    // Files that are no text are an unreadable input, so the status says 2.
    if runs.iter().any(|run| !run.ordered || run.status != Some(2)) {
        bail!("lines are missing or not in the order of the files, or the status is not 2");
    }
    Ok(())
}
