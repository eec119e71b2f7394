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

/// The kind of files that are all texts.
const LICENSES: &str = "licenses";

#[derive(Deserialize)]
struct Run {
    /// Kind of files.
    set: String,
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
    println!(
        "\n{:10} {:>8} {:>8} {:>10} {:>12} {:>10} {:>10}  order",
        "kind", "files", "workers", "ms", "ms a file", "ms of cpu", "MB memory"
    );
    for run in &runs {
        println!(
            "{:10} {:>8} {:>8} {:>10.0} {:>12.3} {:>10.0} {:>10.1}  {}",
            run.set,
            run.files,
            run.workers,
            run.ms,
            run.ms / f64::from(run.files),
            run.cpu,
            run.memory / 1e6,
            if run.ordered { "kept" } else { "LOST" },
        );
    }
    for own in runs.chunk_by(|a, b| a.set == b.set) {
        compare(own);
    }
    let memory = runs.iter().fold(0.0, |most, run| run.memory.max(most));
    println!("most memory: {:.1} MB (asked {:.0})", memory / 1e6, MEMORY / 1e6);
    for run in &runs {
        // Files that are no text are an unreadable input, so the status says 2.
        let status = if run.set == LICENSES { 0 } else { 2 };
        if !run.ordered || run.status != Some(status) {
            bail!("lines are missing or not in the order of the files, or the status is not {status}");
        }
    }
    Ok(())
}

/// Says how runs over files of one kind compare.
fn compare(runs: &[Run]) {
    let of = |files: u32, workers: u32| runs.iter().find(|run| (run.files, run.workers) == (files, workers));
    let ms = |files: u32, workers: u32| of(files, workers).map_or(f64::NAN, |run| run.ms);
    let cpu = |files: u32, workers: u32| of(files, workers).map_or(f64::NAN, |run| run.cpu);
    let each = |files: u32, workers: u32| ms(files, workers) / f64::from(files);
    let (Some(first), Some(last)) = (runs.first(), runs.last()) else { return };
    let (set, least, most) = (&first.set, first.files, last.files);
    println!(
        "{set}: two workers against one, {most} files: {:.2} times as fast (asked {RATIO}), with {:.2} times the cpu",
        ms(most, 1) / ms(most, 2),
        cpu(most, 2) / cpu(most, 1),
    );
    for workers in [1, 2].into_iter().filter(|_| least < most) {
        println!(
            "{set}: a file among {most} against one among {least}, {workers} at once: {:.2} times the time (asked {LINEAR})",
            each(most, workers) / each(least, workers)
        );
    }
}
