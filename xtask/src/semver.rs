//! `cargo xtask semver`: whether the crate's public items still hold what its version promises.
//!
//! cargo-semver-checks compares the public items with those of a release: the newest tag `v…`, or the commit that is
//! named. Before the first release nothing is promised, and nothing is compared.

use std::process::Command;

use anyhow::{Result, bail};

use crate::progress::{command, quiet, shown, step};
use crate::root;

const USAGE: &str = "usage: cargo xtask semver [COMMIT]";

/// `cargo xtask semver`, by itself.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let commit = match arguments {
        [] => None,
        [commit] if !commit.starts_with('-') => Some(commit.as_str()),
        _ => bail!("{USAGE}"),
    };
    if let Some(why) = check(commit)? {
        println!("semver: skipped: {why}");
    }
    Ok(())
}

/// Compares with a commit, or the newest release; gives the reason when it could not be done.
pub(crate) fn check(commit: Option<&str>) -> Result<Option<String>> {
    if !cargo().args(["semver-checks", "--version"]).output().is_ok_and(|output| output.status.success()) {
        let why = "cargo-semver-checks is not installed (cargo install cargo-semver-checks --locked)";
        return Ok(Some(why.to_owned()));
    }
    let released = quiet(
        command("git", root()).args(["tag", "--list", "v*", "--sort=-version:refname"]),
        "install git",
    )?;
    let Some(base) = commit.or_else(|| released.lines().next()) else {
        return Ok(Some(
            "there is no release to compare with (cargo xtask semver COMMIT compares with any)".to_owned(),
        ));
    };
    let step = step(format!("cargo semver-checks against {base}"));
    shown(
        cargo().args(["semver-checks", "--package", "openweigh", "--baseline-rev", base]),
        "cargo comes with rustup: https://rustup.rs",
    )?;
    step.done("");
    Ok(None)
}

fn cargo() -> Command {
    command(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()), root())
}
