//! Reports on any text: nothing panics, places are inside the text, the same text gives the same report, and a text
//! without a finding is never said to be open.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openweigh::joined::Given;
use openweigh::schema::{Basis, Origin, Span, VerdictKind};
use openweigh::{Options, classify, classify_with};

fuzz_target!(|input: (bool, u8, &str, &str)| {
    let (templates, minimum, policy, text) = input;
    let options = Options { templates, minimum: f64::from(minimum) / 255.0 };
    let report = classify(text, options);
    let units = text.encode_utf16().count() as u32;
    let check = |span: &Span| assert!(span.start <= span.end && span.end <= units, "{span:?} of {units}");
    for license in &report.licenses {
        assert!((0.0..=1.0).contains(&license.similarity), "{}", license.similarity);
        license.spans.iter().for_each(check);
        license.edits.iter().map(|edit| &edit.span).for_each(check);
    }
    for finding in &report.clauses {
        // What is known of a license that a text only names stands nowhere in the text.
        let known = finding.origin == Origin::Template && finding.quote.is_empty();
        assert!(!finding.spans.is_empty() || known, "{finding:?}");
        finding.spans.iter().for_each(check);
    }
    report.documents.iter().map(|document| &document.span).for_each(check);
    if matches!(report.verdict.kind, VerdictKind::OpenSource | VerdictKind::Open) {
        assert!(report.verdict.basis == Basis::Template && !report.licenses.is_empty());
    }
    assert_eq!(report, classify(text, options));
    let given: Vec<Given<'_>> =
        report.documents.iter().map(|document| Given { name: &document.title, text: policy }).collect();
    let joined = classify_with(text, options, &given);
    assert_eq!(joined.clauses, report.clauses);
    let units = policy.encode_utf16().count() as u32;
    for finding in joined.documents.iter().flat_map(|document| &document.clauses) {
        finding
            .spans
            .iter()
            .for_each(|span| assert!(span.start <= span.end && span.end <= units, "{span:?} of {units}"));
    }
});
