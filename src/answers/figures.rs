//! Plain sentences with the figures of a text in them.

use std::fmt::Write as _;

use crate::clauses::catalog::ClauseId;
use crate::decimal;
use crate::schema::{Finding, Param};

/// Clauses that a sentence names before it says "and more".
const MOST_NAMED: usize = 4;

/// What commercial users must mind, figures first.
#[inline(never)]
pub(super) fn commercial(conditions: &[ClauseId], findings: &[Finding]) -> String {
    let mut parts = thresholds(findings, false);
    for id in conditions {
        let part = match *id {
            ClauseId::SEPARATE_COMMERCIAL_LICENSE if parts.is_empty() => {
                "some commercial use needs another license"
            }
            ClauseId::REGISTRATION_REQUIRED => "you must register first",
            ClauseId::HEADCOUNT_THRESHOLD if !findings.iter().any(|finding| finding.id == *id) => {
                "only organizations below a size"
            }
            ClauseId::CHANGE_DATE => "it opens on a later date",
            ClauseId::EVALUATION_ONLY => "production use is limited",
            ClauseId::RESEARCH_ONLY | ClauseId::ACADEMIC_ONLY => "one tier is for research",
            ClauseId::INTERNAL_USE_ONLY => "only for your own internal use",
            ClauseId::HOSTING_FORBIDDEN => "not as a hosted service for others",
            ClauseId::COMPETING_FORBIDDEN => "not in competition with the licensor",
            ClauseId::RESALE_FORBIDDEN => "not by selling the work itself",
            ClauseId::REGION_EXCLUDED => "not in every region",
            ClauseId::LEGAL_FORM_EXCLUDED => "not for every kind of user",
            _ => continue,
        };
        parts.push(part.to_owned());
    }
    if parts.is_empty() {
        return String::from("Only on conditions.");
    }
    format!("On conditions: {}.", parts.join("; "))
}

/// "above 100 million monthly active users a name must be shown", if that is all a threshold asks.
pub(super) fn display_above(findings: &[Finding]) -> Option<String> {
    let parts = thresholds(findings, true);
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// A list of conditions by title.
pub(super) fn conditions(lead: &str, ids: &[ClauseId]) -> String {
    format!("{lead}: {}.", titles(ids))
}

/// The restrictions by title.
#[inline(never)]
pub(super) fn restrictions(ids: &[ClauseId], findings: &[Finding]) -> String {
    let mut text = format!("Yes: {}.", titles(ids));
    let regions = findings.iter().find(|finding| finding.id == ClauseId::REGION_EXCLUDED);
    if let Some(Param::List(names)) = regions.and_then(|finding| finding.params.get("regions"))
        && !names.is_empty()
    {
        let limited = regions
            .is_some_and(|finding| finding.params.get("scope") == Some(&Param::Text("limited".into())));
        let _ = write!(text, " {} in: {}.", if limited { "Only" } else { "Not" }, names.join(", "));
    }
    text
}

fn titles(ids: &[ClauseId]) -> String {
    let mut named: Vec<String> =
        ids.iter().take(MOST_NAMED).map(|id| lower_first(id.clause().title)).collect();
    if ids.len() > MOST_NAMED {
        named.push(format!("and {} more", ids.len() - MOST_NAMED));
    }
    named.join(", ")
}

fn lower_first(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map_or_else(String::new, |first| {
        std::iter::once(first.to_ascii_lowercase()).chain(letters).collect()
    })
}

/// One clause of a sentence for each threshold; those that only ask for a display, or the others.
fn thresholds(findings: &[Finding], display: bool) -> Vec<String> {
    findings
        .iter()
        .filter_map(|finding| {
            let consequence = match finding.params.get("consequence") {
                Some(Param::Text(text)) => text.as_str(),
                _ => "",
            };
            if (consequence == "display") != display {
                return None;
            }
            let limit = match finding.id {
                ClauseId::USER_THRESHOLD => {
                    let unit = match finding.params.get("unit") {
                        Some(Param::Text(unit)) => unit.replace('-', " "),
                        _ => String::from("users"),
                    };
                    format!("{} {unit}", amount(finding.params.get("number")?)?)
                }
                ClauseId::REVENUE_THRESHOLD => {
                    let currency = match finding.params.get("currency") {
                        Some(Param::Text(currency)) => currency.as_str(),
                        _ => "",
                    };
                    format!("{currency} {} of revenue", amount(finding.params.get("amount")?)?)
                        .trim_start()
                        .to_owned()
                }
                ClauseId::HEADCOUNT_THRESHOLD => format!("{} people", amount(finding.params.get("number")?)?),
                _ => return None,
            };
            Some(match consequence {
                "ask" => format!("above {limit} you must ask the licensor for a license"),
                "pay" => format!("above {limit} a fee is due"),
                "display" => format!("above {limit} a name must be shown"),
                _ => format!("only up to {limit}"),
            })
        })
        .collect()
}

/// A figure as people write it: 700 million, 20 million, 1 500.
pub(super) fn amount(value: &Param) -> Option<String> {
    let Param::Number(number) = value else { return None };
    for (size, name) in [(1e9, "billion"), (1e6, "million")] {
        if *number >= size {
            let rounded = (number / size * 100.0).round() / 100.0;
            return Some(format!("{} {name}", decimal::written(rounded)));
        }
    }
    Some(decimal::grouped(*number))
}
