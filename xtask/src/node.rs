//! Node and the npm tools of `www/package.json`.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::progress::{command, quiet, shown, step, unchanged};
use crate::stamp::Stamp;
use crate::{root, target};

const HINT: &str = "install Node.js 20 or newer (Debian: apt-get install nodejs npm)";

/// Fails unless Node 20 or newer is there.
pub(crate) fn check() -> Result<()> {
    let version = quiet(command("node", root()).arg("--version"), HINT)?;
    let major =
        version.trim().trim_start_matches('v').split('.').next().and_then(|word| word.parse::<u32>().ok());
    if major.is_none_or(|major| major < 20) {
        bail!("node is version {}: {HINT}", version.trim());
    }
    Ok(())
}

/// Installs the tools of `www`, if they are not there.
pub(crate) fn tools() -> Result<()> {
    check()?;
    install("www", "npm-www")
}

/// Installs the runtimes and bundlers with which the package is tested.
pub(crate) fn matrix() -> Result<()> {
    install("tests/package/matrix", "npm-matrix")
}

/// Installs what the lock file of a folder names into its `node_modules`, if it is not there.
fn install(folder: &str, stamp: &'static str) -> Result<()> {
    let path = root().join(folder);
    let installed = path.join("node_modules/.package-lock.json");
    let inputs = || Stamp::new(stamp).path(&path.join("package-lock.json"))?.path(&installed);
    if inputs()?.fresh(std::slice::from_ref(&installed)) {
        unchanged(&format!("npm tools of {folder}"));
        return Ok(());
    }
    let step = step(format!("npm ci in {folder}"));
    shown(
        command("npm", &path).args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]),
        "npm comes with Node.js; Debian has it as the package npm",
    )
    .with_context(|| format!("the npm packages of {folder} cannot be had: is the registry reachable?"))?;
    // Only now does the folder hold what the stamp is about.
    inputs()?.write()?;
    step.done("");
    Ok(())
}

/// A program of `www/node_modules/.bin`.
pub(crate) fn tool(name: &str) -> PathBuf {
    root().join("www/node_modules/.bin").join(name)
}

/// Bundles the page and the extension.
pub(crate) fn bundle() -> Result<()> {
    let www = root().join("www");
    let mut stamp = Stamp::new("bundle").path(&target().join("npm/openweigh"))?;
    for input in ["page", "extension", "shared", "build.mjs", "tsconfig.json", "package-lock.json"] {
        stamp = stamp.path(&www.join(input))?;
    }
    let made: Vec<PathBuf> = ["page", "extension"]
        .iter()
        .filter(|part| www.join(part).exists())
        .map(|part| target().join(part))
        .collect();
    if stamp.fresh(&made) {
        unchanged("page and extension");
        return Ok(());
    }
    let step = step("bundle the page and the extension");
    shown(command("node", &www).arg("build.mjs").arg(target()), HINT)?;
    stamp.write()?;
    step.done("");
    Ok(())
}
