//! Clauses gained, lost and changed; answers and verdict before and after; a summary in sentences.

use serde::Serialize;

use super::{AnswerChange, Change, Clauses, Counts, Documents};
use crate::clauses::catalog::ClauseId;
use crate::decimal;
use crate::order::Order as _;
use crate::schema::{Answer, Document, Effect, Finding, Param, Report, VerdictKind};

/// A clause that both texts have, with other parameters.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClauseChange {
    /// Which clause.
    pub id: ClauseId,
    /// Its title.
    pub title: &'static str,
    /// In the first text.
    pub before: Finding,
    /// In the second text.
    pub after: Finding,
    /// What is different.
    pub params: Vec<ParamChange>,
}

/// A parameter before and after; null where a text does not state it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ParamChange {
    /// Its name.
    pub name: &'static str,
    /// In the first text.
    pub before: Option<Param>,
    /// In the second text.
    pub after: Option<Param>,
}

/// Compares the findings of two reports, clause by clause.
pub(super) fn clauses(before: &Report, after: &Report) -> Clauses {
    let mut clauses = Clauses { gained: Vec::new(), lost: Vec::new(), changed: Vec::new(), kept: Vec::new() };
    let mut ids: Vec<ClauseId> =
        before.clauses.iter().chain(&after.clauses).map(|finding| finding.id).collect();
    ids.order_by_key(|id| (id.clause().effect, *id));
    ids.dedup();
    for id in ids {
        let (old, new) = (findings(before, id), findings(after, id));
        match (old.as_slice(), new.as_slice()) {
            ([], new) => clauses.gained.extend(new.first().map(|finding| (*finding).clone())),
            (old, []) => clauses.lost.extend(old.first().map(|finding| (*finding).clone())),
            (old, new) => {
                // Several findings of one clause are compared in order, as far as both texts have them.
                let changes: Vec<ClauseChange> =
                    old.iter().zip(new).filter_map(|(old, new)| change(old, new)).collect();
                if changes.is_empty() {
                    clauses.kept.push(id);
                }
                clauses.changed.extend(changes);
            }
        }
    }
    clauses
}

/// The findings of a clause: those with parameters first, for the others say nothing that could differ.
fn findings(report: &Report, id: ClauseId) -> Vec<&Finding> {
    let mut findings: Vec<&Finding> = report.clauses.iter().filter(|finding| finding.id == id).collect();
    findings.order_by_key(|finding| std::cmp::Reverse(finding.params.len()));
    findings
}

fn change(before: &Finding, after: &Finding) -> Option<ClauseChange> {
    let mut names: Vec<&'static str> = before.params.keys().chain(after.params.keys()).copied().collect();
    names.order();
    names.dedup();
    // When a figure is taken is told in the name of each version; that is no change of the term.
    let params: Vec<ParamChange> = names
        .into_iter()
        .filter(|name| *name != "measured")
        .filter_map(|name| {
            let (before, after) = (before.params.get(name), after.params.get(name));
            let same = match (before, after) {
                (Some(before), Some(after)) => same(before, after),
                (None, None) => true,
                _ => false,
            };
            (!same).then(|| ParamChange { name, before: before.cloned(), after: after.cloned() })
        })
        .collect();
    (!params.is_empty()).then(|| ClauseChange {
        id: before.id,
        title: before.title,
        before: before.clone(),
        after: after.clone(),
        params,
    })
}

/// Whether two values are the same; the order of a list does not count.
fn same(a: &Param, b: &Param) -> bool {
    match (a, b) {
        (Param::List(a), Param::List(b)) => {
            let sorted = |list: &[String]| {
                let mut list = list.to_vec();
                list.order();
                list
            };
            sorted(a) == sorted(b)
        }
        _ => a == b,
    }
}

/// The five answers before and after.
pub(super) fn answers(before: &Report, after: &Report) -> Vec<AnswerChange> {
    let (a, b) = (&before.answers, &after.answers);
    let pair = |question, before: &Answer, after: &Answer| AnswerChange {
        question,
        before: before.clone(),
        after: after.clone(),
        changed: before.value != after.value,
    };
    vec![
        pair("commercialUse", &a.commercial_use, &b.commercial_use),
        pair("redistribution", &a.redistribution, &b.redistribution),
        pair("modification", &a.modification, &b.modification),
        pair("usageRestrictions", &a.usage_restrictions, &b.usage_restrictions),
        pair("publishChanges", &a.publish_changes, &b.publish_changes),
    ]
}

/// Documents that only one text makes part of itself.
pub(super) fn documents(before: &Report, after: &Report) -> Documents {
    let key =
        |document: &Document| document.url.clone().unwrap_or_else(|| document.title.to_ascii_lowercase());
    let without = |list: &[Document], other: &[Document]| {
        list.iter().filter(|own| !other.iter().any(|document| key(document) == key(own))).cloned().collect()
    };
    Documents {
        gained: without(&after.documents, &before.documents),
        lost: without(&before.documents, &after.documents),
    }
}

/// Plain sentences, most important first.
pub(super) fn summary(
    clauses: &Clauses,
    verdict: Change<VerdictKind>,
    answers: &[AnswerChange],
    counts: &Counts,
) -> Vec<String> {
    let mut list = Vec::new();
    if counts.inserted == 0 && counts.deleted == 0 {
        return vec![String::from("The words are the same.")];
    }
    if verdict.changed {
        list.push(format!("Verdict: {} becomes {}.", quoted(verdict.before), quoted(verdict.after)));
    }
    for answer in answers.iter().filter(|answer| answer.changed) {
        let name = match answer.question {
            "commercialUse" => "Commercial use",
            "redistribution" => "Redistribution",
            "modification" => "Modification",
            "usageRestrictions" => "Restrictions on use",
            _ => "Publishing changes",
        };
        list.push(format!("{name}: {} becomes {}.", answer.before.value, answer.after.value));
    }
    let mut terms: Vec<(Effect, String)> = Vec::new();
    terms.extend(
        clauses.gained.iter().map(|finding| (finding.effect, format!("New: {}.", lower(finding.title)))),
    );
    terms.extend(
        clauses.lost.iter().map(|finding| (finding.effect, format!("Gone: {}.", lower(finding.title)))),
    );
    for change in &clauses.changed {
        for param in &change.params {
            let value =
                |param: &Option<Param>| param.as_ref().map_or_else(|| String::from("not stated"), shown);
            let text = format!(
                "Changed: {}: {} {} becomes {}.",
                lower(change.title),
                param.name,
                value(&param.before),
                value(&param.after)
            );
            terms.push((change.after.effect, text));
        }
    }
    terms.order_by_key(|(effect, _)| *effect);
    list.extend(terms.into_iter().map(|(_, text)| text));
    if list.is_empty() {
        list.push(String::from("The words differ; none of the terms that are looked for does."));
    }
    list
}

fn quoted(kind: VerdictKind) -> String {
    format!("\"{}\"", kind.label())
}

/// A title within a sentence; names and abbreviations keep their capitals.
fn lower(title: &str) -> String {
    let mut letters = title.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            std::iter::once(first.to_ascii_lowercase()).chain(letters).collect()
        }
        _ => title.to_owned(),
    }
}

fn shown(param: &Param) -> String {
    match param {
        Param::Number(number) => decimal::written(*number),
        Param::Text(text) => format!("\"{text}\""),
        Param::Flag(true) => String::from("yes"),
        Param::Flag(false) => String::from("no"),
        Param::List(list) => list.join(", "),
    }
}
