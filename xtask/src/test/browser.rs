//! A browser for the tests: one that is there, or Debian's.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::progress::{command, quiet, step};
use crate::root;

const NAMES: &[&str] = &["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/// The path of Chromium: `$CHROMIUM`, one on the path, or Debian's package, installed when this runs as root.
pub(crate) fn chromium() -> Result<PathBuf> {
    if let Some(given) = std::env::var_os("CHROMIUM").map(PathBuf::from) {
        if given.is_file() {
            return Ok(given);
        }
        bail!("CHROMIUM names {}, which is no file", given.display());
    }
    if let Some(found) = on_path() {
        return Ok(found);
    }
    let hint = "install Chromium (Debian: apt-get install chromium) or name it: CHROMIUM=/path/to/chromium";
    let is_root = quiet(command("id", root()).arg("-u"), hint).is_ok_and(|id| id.trim() == "0");
    if !is_root || !Path::new("/usr/bin/apt-get").exists() {
        bail!("no Chromium for the tests of the page and the extension: {hint}");
    }
    let step = step("apt-get install chromium");
    let mut install = command("apt-get", root());
    install
        .args(["install", "-y", "--no-install-recommends", "chromium"])
        .env("DEBIAN_FRONTEND", "noninteractive");
    // The list of packages may be missing or old; the second attempt has a new one.
    if quiet(&mut install, hint).is_err() {
        quiet(command("apt-get", root()).arg("update"), hint)?;
        quiet(&mut install, hint)?;
    }
    step.done("");
    match on_path() {
        Some(found) => Ok(found),
        None => bail!("apt-get installed chromium, but it is not on the path: {hint}"),
    }
}

fn on_path() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    NAMES
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|file| file.is_file())
}
