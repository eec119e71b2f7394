//! How long the native engine takes: `cargo bench`. Medians of repeated runs on this machine, to compare two revisions
//! with; the figures against other tools are those of `cargo xtask bench`.

use std::hint::black_box;
use std::time::{Duration, Instant};

use license::License;
use openweigh::{Options, classify, words};

/// Runs that are not counted, and runs that are.
const WARM_UP: usize = 5;
const RUNS: usize = 41;

fn main() {
    // Cargo passes `--bench`; a word narrows the list down.
    let filter = std::env::args().skip(1).find(|word| !word.starts_with('-')).unwrap_or_default();
    let clauses_only = Options { templates: false, ..Options::default() };
    println!("{:<34} {:>10} {:>10}", "", "median", "MB/s");
    for id in ["MIT", "Apache-2.0", "GPL-3.0-only"] {
        let Ok(license) = id.parse::<&dyn License>() else { continue };
        let text = license.text();
        row(&filter, &format!("words, {id}"), text, |text| words::words(text).list.len());
        row(&filter, &format!("clauses, {id}"), text, |text| classify(text, clauses_only).clauses.len());
        row(&filter, &format!("report, {id}"), text, |text| classify(text, Options::default()).clauses.len());
    }
    let long = "It was a bright cold day, and the text said nothing of licenses. ".repeat(16_000);
    row(&filter, "report, 1 MB without a license", &long, |text| {
        classify(text, Options::default()).clauses.len()
    });
}

fn row(filter: &str, name: &str, text: &str, work: impl Fn(&str) -> usize) {
    if !name.contains(filter) {
        return;
    }
    let mut times: Vec<Duration> = (0..WARM_UP + RUNS)
        .map(|_| {
            let begun = Instant::now();
            black_box(work(black_box(text)));
            begun.elapsed()
        })
        .skip(WARM_UP)
        .collect();
    times.sort_unstable();
    let median = times[RUNS / 2];
    let rate = text.len() as f64 / median.as_secs_f64() / 1e6;
    println!("{name:<34} {:>7.3} ms {rate:>10.1}", median.as_secs_f64() * 1e3);
}
