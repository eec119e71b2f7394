//! Decisions over a table of licenses and plans. The licenses are those of `../shared/truth`: once as two careful readers
//! labelled them, which tests the rules alone, and once as the engine reads their texts, which tests all of it. Skipped,
//! with a line that says so, where the shared data is missing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use openweigh::answers::answer;
use openweigh::clauses::catalog::ClauseId;
use openweigh::decide::{Decision, Plan, Subject};
use openweigh::evidence::{Evidence, Known};
use openweigh::input::{Field, Value as Plain};
use openweigh::schema::{
    Basis, Effect, Finding, Openness, OpennessRange, Origin, Param, Params, Report, Verdict,
};
use openweigh::verdict::judge;
use openweigh::{Options, classify, decide};
use serde_json::{Value, json};

use crate::shared::shared;

/// The table: one row a pair, `{ license, plan, outcome }`, reviewed by people.
fn table() -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/releases/plans/decisions.json");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn truth() -> Option<PathBuf> {
    shared("truth/labels.json").map(|labels| labels.with_file_name(""))
}

fn plan(value: &Value) -> Plan {
    let plain: Plain = serde_json::from_value(value.clone()).expect("a plan is a plain value");
    Plan::read(&Field::root("plan", &plain)).unwrap_or_else(|error| panic!("{value}: {error}"))
}

fn outcome(decision: &Decision) -> String {
    let value = serde_json::to_value(decision.outcome).expect("an outcome serialises");
    value.as_str().expect("an outcome is a word").to_owned()
}

/// A report that says what the labels say.
fn labelled(label: &Value) -> Report {
    let mut findings = Vec::new();
    let grants = label["verdict"][0] != "not-a-license";
    for (name, clause) in label["clauses"].as_object().expect("clauses") {
        if clause["required"] != true {
            continue;
        }
        let id = ClauseId::from_name(name).unwrap_or_else(|| panic!("no clause {name}"));
        let annexed = clause["params"]["annexed"][0] == true;
        findings.push(Finding {
            id,
            title: id.clause().title,
            effect: if annexed { Effect::ResponsibleUse } else { id.clause().effect },
            spans: Vec::new(),
            quote: quotes(&clause["quotes"]),
            params: params(&clause["params"]),
            origin: Origin::Text,
        });
    }
    let evidence = Evidence {
        clauses: findings.iter().map(|finding| (finding.id, finding.effect)).collect(),
        grants,
        grants_use: grants,
        grants_redistribution: label["answers"]["redistribution"][0] != "unstated",
        grants_modification: label["answers"]["modification"][0] != "unstated",
        license_like: true,
        known: (label["verdict"][0] == "open").then_some(Known { approved: false }),
        ..Evidence::default()
    };
    Report {
        schema: 1,
        verdict: judge(&evidence),
        answers: answer(&evidence, &findings),
        licenses: Vec::new(),
        expression: None,
        clauses: findings,
        documents: Vec::new(),
        notes: Vec::new(),
    }
}

/// All words that establish a clause: a text may say a thing twice, and the stricter wording counts.
fn quotes(list: &Value) -> String {
    let list = list.as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" … ")
}

fn params(labels: &Value) -> Params {
    let names = [
        "number",
        "unit",
        "period",
        "consequence",
        "amount",
        "currency",
        "days",
        "regions",
        "fields",
        "annexed",
        "target",
        "text",
        "law",
        "date",
        "years",
        "license",
        "covers",
    ];
    let mut params = Params::new();
    for name in names {
        let param = match &labels[name][0] {
            Value::Null => continue,
            Value::Bool(flag) => Param::Flag(*flag),
            Value::Number(number) => Param::Number(number.as_f64().expect("a number")),
            Value::String(text) => Param::Text(text.clone()),
            Value::Array(list) => {
                Param::List(list.iter().filter_map(Value::as_str).map(str::to_owned).collect())
            }
            Value::Object(_) => panic!("{name} is an object"),
        };
        params.insert(name, param);
    }
    params
}

#[test]
fn labelled_licenses_decide_plans_as_people_do() {
    let Some(truth) = truth() else { return };
    let text = std::fs::read_to_string(truth.join("labels.json")).expect("labels.json is readable");
    let labels: BTreeMap<String, Value> =
        serde_json::from_str(&text).expect("labels.json is an object of labels");
    let rows = table();
    assert!(rows.len() >= 60, "{} pairs", rows.len());
    let mut wrong = Vec::new();
    for row in &rows {
        let slug = row["license"].as_str().expect("a license");
        let label = labels.get(slug).unwrap_or_else(|| panic!("no label {slug}"));
        let decision = decide(&Subject::from(&labelled(label)), &plan(&row["plan"]));
        let found = outcome(&decision);
        if found != row["outcome"] {
            wrong.push(format!(
                "{slug} {}: {found}, not {}: {:?} {:?}",
                row["plan"], row["outcome"], decision.deciding, decision.questions
            ));
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn texts_decide_plans_as_people_do() {
    /// Part of the pairs that must come out right from the text alone; what is wrong is printed.
    const LEAST: f64 = 0.95;
    let Some(truth) = truth() else { return };
    let rows = table();
    let mut reports: BTreeMap<String, Report> = BTreeMap::new();
    let (mut right, mut wrong) = (0_u32, Vec::new());
    for row in &rows {
        let slug = row["license"].as_str().expect("a license");
        let report = reports.entry(slug.to_owned()).or_insert_with(|| {
            let path = truth.join("texts").join(format!("{slug}.txt"));
            let text =
                std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            classify(&text, Options::default())
        });
        let decision = decide(&Subject::from(&*report), &plan(&row["plan"]));
        if outcome(&decision) == row["outcome"] {
            right += 1;
        } else {
            wrong.push(format!(
                "{slug} {}: {}, not {} ({})",
                row["plan"],
                outcome(&decision),
                row["outcome"],
                decision.summary
            ));
        }
    }
    let part = f64::from(right) / rows.len() as f64;
    println!("{right} of {} pairs come out right from the text alone\n{}", rows.len(), wrong.join("\n"));
    assert!(part >= LEAST, "{right} of {}:\n{}", rows.len(), wrong.join("\n"));
}

/// A clause with its parameters and its words.
type Given<'a> = (ClauseId, &'a [(&'static str, Param)], &'a str);

/// A report with these clauses, as of a text without a known template that grants use and sharing.
fn report(clauses: &[Given<'_>]) -> Report {
    let findings: Vec<Finding> = clauses
        .iter()
        .map(|(id, params, quote)| Finding {
            id: *id,
            title: id.clause().title,
            effect: id.clause().effect,
            spans: Vec::new(),
            quote: (*quote).to_owned(),
            params: params.iter().cloned().collect(),
            origin: Origin::Text,
        })
        .collect();
    let evidence = Evidence {
        clauses: findings.iter().map(|finding| (finding.id, finding.effect)).collect(),
        grants: true,
        grants_use: true,
        grants_redistribution: true,
        grants_modification: true,
        license_like: true,
        known: Some(Known { approved: true }),
        ..Evidence::default()
    };
    Report {
        schema: 1,
        verdict: judge(&evidence),
        answers: answer(&evidence, &findings),
        licenses: Vec::new(),
        expression: None,
        clauses: findings,
        documents: Vec::new(),
        notes: Vec::new(),
    }
}

#[test]
fn the_words_say_on_which_side_the_number_itself_stands() {
    let number =
        |number| [("number", Param::Number(number)), ("consequence", Param::Text(String::from("ask")))];
    for (quote, at) in [
        ("more than 1,000 monthly active users", "clear"),
        ("exceeds 1,000 monthly active users", "clear"),
        ("fewer than 1,000 monthly active users", "ask"),
        ("at least 1,000 monthly active users", "ask"),
        ("greater than or equal to 1,000 users", "ask"),
        ("1,000 or more users", "ask"),
        ("月活用户数超过1000", "clear"),
        ("月活用户数达到1000", "ask"),
        ("a cap of 1,000 users", "unknown"),
    ] {
        let report = report(&[(ClauseId::USER_THRESHOLD, &number(1000.0), quote)]);
        for (users, expected) in [(999, "clear"), (1000, at), (1001, "ask")] {
            let plan = plan(&json!({ "commercial": true, "monthlyUsers": users, "redistribution": "none" }));
            assert_eq!(outcome(&decide(&Subject::from(&report), &plan)), expected, "{quote}: {users}");
        }
    }
}

#[test]
fn change_dates_open_a_license() {
    let years = [("years", Param::Number(4.0)), ("license", Param::Text(String::from("GPL-3.0-or-later")))];
    let bsl = report(&[
        (ClauseId::CHANGE_DATE, &years, ""),
        (ClauseId::EVALUATION_ONLY, &[], "non-production use"),
        (ClauseId::SEPARATE_COMMERCIAL_LICENSE, &[], ""),
    ]);
    for (date, published, expected) in [
        (Some("2027-11-22"), Some("2023-11-23"), "ask"),
        (Some("2027-11-23"), Some("2023-11-23"), "conditions"),
        (Some("2027-11-23"), None, "ask"),
        (None, Some("2023-11-23"), "ask"),
    ] {
        let given = plan(
            &json!({ "commercial": true, "purpose": "any", "redistribution": "none", "date": date, "published": published }),
        );
        let decision = decide(&Subject::from(&bsl), &given);
        assert_eq!(outcome(&decision), expected, "{date:?} {published:?}: {decision:?}");
        assert_eq!(
            decision.questions.is_empty(),
            date.is_some() && published.is_some(),
            "{date:?} {published:?}"
        );
    }
    let later = plan(
        &json!({ "commercial": true, "redistribution": "derivatives", "publishChanges": false, "date": "2028-01-01", "published": "2023-11-23" }),
    );
    assert_eq!(outcome(&decide(&Subject::from(&bsl), &later)), "blocked", "the change license is copyleft");
}

#[test]
fn what_is_not_known_is_never_clear() {
    let whole = json!({
        "commercial": true, "purpose": "any", "monthlyUsers": 10, "annualRevenue": 10, "headcount": 1, "regions": ["US"],
        "fields": [], "redistribution": "unchanged", "trainOnOutputs": false, "competing": false,
    });
    let none: &[(&'static str, Param)] = &[];
    // A clause without its figures, for every clause that restricts.
    for clause in openweigh::clauses::catalog::clauses() {
        let id = ClauseId::from_name(clause.id).expect("a clause of the catalog");
        if !matches!(clause.effect, Effect::Veto | Effect::ResponsibleUse) {
            continue;
        }
        let report = report(&[(id, none, "")]);
        let empty = outcome(&decide(&Subject::from(&report), &plan(&json!({}))));
        let harmless = ["remote-restriction", "output-restricted"].contains(&clause.id);
        assert!(empty != "clear" || harmless, "{}: an empty plan is {empty}", clause.id);
    }
    for text in ["", "All rights reserved.", "Hello world"] {
        let report = classify(text, Options::default());
        assert_eq!(outcome(&decide(&Subject::from(&report), &plan(&whole))), "unknown", "{text}");
    }
    let verdict = Verdict {
        kind: openweigh::schema::VerdictKind::Unrecognized,
        label: "",
        because: Vec::new(),
        basis: Basis::None,
        openness: OpennessRange { floor: Openness::Unknown, ceiling: Openness::Unknown },
    };
    let unread = Report { verdict, ..report(&[]) };
    assert_eq!(outcome(&decide(&Subject::from(&unread), &plan(&whole))), "unknown");
}

#[test]
fn the_to_do_list_has_the_exact_words() {
    let credit = [("text", Param::Text(String::from("Built with X")))];
    let notice = "retain the following notice within a \u{201c}Notice\u{201d} text file: \u{201c}X is licensed under the X License, Copyright X Inc.\u{201d}";
    let report = report(&[
        (ClauseId::DISPLAY_ATTRIBUTION, &credit, ""),
        (ClauseId::NOTICE_RETENTION, &[], notice),
        (ClauseId::LICENSE_COPY, &[], "give a copy"),
    ]);
    let decision =
        decide(&Subject::from(&report), &plan(&json!({ "commercial": true, "redistribution": "unchanged" })));
    let exact: Vec<_> = decision.todo.iter().map(|todo| (todo.id.as_str(), todo.exact.as_deref())).collect();
    assert_eq!(
        exact,
        [
            ("display-attribution", Some("Built with X")),
            ("notice-retention", Some("X is licensed under the X License, Copyright X Inc.")),
            ("license-copy", None),
        ]
    );
    let none =
        decide(&Subject::from(&report), &plan(&json!({ "commercial": true, "redistribution": "none" })));
    assert_eq!(outcome(&none), "clear", "nothing is passed on, so nothing is left to do");
}

#[test]
fn wrong_plans_are_named() {
    for (value, message) in [
        (json!(7), "plan must be an object"),
        (
            json!({ "comercial": true }),
            "plan.comercial is no question of a plan; known are commercial, purpose, monthlyUsers, dailyUsers, annualRevenue, headcount, regions, fields, redistribution, trainOnOutputs, competing, publishChanges, date, published",
        ),
        (json!({ "commercial": "yes" }), "plan.commercial must be a boolean"),
        (json!({ "monthlyUsers": -1 }), "plan.monthlyUsers must be a number that is not negative"),
        (
            json!({ "annualRevenue": { "amount": "x" } }),
            "plan.annualRevenue.amount must be a number that is not negative",
        ),
        (
            json!({ "annualRevenue": { "amount": 1, "currency": "dollars" } }),
            "plan.annualRevenue.currency must be an ISO 4217 currency code",
        ),
        (
            json!({ "regions": ["US", "Germany"] }),
            "plan.regions[1] must be an ISO 3166-1 code of two letters, \"EU\", \"EEA\" or \"worldwide\"",
        ),
        (
            json!({ "redistribution": "some" }),
            "plan.redistribution must be one of \"none\", \"unchanged\", \"derivatives\", \"hosted\"",
        ),
        (json!({ "date": "tomorrow" }), "plan.date must be a date of the form YYYY-MM-DD"),
    ] {
        let plain: Plain = serde_json::from_value(value.clone()).expect("a plain value");
        let error = Plan::read(&Field::root("plan", &plain)).expect_err("a wrong plan");
        assert_eq!(error.to_string(), message, "{value}");
    }
}
