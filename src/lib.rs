//! What a license text allows, with its own words as evidence. An automated reading, not legal advice.
//!
//! [`classify()`] recognizes known licenses word by word, reads the terms of known and unknown texts alike, and answers
//! five questions: commercial use, redistribution, modification, restrictions of use, publishing of changes. [`assess()`]
//! judges a whole release of a model: how open it is, and where its parts contradict each other. Nothing here does any
//! I/O, nothing panics on input, and the same input gives the same bytes on every platform.
//!
//! # A text
//!
//! ```
//! use openweigh::{Options, classify};
//! use openweigh::schema::VerdictKind;
//!
//! let text = "Permission is granted to use and share the Model. \
//!             You may not use the Model for any commercial purpose.";
//! let report = classify(text, Options::default());
//!
//! assert_eq!(report.verdict.kind, VerdictKind::NonCommercial);
//! assert_eq!(report.answers.commercial_use.value, "forbidden");
//! for finding in &report.clauses {
//!     println!("{}: {}", finding.title, finding.quote);
//! }
//! ```
//!
//! # A release
//!
//! ```
//! use openweigh::assess::{Release, assess};
//!
//! let release = Release {
//!     texts: [("LICENSE".to_owned(), "You may use the Model for research purposes only.".to_owned())].into(),
//!     files: Some(vec!["LICENSE".to_owned(), "model.safetensors".to_owned()]),
//!     ..Release::default()
//! };
//! let assessment = assess(&release);
//! println!("{}: {}", assessment.badge.label, assessment.summary);
//! ```
//!
//! # Shapes and places
//!
//! The types of [`schema`] and [`assess`](mod@assess) serialise to the JSON that the npm package documents. Spans count
//! UTF-16 code units of the text as given, because their readers are JavaScript strings; quotes are given beside them.
//! `schema` is a number that changes when a shape does.
//!
//! # Features
//!
//! `release`, on by default: all that is built on the reading of a text (`assess`, `badge`, `compare`, `decide` and the
//! checked arguments of `input`). `reading`, which it needs: `classify` and its answers; what is left without it serves
//! the builds of this project. The JavaScript face is a package of its own in the repository; this crate knows none.

#[cfg(feature = "reading")]
pub mod answers;
#[cfg(feature = "release")]
pub mod assess;
#[cfg(feature = "release")]
pub mod badge;
#[cfg(feature = "reading")]
pub mod classify;
pub mod clauses;
#[cfg(feature = "release")]
pub mod compare;
#[cfg(feature = "release")]
pub mod decide;
#[cfg(feature = "reading")]
#[doc(hidden)]
pub mod decimal;
#[cfg(feature = "reading")]
mod documents;
#[cfg(feature = "reading")]
pub mod evidence;
#[cfg(feature = "reading")]
mod facts;
#[doc(hidden)]
pub mod index;
#[cfg(feature = "release")]
pub mod input;
#[cfg(feature = "reading")]
pub mod joined;
#[cfg(feature = "reading")]
mod notes;
#[doc(hidden)]
pub mod order;
#[allow(clippy::must_use_candidate, reason = "for the parts of this project alone")]
#[doc(hidden)]
pub mod patterns;
#[allow(clippy::must_use_candidate, reason = "for the parts of this project alone")]
#[doc(hidden)]
pub mod provisions;
pub mod schema;
pub mod tags;
pub mod templates;
#[cfg(feature = "reading")]
pub mod verdict;
pub mod words;

#[cfg(feature = "release")]
pub use assess::assess;
#[cfg(feature = "release")]
pub use badge::badge;
#[cfg(feature = "reading")]
#[doc(hidden)]
pub use classify::facts_of_text;
#[cfg(feature = "reading")]
pub use classify::{Options, classify, classify_with};
#[cfg(feature = "release")]
pub use compare::compare;
#[cfg(feature = "release")]
pub use decide::decide;
pub use schema::Report;

/// The README's Rust examples are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
