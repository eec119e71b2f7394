//! `cargo xtask package`: the npm package in `target/npm/openweigh`, the page and the extension.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use sha2::{Digest, Sha256};

use crate::progress::{command, quiet, shown, step, unchanged};
use crate::stamp::{Stamp, files};
use crate::{node, root, supply, target, wasm};

/// Builds the package, the page and the extension.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    match arguments {
        [] => build(),
        [flag] if flag == "--twice" => twice(),
        [unknown, ..] => bail!("cargo xtask package takes --twice, not {unknown:?}"),
    }
}

/// Builds everything, and again from a copy of the sources in another folder with another home of cargo; fails unless
/// both have the same bytes.
fn twice() -> Result<()> {
    build()?;
    let copy = target().join("again/openweigh");
    if copy.exists() {
        fs::remove_dir_all(&copy).with_context(|| format!("cannot empty {}", copy.display()))?;
    }
    let tracked = quiet(
        command("git", root()).args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]),
        "install git",
    )?;
    for file in tracked.split('\0').filter(|file| !file.is_empty() && root().join(file).is_file()) {
        copy_file(&root().join(file), &copy.join(file))?;
    }
    let home = cargo_home()?;
    let step = step("the same again in target/again");
    let mut cargo = command(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()), &copy);
    cargo.args(["run", "--quiet", "--package", "xtask", "--", "package"]).env_remove("CARGO_TARGET_DIR");
    cargo.env("CARGO_HOME", home);
    shown(&mut cargo, "install Rust: https://rustup.rs")?;
    let (one, other) = (made(&target())?, made(&copy.join("target"))?);
    let differ: Vec<&String> = one
        .keys()
        .chain(other.keys().filter(|file| !one.contains_key(*file)))
        .filter(|file| one.get(*file) != other.get(*file))
        .collect();
    if !differ.is_empty() {
        bail!("two builds differ in {} of {} files: {differ:?}", differ.len(), one.len());
    }
    for file in ["npm/openweigh/openweigh_bg.wasm", "openweigh-extension.zip"] {
        println!("{file}: {}", one.get(file).with_context(|| format!("{file} was not made"))?);
    }
    step.done(&format!("{} files, the same bytes", one.len()));
    Ok(())
}

/// Another home of cargo, with the packages that the first one has fetched; cargo unpacks them there anew.
fn cargo_home() -> Result<PathBuf> {
    let home = target().join("again/cargo");
    let own = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let own = own.or_else(|| Some(std::env::home_dir()?.join(".cargo"))).context("cargo has no home")?;
    if home.exists() {
        fs::remove_dir_all(&home).with_context(|| format!("cannot empty {}", home.display()))?;
    }
    for part in ["config.toml", "registry/cache", "registry/index"] {
        // What is not there is fetched.
        for file in files(&own.join(part)).unwrap_or_default() {
            copy_file(&file, &home.join(file.strip_prefix(&own)?))?;
        }
    }
    fs::create_dir_all(&home).with_context(|| format!("cannot make {}", home.display()))?;
    Ok(home)
}

/// The hash of every file of the package, the page and the extension, by path.
fn made(target: &Path) -> Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    for part in ["npm", "page", "extension", "openweigh-extension.zip"] {
        for file in files(&target.join(part))? {
            let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
            let name = file.strip_prefix(target)?.display().to_string();
            found.insert(name, supply::hex(&Sha256::digest(&bytes)));
        }
    }
    Ok(found)
}

/// The same, for the other commands.
pub(crate) fn build() -> Result<()> {
    node::tools()?;
    let wasm = wasm::build()?;
    assemble(&wasm)?;
    supply::write_sbom()?;
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
        copy_file(&file, &package.join(file.strip_prefix(wasm)?))?;
    }
    for document in documents {
        let file = root().join(document);
        if file.exists() {
            copy_file(&file, &package.join(document))?;
        }
    }
    shown(command("node", &www).arg("assemble.mjs").arg(&package), "install Node.js 20 or newer")?;
    stamp.write()?;
    step.done("");
    Ok(())
}

fn copy_file(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::copy(from, to).with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))?;
    Ok(())
}
