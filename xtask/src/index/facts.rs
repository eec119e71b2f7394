//! `src/data/facts.tsv`: the clauses of every known text, as the engine reads its words.
//!
//! A row is an id, a tab, and the names of clauses and signals. Rows of texts that cannot be had on this machine are
//! kept as they are.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, bail};

const HEAD: &str = "# Clauses and signals of known licenses as the engine reads them. Written by `cargo xtask index`; do not edit (see overrides.toml).\n";

/// Writes the rows of the texts given, by id; with `check`, fails when a committed row is stale.
pub(super) fn run(check: bool, texts: &BTreeMap<String, String>) -> Result<()> {
    let path = crate::root().join("src/data/facts.tsv");
    let committed = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let mut rows: BTreeMap<&str, String> = committed
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .map(|(id, names)| (id, names.to_owned()))
        .collect();
    for (id, text) in texts {
        rows.insert(id, openweigh::facts_of_text(text).join(" "));
    }
    let mut out = String::from(HEAD);
    for (id, names) in &rows {
        out.push_str(id);
        out.push('\t');
        out.push_str(names);
        out.push('\n');
    }
    if out == committed {
        println!("src/data/facts.tsv is fresh, {} licenses", rows.len());
    } else if check {
        bail!("src/data/facts.tsv is stale; run: cargo xtask index");
    } else {
        fs::write(&path, &out).with_context(|| path.display().to_string())?;
        println!("src/data/facts.tsv written, {} licenses", rows.len());
    }
    Ok(())
}
