//! Templates that a user adds at run time.

use std::sync::RwLock;

use super::flat::Flat;
use crate::index::Index;
use crate::words::{Flags, words};

/// A template of the user.
#[derive(Debug, Clone)]
pub(super) struct UserTemplate {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) hashes: Vec<u32>,
    pub(super) letters: Vec<String>,
}

static ADDED: RwLock<Vec<UserTemplate>> = RwLock::new(Vec::new());

/// Why a template cannot be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TemplateError {
    /// Not `LicenseRef-` and letters, digits, dots and hyphens.
    Id(String),
    /// The id is one that the engine knows.
    Known(String),
    /// Fewer words than can be recognised.
    Short(usize),
}

impl std::fmt::Display for TemplateError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Id(id) => {
                write!(f, "template.id must be LicenseRef- and letters, digits, dots and hyphens, not {id:?}")
            }
            Self::Known(id) => write!(f, "template.id {id:?} is taken by a license that is known already"),
            Self::Short(words) => write!(f, "template.text has {words} words, it takes at least {LEAST}"),
        }
    }
}

impl std::error::Error for TemplateError {}

/// Fewest words of a template.
const LEAST: usize = 12;

/// Adds a template; from then on its text is recognised in every text. The same id again replaces it.
///
/// # Errors
/// What is wrong with the id or the text.
pub fn add_template(id: &str, name: &str, text: &str) -> Result<(), TemplateError> {
    let valid = id.strip_prefix("LicenseRef-").is_some_and(|rest| {
        !rest.is_empty()
            && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
    });
    if !valid {
        return Err(TemplateError::Id(id.to_owned()));
    }
    if Index::get().license(id).is_some() {
        return Err(TemplateError::Known(id.to_owned()));
    }
    let words = words(text);
    let own: Vec<_> = words.list.iter().filter(|word| !word.flags.has(Flags::MARKER)).collect();
    if own.len() < LEAST {
        return Err(TemplateError::Short(own.len()));
    }
    let template = UserTemplate {
        id: id.to_owned(),
        name: name.to_owned(),
        hashes: own.iter().map(|word| word.hash).collect(),
        letters: own.iter().map(|word| words.letters(word)).collect(),
    };
    if let Ok(mut added) = ADDED.write() {
        added.retain(|other| other.id != id);
        added.push(template);
    }
    Ok(())
}

/// The templates added so far.
pub(super) fn added() -> Vec<UserTemplate> {
    ADDED.read().map(|added| added.clone()).unwrap_or_default()
}

impl UserTemplate {
    pub(super) fn flat(&self) -> Flat {
        Flat::plain(self.hashes.clone())
    }
}
