//! The wasm: cargo builds it, wasm-bindgen writes its JavaScript, wasm-opt makes it smaller.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::progress::{command, quiet, shown, step, unchanged};
use crate::stamp::Stamp;
use crate::{hints, node, root, target};

/// The crate that is compiled into the wasm.
pub(crate) const CRATE: &str = "openweigh-wasm";
/// The target of every wasm.
pub(crate) const TRIPLE: &str = "wasm32-unknown-unknown";

/// What rustc turns on for this target, so that wasm-opt accepts it and may use it; plus the passes. LLVM has done the
/// work already: against `-O1`, `-O3` is as fast within 2 %, larger once compressed, and takes three times as long.
const OPTIMISE: &[&str] = &[
    "-O1",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// Builds the wasm and its glue; gives the folder that holds `openweigh.js` and `openweigh_bg.wasm`.
pub(crate) fn build() -> Result<PathBuf> {
    add_target()?;
    let step_ = step("cargo build --profile wasm");
    let mut cargo = command(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()), root());
    cargo.args(["build", "--quiet", "--package", CRATE, "--lib", "--profile", "wasm", "--target", TRIPLE]);
    // The same sources must give the same bytes: an incremental build divides them otherwise.
    cargo.env("CARGO_INCREMENTAL", "0");
    // And on every machine: without this the folder of cargo's registry stands in the messages of panics.
    cargo.env("CARGO_ENCODED_RUSTFLAGS", remapped()?.join("\u{1f}"));
    shown(&mut cargo, "cargo comes with rustup: https://rustup.rs")?;
    let raw = target().join(TRIPLE).join("wasm/openweigh_wasm.wasm");
    let bytes = fs::read(&raw).with_context(|| format!("cannot read {}", raw.display()))?;
    step_.done(&size(bytes.len()));

    let folder = target().join("xtask/wasm");
    let result = folder.join("openweigh_bg.wasm");
    // This file belongs to the inputs: other flags make another wasm.
    let stamp = Stamp::new("wasm")
        .bytes(&bytes)
        .bytes(include_bytes!("wasm.rs"))
        .bytes(include_bytes!("hints.rs"))
        .path(&root().join("www/package-lock.json"))?;
    if stamp.fresh(&[folder.join("openweigh.js"), result.clone()]) {
        unchanged("wasm");
        return Ok(folder);
    }
    let step_ = step("wasm-bindgen");
    bind(&raw, "openweigh", &folder)?;
    step_.done("");
    optimise(&result)?;
    hints::write(&result)?;
    stamp.write()?;
    Ok(folder)
}

/// Flags that leave the folders of this machine out of what is compiled.
fn remapped() -> Result<Vec<String>> {
    let packages = crate::supply::packages()?;
    let folders: BTreeSet<&Path> = packages
        .iter()
        .filter(|package| !package["source"].is_null())
        .filter_map(|package| Path::new(package["manifest_path"].as_str()?).parent()?.parent())
        .collect();
    let flags = folders.iter().map(|folder| format!("--remap-path-prefix={}=registry", folder.display()));
    Ok(flags.collect())
}

/// Writes the glue of a wasm, and the wasm that fits it, into an empty folder.
pub(crate) fn bind(raw: &Path, name: &str, folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    Bindgen::new()
        .input_path(raw)
        .out_name(name)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .generate(folder)
        .context("wasm-bindgen cannot read the wasm")
}

/// A count of bytes for people.
pub(crate) fn size(bytes: usize) -> String {
    format!("{:.0} KB", bytes as f64 / 1000.0)
}

fn optimise(wasm: &Path) -> Result<()> {
    let step = step("wasm-opt");
    let mut command = command("node", root());
    command.arg(node::tool("wasm-opt")).arg(wasm).args(OPTIMISE).arg("-o").arg(wasm);
    quiet(&mut command, "install Node.js 20 or newer")?;
    let bytes = fs::metadata(wasm).with_context(|| format!("cannot read {}", wasm.display()))?.len();
    step.done(&size(usize::try_from(bytes)?));
    Ok(())
}

/// Adds the wasm target through rustup when this toolchain does not have it.
pub(crate) fn add_target() -> Result<()> {
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let sysroot =
        quiet(command(&rustc, root()).args(["--print", "sysroot"]), "install Rust: https://rustup.rs")?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(TRIPLE).join("lib").exists() {
        return Ok(());
    }
    let step = step(format!("rustup target add {TRIPLE}"));
    let hint =
        format!("install rustup (https://rustup.rs), or the target {TRIPLE} by the means of your system");
    if let Err(error) = shown(command("rustup", root()).args(["target", "add", TRIPLE]), &hint) {
        bail!("the Rust target {TRIPLE} cannot be had: {error:#}");
    }
    step.done("");
    Ok(())
}
