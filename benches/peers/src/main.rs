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
        for license in &texts {
            store.add_license(license.id.clone(), askalono::TextData::from(license.text.as_str()));
            if let Some(header) = &license.header {
                let header = askalono::TextData::from(header.as_str());
                store
                    .add_variant(&license.id, askalono::LicenseType::Header, header)
                    .expect("a known license");
            }
        }
        Box::new(move |text| {
            let found = store.analyze(&askalono::TextData::from(text));
            Some((found.name.to_owned(), found.score))
        })
    } else {
        let mut store = spdx::detection::Store::new();
        for license in &texts {
            store.add_license(license.id.clone(), spdx::detection::TextData::from(license.text.as_str()));
            if let Some(header) = &license.header {
                let header = spdx::detection::TextData::from(header.as_str());
                let kind = spdx::detection::LicenseType::Header;
                store.add_variant(&license.id, kind, header).expect("a known license");
            }
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

/// A license or exception that is not deprecated.
struct License {
    id: String,
    text: String,
    /// Its standard header.
    header: Option<String>,
}

fn licenses(data: &str) -> Vec<License> {
    let mut found = Vec::new();
    for (folder, id, text) in [
        ("details", "licenseId", "licenseText"),
        ("exceptions", "licenseExceptionId", "licenseExceptionText"),
    ] {
        let folder = std::path::Path::new(data).join(folder);
        let mut files: Vec<_> = std::fs::read_dir(folder)
            .expect("the data")
            .map(|entry| entry.expect("an entry").path())
            .collect();
        files.sort();
        for path in files {
            let bytes = std::fs::read(&path).expect("a readable file");
            let entry: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
            if let (false, Some(id), Some(text)) =
                (entry["isDeprecatedLicenseId"] == true, entry[id].as_str(), entry[text].as_str())
            {
                let header = entry["standardLicenseHeader"].as_str().map(str::to_owned);
                found.push(License { id: id.to_owned(), text: text.to_owned(), header });
            }
        }
    }
    found
}
