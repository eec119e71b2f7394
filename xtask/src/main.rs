//! The project's own commands: `cargo xtask start | test | package | index | audit | semver | bench`.
//!
//! Each does its own set-up (the wasm target, the npm tools, a browser) and says what it does while it works. What
//! cannot be had is one line that names it, with a hint. Rust alone, no shell.

mod bench;
mod hints;
mod index;
mod node;
mod package;
mod progress;
mod semver;
mod serve;
mod stamp;
mod start;
mod supply;
mod test;
mod wasm;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};

const USAGE: &str = "usage: cargo xtask <command>

  start    [--port N]              build everything and serve the page on 127.0.0.1
  test     [--only rust|package|browser]
                                   format, lint, and test the crate, the package, the page and the extension
  package  [--twice]               build the npm package, the page and the extension into target/; twice, and compare
  index    [--check]               regenerate the index of known licenses
  audit    [--write]               check licenses and known faults of everything that is built from
  semver   [COMMIT]                compare the crate's public items with the newest release, or with a commit
  bench    [NAME…]                 measure speed, size and accuracy; without a name, one table of all costs";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<()> {
    let Some((command, rest)) = arguments.split_first() else {
        bail!("no command given\n\n{USAGE}");
    };
    match command.as_str() {
        "start" => start::run(rest),
        "test" => test::run(rest),
        "package" => package::run(rest),
        "index" => index::run(rest),
        "bench" => bench::run(rest),
        "semver" => semver::run(rest),
        "audit" => supply::run(rest),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        other => bail!("there is no command {other:?}\n\n{USAGE}"),
    }
}

/// The folder that holds the workspace.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// The folder for everything that is built; the one that cargo uses.
fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}
