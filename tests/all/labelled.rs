//! The answers and the verdict that follow from the labelled clauses are the labelled ones: reads
//! `../shared/truth/labels.json`, and is skipped, with a line that says so, where that file is missing.

use std::collections::BTreeMap;

use openweigh::answers::answer;
use openweigh::clauses::catalog::ClauseId;
use openweigh::evidence::Evidence;
use openweigh::schema::{Effect, Finding, Origin, Param};
use openweigh::verdict::judge;
use serde_json::Value;

use crate::shared::shared;

/// Part of the labelled answers and verdicts that must follow; readers themselves differ on some.
const LEAST: f64 = 0.97;

#[test]
fn labelled_clauses_give_labelled_answers_and_verdicts() {
    let Some(path) = shared("truth/labels.json") else { return };
    let text = std::fs::read_to_string(&path).expect("labels.json is text");
    let labels: BTreeMap<String, Value> =
        serde_json::from_str(&text).expect("labels.json is an object of labels");
    let (mut right, mut all) = (0_u32, 0_u32);
    for label in labels.values() {
        let (evidence, findings) = evidence(label);
        let answers = serde_json::to_value(answer(&evidence, &findings)).expect("answers serialise");
        for (question, accepted) in label["answers"].as_object().expect("answers") {
            all += 1;
            right += u32::from(contains(accepted, &answers[question]["value"]));
        }
        let kind = serde_json::to_value(judge(&evidence).kind).expect("a kind serialises");
        all += 1;
        // Without a known template an open text is not recognized: absence is not permission.
        let open = kind == "unrecognized" && contains(&label["verdict"], &Value::from("open"));
        right += u32::from(open || contains(&label["verdict"], &kind));
    }
    let part = f64::from(right) / f64::from(all);
    println!("{right} of {all} labelled answers and verdicts follow from the labelled clauses");
    assert!(all > 0 && part >= LEAST, "{right} of {all}");
}

fn evidence(label: &Value) -> (Evidence, Vec<Finding>) {
    let (mut clauses, mut findings) = (Vec::new(), Vec::new());
    for (name, clause) in label["clauses"].as_object().expect("clauses") {
        if clause["required"] != true {
            continue;
        }
        let id = ClauseId::from_name(name).unwrap_or_else(|| panic!("no clause {name}"));
        let annexed = contains(&clause["params"]["annexed"], &Value::from(true));
        let effect = if annexed { Effect::ResponsibleUse } else { id.clause().effect };
        clauses.push((id, effect));
        let consequence = clause["params"]["consequence"][0].as_str();
        let params = consequence.map(|text| ("consequence", Param::Text(text.to_owned())));
        findings.push(Finding {
            id,
            title: id.clause().title,
            effect,
            spans: Vec::new(),
            quote: String::new(),
            params: params.into_iter().collect(),
            origin: Origin::Text,
        });
    }
    let grants = !contains(&label["verdict"], &Value::from("not-a-license"));
    let evidence = Evidence {
        clauses,
        grants,
        grants_use: grants,
        grants_redistribution: grants,
        grants_modification: grants,
        license_like: true,
        ..Evidence::default()
    };
    (evidence, findings)
}

fn contains(accepted: &Value, value: &Value) -> bool {
    accepted.as_array().is_some_and(|list| list.contains(value))
}
