//! A rule for every clause: what it makes of a plan.

use super::plan::{Plan, PlanField, Purpose, Redistribution, field_name};
use super::subject::{Source, Subject, understood};
use super::{Outcome, Ruling, change_date, regions, text_of, thresholds};
use crate::clauses::catalog::ClauseId as C;
use crate::decimal;
use crate::schema::{Effect, Finding, Param, Report};

pub(super) const ANY_COPY: &[Redistribution] = &[Redistribution::Unchanged, Redistribution::Derivatives];
pub(super) const CHANGED: &[Redistribution] = &[Redistribution::Derivatives];
pub(super) const HOSTED: &[Redistribution] = &[Redistribution::Hosted];
pub(super) const ANY: &[Redistribution] =
    &[Redistribution::Unchanged, Redistribution::Derivatives, Redistribution::Hosted];

/// Rules on one source.
pub(super) fn source(source: &Source, subject: &Subject, plan: &Plan, ruling: &mut Ruling<'_>) {
    let report = &source.report;
    if let Some(change) = find(report, C::CHANGE_DATE)
        && change_date::opened(change, subject, plan, ruling)
    {
        return;
    }
    if source.licenses && !understood(report) {
        let name = if source.place.is_empty() { "The text" } else { source.place.as_str() };
        ruling.decide_without_clause(
            Outcome::Unknown,
            format!("{name} was not recognized as a license that is understood."),
        );
    }
    let case = Case { source, report, plan };
    for finding in &report.clauses {
        case.rule(finding, subject, ruling);
    }
    if source.licenses && understood(report) {
        case.answers(ruling);
    }
}

fn find(report: &Report, id: C) -> Option<&Finding> {
    report.clauses.iter().find(|finding| finding.id == id)
}

/// A plan beside a report.
pub(super) struct Case<'a> {
    pub(super) source: &'a Source,
    pub(super) report: &'a Report,
    pub(super) plan: &'a Plan,
}

impl Case<'_> {
    fn has(&self, id: C) -> bool {
        find(self.report, id).is_some()
    }

    /// Whether a threshold decides who needs another license.
    fn has_threshold(&self) -> bool {
        [C::USER_THRESHOLD, C::REVENUE_THRESHOLD, C::HEADCOUNT_THRESHOLD].into_iter().any(|id| self.has(id))
    }

    fn commercial_answer(&self) -> &'static str {
        self.report.answers.commercial_use.value
    }

    /// Whether the plan is a trial within what an evaluation clause allows.
    fn is_trial(&self) -> bool {
        self.plan.purpose == Some(Purpose::Evaluation) && self.has(C::EVALUATION_ONLY)
    }

    /// Rules on one clause.
    pub(super) fn rule(&self, finding: &Finding, subject: &Subject, ruling: &mut Ruling<'_>) {
        match finding.id {
            C::USER_THRESHOLD | C::REVENUE_THRESHOLD | C::HEADCOUNT_THRESHOLD => {
                thresholds::rule(finding, self.plan, ruling);
            }
            C::COMMERCIAL_USE_FORBIDDEN | C::SEPARATE_COMMERCIAL_LICENSE | C::REGISTRATION_REQUIRED => {
                self.commercial(finding, ruling);
            }
            C::RESEARCH_ONLY | C::ACADEMIC_ONLY | C::EVALUATION_ONLY | C::PERSONAL_USE_ONLY => {
                self.purpose(finding, ruling);
            }
            C::REGION_EXCLUDED => self.regions(finding, ruling),
            C::FIELD_OF_USE | C::LAWFUL_USE_ONLY => self.fields(finding, ruling),
            C::ACCEPTABLE_USE_POLICY => Self::policy(finding, subject, ruling),
            C::MODEL_TRAINING_FORBIDDEN
            | C::COMPETING_FORBIDDEN
            | C::DISTILLATION_IS_DERIVATIVE
            | C::OUTPUT_RESTRICTED
            | C::OUTPUT_OWNED_BY_LICENSOR => self.outputs(finding, ruling),
            C::REDISTRIBUTION_FORBIDDEN
            | C::INTERNAL_USE_ONLY
            | C::DERIVATIVES_FORBIDDEN
            | C::HOSTING_FORBIDDEN
            | C::RESALE_FORBIDDEN
            | C::CONFIDENTIALITY => self.sharing(finding, ruling),
            C::SHARE_ALIKE | C::NETWORK_COPYLEFT | C::SERVICE_STACK_COPYLEFT | C::DISCLOSE_SOURCE => {
                self.copyleft(finding, ruling);
            }
            _ => self.duty(finding, ruling),
        }
    }

    fn commercial(&self, finding: &Finding, ruling: &mut Ruling<'_>) {
        let tier = finding.id == C::SEPARATE_COMMERCIAL_LICENSE;
        // A threshold says who needs the other license; a trial needs none.
        let free = tier && (self.has_threshold() || matches!(self.commercial_answer(), "allowed"));
        let banned = self.commercial_answer() == "forbidden";
        match (finding.id, self.plan.commercial) {
            _ if self.is_trial() || free => {}
            (C::COMMERCIAL_USE_FORBIDDEN, Some(true)) => {
                ruling.decide(finding, Outcome::Blocked, String::from("Commercial use is not allowed."));
            }
            (C::COMMERCIAL_USE_FORBIDDEN, Some(false)) => {
                ruling.todo(finding, String::from("Keep to non-commercial use."), None);
            }
            (C::SEPARATE_COMMERCIAL_LICENSE, Some(true)) if !banned => {
                ruling.decide(
                    finding,
                    Outcome::Ask,
                    String::from("Commercial use needs another license from the licensor."),
                );
            }
            (C::SEPARATE_COMMERCIAL_LICENSE, Some(true)) => {
                ruling.todo(finding, String::from("Ask the licensor for a commercial license."), None);
            }
            (C::REGISTRATION_REQUIRED, Some(true)) if registers_alone(finding) => {
                ruling.todo(finding, String::from("Register with the licensor before commercial use."), None);
            }
            (C::REGISTRATION_REQUIRED, Some(true)) => {
                ruling.decide(
                    finding,
                    Outcome::Ask,
                    String::from("A registration is needed before commercial use."),
                );
            }
            (C::REGISTRATION_REQUIRED, Some(false)) => {
                ruling.todo(
                    finding,
                    String::from("Register, if the terms ask for it for non-commercial use too."),
                    None,
                );
            }
            (_, Some(_)) => {}
            (id, None) => {
                ruling.ask_plan(PlanField::Commercial, String::from("Is the use commercial?"), id);
            }
        }
    }

    fn purpose(&self, finding: &Finding, ruling: &mut Ruling<'_>) {
        // Two tiers: the answer knows whether there is a commercial way beside the limited one.
        let way = matches!(self.commercial_answer(), "conditional" | "allowed");
        let (fits, limit) = match finding.id {
            C::RESEARCH_ONLY => (
                matches!(self.plan.purpose, Some(Purpose::Research | Purpose::Academic)),
                "Keep to research.",
            ),
            C::ACADEMIC_ONLY => (self.plan.purpose == Some(Purpose::Academic), "Keep to academic use."),
            C::PERSONAL_USE_ONLY => (self.plan.purpose == Some(Purpose::Personal), "Keep to personal use."),
            _ => (self.plan.purpose == Some(Purpose::Evaluation), "Keep to evaluation and testing."),
        };
        let days = match finding.params.get("days") {
            Some(Param::Number(days)) => Some(decimal::rounded(*days, 0)),
            _ => None,
        };
        if fits && !(self.plan.commercial == Some(true) && finding.id != C::EVALUATION_ONLY && !way) {
            let text = match days {
                Some(days) => format!("{limit} The trial ends after {days} days."),
                None => limit.to_owned(),
            };
            ruling.todo(finding, text, None);
            return;
        }
        // A trial beside a license for other purposes limits nobody but those who rely on it.
        let extra =
            finding.id == C::EVALUATION_ONLY && days.is_some() && self.has(C::COMMERCIAL_USE_FORBIDDEN);
        if extra {
            return;
        }
        match (self.plan.commercial, self.plan.purpose) {
            (Some(true), _) if !way => {
                ruling.decide(
                    finding,
                    Outcome::Blocked,
                    format!("{} Commercial use goes beyond that.", limit.replace("Keep to", "Only for")),
                );
            }
            (Some(true), _) if self.has(C::SEPARATE_COMMERCIAL_LICENSE) || self.has(C::CHANGE_DATE) => {
                ruling.decide(
                    finding,
                    Outcome::Ask,
                    String::from("Beyond the free tier another license is needed."),
                );
            }
            (_, None) if !way || self.plan.commercial.is_none() => {
                ruling.ask_plan(
                    PlanField::Purpose,
                    format!("{} What is the use for?", limit.replace("Keep to", "Only for")),
                    finding.id,
                );
            }
            (_, Some(_)) if !way => {
                ruling.decide(
                    finding,
                    Outcome::Blocked,
                    format!("{} Your purpose is another one.", limit.replace("Keep to", "Only for")),
                );
            }
            _ => ruling.todo(finding, limit.to_owned(), None),
        }
    }

    fn regions(&self, finding: &Finding, ruling: &mut Ruling<'_>) {
        let excluded = regions::excluded(finding);
        let names = excluded.names.join(", ");
        let Some(own) = &self.plan.regions else {
            ruling.ask_plan(
                PlanField::Regions,
                format!("Not licensed in: {names}. Where is it used or offered?"),
                finding.id,
            );
            return;
        };
        if own.iter().any(|region| excluded.meets(region)) {
            ruling.decide(finding, Outcome::Blocked, format!("There is no license for: {names}."));
        } else if excluded.is_known() {
            ruling.todo(finding, format!("Do not use or offer it in: {names}."), None);
        } else {
            let which = if excluded.unknown.is_empty() {
                String::from("some regions")
            } else {
                excluded.unknown.join(", ")
            };
            ruling.decide(
                finding,
                Outcome::Unknown,
                format!("There is no license for {which}; whether that meets your regions is not known."),
            );
        }
    }

    fn fields(&self, finding: &Finding, ruling: &mut Ruling<'_>) {
        if finding.id == C::LAWFUL_USE_ONLY {
            if self.plan.fields.iter().flatten().any(|field| field == "illegal") {
                ruling.decide(finding, Outcome::Blocked, String::from("Only lawful use is allowed."));
            }
            return;
        }
        let banned: Vec<String> = match finding.params.get("fields") {
            Some(Param::List(fields)) => fields.clone(),
            Some(Param::Text(field)) => vec![field.clone()],
            _ => Vec::new(),
        };
        let own = self.plan.fields.as_deref().unwrap_or_default();
        let met: Vec<&str> = own
            .iter()
            .filter(|field| *field != "other" && banned.contains(field))
            .map(|field| field_name(field))
            .collect();
        if !met.is_empty() {
            ruling.decide(
                finding,
                Outcome::Blocked,
                format!("These fields of use are excluded: {}.", met.join(", ")),
            );
            return;
        }
        if !own.is_empty()
            && (banned.is_empty() || own.iter().any(|field| field == "other" && banned.contains(field)))
        {
            let text = "Some fields of use are excluded; read whether yours is among them.";
            ruling.decide(finding, Outcome::Unknown, String::from(text));
            return;
        }
        let names: Vec<&str> = banned.iter().map(|field| field_name(field)).collect();
        let text = if names.is_empty() {
            String::from("Keep to the rules of use.")
        } else {
            format!("Keep to the rules of use; excluded are: {}.", names.join(", "))
        };
        ruling.todo(finding, text, None);
    }

    fn policy(finding: &Finding, subject: &Subject, ruling: &mut Ruling<'_>) {
        let annexed = finding.params.get("annexed") == Some(&Param::Flag(true));
        let text = match text_of(finding, "url") {
            _ if annexed => String::from("Keep to the use policy in the annex."),
            _ if subject.has_policy => String::from("Keep to the use policy that comes with the release."),
            Some(url) => format!("Read and keep the use policy at {url}; it was not read here."),
            None => String::from("Find, read and keep the use policy; it was not read here."),
        };
        ruling.todo(finding, text, None);
    }

    fn outputs(&self, finding: &Finding, ruling: &mut Ruling<'_>) {
        let training = "Training other models with the outputs is not allowed.";
        let asks = || String::from("Are other models trained or improved with the outputs?");
        match finding.id {
            C::MODEL_TRAINING_FORBIDDEN => match (self.plan.train_on_outputs, text_of(finding, "target")) {
                (Some(false), _) => {}
                (None, _) => ruling.ask_plan(PlanField::TrainOnOutputs, asks(), finding.id),
                (Some(true), Some("any")) => ruling.decide(finding, Outcome::Blocked, String::from(training)),
                (Some(true), Some("except-derivatives")) => {
                    let text = "Only this model and models derived from it may be trained with the outputs.";
                    ruling.decide(finding, Outcome::Blocked, String::from(text));
                }
                (Some(true), Some("competing")) => match self.plan.competing {
                    Some(false) => ruling.todo(
                        finding,
                        String::from("Do not train competing models with the outputs."),
                        None,
                    ),
                    Some(true) => ruling.decide(
                        finding,
                        Outcome::Blocked,
                        String::from("Training competing models with the outputs is not allowed."),
                    ),
                    None => ruling.ask_plan(
                        PlanField::Competing,
                        String::from("Do the trained models compete with the licensor's?"),
                        finding.id,
                    ),
                },
                (Some(true), _) => {
                    let text = "Training with the outputs is limited, and how far was not read.";
                    ruling.decide(finding, Outcome::Unknown, String::from(text));
                }
            },
            C::COMPETING_FORBIDDEN => match self.plan.competing {
                Some(true) => ruling.decide(
                    finding,
                    Outcome::Blocked,
                    String::from("Competing with the licensor is not allowed."),
                ),
                Some(false) => {
                    ruling.todo(finding, String::from("Do not compete with the licensor by it."), None);
                }
                None => ruling.ask_plan(
                    PlanField::Competing,
                    String::from("Do your products compete with the licensor's?"),
                    finding.id,
                ),
            },
            C::DISTILLATION_IS_DERIVATIVE => {
                if self.plan.train_on_outputs == Some(true) {
                    let text =
                        "Models trained with the outputs count as derived: the terms hold for them too.";
                    ruling.todo(finding, String::from(text), None);
                }
            }
            C::OUTPUT_RESTRICTED => {
                ruling.todo(
                    finding,
                    String::from("Keep to the limits on the use of outputs; read how far they go."),
                    None,
                );
            }
            _ => ruling.todo(
                finding,
                String::from("Outputs belong to the licensor: use them only as the terms say."),
                None,
            ),
        }
    }

    fn sharing(&self, finding: &Finding, ruling: &mut Ruling<'_>) {
        let (kinds, text): (&[Redistribution], &str) = match finding.id {
            C::INTERNAL_USE_ONLY => {
                (ANY, "Only internal use is allowed: nothing may be passed on or offered to others.")
            }
            C::DERIVATIVES_FORBIDDEN => (CHANGED, "Changed versions may not be shared."),
            C::HOSTING_FORBIDDEN => (HOSTED, "It may not be offered as a service to others."),
            C::REDISTRIBUTION_FORBIDDEN => (ANY_COPY, "It may not be passed on."),
            C::CONFIDENTIALITY if finding.effect == Effect::Veto => {
                (ANY_COPY, "It must be kept confidential.")
            }
            _ => {
                let duty = if finding.id == C::RESALE_FORBIDDEN {
                    "Do not sell it, or access to it, as such."
                } else {
                    "Keep confidential what the terms call so."
                };
                let sells = finding.id != C::RESALE_FORBIDDEN || self.plan.commercial != Some(false);
                if sells {
                    ruling.todo(finding, String::from(duty), None);
                }
                return;
            }
        };
        if self.plan.passes_on(kinds) {
            ruling.decide(finding, Outcome::Blocked, String::from(text));
        } else if self.plan.redistribution.is_empty() {
            ruling.ask_plan(
                PlanField::Redistribution,
                format!("{text} What is passed on to others?"),
                finding.id,
            );
        } else if finding.id == C::INTERNAL_USE_ONLY {
            ruling.todo(finding, String::from("Keep it within your organization."), None);
        }
    }

    /// The answers know of grants that no clause speaks of; what they do not state is not permitted.
    fn answers(&self, ruling: &mut Ruling<'_>) {
        let answers = &self.report.answers;
        let decided = |ruling: &Ruling<'_>, ids: &[C]| {
            let place = &self.source.place;
            ruling.deciding.iter().any(|own| {
                own.source == *place
                    && own.outcome >= Outcome::Ask
                    && own.id.is_some_and(|id| ids.contains(&id))
            })
        };
        if !self.is_trial() {
            let value = answers.commercial_use.value;
            match (value, self.plan.commercial) {
                ("forbidden", Some(true)) if !decided(ruling, &answers.commercial_use.because) => {
                    ruling.decide_without_clause(
                        Outcome::Blocked,
                        String::from("Commercial use is not allowed."),
                    );
                }
                ("unstated", Some(true)) => {
                    ruling.decide_without_clause(
                        Outcome::Unknown,
                        String::from("The terms do not say whether commercial use is allowed."),
                    );
                }
                ("conditional", Some(true)) if answers.commercial_use.because.is_empty() => {
                    ruling.decide_without_clause(
                        Outcome::Unknown,
                        String::from("Commercial use has conditions that were not read."),
                    );
                }
                _ => {}
            }
        }
        for (kinds, answer, what) in [
            (ANY_COPY, &answers.redistribution, "passing it on"),
            (CHANGED, &answers.modification, "sharing changed versions"),
        ] {
            if !self.plan.passes_on(kinds) {
                continue;
            }
            match answer.value {
                "forbidden" if !decided(ruling, &answer.because) => {
                    ruling.decide_without_clause(Outcome::Blocked, format!("The terms do not allow {what}."));
                }
                "unstated" => {
                    ruling.decide_without_clause(
                        Outcome::Unknown,
                        format!("The terms do not say whether they allow {what}."),
                    );
                }
                _ => {}
            }
        }
    }
}

/// Whether a registration is one's own act, and nobody has to approve it.
fn registers_alone(finding: &Finding) -> bool {
    const ASKING: &[&str] = &[
        "appl",
        "approv",
        "request",
        "permission",
        "authori",
        "obtain",
        "grant",
        "申请",
        "授权",
        "许可",
        "批准",
    ];
    let quote = finding.quote.to_ascii_lowercase();
    quote.contains("regist") && !ASKING.iter().any(|word| quote.contains(word))
}
