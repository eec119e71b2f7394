//! Numbers of users, revenue and people: on which side of a threshold a plan stands.

use super::plan::{Plan, PlanField};
use super::{Headroom, Outcome, Ruling, figure, text_of};
use crate::clauses::catalog::ClauseId;
use crate::decimal;
use crate::schema::{Finding, Param};

/// On which side of a threshold a plan stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Below,
    Reached,
    /// It depends on something that the plan does not say.
    Asks(PlanField),
    /// The text does not say whether the number itself is still free.
    Edge,
}

/// A plan's figure, the side on which it stands, and the unit.
type Stand = (Option<f64>, Side, String);

/// Rules on one threshold.
pub(super) fn rule(finding: &Finding, plan: &Plan, ruling: &mut Ruling<'_>) {
    let consequence = text_of(finding, "consequence").or_else(|| sibling(ruling));
    let number = |name| match finding.params.get(name) {
        Some(Param::Number(number)) if number.is_finite() && *number >= 0.0 => Some(*number),
        _ => None,
    };
    let (of, threshold) = match finding.id {
        ClauseId::REVENUE_THRESHOLD => ("revenue", number("amount")),
        ClauseId::HEADCOUNT_THRESHOLD => ("headcount", number("number")),
        _ => ("users", number("number")),
    };
    let Some(threshold) = threshold else {
        ruling.decide(
            finding,
            Outcome::Unknown,
            format!("There is a limit on {of}, and its figure was not read."),
        );
        return;
    };
    let (consequence, effect) = match consequence {
        Some("ends") => ("ends", "the rights end"),
        Some("ask") => ("ask", "a license must be asked for"),
        Some("pay") => ("pay", "a fee is due"),
        Some("display") => ("display", "a name must be displayed"),
        _ => ("unknown", "other terms apply"),
    };
    let (value, side, unit) = match of {
        "revenue" => revenue(finding, plan, threshold),
        "headcount" => counted(plan.headcount, threshold, finding, PlanField::Headcount, "people"),
        _ => users(finding, plan, threshold),
    };
    let limit = format!("{} {unit}", figure(threshold));
    let share = value.filter(|_| threshold > 0.0).map(|value| value / threshold);
    ruling.headroom.push(Headroom {
        id: finding.id,
        of,
        value,
        threshold,
        unit,
        share,
        consequence,
        text: match share {
            Some(share) => {
                format!("You are at {} of the threshold of {limit}; beyond it {effect}.", percent(share))
            }
            None => format!("The threshold is {limit}; beyond it {effect}."),
        },
    });
    match (side, consequence) {
        (Side::Below, _) => {
            if text_of(finding, "measured").is_some_and(|when| when.contains("release")) {
                let text = "The figure is taken once, on the release date of the version: keep a record of yours on that day.";
                ruling.todo(finding, text.to_owned(), None);
            }
        }
        (Side::Reached | Side::Edge, "display") => {
            ruling.todo(finding, format!("You are beyond {limit}: {effect}."), None);
        }
        (Side::Asks(_), "display") => ruling.todo(finding, format!("Beyond {limit} {effect}."), None),
        (Side::Asks(field), _) => {
            ruling.ask_plan(
                field,
                format!("Beyond {limit} {effect}. On which side of it are you?"),
                finding.id,
            );
        }
        (Side::Edge, _) => {
            let text =
                format!("You are exactly at {limit}, and the words read do not say on which side that is.");
            ruling.decide(finding, Outcome::Unknown, text);
        }
        (Side::Reached, "ends") => {
            ruling.decide(
                finding,
                Outcome::Blocked,
                format!("You are beyond {limit}, where the rights end."),
            );
        }
        (Side::Reached, _) => {
            ruling.decide(finding, Outcome::Ask, format!("You are beyond {limit}, where {effect}."));
        }
    }
}

/// Thresholds of one text usually share a consequence, and the words of one of them state it.
fn sibling<'a>(ruling: &Ruling<'a>) -> Option<&'a str> {
    let ids = [ClauseId::USER_THRESHOLD, ClauseId::REVENUE_THRESHOLD, ClauseId::HEADCOUNT_THRESHOLD];
    let source = ruling.source;
    let mut others = source.report.clauses.iter().filter(|finding| ids.contains(&finding.id));
    others.find_map(|finding| text_of(finding, "consequence"))
}

/// Whether a threshold with no more consequence than a display is met, or may be, by a plan.
pub(super) fn displays(finding: &Finding) -> bool {
    text_of(finding, "consequence") == Some("display")
}

/// Whether a plan certainly stays below a threshold.
pub(super) fn below(finding: &Finding, plan: &Plan) -> bool {
    let number = |name| match finding.params.get(name) {
        Some(Param::Number(number)) => Some(*number),
        _ => None,
    };
    let side = match (finding.id, number("amount"), number("number")) {
        (ClauseId::REVENUE_THRESHOLD, Some(amount), _) => revenue(finding, plan, amount).1,
        (ClauseId::USER_THRESHOLD, _, Some(number)) => users(finding, plan, number).1,
        (ClauseId::HEADCOUNT_THRESHOLD, _, Some(number)) => {
            counted(plan.headcount, number, finding, PlanField::Headcount, "people").1
        }
        _ => return false,
    };
    side == Side::Below
}

fn users(finding: &Finding, plan: &Plan, threshold: f64) -> Stand {
    let unit = text_of(finding, "unit").unwrap_or("users").to_owned();
    let lower = format!("{} {}", unit, text_of(finding, "period").unwrap_or_default()).to_ascii_lowercase();
    if ["device", "install", "units", "copies", "copy"].iter().any(|word| lower.contains(word)) {
        return (None, Side::Asks(PlanField::MonthlyUsers), unit);
    }
    let daily =
        lower.contains("dai") || lower.contains("dau") || lower.split_whitespace().any(|word| word == "day");
    if !daily {
        // Whoever has so many users a day has at least as many a month.
        let known = plan.monthly_users.or_else(|| plan.daily_users.filter(|users| *users > threshold));
        return counted(known, threshold, finding, PlanField::MonthlyUsers, &unit);
    }
    match (plan.daily_users, plan.monthly_users) {
        (Some(_), _) => counted(plan.daily_users, threshold, finding, PlanField::DailyUsers, &unit),
        // Nobody has more users a day than a month.
        (None, Some(month)) if month < threshold => (Some(month), Side::Below, unit),
        _ => (None, Side::Asks(PlanField::DailyUsers), unit),
    }
}

fn revenue(finding: &Finding, plan: &Plan, threshold: f64) -> Stand {
    let currency = text_of(finding, "currency").unwrap_or("USD").to_ascii_uppercase();
    let monthly =
        text_of(finding, "period").is_some_and(|period| period.to_ascii_lowercase().contains("month"));
    let unit = if monthly { format!("{currency} a month") } else { format!("{currency} a year") };
    let Some(money) =
        plan.annual_revenue.as_ref().filter(|money| money.amount == 0.0 || money.currency == currency)
    else {
        return (None, Side::Asks(PlanField::AnnualRevenue), unit);
    };
    if !monthly {
        return counted(Some(money.amount), threshold, finding, PlanField::AnnualRevenue, &unit);
    }
    // One month's revenue lies between a twelfth of the year's and all of it.
    let average = money.amount / 12.0;
    let side = if money.amount < threshold {
        Side::Below
    } else if average > threshold {
        Side::Reached
    } else {
        Side::Asks(PlanField::AnnualRevenue)
    };
    (Some(average), side, unit)
}

fn counted(value: Option<f64>, threshold: f64, finding: &Finding, field: PlanField, unit: &str) -> Stand {
    let side = match value {
        None => Side::Asks(field),
        Some(value) if value < threshold => Side::Below,
        Some(value) if value > threshold => Side::Reached,
        Some(_) => match reached_at(finding) {
            Some(true) => Side::Reached,
            Some(false) => Side::Below,
            None => Side::Edge,
        },
    };
    (value, side, unit.to_owned())
}

/// Whether the number itself is beyond the threshold already, by the words around it: "fewer than 100" and "at least
/// 100" draw the line below it, "more than 100" above. Nothing when the words do not say.
fn reached_at(finding: &Finding) -> Option<bool> {
    const AT: &[&str] = &[
        "at least",
        "no less than",
        "not less than",
        "equal to",
        "equals or",
        "reach",
        "fewer than",
        "less than",
        "below",
        "under ",
        "不少于",
        "达到",
        "少于",
        "低于",
    ];
    const ABOVE: &[&str] = &[
        "exceed",
        "more than",
        "greater than",
        "over ",
        "above",
        "in excess of",
        "beyond",
        "超过",
        "大于",
        "高于",
        "多于",
    ];
    if let Some(Param::Flag(inclusive)) = finding.params.get("inclusive") {
        return Some(*inclusive);
    }
    let quote = finding.quote.to_ascii_lowercase();
    let digit = quote.find(|letter: char| letter.is_ascii_digit()).unwrap_or(quote.len());
    let (before, after) = quote.split_at(digit);
    let near: String = after.chars().take(60).collect();
    if ["or more", "or greater", "以上"].iter().any(|words| near.contains(words)) {
        return Some(true);
    }
    let last = |words: &[&str]| words.iter().filter_map(|word| before.rfind(word)).max();
    match (last(AT), last(ABOVE)) {
        // "greater than or equal to": both, and the later one decides.
        (Some(at), Some(above)) => Some(at > above),
        (Some(_), None) => Some(true),
        (None, Some(_)) => Some(false),
        (None, None) => None,
    }
}

fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if percent == 0.0 {
        String::from("0 %")
    } else if percent < 0.1 {
        String::from("less than 0.1 %")
    } else if percent < 10.0 {
        format!("{} %", decimal::rounded(percent, 1))
    } else {
        format!("{} %", decimal::rounded(percent, 0))
    }
}
