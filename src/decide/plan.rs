//! What somebody is going to do: the input of [`decide`](super::decide).

use serde::Serialize;

use super::dates::Date;
use super::regions::{self, Region};
use crate::input::{Field, InputError, Result, Value};

/// A plan. What is `None` was not said; where the terms ask for it, the outcome is unknown.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Plan {
    /// Whether money is made with it.
    pub commercial: Option<bool>,
    /// What for.
    pub purpose: Option<Purpose>,
    /// Active users a month.
    pub monthly_users: Option<f64>,
    /// Active users a day.
    pub daily_users: Option<f64>,
    /// A year's revenue of the whole organization.
    pub annual_revenue: Option<Money>,
    /// People of the whole organization.
    pub headcount: Option<f64>,
    /// Where it is used or offered.
    pub regions: Option<Vec<Region>>,
    /// Fields of use of the reading guide (`military`, `surveillance`, …); empty for none of them.
    pub fields: Option<Vec<String>>,
    /// What is passed on to others; empty was not said.
    pub redistribution: Vec<Redistribution>,
    /// Whether other models are trained or improved with its outputs.
    pub train_on_outputs: Option<bool>,
    /// Whether products compete with the licensor's.
    pub competing: Option<bool>,
    /// Whether own changes may be published under the same license; `true` when not said.
    pub publish_changes: Option<bool>,
    /// The day that is asked about.
    pub date: Option<Date>,
    /// Day on which the version was published.
    pub published: Option<Date>,
}

/// What something is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Not limited to one of the others.
    Any,
    /// Research.
    Research,
    /// Research or teaching at an academic institution.
    Academic,
    /// Testing and evaluation.
    Evaluation,
    /// A person's own use.
    Personal,
}

/// What is passed on to others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Redistribution {
    /// Nothing.
    None,
    /// Copies as they are.
    Unchanged,
    /// Changed versions.
    Derivatives,
    /// Access to a service that runs it.
    Hosted,
}

/// An amount of money.
#[derive(Debug, Clone, PartialEq)]
pub struct Money {
    /// How much.
    pub amount: f64,
    /// ISO 4217.
    pub currency: String,
}

/// Questions of a plan, by their names in JavaScript.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum PlanField {
    /// [`Plan::commercial`]
    Commercial,
    /// [`Plan::purpose`]
    Purpose,
    /// [`Plan::redistribution`]
    Redistribution,
    /// [`Plan::monthly_users`]
    MonthlyUsers,
    /// [`Plan::daily_users`]
    DailyUsers,
    /// [`Plan::annual_revenue`]
    AnnualRevenue,
    /// [`Plan::headcount`]
    Headcount,
    /// [`Plan::regions`]
    Regions,
    /// [`Plan::train_on_outputs`]
    TrainOnOutputs,
    /// [`Plan::competing`]
    Competing,
    /// [`Plan::date`]
    Date,
    /// [`Plan::published`]
    Published,
}

const PURPOSES: &[(&str, Purpose)] = &[
    ("any", Purpose::Any),
    ("research", Purpose::Research),
    ("academic", Purpose::Academic),
    ("evaluation", Purpose::Evaluation),
    ("personal", Purpose::Personal),
];

const REDISTRIBUTION: &[(&str, Redistribution)] = &[
    ("none", Redistribution::None),
    ("unchanged", Redistribution::Unchanged),
    ("derivatives", Redistribution::Derivatives),
    ("hosted", Redistribution::Hosted),
];

/// Names of the questions.
const NAMES: &[&str] = &[
    "commercial",
    "purpose",
    "monthlyUsers",
    "dailyUsers",
    "annualRevenue",
    "headcount",
    "regions",
    "fields",
    "redistribution",
    "trainOnOutputs",
    "competing",
    "publishChanges",
    "date",
    "published",
];

/// Fields of use of the reading guide, with words for people.
const FIELDS: &[(&str, &str)] = &[
    ("military", "military use"),
    ("weapons", "weapons"),
    ("surveillance", "surveillance"),
    ("discrimination", "discrimination"),
    ("disinformation", "disinformation"),
    ("harassment", "harassment"),
    ("minors", "harm to minors"),
    ("defamation", "defamation"),
    ("personal-data", "misuse of personal data"),
    ("medical-advice", "medical advice"),
    ("legal-advice", "legal advice"),
    ("law-enforcement", "law enforcement"),
    ("automated-decisions", "automated decisions about people"),
    ("malware", "malware"),
    ("critical-infrastructure", "critical infrastructure"),
    ("illegal", "unlawful use"),
    ("fraud", "fraud"),
    ("sexual-content", "sexual content"),
    ("other", "other uses that it names"),
];

/// A field of use in words.
pub(super) fn field_name(id: &str) -> &str {
    FIELDS.iter().find(|(known, _)| *known == id).map_or(id, |(_, name)| name)
}

impl Plan {
    /// Reads a plan from a plain value.
    ///
    /// # Errors
    /// When it is no object, or a field has the wrong type or is not known; the message names it. A misspelled
    /// question would otherwise count as one that was not answered.
    pub fn read(field: &Field<'_, '_>) -> Result<Self> {
        if !matches!(field.value(), Value::Object(_)) {
            return Err(field.must_be("an object"));
        }
        for (name, member) in field.members()? {
            if !NAMES.contains(&name) && !member.is_null() {
                let known = NAMES.join(", ");
                return Err(InputError::new(format!(
                    "{} is no question of a plan; known are {known}",
                    member.path()
                )));
            }
        }
        let amount = |name| field.get(name)?.optional_amount();
        let flag = |name| field.get(name)?.optional_flag();
        let date = |name| -> Result<Option<Date>> {
            let field = field.get(name)?;
            let Some(text) = field.optional_text()? else { return Ok(None) };
            Date::parse(text).map(Some).ok_or_else(|| field.must_be("a date of the form YYYY-MM-DD"))
        };
        Ok(Self {
            commercial: flag("commercial")?,
            purpose: field.get("purpose")?.optional_choice(PURPOSES)?,
            monthly_users: amount("monthlyUsers")?,
            daily_users: amount("dailyUsers")?,
            annual_revenue: money(&field.get("annualRevenue")?)?,
            headcount: amount("headcount")?,
            regions: regions(&field.get("regions")?)?,
            fields: fields(&field.get("fields")?)?,
            redistribution: redistribution(&field.get("redistribution")?)?,
            train_on_outputs: flag("trainOnOutputs")?,
            competing: flag("competing")?,
            publish_changes: flag("publishChanges")?,
            date: date("date")?,
            published: date("published")?,
        })
    }

    /// Whether anything of these kinds is passed on.
    pub(super) fn passes_on(&self, kinds: &[Redistribution]) -> bool {
        self.redistribution.iter().any(|kind| kinds.contains(kind))
    }
}

fn money(field: &Field<'_, '_>) -> Result<Option<Money>> {
    match field.value() {
        Value::Null => Ok(None),
        Value::Object(_) => {
            let amount = field.get("amount")?;
            let currency = field.get("currency")?;
            let code = currency.optional_text()?.unwrap_or("USD");
            if code.len() != 3 || !code.chars().all(|letter| letter.is_ascii_alphabetic()) {
                return Err(currency.must_be("an ISO 4217 currency code"));
            }
            let amount =
                amount.optional_amount()?.ok_or_else(|| amount.must_be("a number that is not negative"))?;
            Ok(Some(Money { amount, currency: code.to_ascii_uppercase() }))
        }
        _ => Ok(field.optional_amount()?.map(|amount| Money { amount, currency: String::from("USD") })),
    }
}

fn regions(field: &Field<'_, '_>) -> Result<Option<Vec<Region>>> {
    let one = |field: &Field<'_, '_>| {
        regions::of_code(field.text()?).ok_or_else(|| {
            field.must_be("an ISO 3166-1 code of two letters, \"EU\", \"EEA\" or \"worldwide\"")
        })
    };
    match field.value() {
        Value::Null => Ok(None),
        Value::Text(_) => Ok(Some(vec![one(field)?])),
        _ => field.items()?.map(|item| one(&item)).collect::<Result<_>>().map(Some),
    }
}

fn fields(field: &Field<'_, '_>) -> Result<Option<Vec<String>>> {
    if field.is_null() {
        return Ok(None);
    }
    let one = |item: Field<'_, '_>| -> Result<String> {
        let text = item.text()?;
        if FIELDS.iter().any(|(known, _)| *known == text) {
            return Ok(text.to_owned());
        }
        let known: Vec<&str> = FIELDS.iter().map(|(known, _)| *known).collect();
        Err(item.must_be(&format!("one of {}", known.join(", "))))
    };
    field.items()?.map(one).collect::<Result<_>>().map(Some)
}

fn redistribution(field: &Field<'_, '_>) -> Result<Vec<Redistribution>> {
    let one = |field: &Field<'_, '_>| {
        field
            .optional_choice(REDISTRIBUTION)?
            .ok_or_else(|| field.must_be("\"none\", \"unchanged\", \"derivatives\" or \"hosted\""))
    };
    match field.value() {
        Value::Null => Ok(Vec::new()),
        Value::List(_) => field.items()?.map(|item| one(&item)).collect(),
        _ => Ok(vec![one(field)?]),
    }
}
