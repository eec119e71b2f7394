//! What the packages are built from: the licenses in NOTICE, the bill of materials beside the npm package, and
//! `cargo xtask audit`, which asks cargo-deny and npm about all of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::progress::{command, quiet, step};
use crate::{root, target, wasm};

const USAGE: &str = "usage: cargo xtask audit [--write]";
/// Where the generated part of NOTICE begins and ends.
const BEGIN: &str = "Code in the wasm\n----------------\n";
/// Packages of npm whose code is bundled, by the file that they are in; `www/assemble.mjs` bundles them.
const BUNDLED: [(&str, &str); 2] =
    [("ignore", "Code in the command line"), ("fflate", "Code in openweigh/inline")];

/// Something that is not ours and that is shipped.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Component {
    /// Heading of its part in NOTICE.
    part: &'static str,
    name: String,
    version: String,
    license: String,
    /// Those who wrote it, or where it is kept.
    authors: String,
    /// Package URL.
    purl: String,
    /// Algorithm and hexadecimal digits.
    hash: Option<(&'static str, String)>,
}

/// `cargo xtask audit`: NOTICE, cargo-deny, npm audit. With `--write`, NOTICE is brought up to date.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    match arguments {
        [] => {}
        [flag] if flag == "--write" => return write_notice(),
        _ => bail!("{USAGE}"),
    }
    check_notice()?;
    println!("NOTICE: every component is listed with its license");
    let mut failed = false;
    for (name, audit) in [("cargo deny", deny as fn() -> Result<Audit>), ("npm audit", npm_audit)] {
        match audit()? {
            Audit::Clean(line) => println!("{name}: {line}"),
            Audit::Skipped(why) => println!("{name}: skipped: {why}"),
            Audit::Found(report) => {
                failed = true;
                println!("{name}:\n{report}");
            }
        }
    }
    if failed {
        bail!("the audit found something");
    }
    Ok(())
}

/// What an audit says.
pub(crate) enum Audit {
    /// Nothing to complain of.
    Clean(String),
    /// It could not be had, and why.
    Skipped(String),
    /// What it found.
    Found(String),
}

/// Asks cargo-deny about licenses, bans, sources and, where its database can be had, advisories.
pub(crate) fn deny() -> Result<Audit> {
    let deny = |checks: &[&str]| {
        let mut command = cargo();
        command.args(["deny", "--workspace", "--log-level", "error", "check", "--hide-inclusion-graph"]);
        command.args(checks).output().context("cargo deny")
    };
    if !cargo().args(["deny", "--version"]).output().is_ok_and(|output| output.status.success()) {
        return Ok(Audit::Skipped("cargo-deny is not installed (cargo install cargo-deny)".to_owned()));
    }
    let fixed = deny(&["licenses", "bans", "sources"])?;
    if !fixed.status.success() {
        return Ok(Audit::Found(text(&fixed.stdout) + &text(&fixed.stderr)));
    }
    let advisories = deny(&["advisories"])?;
    let said = text(&advisories.stdout) + &text(&advisories.stderr);
    if advisories.status.success() {
        return Ok(Audit::Clean("licenses, bans, sources and advisories are in order".to_owned()));
    }
    if said.contains("failed to fetch") || said.contains("unable to") {
        let line =
            "licenses, bans and sources are in order; advisories: skipped, the database cannot be fetched";
        return Ok(Audit::Clean(line.to_owned()));
    }
    Ok(Audit::Found(said))
}

/// Asks the npm registry about known faults of the tools, which are built and tested with but not shipped.
fn npm_audit() -> Result<Audit> {
    let mut found = String::new();
    for folder in ["www", "tests/package/matrix", "tests/browser/firefox"] {
        let mut npm = command("npm", &root().join(folder));
        npm.args(["audit", "--json"]);
        let output = npm.output().context("npm comes with Node.js")?;
        let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
        let Some(faults) = report["vulnerabilities"].as_object() else {
            let why = report["message"].as_str().or_else(|| report["error"]["summary"].as_str());
            return Ok(Audit::Skipped(why.unwrap_or("the registry does not answer").to_owned()));
        };
        for (name, fault) in faults {
            let severity = fault["severity"].as_str().unwrap_or("unknown");
            let titles =
                fault["via"].as_array().into_iter().flatten().filter_map(|via| via["title"].as_str());
            let titles: Vec<&str> = titles.collect();
            let _ = writeln!(found, "  {folder}: {name} ({severity}) {}", titles.join("; "));
        }
    }
    Ok(if found.is_empty() {
        Audit::Clean("no known faults in www, tests/package/matrix, tests/browser/firefox".to_owned())
    } else {
        Audit::Found(found)
    })
}

/// Fails when the generated part of NOTICE is not what the lock files say.
pub(crate) fn check_notice() -> Result<()> {
    let path = root().join("NOTICE");
    let notice = fs::read_to_string(&path).context("NOTICE")?;
    if with_part(&notice, &components()?)? == notice {
        return Ok(());
    }
    bail!("NOTICE does not list what the lock files say; run: cargo xtask audit --write")
}

fn write_notice() -> Result<()> {
    let path = root().join("NOTICE");
    let notice = fs::read_to_string(&path).context("NOTICE")?;
    fs::write(&path, with_part(&notice, &components()?)?).context("NOTICE")?;
    println!("NOTICE is up to date");
    Ok(())
}

/// NOTICE with its generated part, which is the last.
fn with_part(notice: &str, components: &[Component]) -> Result<String> {
    let at = notice.find(BEGIN).with_context(|| format!("NOTICE has no part {:?}", BEGIN.trim()))?;
    let mut out = notice[..at].to_owned();
    let mut part = "";
    for component in components {
        if component.part != part {
            let gap = if part.is_empty() { "" } else { "\n" };
            part = component.part;
            let _ = write!(out, "{gap}{part}\n{}\n\n", "-".repeat(part.len()));
        }
        let name = format!("{} {}", component.name, component.version);
        let name = name.trim_end();
        let _ = writeln!(out, "{name:<40} {:<32} {}", component.license, component.authors);
    }
    Ok(out)
}

/// Writes the bill of materials of the npm package, `CycloneDX` 1.6, beside it; the same bytes for the same package.
pub(crate) fn write_sbom() -> Result<()> {
    let step = step("write target/npm/openweigh.cdx.json");
    let folder = crate::package::folder();
    let manifest: Value = serde_json::from_slice(&fs::read(folder.join("package.json"))?)?;
    let wasm = fs::read(folder.join("openweigh_bg.wasm")).context("openweigh_bg.wasm")?;
    let own = format!("pkg:npm/openweigh@{}", manifest["version"].as_str().unwrap_or_default());
    let mut components = components()?;
    components.extend(sources()?);
    let listed: Vec<Value> = components.iter().map(described).collect();
    let needed: Vec<&str> = components.iter().map(|component| component.purl.as_str()).collect();
    let bom = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": {
            "type": "library",
            "bom-ref": own,
            "name": "openweigh",
            "version": manifest["version"],
            "description": manifest["description"],
            "licenses": [{ "expression": manifest["license"] }],
            "purl": own,
            "components": [{
                "type": "file",
                "name": "openweigh_bg.wasm",
                "hashes": [{ "alg": "SHA-256", "content": hex(&Sha256::digest(&wasm)) }],
            }],
        } },
        "components": listed,
        "dependencies": [{ "ref": own, "dependsOn": needed }],
    });
    let path = target().join("npm/openweigh.cdx.json");
    fs::write(&path, serde_json::to_string_pretty(&bom)? + "\n")
        .with_context(|| path.display().to_string())?;
    step.done(&format!("{} components", listed.len()));
    Ok(())
}

fn described(component: &Component) -> Value {
    let mut value = json!({
        "type": if component.part == SOURCES { "data" } else { "library" },
        "bom-ref": component.purl,
        "name": component.name,
        "version": component.version,
        "licenses": [{ "expression": component.license }],
        "purl": component.purl,
        "properties": [{ "name": "openweigh:part", "value": component.part }],
    });
    if let Some((algorithm, content)) = &component.hash {
        value["hashes"] = json!([{ "alg": algorithm, "content": content }]);
    }
    value
}

const SOURCES: &str = "Data: known licenses";

/// Packages whose data is compiled into the index; NOTICE describes them in words.
fn sources() -> Result<Vec<Component>> {
    let lock = fs::read_to_string(root().join("src/data/index.lock")).context("src/data/index.lock")?;
    let origins: BTreeSet<&str> = lock.lines().filter_map(|line| line.split('\t').nth(2)).collect();
    let mut found = Vec::new();
    for origin in origins {
        let Some((name, version)) = origin.split_once('@') else { continue };
        let (kind, license) = match name {
            "license" => ("cargo", "MIT OR Apache-2.0"),
            "scancode-toolkit-mini" => ("pypi", "CC-BY-4.0"),
            other => bail!("src/data/index.lock names {other:?}, whose license is not known here"),
        };
        found.push(Component {
            part: SOURCES,
            name: name.to_owned(),
            version: version.to_owned(),
            license: license.to_owned(),
            authors: String::new(),
            purl: format!("pkg:{kind}/{name}@{}", version.replace('+', "%2B")),
            hash: None,
        });
    }
    Ok(found)
}

/// What is compiled into the wasm or bundled into a file of the package, by part and name.
fn components() -> Result<Vec<Component>> {
    let mut all = crates()?;
    all.push(Component {
        part: "Code in the wasm",
        name: "Rust standard library".to_owned(),
        version: String::new(),
        license: "MIT OR Apache-2.0".to_owned(),
        authors: "The Rust project developers".to_owned(),
        purl: "pkg:generic/rust-std".to_owned(),
        hash: None,
    });
    let lock: Value = serde_json::from_slice(&fs::read(root().join("www/package-lock.json"))?)
        .context("www/package-lock.json")?;
    for (name, part) in BUNDLED {
        let entry = &lock["packages"][format!("node_modules/{name}")];
        let said = |field: &str| {
            let value = entry[field].as_str().map(str::to_owned);
            value.with_context(|| format!("www/package-lock.json does not tell {field} of {name}"))
        };
        let version = said("version")?;
        all.push(Component {
            part,
            name: format!("{name} (npm)"),
            license: said("license")?,
            authors: npm_author(name),
            purl: format!("pkg:npm/{name}@{version}"),
            hash: said("integrity")?.strip_prefix("sha512-").and_then(base64).map(|hash| ("SHA-512", hash)),
            version,
        });
    }
    Ok(all)
}

/// Those who wrote an npm package, which its lock file does not tell.
fn npm_author(name: &str) -> String {
    match name {
        "ignore" => "Kael Zhang and contributors".to_owned(),
        "fflate" => "Arjun Barrett".to_owned(),
        other => format!("https://www.npmjs.com/package/{other}"),
    }
}

/// The packages that the wasm can be compiled from, as cargo describes them.
pub(crate) fn packages() -> Result<Vec<Value>> {
    Ok(metadata()?["packages"].as_array().cloned().unwrap_or_default())
}

/// What cargo knows of this workspace, for the target of the wasm.
fn metadata() -> Result<Value> {
    let mut command = cargo();
    command.args(["metadata", "--format-version", "1", "--locked", "--filter-platform", wasm::TRIPLE]);
    Ok(serde_json::from_str(&quiet(&mut command, "cargo comes with rustup: https://rustup.rs")?)?)
}

/// The crates that the wasm is compiled from: normal dependencies, without what runs in the compiler.
fn crates() -> Result<Vec<Component>> {
    let metadata = metadata()?;
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let by_id = |values: &Value| -> BTreeMap<String, Value> {
        list(values).into_iter().filter_map(|value| Some((value["id"].as_str()?.to_owned(), value))).collect()
    };
    let (packages, nodes) = (by_id(&metadata["packages"]), by_id(&metadata["resolve"]["nodes"]));
    let start = packages.iter().find(|(_, package)| package["name"] == wasm::CRATE);
    let mut open = vec![start.with_context(|| format!("there is no crate {}", wasm::CRATE))?.0.clone()];
    let mut reached: BTreeSet<String> = BTreeSet::new();
    while let Some(id) = open.pop() {
        let kinds = list(&packages[&id]["targets"]).into_iter().flat_map(|target| list(&target["kind"]));
        if kinds.into_iter().any(|kind| kind == "proc-macro") || !reached.insert(id.clone()) {
            continue;
        }
        for dependency in list(&nodes[&id]["deps"]) {
            // A kind of null is a normal dependency.
            if list(&dependency["dep_kinds"]).iter().any(|kind| kind["kind"].is_null()) {
                open.extend(dependency["pkg"].as_str().map(str::to_owned));
            }
        }
    }
    let sums = checksums()?;
    let mut found: Vec<Component> = reached
        .iter()
        .map(|id| &packages[id])
        .filter(|package| !package["source"].is_null())
        .map(|package| {
            let said = |field: &str| package[field].as_str().unwrap_or_default().to_owned();
            let (name, version) = (said("name"), said("version"));
            let authors: Vec<String> = list(&package["authors"])
                .iter()
                .filter_map(|author| Some(author.as_str()?.split(" <").next()?.to_owned()))
                .collect();
            let hash = sums.get(&(name.clone(), version.clone()));
            Component {
                part: "Code in the wasm",
                license: said("license"),
                authors: if authors.is_empty() { said("repository") } else { authors.join(", ") },
                purl: format!("pkg:cargo/{name}@{version}"),
                hash: hash.map(|hash| ("SHA-256", hash.clone())),
                name,
                version,
            }
        })
        .collect();
    found.sort_by(|one, other| (&one.name, &one.version).cmp(&(&other.name, &other.version)));
    if found.iter().any(|component| component.license.is_empty()) {
        bail!("a crate in the wasm does not tell its license: {found:?}");
    }
    Ok(found)
}

/// The checksums of Cargo.lock by name and version.
fn checksums() -> Result<BTreeMap<(String, String), String>> {
    let lock = fs::read_to_string(root().join("Cargo.lock")).context("Cargo.lock")?;
    let mut found = BTreeMap::new();
    for entry in lock.split("[[package]]") {
        let said = |field: &str| {
            let line = entry.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(" = \""));
            line.map(|value| value.trim_end_matches('"').to_owned())
        };
        if let (Some(name), Some(version), Some(sum)) = (said("name"), said("version"), said("checksum")) {
            found.insert((name, version), sum);
        }
    }
    Ok(found)
}

fn cargo() -> Command {
    command(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()), root())
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// The bytes of base 64 as hexadecimal digits.
fn base64(text: &str) -> Option<String> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bits, mut count, mut bytes) = (0_u32, 0, Vec::new());
    for letter in text.trim_end_matches('=').bytes() {
        let digit = DIGITS.iter().position(|digit| *digit == letter)?;
        bits = (bits << 6) | digit as u32;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    Some(hex(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integrity_of_npm_as_digits() {
        assert_eq!(base64("aGVsbG8=").as_deref(), Some("68656c6c6f"));
        assert_eq!(base64("!"), None);
    }

    #[test]
    fn notice_is_generated_from_its_last_part_on() {
        let one = |part, name: &str| Component {
            part,
            name: name.to_owned(),
            version: "1.0".to_owned(),
            license: "MIT".to_owned(),
            authors: "A".to_owned(),
            purl: String::new(),
            hash: None,
        };
        let list = [one("Code in the wasm", "a"), one("Code in the command line", "b")];
        let notice = format!("Ours\n\n{BEGIN}\nold\n");
        let new = with_part(&notice, &list).unwrap_or_default();
        assert!(new.starts_with("Ours\n\nCode in the wasm\n----------------\n\na 1.0 "), "{new}");
        assert!(new.contains("\n\nCode in the command line\n") && !new.contains("old"), "{new}");
        assert_eq!(with_part(&new, &list).unwrap_or_default(), new);
        assert!(with_part("nothing", &list).is_err());
    }

    #[test]
    fn every_crate_of_the_wasm_has_a_checksum() {
        let crates = crates().unwrap_or_default();
        assert!(crates.iter().any(|component| component.name == "serde"), "{crates:?}");
        assert!(crates.iter().all(|component| component.hash.is_some()), "{crates:?}");
    }
}
