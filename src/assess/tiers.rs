//! The rung of a release on the ladder: a pure function over a few facts, tested as a table.
//!
//! The floor says what is proven, the ceiling what is not excluded, the tier what the evidence points to when
//! declarations are believed. What is not known lowers floors and never ceilings; a restriction lowers ceilings.

use super::shape::State;
use crate::schema::{Openness, OpennessRange, VerdictKind};

/// What a license is worth on the ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Terms {
    /// Open-source, or open in another list.
    Open,
    /// With restrictions.
    Restricted,
    /// There are terms, but they are not understood or could not be read.
    Unknown,
    /// There are none.
    Absent,
}

impl Terms {
    /// What a verdict is worth.
    pub(super) fn of(kind: VerdictKind) -> Self {
        match kind {
            VerdictKind::OpenSource | VerdictKind::Open => Self::Open,
            VerdictKind::Unrecognized | VerdictKind::NotALicense => Self::Unknown,
            _ => Self::Restricted,
        }
    }
}

/// What decides the rung.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Facts {
    /// Final parameters.
    pub(super) weights: State,
    /// Their terms.
    pub(super) terms: Terms,
    /// Whether a text shows these terms, unmodified; otherwise they are declared.
    pub(super) proven: bool,
    /// Whether everyone gets the weights.
    pub(super) reachable: bool,
    /// Deployment code.
    pub(super) code: State,
    /// Whether its terms are open.
    pub(super) code_open: Option<bool>,
    /// Training code.
    pub(super) training_code: State,
    /// Whether its terms are open.
    pub(super) training_code_open: Option<bool>,
    /// Training data.
    pub(super) data: State,
    /// Whether their terms are open.
    pub(super) data_open: Option<bool>,
    /// Information on the data.
    pub(super) data_information: State,
    /// The lowest ceiling of the models it was made from.
    pub(super) base_ceiling: Openness,
    /// Whether the terms of all models it was made from are proven open.
    pub(super) base_proven: bool,
}

/// Tier, floor and ceiling.
pub(super) fn judge(facts: &Facts) -> (Openness, OpennessRange) {
    let ceiling = ceiling(facts);
    let floor = floor(facts).min(ceiling);
    let tier = tier(facts).min(ceiling).max(floor);
    (tier, OpennessRange { floor, ceiling })
}

fn ceiling(facts: &Facts) -> Openness {
    let mut ceiling = match (facts.weights, facts.terms) {
        (State::Absent, _) => return Openness::Closed,
        (_, Terms::Restricted | Terms::Absent) => Openness::WeightsAvailable,
        (_, Terms::Open | Terms::Unknown) => Openness::OpenSourceAiOpenData,
    };
    if facts.data_open == Some(false) {
        ceiling = ceiling.min(Openness::OpenSourceAi);
    }
    if facts.training_code_open == Some(false) {
        ceiling = ceiling.min(Openness::OpenWeights);
    }
    if facts.code_open == Some(false) {
        ceiling = ceiling.min(Openness::WeightsAvailable);
    }
    ceiling.min(facts.base_ceiling)
}

fn floor(facts: &Facts) -> Openness {
    match (facts.weights, facts.terms) {
        (State::Absent, _) => Openness::Closed,
        (State::Unknown, _) | (State::Present, Terms::Unknown | Terms::Absent) => Openness::Unknown,
        (State::Present, Terms::Restricted) => Openness::WeightsAvailable,
        (State::Present, Terms::Open) => {
            let sure = facts.proven && facts.reachable && facts.base_proven;
            if sure && facts.code == State::Present && facts.code_open == Some(true) {
                above_weights(facts)
            } else {
                Openness::WeightsAvailable
            }
        }
    }
}

fn tier(facts: &Facts) -> Openness {
    match (facts.weights, facts.terms) {
        (State::Absent, _) => Openness::Closed,
        (_, Terms::Restricted) => Openness::WeightsAvailable,
        (State::Unknown, _) | (_, Terms::Unknown | Terms::Absent) => Openness::Unknown,
        (State::Present, Terms::Open) => above_weights(facts),
    }
}

/// The rung of open weights with what else is there.
fn above_weights(facts: &Facts) -> Openness {
    if facts.training_code != State::Present || facts.training_code_open != Some(true) {
        Openness::OpenWeights
    } else if facts.data == State::Present && facts.data_open == Some(true) {
        Openness::OpenSourceAiOpenData
    } else if facts.data_information == State::Present {
        Openness::OpenSourceAi
    } else {
        Openness::OpenWeights
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Openness::{Closed, OpenSourceAi, OpenSourceAiOpenData, OpenWeights, Unknown, WeightsAvailable};

    const OPEN: Facts = Facts {
        weights: State::Present,
        terms: Terms::Open,
        proven: true,
        reachable: true,
        code: State::Present,
        code_open: Some(true),
        training_code: State::Unknown,
        training_code_open: None,
        data: State::Unknown,
        data_open: None,
        data_information: State::Unknown,
        base_ceiling: OpenSourceAiOpenData,
        base_proven: true,
    };

    #[test]
    fn the_ladder() {
        let full = Facts {
            training_code: State::Present,
            training_code_open: Some(true),
            data: State::Present,
            data_open: Some(true),
            data_information: State::Present,
            ..OPEN
        };
        for (name, facts, tier, floor, ceiling) in [
            ("weights and code", OPEN, OpenWeights, OpenWeights, OpenSourceAiOpenData),
            (
                "tag only",
                Facts { proven: false, ..OPEN },
                OpenWeights,
                WeightsAvailable,
                OpenSourceAiOpenData,
            ),
            (
                "gated",
                Facts { reachable: false, ..OPEN },
                OpenWeights,
                WeightsAvailable,
                OpenSourceAiOpenData,
            ),
            (
                "code unknown",
                Facts { code: State::Unknown, code_open: None, ..OPEN },
                OpenWeights,
                WeightsAvailable,
                OpenSourceAiOpenData,
            ),
            (
                "code restricted",
                Facts { code_open: Some(false), ..OPEN },
                WeightsAvailable,
                WeightsAvailable,
                WeightsAvailable,
            ),
            (
                "restricted",
                Facts { terms: Terms::Restricted, ..OPEN },
                WeightsAvailable,
                WeightsAvailable,
                WeightsAvailable,
            ),
            ("text alone", Facts { weights: State::Unknown, ..OPEN }, Unknown, Unknown, OpenSourceAiOpenData),
            (
                "restrictive text alone",
                Facts { weights: State::Unknown, terms: Terms::Restricted, ..OPEN },
                WeightsAvailable,
                Unknown,
                WeightsAvailable,
            ),
            ("no weights", Facts { weights: State::Absent, ..OPEN }, Closed, Closed, Closed),
            ("no license", Facts { terms: Terms::Absent, ..OPEN }, Unknown, Unknown, WeightsAvailable),
            (
                "unread license",
                Facts { terms: Terms::Unknown, ..OPEN },
                Unknown,
                Unknown,
                OpenSourceAiOpenData,
            ),
            (
                "restrictive base",
                Facts { base_ceiling: WeightsAvailable, base_proven: false, ..OPEN },
                WeightsAvailable,
                WeightsAvailable,
                WeightsAvailable,
            ),
            ("everything", full, OpenSourceAiOpenData, OpenSourceAiOpenData, OpenSourceAiOpenData),
            (
                "data restricted",
                Facts { data_open: Some(false), ..full },
                OpenSourceAi,
                OpenSourceAi,
                OpenSourceAi,
            ),
            (
                "no data information",
                Facts { data: State::Unknown, data_open: None, data_information: State::Unknown, ..full },
                OpenWeights,
                OpenWeights,
                OpenSourceAiOpenData,
            ),
        ] {
            assert_eq!(judge(&facts), (tier, OpennessRange { floor, ceiling }), "{name}");
        }
    }

    /// Every combination of facts.
    fn all() -> Vec<Facts> {
        let states = [State::Present, State::Absent, State::Unknown];
        let opens = [Some(true), Some(false), None];
        let mut list = vec![OPEN];
        let spread = |list: Vec<Facts>, vary: &dyn Fn(Facts) -> Vec<Facts>| {
            list.into_iter().flat_map(vary).collect::<Vec<_>>()
        };
        list = spread(list, &|facts| states.map(|weights| Facts { weights, ..facts }).to_vec());
        list = spread(list, &|facts| {
            [Terms::Open, Terms::Restricted, Terms::Unknown, Terms::Absent]
                .map(|terms| Facts { terms, ..facts })
                .to_vec()
        });
        list = spread(list, &|facts| [true, false].map(|proven| Facts { proven, ..facts }).to_vec());
        list = spread(list, &|facts| [true, false].map(|reachable| Facts { reachable, ..facts }).to_vec());
        list = spread(list, &|facts| states.map(|code| Facts { code, ..facts }).to_vec());
        list = spread(list, &|facts| opens.map(|code_open| Facts { code_open, ..facts }).to_vec());
        list = spread(list, &|facts| {
            [State::Present, State::Unknown].map(|training_code| Facts { training_code, ..facts }).to_vec()
        });
        list = spread(list, &|facts| {
            opens.map(|training_code_open| Facts { training_code_open, ..facts }).to_vec()
        });
        list = spread(list, &|facts| {
            [State::Present, State::Unknown].map(|data| Facts { data, ..facts }).to_vec()
        });
        list = spread(list, &|facts| opens.map(|data_open| Facts { data_open, ..facts }).to_vec());
        list = spread(list, &|facts| {
            [State::Present, State::Unknown]
                .map(|data_information| Facts { data_information, ..facts })
                .to_vec()
        });
        list = spread(list, &|facts| {
            [WeightsAvailable, OpenSourceAiOpenData]
                .map(|base_ceiling| Facts { base_ceiling, ..facts })
                .to_vec()
        });
        spread(list, &|facts| [true, false].map(|base_proven| Facts { base_proven, ..facts }).to_vec())
    }

    #[test]
    fn laws_hold_for_every_combination() {
        let list = all();
        assert!(list.len() > 100_000, "{}", list.len());
        for facts in list {
            let (tier, range) = judge(&facts);
            assert!(range.floor <= tier && tier <= range.ceiling, "{facts:?}");
            for (restricted, what) in [
                (
                    Facts {
                        terms: if facts.terms == Terms::Open { Terms::Restricted } else { facts.terms },
                        ..facts
                    },
                    "terms",
                ),
                (Facts { code_open: Some(false), ..facts }, "code"),
                (Facts { training_code_open: Some(false), ..facts }, "training code"),
                (Facts { data_open: Some(false), ..facts }, "data"),
                (Facts { base_ceiling: WeightsAvailable, ..facts }, "base"),
                (Facts { reachable: false, ..facts }, "gate"),
            ] {
                // Unknown terms beside weights that nobody has seen say less than a known restriction does.
                let (lower, bounds) = judge(&restricted);
                if facts.weights == State::Present {
                    assert!(lower <= tier, "a restriction of the {what} raises the tier of {facts:?}");
                }
                assert!(
                    bounds.ceiling <= range.ceiling,
                    "a restriction of the {what} raises the ceiling of {facts:?}"
                );
            }
            for (unknown, what) in [
                (Facts { weights: State::Unknown, ..facts }, "weights"),
                (Facts { terms: Terms::Unknown, ..facts }, "terms"),
                (Facts { proven: false, ..facts }, "proof"),
                (Facts { code: State::Unknown, code_open: None, ..facts }, "code"),
                (Facts { training_code: State::Unknown, training_code_open: None, ..facts }, "training code"),
                (Facts { data: State::Unknown, data_open: None, ..facts }, "data"),
                (Facts { data_information: State::Unknown, ..facts }, "data information"),
                (Facts { base_proven: false, ..facts }, "base"),
            ] {
                assert!(
                    judge(&unknown).1.floor <= range.floor,
                    "not knowing the {what} raises the floor of {facts:?}"
                );
            }
            for (more, what) in [
                (Facts { weights: State::Present, ..facts }, "weights"),
                (Facts { code: State::Present, ..facts }, "code"),
                (Facts { training_code: State::Present, ..facts }, "training code"),
                (Facts { data: State::Present, ..facts }, "data"),
                (Facts { data_information: State::Present, ..facts }, "data information"),
            ] {
                assert!(
                    judge(&more).1.ceiling >= range.ceiling,
                    "more {what} lowers the ceiling of {facts:?}"
                );
            }
        }
    }
}
