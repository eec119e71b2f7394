//! `cargo xtask bench terms`: how well the terms of license texts are read, and how fast.
//!
//! Runs the scorer of `../shared/truth` on the labelled texts with templates off: all of them, and apart those that
//! were kept aside while the clause files were first written (`tests/data/held-out.txt`). Counts restrictive findings on the
//! OSI-approved texts of the SPDX list, where each is a false alarm. Times a full reading natively and, through the
//! built package, in wasm.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use openweigh::schema::Effect;
use openweigh::{Options, classify};
use serde_json::Value;

use crate::index::spdx;
use crate::progress::{command, quiet};

/// Times that each text is read; the median counts.
const RUNS: usize = 25;

/// Runs the benchmark and prints its figures.
pub(crate) fn run() -> Result<()> {
    let truth = crate::root().join("../shared/truth");
    if !truth.join("labels.json").exists() {
        bail!("{} is missing: the labelled texts are not part of this repository", truth.display());
    }
    let out = crate::target().join("bench");
    fs::create_dir_all(&out).with_context(|| out.display().to_string())?;
    let texts = texts(&truth.join("texts"))?;
    let reports = out.join("reports.jsonl");
    let mut lines = String::new();
    for (path, text) in &texts {
        let line = serde_json::json!({ "file": path, "report": classify(text, options()) });
        lines.push_str(&line.to_string());
        lines.push('\n');
    }
    fs::write(&reports, lines).with_context(|| reports.display().to_string())?;

    let labels: serde_json::Map<String, Value> = serde_json::from_str(
        &fs::read_to_string(truth.join("labels.json")).context("../shared/truth/labels.json")?,
    )?;
    let aside = fs::read_to_string(crate::root().join("tests/data/held-out.txt"))?;
    let aside: BTreeSet<&str> = aside.lines().filter(|line| !line.starts_with('#')).collect();
    for (name, kept) in [
        ("all labelled texts", None),
        ("texts used for tuning", Some(false)),
        ("texts kept aside at first, not blind any more", Some(true)),
    ] {
        let part: serde_json::Map<String, Value> = labels
            .iter()
            .filter(|(slug, _)| kept.is_none_or(|kept| aside.contains(slug.as_str()) == kept))
            .map(|(slug, label)| (slug.clone(), label.clone()))
            .collect();
        let path = out.join("labels.json");
        fs::write(&path, Value::Object(part.clone()).to_string())?;
        println!("\n{name} ({}):", part.len());
        let mut scorer = command("python3", crate::root());
        scorer.arg(truth.join("score.py")).arg(&path).arg(truth.join("texts")).arg(&reports);
        print!("{}", quiet(&mut scorer, "install Python 3 (Debian: apt-get install python3)")?);
    }
    false_alarms()?;
    time_native(&texts);
    time_wasm(&truth.join("texts"))
}

fn options() -> Options {
    Options { templates: false, ..Options::default() }
}

fn texts(folder: &Path) -> Result<Vec<(PathBuf, String)>> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        let bytes = fs::read(&path).with_context(|| path.display().to_string())?;
        out.push((path, String::from_utf8_lossy(&bytes).into_owned()));
    }
    out.sort();
    Ok(out)
}

/// Restrictive findings on texts that OSI approved.
fn false_alarms() -> Result<()> {
    let (data, version) = spdx::data()?;
    let entries = spdx::entries(&data)?;
    let (mut read, mut alarms) = (0, 0);
    println!("\nrestrictive findings on OSI-approved texts (license {version}):");
    for entry in entries.values().filter(|entry| entry.is_osi_approved == Some(true)) {
        read += 1;
        for finding in classify(&entry.license_text, options()).clauses {
            if matches!(finding.effect, Effect::Veto | Effect::ResponsibleUse) {
                alarms += 1;
                println!("  {} {}: {}", entry.license_id, finding.id.as_str(), finding.quote);
            }
        }
    }
    println!("  {alarms} on {read} texts");
    Ok(())
}

fn time_native(texts: &[(PathBuf, String)]) {
    let mut each: Vec<f64> = texts
        .iter()
        .map(|(_, text)| {
            let mut runs: Vec<f64> = (0..RUNS)
                .map(|_| {
                    let begun = Instant::now();
                    std::hint::black_box(classify(text, options()));
                    begun.elapsed().as_secs_f64() * 1e3
                })
                .collect();
            median(&mut runs) / (text.len() as f64 / 1e4)
        })
        .collect();
    let middle = median(&mut each);
    let build = if cfg!(debug_assertions) {
        " (this is a debug build; use cargo run --release -p xtask)"
    } else {
        ""
    };
    println!("\nnative: {middle:.3} ms per 10 KB, median of {} texts{build}", texts.len());
}

fn time_wasm(folder: &Path) -> Result<()> {
    let package = crate::target().join("npm/openweigh");
    if !package.join("package.json").exists() {
        println!("wasm: not measured, the package is not built (cargo xtask package)");
        return Ok(());
    }
    let script = crate::root().join("xtask/src/bench/terms.mjs");
    let mut node = command("node", crate::root());
    node.arg(script).arg(package).arg(folder).arg(RUNS.to_string());
    print!("{}", quiet(&mut node, "install Node.js 20 or newer")?);
    Ok(())
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}
