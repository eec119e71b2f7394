//! One call from text to report: runs the stages in order and puts their results together.

use crate::answers;
use crate::joined::{self, Given};
use crate::order::Order as _;
use crate::schema::{Finding, Report, Span};
use crate::templates::{self, Identified};
use crate::verdict;
use crate::words::{self, Words};
use crate::{clauses, facts, notes};

/// How to read a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// Compare the text with known licenses; `false` reads its clauses only.
    pub templates: bool,
    /// Similarity below which a license is not named, 0 to 1.
    pub minimum: f64,
}

impl Default for Options {
    fn default() -> Self {
        Self { templates: true, minimum: 0.7 }
    }
}

/// What a license text says.
///
/// Never fails: a text in which nothing is recognised yields a report that says so.
#[must_use]
pub fn classify(text: &str, options: Options) -> Report {
    classify_with(text, options, &[])
}

/// What a license text says together with the documents that it makes binding, as far as they are given.
///
/// What a document restricts or asks for counts for verdict and answers and is listed with the document. One that the text
/// does not name is not read; a note says so.
#[must_use]
pub fn classify_with(text: &str, options: Options, given: &[Given<'_>]) -> Report {
    let words = words::words(text);
    let mut reading = clauses::read(&words);
    let Identified { mut licenses, expression } =
        if options.templates { templates::identify(&words, options.minimum) } else { Identified::default() };
    let mut evidence = facts::apply(&words, &mut reading, &mut licenses);
    let unnamed = joined::join(&mut reading.documents, given, &reading.findings, &mut evidence);
    let verdict = verdict::judge(&evidence);
    let said = reading.documents.iter().flat_map(|document| &document.clauses);
    let all: Vec<Finding> =
        if given.is_empty() { Vec::new() } else { reading.findings.iter().chain(said).cloned().collect() };
    let answers = answers::answer(&evidence, if given.is_empty() { &reading.findings } else { &all });
    let mut notes = notes::notes(&evidence, &verdict, &licenses);
    notes.extend(unnamed);
    notes.extend(notes::not_read(&reading.documents));
    let mut report = Report {
        schema: 1,
        verdict,
        answers,
        licenses,
        expression,
        clauses: reading.findings,
        documents: reading.documents,
        notes,
    };
    to_utf16(&mut report, &words);
    report
}

/// Names of the clauses and signals that are read in a text, without the facts of known licenses: what the facts
/// themselves are computed from.
#[doc(hidden)]
#[must_use]
pub fn facts_of_text(text: &str) -> Vec<&'static str> {
    let reading = clauses::read(&words::words(text));
    let mut ids: Vec<_> = reading.findings.iter().map(|finding| finding.id).chain(reading.signals).collect();
    ids.order();
    ids.dedup();
    ids.into_iter().map(clauses::catalog::ClauseId::as_str).collect()
}

/// Turns every span of the report from bytes into UTF-16 code units.
#[inline(never)]
fn to_utf16(report: &mut Report, words: &Words<'_>) {
    let mut places: Vec<&mut Span> = Vec::new();
    for license in &mut report.licenses {
        places.extend(license.spans.iter_mut());
        places.extend(license.edits.iter_mut().map(|edit| &mut edit.span));
    }
    places.extend(report.clauses.iter_mut().flat_map(|finding| finding.spans.iter_mut()));
    places.extend(report.documents.iter_mut().map(|document| &mut document.span));
    places_to_utf16(words.text, places);
}

/// Turns places in a text from bytes into UTF-16 code units.
#[inline(never)]
pub(crate) fn places_to_utf16(text: &str, places: Vec<&mut Span>) {
    let mut ends: Vec<&mut u32> =
        places.into_iter().flat_map(|span| [&mut span.start, &mut span.end]).collect();
    ends.order();
    let (mut byte, mut unit) = (0, 0);
    for end in ends {
        let target = (*end as usize).min(text.len());
        let piece = text.get(byte..target).unwrap_or_default();
        // A unit where a character begins, and one more for those of four bytes.
        let units = |byte: u8| usize::from(byte & 0xc0 != 0x80) + usize::from(byte >= 0xf0);
        unit += piece.bytes().map(units).sum::<usize>();
        byte = target;
        *end = unit as u32;
    }
}
