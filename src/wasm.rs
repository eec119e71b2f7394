//! The JavaScript face of the engine; the only file that knows JavaScript.
//!
//! Arguments are checked here: a wrong one throws a `TypeError` that names it. Results are plain objects.

pub mod lists;
pub mod release;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::classify::{self, Options};

/// `classify(text, options?)`.
#[wasm_bindgen(js_name = classify)]
pub fn classify_js(text: &JsValue, options: &JsValue) -> Result<JsValue, JsValue> {
    let text = text.as_string().ok_or_else(|| wrong("text must be a string"))?;
    let mut chosen = Options::default();
    if !options.is_undefined() && !options.is_null() {
        if !options.is_object() {
            return Err(wrong("options must be an object"));
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
    plain(&classify::classify(&text, chosen))
}

/// The crate's version.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

fn plain(value: &impl Serialize) -> Result<JsValue, JsValue> {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).map_err(JsValue::from)
}

fn wrong(message: &str) -> JsValue {
    js_sys::TypeError::new(message).into()
}
