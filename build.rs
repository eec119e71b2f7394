//! Compiles `src/data/grammar.toml` and the clause files of `src/data/clauses` and `src/data/signals` into tables, so
//! that a start costs nothing.
//!
//! A mistake in a file stops the build with the file and what is wrong with it. Nothing is downloaded.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde::Deserialize;

#[path = "src/words/hash.rs"]
#[allow(dead_code, unreachable_pub)]
mod hash;
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
    for watched in ["clauses", "signals", "grammar.toml", "facts.tsv", "overrides.toml"] {
        println!("cargo:rerun-if-changed=src/data/{watched}");
    }
    let clauses = clause_files(&root.join("clauses"));
    let signals = clause_files(&root.join("signals"));
    write(&out.join("catalog.rs"), &catalog(&clauses, &signals));

    let ids: Vec<&str> = clauses.iter().chain(&signals).map(|(_, clause)| clause.id.as_str()).collect();
    write(&out.join("facts.rs"), &facts(&root, &ids));

    let grammar_path = root.join("grammar.toml");
    let grammar: Grammar =
        toml::from_str(&read(&grammar_path)).unwrap_or_else(|error| fail(&grammar_path, &error));
    let mut compiler = syntax::Compiler::default();
    for wording in &grammar.wordings {
        let named = compiler.name(&wording.name, &wording.is);
        named.unwrap_or_else(|error| fail(&grammar_path, &format!("wording {}: {error}", wording.name)));
    }
    write(
        &out.join("patterns.rs"),
        &patterns(&mut compiler, &grammar, &grammar_path, clauses.iter().chain(&signals)),
    );
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
            "}}\npub(crate) const REPORTED: usize = {};\npub(crate) static ALL: [Clause; {}] = [\n",
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

/// A correction to the facts of some licenses.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Override {
    licenses: Vec<String>,
    #[serde(default)]
    add: Vec<String>,
    #[serde(default)]
    remove: Vec<String>,
    reason: String,
}

/// The corrections file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Overrides {
    #[serde(default, rename = "override")]
    list: Vec<Override>,
}

/// Rust source of the facts: a row a license (hash of its id, clauses, those added, those removed), and the sets.
fn facts(root: &Path, ids: &[&str]) -> String {
    let path = root.join("facts.tsv");
    let overrides_path = root.join("overrides.toml");
    let overrides: Overrides =
        toml::from_str(&read(&overrides_path)).unwrap_or_else(|error| fail(&overrides_path, &error));
    let bits = |path: &Path, names: &mut dyn Iterator<Item = &str>| -> u128 {
        names.fold(0, |set, name| {
            let number = ids.iter().position(|id| *id == name);
            set | (1 << number.unwrap_or_else(|| fail(path, &format!("no clause or signal is named {name}"))))
        })
    };
    let (mut rows, mut sets) = (BTreeMap::new(), vec![0_u128]);
    let mut number = |set: u128| {
        sets.iter().position(|known| *known == set).unwrap_or_else(|| {
            sets.push(set);
            sets.len() - 1
        })
    };
    for line in read(&path).lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (id, names) = line.split_once('\t').unwrap_or((line, ""));
        // A clause that was renamed since the file was written is dropped here, and `index --check` says so.
        let mut known = names.split(' ').filter(|name| ids.contains(name));
        let mut all = bits(&path, &mut known);
        let (mut added, mut removed) = (0, 0);
        for entry in overrides.list.iter().filter(|entry| entry.licenses.iter().any(|license| license == id))
        {
            if entry.reason.trim().is_empty() {
                fail(&overrides_path, &format!("{id}: an override needs a reason"));
            }
            added |= bits(&overrides_path, &mut entry.add.iter().map(String::as_str));
            removed |= bits(&overrides_path, &mut entry.remove.iter().map(String::as_str));
        }
        all = (all | added) & !removed;
        let row = (number(all), number(added), number(removed));
        if rows.insert(hash::of(&id.to_lowercase()), row).is_some() {
            fail(&path, &format!("{id} has the hash of another id"));
        }
    }
    let rows: Vec<_> =
        rows.into_iter().map(|(key, (all, added, removed))| (key, all, added, removed)).collect();
    format!(
        "pub(super) static ROWS: &[(u32, u16, u16, u16)] = &{rows:?};\npub(super) static SETS: &[u128] = &{sets:?};\n"
    )
}

/// The parameters that a pattern states; its clause must have them.
fn set_of<'a>(path: &Path, clause: &ClauseFile, entry: &'a PatternEntry) -> Vec<(&'a String, &'a String)> {
    if let Some(name) = entry.set.keys().find(|name| !clause.params.contains(*name)) {
        fail(path, &format!("a pattern sets {name}, which is not among the clause's params"));
    }
    entry.set.iter().collect()
}

/// Rust source of the classes, programs, patterns and triggers.
fn patterns<'a>(
    compiler: &mut syntax::Compiler,
    grammar: &Grammar,
    grammar_path: &Path,
    files: impl Iterator<Item = &'a (PathBuf, ClauseFile)>,
) -> String {
    let (mut table, mut starts) = (String::new(), BTreeMap::<u16, Vec<u16>>::new());
    let mut count = 0_u16;
    let files: Vec<&(PathBuf, ClauseFile)> = files.collect();
    for (clause_number, (path, clause)) in files.iter().enumerate() {
        for (entry_number, entry) in clause.pattern.iter().enumerate() {
            let place = |error: String| -> String { format!("pattern {}: {error}", entry_number + 1) };
            let when = entry
                .when
                .as_deref()
                .map_or(Ok(0xffff), syntax::mode_mask)
                .unwrap_or_else(|error| fail(path, &place(error)));
            let zones = zone_mask(entry.zones.as_deref()).unwrap_or_else(|error| fail(path, &place(error)));
            let bound = bound_mask(entry.bound.as_deref()).unwrap_or_else(|error| fail(path, &place(error)));
            let mut guards = [Vec::new(), Vec::new()];
            for (list, wordings) in guards.iter_mut().zip([&entry.with, &entry.unless]) {
                for wording in wordings {
                    let guard = compiler.pattern(wording).unwrap_or_else(|error| fail(path, &place(error)));
                    list.push(guard.entry);
                }
            }
            let set = set_of(path, clause, entry);
            let companion = |id: &String| {
                let number = files.iter().position(|(_, other)| other.id == *id);
                let number =
                    number.unwrap_or_else(|| fail(path, &place(format!("only-with: no clause {id}"))));
                format!("ClauseId({number})")
            };
            let only_with = entry.only_with.iter().map(companion).collect::<Vec<_>>().join(", ");
            for wording in entry.wordings.list() {
                let program = compiler
                    .pattern(wording)
                    .unwrap_or_else(|error| fail(path, &place(format!("{error} in `{wording}`"))));
                put(
                    &mut table,
                    format_args!(
                        "Pattern {{ clause: ClauseId({clause_number}), entry: {}, most: {}, when: {when}, zones: {zones}, bound: {bound}, with: &{:?}, unless: &{:?}, set: &{set:?}, only_with: &[{only_with}], supports: {}, number: {} }},\n",
                        program.entry,
                        program.most,
                        guards[0],
                        guards[1],
                        entry.supports,
                        entry_number + 1
                    ),
                );
                for class in program.starts {
                    starts.entry(class).or_default().push(count);
                }
                count += 1;
            }
        }
    }
    let (triggers, trigger_starts) = triggers(compiler, grammar, grammar_path);
    let mut out = String::new();
    put(&mut out, format_args!("pub(crate) static PATTERNS: &[Pattern] = &[\n{table}];\n"));
    put(&mut out, format_args!("pub(crate) static TRIGGERS: &[Trigger] = &[\n{triggers}];\n"));
    put(&mut out, format_args!("pub(crate) static CODE: &[u16] = &{:?};\n", compiler.code));
    for wording in grammar.wordings.iter().filter(|wording| wording.class) {
        let program = compiler.pattern(&wording.is).unwrap_or_else(|error| fail(grammar_path, &error));
        let [class] = program.starts[..] else {
            fail(grammar_path, &format!("wording {}: only single words can be a class", wording.name))
        };
        put(
            &mut out,
            format_args!(
                "pub(crate) const {}: u16 = {class};\n",
                wording.name.replace('-', "_").to_uppercase()
            ),
        );
    }
    let classes = compiler.classes();
    put(&mut out, format_args!("pub(crate) const CLASSES: u16 = {};\n", classes.len()));
    for (name, starts) in [("PATTERN_STARTS", starts), ("TRIGGER_STARTS", trigger_starts)] {
        let (mut ends, mut items) = (Vec::new(), Vec::<u16>::new());
        for class in 0..u16::try_from(classes.len()).expect("fewer than 65536 classes") {
            items.extend(starts.get(&class).map_or(&[][..], Vec::as_slice));
            ends.push(u32::try_from(items.len()).expect("fewer than 2^32 starts"));
        }
        put(
            &mut out,
            format_args!("pub(crate) static {name}: (&[u32], &[u16]) = (&{ends:?}, &{items:?});\n"),
        );
    }
    out.push_str(&vocabulary(&classes));
    out
}

/// Rust source of the triggers, and with which classes each can begin.
fn triggers(
    compiler: &mut syntax::Compiler,
    grammar: &Grammar,
    grammar_path: &Path,
) -> (String, BTreeMap<u16, Vec<u16>>) {
    let (mut triggers, mut trigger_starts, mut trigger_count) =
        (String::new(), BTreeMap::<u16, Vec<u16>>::new(), 0_u16);
    for trigger in &grammar.trigger {
        let mode = syntax::mode_mask(&trigger.mode).unwrap_or_else(|error| fail(grammar_path, &error));
        let fixed = trigger
            .bound
            .as_deref()
            .map_or(Ok(0), |name| bound_mask(Some(name)))
            .unwrap_or_else(|error| fail(grammar_path, &error));
        for wording in trigger.wordings.list() {
            let program = compiler
                .pattern(wording)
                .unwrap_or_else(|error| fail(grammar_path, &format!("trigger `{wording}`: {error}")));
            put(
                &mut triggers,
                format_args!(
                    "Trigger {{ entry: {}, mode: {mode}, backward: {}, fixed_subject: {fixed} }},\n",
                    program.entry, trigger.backward
                ),
            );
            for class in program.starts {
                trigger_starts.entry(class).or_default().push(trigger_count);
            }
            trigger_count += 1;
        }
    }
    (triggers, trigger_starts)
}

/// Rust source of the words that patterns ask for: hash → classes, for whole words and for beginnings.
fn vocabulary(classes: &[(u16, Vec<String>)]) -> String {
    let (mut literals, mut prefixes) = (BTreeMap::<u32, Vec<u16>>::new(), BTreeMap::<u32, Vec<u16>>::new());
    let mut lengths = 0_u32;
    for (class, members) in classes {
        for member in members.iter().filter(|member| *member != "#") {
            if let Some(beginning) = member.strip_suffix('*') {
                lengths |= 1 << beginning.len().min(31);
                prefixes.entry(hash::of(beginning)).or_default().push(*class);
            } else {
                literals.entry(hash::of(member)).or_default().push(*class);
            }
        }
    }
    let (mut lists, mut out) = (Vec::new(), String::new());
    for (name, table) in [("LITERALS", literals), ("PREFIXES", prefixes)] {
        let rows: Vec<(u32, usize, usize)> = table
            .into_iter()
            .map(|(hash, classes)| {
                let row = (hash, lists.len(), classes.len());
                lists.extend(classes);
                row
            })
            .collect();
        put(&mut out, format_args!("pub(crate) static {name}: &[(u32, u16, u16)] = &{rows:?};\n"));
    }
    put(
        &mut out,
        format_args!(
            "pub(crate) static CLASS_LISTS: &[u16] = &{lists:?};\npub(crate) const PREFIX_LENGTHS: u32 = {lengths};\n"
        ),
    );
    out
}

const ALL_ZONES: u16 = 0xffff;

/// Zones by name, joined with `/`; `body` is all that can impose, `any` is all.
fn zone_mask(names: Option<&str>) -> Result<u16, String> {
    names.unwrap_or("body").split('/').try_fold(0, |mask, name| {
        Ok(mask
            | match name {
                "any" => ALL_ZONES,
                "body" => ALL_ZONES & !(1 | 2 | 256 | 1024),
                "preamble" => 1,
                "definitions" => 2,
                "grant" => 4,
                "conditions" => 8,
                "restrictions" => 16,
                "disclaimer" => 32,
                "termination" => 64,
                "annex" => 128,
                "appendix" => 256,
                "general" => 512,
                "heading" => 1024,
                _ => return Err(format!("no zone is named {name}")),
            })
    })
}

fn bound_mask(name: Option<&str>) -> Result<u16, String> {
    Ok(match name.unwrap_or("you") {
        "you" => 1,
        "licensor" => 2,
        "any" => 3,
        name => return Err(format!("nobody is named {name}: you, licensor or any")),
    })
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

fn write(path: &Path, text: &str) {
    fs::write(path, text).unwrap_or_else(|error| fail(path, &error));
}

fn fail(path: &Path, error: &dyn std::fmt::Display) -> ! {
    panic!("{}: {error}", path.display())
}
