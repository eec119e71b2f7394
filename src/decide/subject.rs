//! The terms that a plan is held against: one text's, or all that bind the user of a release.

use super::dates::Date;
use crate::assess::NOTHING_SHOWS;
use crate::assess::release::Missing;
use crate::assess::shape::{Assessment, Declared, LicenseText};
use crate::input::{self, Field, Result};
use crate::schema::{Report, VerdictKind};

/// What a plan is held against.
#[derive(Debug, Clone, PartialEq)]
pub struct Subject {
    /// Everything that binds.
    pub(super) sources: Vec<Source>,
    /// Whether it is certain that there is no license.
    pub(super) without_license: bool,
    /// What else may bind and is not known, a sentence each.
    pub(super) unknown: Vec<String>,
    /// Day of publication.
    pub(super) published: Option<Date>,
    /// What was not checked.
    pub(super) not_checked: Vec<Missing>,
    /// Whether the text of a use policy is among the sources.
    pub(super) has_policy: bool,
}

/// A report, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Source {
    /// A file, `declared license`, or those of a base model; empty for a text alone.
    pub(super) place: String,
    /// Whether it is meant to grant rights; policies are not.
    pub(super) licenses: bool,
    /// What it says.
    pub(super) report: Report,
}

impl Source {
    /// No place at all.
    pub(super) fn nowhere() -> Self {
        Self { place: String::new(), licenses: false, report: crate::classify("", crate::Options::default()) }
    }
}

impl From<&Report> for Subject {
    fn from(report: &Report) -> Self {
        let not_checked = report
            .documents
            .iter()
            .filter(|document| !document.read)
            .map(|document| Missing {
                part: document.url.clone().unwrap_or_else(|| document.title.clone()),
                why: String::from("the text refers to it and it was not given"),
            })
            .collect();
        let mut report = report.clone();
        report.clauses.extend(report.documents.iter().flat_map(|document| document.clauses.iter().cloned()));
        Self {
            sources: vec![Source { place: String::new(), licenses: true, report }],
            without_license: false,
            unknown: Vec::new(),
            published: None,
            not_checked,
            has_policy: false,
        }
    }
}

impl From<&Assessment> for Subject {
    fn from(assessment: &Assessment) -> Self {
        let mut models = vec![None];
        for entry in &assessment.base_models {
            // Whoever publishes both models has licensed the second one anew.
            if !same_owner(assessment.id.as_deref(), &entry.id) && !models.contains(&Some(entry.id.clone())) {
                models.push(Some(entry.id.clone()));
            }
        }
        let mut sources = Vec::new();
        for model in &models {
            add(&mut sources, model.as_ref(), &assessment.texts, &assessment.declared);
        }
        let unknown = assessment
            .base_models
            .iter()
            .filter(|entry| entry.why.is_some() && !same_owner(assessment.id.as_deref(), &entry.id))
            .map(|entry| {
                let why = entry.why.as_deref().unwrap_or_default();
                format!("The terms of the base model {} bind too, and they are not known: {why}.", entry.id)
            });
        let own =
            sources.iter().any(|source: &Source| source.licenses && !source.place.starts_with("base model "));
        let mut unknown: Vec<String> = unknown.collect();
        if !own && !sources.is_empty() {
            unknown
                .push(String::from("The base model has a license, but this release gives none of its own."));
        }
        Self {
            without_license: assessment.badge.kind == "no-license",
            unknown,
            published: assessment.published.as_deref().and_then(Date::parse),
            // That no training code was seen says nothing about what one may do.
            not_checked: assessment
                .unchecked
                .iter()
                .filter(|missing| missing.why != NOTHING_SHOWS)
                .cloned()
                .collect(),
            has_policy: assessment.texts.iter().any(|text| text.role == "policy"),
            sources,
        }
    }
}

/// Adds what one model says: its texts, or what it declares where there is no license text.
fn add(sources: &mut Vec<Source>, model: Option<&String>, texts: &[LicenseText], declared: &[Declared]) {
    let place = |own: &str| model.map_or_else(|| own.to_owned(), |id| format!("base model {id}: {own}"));
    let own = texts.iter().filter(|text| text.model.as_ref() == model && text.role != "notice");
    let mut licensed = false;
    for text in own {
        let licenses = text.role == "license";
        // Every clause of a license text binds, also of the license of the code: it comes along with the weights.
        licensed |= licenses;
        sources.push(Source { place: place(&text.path), licenses, report: text.report.clone() });
    }
    if licensed {
        return;
    }
    for own in declared.iter().filter(|own| own.model.as_ref() == model) {
        let report = own.report.clone().unwrap_or_else(|| Report {
            expression: own.id.clone(),
            ..crate::classify("", crate::Options::default())
        });
        sources.push(Source { place: place("declared license"), licenses: true, report });
    }
}

fn same_owner(id: Option<&str>, other: &str) -> bool {
    match (id.and_then(|id| id.split_once('/')), other.split_once('/')) {
        (Some((own, _)), Some((owner, _))) => own.eq_ignore_ascii_case(owner),
        _ => false,
    }
}

impl Subject {
    /// Reads a report or an assessment from a plain value.
    ///
    /// # Errors
    /// When it is neither; the message names the field.
    pub fn read(field: &Field<'_, '_>) -> Result<Self> {
        if field.has("badge") {
            Ok(Self::from(&Assessment::read(field)?))
        } else if field.has("verdict") {
            Ok(Self::from(&input::report(field)?))
        } else {
            Err(field.must_be("a report of classify() or an assessment of assess()"))
        }
    }
}

/// Whether a text was understood at all.
pub(super) fn understood(report: &Report) -> bool {
    !matches!(report.verdict.kind, VerdictKind::Unrecognized | VerdictKind::NotALicense)
}
