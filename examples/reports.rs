//! Prints a report a line for license texts: `cargo run --release --example reports -- [--templates] FILE…`.
//!
//! Each line is `{"file": path, "report": report}`, as the command line tool of the npm package prints with `--jsonl`.

use std::process::ExitCode;

use openweigh::{Options, classify};

fn main() -> ExitCode {
    let mut options = Options { templates: false, ..Options::default() };
    for argument in std::env::args().skip(1) {
        if argument == "--templates" {
            options.templates = true;
            continue;
        }
        match std::fs::read(&argument) {
            Ok(bytes) => {
                let report = classify(&String::from_utf8_lossy(&bytes), options);
                println!("{}", serde_json::json!({ "file": argument, "report": report }));
            }
            Err(error) => {
                eprintln!("{argument}: {error}");
                return ExitCode::from(2);
            }
        }
    }
    ExitCode::SUCCESS
}
