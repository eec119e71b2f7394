//! Which license a standard header names: headers of several licenses differ in little more than the name.

use crate::index::{Index, License};
use crate::tags;
use crate::words::Words;

/// Lets the words of a notice decide: which license it names, in which version, and whether "or later" is said.
///
/// Nothing when the words are those of a notice but name another license, outside of it: "licensed under the Creative
/// Commons …. You may not use this file except in compliance with the License."
pub(super) fn order_by_words(
    words: &Words<'_>,
    licenses: &mut Vec<&License>,
    start: usize,
    end: usize,
    exact: bool,
) -> Option<()> {
    let first = licenses.first().copied()?;
    let said = if exact { Said::Own } else { named(words, start, end, licenses) };
    let base = first.id.strip_suffix("-only").or_else(|| first.id.strip_suffix("-or-later"));
    let wanted = match (said, base) {
        (Said::Before, _) => return None,
        (Said::Other(said), _) => said.to_owned(),
        (Said::Own, Some(base)) => {
            let later = tags::says_later(words, start, end);
            format!("{base}{}", if later { "-or-later" } else { "-only" })
        }
        (Said::Own, None) => return Some(()),
    };
    if let Some(license) = Index::get().license(&wanted) {
        licenses.retain(|other| other.id != wanted && same_family(other.id, &wanted));
        licenses.insert(0, license);
    }
    Some(())
}

/// Whether two ids are of one family, so that one can be an alternative of the other.
pub(super) fn same_family(one: &str, other: &str) -> bool {
    let family = |id: &str| id.split('-').next().unwrap_or_default().to_owned();
    family(one) == family(other)
}

/// The license that the words of a notice name.
enum Said {
    /// One of those whose notice it is, or none.
    Own,
    /// Another one, in the notice.
    Other(&'static str),
    /// Another one, in the words before it.
    Before,
}

/// Words before a notice that may name its license.
const BEFORE: usize = 30;

#[inline(never)]
fn named(words: &Words<'_>, start: usize, end: usize, licenses: &[&License]) -> Said {
    let from = start.saturating_sub(BEFORE);
    let outside = [(0, from as u32), (end as u32, words.list.len() as u32)];
    let mentions = tags::mentions(words, &outside);
    // A name without a version says nothing against a license of its family.
    let certain = mentions.iter().filter(|mention| {
        mention.versioned || mention.ids.iter().any(|id| !id.bytes().any(|byte| byte.is_ascii_digit()))
    });
    let ids: Vec<(&'static str, bool)> = certain
        .filter_map(|mention| Some((*mention.ids.first()?, mention.words.0 as usize >= start)))
        .collect();
    let own = |id: &str| licenses.iter().any(|license| license.id == id);
    if ids.iter().any(|(id, _)| own(id)) {
        return Said::Own;
    }
    let family = mentions
        .iter()
        .flat_map(|mention| &mention.ids)
        .any(|id| licenses.iter().any(|license| same_family(license.id, id)));
    if let Some((id, _)) = ids.iter().find(|(_, inside)| *inside) {
        return Said::Other(id);
    }
    // Nothing of its family is named: the words are those of another family, whose version is not said.
    let other = mentions.iter().find(|mention| mention.words.0 as usize >= start);
    match other.and_then(|mention| mention.ids.first()) {
        Some(id) if !family => Said::Other(id),
        None if !family && !ids.is_empty() => Said::Before,
        _ => Said::Own,
    }
}
