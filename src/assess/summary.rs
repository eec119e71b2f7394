//! One or two sentences on a release: which tier, and why.

use super::Case;
use super::release::ReleaseKind;
use super::shape::Evidence;
use super::tiers::Terms;
use crate::schema::Openness;

/// Why this tier.
pub(super) fn summary(case: &Case<'_>) -> String {
    let license = case.license.as_ref();
    let name = license.map_or_else(String::new, |license| super::components::brief(&license.name));
    let from = license.map_or("", |license| match license.evidence {
        Evidence::Text => "text read",
        Evidence::Declared => "by its tag only, the text was not seen",
        Evidence::None => "no text",
    });
    if case.release.kind != ReleaseKind::Model {
        return match license {
            Some(license) => format!("{}: {name} ({from}).", license.label),
            None if case.terms == Terms::Absent => {
                String::from("No license was found, so no right to use it is given.")
            }
            None => String::from("The license could not be checked."),
        };
    }
    let bound = license.filter(|license| license.source.starts_with("base model "));
    match (case.tier, license) {
        (Openness::Closed, _) => String::from("There are no weights to download here."),
        (Openness::OpenSourceAiOpenData, _) => format!(
            "Weights, code and training data come under open licenses; the weights under {name} ({from})."
        ),
        (Openness::OpenSourceAi, _) => format!(
            "Weights and code come under open licenses, and the data are described by the publisher; the weights under {name} ({from})."
        ),
        (Openness::OpenWeights, _) => {
            format!("The weights come under {name} ({from}); training code and data are not shown.")
        }
        (Openness::WeightsAvailable, Some(license)) => match bound {
            Some(bound) => format!(
                "The terms of {} bind this model: {name}, {}.",
                bound.source,
                bound.label.to_ascii_lowercase()
            ),
            None if case.terms == Terms::Open => {
                format!("The weights come under {name}, but the code that runs them has restrictions.")
            }
            None => format!(
                "The weights can be downloaded, under terms with restrictions: {name} ({from}), {}.",
                license.label.to_ascii_lowercase()
            ),
        },
        (_, Some(license)) if case.terms == Terms::Open => {
            format!("{}: {name} ({from}). No weights were seen.", license.label)
        }
        (_, Some(_)) => format!("There are terms, {name}, that were not recognized; read them before use."),
        (_, None) if case.terms == Terms::Absent => String::from(
            "No license was found. Files without a license may not be used beyond what the law allows anyway.",
        ),
        (_, None) => String::from("The license could not be checked."),
    }
}
