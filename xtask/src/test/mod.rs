//! `cargo xtask test`: everything that must hold, from the format of the code to the page in a real browser.
//!
//! Every runner's output is shown as it comes; at the end stand the runners' own closing lines and their sum.

mod browser;
mod runner;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, anyhow, bail};

use crate::progress::{command, shown, step};
use crate::supply::Audit;
use crate::{bench, index, node, package, root, semver, supply};
use runner::{Runner, Tally};

/// What can be run by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Format, lints, the crate's tests, the index.
    Rust,
    /// The built package in Node and other tools, and the types.
    Package,
    /// The page and the extension in Chromium.
    Browser,
}

const USAGE: &str = "usage: cargo xtask test [--only rust|package|browser]…";

/// Runs the parts that are asked for; fails when anything failed.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let parts = parts(arguments)?;
    let mut tally = Tally::default();
    if parts.contains(&Part::Rust) {
        rust(&mut tally);
    }
    let built = parts.iter().any(|part| *part != Part::Rust) && tally.check("package", package::build());
    let built = built && tally.check("matrix tools", node::matrix());
    if built && parts.contains(&Part::Package) {
        built_package(&mut tally)?;
    }
    if built && parts.contains(&Part::Package) {
        tally.check("sizes and ratios", bench::guard());
    }
    if built && parts.contains(&Part::Browser) {
        in_browser(&mut tally)?;
    }
    tally.close()
}

fn parts(arguments: &[String]) -> Result<Vec<Part>> {
    let mut parts = Vec::new();
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        let names = match word.strip_prefix("--only") {
            Some("") => words.next().map(String::as_str),
            Some(rest) => rest.strip_prefix('='),
            None => None,
        };
        let Some(names) = names else { bail!("{USAGE}") };
        for name in names.split(',') {
            parts.push(match name {
                "rust" => Part::Rust,
                "package" => Part::Package,
                "browser" => Part::Browser,
                _ => bail!("there is no part {name:?}\n{USAGE}"),
            });
        }
    }
    if parts.is_empty() {
        parts = vec![Part::Rust, Part::Package, Part::Browser];
    }
    Ok(parts)
}

fn rust(tally: &mut Tally) {
    let hint = "install Rust with rustup: https://rustup.rs";
    tally.check("rustfmt", timed("cargo fmt --check", cargo().args(["fmt", "--all", "--check"]), hint));
    let clippy = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
    tally.check("clippy", timed("cargo clippy", cargo().args(clippy), hint));
    tally.run(Runner::Cargo, "cargo test", cargo().args(["test", "--workspace", "--no-fail-fast"]));
    tally.check("NOTICE", supply::check_notice());
    match supply::deny() {
        Ok(Audit::Clean(_)) => {
            tally.check("cargo deny", Ok(()));
        }
        Ok(Audit::Skipped(why)) => tally.skip("cargo deny", &why),
        Ok(Audit::Found(report)) => {
            tally.check("cargo deny", Err(anyhow!(report)));
        }
        Err(error) => {
            tally.check("cargo deny", Err(error));
        }
    }
    match semver::check(None) {
        Ok(Some(why)) => tally.skip("semver", &why),
        done => {
            tally.check("semver", done.map(|_| ()));
        }
    }
    tally.check("index", index::run(&["--check".to_owned()]));
}

fn built_package(tally: &mut Tally) -> Result<()> {
    let www = root().join("www");
    let tsc = command("node", &www);
    tally.check(
        "tsc",
        timed("tsc", { tsc }.arg(node::tool("tsc")).args(["--project", "."]), "install Node.js 20"),
    );
    let files = tests("tests/package")?;
    tally.run(Runner::Node, "package tests", node_test().args(files));
    Ok(())
}

fn in_browser(tally: &mut Tally) -> Result<()> {
    let files = tests("tests/browser")?;
    if files.is_empty() {
        eprintln!("  tests/browser: no tests yet");
        return Ok(());
    }
    match browser::chromium() {
        Ok(chromium) => {
            let mut tests = node_test();
            // One at a time: two browsers on two cores disturb each other's timings.
            tests.arg("--test-concurrency=1").args(files).env("CHROMIUM", chromium);
            tally.run(Runner::Node, "browser tests", &mut tests);
        }
        Err(error) => {
            tally.check("browser tests", Err(error));
        }
    }
    Ok(())
}

fn cargo() -> Command {
    command(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()), root())
}

fn node_test() -> Command {
    let mut command = command("node", root());
    command.args(["--test", "--test-reporter=spec"]);
    command.env("OPENWEIGH_TARGET", crate::target());
    command
}

fn timed(name: &str, command: &mut Command, hint: &str) -> Result<()> {
    let step = step(name);
    shown(command, hint)?;
    step.done("");
    Ok(())
}

/// The test files of a folder, in the order of their names.
fn tests(folder: &str) -> Result<Vec<PathBuf>> {
    let all = crate::stamp::files(&root().join(folder))?;
    Ok(all.into_iter().filter(|file| is_test(file)).collect())
}

fn is_test(file: &Path) -> bool {
    file.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.ends_with(".test.mjs"))
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn what_to_run() {
        let parse = |words: &[&str]| parts(&words.iter().map(ToString::to_string).collect::<Vec<_>>()).ok();
        assert_eq!(parse(&[]), Some(vec![Part::Rust, Part::Package, Part::Browser]));
        assert_eq!(parse(&["--only", "rust"]), Some(vec![Part::Rust]));
        assert_eq!(parse(&["--only=rust,browser"]), Some(vec![Part::Rust, Part::Browser]));
        for wrong in [&["--only"][..], &["--only", "go"], &["rust"], &["--onlyrust"]] {
            assert_eq!(parse(wrong), None, "{wrong:?}");
        }
    }
}
