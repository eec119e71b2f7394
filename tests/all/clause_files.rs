//! Every clause file is complete, and its examples are read as that clause and no other.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use openweigh::{Options, classify};
use serde::Deserialize;

/// What the tests read of a clause file.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct ClauseFile {
    id: String,
    summary: String,
    #[serde(default)]
    pattern: Vec<toml::Value>,
    #[serde(default)]
    examples: Vec<Sentence>,
    #[serde(default)]
    near_misses: Vec<Sentence>,
}

/// A sentence; with the clauses that it establishes besides its file's own.
#[derive(Deserialize)]
#[serde(untagged)]
enum Sentence {
    Plain(String),
    Also { text: String, also: Vec<String> },
}

impl Sentence {
    fn text(&self) -> &str {
        match self {
            Self::Plain(text) | Self::Also { text, .. } => text,
        }
    }

    fn also(&self) -> &[String] {
        match self {
            Self::Plain(_) => &[],
            Self::Also { also, .. } => also,
        }
    }
}

fn clause_files() -> BTreeMap<PathBuf, ClauseFile> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/data/clauses");
    let entries = std::fs::read_dir(&folder).expect("the folder of clause files");
    entries
        .map(|entry| entry.expect("a folder entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("a readable file");
            let file = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            (path, file)
        })
        .collect()
}

fn found(text: &str) -> Vec<&'static str> {
    let options = Options { templates: false, ..Options::default() };
    let mut ids: Vec<&str> =
        classify(text, options).clauses.iter().map(|finding| finding.id.as_str()).collect();
    ids.dedup();
    ids
}

#[test]
fn every_clause_file_has_patterns_two_examples_and_a_near_miss() {
    let mut wanting = Vec::new();
    for (path, file) in clause_files() {
        if file.pattern.is_empty()
            || file.examples.len() < 2
            || file.near_misses.is_empty()
            || file.summary.is_empty()
        {
            wanting.push(format!(
                "{}: {} patterns, {} examples, {} near misses",
                path.display(),
                file.pattern.len(),
                file.examples.len(),
                file.near_misses.len()
            ));
        }
    }
    assert!(wanting.is_empty(), "incomplete clause files:\n{}", wanting.join("\n"));
}

#[test]
fn examples_are_their_clause_and_no_other() {
    let mut wrong = Vec::new();
    for file in clause_files().values() {
        for example in &file.examples {
            let ids = found(example.text());
            if !ids.contains(&file.id.as_str()) {
                wrong.push(format!("{} misses its example: {}", file.id, example.text()));
            }
            for id in
                ids.iter().filter(|id| **id != file.id && !example.also().iter().any(|also| also == *id))
            {
                wrong.push(format!("an example of {} is read as {id} too: {}", file.id, example.text()));
            }
            for also in example.also().iter().filter(|also| !ids.contains(&also.as_str())) {
                wrong.push(format!(
                    "an example of {} declares {also}, which is not found: {}",
                    file.id,
                    example.text()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} examples:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn near_misses_are_not_their_clause() {
    let mut wrong = Vec::new();
    for file in clause_files().values() {
        for near_miss in &file.near_misses {
            if found(near_miss.text()).contains(&file.id.as_str()) {
                wrong.push(format!("{} takes its near miss: {}", file.id, near_miss.text()));
            }
        }
    }
    assert!(wrong.is_empty(), "{} near misses:\n{}", wrong.len(), wrong.join("\n"));
}
