//! Decoding of an index: any sections are an index or a named error, never a panic.
#![no_main]

use std::sync::{Mutex, PoisonError};

use libfuzzer_sys::fuzz_target;
use openweigh::index::Index;
use openweigh::index::format::{MAGIC, SECTIONS, VERSION, checksum};

static KEPT: Mutex<Vec<&[u8]>> = Mutex::new(Vec::new());

fuzz_target!(|input: (bool, [Vec<u8>; SECTIONS])| {
    let (sound, sections) = input;
    let mut body = Vec::new();
    for section in &sections {
        body.extend((section.len() as u32).to_le_bytes());
    }
    body.extend(sections.concat());
    // A right checksum leads past the header, a wrong one is to be noticed.
    let sum = checksum(&body).wrapping_add(u32::from(!sound));
    let mut bytes = MAGIC.to_vec();
    bytes.extend(VERSION.to_le_bytes());
    bytes.extend(sum.to_le_bytes());
    bytes.extend(body);
    // An index lives as long as the program. Kept in sight, so that it does not count as lost memory.
    let bytes: &'static [u8] = Box::leak(bytes.into_boxed_slice());
    KEPT.lock().unwrap_or_else(PoisonError::into_inner).push(bytes);
    match Index::decode(bytes) {
        Ok(index) => {
            assert!(sound);
            for template in &index.templates {
                assert_eq!(index.tokens_of(template).len(), (template.end - template.start) as usize);
                let _ = index.licenses_of(template).count();
            }
            let own = index.postings_of(index.vocabulary.hashes.iter().copied().step_by(2));
            let all = index.postings();
            let sum = |kept: &[u16]| kept.iter().map(|kept| u32::from(*kept)).sum::<u32>();
            let count = index.templates.len();
            assert!(sum(&own.kept(count)) <= sum(&all.kept(count)));
        }
        Err(error) => assert!(sound || error.to_string().contains("checksum"), "{error}"),
    }
});
