//! No restriction is found in the words of open licenses: every OSI-approved text of the SPDX list, and the open
//! licenses of data and content. Templates are off, so that the words alone are read.

use openweigh::schema::Effect;
use openweigh::{Options, classify};

use crate::spdx::{Published, published};

/// Open licenses of data, content, fonts and models that OSI does not approve.
const OPEN: &[&str] = &[
    "CC-BY-3.0",
    "CC-BY-4.0",
    "CC-BY-SA-3.0",
    "CC-BY-SA-4.0",
    "CC-PDDC",
    "CC-PDM-1.0",
    "CC0-1.0",
    "CDLA-Permissive-1.0",
    "CDLA-Permissive-2.0",
    "CDLA-Sharing-1.0",
    "GFDL-1.1-or-later",
    "GFDL-1.2-or-later",
    "GFDL-1.3-or-later",
    "MIT-0",
    "ODC-By-1.0",
    "ODbL-1.0",
    "OFL-1.0",
    "OFL-1.1",
    "OGL-UK-3.0",
    "OpenMDW-1.0",
    "PDDL-1.0",
    "WTFPL",
    "etalab-2.0",
];

/// Licenses that must be among those read, whatever the crate's list says.
const LEAST: usize = 140;

fn restrictions(one: &Published) -> Vec<String> {
    let report = classify(&one.text, Options { templates: false, ..Options::default() });
    let restrictive = report
        .clauses
        .iter()
        .filter(|finding| matches!(finding.effect, Effect::Veto | Effect::ResponsibleUse));
    restrictive.map(|finding| format!("{}: {} in “{}”", one.id, finding.id.as_str(), finding.quote)).collect()
}

#[test]
fn open_texts_have_no_restrictions() {
    let open: Vec<&Published> = published()
        .iter()
        .filter(|one| one.osi_approved == Some(true) || OPEN.contains(&one.id.as_str()))
        .collect();
    assert!(open.len() >= LEAST, "only {} open texts", open.len());
    let missing: Vec<&&str> = OPEN.iter().filter(|id| !open.iter().any(|one| one.id == **id)).collect();
    assert!(missing.is_empty(), "not on the SPDX list: {missing:?}");
    let wrong: Vec<String> = open.into_iter().flat_map(restrictions).collect();
    assert!(wrong.is_empty(), "{} restrictions in open texts:\n{}", wrong.len(), wrong.join("\n"));
}
