//! Recognises known licenses in a text: whole, modified, several in one text.
//!
//! N-grams that the text shares with templates lead to candidates and places ([`seeds`]); candidates are aligned with
//! the text word by word ([`align`]); the cover by non-overlapping matches that explains the text best wins
//! ([`cover`]). Nothing close enough is nothing.

mod align;
mod cover;
mod edits;
pub(crate) mod flat;
mod seeds;

use cover::{Flats, Placed};
use seeds::Seeds;

use crate::index::{Index, Kind, License};
use crate::schema::{LicenseMatch, MatchKind, Span};
use crate::words::{Words, hash};

/// What was recognised in a text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Identified {
    /// In text order; spans in bytes.
    pub licenses: Vec<LicenseMatch>,
    /// SPDX expression of the whole text.
    pub expression: Option<String>,
}

/// Words without a shared n-gram that separate two stretches.
const APART: u32 = 450;
/// Runs after which a stretch is worked off although it goes on.
const MANY: usize = 1 << 17;

/// Recognises the licenses of a text; nothing below the similarity `minimum` is named.
#[must_use]
pub fn identify(words: &Words<'_>, minimum: f64) -> Identified {
    let index = Index::get();
    let mut seeds = Seeds::new(&index.postings, index.templates.len());
    let mut flats = Flats::new(index);
    let mut placed: Vec<Placed> = Vec::new();
    let mut last = 0;
    for (place, word) in words.list.iter().enumerate() {
        let place = place as u32;
        if seeds.push(place, word) {
            last = place;
        } else if (place - last > APART || seeds.runs.len() > MANY) && !seeds.runs.is_empty() {
            work_off(words, &mut seeds, &mut flats, minimum, &mut placed);
        }
    }
    work_off(words, &mut seeds, &mut flats, minimum, &mut placed);
    let licenses: Vec<LicenseMatch> =
        placed.iter().filter_map(|place| name(words, index, &mut flats, place)).collect();
    let expression = expression(&licenses);
    Identified { licenses, expression }
}

fn work_off(
    words: &Words<'_>,
    seeds: &mut Seeds<'_>,
    flats: &mut Flats<'_>,
    minimum: f64,
    placed: &mut Vec<Placed>,
) {
    let index = Index::get();
    let length = |number: u16| {
        index.templates.get(usize::from(number)).map_or(0, |template| template.end - template.start)
    };
    let chains = seeds::chains(&seeds.runs, length);
    placed.extend(cover::cover(&words.list, chains, flats, minimum));
    seeds.clear();
}

/// Names a placed template.
fn name(words: &Words<'_>, index: &Index, flats: &mut Flats<'_>, placed: &Placed) -> Option<LicenseMatch> {
    let template = index.templates.get(usize::from(placed.template))?;
    let ties = placed.ties.iter().filter_map(|tie| index.templates.get(usize::from(*tie)));
    let mut licenses: Vec<&License> =
        index.licenses_of(template).chain(ties.flat_map(|tie| index.licenses_of(tie))).collect();
    let mut seen: Vec<&str> = Vec::new();
    licenses.retain(|license| {
        !seen.contains(&license.id) && {
            seen.push(license.id);
            true
        }
    });
    let (start, end) = placed.alignment.range();
    let first = words.list.get(start as usize)?;
    let final_word = words.list.get((end as usize).checked_sub(1)?)?;
    let notice = template.kind == Kind::Notice;
    if notice {
        order_by_later(words, &mut licenses, start as usize, end as usize);
    }
    let license = *licenses.first()?;
    let exact = placed.alignment.exact();
    let edits = if exact {
        Vec::new()
    } else {
        edits::edits(words, flats.get(placed.template), index, &placed.alignment)
    };
    Some(LicenseMatch {
        id: license.id.to_owned(),
        name: license.name.to_owned(),
        kind: match (notice, exact) {
            (true, _) => MatchKind::Notice,
            (false, true) => MatchKind::Exact,
            (false, false) => MatchKind::Modified,
        },
        similarity: (placed.alignment.similarity * 10_000.0).round() / 10_000.0,
        spans: vec![Span { start: first.start, end: final_word.end }],
        edits,
        osi_approved: license.osi_approved,
        fsf_libre: license.fsf_libre,
        alternatives: licenses.iter().skip(1).map(|license| license.id.to_owned()).collect(),
        source: license.source.to_owned(),
    })
}

/// Puts the `-only` or the `-or-later` id first, by the words that say so.
fn order_by_later(words: &Words<'_>, licenses: &mut Vec<&License>, start: usize, end: usize) {
    let Some(first) = licenses.first() else { return };
    let Some(base) = first.id.strip_suffix("-only").or_else(|| first.id.strip_suffix("-or-later")) else {
        return;
    };
    let end = (end + 12).min(words.list.len());
    let later = words.list[start..end]
        .iter()
        .any(|word| word.hash == hash::of("later") || word.hash == hash::of("newer"));
    let wanted = format!("{base}{}", if later { "-or-later" } else { "-only" });
    if let Some(license) = Index::get().license(&wanted) {
        licenses.retain(|other| other.id != wanted);
        licenses.insert(0, license);
    }
}

/// The SPDX expression of all that was found.
fn expression(licenses: &[LicenseMatch]) -> Option<String> {
    let index = Index::get();
    let mut ids: Vec<String> = Vec::new();
    for license in licenses {
        let exception = index.license(&license.id).is_some_and(|known| known.exception);
        if exception {
            if let Some(last) = ids.last_mut().filter(|last| !last.contains(" WITH ")) {
                *last = format!("{last} WITH {}", license.id);
            }
        } else if !ids.contains(&license.id) {
            ids.push(license.id.clone());
        }
    }
    (!ids.is_empty()).then(|| ids.join(" AND "))
}
