//! Runs the programs that measure, and reads what they print.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::texts::{self, Set};
use crate::progress::{command, quiet, shown};
use crate::{package, root, target, wasm};

const NODE: &str = "install Node.js 20 or newer (Debian: apt-get install nodejs npm)";

/// Bytes of something that is downloaded.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Size {
    /// What it is.
    #[serde(alias = "path")]
    pub(super) what: String,
    /// As it is.
    pub(super) raw: u64,
    /// With gzip at its best level.
    pub(super) gzip: u64,
    /// With brotli at its best level.
    pub(super) brotli: u64,
}

/// One stage over one set.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Cost {
    /// `wasm` or `native`.
    pub(super) engine: &'static str,
    /// Kind of text.
    pub(super) series: &'static str,
    /// Bytes of one text, about.
    pub(super) size: usize,
    /// Bytes of all texts of the set.
    pub(super) bytes: usize,
    /// `floor`, `words`, `identify`, `clauses`, `report`.
    pub(super) stage: String,
    /// Least milliseconds for one pass over the set.
    pub(super) ms: f64,
}

impl Cost {
    /// Nanoseconds a byte.
    pub(super) fn per_byte(&self) -> f64 {
        self.ms * 1e6 / self.bytes as f64
    }
}

#[derive(Deserialize)]
struct Line {
    set: String,
    stage: String,
    ms: f64,
}

/// Each stage over the sets, in wasm, in Node.
pub(super) fn wasm_stages(sets: &[Set], rounds: usize) -> Result<Vec<Cost>> {
    let path = texts::write(sets, "texts.jsonl")?;
    let mut node = measure("stages");
    node.arg(package::folder()).arg(floor()?).arg(path).arg(rounds.to_string());
    costs("wasm", sets, lines(&quiet(&mut node, NODE)?)?)
}

/// The same natively, and the milliseconds in which the index is decoded.
pub(super) fn native_stages(sets: &[Set], rounds: usize) -> Result<(Vec<Cost>, f64)> {
    let path = texts::write(sets, "texts.jsonl")?;
    let mut cargo = cargo();
    cargo.args(["bench", "--quiet", "--package", "openweigh", "--bench", "measure", "--"]);
    cargo.arg(path).arg(rounds.to_string());
    let mut lines: Vec<Line> = lines(&quiet(&mut cargo, "install Rust: https://rustup.rs")?)?;
    let at = lines.iter().position(|line| line.stage == "index").context("measure timed no index")?;
    let index = lines.remove(at).ms;
    Ok((costs("native", sets, lines)?, index))
}

fn costs(engine: &'static str, sets: &[Set], lines: Vec<Line>) -> Result<Vec<Cost>> {
    lines
        .into_iter()
        .map(|line| {
            let set = line.set.parse::<usize>().ok().and_then(|number| sets.get(number));
            let set = set.with_context(|| format!("there is no set {}", line.set))?;
            let (series, size, bytes) = (set.series, set.size, set.bytes());
            Ok(Cost { engine, series, size, bytes, stage: line.stage, ms: line.ms })
        })
        .collect()
}

/// Milliseconds of each step from nothing to a second report, one map for each of several fresh processes.
pub(super) fn starts(runs: usize) -> Result<Vec<BTreeMap<String, f64>>> {
    let text = texts::put("first.txt", &texts::first()?)?;
    (0..runs)
        .map(|_| {
            let mut node = measure("start");
            node.arg(package::folder()).arg(&text);
            let mut lines = lines(&quiet(&mut node, NODE)?)?;
            lines.pop().context("the start was not timed")
        })
        .collect()
}

/// Bytes of the wasm's memory after the start and after a full report of a text of each size.
pub(super) fn memory() -> Result<Vec<(String, u64)>> {
    #[derive(Deserialize)]
    struct Line {
        after: String,
        bytes: u64,
    }
    let mut sets = texts::sets(|size| [10_000, 1_000_000, 10_000_000].contains(&size))?;
    sets.retain(|set| set.series == texts::LICENSES);
    for set in &mut sets {
        set.texts.truncate(1);
        if set.size == 10_000_000 {
            // The budget speaks of 5 MB.
            set.size = 5_000_000;
            if let Some(text) = set.texts.first_mut() {
                let end = (0..=5_000_000).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
                text.truncate(end);
            }
        }
    }
    let path = texts::write(&sets, "memory.jsonl")?;
    let mut node = measure("memory");
    node.arg(package::folder()).arg(path);
    let found: Vec<Line> = lines(&quiet(&mut node, NODE)?)?;
    let name = |after: &str| match after.parse::<usize>().ok().and_then(|number| sets.get(number)) {
        Some(set) => format!("after {} of license text", texts::size(set.size)),
        None => format!("after the {after}"),
    };
    Ok(found.iter().map(|line| (name(&line.after), line.bytes)).collect())
}

/// What a user downloads: the wasm, the index in it, the rest of it, and the glue.
pub(super) fn downloads() -> Result<Vec<Size>> {
    let package = package::folder();
    let files = [
        ("wasm", package.join("openweigh_bg.wasm")),
        ("of it the index", root().join("src/data/index.bin")),
        ("JavaScript glue", package.join("openweigh.js")),
    ];
    let mut sizes = sizes(&files.each_ref().map(|(_, path)| path.clone()))?;
    for (size, (name, _)) in sizes.iter_mut().zip(&files) {
        (*name).clone_into(&mut size.what);
    }
    if let [all, index, ..] = sizes.as_slice() {
        let rest = Size {
            what: "of it code and tables".to_owned(),
            raw: all.raw.saturating_sub(index.raw),
            gzip: all.gzip.saturating_sub(index.gzip),
            brotli: all.brotli.saturating_sub(index.brotli),
        };
        sizes.insert(2, rest);
    }
    Ok(sizes)
}

/// Bytes of files.
pub(super) fn sizes(files: &[PathBuf]) -> Result<Vec<Size>> {
    let mut node = measure("sizes");
    node.args(files);
    lines(&quiet(&mut node, NODE)?)
}

/// The folder with the glue and the wasm of the floor, built when it is not there.
fn floor() -> Result<PathBuf> {
    let folder = target().join("floor");
    build_wasm("floor", &folder, &folder.join("glue"))
}

/// Builds a wasm of `benches` with its glue.
pub(super) fn build_wasm(name: &str, folder: &Path, glue: &Path) -> Result<PathBuf> {
    wasm::add_target()?;
    let mut cargo = cargo();
    cargo.args(["build", "--quiet", "--release", "--lib", "--target", wasm::TRIPLE, "--manifest-path"]);
    cargo.arg(root().join("benches").join(name).join("Cargo.toml")).arg("--target-dir").arg(folder);
    shown(&mut cargo, "install Rust: https://rustup.rs")?;
    let name = name.replace('-', "_");
    wasm::bind(&folder.join(wasm::TRIPLE).join("release").join(format!("{name}.wasm")), &name, glue)?;
    Ok(glue.to_path_buf())
}

/// `node benches/measure.mjs MODE`.
pub(super) fn measure(mode: &str) -> std::process::Command {
    let mut node = command("node", root());
    node.arg("benches/measure.mjs").arg(mode);
    node
}

pub(super) fn cargo() -> std::process::Command {
    command(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()), root())
}

/// A JSON object a line.
pub(super) fn lines<T: DeserializeOwned>(output: &str) -> Result<Vec<T>> {
    output.lines().map(|line| serde_json::from_str(line).with_context(|| line.to_owned())).collect()
}
