//! The table of clauses, compiled from `src/data/clauses/*.toml` by the build script.

use serde::{Serialize, Serializer};

use crate::schema::Effect;

/// A clause, by its place in [`clauses`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClauseId(#[doc(hidden)] pub u8);

/// Which of the five questions a clause bears on first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Question {
    /// May anyone use it commercially?
    CommercialUse,
    /// May the work be passed on?
    Redistribution,
    /// May derivatives be made and shared?
    Modification,
    /// Is use restricted?
    UsageRestrictions,
    /// Must own changes be published?
    PublishChanges,
}

/// What is known of a clause without any text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Clause {
    /// Stable name, kebab case.
    pub id: &'static str,
    /// A few words for people.
    pub title: &'static str,
    /// What kind of term it is.
    pub effect: Effect,
    /// The question it bears on.
    pub question: Question,
    /// One sentence for people.
    pub summary: &'static str,
    /// Names of the parameters that a finding of it can have.
    pub params: &'static [&'static str],
    /// Clauses beside which it is not reported, because they say the same more exactly.
    #[serde(skip)]
    pub absent_if: &'static [ClauseId],
}

/// Every clause, in the order of its id.
#[must_use]
pub fn clauses() -> &'static [Clause] {
    &ALL[..REPORTED]
}

impl ClauseId {
    /// The clause itself.
    #[must_use]
    pub fn clause(self) -> &'static Clause {
        &ALL[usize::from(self.0)]
    }

    /// Its stable name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.clause().id
    }

    /// Whether this is a signal for answers and verdict rather than a clause of the report.
    #[doc(hidden)]
    #[must_use]
    pub fn is_signal(self) -> bool {
        usize::from(self.0) >= REPORTED
    }

    /// The clause of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        clauses().binary_search_by(|clause| clause.id.cmp(name)).ok().map(|place| Self(place as u8))
    }
}

impl std::fmt::Debug for ClauseId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for ClauseId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

include!(concat!(env!("OUT_DIR"), "/catalog.rs"));

/// What is known of licenses, as the build script stores it; for `facts`.
#[doc(hidden)]
pub static FACTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/facts.bin"));
