//! The hub's license identifiers: all of them are known, by the hub's own name, and say what the table says they do.

use openweigh::tags::ids::{canonical, hub_license, hub_licenses};
use openweigh::templates::{identify, known};
use openweigh::words::words;

use crate::shared::shared;

/// Families and placeholders, which name no single text.
const NO_TEXT: [&str; 8] = ["openrail", "bsd", "cc", "gfdl", "gpl", "lgpl", "unknown", "other"];

/// Licenses whose texts stand in no source of the index; their identifiers are known, their texts are not recognized.
const NOT_READ: [&str; 6] =
    ["h-research", "intel-research", "apple-ascl", "apple-amlr", "deepfloyd-if-license", "grok2-community"];

#[test]
fn every_identifier_of_the_hub_is_in_the_table() {
    let Some(list) = shared("hub/hf-license-ids.tsv") else { return };
    let list = std::fs::read_to_string(list).expect("the hub's list");
    let rows: Vec<(&str, &str)> = list
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut fields = line.split('\t');
            Some((fields.next()?, fields.next()?))
        })
        .collect();
    assert!(rows.len() > 80, "{} rows", rows.len());
    for (id, name) in &rows {
        let Some(license) = hub_license(id) else { panic!("{id} is not in the table") };
        // The hub's list escapes an asterisk for Markdown.
        assert_eq!((license.id, license.name), (*id, name.replace('\\', "").as_str()));
    }
    assert_eq!(
        hub_licenses().map(|license| license.id).collect::<Vec<_>>(),
        rows.iter().map(|row| row.0).collect::<Vec<_>>()
    );
}

#[test]
fn an_identifier_of_the_hub_is_a_license_that_is_known() {
    let all = known();
    for license in hub_licenses() {
        let Some(id) = license.license else {
            assert!(NO_TEXT.contains(&license.id), "{} names no license", license.id);
            continue;
        };
        assert!(!NO_TEXT.contains(&license.id), "{}", license.id);
        let card = format!("---\nlicense: {}\nlanguage: en\n---\n# A model\n", license.id);
        let found = identify(&words(&card), 0.7);
        assert_eq!(found.expression.as_deref(), Some(id), "{}", license.id);
        assert_eq!(canonical(license.id), Some(id), "{}", license.id);
        let read = all.iter().any(|known| known.id == id);
        assert_eq!(read, !NOT_READ.contains(&license.id), "{}: {id}", license.id);
    }
}
