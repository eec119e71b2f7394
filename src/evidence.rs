//! What answers and verdict are made from: the clauses of a text, what it grants, and what it is known to be.

use crate::clauses::catalog::ClauseId;
use crate::schema::Effect;

/// What was found in a text and is known of it.
#[derive(Debug, Clone, Default, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "independent facts about one text")]
pub struct Evidence {
    /// Clauses that the text or its template has, with the effect that each has here.
    pub clauses: Vec<(ClauseId, Effect)>,
    /// Whether the text gives any right to the work.
    pub grants: bool,
    /// Whether it gives the right to use it.
    pub grants_use: bool,
    /// Whether it gives the right to pass it on.
    pub grants_redistribution: bool,
    /// Whether it gives the right to change it.
    pub grants_modification: bool,
    /// Whether it gives the right to change it without sharing the result.
    pub grants_private_changes: bool,
    /// Whether use is tied to somebody's product.
    pub tied: bool,
    /// Whether it lets the work be passed on in one form or within one's own product only.
    pub limited_sharing: bool,
    /// Whether it lets the work be passed on under conditions that it states.
    pub grants_sharing: bool,
    /// Whether anything in the text is license-like at all.
    pub license_like: bool,
    /// Whether only commercial use is on trial, beside a tier that lasts.
    pub trial: bool,
    /// Whether the text is the terms of a service rather than a license of a work.
    pub service_terms: bool,
    /// The known license that the text is, without material changes.
    pub known: Option<Known>,
}

/// Standing of a known license.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// OSI-approved or on the FSF's list of free licenses.
    pub approved: bool,
}

impl Evidence {
    /// Whether a clause is there.
    #[must_use]
    pub fn has(&self, id: ClauseId) -> bool {
        self.clauses.iter().any(|(clause, _)| *clause == id)
    }

    /// The clauses of a list that are there, in the list's order.
    pub(crate) fn those(&self, ids: &[ClauseId]) -> Vec<ClauseId> {
        ids.iter().copied().filter(|id| self.has(*id)).collect()
    }

    /// What closes the work to everybody but its user.
    #[must_use]
    pub(crate) fn closed(&self) -> Vec<ClauseId> {
        let forbidden = self.those(&[ClauseId::REDISTRIBUTION_FORBIDDEN]);
        if self.grants_sharing && forbidden.is_empty() {
            // "Use it for your own purposes; pass it on only free of charge": the limit is on use.
            return forbidden;
        }
        let own = self.those(&[ClauseId::INTERNAL_USE_ONLY, ClauseId::PERSONAL_USE_ONLY]);
        [forbidden, own].concat()
    }

    /// Whether commercial use is forbidden in every tier, and by what.
    #[must_use]
    pub fn commercial_ban(&self) -> Vec<ClauseId> {
        let purposes =
            self.those(&[ClauseId::RESEARCH_ONLY, ClauseId::ACADEMIC_ONLY, ClauseId::EVALUATION_ONLY]);
        // A purpose that only one tier has, or that ends on a date, leaves a commercial way.
        let way =
            [ClauseId::SEPARATE_COMMERCIAL_LICENSE, ClauseId::CHANGE_DATE, ClauseId::COMMERCIAL_USE_ALLOWED];
        let mut ban = self.those(&[ClauseId::COMMERCIAL_USE_FORBIDDEN]);
        if !ban.is_empty() || !way.iter().any(|id| self.has(*id)) {
            ban.extend(purposes);
        }
        ban
    }
}
