//! Words of any text: their places are in order, inside the text, and at the borders of letters.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openweigh::words::words;

fuzz_target!(|text: &str| {
    let words = words(text);
    let mut end = 0;
    for word in &words.list {
        let (start, stop) = (word.start as usize, word.end as usize);
        assert!(
            end <= start && start < stop && stop <= text.len(),
            "{end} {start}..{stop} of {}",
            text.len()
        );
        assert!(text.get(start..stop).is_some(), "{start}..{stop} cuts a letter");
        end = stop;
    }
});
