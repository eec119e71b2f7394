//! Restrictive texts of the SPDX list get their verdict from their words alone.

use license::License;
use openweigh::{Options, classify};

/// Part of the table that must be right with templates off.
const LEAST: f64 = 0.9;

#[test]
fn restrictive_spdx_texts_are_judged_from_their_words() {
    let table = include_str!("../data/spdx-verdicts.tsv");
    let rows: Vec<(&str, &str)> = table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .collect();
    let mut wrong = Vec::new();
    for (id, accepted) in &rows {
        let license: &dyn License = id.parse().unwrap_or_else(|_| panic!("the license crate has no {id}"));
        let report = classify(license.text(), Options { templates: false, ..Options::default() });
        let kind = serde_json::to_value(report.verdict.kind).expect("a kind serialises");
        if !accepted.split('/').any(|accepted| kind == accepted) {
            wrong.push(format!("{id}: {kind}, accepted {accepted}, because {:?}", report.verdict.because));
        }
    }
    let right = rows.len() - wrong.len();
    println!("{right} of {} verdicts right", rows.len());
    let part = right as f64 / rows.len() as f64;
    assert!(part >= LEAST, "{right} of {}:\n{}", rows.len(), wrong.join("\n"));
}
