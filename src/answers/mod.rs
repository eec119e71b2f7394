//! The five answers, from what was found.
//!
//! Values are those of the reading guide. Each answer names the clauses that decide it, and says in one plain sentence
//! what they come to, with the figures of the text.

mod figures;

use crate::clauses::catalog::ClauseId;
use crate::evidence::Evidence;
use crate::order::Order as _;
use crate::schema::{Answer, Answers, Effect, Finding, Param};

/// Restrictions that exclude some commercial users or make them pay, register or ask.
const COMMERCIAL_CONDITIONS: &[ClauseId] = &[
    ClauseId::USER_THRESHOLD,
    ClauseId::REVENUE_THRESHOLD,
    ClauseId::HEADCOUNT_THRESHOLD,
    ClauseId::SEPARATE_COMMERCIAL_LICENSE,
    ClauseId::REGISTRATION_REQUIRED,
    ClauseId::CHANGE_DATE,
    ClauseId::EVALUATION_ONLY,
    ClauseId::RESEARCH_ONLY,
    ClauseId::ACADEMIC_ONLY,
    ClauseId::INTERNAL_USE_ONLY,
    ClauseId::HOSTING_FORBIDDEN,
    ClauseId::COMPETING_FORBIDDEN,
    ClauseId::RESALE_FORBIDDEN,
    ClauseId::REGION_EXCLUDED,
    ClauseId::LEGAL_FORM_EXCLUDED,
];

/// What makes passing on the unchanged work more than keeping notices and giving the license.
const SHARING_CONDITIONS: &[ClauseId] = &[
    ClauseId::COMMERCIAL_USE_FORBIDDEN,
    ClauseId::RESEARCH_ONLY,
    ClauseId::ACADEMIC_ONLY,
    ClauseId::EVALUATION_ONLY,
    ClauseId::REGION_EXCLUDED,
    ClauseId::HOSTING_FORBIDDEN,
    ClauseId::RESALE_FORBIDDEN,
    ClauseId::REGISTRATION_REQUIRED,
    ClauseId::USER_THRESHOLD,
    ClauseId::LEGAL_FORM_EXCLUDED,
    ClauseId::ACCEPTABLE_USE_POLICY,
    ClauseId::FLOW_DOWN,
    ClauseId::DISPLAY_ATTRIBUTION,
    ClauseId::NAMING_DUTY,
    ClauseId::NETWORK_COPYLEFT,
    ClauseId::SERVICE_STACK_COPYLEFT,
    ClauseId::CHANGE_DATE,
    ClauseId::CONFIDENTIALITY,
];

/// What makes sharing changes conditional besides that.
const CHANGING_CONDITIONS: &[ClauseId] = &[
    ClauseId::DERIVATIVES_FORBIDDEN,
    ClauseId::SHARE_ALIKE,
    ClauseId::DISCLOSE_SOURCE,
    ClauseId::NETWORK_COPYLEFT,
    ClauseId::COMPETING_FORBIDDEN,
    ClauseId::REDISTRIBUTION_FORBIDDEN,
    ClauseId::INTERNAL_USE_ONLY,
    ClauseId::PERSONAL_USE_ONLY,
];

/// Vetoes that limit sharing, changing or the license's life, but not who may use the work for what.
const NO_LIMIT_ON_USE: &[ClauseId] = &[
    ClauseId::DERIVATIVES_FORBIDDEN,
    ClauseId::REDISTRIBUTION_FORBIDDEN,
    ClauseId::TERMINATION_DISCRETION,
    ClauseId::SERVICE_STACK_COPYLEFT,
    ClauseId::REVERSE_ENGINEERING_FORBIDDEN,
    ClauseId::FLOW_DOWN,
];

/// Answers the five questions; `unstated` where the text grants nothing clear.
#[must_use]
pub fn answer(evidence: &Evidence, findings: &[Finding]) -> Answers {
    let found = Found { evidence, findings };
    Answers {
        commercial_use: found.commercial_use(),
        redistribution: found.redistribution(),
        modification: found.modification(),
        usage_restrictions: found.usage_restrictions(),
        publish_changes: found.publish_changes(),
    }
}

struct Found<'a> {
    evidence: &'a Evidence,
    findings: &'a [Finding],
}

impl Found<'_> {
    /// The clauses of a list that are there. A threshold that only asks for a display is no condition.
    fn those(&self, ids: &[ClauseId]) -> Vec<ClauseId> {
        ids.iter().copied().filter(|id| self.evidence.has(*id) && !self.display_only(*id)).collect()
    }

    /// What makes use or sharing conditional: those of a list, and a tie to somebody's product.
    fn conditions(&self, ids: &[ClauseId]) -> Vec<ClauseId> {
        let mut found = self.those(ids);
        if self.evidence.tied {
            found.extend(self.evidence.those(&[ClauseId::FIELD_OF_USE]));
        }
        found
    }

    /// Whether a threshold's only consequence is that a name must be shown.
    fn display_only(&self, id: ClauseId) -> bool {
        let threshold = [ClauseId::USER_THRESHOLD, ClauseId::REVENUE_THRESHOLD].contains(&id);
        let shown = self.evidence.has(ClauseId::DISPLAY_ATTRIBUTION) && self.conditional_display();
        let mut own = self.findings.iter().filter(|finding| finding.id == id).peekable();
        (threshold && own.peek().is_some() && own.all(displays))
            || (id == ClauseId::DISPLAY_ATTRIBUTION && shown)
    }

    /// Whether a name must be shown only above a threshold.
    fn conditional_display(&self) -> bool {
        let ids = [ClauseId::USER_THRESHOLD, ClauseId::REVENUE_THRESHOLD];
        self.findings.iter().any(|finding| ids.contains(&finding.id) && displays(finding))
    }

    #[inline(never)]
    fn commercial_use(&self) -> Answer {
        let ban = self.evidence.commercial_ban();
        if self.unlicensed() {
            // An addendum without a grant of its own can still take commercial ways away.
            let conditions = self.those(&[ClauseId::RESALE_FORBIDDEN, ClauseId::HOSTING_FORBIDDEN]);
            return if conditions.is_empty() || self.evidence.service_terms || !self.evidence.license_like {
                unstated()
            } else {
                made("conditional", String::from("Only within the limits of this addendum."), conditions)
            };
        }
        if !ban.is_empty() || self.evidence.has(ClauseId::PERSONAL_USE_ONLY) {
            let because = if ban.is_empty() { vec![ClauseId::PERSONAL_USE_ONLY] } else { ban };
            let also = self.evidence.has(ClauseId::SEPARATE_COMMERCIAL_LICENSE);
            let text =
                if also { "No. Commercial use needs another license from the licensor." } else { "No." };
            return made("forbidden", text.to_owned(), because);
        }
        let conditions = self.conditions(COMMERCIAL_CONDITIONS);
        if !conditions.is_empty() {
            return made("conditional", figures::commercial(&conditions, self.findings), conditions);
        }
        let because = self.those(&[ClauseId::COMMERCIAL_USE_ALLOWED]);
        if because.is_empty() && !self.evidence.grants {
            return unstated();
        }
        let text = figures::display_above(self.findings)
            .map_or_else(|| String::from("Yes."), |above| format!("Yes; {above}."));
        made("allowed", text, because)
    }

    #[inline(never)]
    fn redistribution(&self) -> Answer {
        let closed = self.evidence.closed();
        if !closed.is_empty() {
            return made("forbidden", String::from("No."), closed);
        }
        if self.unlicensed() || !self.evidence.grants_redistribution {
            return unstated();
        }
        let conditions = self.conditions(SHARING_CONDITIONS);
        if conditions.is_empty() && self.evidence.limited_sharing {
            let text = "Yes, but only in the form, or within the product, that the text names.";
            return made("conditional", text.to_owned(), Vec::new());
        }
        if conditions.is_empty() {
            let kept = self.those(&[ClauseId::NOTICE_RETENTION, ClauseId::LICENSE_COPY]);
            let text = if kept.is_empty() { "Yes." } else { "Yes, with the notices and the license." };
            return made("allowed", text.to_owned(), kept);
        }
        made("conditional", figures::conditions("Yes, on conditions", &conditions), conditions)
    }

    #[inline(never)]
    fn modification(&self) -> Answer {
        let closed = self.those(&[ClauseId::REDISTRIBUTION_FORBIDDEN]);
        let fixed = self.those(&[ClauseId::DERIVATIVES_FORBIDDEN]);
        if !fixed.is_empty()
            && (!closed.is_empty() || !self.evidence.grants_modification)
            && !self.evidence.grants_private_changes
        {
            return made("forbidden", String::from("No."), fixed);
        }
        if self.unlicensed() || (!self.evidence.grants_modification && fixed.is_empty()) {
            return unstated();
        }
        let mut conditions = self.those(CHANGING_CONDITIONS);
        conditions.extend(self.conditions(SHARING_CONDITIONS));
        if conditions.is_empty() {
            return made("allowed", String::from("Yes."), self.those(&[ClauseId::STATE_CHANGES]));
        }
        let text = if fixed.is_empty() && closed.is_empty() {
            figures::conditions("Yes, on conditions", &conditions)
        } else {
            String::from("Only for yourself: changed versions may not be shared.")
        };
        made("conditional", text, conditions)
    }

    #[inline(never)]
    fn usage_restrictions(&self) -> Answer {
        let mut because: Vec<ClauseId> = self
            .evidence
            .clauses
            .iter()
            .filter(|(id, effect)| {
                matches!(effect, Effect::Veto | Effect::ResponsibleUse)
                    && !NO_LIMIT_ON_USE.contains(id)
                    && !self.display_only(*id)
            })
            .map(|(id, _)| *id)
            .collect();
        because.order();
        because.dedup();
        if because.is_empty() {
            let read = self.evidence.license_like && (self.evidence.grants || self.evidence.known.is_some());
            return if read { made("none", String::from("None found."), because) } else { unstated() };
        }
        let text = figures::restrictions(&because, self.findings);
        made("some", text, because)
    }

    #[inline(never)]
    fn publish_changes(&self) -> Answer {
        if self.unlicensed() {
            return unstated();
        }
        let network = self.those(&[ClauseId::NETWORK_COPYLEFT, ClauseId::SERVICE_STACK_COPYLEFT]);
        if !network.is_empty() {
            return made("network", String::from("Yes, also when others use it over a network."), network);
        }
        let source = self.those(&[ClauseId::DISCLOSE_SOURCE]);
        if !source.is_empty() {
            return made("source", String::from("Yes, the source, when you distribute."), source);
        }
        let same = self.those(&[ClauseId::SHARE_ALIKE]);
        if !same.is_empty() {
            return made(
                "same-terms",
                String::from("If you share changes, then under the same license."),
                same,
            );
        }
        made("no", String::from("No."), Vec::new())
    }

    /// Whether the text gives no right to a work.
    fn unlicensed(&self) -> bool {
        !self.evidence.license_like || !self.evidence.grants || self.evidence.service_terms
    }
}

fn displays(finding: &Finding) -> bool {
    matches!(finding.params.get("consequence"), Some(Param::Text(text)) if text == "display")
}

fn made(value: &'static str, summary: String, because: Vec<ClauseId>) -> Answer {
    Answer { value, summary, because }
}

fn unstated() -> Answer {
    made("unstated", String::from("The text does not say."), Vec::new())
}

#[cfg(test)]
mod tests;
