//! Licenses that give way to an open one at a later date.

use super::dates::Date;
use super::plan::{Plan, PlanField};
use super::rules::Case;
use super::subject::{Source, Subject};
use super::{Ruling, text_of};
use crate::assess::known_facts;
use crate::clauses::catalog::ClauseId as C;
use crate::schema::{Finding, Param};

/// Whether the terms have given way to an open license by the plan's date.
pub(super) fn opened(change: &Finding, subject: &Subject, plan: &Plan, ruling: &mut Ruling<'_>) -> bool {
    let years = match change.params.get("years") {
        Some(Param::Number(years)) if (0.0..=100.0).contains(years) => Some(*years as i64),
        _ => None,
    };
    let published = plan.published.or(subject.published);
    let stated = text_of(change, "date").and_then(Date::find);
    let after = years.and_then(|years| u16::try_from(years).ok()).zip(published);
    let counted = after.map(|(years, published)| published.years_later(years));
    // Where both are given the earlier one counts, as in the Business Source License.
    let Some(opens) = stated.into_iter().chain(counted).min() else {
        let field = if years.is_some() { PlanField::Published } else { PlanField::Date };
        let text = match years {
            Some(years) => {
                format!("It comes under an open license {years} years after publication: when was that?")
            }
            None => String::from("It comes under an open license at a later date, which was not found."),
        };
        ruling.ask_plan(field, text, C::CHANGE_DATE);
        ruling.todo(change, String::from("Until its change date keep to these terms."), None);
        return false;
    };
    let Some(date) = plan.date else {
        ruling.ask_plan(
            PlanField::Date,
            format!("It comes under an open license on {opens}: for which day do you ask?"),
            C::CHANGE_DATE,
        );
        ruling.todo(change, format!("Until {opens} keep to these terms."), None);
        return false;
    };
    if date < opens {
        ruling.todo(
            change,
            format!(
                "Until {opens} the restrictions of these terms hold; then an open license takes their place."
            ),
            None,
        );
        return false;
    }
    let name = text_of(change, "license").unwrap_or("its change license");
    if let Some(report) = known_facts(name) {
        let known = Source { place: ruling.source.place.clone(), licenses: false, report };
        let case = Case { source: &known, report: &known.report, plan };
        for finding in &known.report.clauses {
            case.rule(finding, subject, ruling);
        }
        ruling.todo(
            change,
            format!("Since {opens} this version comes under {name}: keep to that license."),
            None,
        );
    } else {
        ruling.todo(
            change,
            format!("Since {opens} this version comes under {name}: read and keep that license."),
            None,
        );
    }
    true
}
