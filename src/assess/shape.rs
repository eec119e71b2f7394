//! What comes out of [`assess`](super::assess): the [`Assessment`] and its parts, schema 1.
//!
//! Plain JSON objects with the names below in camel case, described for TypeScript in `openweigh.d.ts`.

use serde::Serialize;

use super::release::{Missing, Relation};
use crate::clauses::catalog::ClauseId;
use crate::schema::{Answer, Effect, Openness, OpennessRange, Params, Report, Span, VerdictKind};

/// How open a release is, and what shows it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Assessment {
    /// Version of this shape; 1.
    pub schema: u8,
    /// `owner/name` on the hub, if it was given.
    pub id: Option<String>,
    /// `model`, `dataset` or `software`.
    pub kind: &'static str,
    /// Commit that was read, if it was given.
    pub revision: Option<String>,
    /// Day of publication, if it was given.
    pub published: Option<String>,
    /// What to show at first sight.
    pub badge: Badge,
    /// The reading: what the evidence points to when declarations are believed.
    pub tier: Openness,
    /// Floor: what is proven. Ceiling: what is not excluded. The tier lies between them.
    pub openness: OpennessRange,
    /// One or two sentences: why this tier.
    pub summary: String,
    /// What the judgement of the license rests on.
    pub evidence: Evidence,
    /// The terms under which the weights (of a dataset: the data) come.
    pub license: Option<EffectiveLicense>,
    /// The five answers for the whole release.
    pub answers: ReleaseAnswers,
    /// The deciding clauses with their words, strongest first.
    pub because: Vec<Reason>,
    /// What the release consists of.
    pub components: Vec<Component>,
    /// Short remarks for people.
    pub chips: Vec<Chip>,
    /// Where two pieces of evidence contradict each other.
    pub conflicts: Vec<Conflict>,
    /// Who judges how.
    pub views: Vec<View>,
    /// The models that it was made from, and theirs.
    pub base_models: Vec<Lineage>,
    /// Every license text that was read, the release's own by path, then those of its base models.
    pub texts: Vec<LicenseText>,
    /// What was declared, with the facts known of it.
    pub declared: Vec<Declared>,
    /// What was not checked, and why.
    pub unchecked: Vec<Missing>,
}

/// What a badge shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Badge {
    /// Stable name of what it says, such as `open-weights` or `weights-conditional`; a verdict kind for datasets and texts.
    pub kind: &'static str,
    /// Label for people, at most 24 characters.
    pub label: &'static str,
    /// Background; white text on it has a contrast of at least 4.5:1.
    pub color: &'static str,
    /// Name of its icon's shape.
    pub icon: &'static str,
}

/// What the judgement of a license rests on, weakest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// A license text was read.
    Text,
    /// Only a tag, a name or a link; the text was not seen.
    Declared,
    /// Neither.
    None,
}

/// The terms under which something comes.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EffectiveLicense {
    /// SPDX expression or id, if it was recognised.
    pub id: Option<String>,
    /// Name for people.
    pub name: String,
    /// Kind of the license.
    pub verdict: VerdictKind,
    /// The kind's label.
    pub label: &'static str,
    /// Text or declaration.
    pub evidence: Evidence,
    /// File, `declared license`, or `base model owner/name` that it was taken from.
    pub source: String,
}

/// The five answers, each with where it comes from.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReleaseAnswers {
    /// May anyone use it commercially?
    pub commercial_use: SourcedAnswer,
    /// May it be passed on?
    pub redistribution: SourcedAnswer,
    /// May derivatives be made and shared?
    pub modification: SourcedAnswer,
    /// Is use restricted?
    pub usage_restrictions: SourcedAnswer,
    /// Must own changes be published?
    pub publish_changes: SourcedAnswer,
}

/// An answer and where it comes from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SourcedAnswer {
    /// The answer.
    #[serde(flatten)]
    pub answer: Answer,
    /// The file or declaration that decides it; empty when nothing does.
    pub source: String,
}

/// A clause that decided, with its words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reason {
    /// The clause.
    pub id: ClauseId,
    /// Its title.
    pub title: &'static str,
    /// What kind of term it is.
    pub effect: Effect,
    /// Where it stands: a file, `declared license`, or `base model owner/name: …`.
    pub source: String,
    /// The words; empty where the text was not seen.
    pub quote: String,
    /// Place of the words in the source.
    pub span: Option<Span>,
    /// Figures and names in it.
    pub params: Params,
}

/// A part of a release.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Component {
    /// Stable name.
    pub id: ComponentId,
    /// Name for people.
    pub name: &'static str,
    /// Whether it is there.
    pub state: State,
    /// What shows that it is there or not, in a few words each.
    pub evidence: Vec<String>,
    /// The terms under which it comes, if they are known.
    pub license: Option<EffectiveLicense>,
    /// Whether these terms are open for this kind of component; null when they are not known.
    pub open: Option<bool>,
}

/// Parts of a release, in the order in which they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ComponentId {
    /// Final parameters.
    Weights,
    /// Architecture and inference code.
    DeploymentCode,
    /// Training and data-processing code.
    TrainingCode,
    /// The data itself.
    TrainingData,
    /// What the data is, where it is from, how it was processed.
    DataInformation,
    /// Evaluation results.
    Evaluation,
    /// The model card.
    ModelCard,
    /// A paper or technical report.
    Paper,
    /// License texts.
    LicenseTexts,
}

/// Whether a component is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It is.
    Present,
    /// It is not.
    Absent,
    /// It cannot be told from what was given.
    Unknown,
}

/// A short remark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chip {
    /// Stable name, such as `gated` or `text-missing`.
    pub id: &'static str,
    /// A few words.
    pub label: String,
    /// One sentence.
    pub text: String,
}

/// Two pieces of evidence that contradict each other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Conflict {
    /// Stable name, such as `license-drift`.
    pub id: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// A few words.
    pub title: String,
    /// What contradicts what.
    pub text: String,
    /// Both sides, in their own words.
    pub sides: Vec<Side>,
    /// What to do.
    pub action: String,
}

/// How much a conflict matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know.
    Info,
    /// Look before relying on it.
    Warning,
    /// Relying on the friendlier side may infringe.
    Serious,
}

/// One side of a conflict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Side {
    /// Where it stands.
    pub source: String,
    /// What it says.
    pub quote: String,
}

/// How one body judges the release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct View {
    /// Stable name: `g7`, `osd`, `osaid`, `mof`, `rail`, `european-commission`.
    pub id: &'static str,
    /// Who says it.
    pub who: &'static str,
    /// `open`, `not-open` or `unknown`.
    pub says: &'static str,
    /// Their word for it.
    pub value: String,
    /// Why.
    pub why: String,
}

/// A model in the line of ancestors; the whole line is one flat list, nearest first.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Lineage {
    /// Its id.
    pub id: String,
    /// The model that was made from it; null for the release itself.
    pub of: Option<String>,
    /// How it was used.
    pub relation: Relation,
    /// Its badge; null when nothing is known of it.
    pub badge: Option<Badge>,
    /// Its own reading.
    pub tier: Openness,
    /// Its own bounds.
    pub openness: OpennessRange,
    /// Its own terms.
    pub license: Option<EffectiveLicense>,
    /// Why nothing is known of it.
    pub why: Option<String>,
}

/// A license text of the release.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LicenseText {
    /// The base model that it belongs to; null for the release itself.
    pub model: Option<String>,
    /// Its path, or `gate prompt`.
    pub path: String,
    /// What kind of document it is: `license`, `policy` or `notice`.
    pub role: &'static str,
    /// The components it covers.
    pub covers: Vec<ComponentId>,
    /// What it says.
    pub report: Report,
}

/// A declared license with the facts known of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Declared {
    /// The base model that declares it; null for the release itself.
    pub model: Option<String>,
    /// As it was declared.
    pub tag: String,
    /// SPDX id or `LicenseRef-…`; null when the tag names no certain license.
    pub id: Option<String>,
    /// Name for people.
    pub name: String,
    /// Facts of that license, from its template; null when none are known.
    pub report: Option<Report>,
}
