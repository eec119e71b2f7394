//! The peers over the same texts: askalono and the `spdx` crate natively, askalono in wasm where it can be built.

use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::gather::{self, Size};
use super::texts::{self, Set};
use crate::index::spdx;
use crate::progress::{command, quiet};
use crate::{root, target};

/// What was measured of a peer.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Peer {
    /// Name and how it runs.
    pub(super) name: String,
    /// Milliseconds to a store of known licenses.
    pub(super) start: f64,
    /// Milliseconds for each text.
    pub(super) ms: Vec<f64>,
    /// Bytes of memory, where the run tells them.
    pub(super) memory: Option<f64>,
    /// What must be downloaded, for the wasm.
    pub(super) download: Option<Size>,
}

#[derive(Deserialize)]
struct Answer {
    ms: f64,
}

#[derive(Deserialize)]
struct Summary {
    start: f64,
    memory: Option<f64>,
}

/// Runs the peers over the texts of the sets.
pub(super) fn run(sets: &[Set]) -> Result<Vec<Peer>> {
    let (data, _) = spdx::data()?;
    let texts = sets.iter().flat_map(|set| &set.texts);
    let lines: Vec<String> = texts.map(|text| json!({ "text": text }).to_string()).collect();
    let cases = texts::put("peers.jsonl", &(lines.join("\n") + "\n"))?;
    let mut peers = vec![native("askalono", &data, &cases)?, native("spdx", &data, &cases)?];
    match wasm(&data, &cases) {
        Ok(peer) => peers.push(peer),
        Err(error) => eprintln!("askalono in wasm: not measured: {error:#}"),
    }
    Ok(peers)
}

/// What a peer says of the cases, natively.
pub(super) fn output(peer: &str, data: &Path, cases: &Path) -> Result<String> {
    let mut cargo = gather::cargo();
    cargo.args([
        "run",
        "--quiet",
        "--release",
        "--manifest-path",
        "benches/peers/Cargo.toml",
        "--target-dir",
    ]);
    cargo.arg(target().join("peers")).arg("--").arg(peer).arg(data).arg(cases);
    quiet(&mut cargo, "the peers")
}

fn native(name: &str, data: &Path, cases: &Path) -> Result<Peer> {
    read(format!("{name}, native"), &output(name, data, cases)?)
}

fn wasm(data: &Path, cases: &Path) -> Result<Peer> {
    let folder = target().join("peers-wasm");
    let glue = gather::build_wasm("peers-wasm", &folder, &folder.join("glue"))?;
    let cache = folder.join("askalono-cache");
    let mut cargo = gather::cargo();
    cargo.args(["run", "--quiet", "--release", "--bin", "cache", "--manifest-path"]);
    cargo
        .arg("benches/peers-wasm/Cargo.toml")
        .arg("--target-dir")
        .arg(&folder)
        .arg("--")
        .arg(data)
        .arg(&cache);
    quiet(&mut cargo, "the peers")?;
    let mut node = command("node", root());
    node.arg("benches/peers.mjs").arg(&glue).arg(&cache).arg(cases);
    let mut peer = read("askalono, wasm".to_owned(), &quiet(&mut node, "node benches/peers.mjs")?)?;
    let sizes = gather::sizes(&[glue.join("peers_wasm_bg.wasm"), cache])?;
    let sum = |part: fn(&Size) -> u64| sizes.iter().map(part).sum();
    peer.download = Some(Size {
        what: "askalono, wasm and cache".to_owned(),
        raw: sum(|size| size.raw),
        gzip: sum(|size| size.gzip),
        brotli: sum(|size| size.brotli),
    });
    Ok(peer)
}

/// A line a text, and one on the whole run.
fn read(name: String, output: &str) -> Result<Peer> {
    let mut lines: Vec<Value> = gather::lines(output)?;
    let summary = lines.pop().with_context(|| format!("{name} printed nothing"))?;
    let summary: Summary = serde_json::from_value(summary)?;
    let ms = lines.into_iter().map(|line| Ok(serde_json::from_value::<Answer>(line)?.ms));
    let ms = ms.collect::<Result<Vec<f64>>>()?;
    Ok(Peer { name, start: summary.start, ms, memory: summary.memory, download: None })
}
