//! The JavaScript face of the engine; the only file that knows JavaScript.
//!
//! Arguments are checked here: a wrong one throws a `TypeError` that names it. Results are plain objects.

#[path = "wasm/lists.rs"]
pub mod lists;
#[path = "wasm/release.rs"]
pub mod release;
#[path = "wasm/value.rs"]
mod value;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::classify::{self, Options};
use crate::joined::Given;
use crate::templates;

/// `classify(text, options?)`.
///
/// # Errors
/// A `TypeError` that names the argument that is wrong.
#[wasm_bindgen(js_name = classify)]
pub fn classify_js(text: &JsValue, options: &JsValue) -> Result<JsValue, JsValue> {
    let text = text_of(text).ok_or_else(|| wrong("text must be a string"))?;
    let mut chosen = Options::default();
    let mut given = Vec::new();
    if !options.is_undefined() && !options.is_null() {
        if !options.is_object() {
            return Err(wrong("options must be an object"));
        }
        let documents = js_sys::Reflect::get(options, &"documents".into())?;
        if !documents.is_undefined() {
            given = documents_of(&documents)
                .ok_or_else(|| wrong("options.documents must be an object of texts by address or title"))?;
        }
        let templates = js_sys::Reflect::get(options, &"templates".into())?;
        if !templates.is_undefined() {
            chosen.templates =
                templates.as_bool().ok_or_else(|| wrong("options.templates must be a boolean"))?;
        }
        let minimum = js_sys::Reflect::get(options, &"minimum".into())?;
        if !minimum.is_undefined() {
            chosen.minimum = minimum
                .as_f64()
                .filter(|value| (0.0..=1.0).contains(value))
                .ok_or_else(|| wrong("options.minimum must be a number from 0 to 1"))?;
        }
    }
    let given: Vec<Given<'_>> = given.iter().map(|(name, text)| Given { name, text }).collect();
    plain(&classify::classify_with(&text, chosen, &given))
}

/// Texts by address or title; nothing when it is no object of strings.
#[inline(never)]
fn documents_of(value: &JsValue) -> Option<Vec<(String, String)>> {
    if js_sys::Array::is_array(value) {
        return None;
    }
    js_sys::Object::entries(value.dyn_ref()?)
        .iter()
        .map(|entry| {
            let pair = js_sys::Array::from(&entry);
            Some((text_of(&pair.get(0))?, text_of(&pair.get(1))?))
        })
        .collect()
}

/// `addTemplate({ id, name, text })`.
///
/// # Errors
/// A `TypeError` that names the field, or a `RangeError` for an id or a text that cannot be taken.
#[wasm_bindgen(js_name = addTemplate)]
pub fn add_template_js(template: &JsValue) -> Result<(), JsValue> {
    if !template.is_object() {
        return Err(wrong("template must be an object"));
    }
    let field = |name: &str| {
        let value = js_sys::Reflect::get(template, &name.into())?;
        value.as_string().ok_or_else(|| wrong(&format!("template.{name} must be a string")))
    };
    let (id, name, text) = (field("id")?, field("name")?, field("text")?);
    templates::add_template(&id, &name, &text)
        .map_err(|error| js_sys::RangeError::new(&error.to_string()).into())
}

/// The ids of the licenses that a text names, one license a line, without reading its terms; for measurements.
#[wasm_bindgen(js_name = identifyOnly)]
#[must_use]
pub fn identify_only(text: &JsValue) -> String {
    let text = text_of(text).unwrap_or_default();
    let found = templates::identify(&crate::words::words(&text), 0.7);
    let ids: Vec<String> = found
        .licenses
        .iter()
        .map(|license| {
            let ids =
                std::iter::once(license.id.as_str()).chain(license.alternatives.iter().map(String::as_str));
            ids.collect::<Vec<_>>().join(" ")
        })
        .collect();
    ids.join("\n")
}

/// How many words a text has; the floor under every measurement.
#[wasm_bindgen(js_name = countWords)]
#[must_use]
pub fn count_words(text: &str) -> usize {
    crate::words::words(text).list.len()
}

/// The crate's version.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// The text of a string. A long one comes in pieces, because the glue makes room for three bytes a character at once,
/// and what a wasm has taken it never gives back.
fn text_of(value: &JsValue) -> Option<String> {
    const PIECE: u32 = 1 << 18;
    let text = value.dyn_ref::<js_sys::JsString>()?;
    let length = text.length();
    if length <= PIECE {
        return value.as_string();
    }
    let mut out = String::with_capacity(length as usize + length as usize / 32);
    let mut at = 0;
    while at < length {
        let mut end = length.min(at + PIECE);
        // The two halves of a character stay together.
        if end < length && (0xd800..0xdc00).contains(&(text.char_code_at(end - 1) as u32)) {
            end -= 1;
        }
        let piece = text.slice(at, end).as_string()?;
        if out.capacity() - out.len() < piece.len() {
            out.reserve_exact(piece.len() + out.len() / 8);
        }
        out.push_str(&piece);
        at = end;
    }
    Some(out)
}

fn plain(value: &impl Serialize) -> Result<JsValue, JsValue> {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).map_err(JsValue::from)
}

fn wrong(message: &str) -> JsValue {
    js_sys::TypeError::new(message).into()
}
