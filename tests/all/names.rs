//! Laws, phrases to display and names to use are read exactly.

use openweigh::schema::Param;
use openweigh::{Options, classify};

fn param(text: &str, clause: &str, name: &str) -> Option<String> {
    let options = Options { templates: false, ..Options::default() };
    let report = classify(text, options);
    let finding = report.clauses.iter().find(|finding| finding.id.as_str() == clause)?;
    finding.params.get(name).map(|value| match value {
        Param::Text(text) => text.clone(),
        other => format!("{other:?}"),
    })
}

#[test]
fn laws_are_read_as_written_and_by_code() {
    for (text, law, code) in [
        (
            "This Agreement is governed by the laws of the State of California, without regard to conflicts.",
            "laws of the State of California",
            "US-CA",
        ),
        (
            "These terms are construed in accordance with the laws of the United States and the State of New York, excluding its choice of law rules.",
            "laws of the United States and the State of New York",
            "US-NY",
        ),
        ("The Agreement is governed by French law.", "French law", "FR"),
        (
            "This License shall be governed by the laws of China and the UN Convention does not apply.",
            "laws of China",
            "CN",
        ),
        ("本协议受中华人民共和国法律管辖。", "中华人民共和国法律", "CN"),
    ] {
        assert_eq!(param(text, "governing-law", "law").as_deref(), Some(law), "{text}");
        assert_eq!(param(text, "governing-law", "jurisdiction").as_deref(), Some(code), "{text}");
    }
}

#[test]
fn phrases_to_display_are_exact() {
    for (text, phrase) in [
        ("You shall prominently display “Built with Nimbus” on a related website.", "Built with Nimbus"),
        (
            "You shall prominently display \"Built with Nimbus\" or \"Improved using Nimbus\" in the product documentation.",
            "Built with Nimbus / Improved using Nimbus",
        ),
        (
            "All advertising materials that mention this software must display the following acknowledgement:\nThis product includes code by Example Labs.",
            "This product includes code by Example Labs",
        ),
        (
            "You must acknowledge the use of the Corpus in any publication.",
            "acknowledge the use of the Corpus",
        ),
    ] {
        assert_eq!(param(text, "display-attribution", "text").as_deref(), Some(phrase), "{text}");
    }
}

#[test]
fn names_of_derivatives_are_exact() {
    let text = "You shall include \"Nimbus 3\" at the beginning of any such AI model name.";
    assert_eq!(param(text, "naming-duty", "text").as_deref(), Some("Nimbus 3"));
}
