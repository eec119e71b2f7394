//! Which functions of the wasm a first report calls, written into the wasm for V8.
//!
//! V8 compiles a function at its first call, one after the other, on the thread that waits. The custom section
//! `compilationHints` (WebAssembly proposal "compilation hints", as V8 reads it up to version 13) says of each function
//! whether it is wanted at once; the command line turns it on, and V8 then compiles those on all cores. Who does not know
//! the section passes over it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use walrus::ir::{Call, Const, Value};
use walrus::{FunctionId, Module, ValType};

use crate::index::spdx;
use crate::progress::{command, quiet};
use crate::{root, target};

const SECTION: &str = "compilationHints";
/// Number of the section of code; the hints stand right before it.
const CODE: u8 = 10;
/// What a hint says of a function's compilation: at its first call, or at once.
const LAZY: u8 = 1;
const EAGER: u8 = 2;

/// Texts whose first report is made: a permissive license, and one that restricts use.
const TEXTS: [&str; 2] = ["Apache-2.0", "CC-BY-NC-4.0"];

/// Reads the texts in a fresh engine each; writes the numbers of the functions that were called.
const SCRIPT: &str = r#"
import { readFileSync } from "node:fs";
const [wasm, ...texts] = process.argv.slice(2);
const called = new Set();
const { Instance } = WebAssembly;
WebAssembly.Instance = function (module, imports) {
  return new Instance(module, { ...imports, hints: { called: (number) => called.add(number) } });
};
const bytes = readFileSync(wasm);
for (const [number, text] of texts.entries()) {
  const engine = await import(`./openweigh.js?${number}`);
  engine.initSync({ module: bytes });
  engine.classify(JSON.parse(readFileSync(text, "utf8")).licenseText);
}
console.log([...called].join(" "));
"#;

/// Writes the hints into a wasm beside its glue.
pub(crate) fn write(wasm: &Path) -> Result<()> {
    let bytes = fs::read(wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    let (counting, count) = counting(&bytes)?;
    let folder = target().join("xtask/hints");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let glue = wasm.with_file_name("openweigh.js");
    fs::copy(&glue, folder.join("openweigh.js"))
        .with_context(|| format!("cannot copy {}", glue.display()))?;
    fs::write(folder.join("counting.wasm"), counting)?;
    fs::write(folder.join("called.mjs"), SCRIPT)?;
    fs::write(folder.join("package.json"), r#"{"type":"module"}"#)?;
    let (data, _) = spdx::data()?;
    let mut node = command("node", root());
    node.arg(folder.join("called.mjs")).arg(folder.join("counting.wasm"));
    node.args(TEXTS.map(|id| data.join("details").join(format!("{id}.json"))));
    let said = quiet(&mut node, "install Node.js 20 or newer")?;
    let called: BTreeSet<usize> = said
        .split_whitespace()
        .map(str::parse)
        .collect::<Result<_, _>>()
        .context("functions that were called")?;
    if called.is_empty() || called.last().is_some_and(|last| *last >= count) {
        bail!("the engine called {} of {count} functions", called.len());
    }
    let hints: Vec<u8> =
        (0..count).map(|number| if called.contains(&number) { EAGER } else { LAZY }).collect();
    fs::write(wasm, with_section(&bytes, &hints)?).with_context(|| format!("cannot write {}", wasm.display()))
}

/// A wasm of which each function first says its number, and how many functions there are.
fn counting(bytes: &[u8]) -> Result<(Vec<u8>, usize)> {
    let mut module = Module::from_buffer(bytes).context("the wasm cannot be read")?;
    let own: Vec<FunctionId> = module.funcs.iter_local().map(|(id, _)| id).collect();
    let takes = module.types.add(&[ValType::I32], &[]);
    let (called, _) = module.add_import_func("hints", "called", takes);
    for (number, id) in own.iter().enumerate() {
        let mut body = module.funcs.get_mut(*id).kind.unwrap_local_mut().builder_mut().func_body();
        body.instr_at(0, Const { value: Value::I32(i32::try_from(number)?) });
        body.instr_at(1, Call { func: called });
    }
    Ok((module.emit_wasm(), own.len()))
}

/// A wasm with the section of hints before its code.
fn with_section(bytes: &[u8], hints: &[u8]) -> Result<Vec<u8>> {
    let mut section = vec![u8::try_from(SECTION.len())?];
    section.extend_from_slice(SECTION.as_bytes());
    write_number(&mut section, hints.len());
    section.extend_from_slice(hints);
    let mut at = 8;
    while let Some(kind) = bytes.get(at) {
        if *kind == CODE {
            let mut out = bytes[..at].to_vec();
            out.push(0);
            write_number(&mut out, section.len());
            out.extend_from_slice(&section);
            out.extend_from_slice(&bytes[at..]);
            return Ok(out);
        }
        let (length, start) = read_number(bytes, at + 1).context("a section without a length")?;
        at = start + length;
    }
    bail!("the wasm has no code")
}

/// The number at a place (LEB128), and the place after it.
fn read_number(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let length = bytes.get(at..)?.iter().take(5).position(|byte| *byte < 0x80)? + 1;
    let own = bytes[at..at + length].iter().enumerate();
    Some((own.map(|(place, byte)| usize::from(byte & 0x7f) << (7 * place)).sum(), at + length))
}

fn write_number(out: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_stand_before_the_code() {
        // The magic, version 1, a custom section of two bytes, an empty section of code.
        let wasm = [b"\0asm\x01\0\0\0".as_slice(), &[0, 2, 1, b'x', CODE, 1, 0]].concat();
        let hinted = with_section(&wasm, &[LAZY; 200]).expect("a wasm");
        assert_eq!(hinted[..12], wasm[..12]);
        assert_eq!(hinted[hinted.len() - 3..], wasm[12..]);
        let (length, start) = read_number(&hinted, 13).expect("a length");
        assert_eq!(start + length, hinted.len() - 3);
        assert_eq!(hinted[start..start + 19], [b"\x10compilationHints".as_slice(), &[200, 1]].concat());
        assert!(with_section(&wasm[..12], &[]).is_err());
        assert!(with_section(&wasm[..9], &[]).is_err());
    }
}
