//! Figures that must not get worse: `benches/baseline.json`, reviewed like code.
//!
//! Ratios and sizes alone, because a time says more of the machine than of the engine: each stage as a multiple of the
//! floor in the same run, bytes of the download, bytes of memory. Times are the processor's, so that a busy machine changes
//! little. `cargo xtask test` fails when a figure is more than [`TOLERANCE`] above the baseline; `cargo xtask bench
//! --save-baseline` writes it anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use super::gather::{self, Cost};
use super::texts;
use crate::progress::step;
use crate::{package, root};

/// How far above the baseline a figure may be.
const TOLERANCE: f64 = 0.15;
/// Rounds of each measurement; the least time counts.
const ROUNDS: usize = 9;
/// Measurements before a regression is believed. Each adds its rounds to those before it.
const TRIES: usize = 3;

/// Names and values; of every figure less is better.
type Figures = BTreeMap<String, f64>;

#[derive(Serialize, Deserialize)]
struct Baseline {
    about: String,
    figures: Figures,
}

fn file() -> PathBuf {
    root().join("benches/baseline.json")
}

/// Measures and compares with the baseline; fails when anything got worse.
pub(crate) fn guard() -> Result<()> {
    let text =
        fs::read_to_string(file()).context("benches/baseline.json: cargo xtask bench --save-baseline")?;
    let baseline: Baseline = serde_json::from_str(&text).context("benches/baseline.json")?;
    let step = step("compare sizes and ratios with benches/baseline.json");
    let fixed = fixed()?;
    let mut costs: Vec<Cost> = Vec::new();
    let mut found = Vec::new();
    for _ in 0..TRIES {
        costs = least(costs, measured()?);
        let mut figures = fixed.clone();
        figures.extend(ratios(&costs));
        found = compare(&baseline.figures, &figures);
        for (name, better) in improved(&baseline.figures, &figures) {
            eprintln!("  {name} is {better:.0} % below the baseline: cargo xtask bench --save-baseline");
        }
        if found.is_empty() {
            step.done(&format!("{} figures, none above its baseline by more than 15 %", figures.len()));
            return Ok(());
        }
    }
    bail!("{} of benches/baseline.json:\n  {}", found.len(), found.join("\n  "));
}

/// Measures and writes the baseline.
pub(super) fn save() -> Result<()> {
    package::build()?;
    let mut figures = fixed()?;
    let mut costs = Vec::new();
    for _ in 0..TRIES {
        costs = least(costs, measured()?);
    }
    figures.extend(ratios(&costs));
    let about = "Written by `cargo xtask bench --save-baseline`. Of each figure less is better; ratios are multiples of \
                 the floor (benches/floor) over the same text in the same run.";
    let figures = figures.into_iter().map(|(name, value)| (name, rounded(value))).collect();
    let text = serde_json::to_string_pretty(&Baseline { about: about.to_owned(), figures })? + "\n";
    fs::write(file(), text).with_context(|| file().display().to_string())?;
    println!("benches/baseline.json is written");
    Ok(())
}

/// Three digits are enough to review, and to compare within 15 %.
fn rounded(value: f64) -> f64 {
    if value >= 1000.0 { value.round() } else { (value * 100.0).round() / 100.0 }
}

fn measured() -> Result<Vec<Cost>> {
    let sets = texts::sets(|size| size == 10_000 || size == 1_000_000)?;
    gather::wasm_stages(&sets, ROUNDS)
}

/// What is the same in every run: bytes.
fn fixed() -> Result<Figures> {
    let mut figures = Figures::new();
    for size in gather::downloads()? {
        figures.insert(format!("download, {}, brotli bytes", size.what), size.brotli as f64);
    }
    for (when, bytes) in gather::memory()? {
        figures.insert(format!("memory {when}, bytes"), bytes as f64);
    }
    Ok(figures)
}

/// The least times of two measurements.
fn least(mut before: Vec<Cost>, now: Vec<Cost>) -> Vec<Cost> {
    for cost in now {
        let same = |other: &&mut Cost| {
            (other.engine, other.series, other.size, &other.stage)
                == (cost.engine, cost.series, cost.size, &cost.stage)
        };
        match before.iter_mut().find(same) {
            Some(other) => other.ms = other.ms.min(cost.ms),
            None => before.push(cost),
        }
    }
    before
}

/// Each stage as a multiple of the floor over the same set.
fn ratios(costs: &[Cost]) -> Figures {
    let mut figures = Figures::new();
    for cost in costs.iter().filter(|cost| cost.stage != "floor") {
        if let Some(times) = times_floor(costs, cost) {
            let size = texts::size(cost.size);
            let name = format!("{}, {}, {size} of {}, times the floor", cost.engine, cost.stage, cost.series);
            figures.insert(name, times);
        }
    }
    figures
}

/// A cost as a multiple of the floor over the same set.
pub(super) fn times_floor(costs: &[Cost], cost: &Cost) -> Option<f64> {
    let same = |other: &&Cost| {
        (other.engine, other.series, other.size) == (cost.engine, cost.series, cost.size)
            && other.stage == "floor"
    };
    costs.iter().find(same).map(|floor| cost.ms / floor.ms)
}

/// What got worse, in words; a figure that only one side has is worse too.
fn compare(baseline: &Figures, figures: &Figures) -> Vec<String> {
    let mut worse = Vec::new();
    for (name, before) in baseline {
        match figures.get(name) {
            Some(now) if *now <= before * (1.0 + TOLERANCE) => {}
            Some(now) => {
                let more = 100.0 * (now / before - 1.0);
                worse.push(format!("{name}: {} instead of {before}, {more:.0} % more", rounded(*now)));
            }
            None => worse.push(format!("{name}: not measured any more")),
        }
    }
    let new = figures.keys().filter(|name| !baseline.contains_key(*name));
    worse.extend(new.map(|name| format!("{name}: not in the baseline")));
    worse
}

/// What is better than the baseline by more than the tolerance, with the percentage.
fn improved(baseline: &Figures, figures: &Figures) -> Vec<(String, f64)> {
    let better = |(name, before): (&String, &f64)| {
        let less = 100.0 * (1.0 - figures.get(name)? / before);
        (less > 100.0 * TOLERANCE).then(|| (name.clone(), less))
    };
    baseline.iter().filter_map(better).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(list: &[(&str, f64)]) -> Figures {
        list.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect()
    }

    #[test]
    fn what_got_worse_is_named() {
        let baseline = figures(&[("bytes", 1000.0), ("ratio", 20.0)]);
        assert_eq!(compare(&baseline, &baseline), Vec::<String>::new());
        assert_eq!(compare(&baseline, &figures(&[("bytes", 1149.0), ("ratio", 22.9)])), Vec::<String>::new());
        let worse = compare(&baseline, &figures(&[("bytes", 1151.0), ("ratio", 40.0)]));
        assert_eq!(worse, ["bytes: 1151 instead of 1000, 15 % more", "ratio: 40 instead of 20, 100 % more"]);
        assert_eq!(compare(&baseline, &figures(&[("bytes", f64::NAN), ("ratio", 1.0)])).len(), 1);
    }

    #[test]
    fn a_figure_of_one_side_alone_is_a_regression() {
        let (one, two) = (figures(&[("a", 1.0)]), figures(&[("a", 1.0), ("b", 1.0)]));
        assert_eq!(compare(&two, &one), ["b: not measured any more"]);
        assert_eq!(compare(&one, &two), ["b: not in the baseline"]);
    }

    #[test]
    fn what_got_better_is_told() {
        let baseline = figures(&[("a", 100.0), ("b", 100.0)]);
        assert_eq!(improved(&baseline, &figures(&[("a", 50.0), ("b", 90.0)])), [("a".to_owned(), 50.0)]);
    }

    #[test]
    fn the_least_of_all_rounds_counts() {
        let cost = |stage: &str, ms| Cost {
            engine: "wasm",
            series: "x",
            size: 1000,
            bytes: 1000,
            stage: stage.to_owned(),
            ms,
        };
        let both = least(
            vec![cost("floor", 2.0), cost("report", 9.0)],
            vec![cost("floor", 1.0), cost("report", 10.0)],
        );
        let ratio = ratios(&both);
        assert_eq!(ratio.values().copied().collect::<Vec<_>>(), [9.0]);
    }

    #[test]
    fn the_committed_baseline_can_be_read() {
        let text = fs::read_to_string(file()).unwrap_or_default();
        let baseline: Option<Baseline> = serde_json::from_str(&text).ok();
        let figures = baseline.map(|baseline| baseline.figures).unwrap_or_default();
        assert!(figures.len() > 10, "{} figures", figures.len());
        assert!(figures.values().all(|value| value.is_finite() && *value > 0.0));
    }
}
