//! The patterns of the clause files and the grammar, compiled into the tables that `src/patterns/tables.rs` unpacks.

use std::path::{Path, PathBuf};

use crate::{ClauseFile, Grammar, PatternEntry, fail, pack, put, syntax};

/// The parameters that a pattern states; its clause must have them.
fn set_of<'a>(path: &Path, clause: &ClauseFile, entry: &'a PatternEntry) -> Vec<(&'a String, &'a String)> {
    if let Some(name) = entry.set.keys().find(|name| !clause.params.contains(*name)) {
        fail(path, &format!("a pattern sets {name}, which is not among the clause's params"));
    }
    entry.set.iter().collect()
}

/// A column of numbers of the stored tables, one a pattern or trigger.
type Column = Vec<u32>;

/// The tables of patterns as they are stored, and Rust source of what the engine names.
pub(crate) fn patterns<'a>(
    compiler: &mut syntax::Compiler,
    grammar: &Grammar,
    grammar_path: &Path,
    files: impl Iterator<Item = &'a (PathBuf, ClauseFile)>,
) -> (Vec<u8>, String) {
    // Clause, program, polarities, zones, who is bound, guards wanted and unwanted, companions, rivals, support,
    // place in file.
    let mut columns: [Column; 11] = Default::default();
    let mut lists: Vec<Vec<u32>> = vec![Vec::new()];
    let mut list = |items: Vec<u32>| -> u32 {
        let known = lists.iter().position(|other| *other == items);
        known.unwrap_or_else(|| {
            lists.push(items);
            lists.len() - 1
        }) as u32
    };
    let mut sets = String::new();
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
            let mut guards = |wordings: &[String]| -> u32 {
                let programs = wordings.iter().map(|wording| {
                    compiler.pattern(wording).unwrap_or_else(|error| fail(path, &place(error))).program
                });
                list(programs.collect())
            };
            let (with, unless) = (guards(&entry.with), guards(&entry.unless));
            let set = set_of(path, clause, entry);
            let mut companions = |condition: &str, ids: &[String]| -> u32 {
                let numbers = ids.iter().map(|id| {
                    let number = files.iter().position(|(_, other)| other.id == *id);
                    number.unwrap_or_else(|| fail(path, &place(format!("{condition}: no clause {id}"))))
                        as u32
                });
                list(numbers.collect())
            };
            let only_with = companions("only-with", &entry.only_with);
            let not_with = companions("not-with", &entry.not_with);
            for wording in entry.wordings.list() {
                let program = compiler
                    .pattern(wording)
                    .unwrap_or_else(|error| fail(path, &place(format!("{error} in `{wording}`"))))
                    .program;
                if !set.is_empty() {
                    put(&mut sets, format_args!("({}, &{set:?}),", columns[0].len()));
                }
                let row = [
                    clause_number as u32,
                    program,
                    u32::from(when),
                    u32::from(zones),
                    u32::from(bound),
                    with,
                    unless,
                    only_with,
                    not_with,
                    u32::from(entry.supports),
                    entry_number as u32 + 1,
                ];
                columns.iter_mut().zip(row).for_each(|(column, number)| column.push(number));
            }
        }
    }
    let triggers = triggers(compiler, grammar, grammar_path);
    let mut source = String::new();
    put(&mut source, format_args!("pub(super) static SETS: &[(u16, Set)] = &[{sets}];\n"));
    let named: Vec<(String, u16)> = grammar
        .wordings
        .iter()
        .filter(|wording| wording.class)
        .map(|wording| {
            let program = compiler.pattern(&wording.is).unwrap_or_else(|error| fail(grammar_path, &error));
            let [class] = program.starts[..] else {
                fail(grammar_path, &format!("wording {}: only single words can be a class", wording.name))
            };
            (wording.name.replace('-', "_").to_uppercase(), class)
        })
        .collect();
    let classes = compiler.classes();
    let numbers = renumber(&compiler.programs, &classes);
    for (name, class) in named {
        put(
            &mut source,
            format_args!(
                "/// The class of that name.\npub const {name}: u16 = {};\n",
                numbers[usize::from(class)]
            ),
        );
    }
    put(&mut source, format_args!("pub(crate) const CLASSES: u16 = {};\n", classes.len()));

    let out = stored(compiler, &classes, &numbers, &lists, &[&columns, &triggers], &mut source);
    (out, source)
}

/// The bytes of all tables, in the order that `src/patterns/pack.rs` tells.
fn stored(
    compiler: &syntax::Compiler,
    classes: &[(u16, Vec<String>)],
    numbers: &[u16],
    lists: &[Vec<u32>],
    columns: &[&[Column]],
    source: &mut String,
) -> Vec<u8> {
    let mut out = Vec::new();
    source.push_str(&vocabulary(&mut out, &compiler.synonyms, classes, numbers));
    pack::put(&mut out, compiler.programs.len() as u32);
    let mut outline = pack::Outline::default();
    let laid_out = compiler.programs.iter().map(|program| {
        outline.read(program);
        program.len() + outline.needs.len()
    });
    pack::put(&mut out, laid_out.sum::<usize>() as u32);
    for program in &compiler.programs {
        for instruction in program {
            let mut instruction = *instruction;
            if matches!(instruction.code, syntax::WORD | syntax::NOT) {
                instruction.operand = numbers[usize::from(instruction.operand)];
            }
            pack::put_instruction(&mut out, instruction);
        }
    }
    pack::put(&mut out, lists.len() as u32);
    for list in lists {
        pack::put(&mut out, list.len() as u32);
        for number in list {
            pack::put(&mut out, *number);
        }
    }
    for columns in columns {
        pack::put(&mut out, columns[0].len() as u32);
        for column in *columns {
            let mut before = 0;
            for number in column {
                pack::put_difference(&mut out, before, *number);
                before = *number;
            }
        }
    }
    out
}

/// New numbers of the classes: the ones that programs ask for most often are the lowest; of these and of the others those
/// with most members come first, and of equal ones they follow the alphabet, so that little is to be said of the next.
fn renumber(programs: &[Vec<pack::Instruction>], classes: &[(u16, Vec<String>)]) -> Vec<u16> {
    let mut members: Vec<&[String]> = vec![&[]; classes.len()];
    for (class, words) in classes {
        members[usize::from(*class)] = words;
    }
    let mut uses = vec![0_usize; classes.len()];
    for instruction in programs.iter().flatten() {
        if instruction.code == syntax::WORD {
            uses[usize::from(instruction.operand)] += 1;
        }
    }
    let mut order: Vec<usize> = (0..classes.len()).collect();
    order.sort_by_key(|class| std::cmp::Reverse(uses[*class]));
    let short = usize::from(pack::SHORT).min(order.len());
    for part in [0..short, short..order.len()] {
        order[part].sort_by_key(|class| (std::cmp::Reverse(members[*class].len()), members[*class]));
    }
    // The class of words with a digit keeps its number.
    order.retain(|class| *class != usize::from(syntax::NUMBER_CLASS));
    order.insert(usize::from(syntax::NUMBER_CLASS), usize::from(syntax::NUMBER_CLASS));
    let mut numbers = vec![0; classes.len()];
    for (number, class) in order.into_iter().enumerate() {
        numbers[class] = number as u16;
    }
    numbers
}

/// The columns of the triggers: program, polarity, whether it speaks of the words before it, whom it binds.
fn triggers(compiler: &mut syntax::Compiler, grammar: &Grammar, grammar_path: &Path) -> [Column; 4] {
    let mut columns: [Column; 4] = Default::default();
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
                .unwrap_or_else(|error| fail(grammar_path, &format!("trigger `{wording}`: {error}")))
                .program;
            let row = [program, u32::from(mode), u32::from(trigger.backward), u32::from(fixed)];
            columns.iter_mut().zip(row).for_each(|(column, number)| column.push(number));
        }
    }
    columns
}

/// Writes the words that patterns ask for, and the classes that they are in; gives Rust source of their lengths.
fn vocabulary(
    out: &mut Vec<u8>,
    synonyms: &[Vec<String>],
    classes: &[(u16, Vec<String>)],
    numbers: &[u16],
) -> String {
    let mut words: Vec<&str> = classes
        .iter()
        .flat_map(|(_, members)| members)
        .map(String::as_str)
        .filter(|word| *word != "#")
        .chain(synonyms.iter().flatten().map(String::as_str))
        .collect();
    words.sort_unstable();
    words.dedup();
    pack::put(out, words.len() as u32);
    let (mut before, mut lengths) = ("", 0_u32);
    for word in &words {
        let shared = before.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
        pack::put(out, shared as u32);
        out.extend_from_slice(&word.as_bytes()[shared..]);
        out.push(b'\n');
        before = word;
        if let Some(beginning) = word.strip_suffix('*') {
            lengths |= 1 << beginning.len().min(31);
        }
    }
    let position = |word: &String| words.binary_search(&word.as_str()).unwrap_or_default() as u32;
    let mut groups: Vec<&[String]> = synonyms.iter().map(Vec::as_slice).collect();
    groups.sort_by_key(|group| position(&group[0]));
    pack::put(out, groups.len() as u32);
    for group in groups {
        pack::put(out, group.len() as u32);
        for word in group {
            pack::put(out, position(word));
        }
    }
    let mut ordered: Vec<&[String]> = vec![&[]; classes.len()];
    for (class, members) in classes {
        ordered[usize::from(numbers[usize::from(*class)])] = members;
    }
    pack::put(out, ordered.len() as u32);
    // Members are sorted, and so are words.
    let place = |word: &String| words.binary_search(&word.as_str()).unwrap_or_default() as u32;
    for members in &ordered[1..] {
        pack::put(out, members.len() as u32);
    }
    let mut before = 0;
    for members in &ordered[1..] {
        let first = place(&members[0]);
        pack::put_difference(out, before, first);
        before = first;
    }
    for members in &ordered[1..] {
        for pair in members.windows(2) {
            pack::put(out, place(&pair[1]) - place(&pair[0]) - 1);
        }
    }
    format!("pub(crate) const PREFIX_LENGTHS: u32 = {lengths};\n")
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
