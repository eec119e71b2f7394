//! `cargo xtask bench adversarial`: texts that are made to be slow beside ordinary text of the same length.
//!
//! The texts are those of `benches/adversarial.mjs`; `tests/package/adversarial.test.mjs` holds the bounds.

use anyhow::Result;
use serde::Deserialize;

use super::gather;
use crate::index::spdx;
use crate::progress::{command, quiet};
use crate::{package, root};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    name: String,
    bytes: u64,
    ms: f64,
    ns_per_byte: f64,
    memory: f64,
    times: Option<f64>,
    dense: Option<f64>,
}

/// Runs the benchmark and prints its table.
pub(super) fn run() -> Result<()> {
    package::build()?;
    let (data, _) = spdx::data()?;
    let mut node = command("node", root());
    node.arg("benches/adversarial.mjs").arg(package::folder()).arg(data);
    let rows: Vec<Row> = gather::lines(&quiet(&mut node, "install Node.js 20 or newer")?)?;
    println!(
        "\n{:48} {:>9} {:>9} {:>9} {:>11} {:>10} {:>9}",
        "full report in wasm", "bytes", "ms", "ns a byte", "× ordinary", "× license", "MB memory"
    );
    for row in &rows {
        let times = |times: Option<f64>| times.map_or_else(|| "–".to_owned(), |times| format!("{times:.2}"));
        println!(
            "{:48} {:>9} {:>9.1} {:>9.1} {:>11} {:>10} {:>9.1}",
            row.name,
            row.bytes,
            row.ms,
            row.ns_per_byte,
            times(row.times),
            times(row.dense),
            row.memory / 1e6
        );
    }
    let worst = |pick: fn(&Row) -> Option<f64>| rows.iter().filter_map(pick).fold(0.0, f64::max);
    println!(
        "worst: {:.2} times ordinary text, {:.2} times license text",
        worst(|row| row.times),
        worst(|row| row.dense)
    );
    Ok(())
}
