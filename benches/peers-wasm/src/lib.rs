//! askalono in wasm, for `cargo xtask bench`: its store is read from a cache, as its own authors ship it.

#[cfg(target_arch = "wasm32")]
mod face {
    use std::cell::OnceCell;

    use wasm_bindgen::prelude::*;

    thread_local! {
        static STORE: OnceCell<askalono::Store> = const { OnceCell::new() };
    }

    /// Reads the store from the bytes of its cache.
    #[wasm_bindgen]
    pub fn start(cache: &[u8]) {
        let store = askalono::Store::from_cache(cache).expect("a cache of the same version");
        STORE.with(|cell| cell.set(store).ok());
    }

    /// The best match of a text, if its score is 0.8 or more.
    #[wasm_bindgen]
    pub fn identify(text: &str) -> String {
        STORE.with(|cell| {
            let found = cell.get().expect("a store").analyze(&askalono::TextData::from(text));
            if found.score >= 0.8 { found.name.to_owned() } else { String::new() }
        })
    }
}
