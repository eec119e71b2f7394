//! The verdict on a license text: a pure function over what was found.
//!
//! The order is that of the reading guide; the first that holds wins. Absence of restrictions is not permission: a text
//! that matches no known license and shows no restriction is *not recognized*, never *open*.

use crate::clauses::catalog::ClauseId;
use crate::evidence::{Evidence, Known};
use crate::order::Order as _;
use crate::schema::{Basis, Effect, Openness, OpennessRange, Verdict, VerdictKind};

/// Judges a text.
#[must_use]
pub fn judge(evidence: &Evidence) -> Verdict {
    let (kind, because) = kind(evidence);
    let basis = match kind {
        VerdictKind::Unrecognized => Basis::None,
        _ if evidence.known.is_some() => Basis::Template,
        _ => Basis::Clauses,
    };
    Verdict { kind, label: kind.label(), because, basis, openness: openness(kind) }
}

#[inline(never)]
fn kind(evidence: &Evidence) -> (VerdictKind, Vec<ClauseId>) {
    if !evidence.license_like {
        return (VerdictKind::Unrecognized, Vec::new());
    }
    let vetoes = with_effect(evidence, Effect::Veto);
    let rules = with_effect(evidence, Effect::ResponsibleUse);
    if !evidence.grants || evidence.service_terms {
        // Rules or terms without a right to the work: a policy, a service, an addendum to some license.
        return if vetoes.is_empty() && rules.is_empty() && !evidence.service_terms {
            (VerdictKind::Unrecognized, Vec::new())
        } else {
            (VerdictKind::NotALicense, [vetoes, rules].concat())
        };
    }
    let closed = evidence.closed();
    if !closed.is_empty() {
        return (VerdictKind::NoRedistribution, closed);
    }
    let ban = evidence.commercial_ban();
    if !ban.is_empty() {
        let research = evidence.has(ClauseId::RESEARCH_ONLY) || evidence.has(ClauseId::ACADEMIC_ONLY);
        let kind = if research {
            VerdictKind::ResearchOnly
        } else if evidence.has(ClauseId::EVALUATION_ONLY)
            && !(evidence.trial && evidence.has(ClauseId::COMMERCIAL_USE_FORBIDDEN))
        {
            VerdictKind::EvaluationOnly
        } else {
            VerdictKind::NonCommercial
        };
        return (kind, ban);
    }
    if evidence.has(ClauseId::DERIVATIVES_FORBIDDEN) {
        return (VerdictKind::NoDerivatives, vec![ClauseId::DERIVATIVES_FORBIDDEN]);
    }
    if !vetoes.is_empty() {
        return (VerdictKind::Conditional, vetoes);
    }
    if !rules.is_empty() {
        return (VerdictKind::ResponsibleUse, rules);
    }
    match evidence.known {
        Some(Known { approved: true }) => (VerdictKind::OpenSource, Vec::new()),
        Some(Known { approved: false }) => (VerdictKind::Open, Vec::new()),
        None => (VerdictKind::Unrecognized, Vec::new()),
    }
}

fn with_effect(evidence: &Evidence, effect: Effect) -> Vec<ClauseId> {
    let mut ids: Vec<ClauseId> =
        evidence.clauses.iter().filter(|(_, own)| *own == effect).map(|(id, _)| *id).collect();
    ids.order();
    ids.dedup();
    ids
}

/// Bounds on the openness of a release whose weights are under a text of this kind. A text proves nothing about what
/// is released, so the floor is unknown until weight files are seen; restrictions exclude the upper tiers for good.
fn openness(kind: VerdictKind) -> OpennessRange {
    let ceiling = match kind {
        VerdictKind::OpenSource
        | VerdictKind::Open
        | VerdictKind::Unrecognized
        | VerdictKind::NotALicense => Openness::OpenSourceAiOpenData,
        _ => Openness::WeightsAvailable,
    };
    OpennessRange { floor: Openness::Unknown, ceiling }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence(ids: &[ClauseId]) -> Evidence {
        let clauses = ids.iter().map(|id| (*id, id.clause().effect)).collect();
        Evidence { clauses, grants: true, license_like: true, ..Evidence::default() }
    }

    #[test]
    fn the_first_of_the_guides_order_wins() {
        use ClauseId as C;
        let table: &[(&[C], VerdictKind)] = &[
            (&[], VerdictKind::Unrecognized),
            (&[C::NO_WARRANTY, C::SHARE_ALIKE], VerdictKind::Unrecognized),
            (&[C::FIELD_OF_USE], VerdictKind::ResponsibleUse),
            (&[C::FIELD_OF_USE, C::FLOW_DOWN, C::UPDATE_DUTY], VerdictKind::ResponsibleUse),
            (&[C::FIELD_OF_USE, C::USER_THRESHOLD], VerdictKind::Conditional),
            (&[C::ACCEPTABLE_USE_POLICY], VerdictKind::Conditional),
            (&[C::DERIVATIVES_FORBIDDEN, C::FIELD_OF_USE], VerdictKind::NoDerivatives),
            (&[C::COMMERCIAL_USE_FORBIDDEN, C::DERIVATIVES_FORBIDDEN], VerdictKind::NonCommercial),
            (&[C::COMMERCIAL_USE_FORBIDDEN, C::SEPARATE_COMMERCIAL_LICENSE], VerdictKind::NonCommercial),
            (&[C::RESEARCH_ONLY], VerdictKind::ResearchOnly),
            (&[C::RESEARCH_ONLY, C::COMMERCIAL_USE_FORBIDDEN], VerdictKind::ResearchOnly),
            (&[C::ACADEMIC_ONLY], VerdictKind::ResearchOnly),
            (&[C::EVALUATION_ONLY], VerdictKind::EvaluationOnly),
            (&[C::EVALUATION_ONLY, C::SEPARATE_COMMERCIAL_LICENSE, C::CHANGE_DATE], VerdictKind::Conditional),
            (&[C::INTERNAL_USE_ONLY], VerdictKind::NoRedistribution),
            (&[C::REDISTRIBUTION_FORBIDDEN, C::COMMERCIAL_USE_FORBIDDEN], VerdictKind::NoRedistribution),
        ];
        for (ids, kind) in table {
            assert_eq!(judge(&evidence(ids)).kind, *kind, "{ids:?}");
        }
    }

    #[test]
    fn a_policy_without_a_grant_is_no_license() {
        let mut policy = evidence(&[ClauseId::FIELD_OF_USE]);
        policy.grants = false;
        assert_eq!(judge(&policy).kind, VerdictKind::NotALicense);
    }

    #[test]
    fn nothing_license_like_is_not_recognized_whatever_was_matched() {
        let mut prose = evidence(&[ClauseId::COMMERCIAL_USE_ALLOWED]);
        prose.license_like = false;
        assert_eq!(judge(&prose).kind, VerdictKind::Unrecognized);
    }

    #[test]
    fn only_a_known_license_is_open() {
        for (approved, kind) in [(true, VerdictKind::OpenSource), (false, VerdictKind::Open)] {
            let known = Evidence { known: Some(Known { approved }), ..evidence(&[ClauseId::NO_WARRANTY]) };
            assert_eq!(judge(&known).kind, kind);
            assert_eq!(judge(&known).basis, Basis::Template);
            let restricted =
                Evidence { known: Some(Known { approved }), ..evidence(&[ClauseId::FIELD_OF_USE]) };
            assert_eq!(judge(&restricted).kind, VerdictKind::ResponsibleUse);
        }
    }

    #[test]
    fn annexed_policies_are_rules_of_use() {
        let annexed = Evidence {
            clauses: vec![(ClauseId::ACCEPTABLE_USE_POLICY, Effect::ResponsibleUse)],
            ..evidence(&[])
        };
        assert_eq!(judge(&annexed).kind, VerdictKind::ResponsibleUse);
    }
}
