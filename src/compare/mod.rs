//! What changed between two texts: the words, the terms, the answers, the verdict.

mod cost;
mod diff;
mod known;
mod runs;
mod terms;

pub use known::template_text;
pub use runs::{RunKind, WordRun};
pub use terms::{ClauseChange, ParamChange};

use serde::Serialize;

use crate::classify::{Options, classify};
use crate::clauses::catalog::ClauseId;
use crate::input::{Field, InputError, Result, Value};
use crate::schema::{Answer, Document, Finding, Report, VerdictKind};
use crate::words;

/// One side of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Text {
    /// A text as given.
    Given(String),
    /// The known license of this id.
    Known(String),
}

impl Text {
    /// Reads a text, or `{ id }` of a known license.
    ///
    /// # Errors
    /// When it is neither; the message names the field.
    pub fn read(field: &Field<'_, '_>) -> Result<Self> {
        match field.value() {
            Value::Text(text) => Ok(Self::Given(text.clone())),
            Value::Object(_) if field.has("id") => Ok(Self::Known(field.get("id")?.text()?.to_owned())),
            _ => Err(field.must_be("a text, or an object with the id of a known license")),
        }
    }
}

/// How two texts differ.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// Version of this shape; 1.
    pub schema: u8,
    /// What the first text says.
    pub a: Report,
    /// What the second text says.
    pub b: Report,
    /// Texts of known licenses, to which the spans of that side refer; null for a text that was given.
    pub texts: Texts,
    /// Words in common, 0 to 1.
    pub similarity: f64,
    /// All words of both texts in order. Punctuation and white space between two runs belong to neither.
    pub words: Vec<WordRun>,
    /// How many words there are of each kind.
    pub counts: Counts,
    /// The terms.
    pub clauses: Clauses,
    /// The verdicts.
    pub verdict: Change<VerdictKind>,
    /// The answers.
    pub answers: Vec<AnswerChange>,
    /// Documents that only one of them makes part of itself.
    pub documents: Documents,
    /// Plain sentences, most important first.
    pub summary: Vec<String>,
}

/// Texts of known licenses: their words as the index has them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Texts {
    /// The first.
    pub a: Option<String>,
    /// The second.
    pub b: Option<String>,
}

/// Numbers of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// In both.
    pub same: u32,
    /// In the second alone.
    pub inserted: u32,
    /// In the first alone.
    pub deleted: u32,
}

/// Terms gained, lost, changed and kept.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Clauses {
    /// In the second alone.
    pub gained: Vec<Finding>,
    /// In the first alone.
    pub lost: Vec<Finding>,
    /// In both, with other parameters.
    pub changed: Vec<ClauseChange>,
    /// In both alike.
    pub kept: Vec<ClauseId>,
}

/// Something before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Change<T> {
    /// In the first.
    pub before: T,
    /// In the second.
    pub after: T,
    /// Whether it is another one.
    pub changed: bool,
}

/// An answer before and after.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AnswerChange {
    /// Which question, by its name in a report.
    pub question: &'static str,
    /// In the first.
    pub before: Answer,
    /// In the second.
    pub after: Answer,
    /// Whether the value is another one.
    pub changed: bool,
}

/// Documents that only one text makes part of itself.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Documents {
    /// The second alone.
    pub gained: Vec<Document>,
    /// The first alone.
    pub lost: Vec<Document>,
}

/// Compares two texts, or texts with known licenses.
///
/// Takes time in proportion to the texts; where they have nothing in common they are replaced as a whole.
///
/// # Errors
/// When no known license has an id.
///
/// ```
/// use openweigh::compare::{Text, compare};
/// let a = Text::Given(String::from("You may use it for any purpose."));
/// let b = Text::Given(String::from("You may use it for any lawful purpose."));
/// let comparison = compare(&a, &b).unwrap();
/// assert_eq!(comparison.counts.inserted, 1);
/// ```
pub fn compare(a: &Text, b: &Text) -> Result<Comparison> {
    let (a, b) = (Side::of(a)?, Side::of(b)?);
    let (words_a, words_b) = (words::words(&a.text), words::words(&b.text));
    let edits = diff::diff(&words_a.list, &words_b.list);
    let (runs, counts) = runs::runs(&edits, &words_a, &words_b, &a.soft, &b.soft);
    let all = words_a.list.len() + words_b.list.len();
    let similarity = if all == 0 { 1.0 } else { 2.0 * f64::from(counts.same) / all as f64 };
    let (before, after) = (&a.report, &b.report);
    let clauses = terms::clauses(before, after);
    let verdict = Change {
        before: before.verdict.kind,
        after: after.verdict.kind,
        changed: before.verdict.kind != after.verdict.kind,
    };
    let answers = terms::answers(before, after);
    let documents = terms::documents(before, after);
    let summary = terms::summary(&clauses, verdict, &answers, &counts);
    Ok(Comparison {
        schema: 1,
        texts: Texts { a: a.known.then(|| a.text.clone()), b: b.known.then(|| b.text.clone()) },
        similarity,
        words: runs,
        counts,
        clauses,
        verdict,
        answers,
        documents,
        summary,
        a: a.report,
        b: b.report,
    })
}

/// A text with what it says.
struct Side {
    text: String,
    report: Report,
    known: bool,
    /// Words that a known license allows to be missing or to be others; empty for a given text.
    soft: Vec<bool>,
}

impl Side {
    fn of(text: &Text) -> Result<Self> {
        let (text, known, soft) = match text {
            Text::Given(text) => (text.clone(), false, Vec::new()),
            Text::Known(id) => {
                let (text, soft) = known::template(id)
                    .ok_or_else(|| InputError::new(format!("no known license has the id {}", brief(id))))?;
                (text, true, soft)
            }
        };
        let report = classify(&text, Options::default());
        Ok(Self { text, report, known, soft })
    }
}

fn brief(id: &str) -> String {
    id.chars().take(80).filter(|letter| !letter.is_control()).collect()
}
