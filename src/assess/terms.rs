//! Which terms cover which component: texts by file name first, then what was declared.

use super::declared;
use super::files;
use super::release::Release;
use super::shape::{ComponentId, Declared, EffectiveLicense, Evidence, LicenseText};
use crate::classify::{Options, classify};
use crate::schema::{MatchKind, Report, VerdictKind};

/// Where a gate's prompt stands among the texts.
pub(super) const GATE_PROMPT: &str = "gate prompt";

/// Where a declaration stands.
pub(super) const DECLARED: &str = "declared license";

/// Components that a license file covers when its name speaks of none.
const ALL: &[ComponentId] = &[
    ComponentId::Weights,
    ComponentId::DeploymentCode,
    ComponentId::TrainingCode,
    ComponentId::TrainingData,
    ComponentId::ModelCard,
    ComponentId::Evaluation,
];

/// The release's own texts, read, with the components that each covers.
pub(super) fn texts(release: &Release) -> Vec<LicenseText> {
    let mut texts: Vec<LicenseText> = Vec::new();
    for (path, text) in &release.texts {
        let report = classify(text, Options::default());
        // A file that the caller calls a license text is one, whatever its name.
        let named = files::role(path).unwrap_or("license");
        let role = match report.verdict.kind {
            VerdictKind::NotALicense if named == "license" => "policy",
            // A notice file with a whole license in it, as some publishers do.
            kind if named == "notice" && kind < VerdictKind::NotALicense && has_text(&report) => "license",
            _ => named,
        };
        texts.push(LicenseText { model: None, path: path.clone(), role, covers: Vec::new(), report });
    }
    let has_license = texts.iter().any(|text| text.role == "license");
    if let Some(prompt) = &release.card.gate_prompt {
        let report = classify(prompt, Options::default());
        let role = match report.verdict.kind {
            VerdictKind::Unrecognized if report.clauses.is_empty() => "notice",
            VerdictKind::NotALicense | VerdictKind::Unrecognized => "policy",
            _ if has_license && !has_text(&report) => "notice",
            _ => "license",
        };
        texts.push(LicenseText {
            model: None,
            path: String::from(GATE_PROMPT),
            role,
            covers: Vec::new(),
            report,
        });
    }
    cover(&mut texts, release);
    texts
}

/// Whether the words of a license stand in the text, and not only its name.
fn has_text(report: &Report) -> bool {
    report.licenses.iter().any(|license| !matches!(license.kind, MatchKind::Tag | MatchKind::Notice))
        || report.clauses.len() > 3
}

/// Gives each license text the components that its name speaks of; a text that names none gets the rest.
fn cover(texts: &mut [LicenseText], release: &Release) {
    let data = release.kind == super::release::ReleaseKind::Dataset;
    let named: Vec<Option<ComponentId>> = texts
        .iter()
        .map(|text| if text.role == "license" { files::covered(&text.path) } else { None })
        .collect();
    let taken: Vec<ComponentId> = named.iter().flatten().copied().collect();
    for (text, name) in texts.iter_mut().zip(named) {
        text.covers = match (text.role, name) {
            ("notice", _) => Vec::new(),
            ("policy", _) => vec![if data { ComponentId::TrainingData } else { ComponentId::Weights }],
            (_, Some(ComponentId::DeploymentCode)) => {
                vec![ComponentId::DeploymentCode, ComponentId::TrainingCode]
            }
            (_, Some(component)) => vec![component],
            (_, None) => ALL
                .iter()
                .copied()
                .filter(|component| {
                    let own = if *component == ComponentId::TrainingCode {
                        ComponentId::DeploymentCode
                    } else {
                        *component
                    };
                    !taken.contains(&own)
                })
                .collect(),
        };
    }
}

/// What was declared.
pub(super) fn declared(release: &Release) -> Vec<Declared> {
    let tags = if release.license.is_empty() && release.license_name.is_some() {
        vec![String::from("other")]
    } else {
        release.license.clone()
    };
    tags.iter()
        .map(|tag| {
            let known = declared::known(tag, release.license_name.as_deref());
            Declared { model: None, tag: tag.clone(), id: known.id, name: known.name, report: known.report }
        })
        .collect()
}

/// Terms with the report that they come from.
#[derive(Debug, Clone)]
pub(super) struct Covering<'a> {
    /// What to show.
    pub(super) license: EffectiveLicense,
    /// What it says; nothing for a declaration of which nothing is known.
    pub(super) report: Option<&'a Report>,
    /// Whether an unchanged text shows the terms.
    pub(super) proven: bool,
}

/// The terms that cover a component: the most restrictive of its license texts, else of what was declared.
pub(super) fn covering<'a>(
    component: ComponentId,
    texts: &'a [LicenseText],
    declared: &'a [Declared],
) -> Option<Covering<'a>> {
    texts
        .iter()
        .filter(|text| text.model.is_none() && text.role == "license" && text.covers.contains(&component))
        .max_by_key(|text| rank(text.report.verdict.kind))
        .map(|text| Covering {
            license: of_report(&text.report, Evidence::Text, &text.path, None),
            proven: proves(&text.report),
            report: Some(&text.report),
        })
        .or_else(|| {
            let own = declared.iter().filter(|declared| declared.model.is_none());
            own.max_by_key(|declared| {
                declared.report.as_ref().map_or(u8::MAX, |report| rank(report.verdict.kind))
            })
            .map(|declared| Covering {
                license: match &declared.report {
                    Some(report) => of_report(report, Evidence::Declared, DECLARED, Some(&declared.name)),
                    None => EffectiveLicense {
                        id: declared.id.clone(),
                        name: declared.name.clone(),
                        verdict: VerdictKind::Unrecognized,
                        label: VerdictKind::Unrecognized.label(),
                        evidence: Evidence::Declared,
                        source: String::from(DECLARED),
                    },
                },
                report: declared.report.as_ref(),
                proven: false,
            })
        })
}

/// Whether a report shows its license by its words: a mere mention of a license in a file proves no terms.
fn proves(report: &Report) -> bool {
    report.licenses.is_empty()
        || report.licenses.iter().any(|license| !matches!(license.kind, MatchKind::Tag | MatchKind::Notice))
}

/// Restrictiveness. What was not understood stands between open licenses and restrictions, because a restriction
/// that is certain decides whatever else is unknown.
pub(super) fn rank(kind: VerdictKind) -> u8 {
    match kind {
        VerdictKind::OpenSource => 0,
        VerdictKind::Open => 1,
        VerdictKind::NotALicense => 2,
        VerdictKind::Unrecognized => 3,
        VerdictKind::ResponsibleUse => 4,
        VerdictKind::Conditional => 5,
        VerdictKind::NoDerivatives => 6,
        VerdictKind::NonCommercial => 7,
        VerdictKind::EvaluationOnly => 8,
        VerdictKind::ResearchOnly => 9,
        VerdictKind::NoRedistribution => 10,
    }
}

/// The terms of a report.
pub(super) fn of_report(
    report: &Report,
    evidence: Evidence,
    source: &str,
    name: Option<&str>,
) -> EffectiveLicense {
    let kind = report.verdict.kind;
    let found = report.licenses.first().map(|license| {
        if license.kind == MatchKind::Modified {
            format!("{}, modified", license.name)
        } else {
            license.name.clone()
        }
    });
    EffectiveLicense {
        id: report.expression.clone().or_else(|| report.licenses.first().map(|license| license.id.clone())),
        name: name.map(str::to_owned).or(found).unwrap_or_else(|| match kind {
            VerdictKind::Unrecognized => String::from("a license that was not recognized"),
            _ => format!("a custom license ({})", kind.label().to_ascii_lowercase()),
        }),
        verdict: kind,
        label: kind.label(),
        evidence,
        source: source.to_owned(),
    }
}
