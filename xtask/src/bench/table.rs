//! `cargo xtask bench`: everything that costs something in one table, with the peers in the same run.

use std::collections::BTreeMap;
use std::fs;
use std::time::Instant;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::baseline::times_floor;
use super::gather::{self, Cost, Size};
use super::peers::{self, Peer};
use super::texts::{self, Set};
use crate::progress::step;
use crate::{index, package, target};

/// Rounds over the sets; the least time counts. Large texts are measured in the same rounds as small ones.
const ROUNDS: usize = 5;
/// Rounds over whole licenses, which are few and short.
const WHOLE_ROUNDS: usize = 25;
/// Fresh processes that are started.
const STARTS: usize = 9;
const STAGES: [&str; 5] = ["floor", "words", "identify", "clauses", "report"];

/// Measures, prints, and writes `target/bench.json`.
pub(super) fn run() -> Result<()> {
    package::build()?;
    let step_ = step("measure (a few minutes; figures are least or median of several rounds)");
    let downloads = gather::downloads()?;
    let starts = gather::starts(STARTS)?;
    let sets = texts::sets(|_| true)?;
    let mut costs = gather::wasm_stages(&sets, ROUNDS)?;
    let (native, decoding) = gather::native_stages(&sets, ROUNDS)?;
    costs.extend(native);
    let whole = texts::whole()?;
    let mut licenses = gather::wasm_stages(&whole, WHOLE_ROUNDS)?;
    licenses.extend(gather::native_stages(&whole, WHOLE_ROUNDS)?.0);
    let memory = gather::memory()?;
    let peers = peers::run(&whole)?;
    let begun = Instant::now();
    index::compile()?;
    let building = begun.elapsed().as_secs_f64();
    step_.done("");

    print_downloads(&downloads, &peers);
    print_starts(&starts, &peers);
    print_stages(&costs);
    print_licenses(&whole, &licenses, &peers);
    print_memory(&memory, &peers);
    println!("\nindex");
    println!("  {:44} {decoding:>9.2} ms", "decode and build in memory, native");
    let build = if cfg!(debug_assertions) { "unoptimised xtask" } else { "optimised xtask" };
    println!("  {:44} {building:>9.2} s", format!("compile from the texts ({build})"));

    let value = json!({
        "schema": 1,
        "machine": machine(),
        "download": downloads,
        "start": starts,
        "stages": costs.iter().map(|cost| described(&costs, cost)).collect::<Vec<_>>(),
        "licenses": licenses.iter().map(|cost| described(&licenses, cost)).collect::<Vec<_>>(),
        "memory": memory.iter().map(|(when, bytes)| json!({ "when": when, "bytes": bytes })).collect::<Vec<_>>(),
        "index": { "decodeMs": decoding, "compileSeconds": building },
        "peers": peers,
    });
    let path = target().join("bench.json");
    fs::write(&path, serde_json::to_string_pretty(&value)? + "\n")
        .with_context(|| path.display().to_string())?;
    println!("\ntarget/bench.json has the same figures");
    Ok(())
}

/// What the figures depend on, for readers of the JSON.
fn machine() -> Value {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    json!({ "os": std::env::consts::OS, "architecture": std::env::consts::ARCH, "cores": cores })
}

/// A cost with what follows from it.
fn described(all: &[Cost], cost: &Cost) -> Value {
    json!({
        "engine": cost.engine, "series": cost.series, "size": cost.size, "stage": cost.stage, "bytes": cost.bytes,
        "ms": cost.ms, "nsPerByte": cost.per_byte(), "megabytesPerSecond": 1e3 / cost.per_byte(),
        "timesFloor": times_floor(all, cost),
    })
}

fn print_downloads(downloads: &[Size], peers: &[Peer]) {
    println!("\ndownload{:36} {:>12} {:>12} {:>12}", "", "raw", "gzip", "brotli");
    for size in downloads.iter().chain(peers.iter().filter_map(|peer| peer.download.as_ref())) {
        println!("  {:42} {:>12} {:>12} {:>12}", size.what, size.raw, size.gzip, size.brotli);
    }
}

fn print_starts(starts: &[BTreeMap<String, f64>], peers: &[Peer]) {
    println!("\nstart in Node, ms{:27} {:>12} {:>12}", "", "least", "median");
    let steps = ["import", "read", "compile", "instantiate", "first report", "second report"];
    let row = |name: &str, mut values: Vec<f64>| {
        values.sort_by(f64::total_cmp);
        let least = values.first().copied().unwrap_or(f64::NAN);
        println!("  {name:42} {least:>12.2} {:>12.2}", median(&mut values));
    };
    for step in steps {
        row(step, starts.iter().filter_map(|start| start.get(step).copied()).collect());
    }
    let counted = ["read", "compile", "instantiate", "first report"];
    let total = |start: &BTreeMap<String, f64>| counted.iter().filter_map(|step| start.get(*step)).sum();
    row("read to first report", starts.iter().map(total).collect());
    for peer in peers {
        row(&format!("{}: its store and a first text", peer.name), vec![peer.start]);
    }
}

fn print_stages(costs: &[Cost]) {
    for engine in ["wasm", "native"] {
        for series in [texts::LICENSES, texts::ORDINARY] {
            println!("\n{engine}, {series}: nanoseconds a byte (× the floor)");
            print!("  {:8}", "size");
            for stage in STAGES {
                print!(" {stage:>18}");
            }
            println!(" {:>13}", "report MB/s");
            let mut row = Vec::new();
            for cost in costs.iter().filter(|cost| cost.engine == engine && cost.series == series) {
                if cost.stage == STAGES[0] {
                    row.clear();
                    print!("  {:8}", texts::size(cost.size));
                }
                let times = times_floor(costs, cost).unwrap_or(f64::NAN);
                print!(" {:>10.2} ({times:>4.1}×)", cost.per_byte());
                row.push(cost.per_byte());
                if cost.stage == STAGES[4] {
                    println!(" {:>13.1}", 1e3 / cost.per_byte());
                }
            }
        }
    }
}

fn print_licenses(sets: &[Set], costs: &[Cost], peers: &[Peer]) {
    let bytes: usize = sets.iter().map(Set::bytes).sum();
    let mean = bytes as f64 / sets.len().max(1) as f64;
    println!("\n{}: {} texts, {:.1} KB on average{:9} median ms", texts::WHOLE, sets.len(), mean / 1e3, "");
    for engine in ["wasm", "native"] {
        for stage in STAGES {
            let chosen = costs.iter().filter(|cost| cost.engine == engine && cost.stage == stage);
            let mut ms: Vec<f64> = chosen.map(|cost| cost.ms).collect();
            println!("  {:56} {:>9.3}", format!("openweigh, {engine}: {stage}"), median(&mut ms));
        }
    }
    for peer in peers {
        println!(
            "  {:56} {:>9.3}",
            format!("{}: identification alone", peer.name),
            median(&mut peer.ms.clone())
        );
    }
}

fn print_memory(memory: &[(String, u64)], peers: &[Peer]) {
    println!("\nmemory of the wasm{:37} MB", "");
    for (when, bytes) in memory {
        println!("  {when:44} {:>9.1}", *bytes as f64 / 1e6);
    }
    for (name, bytes) in peers.iter().filter_map(|peer| Some((&peer.name, peer.memory?))) {
        println!("  {:44} {:>9.1}", format!("{name}: after these licenses"), bytes / 1e6);
    }
}

/// The middle value; of an even number, the upper of the two.
fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
