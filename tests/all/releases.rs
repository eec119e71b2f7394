//! Assessments of the releases in `tests/releases`, each with its reviewed expectation, and the laws that hold for all.
//!
//! Texts are named, not pasted: `{ "spdx": id }` is the published text of the `license` crate, `{ "shared": path }` a file of
//! `../shared`; a fixture that needs a missing file is skipped, with a line that says so.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use openweigh::assess::{Assessment, Release};
use openweigh::input::{Field, Value as Plain};
use openweigh::schema::Openness;
use openweigh::{assess, badge};
use serde_json::{Map, Value, json};

use crate::shared::left_out;
use crate::spdx::published;

struct Fixture {
    name: String,
    release: Value,
    expected: Value,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All fixtures, by name.
fn fixtures() -> Vec<Fixture> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(root().join("tests/releases"))
        .expect("the folder of fixtures")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "json"))
        .collect();
    files.sort();
    let mut list = Vec::new();
    for path in &files {
        let text =
            std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut value: Value =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let name = path.file_stem().and_then(|stem| stem.to_str()).expect("a name").to_owned();
        assert!(
            value["about"].as_str().is_some_and(|about| about.len() > 10),
            "{name} says what it is about"
        );
        let mut release = value["release"].take();
        if let Err(missing) = fill(&mut release) {
            left_out(&format!("{name} needs {missing}"));
            continue;
        }
        list.push(Fixture { name, release, expected: value["expected"].take() });
    }
    list
}

/// Puts texts in place of their names, everywhere in a value.
fn fill(value: &mut Value) -> Result<(), String> {
    match value {
        Value::Object(members) => {
            if let Some(text) = named_text(members)? {
                *value = Value::String(text);
                return Ok(());
            }
            members.values_mut().try_for_each(fill)
        }
        Value::Array(items) => items.iter_mut().try_for_each(fill),
        _ => Ok(()),
    }
}

fn named_text(members: &Map<String, Value>) -> Result<Option<String>, String> {
    if let Some(id) = members.get("spdx").and_then(Value::as_str) {
        let found = published().iter().find(|license| license.id == id);
        return Ok(Some(found.unwrap_or_else(|| panic!("no SPDX license {id}")).text.clone()));
    }
    if let Some(path) = members.get("shared").and_then(Value::as_str) {
        return std::fs::read_to_string(root().join("../shared").join(path))
            .map(Some)
            .map_err(|_| format!("../shared/{path}, which is missing"));
    }
    Ok(None)
}

fn read(value: &Value) -> Result<Release, String> {
    let plain: Plain = serde_json::from_value(value.clone()).map_err(|error| error.to_string())?;
    Release::read(&Field::root("release", &plain)).map_err(|error| error.to_string())
}

fn assessed(value: &Value) -> Assessment {
    assess(&read(value).unwrap_or_else(|error| panic!("{error}: {value}")))
}

/// What an assessment says, in the shape of an expectation, as far as the expectation asks.
fn found(assessment: &Value, expected: &Map<String, Value>) -> Map<String, Value> {
    let names = |list: &Value, name: &str| -> Value {
        list.as_array().expect("a list").iter().map(|item| item[name].clone()).collect::<Vec<_>>().into()
    };
    let pairs = |list: &Value, value: &str| -> Value {
        let pairs = list.as_array().expect("a list").iter();
        pairs
            .map(|item| (item["id"].as_str().expect("an id").to_owned(), item[value].clone()))
            .collect::<Map<_, _>>()
            .into()
    };
    let only = |all: Value, asked: &Value| -> Value {
        let asked = asked.as_object().expect("an object");
        all.as_object()
            .expect("an object")
            .iter()
            .filter(|(key, _)| asked.contains_key(*key))
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect::<Map<_, _>>()
            .into()
    };
    expected
        .iter()
        .map(|(key, asked)| {
            let value = match key.as_str() {
                "badge" => assessment["badge"]["kind"].clone(),
                "floor" | "ceiling" => assessment["openness"][key].clone(),
                "verdict" | "source" => assessment["license"][key].clone(),
                "chips" => names(&assessment["chips"], "id"),
                "conflicts" => pairs(&assessment["conflicts"], "severity"),
                "components" => only(pairs(&assessment["components"], "state"), asked),
                "views" if asked.as_object().is_some_and(Map::is_empty) => {
                    pairs(&assessment["views"], "says")
                }
                "views" => only(pairs(&assessment["views"], "says"), asked),
                "baseModels" => names(&assessment["baseModels"], "id"),
                "because" => {
                    let all = names(&assessment["because"], "id");
                    let list = asked.as_array().expect("a list");
                    list.iter()
                        .filter(|id| all.as_array().is_some_and(|all| all.contains(id)))
                        .cloned()
                        .collect::<Vec<_>>()
                        .into()
                }
                "answers" => {
                    let all = assessment["answers"].as_object().expect("answers");
                    let values =
                        all.iter().map(|(question, answer)| (question.clone(), answer["value"].clone()));
                    only(Value::Object(values.collect()), asked)
                }
                other => assessment[other].clone(),
            };
            // Chips have an order, but what matters is which there are.
            let sorted = |value: Value| match value {
                Value::Array(mut items) if key == "chips" => {
                    items.sort_by_key(Value::to_string);
                    Value::Array(items)
                }
                value => value,
            };
            (key.clone(), sorted(value))
        })
        .collect()
}

#[test]
fn fixtures_are_assessed_as_reviewed() {
    let fixtures = fixtures();
    let mut wrong = Vec::new();
    for fixture in &fixtures {
        let assessment = serde_json::to_value(assessed(&fixture.release)).expect("an assessment serialises");
        let mut expected = fixture.expected.as_object().expect("an expectation").clone();
        if let Some(Value::Array(chips)) = expected.get_mut("chips") {
            chips.sort_by_key(Value::to_string);
        }
        let found = found(&assessment, &expected);
        for (key, asked) in &expected {
            if found[key] != *asked {
                wrong.push(format!("{}: {key} is {}, not {asked}", fixture.name, found[key]));
            }
        }
    }
    let skipped = std::fs::read_dir(root().join("../shared")).is_err();
    assert!(fixtures.len() >= 25 || skipped, "{} fixtures", fixtures.len());
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn weights_are_under_the_terms_that_bind_them() {
    let base = json!({ "id": "lab/base", "license": "cc-by-nc-4.0", "files": ["model.safetensors"], "missing": [{ "part": "LICENSE", "why": "gated" }] });
    let derived = json!({ "id": "o/m", "license": "mit", "files": ["m.gguf"], "baseModels": [{ "id": "lab/base", "release": base }] });
    let assessment = assessed(&derived);
    let weights = &assessment.components[0];
    assert_eq!(weights.open, Some(false));
    assert_eq!(weights.license.as_ref().map(|license| license.source.as_str()), Some("base model lab/base"));
    let unchecked: Vec<&str> = assessment.unchecked.iter().map(|missing| missing.part.as_str()).collect();
    assert!(unchecked.contains(&"base model lab/base: LICENSE"), "{unchecked:?}");
}

#[test]
fn a_card_speaks_of_its_own_license_in_its_section_alone() {
    let badge = |card: &str| {
        let release = json!({ "id": "o/m", "files": ["README.md", "model.safetensors"], "card": { "gated": false, "library": "transformers", "text": card } });
        assessed(&release).badge.kind
    };
    assert_eq!(
        badge(
            "# M\n\n## License\n\nThis model is released under the Apache License, Version 2.0.\n\n## Use\n"
        ),
        "open-weights"
    );
    assert_eq!(
        badge("# M\n\nThe evaluation code was taken from a project under the MIT License.\n"),
        "no-license"
    );
    assert_eq!(
        badge("# M\n\n## License\n\n## Thanks\n\nTo the Apache License, Version 2.0 projects.\n"),
        "no-license"
    );
}

#[test]
fn every_assessment_is_whole() {
    for fixture in fixtures() {
        let assessment = assessed(&fixture.release);
        let name = &fixture.name;
        assert!(
            assessment.openness.floor <= assessment.tier && assessment.tier <= assessment.openness.ceiling,
            "{name}"
        );
        assert!(!assessment.summary.is_empty(), "{name}");
        for conflict in &assessment.conflicts {
            assert!(conflict.sides.len() == 2 && !conflict.action.is_empty(), "{name}: {conflict:?}");
            for side in &conflict.sides {
                assert!(!side.source.is_empty() && !side.quote.is_empty(), "{name}: {conflict:?}");
            }
        }
        for component in &assessment.components {
            assert!(
                component.state != openweigh::assess::shape::State::Present
                    || !component.evidence.is_empty()
                    || component.id == openweigh::assess::shape::ComponentId::ModelCard,
                "{name}: {component:?}"
            );
        }
        let badge::Drawn::Text(svg) = badge(&(&assessment).into(), &badge::Options::default()) else {
            panic!("a picture was asked for");
        };
        assert!(svg.contains(assessment.badge.color), "{name}");
        let bytes = |assessment: &Assessment| serde_json::to_vec(assessment).expect("it serialises");
        assert_eq!(bytes(&assessment), bytes(&assessed(&fixture.release)), "{name}: the same bytes");
        // What was written can be read again, and says the same.
        let plain: Plain =
            serde_json::from_value(serde_json::to_value(&assessment).expect("it serialises")).expect("plain");
        let again = Assessment::read(&Field::root("assessment", &plain))
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(
            (&again.badge, again.tier, again.openness, &again.license),
            (&assessment.badge, assessment.tier, assessment.openness, &assessment.license),
            "{name}"
        );
        let subject = |assessment: &Assessment| openweigh::decide::Subject::from(assessment);
        let plan = openweigh::decide::Plan { commercial: Some(true), ..Default::default() };
        let (first, second) =
            (openweigh::decide(&subject(&assessment), &plan), openweigh::decide(&subject(&again), &plan));
        assert_eq!(first.outcome, second.outcome, "{name}");
    }
}

/// How many releases each law is tried on.
const ROUNDS: usize = 120;

/// A small generator, so that every run sees the same releases.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.roll(list.len())]
    }

    fn often(&mut self) -> bool {
        self.roll(2) == 0
    }
}

const TAGS: &[&str] = &[
    "apache-2.0",
    "mit",
    "cc-by-4.0",
    "cc-by-sa-4.0",
    "cc-by-nc-4.0",
    "cc-by-nd-4.0",
    "llama3.1",
    "gemma",
    "openrail",
    "creativeml-openrail-m",
    "apple-amlr",
    "other",
    "gpl-3.0",
    "unknown-tag",
];

/// A release made by throwing dice; licenses by text and by tag.
fn thrown(dice: &mut Dice, depth: usize) -> Value {
    let mut files = vec!["README.md", "config.json"];
    for file in [
        "model.safetensors",
        "modeling_x.py",
        "train.py",
        "data/train.parquet",
        "eval/results.json",
        "adapter_model.safetensors",
        "weights.gguf",
    ] {
        if dice.roll(3) == 0 {
            files.push(file);
        }
    }
    let mut release = json!({ "id": format!("o{}/m{}", dice.roll(50), dice.roll(50)) });
    if dice.roll(5) > 0 {
        release["files"] = json!(files);
    }
    if dice.often() {
        release["license"] = json!(dice.pick(TAGS));
    }
    if dice.often() {
        let id = *dice.pick(&["MIT", "ISC", "BSD-3-Clause", "Zlib", "MIT-0"]);
        let text = published().iter().find(|license| license.id == id).expect("an SPDX license").text.clone();
        release["texts"] = json!({ "LICENSE": text });
    }
    let mut card =
        json!({ "gated": dice.pick(&[json!(false), json!("auto"), json!("manual"), Value::Null]) });
    if dice.often() {
        card["library"] = json!(dice.pick(&["transformers", "gguf", "ultralytics", "unheard-of"]));
    }
    if dice.often() {
        card["text"] = json!("# M\n\n## Training data\n\nSome.\n");
    }
    release["card"] = card;
    if depth == 0 && dice.roll(3) == 0 {
        let base = thrown(dice, 1);
        release["baseModels"] = json!([{ "id": base["id"], "relation": "finetune", "release": base }]);
    }
    release
}

/// What a change makes of a release; nothing where it does not apply.
type Change = fn(&Value) -> Option<Value>;

fn changed(release: &Value, change: impl FnOnce(&mut Value)) -> Value {
    let mut release = release.clone();
    change(&mut release);
    release
}

fn has_weights(release: &Value) -> bool {
    let files = release["files"].as_array();
    files.is_some_and(|files| {
        files
            .iter()
            .filter_map(Value::as_str)
            .any(|file| file.ends_with("safetensors") || file.ends_with("gguf"))
    })
}

#[test]
fn restrictions_never_raise_the_tier() {
    let nc = "cc-by-nc-4.0";
    let changes: &[(&str, Change)] = &[
        ("a restrictive base model", |release| {
            has_weights(release).then(|| changed(release, |release| {
                let base = json!({ "id": "other/base", "relation": "finetune", "release": { "id": "other/base", "license": "cc-by-nc-4.0", "files": ["model.safetensors"] } });
                match release["baseModels"].as_array_mut() {
                    Some(list) => list.push(base),
                    None => release["baseModels"] = json!([base]),
                }
            }))
        }),
        ("a gate", |release| Some(changed(release, |release| release["card"]["gated"] = json!("manual")))),
    ];
    let mut dice = Dice(1);
    for _ in 0..ROUNDS {
        let release = thrown(&mut dice, 0);
        let before = assessed(&release);
        for (what, change) in changes {
            let Some(release) = change(&release) else { continue };
            let after = assessed(&release);
            assert!(
                after.tier <= before.tier
                    || before.tier == Openness::Unknown && after.tier <= Openness::WeightsAvailable,
                "{what} raises {:?} to {:?}: {release}",
                before.tier,
                after.tier
            );
            assert!(
                after.openness.ceiling <= before.openness.ceiling,
                "{what} raises the ceiling of {release}"
            );
        }
        // The same data under a restrictive license; a data set alone is a component, and more of those may raise it.
        let with = |license: &str| {
            assessed(&changed(&release, |release| {
                release["parts"] = json!([{ "id": "o/data", "kind": "dataset", "license": license, "files": ["a.parquet"] }]);
            }))
        };
        let (open, restricted) = (with("cc-by-4.0"), with("cc-by-nc-4.0"));
        assert!(
            restricted.tier <= open.tier && restricted.openness.ceiling <= open.openness.ceiling,
            "{release}"
        );
        // A second, restrictive tag beside an open one.
        if release["texts"].is_null() && release["license"].is_string() && has_weights(&release) {
            let both = changed(&release, |release| release["license"] = json!([release["license"], nc]));
            assert!(assessed(&both).tier <= before.tier || before.tier == Openness::Unknown, "{both}");
        }
    }
}

#[test]
fn what_is_not_known_never_raises_the_floor() {
    let changes: &[(&str, Change)] = &[
        ("no file list", |release| {
            Some(changed(release, |release| {
                release.as_object_mut().expect("an object").remove("files");
            }))
        }),
        ("a text that could not be read", |release| {
            release["texts"].is_object().then(|| {
                changed(release, |release| {
                    release.as_object_mut().expect("an object").remove("texts");
                    release["missing"] = json!([{ "part": "LICENSE", "why": "gated" }]);
                })
            })
        }),
        ("a text that is not understood", |release| {
            release["texts"].is_object().then(|| {
                changed(release, |release| {
                    release["texts"] = json!({ "LICENSE": "Some words of our own about this and that." });
                })
            })
        }),
        ("a gate that is not known", |release| {
            Some(changed(release, |release| release["card"]["gated"] = Value::Null))
        }),
        ("a card that is not known", |release| {
            Some(changed(release, |release| release["card"] = json!({ "gated": release["card"]["gated"] })))
        }),
        ("another base model that is not known", |release| {
            Some(changed(release, |release| {
                let base = json!({ "id": "other/base", "relation": "merge", "why": "not found" });
                match release["baseModels"].as_array_mut() {
                    Some(list) => list.push(base),
                    None => release["baseModels"] = json!([base]),
                }
            }))
        }),
        ("base models that are not known", |release| {
            release["baseModels"].is_array().then(|| {
                changed(release, |release| {
                    for base in release["baseModels"].as_array_mut().expect("a list") {
                        *base = json!({ "id": base["id"], "relation": base["relation"], "why": "not found" });
                    }
                })
            })
        }),
    ];
    let mut dice = Dice(2);
    for _ in 0..ROUNDS {
        let release = thrown(&mut dice, 0);
        let before = assessed(&release);
        for (what, change) in changes {
            let Some(release) = change(&release) else { continue };
            let after = assessed(&release);
            // Weights that are seen and restricted are available; that they were restricted by a base is forgotten with it.
            assert!(
                after.openness.floor <= before.openness.floor,
                "{what} raises {:?} to {:?}: {release}",
                before.openness.floor,
                after.openness.floor
            );
        }
    }
}

#[test]
fn more_components_never_lower_the_ceiling() {
    let changes: &[(&str, Change)] = &[
        ("a file of code, data, results", |release| {
            release["files"].is_array().then(|| {
                changed(release, |release| {
                    let files = release["files"].as_array_mut().expect("a list");
                    files.extend(
                        ["train.py", "modeling_y.py", "data/a.parquet", "eval/b.json", "paper.pdf"]
                            .map(Value::from),
                    );
                })
            })
        }),
        ("weights", |release| {
            release["files"].is_array().then(|| {
                changed(release, |release| {
                    release["files"].as_array_mut().expect("a list").push(json!("more.safetensors"));
                })
            })
        }),
        ("an open data set", |release| {
            Some(changed(release, |release| {
                release["parts"] = json!([{ "id": "o/data", "kind": "dataset", "license": "cc-by-4.0", "files": ["a.parquet"] }]);
            }))
        }),
        ("open code", |release| {
            Some(changed(release, |release| {
                release["parts"] =
                    json!([{ "id": "o/code", "kind": "software", "license": "mit", "files": ["train.py"] }]);
            }))
        }),
        ("a card", |release| {
            Some(changed(release, |release| {
                release["card"]["text"] = json!("# M\n\n## Evaluation\n\n## Training data\n");
            }))
        }),
    ];
    let mut dice = Dice(3);
    for _ in 0..ROUNDS {
        let release = thrown(&mut dice, 0);
        let before = assessed(&release).openness.ceiling;
        for (what, change) in changes {
            let Some(release) = change(&release) else { continue };
            let after = assessed(&release).openness.ceiling;
            assert!(after >= before, "{what} lowers {before:?} to {after:?}: {release}");
        }
    }
}

#[test]
fn malformed_releases_are_named() {
    for (value, message) in [
        (json!(7), "release must be an object"),
        (json!(null), "release must be an object"),
        (json!({ "id": 7 }), "release.id must be a string"),
        (
            json!({ "kind": "movie" }),
            "release.kind must be one of \"model\", \"dataset\", \"software\", \"space\"",
        ),
        (json!({ "files": "LICENSE" }), "release.files must be a list"),
        (json!({ "files": ["a", "b", "c", { "path": 7 }] }), "release.files[3].path must be a string"),
        (json!({ "files": [7] }), "release.files[0] must be a string or an object with a path"),
        (json!({ "texts": ["MIT"] }), "release.texts must be an object"),
        (json!({ "texts": { "LICENSE": 7 } }), "release.texts.LICENSE must be a string"),
        (json!({ "license": { "id": "mit" } }), "release.license must be a string or a list of strings"),
        (json!({ "license": ["mit", 7] }), "release.license[1] must be a string"),
        (
            json!({ "card": { "gated": "sometimes" } }),
            "release.card.gated must be a boolean, \"auto\" or \"manual\"",
        ),
        (json!({ "card": { "evaluation": 1 } }), "release.card.evaluation must be a boolean"),
        (json!({ "baseModels": [{ "relation": "finetune" }] }), "release.baseModels[0].id must be a string"),
        (
            json!({ "baseModels": [{ "id": "o/m", "relation": "cousin" }] }),
            "release.baseModels[0].relation must be one of \"finetune\", \"adapter\", \"quantized\", \"merge\", \"unknown\"",
        ),
        (
            json!({ "baseModels": [{ "id": "o/m", "release": { "files": [1] } }] }),
            "release.baseModels[0].release.files[0] must be a string or an object with a path",
        ),
        (
            json!({ "baseModels": [{ "id": "o/m", "assessment": { "schema": 1 } }] }),
            "release.baseModels[0].assessment must be an assessment of assess()",
        ),
        (json!({ "missing": [{ "part": "files" }] }), "release.missing[0].why must be a string"),
    ] {
        assert_eq!(read(&value).expect_err("a malformed release"), message, "{value}");
    }
}

#[test]
fn odd_releases_get_an_honest_answer() {
    let many: Vec<String> = (0..10_000).map(|number| format!("shard-{number:05}.safetensors")).collect();
    let large = assessed(&json!({ "id": "o/m", "license": "mit", "files": many }));
    assert_eq!(large.tier, Openness::OpenWeights);
    assert!(large.components[0].evidence.len() <= 4, "{:?}", large.components[0]);
    // Each level contains the next one; the last levels are too deep to be read.
    let mut deep = json!({ "id": "o/0", "license": "mit" });
    for level in 1..12 {
        deep = json!({ "id": format!("o{level}/m"), "license": "mit", "baseModels": [{ "id": deep["id"], "release": deep }] });
    }
    let deep = assessed(&deep);
    assert!(
        deep.base_models
            .iter()
            .any(|entry| entry.why.as_deref() == Some("its lineage is longer than what is followed")),
        "{:?}",
        deep.base_models
    );
    // A value that is nested beyond all measure is refused before it is read.
    let nested = format!("{}{}", "[".repeat(60), "]".repeat(60));
    let error = serde_json::from_str::<Plain>(&nested).expect_err("nested too deeply");
    assert!(error.to_string().contains("nested too deeply"), "{error}");
    let hostile = assessed(
        &json!({ "id": "<img onerror=x>/\u{202e}evil", "license": "\u{0}", "licenseName": "x".repeat(10_000), "files": ["\u{0}", "", "/", "../../LICENSE"], "texts": { "": "", "\u{202e}": "\u{feff}\u{0}" } }),
    );
    assert_eq!(hostile.openness.floor, Openness::Closed, "no weights among the files");
    assert!(Path::new(".").exists());
    let empty = assessed(&json!({}));
    assert_eq!((empty.badge.kind, empty.tier), ("not-checked", Openness::Unknown));
    let _: BTreeMap<String, Value> =
        serde_json::from_value(serde_json::to_value(&empty).expect("it serialises")).expect("an object");
}
