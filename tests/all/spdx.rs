//! The texts of the SPDX license list, from the `license` crate's data, found through cargo.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// A license or exception that is not deprecated.
pub(crate) struct Published {
    /// Its SPDX id.
    pub(crate) id: String,
    /// Its text as published.
    pub(crate) text: String,
    /// The header that places a work under it.
    pub(crate) header: Option<String>,
    /// OSI approval.
    pub(crate) osi_approved: Option<bool>,
}

/// All of them, sorted by id within licenses and exceptions.
pub(crate) fn published() -> &'static [Published] {
    static ALL: OnceLock<Vec<Published>> = OnceLock::new();
    ALL.get_or_init(|| {
        let data = data();
        let mut all = Vec::new();
        for folder in ["details", "exceptions"] {
            let mut files: Vec<PathBuf> = std::fs::read_dir(data.join(folder))
                .expect("the license crate's data")
                .map(|entry| entry.expect("an entry").path())
                .collect();
            files.sort();
            all.extend(files.iter().filter_map(|file| read(file)));
        }
        assert!(all.len() > 700, "the license crate holds {} texts", all.len());
        all
    })
}

fn read(file: &Path) -> Option<Published> {
    let text = std::fs::read_to_string(file).expect("a readable file");
    let entry: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let string = |names: [&str; 2]| names.iter().find_map(|name| entry[*name].as_str()).map(str::to_owned);
    (entry["isDeprecatedLicenseId"] != true).then(|| Published {
        id: string(["licenseId", "licenseExceptionId"]).expect("an id"),
        text: string(["licenseText", "licenseExceptionText"]).expect("a text"),
        header: entry["standardLicenseHeader"].as_str().map(str::to_owned),
        osi_approved: entry["isOsiApproved"].as_bool(),
    })
}

fn data() -> PathBuf {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo metadata");
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("cargo metadata");
    let packages = metadata["packages"].as_array().expect("packages");
    let package = packages.iter().find(|package| package["name"] == "license").expect("the license crate");
    let manifest = package["manifest_path"].as_str().expect("a manifest");
    Path::new(manifest).parent().expect("a folder").join("license-list-data/json")
}
