//! Releases of any shape: what is wrong is an error that names it, everything else is assessed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openweigh::assess::{Release, assess};
use openweigh::input::{Field, Value};

fuzz_target!(|text: &str| {
    let Ok(value) = serde_json::from_str::<Value>(text) else { return };
    match Release::read(&Field::root("release", &value)) {
        Ok(release) => {
            let assessment = assess(&release);
            assert!(assessment.openness.floor <= assessment.openness.ceiling);
            assert_eq!(assessment, assess(&release));
        }
        Err(error) => assert!(error.to_string().contains("release"), "{error}"),
    }
});
