//! Laws that hold for the report of any text: of places and quotes, and of what may not change it. Texts come from a
//! seeded generator: pieces of published licenses, sentences of the tests, and odd characters among them.

use std::collections::BTreeSet;

use openweigh::schema::{EditKind, Origin, Report, Span};
use openweigh::{Options, classify};

use crate::spdx::published;

/// A small generator, so that every run makes the same texts.
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

const CLAUSES_ONLY: Options = Options { templates: false, minimum: 0.7 };

const ODD: &[&str] = &[
    "\0",
    "\u{feff}",
    "\u{2028}",
    "é",
    "e\u{301}",
    "模型",
    "👩‍⚖️",
    "\u{10ffff}",
    "İ",
    "ﬁ",
    "ß",
    "&nbsp;",
    "&#x110000;",
    "<b>",
    "</p>",
    "<!--",
    "```\n",
    "| ",
    "\r",
    "\r\n",
    "\t",
    " - ",
    "1.2.3 ",
    "(a) ",
    "“",
    "”",
    "§ ",
    "© ",
    "---\n",
    "\u{200b}",
];

/// Sentences that were written for the tests, with the clauses that they are read as.
fn sentences() -> Vec<&'static str> {
    let lines = include_str!("rules-of-use.txt").lines();
    lines.filter(|line| !line.starts_with('#')).filter_map(|line| Some(line.split_once(" | ")?.1)).collect()
}

/// A text of the generator: pieces one after the other, with odd characters in some of them.
fn any_text(random: &mut Random) -> String {
    let sentences = sentences();
    let mut text = String::new();
    for _ in 0..=random.below(4) {
        if random.below(3) == 0 {
            let source = &published()[random.below(published().len())].text;
            let from = boundary(source, random.below(source.len()));
            let to = boundary(source, from + 100 + random.below(3000));
            text.push_str(&source[from..to]);
        } else {
            for _ in 0..=random.below(6) {
                text.push_str(&random.of(&sentences).replace("\\n", "\n"));
                text.push_str(random.of(&[" ", "\n", "\n\n", "\n\n  ", "\n- ", "\n(b) "]));
            }
        }
        text.push_str("\n\n");
    }
    for _ in 0..random.below(12) {
        let at = boundary(&text, random.below(text.len()));
        text.insert_str(at, random.of(ODD));
    }
    text
}

fn boundary(text: &str, place: usize) -> usize {
    let mut place = place.min(text.len());
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    place
}

/// The words of a span, as a reader of JavaScript gets them; fails for half a character and for a place outside.
fn at(units: &[u16], span: Span, what: &str) -> String {
    assert!(
        span.start <= span.end && span.end as usize <= units.len(),
        "{what}: {span:?} of {}",
        units.len()
    );
    String::from_utf16(&units[span.start as usize..span.end as usize])
        .unwrap_or_else(|_| panic!("{what}: {span:?} cuts a character"))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn in_order(spans: &[Span], what: &str) {
    for pair in spans.windows(2) {
        assert!(pair[0].end <= pair[1].start && pair[0].start < pair[1].start, "{what}: {pair:?}");
    }
}

/// Every place lies inside the text, on the borders of characters, in order; every quote is there.
fn check_places(text: &str, report: &Report) {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut last = 0;
    for finding in &report.clauses {
        let id = finding.id.as_str();
        in_order(&finding.spans, id);
        let Some(first) = finding.spans.first() else {
            // What is known of a license that a text only names stands nowhere in the text.
            assert!(finding.origin == Origin::Template && finding.quote.is_empty(), "{finding:?}");
            continue;
        };
        assert!(last <= first.start, "{id} stands before the finding before it");
        last = first.start;
        let words: Vec<String> = finding.spans.iter().map(|span| one_line(&at(&units, *span, id))).collect();
        assert!(!finding.quote.is_empty(), "{id}");
        for piece in finding.quote.split(" …").map(str::trim).filter(|piece| !piece.is_empty()) {
            assert!(words.iter().any(|words| words.contains(piece)), "{id}: “{piece}” is not in {words:?}");
        }
    }
    for license in &report.licenses {
        assert!((0.0..=1.0).contains(&license.similarity), "{}: {}", license.id, license.similarity);
        assert!(!license.spans.is_empty(), "{}", license.id);
        license.spans.iter().for_each(|span| drop(at(&units, *span, &license.id)));
        in_order(&license.spans, &license.id);
        for pair in license.edits.windows(2) {
            assert!(pair[0].span.start <= pair[1].span.start, "{}: edits {pair:?}", license.id);
        }
        for edit in &license.edits {
            let words = at(&units, edit.span, &license.id);
            match edit.kind {
                EditKind::Deleted => assert!(edit.text.is_empty() && !edit.template.is_empty(), "{edit:?}"),
                EditKind::Inserted => {
                    assert!(!words.trim().is_empty() && edit.template.is_empty(), "{edit:?}");
                }
                EditKind::Replaced => {
                    assert!(!words.trim().is_empty() && !edit.template.is_empty(), "{edit:?}");
                }
            }
        }
    }
    let starts = report.licenses.iter().filter_map(|license| license.spans.first());
    let starts: Vec<u32> = starts.map(|span| span.start).collect();
    assert!(starts.is_sorted(), "licenses stand in text order: {starts:?}");
    for document in &report.documents {
        at(&units, document.span, &document.title);
    }
    assert!(report.verdict.label.encode_utf16().count() <= 22);
}

#[test]
fn places_and_quotes_are_in_the_text() {
    let mut random = Random::new(1);
    for round in 0..250 {
        let text = any_text(&mut random);
        let options = if round % 3 == 0 { CLAUSES_ONLY } else { Options::default() };
        let report = classify(&text, options);
        check_places(&text, &report);
        assert_eq!(report, classify(&text.clone(), options), "the same text gives the same report");
    }
    for one in published().iter().step_by(9) {
        check_places(&one.text, &classify(&one.text, Options::default()));
    }
}

#[test]
fn a_named_license_has_findings_that_stand_nowhere() {
    let text = "---\nlicense: apache-2.0\nlicense_name: x\ntags:\n- a\n---\n";
    let report = classify(text, Options::default());
    assert!(report.clauses.iter().any(|finding| finding.spans.is_empty()));
    check_places(text, &report);
}

/// What a reader learns: clauses, answers, verdict, and the licenses if they were looked for.
fn gist(report: &Report) -> BTreeSet<String> {
    let clauses = report.clauses.iter().map(|finding| format!("clause {}", finding.id.as_str()));
    let licenses = report.licenses.iter().map(|license| format!("license {}", license.id));
    let answers = serde_json::to_value(&report.answers).expect("answers serialise");
    let answers = answers.as_object().expect("an object").clone().into_iter();
    let answers = answers.map(|(question, answer)| format!("{question}: {}", answer["value"]));
    let verdict = std::iter::once(format!("verdict {}", report.verdict.label));
    clauses.chain(licenses).chain(answers).chain(verdict).collect()
}

/// Texts that people could have: published licenses of moderate length, and paragraphs of sentences.
fn ordinary() -> Vec<String> {
    let mut random = Random::new(5);
    let licenses = published().iter().filter(|one| (400..15_000).contains(&one.text.len())).step_by(7);
    let mut texts: Vec<String> = licenses.map(|one| one.text.clone()).collect();
    let sentences = sentences();
    texts.extend((0..60).map(|_| {
        let some: Vec<String> = (0..5).map(|_| random.of(&sentences).replace("\\n", " ")).collect();
        some.join("\n\n")
    }));
    texts
}

/// Fails when a change of form changes what is read in more than `allowed` of a hundred texts.
fn unchanged(form: &str, allowed: usize, options: Options, change: impl Fn(&str) -> String) {
    let texts = ordinary();
    let mut wrong = Vec::new();
    for text in &texts {
        let (before, after) = (gist(&classify(text, options)), gist(&classify(&change(text), options)));
        if before != after {
            let differ: Vec<&String> = before.symmetric_difference(&after).collect();
            wrong.push(format!("{:?}: {differ:?}", one_line(text).chars().take(60).collect::<String>()));
        }
    }
    assert!(
        wrong.len() * 100 <= allowed * texts.len(),
        "{form}: {} of {} texts are read otherwise:\n{}",
        wrong.len(),
        texts.len(),
        wrong.join("\n")
    );
}

fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::new();
    for paragraph in text.split("\n\n") {
        let mut column = 0;
        for word in paragraph.split_whitespace() {
            if column + word.len() > width && column > 0 {
                out.push('\n');
                column = 0;
            } else if column > 0 {
                out.push(' ');
            }
            out.push_str(word);
            column += word.len() + 1;
        }
        out.push_str("\n\n");
    }
    out
}

fn led(text: &str, first: &str, leader: &str, last: &str) -> String {
    let mut out = String::from(first);
    for line in text.lines() {
        out.extend([leader, line, "\n"]);
    }
    out.push_str(last);
    out
}

#[test]
fn case_does_not_change_what_is_read() {
    // In capitals throughout, the name of a vendor looks like any other word, and a short sentence like a heading. What
    // is reached is held; a better reading lowers these numbers.
    unchanged("upper case", 15, CLAUSES_ONLY, str::to_uppercase);
    unchanged("upper case, with licenses", 15, Options::default(), str::to_uppercase);
}

#[test]
fn line_breaks_do_not_change_what_is_read() {
    unchanged("wrapped at 60", 1, CLAUSES_ONLY, |text| wrapped(text, 60));
    unchanged("wrapped at 200, with licenses", 1, Options::default(), |text| wrapped(text, 200));
    unchanged("Windows line ends", 0, Options::default(), |text| text.replace('\n', "\r\n"));
}

#[test]
fn comment_leaders_do_not_change_what_is_read() {
    unchanged("// comment", 1, CLAUSES_ONLY, |text| led(text, "", "// ", ""));
    unchanged("# comment", 2, Options::default(), |text| led(text, "", "# ", ""));
    unchanged("/* comment */", 1, Options::default(), |text| led(text, "/*\n", " * ", " */\n"));
}

#[test]
fn one_text_after_another_loses_nothing() {
    let texts = ordinary();
    let mut random = Random::new(9);
    let (mut wrong, mut tried) = (Vec::new(), 0);
    for one in texts.iter().step_by(2) {
        let other = &texts[random.below(texts.len())];
        let ids = |text: &str| -> BTreeSet<&str> {
            classify(text, CLAUSES_ONLY).clauses.iter().map(|finding| finding.id.as_str()).collect()
        };
        tried += 1;
        let both = ids(&format!("{one}\n\n{other}"));
        let apart: BTreeSet<&str> = ids(one).union(&ids(other)).copied().collect();
        // By its file, a new version that a user may choose is no change of the terms: one text settles it for both.
        let lost: Vec<&&str> = apart.difference(&both).filter(|id| **id != "policy-change").collect();
        if !lost.is_empty() {
            wrong.push(format!(
                "{:?} + {:?}: {lost:?}",
                &one_line(one)[..40.min(one_line(one).len())],
                one_line(other).chars().take(40).collect::<String>()
            ));
        }
    }
    // Two are known: a list or zone at the end of the first text is not closed by the title of the second.
    assert!(
        tried > 60 && wrong.len() <= 2,
        "{} of {tried} lose findings:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
