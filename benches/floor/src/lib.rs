//! The tokenise-only floor as a wasm of its own: the least that a tool of this kind can cost.

#[cfg(target_arch = "wasm32")]
mod scan;

/// [`scan::scan`] for JavaScript; the text crosses the same border as with the engine.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
#[must_use]
pub fn floor(text: &str) -> u32 {
    scan::scan(text)
}
