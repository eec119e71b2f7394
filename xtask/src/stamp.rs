//! Nothing is rebuilt that did not change: a stamp is the hash of what a step was made from.

use std::collections::BTreeSet;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::target;

/// The inputs of a step, hashed. The order of calls counts.
pub(crate) struct Stamp {
    name: &'static str,
    hasher: DefaultHasher,
}

impl Stamp {
    /// A stamp for the step `name`, which is also the name of its file.
    pub(crate) fn new(name: &'static str) -> Self {
        Self { name, hasher: DefaultHasher::new() }
    }

    /// Adds a file, or every file below a folder, by relative path and content. What is missing counts as missing.
    pub(crate) fn path(mut self, path: &Path) -> Result<Self> {
        for file in files(path)? {
            file.strip_prefix(path).unwrap_or(&file).hash(&mut self.hasher);
            fs::read(&file)
                .with_context(|| format!("cannot read {}", file.display()))?
                .hash(&mut self.hasher);
        }
        Ok(self)
    }

    /// Adds bytes.
    pub(crate) fn bytes(mut self, bytes: &[u8]) -> Self {
        bytes.hash(&mut self.hasher);
        self
    }

    /// Whether the step was last done with the same inputs, and what it made is still there.
    pub(crate) fn fresh(&self, made: &[PathBuf]) -> bool {
        made.iter().all(|path| path.exists())
            && fs::read_to_string(self.file()).is_ok_and(|text| text == self.text())
    }

    /// Records that the step was done.
    pub(crate) fn write(&self) -> Result<()> {
        let file = self.file();
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        }
        fs::write(&file, self.text()).with_context(|| format!("cannot write {}", file.display()))
    }

    fn file(&self) -> PathBuf {
        target().join("xtask").join(format!("{}.stamp", self.name))
    }

    fn text(&self) -> String {
        format!("{:016x}\n", self.hasher.finish())
    }
}

/// Every file below `path`, in a fixed order, without `node_modules`; `path` itself when it is a file.
pub(crate) fn files(path: &Path) -> Result<BTreeSet<PathBuf>> {
    let mut found = BTreeSet::new();
    let mut open = vec![path.to_path_buf()];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            if path.file_name().is_some_and(|name| name == "node_modules") {
                continue;
            }
            let entries = fs::read_dir(&path).with_context(|| format!("cannot read {}", path.display()))?;
            for entry in entries {
                open.push(entry?.path());
            }
        } else if path.exists() {
            found.insert(path);
        }
    }
    Ok(found)
}
