//! The words of a known license, from the index.

use crate::index::format::token;
use crate::index::{Index, Kind};
use crate::templates::flat::{Flat, Need};

/// The words of a known license as one line, in lower case and without punctuation; nothing for an id that is not
/// known or of which only a fingerprint is.
#[must_use]
pub fn template_text(id: &str) -> Option<String> {
    template(id).map(|(text, _)| text)
}

/// The words, and for each whether the license allows it to be missing or to be another one.
pub(super) fn template(id: &str) -> Option<(String, Vec<bool>)> {
    let index = Index::get();
    let license = index.license(id)?;
    let number = index.templates.iter().position(|template| {
        template.kind == Kind::Text && index.licenses_of(template).any(|own| own.id == license.id)
    })?;
    let flat = Flat::of(index, number);
    let mut text = String::new();
    for code in &flat.codes {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(index.vocabulary.word(usize::from(code - token::WORD)));
    }
    Some((text, flat.needs.iter().map(|need| *need != Need::Required).collect()))
}
