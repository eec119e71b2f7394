//! Prints a report a line for license texts: `cargo run --release --example reports -- [--templates] FILE…`.
//!
//! Each line is `{"file": path, "report": report}`, as the command line tool of the npm package prints with `--jsonl`.
//! With `--lines`, texts come on standard input, `{"text": text, "templates": boolean}` a line, and each line that is
//! printed is a report.

use std::io::{BufRead, Write};
use std::process::ExitCode;

use openweigh::{Options, classify};
use serde_json::{Value, json};

fn main() -> ExitCode {
    let mut options = Options { templates: false, ..Options::default() };
    for argument in std::env::args().skip(1) {
        let done = match argument.as_str() {
            "--templates" => {
                options.templates = true;
                Ok(())
            }
            "--lines" => lines(),
            path => file(path, options),
        };
        if let Err(error) = done {
            eprintln!("{argument}: {error}");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

fn file(path: &str, options: Options) -> Result<(), Box<dyn std::error::Error>> {
    let bytes = std::fs::read(path)?;
    let report = classify(&String::from_utf8_lossy(&bytes), options);
    println!("{}", json!({ "file": path, "report": report }));
    Ok(())
}

fn lines() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let line: Value = serde_json::from_str(&line?)?;
        let text = line["text"].as_str().ok_or("a line without a text")?;
        let options =
            Options { templates: line["templates"].as_bool().unwrap_or(true), ..Options::default() };
        // The fields in the order of their declaration, as JavaScript gets them.
        serde_json::to_writer(&mut out, &classify(text, options))?;
        writeln!(out)?;
    }
    Ok(())
}
