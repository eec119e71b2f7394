//! What license files allow: `cargo run --release --example classify -- FILE…`.

use std::process::ExitCode;

use openweigh::{Options, classify};

fn main() -> ExitCode {
    let mut status = ExitCode::SUCCESS;
    for path in std::env::args().skip(1) {
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                eprintln!("{path}: {error}");
                status = ExitCode::from(2);
                continue;
            }
        };
        let text = String::from_utf8_lossy(&bytes);
        let report = classify(&text, Options::default());
        println!("{path}: {}", report.verdict.label);
        for license in &report.licenses {
            println!("  {} ({:.1} %)", license.id, license.similarity * 100.0);
        }
        println!("  commercial use: {}", report.answers.commercial_use.summary);
        for finding in &report.clauses {
            println!("  {}: “{}”", finding.title, finding.quote);
        }
    }
    status
}
