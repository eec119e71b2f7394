//! `cargo xtask index`: compiles known licenses into `src/data/index.bin`.
//!
//! Texts come from pinned registry packages: the `license` crate for the SPDX license list, the wheel of
//! `scancode-toolkit-mini` for what SPDX does not list. `src/data/index.lock` is the diff that a reviewer reads.

mod committed;
mod encode;
mod facts;
mod fingerprint;
mod markup;
mod mend;
mod repeats;
mod scancode;
pub(crate) mod spdx;

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, bail};
use openweigh::index::Kind;

use encode::{Fingerprint, License, Template};
use markup::Token;

/// Regenerates the index; with `--check`, fails when the committed one is stale.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let check = match arguments {
        [] => false,
        [flag] if flag == "--check" => true,
        [other, ..] => bail!("index takes --check, not {other:?}"),
    };
    if !check {
        scancode::fetch()?;
    }
    let (bytes, lock, texts) = build(!check)?;
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

/// Compiles the index from its sources without writing it, to measure how long that takes.
pub(crate) fn compile() -> Result<usize> {
    Ok(build(false)?.0.len())
}

/// One text, before twins are joined.
struct Source {
    id: String,
    origin: String,
    kind: Kind,
    tokens: Vec<Token>,
}

/// Plain texts by id.
type Texts = BTreeMap<String, String>;

/// The index, its lock file, and the texts at hand. With `afresh`, everything is read from its source; otherwise what is not at hand (the
/// wheel, the shared folder) is taken over from the committed index.
fn build(afresh: bool) -> Result<(Vec<u8>, String, Texts)> {
    let mut texts = Texts::new();
    let mut licenses: BTreeMap<String, License> = BTreeMap::new();
    let mut sources = Vec::new();
    let mut prints = read_spdx(&mut licenses, &mut sources, &mut texts)?;
    prints.extend(read_scancode(afresh, &mut licenses, &mut sources, &mut texts)?);
    prints.extend(if fingerprint::folder().is_some() {
        fingerprint::entries(&mut texts)?
    } else {
        committed::fingerprints('f')
    });
    let lock = lock(&sources, &prints);
    let templates = join_twins(sources);
    let mut fingerprints = Vec::new();
    for (license, print) in prints {
        licenses.entry(license.id.clone()).or_insert(license);
        fingerprints.push(print);
    }
    let mut licenses: Vec<License> = licenses.into_values().collect();
    licenses.sort_by_key(|license| license.id.to_ascii_lowercase());
    Ok((encode::encode(&licenses, &templates, &fingerprints)?, lock, texts))
}

/// SPDX licenses in languages whose terms are not read (French, German, Dutch), and whose words no other license
/// has: known by fingerprint and a sum of all words, for their changes could not be judged and their words would be 21 KB of
/// the download.
/// Families in such languages have templates, because a word tells their members apart.
const OTHER_LANGUAGES: [&str; 8] = [
    "CC-BY-3.0-NL",
    "CC-BY-NC-SA-2.0-DE",
    "CC-BY-NC-SA-2.0-FR",
    "CECILL-1.0",
    "D-FSL-1.0",
    "LAL-1.2",
    "LAL-1.3",
    "etalab-2.0",
];

fn read_spdx(
    licenses: &mut BTreeMap<String, License>,
    sources: &mut Vec<Source>,
    plain: &mut Texts,
) -> Result<Vec<(License, Fingerprint)>> {
    let mut prints = Vec::new();
    let (data, version) = spdx::data()?;
    let entries = spdx::entries(&data)?;
    let origin = format!("license@{version}");
    for entry in entries.into_values().filter(|entry| !entry.is_deprecated_license_id) {
        let license = License {
            id: entry.license_id.clone(),
            name: entry.name.split_whitespace().collect::<Vec<_>>().join(" "),
            osi_approved: entry.is_osi_approved,
            fsf_libre: entry.is_fsf_libre,
            exception: entry.exception,
            source: 's',
        };
        plain.insert(entry.license_id.clone(), entry.license_text.clone());
        if OTHER_LANGUAGES.contains(&entry.license_id.as_str()) {
            let (words, hashes) = fingerprint::sample(&entry.license_text);
            let whole = fingerprint::whole(&entry.license_text);
            prints.push((license, Fingerprint { id: entry.license_id, words, hashes, whole }));
            continue;
        }
        licenses.insert(license.id.clone(), license);
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
            let (tokens, mended) = match kind {
                Kind::Text => mend::mend(tokens, &entry.license_text),
                Kind::Notice => (tokens, false),
            };
            if mended {
                println!("template of {}: mended where it differs from its text", entry.license_id);
            }
            sources.push(Source { id: entry.license_id.clone(), origin: origin.clone(), kind, tokens });
        }
    }
    Ok(prints)
}

fn read_scancode(
    afresh: bool,
    licenses: &mut BTreeMap<String, License>,
    sources: &mut Vec<Source>,
    plain: &mut Texts,
) -> Result<Vec<(License, Fingerprint)>> {
    let origin = scancode::PACKAGE.replace("==", "@");
    let (mut found, mut prints) = (Vec::new(), Vec::new());
    if afresh {
        for entry in scancode::entries()? {
            let license = License {
                id: entry.id.clone(),
                name: entry.name,
                osi_approved: Some(false),
                fsf_libre: None,
                exception: entry.exception,
                source: 'c',
            };
            if entry.print {
                let (words, hashes) = fingerprint::sample(&entry.text);
                prints.push((license, Fingerprint { id: entry.id.clone(), words, hashes, whole: 0 }));
            } else {
                let tokens = markup::tokens(&entry.text).with_context(|| entry.id.clone())?;
                found.push((license, Kind::Text, tokens));
            }
            plain.insert(entry.id, entry.text);
        }
    } else {
        found = committed::licenses("scancode");
        prints = committed::fingerprints('c');
    }
    for (license, kind, tokens) in found {
        sources.push(Source { id: license.id.clone(), origin: origin.clone(), kind, tokens });
        licenses.entry(license.id.clone()).or_insert(license);
    }
    Ok(prints)
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
    let mut templates: Vec<Template> = joined
        .into_iter()
        .map(|((kind, tokens), mut ids)| {
            // The plain id before those that say more than the text does: OFL-1.1 before OFL-1.1-RFN. SPDX ids first.
            ids.sort_by_key(|id| (id.starts_with("LicenseRef-"), id.len(), id.clone()));
            Template { kind, ids, tokens }
        })
        .collect();
    templates.sort_by_key(|template| (words(&template.tokens), template.kind, template.ids[0].clone()));
    templates
}

/// The reviewable list: id, kind, origin, hash and word count of every text.
fn lock(sources: &[Source], prints: &[(License, Fingerprint)]) -> String {
    let mut out =
        String::from("# Written by `cargo xtask index`: id, kind, origin, hash of the tokens, words.\n");
    let hash = |shown: &str| {
        shown.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |state, byte| {
            (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    };
    let mut lines: Vec<String> = sources
        .iter()
        .map(|source| {
            let hash = hash(&format!("{:?}", source.tokens));
            let kind = if source.kind == Kind::Notice { "notice" } else { "text" };
            format!("{}\t{kind}\t{}\t{hash:016x}\t{}\n", source.id, source.origin, words(&source.tokens))
        })
        .collect();
    lines.extend(prints.iter().map(|(license, print)| {
        let hash = hash(&format!("{:?}", print.hashes));
        let origin =
            if license.source == 'c' { scancode::PACKAGE.replace("==", "@") } else { "shared".to_owned() };
        format!("{}\tfingerprint\t{origin}\t{hash:016x}\t{}\n", license.id, print.words)
    }));
    lines.sort();
    out.extend(lines);
    out
}
