use std::collections::BTreeMap;

use super::*;
use crate::schema::Origin;

fn evidence(ids: &[ClauseId]) -> Evidence {
    Evidence {
        clauses: ids.iter().map(|id| (*id, id.clause().effect)).collect(),
        grants: true,
        grants_use: true,
        grants_redistribution: true,
        grants_modification: true,
        license_like: true,
        ..Evidence::default()
    }
}

fn finding(id: ClauseId, params: &[(&'static str, Param)]) -> Finding {
    Finding {
        id,
        title: id.clause().title,
        effect: id.clause().effect,
        spans: Vec::new(),
        quote: String::new(),
        params: params.iter().cloned().collect::<BTreeMap<_, _>>(),
        origin: Origin::Text,
    }
}

#[test]
fn values_follow_the_guide() {
    use ClauseId as C;
    // Clauses, then commercial use, redistribution, modification, restrictions, publishing.
    let table: &[(&[C], [&str; 5])] = &[
        (&[], ["allowed", "allowed", "allowed", "none", "no"]),
        (&[C::NOTICE_RETENTION, C::LICENSE_COPY], ["allowed", "allowed", "allowed", "none", "no"]),
        (&[C::SHARE_ALIKE], ["allowed", "allowed", "conditional", "none", "same-terms"]),
        (&[C::SHARE_ALIKE, C::DISCLOSE_SOURCE], ["allowed", "allowed", "conditional", "none", "source"]),
        (
            &[C::NETWORK_COPYLEFT, C::SHARE_ALIKE],
            ["allowed", "conditional", "conditional", "none", "network"],
        ),
        (&[C::FIELD_OF_USE], ["allowed", "allowed", "allowed", "some", "no"]),
        (&[C::FIELD_OF_USE, C::FLOW_DOWN], ["allowed", "conditional", "conditional", "some", "no"]),
        (&[C::COMMERCIAL_USE_FORBIDDEN], ["forbidden", "conditional", "conditional", "some", "no"]),
        (&[C::USER_THRESHOLD], ["conditional", "conditional", "conditional", "some", "no"]),
        (&[C::DERIVATIVES_FORBIDDEN], ["allowed", "allowed", "conditional", "none", "no"]),
        (&[C::INTERNAL_USE_ONLY], ["conditional", "forbidden", "conditional", "some", "no"]),
        (&[C::RESEARCH_ONLY], ["forbidden", "conditional", "conditional", "some", "no"]),
        (&[C::COMPETING_FORBIDDEN], ["conditional", "allowed", "conditional", "some", "no"]),
        (&[C::TERMINATION_DISCRETION], ["allowed", "allowed", "allowed", "none", "no"]),
    ];
    for (ids, expected) in table {
        let answers = answer(&evidence(ids), &[]);
        let values = [
            answers.commercial_use.value,
            answers.redistribution.value,
            answers.modification.value,
            answers.usage_restrictions.value,
            answers.publish_changes.value,
        ];
        assert_eq!(values, *expected, "{ids:?}");
    }
}

#[test]
fn a_text_without_a_grant_answers_nothing_but_its_rules() {
    let mut policy = evidence(&[ClauseId::FIELD_OF_USE]);
    (policy.grants, policy.grants_use) = (false, false);
    let answers = answer(&policy, &[]);
    assert_eq!(answers.commercial_use.value, "unstated");
    assert_eq!(answers.usage_restrictions.value, "some");
    assert_eq!(answers.publish_changes.value, "unstated");
}

#[test]
fn a_display_threshold_leaves_commercial_use_allowed() {
    let ids = [ClauseId::USER_THRESHOLD, ClauseId::DISPLAY_ATTRIBUTION];
    let params = [
        ("number", Param::Number(1e8)),
        ("unit", Param::Text(String::from("monthly-active-users"))),
        ("consequence", Param::Text(String::from("display"))),
    ];
    let answers = answer(&evidence(&ids), &[finding(ClauseId::USER_THRESHOLD, &params)]);
    assert_eq!(answers.commercial_use.value, "allowed");
    assert!(
        answers.commercial_use.summary.contains("100 million monthly active users"),
        "{:?}",
        answers.commercial_use
    );
    assert_eq!(answers.redistribution.value, "allowed");
    assert_eq!(answers.usage_restrictions.value, "none");
}

#[test]
fn figures_are_in_the_sentence() {
    let params = [
        ("number", Param::Number(7e8)),
        ("unit", Param::Text(String::from("monthly-active-users"))),
        ("consequence", Param::Text(String::from("ask"))),
    ];
    let answers =
        answer(&evidence(&[ClauseId::USER_THRESHOLD]), &[finding(ClauseId::USER_THRESHOLD, &params)]);
    assert_eq!(
        answers.commercial_use.summary,
        "On conditions: above 700 million monthly active users you must ask the licensor for a license."
    );
    assert_eq!(figures::amount(&Param::Number(1500.0)).as_deref(), Some("1,500"));
    assert_eq!(figures::amount(&Param::Number(2_500_000.0)).as_deref(), Some("2.5 million"));
}

#[test]
fn a_text_that_lets_the_work_be_shared_in_one_form_only_sets_a_condition() {
    let text = "You may use the kit. You may redistribute its libraries only as part of your application. \
                There is no warranty.";
    let limited = crate::classify(text, crate::Options { templates: false, ..crate::Options::default() });
    assert_eq!(limited.answers.redistribution.value, "conditional");
    let free = text.replace(" only as part of your application", "");
    let free = crate::classify(&free, crate::Options { templates: false, ..crate::Options::default() });
    assert_eq!(free.answers.redistribution.value, "allowed");
}
