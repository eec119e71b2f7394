//! The peers of `cargo xtask bench identify`: askalono and the `spdx` crate over the same texts, natively.
//!
//! Reads a JSON object a line (`text`); prints for each what the peer names, and the time.

use std::io::{BufRead as _, BufReader};
use std::time::Instant;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (Some(peer), Some(data), Some(cases)) = (arguments.next(), arguments.next(), arguments.next()) else {
        eprintln!("usage: peers askalono|spdx LICENSE-DATA CASES");
        std::process::exit(2);
    };
    let texts = licenses(&data);
    let began = Instant::now();
    let analyze: Box<dyn Fn(&str) -> Option<(String, f32)>> = if peer == "askalono" {
        let mut store = askalono::Store::new();
        for (id, text) in &texts {
            store.add_license(id.clone(), askalono::TextData::from(text.as_str()));
        }
        Box::new(move |text| {
            let found = store.analyze(&askalono::TextData::from(text));
            Some((found.name.to_owned(), found.score))
        })
    } else {
        let mut store = spdx::detection::Store::new();
        for (id, text) in &texts {
            store.add_license(id.clone(), spdx::detection::TextData::from(text.as_str()));
        }
        Box::new(move |text| {
            let found = store.analyze(&spdx::detection::TextData::from(text));
            Some((found.name.to_owned(), found.score))
        })
    };
    let start = began.elapsed().as_secs_f64() * 1e3;
    let file = std::fs::File::open(&cases).expect("the cases");
    for line in BufReader::new(file).lines() {
        let line = line.expect("a line");
        let case: serde_json::Value = serde_json::from_str(&line).expect("JSON");
        let text = case["text"].as_str().expect("a text");
        // The best of three is least disturbed by others on the machine, as with the engine.
        let (mut found, mut ms) = (None, f64::INFINITY);
        for _ in 0..3 {
            let from = Instant::now();
            found = analyze(text).filter(|(_, score)| *score >= 0.8);
            ms = ms.min(from.elapsed().as_secs_f64() * 1e3);
        }
        let found: Vec<String> = found.into_iter().map(|(id, _)| id).collect();
        println!("{}", serde_json::json!({ "found": found, "ms": ms, "floor": null }));
    }
    println!("{}", serde_json::json!({ "start": start, "memory": null }));
}

/// Licenses and exceptions that are not deprecated, with their texts.
fn licenses(data: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (folder, id, text) in
        [("details", "licenseId", "licenseText"), ("exceptions", "licenseExceptionId", "licenseExceptionText")]
    {
        let folder = std::path::Path::new(data).join(folder);
        let mut files: Vec<_> =
            std::fs::read_dir(folder).expect("the data").map(|entry| entry.expect("an entry").path()).collect();
        files.sort();
        for path in files {
            let bytes = std::fs::read(&path).expect("a readable file");
            let entry: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
            if let (false, Some(id), Some(text)) =
                (entry["isDeprecatedLicenseId"] == true, entry[id].as_str(), entry[text].as_str())
            {
                found.push((id.to_owned(), text.to_owned()));
            }
        }
    }
    found
}
