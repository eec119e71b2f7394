//! Duties of whoever passes something on: notices, names, credits, sources.

use super::plan::PlanField;
use super::plan::Redistribution;
use super::rules::{ANY, ANY_COPY, CHANGED, Case, HOSTED};
use super::{Outcome, Ruling, text_of, thresholds};
use crate::clauses::catalog::ClauseId as C;
use crate::schema::{Finding, Param};

impl Case<'_> {
    /// Duties to publish.
    pub(super) fn copyleft(&self, finding: &Finding, ruling: &mut Ruling<'_>) {
        let (kinds, text): (&[Redistribution], &str) = match finding.id {
            C::SHARE_ALIKE => (CHANGED, "Share changed versions under the same license."),
            C::DISCLOSE_SOURCE => (ANY_COPY, "Offer the source to everyone who gets a copy."),
            C::NETWORK_COPYLEFT => (HOSTED, "Offer the source to everyone who uses it over a network."),
            _ => (HOSTED, "Publish the source of the whole service that runs it."),
        };
        if self.plan.passes_on(kinds) {
            if self.plan.publish_changes == Some(false) {
                ruling.decide(finding, Outcome::Blocked, format!("{text} You do not want to publish."));
            } else {
                ruling.todo(finding, String::from(text), None);
            }
        } else if self.plan.redistribution.is_empty() {
            if self.plan.publish_changes == Some(false) {
                ruling.ask_plan(
                    PlanField::Redistribution,
                    format!("{text} What is passed on to others?"),
                    finding.id,
                );
            } else {
                ruling.todo(finding, format!("When you pass it on: {}", lower_first(text)), None);
            }
        }
    }

    /// Ordinary duties.
    pub(super) fn duty(&self, finding: &Finding, ruling: &mut Ruling<'_>) {
        let exact = || text_of(finding, "text").map(str::to_owned);
        // Duties of whoever passes something on; without a word on that in the plan they are said for the case.
        let (kinds, text, exact): (&[Redistribution], &str, Option<String>) = match finding.id {
            C::NOTICE_RETENTION => (
                ANY_COPY,
                "Keep the copyright and attribution notices.",
                exact().or_else(|| given_words(finding)),
            ),
            C::LICENSE_COPY => (ANY_COPY, "Give every recipient a copy of the license.", None),
            C::STATE_CHANGES => (CHANGED, "Say in changed files that you changed them.", None),
            C::NAMING_DUTY => (CHANGED, "Put the given name into the names of derived models.", exact()),
            C::NAMING_FORBIDDEN => (ANY, "Do not use the licensor's names for your versions.", None),
            C::FLOW_DOWN => (ANY, "Bind recipients and users to the same rules of use.", None),
            C::SUBLICENSING_FORBIDDEN => {
                (ANY_COPY, "Do not sublicense: recipients get their rights from the licensor.", None)
            }
            C::DISPLAY_ATTRIBUTION if self.shown_above() => return,
            C::DISPLAY_ATTRIBUTION => (ANY, "Display the credit.", exact()),
            C::FEEDBACK_LICENSE if covers_derivatives(finding) => {
                (CHANGED, "The licensor gets rights in your changed versions.", None)
            }
            _ => {
                let text = match finding.id {
                    C::LEGAL_FORM_EXCLUDED => {
                        "Some kinds of organizations are excluded: make sure that yours is not."
                    }
                    C::SAFETY_CIRCUMVENTION_FORBIDDEN => "Do not bypass its safety measures.",
                    C::DISCLOSE_AI_GENERATED => "Tell people that outputs are machine-generated.",
                    C::UPDATE_DUTY => "Move to the latest version when there is one.",
                    C::REPORTING_DUTY => "Report or let yourself be audited as the terms say.",
                    C::BENCHMARK_FORBIDDEN => "Do not publish benchmarks of it.",
                    C::REVERSE_ENGINEERING_FORBIDDEN => "Do not reverse engineer it.",
                    C::AI_TRAINING_FORBIDDEN => "Do not train models on the work itself.",
                    C::TERMINATION_DISCRETION => {
                        "Be ready to stop: the licensor may end the license at any time."
                    }
                    C::POLICY_CHANGE => "Watch for changes: the licensor may change the terms.",
                    _ => return,
                };
                ruling.todo(finding, String::from(text), None);
                return;
            }
        };
        if self.plan.passes_on(kinds) {
            ruling.todo(finding, String::from(text), exact);
        } else if self.plan.redistribution.is_empty() {
            ruling.todo(finding, format!("When you pass it on: {}", lower_first(text)), exact);
        }
    }

    /// Whether the credit is due only beyond a threshold that the plan does not reach.
    fn shown_above(&self) -> bool {
        let mut own = self.report.clauses.iter().filter(|finding| thresholds::displays(finding)).peekable();
        own.peek().is_some() && own.all(|finding| thresholds::below(finding, self.plan))
    }
}

fn covers_derivatives(finding: &Finding) -> bool {
    match finding.params.get("covers") {
        Some(Param::Text(text)) => text == "derivatives",
        Some(Param::List(list)) => list.iter().any(|covered| covered == "derivatives"),
        _ => false,
    }
}

/// The longest words between quotation marks in a clause: those that a notice must have.
fn given_words(finding: &Finding) -> Option<String> {
    const SHORTEST: usize = 20;
    let marks = [('\u{201c}', '\u{201d}'), ('"', '"')];
    let mut pieces: Vec<&str> = Vec::new();
    for (open, close) in marks {
        let mut rest = finding.quote.as_str();
        while let Some((piece, after)) = rest.split_once(open).and_then(|(_, after)| after.split_once(close))
        {
            pieces.push(piece.trim());
            rest = after;
        }
    }
    let longest = pieces.into_iter().max_by_key(|piece| piece.chars().count())?;
    (longest.chars().count() >= SHORTEST).then(|| longest.to_owned())
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        std::iter::once(first.to_ascii_lowercase()).chain(letters).collect()
    })
}
