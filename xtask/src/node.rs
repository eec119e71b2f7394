//! Node and the npm tools of `www/package.json`.

use std::path::PathBuf;

use anyhow::{Result, bail};

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

/// Installs the tools that the lock file names into `www/node_modules`, if they are not there.
pub(crate) fn tools() -> Result<()> {
    check()?;
    let www = root().join("www");
    let installed = www.join("node_modules/.package-lock.json");
    let stamp = Stamp::new("npm").path(&www.join("package-lock.json"))?.path(&installed)?;
    if stamp.fresh(std::slice::from_ref(&installed)) {
        unchanged("npm tools");
        return Ok(());
    }
    let step = step("npm ci in www");
    shown(
        command("npm", &www).args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]),
        "npm comes with Node.js; Debian has it as the package npm",
    )?;
    Stamp::new("npm").path(&www.join("package-lock.json"))?.path(&installed)?.write()?;
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
