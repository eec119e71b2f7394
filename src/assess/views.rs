//! Who judges the release how, and why: the bodies whose definitions differ.
//!
//! Sources: the G7 vision on AI openness (May 2026); the Open Source Definition and the Open Source AI Definition 1.0 of
//! the OSI; the Model Openness Framework of the Linux Foundation (White et al. 2024); the RAIL initiative; the European
//! Commission's guidelines on general-purpose AI models (July 2025).

use super::Case;
use super::release::ReleaseKind;
use super::shape::{ComponentId, State, View};
use super::terms::rank;
use super::tiers::Terms;
use crate::clauses::catalog::ClauseId;
use crate::schema::{Openness, VerdictKind};

/// The views, in a fixed order; those for which nothing can be said at all are left out.
pub(super) fn views(case: &Case<'_>) -> Vec<View> {
    if case.license.is_none() && case.terms == Terms::Unknown {
        return Vec::new();
    }
    let mut list = Vec::new();
    if case.release.kind == ReleaseKind::Model {
        list.push(g7(case));
    }
    list.push(osd(case));
    if case.release.kind == ReleaseKind::Model {
        list.push(osaid(case));
        list.push(mof(case));
        list.push(commission(case));
    }
    list.extend(rail(case));
    list
}

fn view(
    id: &'static str,
    who: &'static str,
    says: &'static str,
    value: &str,
    why: impl Into<String>,
) -> View {
    View { id, who, says, value: value.to_owned(), why: why.into() }
}

fn tier_name(tier: Openness) -> &'static str {
    match tier {
        Openness::Unknown => "Not known",
        Openness::Closed => "Closed",
        Openness::WeightsAvailable => "Weights available",
        Openness::OpenWeights => "Open weights",
        Openness::OpenSourceAi => "Open source AI",
        Openness::OpenSourceAiOpenData => "Open source AI with open data",
    }
}

fn g7(case: &Case<'_>) -> View {
    let says = match case.tier {
        Openness::Unknown => "unknown",
        tier if tier >= Openness::OpenWeights => "open",
        _ => "not-open",
    };
    let why = format!(
        "Shown: at least \"{}\"; not excluded: \"{}\".",
        tier_name(case.floor).to_ascii_lowercase(),
        tier_name(case.ceiling).to_ascii_lowercase()
    );
    view("g7", "G7 vision on AI openness (2026)", says, tier_name(case.tier), why)
}

/// The recognised license that counts, if it is one, and whether the OSI approved it.
fn approved(case: &Case<'_>) -> Option<bool> {
    let license = case.license.as_ref()?;
    if license.source.starts_with("base model ") {
        return (rank(license.verdict) > 1).then_some(false);
    }
    let report = case.own.as_ref()?.report?;
    match report.verdict.kind {
        VerdictKind::OpenSource | VerdictKind::Open => {
            report.licenses.first().and_then(|license| license.osi_approved)
        }
        VerdictKind::Unrecognized | VerdictKind::NotALicense => None,
        _ => Some(false),
    }
}

fn restriction(case: &Case<'_>) -> String {
    let titles: Vec<String> =
        super::because(case).iter().take(3).map(|reason| reason.title.to_ascii_lowercase()).collect();
    if titles.is_empty() { String::from("its restrictions") } else { titles.join(", ") }
}

fn osd(case: &Case<'_>) -> View {
    const WHO: &str = "OSI, Open Source Definition (the license text)";
    match (approved(case), case.terms) {
        (Some(true), _) => {
            view("osd", WHO, "open", "OSI-approved license", "The license is on the OSI's list.")
        }
        (Some(false), Terms::Open) => view(
            "osd",
            WHO,
            "not-open",
            "Not OSI-approved",
            "The license has no restriction that breaks the definition, but the OSI has not approved it; the FSF lists some such licenses (CC0, CC-BY) as free.",
        ),
        (Some(false), _) => view(
            "osd",
            WHO,
            "not-open",
            "Not open source",
            format!("The definition does not allow: {}.", restriction(case)),
        ),
        (None, Terms::Absent) => {
            view("osd", WHO, "not-open", "No license", "Without a license nothing is permitted.")
        }
        (None, _) => view("osd", WHO, "unknown", "Not known", "The license was not recognized."),
    }
}

fn osaid(case: &Case<'_>) -> View {
    const WHO: &str = "OSI, Open Source AI Definition 1.0 (the system)";
    const NOTE: &str = "The OSI certifies no systems.";
    if case.ceiling < Openness::OpenSourceAi {
        let why = if case.tier == Openness::Closed {
            String::from("no weights are given")
        } else {
            restriction(case)
        };
        return view(
            "osaid",
            WHO,
            "not-open",
            "Not open source AI",
            format!("It asks for parameters and code under open terms; here: {why}. {NOTE}"),
        );
    }
    let shown = case.tier >= Openness::OpenSourceAi && approved(case) == Some(true);
    if shown {
        view(
            "osaid",
            WHO,
            "open",
            "Could meet it",
            format!(
                "Parameters, training code and data information are shown, as declared by the publisher. It accepts data information in place of data; others want the data. {NOTE}"
            ),
        )
    } else {
        view(
            "osaid",
            WHO,
            "unknown",
            "Not shown",
            format!(
                "It also asks for training code and sufficiently detailed data information, which were not seen. {NOTE}"
            ),
        )
    }
}

fn mof(case: &Case<'_>) -> View {
    const WHO: &str = "Model Openness Framework";
    if matches!(case.terms, Terms::Restricted | Terms::Absent) || case.tier == Openness::Closed {
        return view("mof", WHO, "not-open", "No class", "Every component must come under an open license.");
    }
    let present = |id| case.parts.get(id).state == State::Present;
    let open = |id| present(id) && case.parts.get(id).open == Some(true);
    let mut lacking = Vec::new();
    for (have, name) in [
        (open(ComponentId::Weights), "final parameters"),
        (open(ComponentId::DeploymentCode), "architecture"),
        (present(ComponentId::ModelCard), "model card"),
        (present(ComponentId::DataInformation), "data card"),
        (present(ComponentId::Evaluation), "evaluation results"),
        (present(ComponentId::Paper), "technical report"),
    ] {
        if !have {
            lacking.push(name);
        }
    }
    if !lacking.is_empty() {
        return view(
            "mof",
            WHO,
            "unknown",
            "Class not shown",
            format!("Class III also asks for: {}.", lacking.join(", ")),
        );
    }
    if !open(ComponentId::TrainingCode) {
        return view(
            "mof",
            WHO,
            "open",
            "Class III (open model)",
            "Class II also asks for training, inference and evaluation code.",
        );
    }
    if open(ComponentId::TrainingData) {
        view(
            "mof",
            WHO,
            "open",
            "Class II (open tooling)",
            "Class I also asks for a research paper, preprocessing code and intermediate parameters, which are not all checked here.",
        )
    } else {
        view("mof", WHO, "open", "Class II (open tooling)", "Class I also asks for the training data.")
    }
}

fn commission(case: &Case<'_>) -> View {
    const ID: &str = "european-commission";
    const WHO: &str = "European Commission, guidelines on general-purpose AI models (2025, not binding)";
    let excluded = [
        ClauseId::COMMERCIAL_USE_FORBIDDEN,
        ClauseId::RESEARCH_ONLY,
        ClauseId::USER_THRESHOLD,
        ClauseId::REVENUE_THRESHOLD,
        ClauseId::SEPARATE_COMMERCIAL_LICENSE,
        ClauseId::REDISTRIBUTION_FORBIDDEN,
    ];
    let reasons = super::because(case);
    let found: Vec<String> = reasons
        .iter()
        .filter(|reason| excluded.contains(&reason.id))
        .map(|reason| reason.title.to_ascii_lowercase())
        .collect();
    if case.tier == Openness::Closed || case.terms == Terms::Absent {
        return view(
            ID,
            WHO,
            "not-open",
            "Not free and open source",
            "The parameters must be public under a license that lets people use, change and share them.",
        );
    }
    if !found.is_empty() {
        return view(
            ID,
            WHO,
            "not-open",
            "Not free and open source",
            format!("They do not count licenses with: {}.", found.join(", ")),
        );
    }
    match (case.terms, case.license.as_ref().map(|license| license.verdict)) {
        (Terms::Open, _) => view(
            ID,
            WHO,
            "open",
            "License counts as free and open source",
            "Parameters, architecture and information on use must be public as well.",
        ),
        (_, Some(VerdictKind::ResponsibleUse)) => view(
            ID,
            WHO,
            "unknown",
            "Case by case",
            "They tolerate safety terms that are specific and proportionate.",
        ),
        (Terms::Restricted, _) => view(
            ID,
            WHO,
            "not-open",
            "Not free and open source",
            format!(
                "The license must let people use, change and share the model freely; here: {}.",
                restriction(case)
            ),
        ),
        _ => view(ID, WHO, "unknown", "Not known", "The license was not recognized."),
    }
}

fn rail(case: &Case<'_>) -> Option<View> {
    let license = case.license.as_ref()?;
    let rules = license.verdict == VerdictKind::ResponsibleUse;
    let named = license.name.to_ascii_lowercase().contains("rail");
    (rules || named).then(|| {
        view(
            "rail",
            "RAIL initiative",
            if rules { "open" } else { "unknown" },
            "Open and responsible",
            "Its authors call such licenses open, because access, use and sharing are free within rules of use; OSI, FSF, Debian and the Model Openness Framework do not.",
        )
    })
}
