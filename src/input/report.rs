//! Reads a [`Report`] back from a plain value, as callers hand over what `classify` gave them.
//!
//! Only what judging needs is read: verdict, answers, licenses, clauses with parameters, documents. Clauses of a newer
//! version that this one does not know are an error, because ignoring a restriction would sound like permission.

use super::{Field, InputError, Result, Value};
use crate::clauses::catalog::ClauseId;
use crate::schema::{
    Answer, Answers, Basis, Document, Finding, LicenseMatch, MatchKind, Openness, OpennessRange, Origin,
    Param, Params, Report, Span, Verdict, VerdictKind,
};

/// Kinds of verdict by their serialised names.
pub(crate) const VERDICTS: &[(&str, VerdictKind)] = &[
    ("open-source", VerdictKind::OpenSource),
    ("open", VerdictKind::Open),
    ("responsible-use", VerdictKind::ResponsibleUse),
    ("conditional", VerdictKind::Conditional),
    ("no-derivatives", VerdictKind::NoDerivatives),
    ("non-commercial", VerdictKind::NonCommercial),
    ("research-only", VerdictKind::ResearchOnly),
    ("evaluation-only", VerdictKind::EvaluationOnly),
    ("no-redistribution", VerdictKind::NoRedistribution),
    ("not-a-license", VerdictKind::NotALicense),
    ("unrecognized", VerdictKind::Unrecognized),
];

/// Degrees of openness by their serialised names.
pub(crate) const OPENNESS: &[(&str, Openness)] = &[
    ("unknown", Openness::Unknown),
    ("closed", Openness::Closed),
    ("weights-available", Openness::WeightsAvailable),
    ("open-weights", Openness::OpenWeights),
    ("open-source-ai", Openness::OpenSourceAi),
    ("open-source-ai-open-data", Openness::OpenSourceAiOpenData),
];

const ANSWERS: &[&str] = &[
    "allowed",
    "conditional",
    "forbidden",
    "unstated",
    "none",
    "some",
    "no",
    "same-terms",
    "source",
    "network",
];

/// Names of parameters that clauses have; see the clause files.
const PARAMS: &[&str] = &[
    "amount",
    "annexed",
    "codes",
    "consequence",
    "covers",
    "currency",
    "date",
    "days",
    "fields",
    "inclusive",
    "law",
    "license",
    "measured",
    "number",
    "period",
    "regions",
    "scope",
    "target",
    "text",
    "unit",
    "url",
    "years",
];

const MATCHES: &[(&str, MatchKind)] = &[
    ("exact", MatchKind::Exact),
    ("modified", MatchKind::Modified),
    ("partial", MatchKind::Partial),
    ("notice", MatchKind::Notice),
    ("tag", MatchKind::Tag),
    ("fingerprint", MatchKind::Fingerprint),
];

/// Reads a report.
///
/// # Errors
/// When it is not one; the message names the field.
pub fn report(field: &Field<'_, '_>) -> Result<Report> {
    if !field.has("verdict") || !field.has("answers") {
        return Err(field.must_be("a report of classify()"));
    }
    let answers = field.get("answers")?;
    Ok(Report {
        schema: 1,
        verdict: verdict(&field.get("verdict")?)?,
        answers: Answers {
            commercial_use: answer(&answers.get("commercialUse")?)?,
            redistribution: answer(&answers.get("redistribution")?)?,
            modification: answer(&answers.get("modification")?)?,
            usage_restrictions: answer(&answers.get("usageRestrictions")?)?,
            publish_changes: answer(&answers.get("publishChanges")?)?,
        },
        licenses: field.get("licenses")?.items()?.map(|item| license(&item)).collect::<Result<_>>()?,
        expression: field.get("expression")?.optional_text()?.map(str::to_owned),
        clauses: field.get("clauses")?.items()?.map(|item| finding(&item)).collect::<Result<_>>()?,
        documents: field.get("documents")?.items()?.map(|item| document(&item)).collect::<Result<_>>()?,
        notes: Vec::new(),
    })
}

/// Reads a verdict.
///
/// # Errors
/// When it is not one; the message names the field.
pub(crate) fn verdict(field: &Field<'_, '_>) -> Result<Verdict> {
    let kind = required(&field.get("kind")?, VERDICTS)?;
    let openness = field.get("openness")?;
    let range = if openness.is_null() {
        OpennessRange { floor: Openness::Unknown, ceiling: Openness::OpenSourceAiOpenData }
    } else {
        OpennessRange {
            floor: required(&openness.get("floor")?, OPENNESS)?,
            ceiling: required(&openness.get("ceiling")?, OPENNESS)?,
        }
    };
    let basis = [("template", Basis::Template), ("clauses", Basis::Clauses), ("none", Basis::None)];
    Ok(Verdict {
        kind,
        label: kind.label(),
        because: clauses(&field.get("because")?)?,
        basis: field.get("basis")?.optional_choice(&basis)?.unwrap_or(Basis::None),
        openness: range,
    })
}

fn answer(field: &Field<'_, '_>) -> Result<Answer> {
    let value = field.get("value")?;
    let text = value.text()?;
    let Some(known) = ANSWERS.iter().find(|known| **known == text) else {
        return Err(value.must_be("an answer of classify()"));
    };
    Ok(Answer {
        value: known,
        summary: field.get("summary")?.optional_text()?.unwrap_or_default().to_owned(),
        because: clauses(&field.get("because")?)?,
    })
}

fn license(field: &Field<'_, '_>) -> Result<LicenseMatch> {
    Ok(LicenseMatch {
        id: field.get("id")?.text()?.to_owned(),
        name: field.get("name")?.optional_text()?.unwrap_or_default().to_owned(),
        kind: required(&field.get("match")?, MATCHES)?,
        similarity: field.get("similarity")?.optional_amount()?.unwrap_or(0.0),
        spans: spans(&field.get("spans")?)?,
        edits: Vec::new(),
        osi_approved: field.get("osiApproved")?.optional_flag()?,
        fsf_libre: field.get("fsfLibre")?.optional_flag()?,
        alternatives: field.get("alternatives")?.texts()?,
        source: field.get("source")?.optional_text()?.unwrap_or_default().to_owned(),
    })
}

fn finding(field: &Field<'_, '_>) -> Result<Finding> {
    let id = clause(&field.get("id")?)?;
    Ok(Finding {
        id,
        title: id.clause().title,
        effect: id.clause().effect,
        spans: spans(&field.get("spans")?)?,
        quote: field.get("quote")?.optional_text()?.unwrap_or_default().to_owned(),
        params: params(&field.get("params")?)?,
        origin: field
            .get("origin")?
            .optional_choice(&[("text", Origin::Text), ("template", Origin::Template)])?
            .unwrap_or(Origin::Text),
    })
}

fn params(field: &Field<'_, '_>) -> Result<Params> {
    let mut params = Params::new();
    for (name, value) in field.members()? {
        let Some(name) = PARAMS.iter().find(|known| **known == name) else { continue };
        let param = match value.value() {
            Value::Null => continue,
            Value::Flag(flag) => Param::Flag(*flag),
            Value::Number(number) => Param::Number(*number),
            Value::Text(text) => Param::Text(text.clone()),
            Value::List(_) => Param::List(value.texts()?),
            Value::Object(_) => {
                return Err(value.must_be("a number, a string, a boolean or a list of strings"));
            }
        };
        params.insert(name, param);
    }
    Ok(params)
}

fn document(field: &Field<'_, '_>) -> Result<Document> {
    Ok(Document {
        url: field.get("url")?.optional_text()?.map(str::to_owned),
        title: field.get("title")?.optional_text()?.unwrap_or_default().to_owned(),
        span: Span { start: 0, end: 0 },
        read: field.get("read")?.optional_flag()?.unwrap_or(false),
        clauses: match field.get("clauses")? {
            clauses if clauses.is_null() => Vec::new(),
            clauses => clauses.items()?.map(|item| finding(&item)).collect::<Result<_>>()?,
        },
    })
}

fn spans(field: &Field<'_, '_>) -> Result<Vec<Span>> {
    field
        .items()?
        .map(|item| {
            let place = |name| -> Result<u32> {
                Ok(u32::try_from(item.get(name)?.optional_amount()?.unwrap_or(0.0) as i64)
                    .unwrap_or(u32::MAX))
            };
            Ok(Span { start: place("start")?, end: place("end")? })
        })
        .collect()
}

fn clauses(field: &Field<'_, '_>) -> Result<Vec<ClauseId>> {
    field.items()?.map(|item| clause(&item)).collect()
}

fn clause(field: &Field<'_, '_>) -> Result<ClauseId> {
    let name = field.text()?;
    ClauseId::from_name(name).ok_or_else(|| {
        InputError::new(format!("{} is no clause that this version knows: {name}", field.path()))
    })
}

fn required<T: Copy>(field: &Field<'_, '_>, choices: &[(&str, T)]) -> Result<T> {
    field.optional_choice(choices)?.ok_or_else(|| {
        let words: Vec<_> = choices.iter().map(|(word, _)| format!("\"{word}\"")).collect();
        field.must_be(&format!("one of {}", words.join(", ")))
    })
}
