//! Identifiers and SPDX expressions.

use std::sync::OnceLock;

use crate::index::Index;
use crate::order::Order as _;

/// A license identifier of the Hugging Face hub.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HubLicense {
    /// As the hub writes it.
    pub id: &'static str,
    /// The license meant; nothing for families and placeholders, which name no single text.
    pub license: Option<&'static str>,
    /// Full name.
    pub name: &'static str,
}

/// All license identifiers of the hub, in its order.
pub fn hub_licenses() -> impl Iterator<Item = HubLicense> {
    rows(include_str!("../data/hub.tsv")).filter_map(|row| {
        let mut fields = row.split('\t');
        let (id, license, name) = (fields.next()?, fields.next()?, fields.next()?);
        Some(HubLicense { id, license: Some(license).filter(|license| !license.is_empty()), name })
    })
}

/// The hub's license of an identifier, without regard to case.
#[must_use]
pub fn hub_license(id: &str) -> Option<HubLicense> {
    hub_licenses().find(|license| license.id.eq_ignore_ascii_case(id.trim()))
}

/// Lines of a table, without comments.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// The id of today for an identifier as people write it; possibly an expression of a license WITH an exception.
#[must_use]
pub fn canonical(id: &str) -> Option<&'static str> {
    static ALIASES: OnceLock<Vec<(&str, &str)>> = OnceLock::new();
    let id = id.trim();
    if let Some(license) = Index::get().license(id) {
        return Some(license.id);
    }
    let lower = id.to_ascii_lowercase();
    let aliases = ALIASES.get_or_init(|| {
        let mut list: Vec<_> =
            rows(include_str!("../data/aliases.tsv")).filter_map(|row| row.split_once('\t')).collect();
        list.order();
        list
    });
    let found = aliases.binary_search_by(|(alias, _)| (*alias).cmp(&lower)).ok().map(|at| aliases[at].1);
    found
        .filter(|found| !found.is_empty())
        .or_else(|| hub_license(&lower).and_then(|license| license.license))
        .or_else(|| {
            // `EPL-1.0+`: the list has no id of its own for "or later" there.
            lower.strip_suffix('+').and_then(|base| Index::get().license(base)).map(|license| license.id)
        })
}

/// Ids of an SPDX expression in order, and the expression in canonical form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Expression {
    /// As an expression of today's ids.
    pub text: String,
    /// Its ids, each with its bytes in the source.
    pub ids: Vec<(String, usize, usize)>,
}

/// Ids of an expression at most; what has more is no expression that anyone reads.
const MOST_IDS: usize = 256;

/// Reads an SPDX expression; nothing when a word in it is no identifier.
///
/// `,` and `;` and `/` between ids are read as people mean them: lists as AND, `MIT/Apache-2.0` as OR.
#[must_use]
pub fn expression(source: &str) -> Option<Expression> {
    let mut found = Expression::default();
    let mut wants_id = true;
    let mut depth = 0_u32;
    for (at, word) in tokens(source) {
        match word {
            "(" if wants_id => {
                depth += 1;
                found.text.push('(');
            }
            ")" if !wants_id && depth > 0 => {
                depth -= 1;
                found.text.push(')');
            }
            "," | ";" | "&" | "AND" | "and" if !wants_id => {
                found.text.push_str(" AND ");
                wants_id = true;
            }
            "/" | "|" | "OR" | "or" | "Or" if !wants_id => {
                found.text.push_str(" OR ");
                wants_id = true;
            }
            "WITH" | "with" if !wants_id => {
                found.text.push_str(" WITH ");
                wants_id = true;
            }
            _ if wants_id => {
                let id = match canonical(word) {
                    Some(id) => id.to_owned(),
                    None if word.starts_with("LicenseRef-") || word.starts_with("DocumentRef-") => {
                        word.to_owned()
                    }
                    None => return None,
                };
                if found.ids.len() >= MOST_IDS {
                    return None;
                }
                for part in id.split(" WITH ") {
                    found.ids.push((part.to_owned(), at, at + word.len()));
                }
                found.text.push_str(&id);
                wants_id = false;
            }
            _ => return None,
        }
    }
    (!wants_id && depth == 0).then_some(found)
}

fn tokens(source: &str) -> impl Iterator<Item = (usize, &str)> {
    let sign = |letter: char| matches!(letter, '(' | ')' | ',' | ';' | '/' | '|' | '&');
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = source.get(at..)?;
        at += rest.len() - rest.trim_start().len();
        let rest = source.get(at..).filter(|rest| !rest.is_empty())?;
        let length = match rest.chars().next() {
            Some(letter) if sign(letter) => letter.len_utf8(),
            _ => rest.find(|letter: char| sign(letter) || letter.is_whitespace()).unwrap_or(rest.len()),
        };
        let start = at;
        at += length;
        Some((start, &rest[..length]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_of_old_and_of_the_hub_have_their_id() {
        for (from, to) in [
            ("mit", "MIT"),
            ("GPL-2.0", "GPL-2.0-only"),
            ("gpl-2.0+", "GPL-2.0-or-later"),
            ("EPL-1.0+", "EPL-1.0"),
            ("llama3.1", "LicenseRef-scancode-llama-3.1-license-2024"),
            ("Apache 2", "Apache-2.0"),
        ] {
            assert_eq!(canonical(from), Some(to), "{from}");
        }
        assert_eq!(canonical("other"), None);
        assert_eq!(canonical("proprietary"), None);
    }

    #[test]
    fn expressions_are_read() {
        let text = |source| expression(source).map(|found| found.text);
        assert_eq!(text("MIT OR Apache-2.0").as_deref(), Some("MIT OR Apache-2.0"));
        assert_eq!(text("(MIT/Apache-2.0)").as_deref(), Some("(MIT OR Apache-2.0)"));
        assert_eq!(
            text("GPL-2.0+ WITH Classpath-exception-2.0").as_deref(),
            Some("GPL-2.0-or-later WITH Classpath-exception-2.0")
        );
        assert_eq!(text("MIT OR"), None);
        assert!(expression(&["MIT"; MOST_IDS].join(" OR ")).is_some());
        assert!(expression(&["MIT"; MOST_IDS + 1].join(" OR ")).is_none());
        assert_eq!(text("SEE LICENSE IN x"), None);
        assert_eq!(text(""), None);
    }

    #[test]
    fn every_hub_license_is_known_or_names_no_single_text() {
        assert!(hub_licenses().count() > 70);
        for license in hub_licenses() {
            if let Some(id) = license.license {
                let known = Index::get().license(id).is_some() || id.starts_with("LicenseRef-");
                assert!(known, "{}: {id}", license.id);
            }
        }
    }

    #[test]
    fn every_alias_leads_to_a_known_license() {
        for row in rows(include_str!("../data/aliases.tsv")) {
            let (alias, ids) = row.split_once('\t').expect("two fields");
            assert_eq!(alias, alias.to_ascii_lowercase());
            for id in ids.split(" WITH ").filter(|id| !id.is_empty()) {
                assert!(Index::get().license(id).is_some(), "{alias}: {id}");
            }
        }
    }
}
