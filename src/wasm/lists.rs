//! The list of the clauses.

use wasm_bindgen::prelude::*;

use super::plain;
use crate::clauses::catalog;
use crate::templates;

/// `clauses()`: every clause that is looked for, in the order of ids.
///
/// # Errors
/// None that a caller could cause.
#[wasm_bindgen(js_name = clauses)]
pub fn clauses_js() -> Result<JsValue, JsValue> {
    plain(&catalog::clauses())
}

/// `templates()`: every known license, with those added, in the order of ids.
///
/// # Errors
/// None that a caller could cause.
#[wasm_bindgen(js_name = templates)]
pub fn templates_js() -> Result<JsValue, JsValue> {
    plain(&templates::known())
}
