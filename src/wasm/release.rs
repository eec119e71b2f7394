//! Calls on releases: badges, assessments, decisions, comparisons.

use wasm_bindgen::prelude::*;

use super::{plain, wrong};
use crate::assess;
use crate::badge;
use crate::compare;
use crate::decide;
use crate::input::Field;

/// `badge(subject, options?)`: a string, or an object for the format `shields`.
///
/// # Errors
/// A `TypeError` that names the argument.
#[wasm_bindgen(js_name = badge)]
pub fn badge_js(subject: &JsValue, options: &JsValue) -> Result<JsValue, JsValue> {
    let subject = read("subject", subject, badge::Subject::read)?;
    let options = read("options", options, badge::Options::read)?;
    plain(&badge::badge(&subject, &options))
}

/// `assess(release)`.
///
/// # Errors
/// A `TypeError` that names the field.
#[wasm_bindgen(js_name = assess)]
pub fn assess_js(release: &JsValue) -> Result<JsValue, JsValue> {
    let release = read("release", release, assess::Release::read)?;
    plain(&assess::assess(&release))
}

/// `decide(subject, plan)`.
///
/// # Errors
/// A `TypeError` that names the field.
#[wasm_bindgen(js_name = decide)]
pub fn decide_js(subject: &JsValue, plan: &JsValue) -> Result<JsValue, JsValue> {
    let subject = read("subject", subject, decide::Subject::read)?;
    let plan = read("plan", plan, decide::Plan::read)?;
    plain(&decide::decide(&subject, &plan))
}

/// `compare(a, b)`.
///
/// # Errors
/// A `TypeError` that names the argument; a `RangeError` when no known license has an id.
#[wasm_bindgen(js_name = compare)]
pub fn compare_js(a: &JsValue, b: &JsValue) -> Result<JsValue, JsValue> {
    let a = read("a", a, compare::Text::read)?;
    let b = read("b", b, compare::Text::read)?;
    let comparison = compare::compare(&a, &b).map_err(|error| js_sys::RangeError::new(&error.to_string()))?;
    plain(&comparison)
}

/// Reads an argument; whatever is wrong with it becomes a `TypeError` that names it.
fn read<T>(
    name: &str,
    value: &JsValue,
    reader: impl FnOnce(&Field<'_, '_>) -> crate::input::Result<T>,
) -> Result<T, JsValue> {
    let value = super::value::read(value).map_err(|error| wrong(&format!("{name} {error}")))?;
    reader(&Field::root(name, &value)).map_err(|error| wrong(&error.to_string()))
}
