//! `cargo xtask package`: the npm package in `target/npm/openweigh`, the page and the extension.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::progress::{command, shown, step, unchanged};
use crate::stamp::{Stamp, files};
use crate::{node, root, target, wasm};

/// Builds the package, the page and the extension.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    if let Some(unknown) = arguments.first() {
        bail!("cargo xtask package takes no arguments, but got {unknown:?}");
    }
    build()
}

/// The same, for the other commands.
pub(crate) fn build() -> Result<()> {
    node::tools()?;
    let wasm = wasm::build()?;
    assemble(&wasm)?;
    node::bundle()
}

/// The folder of the assembled npm package.
pub(crate) fn folder() -> PathBuf {
    target().join("npm/openweigh")
}

/// Puts the glue, the wasm and the template's files together.
fn assemble(wasm: &Path) -> Result<()> {
    let template = root().join("pkg-template");
    let www = root().join("www");
    let mut stamp = Stamp::new("npm-package")
        .bytes(include_bytes!("package.rs"))
        .path(wasm)?
        .path(&template)?
        .path(&www.join("assemble.mjs"))?;
    let documents = ["README.md", "LICENSE-MIT", "LICENSE-APACHE", "NOTICE", "CHANGELOG.md"];
    for document in documents {
        stamp = stamp.path(&root().join(document))?;
    }
    let package = folder();
    if stamp.fresh(&[package.join("package.json"), package.join("openweigh_bg.wasm")]) {
        unchanged("npm package");
        return Ok(());
    }
    let step = step("assemble target/npm/openweigh");
    if package.exists() {
        fs::remove_dir_all(&package).with_context(|| format!("cannot empty {}", package.display()))?;
    }
    for file in files(wasm)?
        .into_iter()
        .filter(|file| file.extension().is_some_and(|kind| kind == "js" || kind == "wasm"))
    {
        copy(&file, &package.join(file.strip_prefix(wasm)?))?;
    }
    for document in documents {
        let file = root().join(document);
        if file.exists() {
            copy(&file, &package.join(document))?;
        }
    }
    shown(command("node", &www).arg("assemble.mjs").arg(&package), "install Node.js 20 or newer")?;
    stamp.write()?;
    step.done("");
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::copy(from, to).with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))?;
    Ok(())
}
