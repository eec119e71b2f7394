//! From JavaScript values to plain ones.

use js_sys::{Array, ArrayBuffer, Map, Object, Symbol, Uint8Array};
use wasm_bindgen::prelude::*;

use crate::input::{MAX_DEPTH, MAX_NODES, Value};

/// Reads a value as JSON would write it, with `Map` as an object; says what is wrong with it otherwise.
pub(super) fn read(value: &JsValue) -> Result<Value, String> {
    Reader { nodes: 0 }.read(value, 0)
}

/// JavaScript objects may contain themselves, so depth and number are bounded.
struct Reader {
    nodes: u32,
}

impl Reader {
    fn read(&mut self, value: &JsValue, depth: u32) -> Result<Value, String> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            return Err(String::from("has too many members (does it contain itself?)"));
        }
        if value.is_null() || value.is_undefined() {
            return Ok(Value::Null);
        }
        if let Some(flag) = value.as_bool() {
            return Ok(Value::Flag(flag));
        }
        if let Some(number) = value.as_f64() {
            return Ok(Value::Number(number));
        }
        if let Some(text) = value.as_string() {
            return Ok(Value::Text(text));
        }
        if value.is_bigint() {
            let number = i64::try_from(value.clone()).map_err(|_| "has an integer that is too large")?;
            return Ok(Value::Number(number as f64));
        }
        if depth >= MAX_DEPTH {
            return Err(String::from("is nested too deeply (does it contain itself?)"));
        }
        if Array::is_array(value) {
            let items = Array::from(value);
            let items = items.iter().map(|item| self.read(&item, depth + 1));
            return Ok(Value::List(items.collect::<Result<_, _>>()?));
        }
        if let Some(bytes) = bytes(value) {
            // Bytes are a list of numbers, as in JSON; where they are not welcome, the first few say so too.
            let first = bytes.slice(0, 8).to_vec();
            return Ok(Value::List(first.into_iter().map(|byte| Value::Number(byte.into())).collect()));
        }
        let entries = match value.dyn_ref::<Map>() {
            Some(map) => Array::from(map),
            None if value.is_object() && !Symbol::iterator().js_in(value) => {
                Object::entries(value.unchecked_ref())
            }
            None => return Err(String::from("has a member that is no plain value")),
        };
        let mut members = Vec::with_capacity(entries.length() as usize);
        for entry in entries.iter() {
            let entry = Array::from(&entry);
            let name = entry.get(0).as_string().ok_or("has a key that is no string")?;
            members.push((name, self.read(&entry.get(1), depth + 1)?));
        }
        Ok(Value::Object(members))
    }
}

fn bytes(value: &JsValue) -> Option<Uint8Array> {
    let buffer = || value.dyn_ref::<ArrayBuffer>().map(|buffer| Uint8Array::new(buffer));
    value.dyn_ref::<Uint8Array>().cloned().or_else(buffer)
}
