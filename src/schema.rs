//! The shapes that come out: a [`Report`] and its parts, schema 1.
//!
//! Serialised as plain JSON objects with the names below in camel case; the hand-written `openweigh.d.ts` of the npm
//! package describes the same shapes. Every span counts UTF-16 code units of the text as given, because the readers of
//! a report are JavaScript strings; inside the engine places are bytes.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::clauses::catalog::ClauseId;

/// A place in the text as given: UTF-16 code units, `end` exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// First code unit.
    pub start: u32,
    /// One past the last code unit.
    pub end: u32,
}

/// What one license text says, and the words that say it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Version of this shape; 1.
    pub schema: u8,
    /// What the license text alone shows.
    pub verdict: Verdict,
    /// The five questions.
    pub answers: Answers,
    /// Recognised licenses in text order; best first where they overlap.
    pub licenses: Vec<LicenseMatch>,
    /// SPDX expression of what was found, `LicenseRef-…` for what SPDX does not list.
    pub expression: Option<String>,
    /// Terms in text order.
    pub clauses: Vec<Finding>,
    /// Documents incorporated by reference.
    pub documents: Vec<Document>,
    /// What a reader should know about this report, such as "depends on a document that was not given".
    pub notes: Vec<Note>,
}

/// The verdict on a license text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Verdict {
    /// One of the kinds of the design's table.
    pub kind: VerdictKind,
    /// The kind's label, at most 22 characters.
    pub label: &'static str,
    /// The clauses that decided, strongest first.
    pub because: Vec<ClauseId>,
    /// What the verdict rests on.
    pub basis: Basis,
    /// How open a release under this text can be.
    pub openness: OpennessRange,
}

/// Kinds of verdict on a license text, from the most open to the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum VerdictKind {
    /// OSI-approved or FSF-free.
    OpenSource,
    /// Known and free of restrictions, without OSI approval.
    Open,
    /// Its only restrictions are rules of use.
    ResponsibleUse,
    /// Some uses or users are excluded, must pay or must ask.
    Conditional,
    /// Adaptations may not be shared.
    NoDerivatives,
    /// No commercial use.
    NonCommercial,
    /// Research only.
    ResearchOnly,
    /// Evaluation, testing or trial only.
    EvaluationOnly,
    /// The work may not be shared at all.
    NoRedistribution,
    /// Grants nothing by itself: a use policy, a pointer, terms of a service.
    NotALicense,
    /// Nothing that was recognised. Never permission.
    Unrecognized,
}

impl VerdictKind {
    /// Label shown to people, at most 22 characters.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::OpenSource => "Open-source license",
            Self::Open => "Open license (not OSI)",
            Self::ResponsibleUse => "Responsible-use terms",
            Self::Conditional => "Conditional license",
            Self::NoDerivatives => "No-derivatives license",
            Self::NonCommercial => "Non-commercial license",
            Self::ResearchOnly => "Research-only license",
            Self::EvaluationOnly => "Evaluation-only terms",
            Self::NoRedistribution => "No redistribution",
            Self::NotALicense => "Not a license",
            Self::Unrecognized => "License not recognized",
        }
    }

    /// Background colour of the badge; white text on it has a contrast of at least 4.5:1.
    #[must_use]
    pub fn color(self) -> &'static str {
        match self {
            Self::OpenSource => "#1D4ED8",
            Self::Open => "#0E7490",
            Self::ResponsibleUse => "#6D28D9",
            Self::Conditional | Self::NoDerivatives => "#92400E",
            Self::NonCommercial | Self::ResearchOnly | Self::EvaluationOnly => "#B91C1C",
            Self::NoRedistribution => "#7F1D1D",
            Self::NotALicense => "#374151",
            Self::Unrecognized => "#4B5563",
        }
    }
}

/// What a verdict rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// A known template and its facts.
    Template,
    /// The clauses found in the text.
    Clauses,
    /// Nothing.
    None,
}

/// Openness of a release, most open last (the ladder of the G7 vision on AI openness, 2026).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Openness {
    /// Cannot be told.
    Unknown,
    /// No weights to download.
    Closed,
    /// Weights under a license with restrictions.
    WeightsAvailable,
    /// Weights and deployment code under an open-source license.
    OpenWeights,
    /// Also training code, and data information.
    OpenSourceAi,
    /// Also the full training data.
    OpenSourceAiOpenData,
}

/// Bounds on openness: never above what is proven, never below what is excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct OpennessRange {
    /// Proven.
    pub floor: Openness,
    /// Not excluded.
    pub ceiling: Openness,
}

/// The five questions, in the order in which people ask them.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Answers {
    /// May anyone use it commercially? `allowed | conditional | forbidden | unstated`.
    pub commercial_use: Answer,
    /// May the work be passed on? Same values.
    pub redistribution: Answer,
    /// May derivatives be made and shared? Same values.
    pub modification: Answer,
    /// Is use restricted? `none | some | unstated`.
    pub usage_restrictions: Answer,
    /// Must own changes be published? `no | same-terms | source | network | unstated`.
    pub publish_changes: Answer,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answer {
    /// The value, from the question's list.
    pub value: &'static str,
    /// One plain sentence, with figures where there are any.
    pub summary: String,
    /// The deciding clauses.
    pub because: Vec<ClauseId>,
}

/// A license that was recognised in the text.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LicenseMatch {
    /// SPDX id, or `LicenseRef-…`.
    pub id: String,
    /// Full name.
    pub name: String,
    /// How it was recognised.
    #[serde(rename = "match")]
    pub kind: MatchKind,
    /// 0 to 1: required words found and nothing else added.
    pub similarity: f64,
    /// Where it stands.
    pub spans: Vec<Span>,
    /// What was changed, for a modified match.
    pub edits: Vec<Edit>,
    /// OSI approval, if known.
    pub osi_approved: Option<bool>,
    /// On the FSF's list of free licenses, if known.
    pub fsf_libre: Option<bool>,
    /// Ids whose texts fit equally well, in a fixed order.
    pub alternatives: Vec<String>,
    /// Where the template comes from: `spdx`, `scancode`, `fingerprint`, `user`.
    pub source: String,
}

/// How a license was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MatchKind {
    /// Every required word and no other.
    Exact,
    /// The text with changes.
    Modified,
    /// A part of the text, such as a paste that was cut off: a run of its words that is nearly complete in itself.
    Partial,
    /// The standard header that places a work under the license.
    Notice,
    /// An identifier, a name or a URL.
    Tag,
    /// Known by title and fingerprint alone.
    Fingerprint,
}

/// A change against a template.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Edit {
    /// What was done.
    pub kind: EditKind,
    /// Where, in the text as given; empty for deleted words.
    pub span: Span,
    /// The words of the text.
    pub text: String,
    /// The words of the template.
    pub template: String,
    /// Clauses that the change touches.
    pub clauses: Vec<ClauseId>,
}

/// Kinds of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EditKind {
    /// Words that the template does not have.
    Inserted,
    /// Words that the text does not have.
    Deleted,
    /// Words in place of others.
    Replaced,
}

/// A clause found in a text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// Which clause.
    pub id: ClauseId,
    /// Its title.
    pub title: &'static str,
    /// What kind of term it is.
    pub effect: Effect,
    /// The words that establish it.
    pub spans: Vec<Span>,
    /// The text at the first span, on one line.
    pub quote: String,
    /// Figures and names in it.
    pub params: Params,
    /// Whether the text itself or the template it matches is the source.
    pub origin: Origin,
}

/// Parameters of a finding, by name.
pub type Params = BTreeMap<&'static str, Param>;

/// Value of a parameter.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Param {
    /// A count or an amount.
    Number(f64),
    /// Words.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// Several.
    List(Vec<String>),
}

/// What kind of term a clause is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// Breaks the Open Source Definition.
    Veto,
    /// Breaks it too, as a rule of responsible use.
    ResponsibleUse,
    /// An ordinary condition.
    Condition,
    /// Gives something.
    Grant,
    /// Liability, law, termination.
    Legal,
}

/// Where a finding comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// Read from the text.
    Text,
    /// Known of the template; the text only locates it.
    Template,
}

/// A document that the text makes part of itself.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Document {
    /// Its address, if the text gives one.
    pub url: Option<String>,
    /// What the text calls it.
    pub title: String,
    /// Where it is named.
    pub span: Span,
    /// Whether its text was given and read. Verdict and answers then count what it says.
    pub read: bool,
    /// What it restricts or asks for beyond the text; places are places in the document.
    pub clauses: Vec<Finding>,
}

/// A remark on a report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Note {
    /// Stable name.
    pub id: &'static str,
    /// A sentence.
    pub text: String,
}
