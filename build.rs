//! Compiles `src/data/grammar.toml` and the clause files of `src/data/clauses` and `src/data/signals` into tables, so
//! that a start costs nothing.
//!
//! A mistake in a file stops the build with the file and what is wrong with it. Nothing is downloaded.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde::Deserialize;

#[path = "build/facts.rs"]
mod facts;
#[path = "src/index/format.rs"]
#[allow(dead_code, unreachable_pub)]
mod format;
#[path = "src/words/hash.rs"]
#[allow(dead_code, unreachable_pub)]
mod hash;
#[path = "src/patterns/pack.rs"]
#[allow(dead_code, unreachable_pub)]
mod pack;
#[path = "build/patterns.rs"]
mod patterns;
#[path = "src/patterns/syntax.rs"]
#[allow(dead_code, unreachable_pub)]
mod syntax;

/// A clause file. Examples are read by the tests, not here.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ClauseFile {
    id: String,
    title: String,
    #[serde(default = "legal")]
    effect: String,
    #[serde(default = "usage")]
    question: String,
    #[serde(default)]
    summary: String,
    #[serde(default)]
    params: Vec<String>,
    #[serde(default)]
    absent_if: Vec<String>,
    #[serde(default)]
    pattern: Vec<PatternEntry>,
    #[serde(default, rename = "examples")]
    _examples: Vec<toml::Value>,
    #[serde(default, rename = "near-misses")]
    _near_misses: Vec<toml::Value>,
}

/// A pattern with its guards, or several that share them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PatternEntry {
    #[serde(rename = "match")]
    wordings: OneOrMore,
    when: Option<String>,
    zones: Option<String>,
    bound: Option<String>,
    #[serde(default)]
    with: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    /// Parameters that a match of this pattern states: name and value.
    #[serde(default)]
    set: BTreeMap<String, String>,
    /// Adds to a finding that another pattern establishes; establishes none itself.
    #[serde(default)]
    supports: bool,
    /// Counts only in a text in which one of these clauses is found by a pattern that has no such condition.
    #[serde(default, rename = "only-with")]
    only_with: Vec<String>,
    /// Counts only in a text in which none of these clauses is found by a pattern that has no such condition.
    #[serde(default, rename = "not-with")]
    not_with: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

/// The grammar file: named wordings and the triggers of polarity.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Grammar {
    /// Words that say the same, each group in one line.
    #[serde(default)]
    synonyms: Vec<String>,
    wordings: Vec<Wording>,
    trigger: Vec<TriggerEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wording {
    name: String,
    is: String,
    /// Whether the engine itself asks for these words, by a constant.
    #[serde(default)]
    class: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TriggerEntry {
    #[serde(rename = "match")]
    wordings: OneOrMore,
    mode: String,
    #[serde(default)]
    backward: bool,
    bound: Option<String>,
}

fn legal() -> String {
    String::from("legal")
}

fn usage() -> String {
    String::from("usageRestrictions")
}

impl OneOrMore {
    fn list(&self) -> &[String] {
        match self {
            Self::One(wording) => std::slice::from_ref(wording),
            Self::More(wordings) => wordings,
        }
    }
}

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"))
        .join("src/data");
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets OUT_DIR"));
    for watched in ["clauses", "signals", "grammar.toml", "facts.tsv", "overrides.toml", "index.bin"] {
        println!("cargo:rerun-if-changed=src/data/{watched}");
    }
    let clauses = clause_files(&root.join("clauses"));
    let signals = clause_files(&root.join("signals"));
    write(&out.join("catalog.rs"), catalog(&clauses, &signals).as_bytes());

    let ids: Vec<&str> = clauses.iter().chain(&signals).map(|(_, clause)| clause.id.as_str()).collect();
    write(&out.join("facts.bin"), &facts::facts(&root, &ids));

    let grammar_path = root.join("grammar.toml");
    let grammar: Grammar =
        toml::from_str(&read(&grammar_path)).unwrap_or_else(|error| fail(&grammar_path, &error));
    let mut compiler = syntax::Compiler::default();
    compiler.synonyms =
        grammar.synonyms.iter().map(|group| group.split(' ').map(str::to_owned).collect()).collect();
    for wording in &grammar.wordings {
        let named = compiler.name(&wording.name, &wording.is);
        named.unwrap_or_else(|error| fail(&grammar_path, &format!("wording {}: {error}", wording.name)));
    }
    let (tables, source) =
        patterns::patterns(&mut compiler, &grammar, &grammar_path, clauses.iter().chain(&signals));
    write(&out.join("patterns.bin"), &tables);
    write(&out.join("patterns.rs"), source.as_bytes());
}

fn clause_files(folder: &Path) -> Vec<(PathBuf, ClauseFile)> {
    let mut files: Vec<(PathBuf, ClauseFile)> = fs::read_dir(folder)
        .unwrap_or_else(|error| fail(folder, &error))
        .map(|entry| entry.unwrap_or_else(|error| fail(folder, &error)).path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .map(|path| {
            let clause: ClauseFile = toml::from_str(&read(&path)).unwrap_or_else(|error| fail(&path, &error));
            if path.file_stem().is_none_or(|stem| stem != clause.id.as_str()) {
                fail(&path, &format!("the id is {}", clause.id));
            }
            (path, clause)
        })
        .collect();
    files.sort_by(|a, b| a.1.id.cmp(&b.1.id));
    files
}

/// Rust source of the catalog: a constant a clause, then the table.
fn catalog(clauses: &[(PathBuf, ClauseFile)], signals: &[(PathBuf, ClauseFile)]) -> String {
    let mut out = String::from("impl ClauseId {\n");
    let all = || clauses.iter().chain(signals).enumerate();
    for (number, (_, clause)) in all() {
        let name = clause.id.replace('-', "_").to_uppercase();
        put(&mut out, format_args!("/// {}.\npub const {name}: Self = Self({number});\n", clause.title));
    }
    put(
        &mut out,
        format_args!(
            "}}\n/// How many clauses there are without the signals.\n#[doc(hidden)]\npub const REPORTED: usize = {};\n/// All clauses, then the signals.\n#[doc(hidden)]\npub static ALL: [Clause; {}] = [\n",
            clauses.len(),
            all().count()
        ),
    );
    for (_, (path, clause)) in all() {
        let effect = clause.effect.split('-').map(capitalise).collect::<Vec<_>>().concat();
        let question = capitalise(&clause.question);
        let mut absent_if = String::new();
        for id in &clause.absent_if {
            let number = all().find(|(_, (_, other))| other.id == *id).map(|(number, _)| number);
            let number = number.unwrap_or_else(|| fail(path, &format!("absent-if: no clause {id}")));
            put(&mut absent_if, format_args!("ClauseId({number}),"));
        }
        put(
            &mut out,
            format_args!(
                "Clause {{ id: {:?}, title: {:?}, effect: Effect::{effect}, question: Question::{question}, summary: {:?}, params: &{:?}, absent_if: &[{absent_if}] }},\n",
                clause.id, clause.title, clause.summary, clause.params
            ),
        );
    }
    out.push_str("];\n");
    out
}

fn capitalise(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("a string grows");
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| fail(path, &error))
}

fn write(path: &Path, bytes: &[u8]) {
    fs::write(path, bytes).unwrap_or_else(|error| fail(path, &error));
}

fn fail(path: &Path, error: &dyn std::fmt::Display) -> ! {
    panic!("{}: {error}", path.display())
}
