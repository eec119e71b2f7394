//! SPDX licenses and exceptions, from the data that the `license` crate carries.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

/// What the SPDX license list says of a license or exception.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Entry {
    #[serde(alias = "licenseExceptionId")]
    pub(crate) license_id: String,
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) is_deprecated_license_id: bool,
    pub(crate) is_osi_approved: Option<bool>,
    pub(crate) is_fsf_libre: Option<bool>,
    #[serde(alias = "licenseExceptionText")]
    pub(crate) license_text: String,
    #[serde(alias = "licenseExceptionTemplate")]
    pub(crate) standard_license_template: Option<String>,
    pub(crate) standard_license_header: Option<String>,
    pub(crate) standard_license_header_template: Option<String>,
    #[serde(skip)]
    pub(crate) exception: bool,
}

/// The data of the `license` crate and its version, found through cargo.
pub(crate) fn data() -> Result<(PathBuf, String)> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(crate::root())
        .output()
        .context("cargo metadata")?;
    if !output.status.success() {
        bail!("cargo metadata: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).context("cargo metadata")?;
    let packages = metadata["packages"].as_array().context("cargo metadata lists no packages")?;
    let package = packages
        .iter()
        .find(|package| package["name"] == "license")
        .context("the license crate is not in Cargo.lock; run cargo fetch")?;
    let manifest = package["manifest_path"].as_str().context("the license crate has no manifest")?;
    let folder = Path::new(manifest).parent().context("the license crate has no folder")?;
    let version = package["version"].as_str().unwrap_or_default().to_owned();
    Ok((folder.join("license-list-data/json"), version))
}

/// All licenses and exceptions by id.
pub(crate) fn entries(data: &Path) -> Result<BTreeMap<String, Entry>> {
    let mut found = BTreeMap::new();
    for (folder, exception) in [("details", false), ("exceptions", true)] {
        let folder = data.join(folder);
        for file in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
            let path = file?.path();
            let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            let mut entry: Entry = serde_json::from_str(&text).with_context(|| path.display().to_string())?;
            entry.exception = exception;
            found.insert(entry.license_id.clone(), entry);
        }
    }
    Ok(found)
}
