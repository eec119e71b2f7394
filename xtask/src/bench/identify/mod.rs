//! `cargo xtask bench identify`: how well licenses are recognised, and how fast, in wasm through the built package.
//!
//! Makes the forms of `forms` from the SPDX texts of the `license` crate, takes the cases of `../shared/identify`, runs
//! the package's wasm over all of them, and the peers (askalono and the `spdx` crate, natively) over the same texts.

pub(crate) mod forms;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::json;

use crate::index::spdx;
use crate::progress::{command, quiet};
use forms::Random;

/// One text and the ids that must be named.
struct Case {
    form: &'static str,
    expect: Vec<String>,
    text: String,
}

/// What a run says of one text.
#[derive(Debug, Deserialize)]
struct Answer {
    found: Vec<String>,
    ms: f64,
    floor: Option<f64>,
}

/// What a run says of itself.
#[derive(Debug, Deserialize)]
struct Summary {
    start: f64,
    memory: Option<f64>,
}

/// Runs the benchmark and prints its figures.
pub(crate) fn run() -> Result<()> {
    crate::package::build()?;
    let (data, _) = spdx::data()?;
    let cases = cases(&data)?;
    let folder = crate::target().join("bench");
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let path = folder.join("identify.jsonl");
    let lines: Vec<String> =
        cases.iter().map(|case| json!({ "form": case.form, "text": case.text }).to_string()).collect();
    fs::write(&path, lines.join("\n") + "\n").with_context(|| path.display().to_string())?;

    let mut node = command("node", crate::root());
    node.arg("benches/identify.mjs").arg(crate::package::folder()).arg(&path);
    report("openweigh, wasm", &cases, &quiet(&mut node, "node benches/identify.mjs")?)?;
    let mut small = folder.join("identify-peers.jsonl");
    let few: Vec<usize> = (0..cases.len()).filter(|at| at % 5 == 0 && cases[*at].form != "large").collect();
    let lines: Vec<&str> = few.iter().map(|at| lines[*at].as_str()).collect();
    fs::write(&small, lines.join("\n") + "\n").with_context(|| small.display().to_string())?;
    small = small.canonicalize()?;
    let sample: Vec<&Case> = few.iter().map(|at| &cases[*at]).collect();
    for peer in ["askalono", "spdx"] {
        let output = super::peers::output(peer, &data, &small)?;
        report(&format!("{peer}, native, every fifth text"), &sample, &output)?;
    }
    Ok(())
}

/// All cases of all forms.
fn cases(data: &Path) -> Result<Vec<Case>> {
    let entries: Vec<spdx::Entry> =
        spdx::entries(data)?.into_values().filter(|entry| !entry.is_deprecated_license_id).collect();
    let mut random = Random::new(7);
    let mut all = Vec::new();
    for entry in &entries {
        let (id, text) = (entry.license_id.clone(), &entry.license_text);
        let mut add = |form, text: String, expect: Vec<String>| all.push(Case { form, expect, text });
        add("as is", text.clone(), vec![id.clone()]);
        add("re-wrapped", forms::rewrapped(text, 60), vec![id.clone()]);
        add("copyright filled", forms::copyright_filled(text), vec![id.clone()]);
        add("upper case", text.to_uppercase(), vec![id.clone()]);
        add("5 % deleted", forms::thinned(text, 5, &mut random), vec![id.clone()]);
        add("Markdown", forms::markdown(text), vec![id.clone()]);
        add("HTML page", forms::html(text), vec![id.clone()]);
        add("comment", forms::comment(text), vec![id.clone()]);
        let other = &entries[random.below(entries.len())];
        let both = vec![id.clone(), other.license_id.clone()];
        add("two licenses", format!("{text}\n\n{}", other.license_text), both);
        if let Some(header) = &entry.standard_license_header {
            add("header", forms::comment(header), vec![id]);
        }
    }
    for _ in 0..300 {
        all.push(Case { form: "README", expect: Vec::new(), text: forms::readme(&mut random) });
    }
    let shared = crate::root().join("../shared/identify");
    if let Ok(lines) = fs::read_to_string(shared.join("cases.jsonl")) {
        for line in lines.lines() {
            let case: serde_json::Value = serde_json::from_str(line).context("cases.jsonl")?;
            let bytes = fs::read(shared.join(case["path"].as_str().context("cases.jsonl")?))?;
            let exceptions: BTreeSet<&str> = entries
                .iter()
                .filter(|entry| entry.exception)
                .map(|entry| entry.license_id.as_str())
                .collect();
            let ids = case["expect"].as_array().context("cases.jsonl")?.iter().filter_map(|id| id.as_str());
            all.push(Case {
                form: "real files",
                expect: ids.filter(|id| !exceptions.contains(id)).map(str::to_owned).collect(),
                text: String::from_utf8_lossy(&bytes).into_owned(),
            });
        }
    } else {
        println!("../shared/identify is not there: its cases are left out");
    }
    let large: Vec<&str> = entries.iter().map(|entry| entry.license_text.as_str()).collect();
    all.push(Case { form: "large", expect: Vec::new(), text: large.join("\n\n") });
    let mut page = String::new();
    while page.len() < 4_000_000 {
        page.push_str(&forms::readme(&mut random));
        page.push_str(&forms::comment(&entries[random.below(entries.len())].license_text));
        page.push_str(&forms::readme(&mut random).repeat(8));
    }
    all.push(Case { form: "large", expect: Vec::new(), text: page });
    Ok(all)
}

/// Ids that differ by `-only`, `-or-later` or `+` alone count as equal.
fn plain(id: &str) -> &str {
    let id = id.strip_suffix('+').unwrap_or(id);
    id.strip_suffix("-only").or_else(|| id.strip_suffix("-or-later")).unwrap_or(id)
}

#[derive(Default)]
struct Figures {
    total: usize,
    right: usize,
    expected: usize,
    hit: usize,
    ms: Vec<f64>,
    bytes: usize,
}

fn report<C: std::borrow::Borrow<Case>>(title: &str, cases: &[C], output: &str) -> Result<()> {
    println!("\n{title}");
    let mut lines = output.lines();
    let mut forms: BTreeMap<&str, Figures> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    for case in cases.iter().map(std::borrow::Borrow::borrow) {
        let line = lines.next().context("the run ended early")?;
        let answer: Answer = serde_json::from_str(line).with_context(|| line.to_owned())?;
        if let Some(floor) = answer.floor {
            let size = case.text.len() as f64;
            println!(
                "  large text of {:.1} MB: {:.1} MB/s; words alone {:.1} MB/s; {:.1} times the floor",
                size / 1e6,
                size / 1e3 / answer.ms,
                size / 1e3 / floor,
                answer.ms / floor
            );
            continue;
        }
        if !order.contains(&case.form) {
            order.push(case.form);
        }
        let figures = forms.entry(case.form).or_default();
        // An id and its alternatives stand on one line.
        let found: Vec<Vec<&str>> =
            answer.found.iter().map(|ids| ids.split(' ').map(plain).collect()).collect();
        let names = |id: &String| found.iter().any(|ids| ids.contains(&plain(id)));
        let right = match case.form {
            "real files" => {
                let index = openweigh::index::Index::get();
                let exception = |id: &str| index.license(id).is_some_and(|license| license.exception);
                let first = answer.found.iter().filter_map(|ids| ids.split(' ').next());
                let named: BTreeSet<&str> = first.filter(|id| !exception(id)).map(plain).collect();
                let wanted: BTreeSet<&str> = case.expect.iter().map(|id| plain(id)).collect();
                figures.expected += wanted.len();
                figures.hit += wanted.intersection(&named).count();
                named == wanted
            }
            "README" => found.is_empty(),
            "two licenses" | "header" => case.expect.iter().all(names),
            _ => found.first().is_some_and(|first| case.expect.iter().any(|id| first.contains(&plain(id)))),
        };
        figures.total += 1;
        figures.right += usize::from(right);
        figures.ms.push(answer.ms);
        figures.bytes += case.text.len();
    }
    println!(
        "  {:18} {:>6} {:>8} {:>9} {:>9} {:>8}",
        "form", "texts", "right", "median ms", "p95 ms", "MB/s"
    );
    for form in order {
        let Some(figures) = forms.get_mut(form) else { continue };
        figures.ms.sort_by(f64::total_cmp);
        let sum: f64 = figures.ms.iter().sum();
        println!(
            "  {form:18} {:>6} {:>7.2}% {:>9.3} {:>9.3} {:>8.1}{}",
            figures.total,
            100.0 * figures.right as f64 / figures.total as f64,
            figures.ms[figures.ms.len() / 2],
            figures.ms[figures.ms.len() * 95 / 100],
            figures.bytes as f64 / 1e3 / sum,
            if figures.expected > 0 {
                format!("  recall {:.1}%", 100.0 * figures.hit as f64 / figures.expected as f64)
            } else {
                String::new()
            }
        );
    }
    let line = lines.next().context("the run ended early")?;
    let summary: Summary = serde_json::from_str(line).with_context(|| line.to_owned())?;
    print!("  start {:.1} ms", summary.start);
    if let Some(memory) = summary.memory {
        print!(", memory {:.1} MB", memory / 1e6);
    }
    println!();
    Ok(())
}
