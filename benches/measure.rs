//! The native side of `cargo xtask bench`: each stage over sets of texts, beside the floor.
//!
//! `measure TEXTS ROUNDS`: TEXTS has a JSON object a line, `{ "set": name, "text": text }`; lines of one set stand
//! together. Prints `{ "set", "stage", "ms" }` a line: the least time of all rounds for one pass over the set. Rounds are
//! interleaved, so that what else the machine does falls on all stages alike.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::process::ExitCode;
use std::time::Instant;

use openweigh::index::Index;
use openweigh::{Options, classify, templates, words};

#[path = "floor/src/scan.rs"]
mod scan;

static INDEX: &[u8] = include_bytes!("../src/data/index.bin");

/// A pass shorter than this is repeated within a round, because a clock is not exact below it.
const SHORTEST: f64 = 0.4;

type Stage = (&'static str, fn(&str) -> usize);

const STAGES: [Stage; 5] = [
    ("floor", |text| scan::scan(text) as usize),
    ("words", |text| words::words(text).list.len()),
    ("identify", |text| templates::identify(&words::words(text), 0.7).licenses.len()),
    ("clauses", |text| classify(text, Options { templates: false, ..Options::default() }).clauses.len()),
    ("report", |text| classify(text, Options::default()).clauses.len()),
];

fn main() -> ExitCode {
    // Cargo passes `--bench`.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let [texts, rounds] = arguments.as_slice() else {
        // `cargo bench` runs every benchmark, without arguments.
        println!("measure TEXTS ROUNDS is run by cargo xtask bench");
        return ExitCode::SUCCESS;
    };
    match run(texts, rounds) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("measure: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(texts: &str, rounds: &str) -> Result<(), Box<dyn std::error::Error>> {
    let rounds: usize = rounds.parse()?;
    let mut sets: Vec<(String, Vec<String>)> = Vec::new();
    for line in std::fs::read_to_string(texts)?.lines() {
        let mut line: BTreeMap<String, String> = serde_json::from_str(line)?;
        let (set, text) = (line.remove("set").ok_or("no set")?, line.remove("text").ok_or("no text")?);
        match sets.last_mut().filter(|(last, _)| *last == set) {
            Some((_, texts)) => texts.push(text),
            None => sets.push((set, vec![text])),
        }
    }
    let mut decoding = f64::INFINITY;
    for _ in 0..rounds {
        decoding = decoding.min(timed(|| {
            black_box(Index::decode(black_box(INDEX)).is_ok_and(|index| {
                black_box(index.postings());
                true
            }));
        }));
    }
    let mut least = vec![[f64::INFINITY; STAGES.len()]; sets.len()];
    for _ in 0..rounds {
        for ((_, texts), least) in sets.iter().zip(&mut least) {
            for ((_, stage), least) in STAGES.iter().zip(least) {
                let pass = || {
                    for text in texts {
                        black_box(stage(black_box(text)));
                    }
                };
                let once = timed(pass);
                let times = (1..10_000).find(|times| f64::from(*times) * once >= SHORTEST).unwrap_or(10_000);
                let again = if times > 1 {
                    timed(|| (0..times).for_each(|_| pass())) / f64::from(times)
                } else {
                    once
                };
                *least = least.min(once.min(again));
            }
        }
    }
    println!("{}", serde_json::json!({ "set": "", "stage": "index", "ms": decoding }));
    for ((set, _), least) in sets.iter().zip(least) {
        for ((stage, _), ms) in STAGES.iter().zip(least) {
            println!("{}", serde_json::json!({ "set": set, "stage": stage, "ms": ms }));
        }
    }
    Ok(())
}

fn timed(work: impl FnOnce()) -> f64 {
    let begun = Instant::now();
    work();
    begun.elapsed().as_secs_f64() * 1e3
}
