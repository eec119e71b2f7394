//! The models that a release was made from, and what they bind it to.

use super::release::{BaseKnown, BaseModel, Relation, Release};
use super::shape::{Assessment, Declared, EffectiveLicense, Evidence, LicenseText, Lineage};
use super::terms;
use crate::clauses::catalog::ClauseId;
use crate::schema::{Openness, OpennessRange};

/// Why a model that is its own ancestor is not followed; that says nothing of its terms.
const CIRCLE: &str = "it is its own ancestor";

/// What the base models come to.
#[derive(Debug, Default)]
pub(super) struct Bases {
    /// The line of ancestors, nearest first.
    pub(super) line: Vec<Lineage>,
    /// The base models themselves, with their assessments.
    pub(super) direct: Vec<(Relation, Assessment)>,
    /// Texts of all of them.
    pub(super) texts: Vec<LicenseText>,
    /// Declarations of all of them.
    pub(super) declared: Vec<Declared>,
    /// Ids of those of which nothing is known.
    pub(super) unknown: Vec<String>,
}

/// Assesses the base models; `above` are the ids on the way here, so that a circle ends.
pub(super) fn bases(release: &Release, above: &[&str]) -> Bases {
    let mut bases = Bases::default();
    for base in &release.base_models {
        let circle = above.iter().any(|id| id.eq_ignore_ascii_case(&base.id));
        let known = match &base.known {
            _ if circle => Err(String::from(CIRCLE)),
            BaseKnown::Nothing(why) => Err(why.clone()),
            BaseKnown::Assessment(assessment) => Ok(assessment.as_ref().clone()),
            BaseKnown::Release(release) if above.len() >= super::release::MAX_LINEAGE => {
                let _ = release;
                Err(String::from("its lineage is longer than what is followed"))
            }
            BaseKnown::Release(release) => Ok(super::assess_below(release, above)),
        };
        bases.add(base, release.id.as_deref(), known);
    }
    bases
}

impl Bases {
    fn add(&mut self, base: &BaseModel, of: Option<&str>, known: Result<Assessment, String>) {
        match known {
            Ok(assessment) => {
                self.line.push(Lineage {
                    id: base.id.clone(),
                    of: of.map(str::to_owned),
                    relation: base.relation,
                    badge: Some(assessment.badge.clone()),
                    tier: assessment.tier,
                    openness: assessment.openness,
                    license: assessment.license.clone(),
                    why: None,
                });
                for further in &assessment.base_models {
                    if !self.line.iter().any(|entry| entry.id == further.id) {
                        let of = further.of.clone().or_else(|| Some(base.id.clone()));
                        self.line.push(Lineage { of, ..further.clone() });
                    }
                }
                let model = |own: &Option<String>| own.clone().or_else(|| Some(base.id.clone()));
                for text in &assessment.texts {
                    let text = LicenseText { model: model(&text.model), ..text.clone() };
                    if !self.texts.iter().any(|other| other.model == text.model && other.path == text.path) {
                        self.texts.push(text);
                    }
                }
                for declared in &assessment.declared {
                    let declared = Declared { model: model(&declared.model), ..declared.clone() };
                    if !self.declared.contains(&declared) {
                        self.declared.push(declared);
                    }
                }
                if assessment.evidence == Evidence::None || unread(&assessment) {
                    self.unknown.push(base.id.clone());
                }
                // What is not known further up the line binds as well.
                let lost = |entry: &&Lineage| entry.why.as_ref().is_some_and(|why| why != CIRCLE);
                for entry in assessment.base_models.iter().filter(lost) {
                    if !self.unknown.contains(&entry.id) {
                        self.unknown.push(entry.id.clone());
                    }
                }
                let named = Assessment { id: Some(base.id.clone()), ..assessment };
                self.direct.push((base.relation, named));
            }
            Err(why) => {
                if why != CIRCLE {
                    self.unknown.push(base.id.clone());
                }
                self.line.push(Lineage {
                    id: base.id.clone(),
                    of: of.map(str::to_owned),
                    relation: base.relation,
                    badge: None,
                    tier: Openness::Unknown,
                    openness: OpennessRange {
                        floor: Openness::Unknown,
                        ceiling: Openness::OpenSourceAiOpenData,
                    },
                    license: None,
                    why: Some(why),
                });
            }
        }
    }

    /// The base model with the most restrictive terms that bind a release of this owner: whoever owns both models may
    /// license the second one anew.
    pub(super) fn binding(&self, owner: Option<&str>) -> Option<(&Assessment, &EffectiveLicense)> {
        self.direct
            .iter()
            .filter(|(_, base)| !owns(owner, base.id.as_deref()))
            .filter_map(|(_, base)| base.license.as_ref().map(|license| (base, license)))
            .filter(|(_, license)| {
                terms::rank(license.verdict) > terms::rank(crate::schema::VerdictKind::Unrecognized)
            })
            .max_by_key(|(_, license)| terms::rank(license.verdict))
    }

    /// The lowest ceiling that the base models set for a release of this owner. Only their licenses count: a base
    /// without open data does not forbid a derivative to be more open.
    pub(super) fn ceiling(&self, owner: Option<&str>) -> Openness {
        if self.binding(owner).is_some() {
            Openness::WeightsAvailable
        } else {
            Openness::OpenSourceAiOpenData
        }
    }

    /// Whether the open terms of every base model that binds a release of this owner are proven.
    pub(super) fn proven(&self, owner: Option<&str>) -> bool {
        let known = self.unknown.iter().all(|id| owns(owner, Some(id)));
        known
            && self.direct.iter().filter(|(_, base)| !owns(owner, base.id.as_deref())).all(|(_, base)| {
                base.license.as_ref().is_some_and(|license| {
                    license.evidence == Evidence::Text && terms::rank(license.verdict) <= 1
                })
            })
    }

    /// Base models whose terms pass on to changed versions, for a release of this owner.
    pub(super) fn share_alike(&self, owner: Option<&str>) -> Vec<(&Assessment, &EffectiveLicense)> {
        self.direct
            .iter()
            .filter(|(_, base)| !owns(owner, base.id.as_deref()))
            .filter_map(|(_, base)| base.license.as_ref().map(|license| (base, license)))
            .filter(|(base, license)| {
                base.texts
                    .iter()
                    .filter(|text| text.model.is_none() && text.path == license.source)
                    .any(|text| has(&text.report, ClauseId::SHARE_ALIKE))
                    || license.evidence == Evidence::Declared
                        && base.declared.iter().any(|own| {
                            own.model.is_none()
                                && own
                                    .report
                                    .as_ref()
                                    .is_some_and(|report| has(report, ClauseId::SHARE_ALIKE))
                        })
            })
            .collect()
    }
}

fn has(report: &crate::schema::Report, id: ClauseId) -> bool {
    report.clauses.iter().any(|finding| finding.id == id)
}

fn unread(assessment: &Assessment) -> bool {
    assessment.license.as_ref().is_none_or(|license| {
        terms::rank(license.verdict) == terms::rank(crate::schema::VerdictKind::Unrecognized)
    })
}

/// Whether an owner owns the model of that id.
fn owns(owner: Option<&str>, id: Option<&str>) -> bool {
    match (owner, id.and_then(|id| id.split_once('/'))) {
        (Some(owner), Some((other, _))) => owner.eq_ignore_ascii_case(other),
        _ => false,
    }
}

/// The owner's part of `owner/name`.
pub(super) fn owner(id: Option<&str>) -> Option<&str> {
    id.and_then(|id| id.split_once('/')).map(|(owner, _)| owner)
}
