//! Where two pieces of evidence contradict each other, with both sides in their own words, and what to do.

use super::components::{brief, quoted};
use super::declared::{same_id, says_nothing};
use super::release::{Gate, Relation, ReleaseKind};
use super::shape::{
    ComponentId, Conflict, Declared, EffectiveLicense, Evidence, LicenseText, Severity, Side, State,
};
use super::terms::{self, rank};
use super::tiers::Terms;
use super::{Case, files, sources};
use crate::clauses::catalog::ClauseId;
use crate::order::Order as _;
use crate::schema::{MatchKind, Param, Report, VerdictKind};
use crate::tags::ids;

/// Similarity from which changes that touch no clause are not worth a word.
const WORDING: f64 = 0.99;

/// All conflicts, most serious first.
pub(super) fn conflicts(case: &Case<'_>) -> Vec<Conflict> {
    let mut list = Vec::new();
    list.extend(tag_against_text(case));
    list.extend(drift(case));
    list.extend(share_alike_lost(case));
    list.extend(modified_text(case));
    list.extend(nothing_found(case));
    list.extend(mixed(case));
    list.extend(policies(case));
    list.extend(tag_without_text(case));
    list.extend(gated(case));
    list.order_by_key(|conflict| std::cmp::Reverse(conflict.severity));
    list
}

/// The words that show what a report says: a deciding clause, else the license's name.
fn words_of(report: &Report) -> String {
    let deciding =
        report.verdict.because.iter().find_map(|id| {
            report.clauses.iter().find(|finding| finding.id == *id && !finding.quote.is_empty())
        });
    match (deciding, report.licenses.first()) {
        (Some(finding), _) => quoted(&finding.quote),
        (None, Some(license)) => brief(&license.name),
        (None, None) => report.clauses.iter().find(|finding| !finding.quote.is_empty()).map_or_else(
            || String::from("a text in which no license was recognized"),
            |finding| quoted(&finding.quote),
        ),
    }
}

/// Words of a license's name that tell it from others.
fn telling(name: &str) -> Vec<String> {
    const COMMON: &[&str] = &[
        "license",
        "licence",
        "agreement",
        "community",
        "terms",
        "of",
        "use",
        "model",
        "the",
        "version",
        "v",
        "licenseref",
        "scancode",
        "public",
        "a",
        "for",
        "and",
    ];
    name.to_ascii_lowercase()
        .split(|letter: char| !letter.is_alphanumeric() && letter != '.' && letter != '+')
        .filter(|word| !word.is_empty() && !COMMON.contains(word))
        .map(str::to_owned)
        .collect()
}

/// Whether a text is the license that a tag names; nothing when that cannot be told.
fn agrees(declared: &Declared, report: &Report) -> Option<bool> {
    let facts = declared.report.as_ref()?;
    let own = report.licenses.iter().filter(|license| license.kind != MatchKind::Tag);
    let mut names = own
        .flat_map(|license| {
            std::iter::once(&license.id).chain(&license.alternatives).chain(std::iter::once(&license.name))
        })
        .peekable();
    if names.peek().is_some() {
        let wanted = telling(&declared.name);
        return Some(match &declared.id {
            Some(id) => {
                // Of `MIT OR Apache-2.0` each side has a text of its own.
                let ids: Vec<String> = match ids::expression(id) {
                    Some(expression) => expression.ids.into_iter().map(|(id, _, _)| id).collect(),
                    None => vec![id.clone()],
                };
                names.any(|name| {
                    let found = telling(name);
                    ids.iter().any(|id| same_id(name, id))
                        || id.starts_with("LicenseRef-") && wanted.iter().all(|word| found.contains(word))
                })
            }
            // A family has no id: its first word is in the names of its members.
            None => names.any(|name| {
                wanted.first().is_some_and(|word| name.to_ascii_lowercase().contains(word.as_str()))
            }),
        });
    }
    // The text has no known name. It cannot be the tag's license when it is more restrictive.
    match report.verdict.kind {
        VerdictKind::Unrecognized if report.clauses.is_empty() => None,
        VerdictKind::Unrecognized | VerdictKind::NotALicense => {
            (rank(facts.verdict.kind) <= 1).then_some(false)
        }
        kind => (kind != facts.verdict.kind).then_some(false),
    }
}

/// Whether a tag names a more restrictive license than the texts that cover a component are.
pub(super) fn tag_is_stricter(texts: &[LicenseText], declared: &[Declared], component: ComponentId) -> bool {
    let own = texts.iter().filter(|text| text.role == "license" && text.covers.contains(&component));
    let Some(hardest) = own.map(|text| rank(text.report.verdict.kind)).max() else { return false };
    let facts = declared.iter().filter_map(|declared| declared.report.as_ref());
    facts.map(|facts| rank(facts.verdict.kind)).any(|tag| tag > hardest.max(1))
}

/// The tag names one license and the text is another.
fn tag_against_text(case: &Case<'_>) -> Option<Conflict> {
    let component = if case.release.kind == ReleaseKind::Dataset {
        ComponentId::TrainingData
    } else {
        ComponentId::Weights
    };
    let texts: Vec<&LicenseText> =
        case.texts.iter().filter(|text| text.role == "license" && text.covers.contains(&component)).collect();
    let declared: Vec<&Declared> =
        case.declared.iter().filter(|declared| !says_nothing(&declared.tag)).collect();
    // Several texts beside one tag may each serve a part; one that agrees is enough.
    if declared.iter().any(|declared| texts.iter().any(|text| agrees(declared, &text.report) == Some(true))) {
        return None;
    }
    let (declared, text) = declared.iter().find_map(|declared| {
        let text = texts.iter().find(|text| agrees(declared, &text.report) == Some(false))?;
        Some((declared, text))
    })?;
    let harder = declared
        .report
        .as_ref()
        .is_some_and(|facts| rank(text.report.verdict.kind) > rank(facts.verdict.kind));
    let found = terms::of_report(&text.report, Evidence::Text, &text.path, None);
    Some(Conflict {
        id: "tag-disagrees",
        severity: if harder { Severity::Serious } else { Severity::Warning },
        title: format!("Tag says {}, text is {}", brief(&declared.tag), brief(&found.name)),
        text: format!(
            "The release is tagged {}, but {} is {} ({}).",
            brief(&declared.tag),
            brief(&text.path),
            brief(&found.name),
            found.label.to_ascii_lowercase()
        ),
        sides: vec![
            Side { source: String::from(terms::DECLARED), quote: brief(&declared.tag) },
            Side { source: text.path.clone(), quote: words_of(&text.report) },
        ],
        action: String::from("Go by the text, and ask the publisher which one is meant."),
    })
}

/// A friendlier license than the one of a base model.
fn drift(case: &Case<'_>) -> Option<Conflict> {
    let (base, license) = case.bases.binding(case.owner())?;
    let own = case.own.as_ref().map(|own| &own.license)?;
    if rank(own.verdict) >= rank(license.verdict) {
        return None;
    }
    let id = brief(base.id.as_deref().unwrap_or("without id"));
    let quote = base
        .because
        .iter()
        .find(|reason| !reason.quote.is_empty())
        .map(|reason| quoted(&reason.quote))
        .or_else(|| {
            base.texts.iter().find(|text| text.path == license.source).map(|text| words_of(&text.report))
        })
        .unwrap_or_else(|| brief(&license.name));
    let how = case.bases.direct.iter().find(|(_, other)| other.id == base.id).map_or(
        "was made from",
        |(relation, _)| match relation {
            Relation::Finetune => "was trained further from",
            Relation::Adapter => "is an adapter for",
            Relation::Quantized => "is a quantized copy of",
            Relation::Merge => "merges weights of",
            Relation::Unknown => "was made from",
        },
    );
    Some(Conflict {
        id: "license-drift",
        severity: Severity::Serious,
        title: format!("{} on top of {}", brief(&own.name), brief(&license.name)),
        text: format!(
            "This model says {} ({}), but it {how} {id}, which comes under {} ({}). Those terms bind it as well.",
            brief(&own.name),
            own.label.to_ascii_lowercase(),
            brief(&license.name),
            license.label.to_ascii_lowercase()
        ),
        sides: vec![
            Side { source: own.source.clone(), quote: own_words(case, own) },
            Side { source: format!("base model {id}: {}", license.source), quote },
        ],
        action: format!("Keep the terms of {id} too, unless its owner has agreed to something else."),
    })
}

fn own_words(case: &Case<'_>, own: &EffectiveLicense) -> String {
    if own.evidence == Evidence::Declared {
        return case.declared.iter().map(|declared| brief(&declared.tag)).collect::<Vec<_>>().join(", ");
    }
    case.own.as_ref().and_then(|own| own.report).map_or_else(|| brief(&own.name), words_of)
}

/// A base model whose license passes on to changed versions, under another license.
fn share_alike_lost(case: &Case<'_>) -> Option<Conflict> {
    let own = &case.own.as_ref()?.license;
    let (base, license) = case.bases.share_alike(case.owner()).into_iter().find(|(_, license)| {
        match (&own.id, &license.id) {
            (Some(own), Some(base)) => !same_id(own, base) && !own.contains(base.as_str()),
            _ => own.name != license.name,
        }
    })?;
    let id = brief(base.id.as_deref().unwrap_or("without id"));
    Some(Conflict {
        id: "share-alike-lost",
        severity: Severity::Warning,
        title: format!("Share-alike of {id} not kept"),
        text: format!(
            "{id} comes under {}, which asks that changed versions come under the same terms; this model comes under {}.",
            brief(&license.name),
            brief(&own.name)
        ),
        sides: vec![
            Side { source: own.source.clone(), quote: own_words(case, own) },
            Side { source: format!("base model {id}: {}", license.source), quote: brief(&license.name) },
        ],
        action: String::from(
            "Ask the publisher; to be safe, share changed versions under the base model's license.",
        ),
    })
}

/// The text of a standard license, with words changed.
fn modified_text(case: &Case<'_>) -> Option<Conflict> {
    let texts = case.texts.iter().filter(|text| text.role == "license");
    let (text, license) = texts
        .flat_map(|text| text.report.licenses.iter().map(move |license| (text, license)))
        .find(|(_, license)| license.kind == MatchKind::Modified)?;
    // The license as published may be restrictive itself; what counts is what the changes make of it.
    let published = super::known_facts(&license.id).map(|facts| facts.verdict.kind);
    let material = published.is_some_and(|kind| kind != text.report.verdict.kind)
        || license.edits.iter().any(|edit| !edit.clauses.is_empty());
    if !material && license.similarity >= WORDING {
        return None;
    }
    let edit = license
        .edits
        .iter()
        .find(|edit| !edit.clauses.is_empty())
        .or_else(|| license.edits.iter().max_by_key(|edit| edit.text.len() + edit.template.len()));
    let (words, original) =
        edit.map_or_else(Default::default, |edit| (quoted(&edit.text), quoted(&edit.template)));
    let standard = case
        .declared
        .iter()
        .any(|declared| declared.id.as_deref().is_some_and(|id| same_id(id, &license.id)));
    Some(Conflict {
        id: "modified-text",
        severity: match (material, standard) {
            (true, true) => Severity::Serious,
            (true, false) => Severity::Warning,
            (false, _) => Severity::Info,
        },
        title: format!("{}, with changes", brief(&license.name)),
        text: if material {
            format!(
                "{} is the {} with changes that touch its terms.",
                brief(&text.path),
                brief(&license.name)
            )
        } else {
            format!("{} is the {} with small changes of wording.", brief(&text.path), brief(&license.name))
        },
        sides: vec![
            Side {
                source: text.path.clone(),
                quote: if words.is_empty() { String::from("(words left out)") } else { words },
            },
            Side {
                source: format!("{} as published", license.id),
                quote: if original.is_empty() { String::from("(no such words)") } else { original },
            },
        ],
        action: String::from("Read what was changed; the tag of the standard license does not cover it."),
    })
}

/// Neither text nor tag.
fn nothing_found(case: &Case<'_>) -> Option<Conflict> {
    let weights = case.parts.get(ComponentId::Weights).state == State::Present
        || case.release.kind != ReleaseKind::Model;
    (case.terms == Terms::Absent && weights).then(|| Conflict {
        id: "no-license",
        severity: Severity::Serious,
        title: String::from("Files without a license"),
        text: String::from(
            "The files can be downloaded, but nothing gives a right to use, change or share them.",
        ),
        sides: vec![
            Side {
                source: String::from("files"),
                quote: case.parts.get(ComponentId::Weights).evidence.join(", "),
            },
            Side { source: String::from("license"), quote: String::from("none declared, no text found") },
        ],
        action: String::from("Ask the publisher for a license before use."),
    })
}

/// Code and weights under different licenses.
fn mixed(case: &Case<'_>) -> Option<Conflict> {
    let of =
        |component| terms::covering(component, case.texts, case.declared).map(|covering| covering.license);
    let (weights, code) = (of(ComponentId::Weights)?, of(ComponentId::DeploymentCode)?);
    if weights.source == code.source || weights.id.is_some() && weights.id == code.id {
        return None;
    }
    let differs = Terms::of(weights.verdict) != Terms::of(code.verdict);
    let words = |license: &EffectiveLicense| {
        case.texts
            .iter()
            .find(|text| text.path == license.source)
            .map_or_else(|| brief(&license.name), |text| words_of(&text.report))
    };
    Some(Conflict {
        id: "mixed-licenses",
        severity: if differs { Severity::Warning } else { Severity::Info },
        title: format!("Weights: {}; code: {}", brief(&weights.name), brief(&code.name)),
        text: format!(
            "Weights and code come under different licenses: {} ({}) and {} ({}).",
            brief(&weights.name),
            weights.label.to_ascii_lowercase(),
            brief(&code.name),
            code.label.to_ascii_lowercase()
        ),
        sides: vec![
            Side { source: weights.source.clone(), quote: words(&weights) },
            Side { source: code.source.clone(), quote: words(&code) },
        ],
        action: String::from("Keep both: the license of the code says nothing about the weights."),
    })
}

/// A policy that is part of the terms and was not given, or one that lies beside an open license.
fn policies(case: &Case<'_>) -> Option<Conflict> {
    let given = case.texts.iter().find(|text| text.role == "policy");
    let own = case.own.as_ref()?;
    if let Some(policy) = given {
        let beside =
            rank(own.license.verdict) <= 1 && policy.report.answers.usage_restrictions.value == "some";
        return beside.then(|| Conflict {
            id: "policy-not-given",
            severity: Severity::Warning,
            title: String::from("A use policy beside an open license"),
            text: format!(
                "{} forbids uses that {} allows; whether it binds is not clear.",
                brief(&policy.path),
                brief(&own.license.name)
            ),
            sides: vec![
                Side { source: policy.path.clone(), quote: words_of(&policy.report) },
                Side { source: own.license.source.clone(), quote: own_words(case, &own.license) },
            ],
            action: String::from("Keep to the policy, or ask the publisher whether it is meant to bind."),
        });
    }
    let found = sources(case);
    let (source, finding) = found.iter().find_map(|source| {
        let finding = source.report.clauses.iter().find(|finding| {
            finding.id == ClauseId::ACCEPTABLE_USE_POLICY
                && finding.params.get("annexed") != Some(&Param::Flag(true))
        })?;
        Some((source, finding))
    })?;
    let url = match finding.params.get("url") {
        Some(Param::Text(url)) => Some(url.clone()),
        _ => source.report.documents.iter().find_map(|document| document.url.clone()),
    };
    Some(Conflict {
        id: "policy-not-given",
        severity: Severity::Warning,
        title: String::from("A use policy was not read"),
        text: String::from("The terms make a use policy part of themselves, and its text was not given."),
        sides: vec![
            Side {
                source: source.place.clone(),
                quote: quoted(if finding.quote.is_empty() { finding.title } else { &finding.quote }),
            },
            Side {
                source: String::from("policy"),
                quote: url.clone().unwrap_or_else(|| String::from("(no address given)")),
            },
        ],
        action: match url {
            Some(url) => format!("Read it before use: {}", brief(&url)),
            None => String::from("Find the policy and read it before use."),
        },
    })
}

/// A tag, and no text that says what it stands for.
fn tag_without_text(case: &Case<'_>) -> Option<Conflict> {
    let own = case.own.as_ref().filter(|own| own.license.evidence == Evidence::Declared)?;
    let standard =
        own.report.is_some() && own.license.id.as_deref().is_some_and(|id| !id.starts_with("LicenseRef-"));
    let unread: Vec<&String> =
        case.release.files.iter().flatten().filter(|path| files::role(path) == Some("license")).collect();
    let absence = match (unread.first(), &case.release.files) {
        (Some(path), _) => format!("{}: not read", brief(path)),
        (None, Some(_)) => String::from("no license file"),
        (None, None) => String::from("file list not known"),
    };
    let link = case
        .release
        .license_link
        .as_deref()
        .map(|link| format!(" The card points to {}.", brief(link)))
        .unwrap_or_default();
    Some(Conflict {
        id: "tag-without-text",
        severity: if standard { Severity::Info } else { Severity::Warning },
        title: String::from("Tag without text"),
        text: if own.report.is_some() {
            format!(
                "The license is only named ({}); the terms shown are those that this name usually stands for.{link}",
                brief(&own.license.name)
            )
        } else {
            format!(
                "The license is only named ({}), and the name stands for no known text.{link}",
                brief(&own.license.name)
            )
        },
        sides: vec![
            Side { source: String::from(terms::DECLARED), quote: own_words(case, &own.license) },
            Side { source: String::from("files"), quote: absence },
        ],
        action: if standard {
            String::from("Ask the publisher to add the license text.")
        } else {
            String::from("Get the text before relying on it.")
        },
    })
}

/// An open license on files that not everyone gets.
fn gated(case: &Case<'_>) -> Option<Conflict> {
    let own = case.own.as_ref().filter(|own| rank(own.license.verdict) <= 1)?;
    let (quote, severity) = match case.release.card.gated? {
        Gate::Open => return None,
        Gate::Automatic => ("access after agreeing to terms", Severity::Info),
        Gate::Manual => ("access by the publisher's approval", Severity::Warning),
    };
    Some(Conflict {
        id: "gated-open-license",
        severity,
        title: String::from("Open license behind a gate"),
        text: String::from(
            "The license lets everyone use and share the files, but not everyone gets them here.",
        ),
        sides: vec![
            Side { source: own.license.source.clone(), quote: own_words(case, &own.license) },
            Side { source: String::from("gate"), quote: String::from(quote) },
        ],
        action: String::from("Read what the gate asks you to agree to; it may add terms."),
    })
}
