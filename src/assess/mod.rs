//! Judges a whole release: texts, declarations, files, lineage. A license text alone never proves an open model.

mod chips;
mod components;
mod conflicts;
mod declared;
mod files;
mod lineage;
mod read;
pub mod release;
pub mod shape;
mod summary;
mod terms;
mod tiers;
mod views;

pub use release::Release;
pub use shape::Assessment;

use release::{Gate, Missing, ReleaseKind};
use shape::{
    Badge, ComponentId, Declared, EffectiveLicense, Evidence, LicenseText, Reason, ReleaseAnswers,
    SourcedAnswer, State,
};
use terms::Covering;
use tiers::{Facts, Terms};

use crate::badge::{Badges, of_verdict};
use crate::classify::{Options, classify};
use crate::order::Order as _;
use crate::schema::{Answer, Answers, Openness, Report};

/// How open a release is, what it allows, and what shows it.
///
/// Does no I/O and never fails: what was not given is unknown, and the result says so.
///
/// ```
/// use openweigh::assess::Release;
/// let release = Release {
///     license: vec![String::from("cc-by-nc-4.0")],
///     files: Some(vec![String::from("model.safetensors")]),
///     ..Release::default()
/// };
/// assert_eq!(openweigh::assess(&release).badge.label, "Non-commercial weights");
/// ```
#[must_use]
pub fn assess(release: &Release) -> Assessment {
    assess_below(release, &[])
}

/// Facts of a license by its id or name, if they are known.
pub(crate) fn known_facts(name: &str) -> Option<Report> {
    let bare = name.trim().trim_end_matches(" License").trim_end_matches(" license");
    declared::known(name, None).report.or_else(|| declared::known(bare, None).report)
}

/// Everything that the judging parts look at.
struct Case<'a> {
    release: &'a Release,
    texts: &'a [LicenseText],
    declared: &'a [Declared],
    bases: &'a lineage::Bases,
    parts: &'a components::Parts,
    /// The release's own terms for its weights, or its data.
    own: Option<Covering<'a>>,
    /// The terms that count: the release's own, or those of a base model that bind it.
    license: Option<EffectiveLicense>,
    /// Their worth on the ladder.
    terms: Terms,
    tier: Openness,
    floor: Openness,
    ceiling: Openness,
}

impl Case<'_> {
    fn owner(&self) -> Option<&str> {
        lineage::owner(self.release.id.as_deref())
    }
}

/// Assesses a release that lies on the way from those above to their ancestors.
fn assess_below(release: &Release, above: &[&str]) -> Assessment {
    let mut way = above.to_vec();
    way.push(release.id.as_deref().unwrap_or_default());
    let bases = lineage::bases(release, &way);
    let others: Vec<(ReleaseKind, Assessment)> = if above.len() < release::MAX_LINEAGE {
        release.parts.iter().map(|part| (part.kind, assess_below(part, &way))).collect()
    } else {
        Vec::new()
    };
    let texts = terms::texts(release);
    let mut declared = terms::declared(release);
    name_in_card(release, &texts, &mut declared);
    let mut parts = components::components(release, &texts, &declared, &others);
    let subject =
        if release.kind == ReleaseKind::Dataset { ComponentId::TrainingData } else { ComponentId::Weights };
    let own = terms::covering(subject, &texts, &declared);
    let owner = lineage::owner(release.id.as_deref());
    let binding = bases.binding(owner).filter(|(_, license)| {
        own.as_ref().is_none_or(|own| terms::rank(own.license.verdict) < terms::rank(license.verdict))
    });
    let license = match (&own, binding) {
        (_, Some((base, license))) => Some(EffectiveLicense {
            source: format!("base model {}", base.id.as_deref().unwrap_or("without id")),
            ..license.clone()
        }),
        (Some(own), None) => Some(own.license.clone()),
        (None, None) => None,
    };
    let terms = match &license {
        Some(license) => Terms::of(license.verdict),
        None if nothing_there(release, &texts) => Terms::Absent,
        None => Terms::Unknown,
    };
    // A policy or a tag that says otherwise leaves it open which one is meant.
    let doubt = policy_beside(&texts) || conflicts::tag_is_stricter(&texts, &declared, subject);
    if let (Some(license), true) = (&license, binding.is_some()) {
        parts.weights_under(license.clone());
    }
    let (tier, openness) = tiers::judge(&facts(release, &parts, &bases, own.as_ref(), terms, doubt));
    let case = Case {
        release,
        texts: &texts,
        declared: &declared,
        bases: &bases,
        parts: &parts,
        license: license.clone(),
        terms,
        tier,
        floor: openness.floor,
        ceiling: openness.ceiling,
        own: own.clone(),
    };
    let badge = badge(&case);
    let conflicts = conflicts::conflicts(&case);
    let chips = chips::chips(&case, &conflicts);
    let unchecked = unchecked(&case);
    let views = views::views(&case);
    let summary = summary::summary(&case);
    let because = because(&case);
    let answers = answers(&case);
    let evidence = own.map_or(Evidence::None, |own| own.license.evidence);
    let Parts { list: components, .. } = parts;
    let mut all_texts = texts;
    let mut all_declared = declared;
    let lineage::Bases { line, texts: base_texts, declared: base_declared, .. } = bases;
    all_texts.extend(base_texts);
    all_declared.extend(base_declared);
    Assessment {
        schema: 1,
        id: release.id.clone(),
        kind: match release.kind {
            ReleaseKind::Model => "model",
            ReleaseKind::Dataset => "dataset",
            ReleaseKind::Software => "software",
        },
        revision: release.revision.clone(),
        published: release.published.clone(),
        badge,
        tier,
        openness,
        summary,
        evidence,
        license,
        answers,
        because,
        components,
        chips,
        conflicts,
        views,
        base_models: line,
        texts: all_texts,
        declared: all_declared,
        unchecked,
    }
}

use components::Parts;

/// Where neither a text nor a tag is given, the card may still name a license.
fn name_in_card(release: &Release, texts: &[LicenseText], declared: &mut Vec<Declared>) {
    if !declared.is_empty() || texts.iter().any(|text| text.role == "license") {
        return;
    }
    let Some(card) = &release.card.text else { return };
    let words = license_section(card);
    if words.trim().is_empty() {
        return;
    }
    let report = classify(&words, Options::default());
    let tag = String::from("named in the card");
    declared.push(match report.licenses.first() {
        Some(license) => Declared {
            model: None,
            tag,
            id: Some(license.id.clone()),
            name: license.name.clone(),
            report: declared::known(&license.id, None).report,
        },
        // There are terms, in words that were not recognized: that is not the same as none.
        None => {
            Declared { model: None, tag, id: None, name: String::from("terms in the card"), report: None }
        }
    });
}

/// What a card says of its own license: its section with that heading, and identifier lines. A license that the card
/// names elsewhere is that of something else, more often than not.
fn license_section(card: &str) -> String {
    let mut words = String::new();
    let mut inside = false;
    for line in card.lines() {
        let heading = line.trim_start().strip_prefix('#').map(str::to_lowercase);
        if let Some(title) = &heading {
            inside = title.contains("licen");
        }
        if inside && heading.is_none() || line.contains("SPDX-License-Identifier:") {
            words.push_str(line);
            words.push('\n');
        }
    }
    words
}

/// Whether it is certain that no terms come with the release.
fn nothing_there(release: &Release, texts: &[LicenseText]) -> bool {
    let files = release.files.as_ref();
    texts.is_empty()
        && release.license.is_empty()
        && release.license_name.is_none()
        && release.license_link.is_none()
        && release.missing.is_empty()
        && files.is_some_and(|files| !files.iter().any(|path| files::role(path) == Some("license")))
}

/// Whether a use policy with restrictions lies beside the license.
fn policy_beside(texts: &[LicenseText]) -> bool {
    texts.iter().any(|text| text.role == "policy" && text.report.answers.usage_restrictions.value == "some")
}

fn facts(
    release: &Release,
    parts: &Parts,
    bases: &lineage::Bases,
    own: Option<&Covering<'_>>,
    terms: Terms,
    doubt: bool,
) -> Facts {
    let owner = lineage::owner(release.id.as_deref());
    let state = |id| parts.get(id).state;
    let open = |id| parts.get(id).open;
    Facts {
        weights: state(ComponentId::Weights),
        terms,
        proven: !doubt && own.is_some_and(|own| own.license.evidence == Evidence::Text && own.proven),
        // A folder on one's own disk has no gate; of a repository on a hub it must be known.
        reachable: match release.card.gated {
            Some(gate) => gate != Gate::Manual,
            None => release.id.is_none(),
        },
        code: state(ComponentId::DeploymentCode),
        code_open: open(ComponentId::DeploymentCode),
        training_code: state(ComponentId::TrainingCode),
        training_code_open: open(ComponentId::TrainingCode),
        data: state(ComponentId::TrainingData),
        data_open: open(ComponentId::TrainingData),
        data_information: state(ComponentId::DataInformation),
        base_ceiling: bases.ceiling(owner),
        base_proven: bases.proven(owner),
    }
}

fn badge(case: &Case<'_>) -> Badge {
    let verdict = case.license.as_ref().map(|license| license.verdict);
    let nothing = || if case.terms == Terms::Absent { Badges::NO_LICENSE } else { Badges::NOT_CHECKED };
    if case.release.kind != ReleaseKind::Model {
        return verdict.map_or_else(nothing, of_verdict);
    }
    match (case.tier, verdict) {
        (Openness::Closed, _) => Badges::CLOSED,
        (Openness::OpenSourceAiOpenData, _) => Badges::OPEN_DATA,
        (Openness::OpenSourceAi, _) => Badges::OPEN_SOURCE_AI,
        (Openness::OpenWeights, _) => Badges::OPEN_WEIGHTS,
        // The license is open, and no weights were seen: only the license can be spoken of.
        (Openness::Unknown, Some(kind)) if case.terms == Terms::Open => of_verdict(kind),
        (Openness::WeightsAvailable | Openness::Unknown, Some(kind)) => Badges::of_weights(kind),
        (Openness::WeightsAvailable | Openness::Unknown, None) => nothing(),
    }
}

/// What a report of the case says, with the place it comes from.
struct Source<'a> {
    report: &'a Report,
    /// A file or `declared license`, after `base model …: ` where it is not the release's own.
    place: String,
}

/// The reports that bind whoever uses the release: its own terms, its policies, and those of its base models.
fn sources<'a>(case: &'a Case<'_>) -> Vec<Source<'a>> {
    let mut sources = Vec::new();
    if let Some(own) = &case.own
        && let Some(report) = own.report
    {
        sources.push(Source { report, place: own.license.source.clone() });
    }
    let policies = case.texts.iter().filter(|text| text.role == "policy");
    sources.extend(policies.map(|text| Source { report: &text.report, place: text.path.clone() }));
    if let Some((base, license)) = case.bases.binding(case.owner()) {
        let id = base.id.as_deref().unwrap_or("without id");
        // The terms of a base model may themselves come from further up the line.
        let texts = base.texts.iter().filter(|text| text.path == license.source || text.role == "policy");
        sources.extend(texts.map(|text| Source {
            report: &text.report,
            place: format!("base model {}: {}", text.model.as_deref().unwrap_or(id), text.path),
        }));
        let up = license.source.strip_prefix("base model ").map(str::to_owned);
        let declared = base.declared.iter().filter(|own| match &up {
            Some(up) => own.model.as_deref() == Some(up),
            None => own.model.is_none() && license.source == terms::DECLARED,
        });
        for own in declared {
            if let Some(report) = &own.report {
                let model = own.model.as_deref().unwrap_or(id);
                sources.push(Source { report, place: format!("base model {model}: {}", terms::DECLARED) });
            }
        }
        if let Some(up) = &up {
            let texts =
                base.texts.iter().filter(|text| text.model.as_ref() == Some(up) && text.role == "license");
            sources.extend(texts.map(|text| Source {
                report: &text.report,
                place: format!("base model {up}: {}", text.path),
            }));
        }
    }
    sources
}

/// The deciding clauses of all that binds, with their words; those of the license that counts first.
fn because(case: &Case<'_>) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = Vec::new();
    let mut sources = sources(case);
    sources.order_by_key(|source| std::cmp::Reverse(terms::rank(source.report.verdict.kind)));
    for source in sources {
        for id in &source.report.verdict.because {
            let Some(finding) = source.report.clauses.iter().find(|finding| finding.id == *id) else {
                continue;
            };
            if reasons.iter().any(|reason| reason.id == *id && reason.params == finding.params) {
                continue;
            }
            reasons.push(Reason {
                id: *id,
                title: finding.title,
                effect: finding.effect,
                source: source.place.clone(),
                quote: finding.quote.clone(),
                span: finding.spans.first().copied(),
                params: finding.params.clone(),
            });
        }
    }
    reasons
}

/// Each question is answered by the least friendly of the sources that bind. What is not known is less friendly than
/// a permission, and friendlier than a restriction that is certain.
fn answers(case: &Case<'_>) -> ReleaseAnswers {
    let sources = sources(case);
    let unread = case.own.as_ref().is_none_or(|own| own.report.is_none());
    let pick = |question: fn(&Answers) -> &Answer, order: &[&str]| -> SourcedAnswer {
        let place = |value: &str| order.iter().position(|known| *known == value).unwrap_or(0);
        let unstated = SourcedAnswer {
            answer: Answer {
                value: "unstated",
                summary: String::from("Not known: no terms were read that say so."),
                because: Vec::new(),
            },
            source: String::new(),
        };
        let mut best: Option<SourcedAnswer> =
            (unread || !case.bases.unknown.is_empty()).then_some(unstated.clone());
        for source in &sources {
            let answer = question(&source.report.answers);
            // A policy that says nothing of a question takes nothing away.
            let policy = case.texts.iter().any(|text| text.role == "policy" && text.path == source.place);
            if policy && matches!(answer.value, "unstated" | "allowed" | "none" | "no") {
                continue;
            }
            if best.as_ref().is_none_or(|best| place(answer.value) > place(best.answer.value)) {
                best = Some(SourcedAnswer { answer: answer.clone(), source: source.place.clone() });
            }
        }
        best.unwrap_or(unstated)
    };
    let permission = &["allowed", "unstated", "conditional", "forbidden"];
    ReleaseAnswers {
        commercial_use: pick(|answers| &answers.commercial_use, permission),
        redistribution: pick(|answers| &answers.redistribution, permission),
        modification: pick(|answers| &answers.modification, permission),
        usage_restrictions: pick(|answers| &answers.usage_restrictions, &["none", "unstated", "some"]),
        publish_changes: pick(
            |answers| &answers.publish_changes,
            &["no", "unstated", "same-terms", "source", "network"],
        ),
    }
}

/// Why a component is among what was not checked.
pub(crate) const NOTHING_SHOWS: &str = "nothing given shows whether it is there";

/// What was not checked: parts that could not be had, documents that were not given, base models that are unknown.
fn unchecked(case: &Case<'_>) -> Vec<Missing> {
    let mut list = case.release.missing.clone();
    let mut add = |part: String, why: String| {
        if !list.iter().any(|missing| missing.part == part) {
            list.push(Missing { part, why });
        }
    };
    for entry in &case.bases.line {
        if let Some(why) = &entry.why {
            add(format!("base model {}", components::brief(&entry.id)), why.clone());
        }
    }
    for (_, base) in &case.bases.direct {
        let id = components::brief(base.id.as_deref().unwrap_or("without id"));
        for missing in base.unchecked.iter().filter(|missing| missing.why != NOTHING_SHOWS) {
            let own = missing.part.starts_with("base model ");
            let part = if own { missing.part.clone() } else { format!("base model {id}: {}", missing.part) };
            add(part, missing.why.clone());
        }
    }
    let policy_given = case.texts.iter().any(|text| text.role == "policy");
    for text in case.texts.iter().filter(|text| text.role != "notice") {
        for document in text.report.documents.iter().filter(|document| !document.read) {
            let title = document.url.clone().unwrap_or_else(|| document.title.clone());
            // The policy that a license points to is often a file beside it.
            let here = document.title.to_ascii_lowercase().contains("policy")
                && policy_given
                && text.role == "license";
            if !here {
                add(components::brief(&title), format!("{} refers to it and it was not given", text.path));
            }
        }
    }
    if case.release.kind == ReleaseKind::Model {
        for id in [
            ComponentId::Weights,
            ComponentId::DeploymentCode,
            ComponentId::TrainingCode,
            ComponentId::TrainingData,
        ] {
            let component = case.parts.get(id);
            if component.state == State::Unknown {
                add(component.name.to_ascii_lowercase(), String::from(NOTHING_SHOWS));
            }
        }
    }
    list
}
