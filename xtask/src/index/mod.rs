//! `cargo xtask index`: compiles known licenses into `src/data/index.bin`.
//!
//! Texts come from pinned registry packages: the `license` crate for the SPDX license list, the wheel of
//! `scancode-toolkit-mini` for what SPDX does not list. `src/data/index.lock` is the diff that a reviewer reads.

mod encode;
mod facts;
mod markup;
pub(crate) mod spdx;

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, bail};
use openweigh::index::Kind;

use encode::{License, Template};
use markup::Token;

/// Regenerates the index; with `--check`, fails when the committed one is stale.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let check = match arguments {
        [] => false,
        [flag] if flag == "--check" => true,
        [other, ..] => bail!("index takes --check, not {other:?}"),
    };
    let (bytes, lock, texts) = build()?;
    let folder = crate::root().join("src/data");
    for (name, bytes) in [("index.bin", bytes), ("index.lock", lock.into_bytes())] {
        let path = folder.join(name);
        let committed = fs::read(&path).unwrap_or_default();
        if committed == bytes {
            println!("src/data/{name} is fresh, {} bytes", bytes.len());
        } else if check {
            bail!("src/data/{name} is stale; run: cargo xtask index");
        } else {
            fs::write(&path, &bytes).with_context(|| path.display().to_string())?;
            println!("src/data/{name} written, {} bytes", bytes.len());
        }
    }
    facts::run(check, &texts)
}

/// One text, before twins are joined.
struct Source {
    id: String,
    origin: String,
    kind: Kind,
    tokens: Vec<Token>,
}

/// The index, its lock file, and the plain texts by id.
fn build() -> Result<(Vec<u8>, String, BTreeMap<String, String>)> {
    let (data, version) = spdx::data()?;
    let entries = spdx::entries(&data)?;
    let mut licenses: Vec<License> = Vec::new();
    let mut sources = Vec::new();
    let mut plain = BTreeMap::new();
    let origin = format!("license@{version}");
    for entry in entries.values().filter(|entry| !entry.is_deprecated_license_id) {
        licenses.push(License {
            id: entry.license_id.clone(),
            name: entry.name.split_whitespace().collect::<Vec<_>>().join(" "),
            osi_approved: entry.is_osi_approved,
            fsf_libre: entry.is_fsf_libre,
            exception: entry.exception,
            source: 's',
        });
        plain.insert(entry.license_id.clone(), entry.license_text.clone());
        let text = entry.standard_license_template.as_ref().unwrap_or(&entry.license_text);
        let header =
            entry.standard_license_header_template.as_ref().or(entry.standard_license_header.as_ref());
        let texts = [(Kind::Text, Some(text)), (Kind::Notice, header)];
        for (kind, text) in texts.into_iter().filter_map(|(kind, text)| Some((kind, text?))) {
            // A template whose markup is broken upstream is replaced by the plain text.
            let tokens = match markup::tokens(text) {
                Ok(tokens) => tokens,
                Err(error) => {
                    println!("template of {}: {error}; its plain text is used", entry.license_id);
                    markup::tokens(&entry.license_text)?
                }
            };
            sources.push(Source { id: entry.license_id.clone(), origin: origin.clone(), kind, tokens });
        }
    }
    licenses.sort_by_key(|license| license.id.to_ascii_lowercase());
    let lock = lock(&sources);
    let templates = join_twins(sources);
    let bytes = encode::encode(&licenses, &templates, &[])?;
    Ok((bytes, lock, plain))
}

fn words(tokens: &[Token]) -> usize {
    tokens.iter().filter(|token| matches!(token, Token::Word(_))).count()
}

/// Templates with the same tokens become one; the shortest come first.
fn join_twins(sources: Vec<Source>) -> Vec<Template> {
    let mut joined: BTreeMap<(Kind, Vec<Token>), Vec<String>> = BTreeMap::new();
    for source in sources.into_iter().filter(|source| words(&source.tokens) > 2) {
        joined.entry((source.kind, source.tokens)).or_default().push(source.id);
    }
    let mut templates: Vec<Template> =
        joined.into_iter().map(|((kind, tokens), ids)| Template { kind, ids, tokens }).collect();
    templates.sort_by_key(|template| (words(&template.tokens), template.kind, template.ids[0].clone()));
    templates
}

/// The reviewable list: id, kind, origin, hash and word count of every text.
fn lock(sources: &[Source]) -> String {
    let mut out =
        String::from("# Written by `cargo xtask index`: id, kind, origin, hash of the tokens, words.\n");
    let mut lines: Vec<String> = sources
        .iter()
        .map(|source| {
            let shown = format!("{:?}", source.tokens);
            let hash = shown.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |state, byte| {
                (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
            let kind = if source.kind == Kind::Notice { "notice" } else { "text" };
            format!("{}\t{kind}\t{}\t{hash:016x}\t{}\n", source.id, source.origin, words(&source.tokens))
        })
        .collect();
    lines.sort();
    out.extend(lines);
    out
}
