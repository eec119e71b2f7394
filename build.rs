//! Compiles the clause files of `src/data/clauses` into one table, so that a start costs nothing.
//!
//! A mistake in a clause file stops the build with the file and what is wrong with it. Nothing is downloaded.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use serde::Deserialize;

/// A clause file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClauseFile {
    id: String,
    title: String,
    effect: String,
    question: String,
    summary: String,
}

fn main() {
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
    let folder = Path::new(&root).join("src/data/clauses");
    println!("cargo:rerun-if-changed={}", folder.display());
    let files: Vec<_> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("a readable folder entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    let mut clauses = Vec::new();
    for path in &files {
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let clause: ClauseFile =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(
            path.file_stem().is_some_and(|stem| stem == clause.id.as_str()),
            "{}: the id is {}",
            path.display(),
            clause.id
        );
        clauses.push(clause);
    }
    clauses.sort_by(|a, b| a.id.cmp(&b.id));
    let mut out = String::from("impl ClauseId {\n");
    for (number, clause) in clauses.iter().enumerate() {
        let name = clause.id.replace('-', "_").to_uppercase();
        writeln!(out, "/// {}.\npub const {name}: Self = Self({number});", clause.title)
            .expect("a string grows");
    }
    out.push_str("}\n/// Every clause, in the order of its id.\npub static CLAUSES: &[Clause] = &[\n");
    for clause in &clauses {
        let effect: String = clause.effect.split('-').map(capitalise).collect();
        let question = capitalise(&clause.question);
        writeln!(
            out,
            "Clause {{ id: {:?}, title: {:?}, effect: Effect::{effect}, question: Question::{question}, summary: {:?} }},",
            clause.id, clause.title, clause.summary
        )
        .expect("a string grows");
    }
    out.push_str("];\n");
    let target = Path::new(&env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join("catalog.rs");
    fs::write(&target, out).unwrap_or_else(|error| panic!("{}: {error}", target.display()));
}

fn capitalise(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
