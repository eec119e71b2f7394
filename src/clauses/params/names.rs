//! Texts to display, names to use, laws and licenses.

use super::Around;
use super::dates::stated;
use super::laws::{jurisdiction, law};
use super::phrases::phrase;
use super::tokens::{Token, is, tokens, tokens_of};
use crate::clauses::catalog::ClauseId;
use crate::schema::Param;
use crate::words::hash::of;

/// The value of a parameter, if the text states it.
#[inline(never)]
pub(super) fn read(clause: ClauseId, name: &str, around: Around<'_>) -> Option<Param> {
    if clause == ClauseId::CHANGE_DATE {
        return change_license(around).map(|id| Param::Text(id.to_owned()));
    }
    let value = match name {
        "text" => phrase(clause, around),
        "law" => law(around),
        "jurisdiction" => jurisdiction(around),
        _ => None,
    };
    value.map(Param::Text)
}

/// The license under which a work becomes available later, as an SPDX identifier.
fn change_license(around: Around<'_>) -> Option<&'static str> {
    let parameter = stated(around, &["change", "license"]).and_then(|tokens| license_named(&tokens));
    parameter.or_else(|| license_named(&tokens(around))).or_else(|| {
        // The terms may say which licenses a change license can be. The same for every match, so it is read once.
        *around.change_license.get_or_init(|| {
            let names_it = |provision: &usize| {
                let words = around.provisions[*provision].words.clone();
                let list =
                    around.words.list.get(words.start as usize..words.end as usize).unwrap_or_default();
                list.windows(2).any(|pair| pair[0].hash == of("change") && pair[1].hash == of("license"))
            };
            let said = (0..around.provisions.len()).filter(names_it).map(|place| tokens_of(around, place));
            said.filter(|tokens| {
                (1..tokens.len()).any(|at| is(tokens, at - 1, &["change"]) && is(tokens, at, &["license"]))
            })
            .find_map(|tokens| license_named(&tokens))
        })
    })
}

/// The first license that words name.
fn license_named(tokens: &[Token]) -> Option<&'static str> {
    const NAMES: &[(&str, &str, [&str; 2])] = &[
        ("apache", "", ["Apache-2.0", "Apache-2.0"]),
        ("mit", "", ["MIT", "MIT"]),
        ("mozilla", "", ["MPL-2.0", "MPL-2.0"]),
        ("mpl", "", ["MPL-2.0", "MPL-2.0"]),
        ("affero", "", ["AGPL-3.0-only", "AGPL-3.0-or-later"]),
        ("agpl", "", ["AGPL-3.0-only", "AGPL-3.0-or-later"]),
        ("lesser", "3", ["LGPL-3.0-only", "LGPL-3.0-or-later"]),
        ("lgpl", "3", ["LGPL-3.0-only", "LGPL-3.0-or-later"]),
        ("lesser", "", ["LGPL-2.1-only", "LGPL-2.1-or-later"]),
        ("lgpl", "", ["LGPL-2.1-only", "LGPL-2.1-or-later"]),
        ("gpl", "3", ["GPL-3.0-only", "GPL-3.0-or-later"]),
        ("gnu", "3", ["GPL-3.0-only", "GPL-3.0-or-later"]),
        ("gpl", "", ["GPL-2.0-only", "GPL-2.0-or-later"]),
        ("gnu", "", ["GPL-2.0-only", "GPL-2.0-or-later"]),
        ("bsd", "", ["BSD-3-Clause", "BSD-3-Clause"]),
    ];
    (0..tokens.len()).find_map(|at| {
        let (.., ids) = NAMES.iter().find(|(name, version, _)| {
            is(tokens, at, &[name])
                && (version.is_empty() || (at..at + 8).any(|at| tokens.get(at).is_some_and(|token| token.text.trim_start_matches('v').starts_with(version))))
                // "GNU Affero" and "GNU Lesser" are named by their second word.
                && !(*name == "gnu" && is(tokens, at + 1, &["affero", "lesser", "library"]))
        })?;
        let later = (at..at + 14).any(|at| is(tokens, at, &["later", "newer"]));
        Some(ids[usize::from(later)])
    })
}
