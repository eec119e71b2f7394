//! The reading of any text, printed: sentences and list items with stem, zone and polarity, and the clauses in them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openweigh::clauses::explain::explain;

fuzz_target!(|text: &str| {
    let _ = explain(text);
});
