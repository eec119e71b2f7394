//! Holds a plan against the terms: allowed or not, what decides, what remains to be done.
//!
//! Every clause has a rule. A question that the terms ask and the plan does not answer makes the outcome unknown, and
//! so does a text that was not read: unknown is never clear.

mod change_date;
mod dates;
mod duties;
mod plan;
mod regions;
mod rules;
mod subject;
mod thresholds;

pub use dates::Date;
pub use plan::{Money, Plan, PlanField, Purpose, Redistribution};
pub use regions::Region;
pub use subject::Subject;

use serde::Serialize;

use crate::assess::release::Missing;
use crate::clauses::catalog::ClauseId;
use crate::decimal;
use crate::order::Order as _;
use crate::schema::{Finding, Param, Span};
use subject::Source;

/// Whether a plan is allowed.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Decision {
    /// Version of this shape; 1.
    pub schema: u8,
    /// The outcome.
    pub outcome: Outcome,
    /// The outcome in words.
    pub label: &'static str,
    /// One or two sentences.
    pub summary: String,
    /// What decides, strongest first.
    pub deciding: Vec<Deciding>,
    /// What remains to be done.
    pub todo: Vec<Todo>,
    /// How far each threshold is.
    pub headroom: Vec<Headroom>,
    /// Questions that the terms ask and the plan does not answer.
    pub questions: Vec<PlanQuestion>,
    /// What was not checked.
    pub not_checked: Vec<Missing>,
}

/// What comes out for a plan, from good to bad.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Allowed, and nothing is left to do.
    Clear,
    /// Allowed when the to-do list is kept.
    Conditions,
    /// It cannot be told.
    Unknown,
    /// A license, a fee or a registration is needed first.
    Ask,
    /// These terms do not allow it.
    Blocked,
}

impl Outcome {
    /// For people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Clear => "Clear",
            Self::Conditions => "Allowed with conditions",
            Self::Unknown => "Cannot be told",
            Self::Ask => "Ask first",
            Self::Blocked => "Not allowed",
        }
    }
}

/// A clause that decides.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Deciding {
    /// The clause; null when an answer, a missing license or an unread text decides.
    pub id: Option<ClauseId>,
    /// What it makes of the plan.
    pub outcome: Outcome,
    /// One sentence.
    pub text: String,
    /// Where it stands.
    pub source: String,
    /// Its words; empty where the text was not seen.
    pub quote: String,
    /// Place of the words in the source.
    pub span: Option<Span>,
}

/// An obligation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Todo {
    /// The clause that asks for it.
    pub id: ClauseId,
    /// In plain words.
    pub text: String,
    /// Exact words to display or include, if the terms give them.
    pub exact: Option<String>,
    /// Where it stands.
    pub source: String,
    /// The words that ask for it.
    pub quote: String,
}

/// How far a threshold is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Headroom {
    /// The clause.
    pub id: ClauseId,
    /// What is counted: `users`, `revenue` or `headcount`.
    pub of: &'static str,
    /// The plan's figure.
    pub value: Option<f64>,
    /// The threshold.
    pub threshold: f64,
    /// Unit, or currency and period.
    pub unit: String,
    /// `value / threshold`.
    pub share: Option<f64>,
    /// What happens beyond it: `ends`, `ask`, `pay`, `display` or `unknown`.
    pub consequence: &'static str,
    /// One sentence.
    pub text: String,
}

/// A question that the plan does not answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlanQuestion {
    /// Its name in a plan.
    pub field: PlanField,
    /// The question.
    pub text: String,
    /// The clauses that ask.
    pub because: Vec<ClauseId>,
}

/// What the rules have found so far, and the source that they are looking at.
struct Ruling<'a> {
    source: &'a Source,
    deciding: Vec<Deciding>,
    todo: Vec<Todo>,
    headroom: Vec<Headroom>,
    questions: Vec<PlanQuestion>,
}

impl Ruling<'_> {
    /// A clause decides.
    fn decide(&mut self, finding: &Finding, outcome: Outcome, text: String) {
        self.deciding.push(Deciding {
            id: Some(finding.id),
            outcome,
            text,
            source: self.source.place.clone(),
            quote: finding.quote.clone(),
            span: finding.spans.first().copied(),
        });
    }

    /// Something that is no clause decides.
    fn decide_without_clause(&mut self, outcome: Outcome, text: String) {
        let source = self.source.place.clone();
        self.deciding.push(Deciding { id: None, outcome, text, source, quote: String::new(), span: None });
    }

    /// A clause asks for something to be done.
    fn todo(&mut self, finding: &Finding, text: String, exact: Option<String>) {
        let todo = Todo {
            id: finding.id,
            text,
            exact,
            source: self.source.place.clone(),
            quote: finding.quote.clone(),
        };
        let known =
            |other: &Todo| other.id == todo.id && other.text == todo.text && other.exact == todo.exact;
        if !self.todo.iter().any(known) {
            self.todo.push(todo);
        }
    }

    /// The terms ask something that the plan does not answer.
    fn ask_plan(&mut self, field: PlanField, text: String, id: ClauseId) {
        match self.questions.iter_mut().find(|question| question.field == field) {
            Some(question) => {
                if !question.because.contains(&id) {
                    question.because.push(id);
                }
            }
            None => self.questions.push(PlanQuestion { field, text, because: vec![id] }),
        }
    }
}

/// Whether a plan is allowed under a text or a release.
///
/// ```
/// use openweigh::{classify, decide, Options};
/// use openweigh::decide::{Outcome, Plan};
/// let report = classify("All rights reserved.", Options::default());
/// let decision = decide(&(&report).into(), &Plan { commercial: Some(true), ..Plan::default() });
/// assert_eq!(decision.outcome, Outcome::Unknown);
/// ```
#[must_use]
pub fn decide(subject: &Subject, plan: &Plan) -> Decision {
    let nowhere = Source::nowhere();
    let mut ruling = Ruling {
        source: &nowhere,
        deciding: Vec::new(),
        todo: Vec::new(),
        headroom: Vec::new(),
        questions: Vec::new(),
    };
    if !subject.sources.iter().any(|source| source.licenses) {
        let (outcome, text) = if subject.without_license {
            (Outcome::Ask, "There is no license: nothing is permitted until the publisher gives one.")
        } else {
            (Outcome::Unknown, "No license terms were read.")
        };
        ruling.decide_without_clause(outcome, String::from(text));
    }
    for unknown in &subject.unknown {
        ruling.decide_without_clause(Outcome::Unknown, unknown.clone());
    }
    for source in &subject.sources {
        ruling.source = source;
        rules::source(source, subject, plan, &mut ruling);
    }
    let Ruling { mut deciding, todo, headroom, questions, .. } = ruling;
    deciding.order_by_key(|deciding| std::cmp::Reverse(deciding.outcome));
    let found = deciding.first().map_or(Outcome::Clear, |deciding| deciding.outcome);
    // A question about a date does not soften what the terms say today.
    let open =
        questions.iter().any(|question| !matches!(question.field, PlanField::Date | PlanField::Published));
    let outcome = match found {
        Outcome::Ask | Outcome::Blocked => found,
        Outcome::Unknown => Outcome::Unknown,
        _ if open => Outcome::Unknown,
        _ if !todo.is_empty() => Outcome::Conditions,
        _ => Outcome::Clear,
    };
    let mut not_checked = subject.not_checked.clone();
    not_checked.dedup();
    Decision {
        schema: 1,
        outcome,
        label: outcome.label(),
        summary: summary(outcome, &deciding, &todo, &questions),
        deciding,
        todo,
        headroom,
        questions,
        not_checked,
    }
}

fn summary(outcome: Outcome, deciding: &[Deciding], todo: &[Todo], questions: &[PlanQuestion]) -> String {
    let first = deciding.first().map(|deciding| deciding.text.clone()).unwrap_or_default();
    match outcome {
        Outcome::Clear => String::from("The terms that were read allow this plan, and ask for nothing."),
        Outcome::Conditions if todo.len() == 1 => String::from("Allowed, if one condition is kept."),
        Outcome::Conditions => format!("Allowed, if {} conditions are kept.", todo.len()),
        Outcome::Unknown if first.is_empty() => match questions {
            [one] => one.text.clone(),
            more => format!("It depends on {} things that the plan does not say.", more.len()),
        },
        Outcome::Unknown | Outcome::Ask | Outcome::Blocked => first,
    }
}

/// A parameter that is words.
fn text_of<'a>(finding: &'a Finding, name: &str) -> Option<&'a str> {
    match finding.params.get(name) {
        Some(Param::Text(text)) if !text.trim().is_empty() => Some(text.trim()),
        _ => None,
    }
}

/// A figure with commas between thousands, without decimals.
fn figure(number: f64) -> String {
    decimal::grouped(number.round())
}
