//! Short remarks for people: what a reader of a model page should know before the download.

use super::release::{Gate, ReleaseKind};
use super::shape::{Chip, ComponentId, Conflict, Evidence, State};
use super::{Case, sources};
use crate::clauses::catalog::ClauseId;
use crate::decimal;
use crate::schema::{Finding, Param};

/// The remarks, most important first.
pub(super) fn chips(case: &Case<'_>, conflicts: &[Conflict]) -> Vec<Chip> {
    let mut chips = Vec::new();
    let mut add = |id, label: &str, text: String| chips.push(Chip { id, label: label.to_owned(), text });
    if conflicts.iter().any(|conflict| matches!(conflict.id, "tag-disagrees" | "license-drift")) {
        add(
            "license-disagrees",
            "License disagrees",
            String::from("Two statements about the license contradict each other."),
        );
    }
    if !case.bases.unknown.is_empty() {
        let names =
            case.bases.unknown.iter().map(|id| super::components::brief(id)).collect::<Vec<_>>().join(", ");
        add(
            "base-not-checked",
            "Base not checked",
            format!("The terms of {names} bind this model too, and they are not known."),
        );
    }
    match case.own.as_ref().map(|own| own.license.evidence) {
        Some(Evidence::Declared) => {
            add(
                "declared-only",
                "Declared only",
                String::from("Only a tag names the license; its text was not seen."),
            );
            let texts = case.parts.get(ComponentId::LicenseTexts);
            if texts.state == State::Absent {
                add(
                    "text-missing",
                    "Text missing",
                    String::from("The release does not contain the text of its license."),
                );
            }
        }
        None => {
            add("text-missing", "Text missing", String::from("Neither a license text nor a tag was found."));
        }
        _ => {}
    }
    match case.release.card.gated {
        Some(Gate::Automatic) => add(
            "gated",
            "Gated",
            String::from("The files are given to everyone who agrees to terms and shares contact data."),
        ),
        Some(Gate::Manual) => {
            add("gated", "Gated", String::from("The publisher decides who gets the files."));
        }
        _ => {}
    }
    clause_chips(case, &mut chips);
    let mut add = |id, label: &str, text: String| chips.push(Chip { id, label: label.to_owned(), text });
    if case.parts.adapter {
        add(
            "adapter",
            "Adapter",
            String::from("These weights work only together with the base model and its terms."),
        );
    }
    if !case.release.missing.is_empty()
        || case.release.kind == ReleaseKind::Model && case.release.files.is_none()
    {
        add(
            "not-checked",
            "Not all checked",
            String::from("Some parts could not be read; see what was not checked."),
        );
    }
    chips
}

/// Remarks on terms that readers trip over.
fn clause_chips(case: &Case<'_>, chips: &mut Vec<Chip>) {
    let mut add = |id, label: &str, text: String| chips.push(Chip { id, label: label.to_owned(), text });
    let found = sources(case);
    let finding = |id: ClauseId| {
        found.iter().flat_map(|source| source.report.clauses.iter()).find(|finding| finding.id == id)
    };
    if let Some(policy) = finding(ClauseId::ACCEPTABLE_USE_POLICY)
        && policy.params.get("annexed") != Some(&Param::Flag(true))
        && !case.texts.iter().any(|text| text.role == "policy")
    {
        let place = text_of(policy, "url").map(|url| format!(" at {url}")).unwrap_or_default();
        add(
            "policy-elsewhere",
            "Policy elsewhere",
            format!("A use policy{place} is part of the terms; it was not read."),
        );
    }
    let copyleft = [ClauseId::SHARE_ALIKE, ClauseId::NETWORK_COPYLEFT, ClauseId::DISCLOSE_SOURCE];
    if copyleft.iter().any(|id| finding(*id).is_some()) {
        add(
            "share-alike",
            "Share-alike",
            String::from("Changed versions that you share come under the same license."),
        );
    }
    if let Some(naming) = finding(ClauseId::NAMING_DUTY) {
        let name = text_of(naming, "text").map(|text| format!(" \"{text}\"")).unwrap_or_default();
        add("must-name", "Must name", format!("Names of derived models must contain a given name{name}."));
    }
    if let Some(display) = finding(ClauseId::DISPLAY_ATTRIBUTION) {
        let words = text_of(display, "text").map(|text| format!(": \"{text}\"")).unwrap_or_default();
        add("must-display", "Must display", format!("A credit must be displayed{words}."));
    }
    if let Some(change) = finding(ClauseId::CHANGE_DATE) {
        let when = match (change.params.get("date"), change.params.get("years")) {
            (Some(Param::Text(date)), _) => format!("on {date}"),
            (_, Some(Param::Number(years))) => {
                format!("{} years after publication", decimal::written(*years))
            }
            _ => String::from("on a later date"),
        };
        let license = text_of(change, "license").map(|name| format!(" ({name})")).unwrap_or_default();
        add("opens-on-date", "Opens on a date", format!("It comes under an open license{license} {when}."));
    }
}

fn text_of<'a>(finding: &'a Finding, name: &str) -> Option<&'a str> {
    match finding.params.get(name) {
        Some(Param::Text(text)) if !text.trim().is_empty() => Some(text),
        _ => None,
    }
}
