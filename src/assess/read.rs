//! Reads an [`Assessment`] back from a plain value: what `decide`, `badge` and the assessment of a derived model need.
//!
//! Components, chips, conflicts and views are for people and are not read back.

use super::release::{Missing, Relation};
use super::shape::{
    Assessment, ComponentId, Declared, EffectiveLicense, Evidence, LicenseText, Lineage, ReleaseAnswers,
    SourcedAnswer,
};
use crate::badge::Badges;
use crate::input::{self, Field, Result};
use crate::schema::{Answer, Openness, OpennessRange};

const EVIDENCE: &[(&str, Evidence)] =
    &[("text", Evidence::Text), ("declared", Evidence::Declared), ("none", Evidence::None)];

const COMPONENTS: &[(&str, ComponentId)] = &[
    ("weights", ComponentId::Weights),
    ("deployment-code", ComponentId::DeploymentCode),
    ("training-code", ComponentId::TrainingCode),
    ("training-data", ComponentId::TrainingData),
    ("data-information", ComponentId::DataInformation),
    ("evaluation", ComponentId::Evaluation),
    ("model-card", ComponentId::ModelCard),
    ("paper", ComponentId::Paper),
    ("license-texts", ComponentId::LicenseTexts),
];

const ROLES: &[(&str, &str)] = &[("license", "license"), ("policy", "policy"), ("notice", "notice")];

const KINDS: &[(&str, &str)] = &[("model", "model"), ("dataset", "dataset"), ("software", "software")];

const RELATIONS: &[(&str, Relation)] = &[
    ("finetune", Relation::Finetune),
    ("adapter", Relation::Adapter),
    ("quantized", Relation::Quantized),
    ("merge", Relation::Merge),
    ("unknown", Relation::Unknown),
];

impl Assessment {
    /// Reads an assessment from a plain value.
    ///
    /// # Errors
    /// When it is not one; the message names the field.
    pub fn read(field: &Field<'_, '_>) -> Result<Self> {
        if !field.has("badge") || !field.has("openness") || !field.has("texts") {
            return Err(field.must_be("an assessment of assess()"));
        }
        let badge = field.get("badge")?;
        let kind = badge.get("kind")?;
        Ok(Self {
            schema: 1,
            id: own(field, "id")?,
            kind: field.get("kind")?.optional_choice(KINDS)?.unwrap_or("model"),
            revision: own(field, "revision")?,
            published: own(field, "published")?,
            badge: Badges::by_kind(kind.text()?)
                .ok_or_else(|| kind.must_be("the kind of a badge of assess()"))?,
            tier: tier(&field.get("tier")?)?,
            openness: range(&field.get("openness")?)?,
            summary: own(field, "summary")?.unwrap_or_default(),
            evidence: evidence(&field.get("evidence")?)?,
            license: license(&field.get("license")?)?,
            answers: unread_answers(),
            because: Vec::new(),
            components: Vec::new(),
            chips: Vec::new(),
            conflicts: Vec::new(),
            views: Vec::new(),
            base_models: field
                .get("baseModels")?
                .items()?
                .map(|item| lineage(&item))
                .collect::<Result<_>>()?,
            texts: field.get("texts")?.items()?.map(|item| text(&item)).collect::<Result<_>>()?,
            declared: field.get("declared")?.items()?.map(|item| declared(&item)).collect::<Result<_>>()?,
            unchecked: field.get("unchecked")?.items()?.map(|item| missing(&item)).collect::<Result<_>>()?,
        })
    }
}

fn own(field: &Field<'_, '_>, name: &str) -> Result<Option<String>> {
    Ok(field.get(name)?.optional_text()?.map(str::to_owned))
}

fn tier(field: &Field<'_, '_>) -> Result<Openness> {
    field.optional_choice(input::OPENNESS)?.ok_or_else(|| field.must_be("a tier of assess()"))
}

fn range(field: &Field<'_, '_>) -> Result<OpennessRange> {
    Ok(OpennessRange { floor: tier(&field.get("floor")?)?, ceiling: tier(&field.get("ceiling")?)? })
}

fn evidence(field: &Field<'_, '_>) -> Result<Evidence> {
    Ok(field.optional_choice(EVIDENCE)?.unwrap_or(Evidence::None))
}

fn license(field: &Field<'_, '_>) -> Result<Option<EffectiveLicense>> {
    if field.is_null() {
        return Ok(None);
    }
    let kind = field.get("verdict")?;
    let verdict = kind
        .optional_choice(input::VERDICTS)?
        .ok_or_else(|| kind.must_be("the kind of a verdict of classify()"))?;
    Ok(Some(EffectiveLicense {
        id: own(field, "id")?,
        name: own(field, "name")?.unwrap_or_default(),
        verdict,
        label: verdict.label(),
        evidence: evidence(&field.get("evidence")?)?,
        source: own(field, "source")?.unwrap_or_default(),
    }))
}

fn lineage(field: &Field<'_, '_>) -> Result<Lineage> {
    let badge = field.get("badge")?;
    let badge = if badge.is_null() {
        None
    } else {
        let kind = badge.get("kind")?;
        Some(Badges::by_kind(kind.text()?).ok_or_else(|| kind.must_be("the kind of a badge of assess()"))?)
    };
    Ok(Lineage {
        id: field.get("id")?.text()?.to_owned(),
        of: own(field, "of")?,
        relation: field.get("relation")?.optional_choice(RELATIONS)?.unwrap_or(Relation::Unknown),
        badge,
        tier: tier(&field.get("tier")?)?,
        openness: range(&field.get("openness")?)?,
        license: license(&field.get("license")?)?,
        why: own(field, "why")?,
    })
}

fn text(field: &Field<'_, '_>) -> Result<LicenseText> {
    let covers = field.get("covers")?;
    Ok(LicenseText {
        model: own(field, "model")?,
        path: field.get("path")?.text()?.to_owned(),
        role: field.get("role")?.optional_choice(ROLES)?.unwrap_or("license"),
        covers: covers
            .items()?
            .map(|item| {
                item.optional_choice(COMPONENTS)?
                    .ok_or_else(|| item.must_be("the id of a component of assess()"))
            })
            .collect::<Result<_>>()?,
        report: input::report(&field.get("report")?)?,
    })
}

fn declared(field: &Field<'_, '_>) -> Result<Declared> {
    let report = field.get("report")?;
    Ok(Declared {
        model: own(field, "model")?,
        tag: field.get("tag")?.text()?.to_owned(),
        id: own(field, "id")?,
        name: own(field, "name")?.unwrap_or_default(),
        report: if report.is_null() { None } else { Some(input::report(&report)?) },
    })
}

fn missing(field: &Field<'_, '_>) -> Result<Missing> {
    Ok(Missing { part: field.get("part")?.text()?.to_owned(), why: own(field, "why")?.unwrap_or_default() })
}

fn unread_answers() -> ReleaseAnswers {
    let unread = || SourcedAnswer {
        answer: Answer { value: "unstated", summary: String::new(), because: Vec::new() },
        source: String::new(),
    };
    ReleaseAnswers {
        commercial_use: unread(),
        redistribution: unread(),
        modification: unread(),
        usage_restrictions: unread(),
        publish_changes: unread(),
    }
}
