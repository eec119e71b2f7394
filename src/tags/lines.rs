//! Identifiers in fields: `SPDX-License-Identifier:`, `license:` in metadata, front matter, license URLs.

use super::ids::{self, Expression};
use crate::order::Order as _;
use crate::words::{Words, hash};

/// Longest value in bytes.
const LONGEST: usize = 400;

/// Identifiers found at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    /// Where the value starts, in bytes.
    pub(crate) start: usize,
    /// One past its last byte.
    pub(crate) end: usize,
    /// What it says.
    pub(crate) expression: Expression,
    /// The version was said.
    pub(crate) versioned: bool,
}

/// Finds all fields; in text order.
pub(crate) fn fields(words: &Words<'_>) -> Vec<Field> {
    const LICENSE: u32 = hash::of("license");
    const LICENSES: u32 = hash::of("licenses");
    const LICENSE_ID: u32 = hash::of("licenseid");
    let text = words.text;
    let mut found = Vec::new();
    for word in &words.list {
        if word.hash == LICENSE || word.hash == LICENSES || word.hash == LICENSE_ID {
            found.extend(key(text, word.start as usize));
        }
    }
    // Addresses also stand inside of HTML tags, where there are no words.
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(colon) = colon(bytes, at) {
        if bytes[colon..].starts_with(b"://") {
            found.extend(url(text, colon));
        }
        at = colon + 1;
    }
    found.order_by_key(|field| (field.start, field.end));
    found
}

/// The first colon from a place on, looked for in eight bytes at a time.
fn colon(bytes: &[u8], from: usize) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let rest = bytes.get(from..)?;
    let (eights, last) = rest.as_chunks::<8>();
    for (number, eight) in eights.iter().enumerate() {
        // A byte that is a colon becomes zero, and the first zero's high bit is the lowest that stays.
        let other = u64::from_le_bytes(*eight) ^ (ONES * u64::from(b':'));
        let zeros = other.wrapping_sub(ONES) & !other & (ONES << 7);
        if zeros != 0 {
            return Some(from + number * 8 + zeros.trailing_zeros() as usize / 8);
        }
    }
    let place = last.iter().position(|byte| *byte == b':')?;
    Some(from + eights.len() * 8 + place)
}

/// A key that ends in `license` with a value that is an expression.
#[inline(never)]
fn key(text: &str, at: usize) -> Option<Field> {
    let rest = text.get(at + "license".len()..)?;
    let tail = ["-Identifier", "-identifier", "s", "_expression", "-expression", "Id", "ID"];
    let rest = tail.iter().find_map(|tail| rest.strip_prefix(tail)).unwrap_or(rest);
    let spdx =
        text.as_bytes()[at.saturating_sub(6)..at].to_ascii_lowercase().windows(4).any(|four| four == b"spdx");
    let value = rest.trim_start_matches(['"', '\'', '`', '*', '_', ')', '>', ' ', '\t']);
    let value = if spdx || value.starts_with([':', '=']) {
        value.trim_start_matches([':', '=', '>', ' ', '\t', '*', '"', '\'', '`', '['])
    } else if text.as_bytes()[..at].ends_with(b"@") || text.as_bytes()[..at].ends_with(b"<") {
        value
    } else {
        return None;
    };
    let start = text.len() - value.len();
    // The value ends with its line or with what closes it.
    let mut end = value.len();
    for (place, byte) in value.bytes().enumerate().take(LONGEST) {
        let closes = match byte {
            b'\n' | b'\r' | b'"' | b'\'' | b'`' | b'<' | b']' | b'}' => true,
            b'*' => value.as_bytes().get(place + 1) == Some(&b'/'),
            b'-' => value.as_bytes()[place..].starts_with(b"-->"),
            _ => false,
        };
        if closes {
            end = place;
            break;
        }
    }
    if end > LONGEST {
        return None;
    }
    let raw = value.get(..end)?;
    let shown = raw
        .trim_end_matches(|letter: char| letter.is_whitespace() || matches!(letter, '.' | ',' | ';' | '*'));
    if shown.is_empty() {
        return None;
    }
    let expression = ids::expression(shown).or_else(|| whole(shown))?;
    let versioned =
        shown.contains(|letter: char| letter.is_ascii_digit()) || !shown.to_ascii_lowercase().contains("gpl");
    Some(Field { start, end: start + shown.len(), expression, versioned })
}

/// A value that is one name: `Apache License 2.0`.
fn whole(value: &str) -> Option<Expression> {
    let id = ids::canonical(value.trim_matches(['(', ')']))?;
    let ids = id.split(" WITH ").map(|part| (part.to_owned(), 0, value.len())).collect();
    Some(Expression { text: id.to_owned(), ids })
}

/// A license URL around the `://` at `at`.
#[inline(never)]
fn url(text: &str, at: usize) -> Option<Field> {
    let start = at - text.get(..at)?.bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
    let rest = text.get(at + 3..)?;
    let length = rest
        .find(|letter: char| {
            letter.is_whitespace() || matches!(letter, '"' | '\'' | '<' | '>' | ')' | ']' | '`' | ',')
        })
        .unwrap_or(rest.len());
    let address = rest[..length].trim_end_matches(['.', ';', ':', '/', '*']).to_ascii_lowercase();
    let address = address.strip_prefix("www.").unwrap_or(&address);
    let (host, path) = address.split_once('/').unwrap_or((address, ""));
    let id = license_of_url(host, path.split(['?', '#']).next().unwrap_or_default())?;
    let end = (at + 3 + length).min(text.len());
    let ids = vec![(id.clone(), start, end)];
    let versioned =
        path.contains(|letter: char| letter.is_ascii_digit()) || !matches!(host, "gnu.org" | "fsf.org");
    Some(Field { start, end, expression: Expression { text: id, ids }, versioned })
}

#[inline(never)]
fn license_of_url(host: &str, path: &str) -> Option<String> {
    let last = path.rsplit('/').next().unwrap_or_default();
    let stem = [".html", ".htm", ".txt", ".php", ".en.html", ".md", ".json", ".pdf"]
        .iter()
        .find_map(|end| last.strip_suffix(end))
        .unwrap_or(last)
        .trim_end_matches(".en");
    match host {
        "opensource.org" | "spdx.org" | "choosealicense.com" => {
            let id = path.strip_prefix("licenses/").or_else(|| path.strip_prefix("license/"))?;
            let id = id.trim_end_matches(".php").trim_end_matches(".html").trim_end_matches(".txt");
            let plain = id.trim_end_matches("-license");
            known(id).or_else(|| known(plain)).or_else(|| spaced(plain).and_then(|id| known(&id)))
        }
        "apache.org" => path.contains("license").then(|| known(&stem.replace("license", "apache")))?,
        "aws.amazon.com" => path.starts_with("apache2.0").then(|| known("Apache-2.0"))?,
        "gnu.org" | "fsf.org" => {
            let id = path
                .starts_with("licenses/")
                .then_some(stem)
                .or(path.starts_with("copyleft/").then_some(stem))
                .or(path.starts_with("licenses/old-licenses/").then_some(stem))?;
            known(match id {
                // These addresses lead to whatever version is the newest.
                "gpl" => "GPL-1.0-or-later",
                "lgpl" | "lesser" => "LGPL-2.0-or-later",
                "agpl" => "AGPL-3.0-or-later",
                "fdl" => "GFDL-1.1-or-later",
                "gpl-2.0" | "gpl-3.0" | "lgpl-2.0" | "lgpl-2.1" | "lgpl-3.0" | "agpl-3.0" | "gpl-1.0" => id,
                _ => return None,
            })
        }
        "creativecommons.org" => {
            let mut parts = path.split('/');
            match (parts.next()?, parts.next()?, parts.next()) {
                ("licenses", "publicdomain", _) => known("CC-PDDC"),
                ("licenses", kind, Some(version)) => {
                    let kind = if kind == "by-nd-nc" { "by-nc-nd" } else { kind };
                    let country = parts.next().unwrap_or_default();
                    known(&format!("cc-{kind}-{version}-{country}"))
                        .or_else(|| known(&format!("cc-{kind}-{version}")))
                        .or_else(|| known(&format!("cc-by-{kind}-{version}")))
                }
                ("publicdomain", "zero", Some(version)) => known(&format!("cc0-{version}")),
                ("publicdomain", "mark", Some(version)) => known(&format!("cc-pdm-{version}")),
                _ => None,
            }
        }
        "mozilla.org" => {
            let version = path.strip_prefix("en-us/").unwrap_or(path).strip_prefix("mpl/")?;
            let digits: String = version.trim_start_matches("mpl-").chars().take(3).collect();
            known(&format!("mpl-{digits}"))
        }
        "eclipse.org" => match stem {
            "epl-v10" => known("EPL-1.0"),
            "epl-v20" | "epl-2.0" => known("EPL-2.0"),
            "cpl-v10" => known("CPL-1.0"),
            "edl-v10" => known("BSD-3-Clause"),
            _ => None,
        },
        "w3.org" if path.starts_with("consortium/legal") => match stem {
            "copyright-software-and-document" => known("W3C-20150513"),
            "copyright-software-19980720" => known("W3C-19980720"),
            "copyright-software-20021231" | "copyright-software" => known("W3C"),
            _ => None,
        },
        "boost.org" => (last == "license_1_0.txt").then(|| known("BSL-1.0"))?,
        "isc.org" => stem.contains("license").then(|| known("ISC"))?,
        "unlicense.org" => known("Unlicense"),
        "sam.zoy.org" | "wtfpl.net" => known("WTFPL"),
        "scripts.sil.org" | "openfontlicense.org" => path.contains("ofl").then(|| known("OFL-1.1"))?,
        // The names of files that carry their version: `CDDL+GPL_1_1.html`, `gpl-2.0.txt`.
        _ => match stem {
            "cddl+gpl_1_1" | "cddl+gpl-1.1" | "cddl-1.1" => known("CDDL-1.1"),
            "cddl" | "cddl+gpl" | "cddl-1.0" => known("CDDL-1.0"),
            "gpl-2.0" | "gpl-3.0" | "lgpl-2.1" | "lgpl-3.0" | "agpl-3.0" | "apache-2.0" | "mpl-1.1"
            | "mpl-2.0" | "epl-1.0" | "epl-2.0" => known(stem),
            "epl-v10" => known("EPL-1.0"),
            _ => None,
        },
    }
}

/// The id of one license, as the index writes it.
#[inline(never)]
fn known(id: &str) -> Option<String> {
    ids::canonical(id).filter(|id| !id.contains(' ')).map(str::to_owned)
}

/// `ecl2`, `rpl1.5`, `apache2.0`, `qtpl`: ids in addresses without the hyphen before the version.
fn spaced(id: &str) -> Option<String> {
    let digits = id.find(|letter: char| letter.is_ascii_digit())?;
    let (name, version) = id.split_at(digits);
    let point = if version.contains('.') { "" } else { ".0" };
    (!name.is_empty()).then(|| format!("{}-{version}{point}", name.trim_end_matches('-')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;

    fn found(text: &str) -> Vec<String> {
        fields(&words(text)).into_iter().map(|field| field.expression.text).collect()
    }

    #[test]
    fn fields_say_their_license() {
        for (text, wanted) in [
            ("// SPDX-License-Identifier: MIT", "MIT"),
            (
                "/* SPDX-License-Identifier: GPL-2.0+ WITH Linux-syscall-note */",
                "GPL-2.0-or-later WITH Linux-syscall-note",
            ),
            ("<!-- SPDX-License-Identifier: (MIT OR Apache-2.0) -->", "(MIT OR Apache-2.0)"),
            ("  \"license\": \"ISC\",", "ISC"),
            ("license = \"MIT/Apache-2.0\"", "MIT OR Apache-2.0"),
            ("---\nlicense: apache-2.0\ntags: [x]\n---", "Apache-2.0"),
            ("see https://www.apache.org/licenses/LICENSE-2.0.", "Apache-2.0"),
            ("<a href=\"http://creativecommons.org/licenses/by-nc-sa/3.0/\">", "CC-BY-NC-SA-3.0"),
            ("(https://opensource.org/licenses/mit-license.php)", "MIT"),
        ] {
            assert_eq!(found(text), [wanted], "{text}");
        }
        for text in [
            "license: see the file",
            "license",
            "licensee: x",
            "http://",
            "http://example.org/mit",
            "://",
            "icense: MIT",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
