//! Lists of what is known: clauses and licenses.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::plain;
use crate::clauses::catalog;
use crate::index::Index;

/// A known license, as `templates()` lists it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Known {
    id: &'static str,
    name: &'static str,
    osi_approved: Option<bool>,
    fsf_libre: Option<bool>,
    source: &'static str,
}

/// `clauses()`: every clause that is looked for, in the order of ids.
///
/// # Errors
/// None that a caller could cause.
#[wasm_bindgen(js_name = clauses)]
pub fn clauses_js() -> Result<JsValue, JsValue> {
    plain(&catalog::clauses())
}

/// `templates()`: every known license, in the order of ids.
///
/// # Errors
/// None that a caller could cause.
#[wasm_bindgen(js_name = templates)]
pub fn templates_js() -> Result<JsValue, JsValue> {
    let known: Vec<Known> = Index::get()
        .licenses
        .iter()
        .map(|license| Known {
            id: license.id,
            name: license.name,
            osi_approved: license.osi_approved,
            fsf_libre: license.fsf_libre,
            source: license.source,
        })
        .collect();
    plain(&known)
}
