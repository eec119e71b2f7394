//! Thresholds, amounts, trials and dates are read with their figures, units and consequences.

use openweigh::{Options, classify};

/// The parameters of the first finding of a clause, as JSON without braces.
fn params(text: &str, clause: &str) -> String {
    let report = classify(text, Options { templates: false, ..Options::default() });
    let found = report.clauses.iter().find(|finding| finding.id.as_str() == clause);
    found.map_or_else(
        || String::from("not found"),
        |finding| {
            finding
                .params
                .iter()
                .map(|(name, value)| {
                    format!("{name}={}", serde_json::to_string(value).expect("a plain value"))
                })
                .collect::<Vec<_>>()
                .join(" ")
        },
    )
}

fn check(clause: &str, cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(text, expected)| (text, expected, params(text, clause)))
        .filter(|(_, expected, found)| *expected != found)
        .map(|(text, expected, found)| format!("{text}\n  expected {expected}\n  found    {found}"))
        .collect();
    assert!(wrong.is_empty(), "{clause}:\n{}", wrong.join("\n"));
}

#[test]
fn user_thresholds_have_number_unit_period_and_consequence() {
    check(
        "user-threshold",
        &[
            (
                "If, on the Owl 2 release date, your services had more than 700 million monthly active users in the preceding calendar month, you must request a license from us.",
                r#"consequence="ask" measured="Owl 2 release date" number=700000000.0 period="month" unit="monthly active users""#,
            ),
            (
                "Products with over 1M MAU shall display the name of the model on their start page.",
                r#"consequence="display" number=1000000.0 period="month" unit="monthly active users""#,
            ),
            (
                "This license terminates once the number of registered users of your service exceeds one hundred thousand.",
                r#"consequence="ends" number=100000.0 unit="registered users""#,
            ),
            (
                "You may use the Software provided that it has fewer than 10,000 daily active users.",
                r#"consequence="ends" number=10000.0 period="day" unit="daily active users""#,
            ),
            (
                "Where an application serves at least 10 crore users, a fee is payable to the Licensor.",
                r#"consequence="pay" number=100000000.0 unit="users""#,
            ),
            (
                "如果您的产品的月活跃用户超过1亿，您必须向许可方申请许可。",
                r#"consequence="ask" number=100000000.0 period="month" unit="monthly active users""#,
            ),
            (
                "月活用户数超过七百万的产品，应在界面显著位置展示模型名称。",
                r#"consequence="display" number=7000000.0 period="month" unit="monthly active users""#,
            ),
        ],
    );
}

#[test]
fn revenue_thresholds_have_amount_currency_period_and_consequence() {
    check(
        "revenue-threshold",
        &[
            (
                "If you generate more than USD $1,000,000 in annual revenue, all licenses granted to you terminate.",
                r#"amount=1000000.0 consequence="ends" currency="USD" period="year""#,
            ),
            (
                "Companies with a turnover above €2.5 million a year must purchase a license.",
                r#"amount=2500000.0 consequence="pay" currency="EUR" period="year""#,
            ),
            (
                "You may use the Software free of charge if your gross receipts in any twelve months are less than 500k GBP.",
                r#"amount=500000.0 consequence="ends" currency="GBP" period="year""#,
            ),
            (
                "A product that earns more than 20 million US dollars in monthly revenue shall display the model's name.",
                r#"amount=20000000.0 consequence="display" currency="USD" period="month""#,
            ),
            (
                "Organizations that have raised more than ₹10 crore in funding must apply for a license.",
                r#"amount=100000000.0 consequence="ask" currency="INR""#,
            ),
            (
                "年收入超过100万元人民币的企业须向许可方申请授权。",
                r#"amount=1000000.0 consequence="ask" currency="CNY" period="year""#,
            ),
        ],
    );
}

#[test]
fn company_sizes_trials_and_opening_dates() {
    check(
        "headcount-threshold",
        &[
            (
                "Your company may use the Software if it has fewer than 100 total individuals working for it.",
                "number=100.0",
            ),
            ("Use is free for organizations with up to two hundred employees.", "number=200.0"),
        ],
    );
    check(
        "evaluation-only",
        &[
            (
                "Use to evaluate the software for less than 32 consecutive calendar days is use for a permitted purpose.",
                "days=32.0",
            ),
            (
                "You may use the Product solely for evaluation during a trial period of two weeks.",
                "days=14.0",
            ),
            ("You may use the Software only for evaluation, for three months.", "days=90.0"),
        ],
    );
    check(
        "change-date",
        &[
            (
                "Change Date: 2029-03-31\n\nChange License: Apache License, Version 2.0\n\nEffective on the Change Date, the Licensor grants you rights under the terms of the Change License.",
                r#"date="2029-03-31" license="Apache-2.0""#,
            ),
            (
                "Four years after its publication each version becomes available under the GNU General Public License, version 2 or any later version.",
                r#"license="GPL-2.0-or-later" years=4.0"#,
            ),
            (
                "On the second anniversary of its release the software is licensed under the MIT license.",
                r#"license="MIT" years=2.0"#,
            ),
            (
                "As of January 1, 2030 this software is made available under the Mozilla Public License 2.0.",
                r#"date="2030-01-01" license="MPL-2.0""#,
            ),
        ],
    );
}

#[test]
fn figures_of_other_things_are_no_thresholds() {
    for (text, clause) in [
        (
            "The liability of the Licensor shall not exceed 100 dollars or your annual revenue, whichever is less.",
            "revenue-threshold",
        ),
        ("You must keep the notices for at least 3 years and show them to all users.", "user-threshold"),
        ("More than 200 people have contributed to this program.", "headcount-threshold"),
        ("This offer is valid for at least three years and covers the source under the GPL.", "change-date"),
    ] {
        assert_eq!(params(text, clause), "not found", "{text}");
    }
}
