//! Recognises known licenses in a text: whole, modified, several in one text.
//!
//! N-grams that the text shares with templates lead to candidates and places ([`seeds`]); candidates are aligned with
//! the text word by word ([`align`]); the cover by non-overlapping matches that explains the text best wins
//! ([`cover`]). Nothing close enough is nothing.

mod align;
mod cover;
mod edits;
mod expression;
#[doc(hidden)]
pub mod flat;
mod free;
mod measure;
mod notices;
mod parts;
mod prints;
mod seeds;
mod slide;
mod user;

use cover::{Flats, Placed};
use seeds::Seeds;
pub use user::{TemplateError, add_template};

use serde::Serialize;

use crate::index::format::token;
use crate::index::ngrams::N;
use crate::index::{Index, Kind, License, Postings};
use crate::order::Order as _;
use crate::schema::{LicenseMatch, MatchKind, Span};
use crate::tags;
use crate::words::{Flags, Words};

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
/// Words after which a stretch is worked off although it goes on.
const STRETCH: u32 = 6000;
/// Words before the end of such a stretch that wait for the next, because a license may just have begun.
const WAIT: u32 = 1200;
/// One of how many of a template's n-grams the text must have.
const SHARE: u32 = 8;

/// Recognises the licenses of a text; nothing below the similarity `minimum` is named.
#[must_use]
#[inline(never)]
pub fn identify(words: &Words<'_>, minimum: f64) -> Identified {
    let index = Index::get();
    let own;
    let postings = if words.list.len() < N {
        // A text without an n-gram needs none.
        own = Postings::default();
        &own
    } else if index.is_first_text() {
        let said = words.list.iter().filter(|word| !word.flags.has(Flags::MARKER));
        own = index.postings_of(said.map(|word| word.hash));
        &own
    } else {
        index.postings()
    };
    let mut finder = Finder {
        words,
        index,
        seeds: Seeds::new(postings, index.templates.len()),
        flats: Flats::new(index),
        placed: Vec::new(),
        minimum,
    };
    let (mut last, mut due) = (0, STRETCH);
    for (place, word) in words.list.iter().enumerate() {
        let place = place as u32;
        if finder.seeds.push(place, word) {
            last = place;
            if place > due {
                finder.work_off(place, WAIT);
                due = place + STRETCH;
            }
        } else if place - last > APART && !finder.seeds.runs.is_empty() {
            finder.work_off(place, 0);
            due = place + STRETCH;
        }
    }
    finder.work_off(words.list.len() as u32, 0);
    finder.result()
}

/// The state of one identification.
struct Finder<'a> {
    words: &'a Words<'a>,
    index: &'static Index,
    seeds: Seeds<'a>,
    flats: Flats<'static>,
    placed: Vec<Placed>,
    minimum: f64,
}

impl Finder<'_> {
    /// Covers what was gathered up to a place, except for what ends within the last `wait` words.
    fn work_off(&mut self, place: u32, wait: u32) {
        let index = self.index;
        let length = |number: u16| {
            index.templates.get(usize::from(number)).map_or(0, |template| template.end - template.start)
        };
        let least = |number: u16| {
            let kept = index.templates.get(usize::from(number)).map_or(0, |template| template.kept);
            (u32::from(kept) / SHARE).max(if kept < 6 { 1 } else { 2 })
        };
        let limit = place.saturating_sub(wait);
        // What begins within the last words would not be kept yet.
        let before = if wait > 0 { limit } else { u32::MAX };
        let chains = seeds::chains(&self.seeds.runs, index.templates.len(), before, least, length);
        let found = cover::cover(&self.words.list, chains, &mut self.flats, self.minimum);
        let mut done = limit;
        for place in found {
            let (start, end) = place.alignment.range();
            // The walk sees the whole text, so a license that just began is placed as a whole; but its rivals may not
            // have been seen yet.
            if wait > 0 && end > limit {
                done = done.min(start);
            } else if self.placed.last().is_none_or(|last| last.alignment.range().1 <= start + 2) {
                self.placed.push(place);
            }
        }
        // A stretch without an end is cut somewhere.
        if wait > 0 && place - done > 3 * STRETCH {
            done = place;
        }
        self.seeds.forget(if wait > 0 { done } else { u32::MAX });
    }

    /// Names what was placed, and what is only named.
    fn result(mut self) -> Identified {
        let (words, index) = (self.words, self.index);
        let mut printed = prints::printed(words, &self.seeds.sampled, &self.placed);
        for print in &mut printed {
            prints::settle(words, print);
        }
        let own = if user::added().is_empty() { Vec::new() } else { user_matches(words, self.minimum) };
        let stronger: Vec<(u32, u32)> =
            printed.iter().map(|print| print.range).chain(own.iter().map(|(range, _)| *range)).collect();
        self.placed.retain(|place| {
            let range = place.alignment.range();
            !stronger.iter().any(|other| 2 * cover::shared(range, *other) > range.1 - range.0)
        });
        self.placed.order_by_key(|place| place.alignment.range());
        let mut taken = stronger;
        let mut matches: Vec<LicenseMatch> = Vec::with_capacity(self.placed.len());
        for place in &self.placed {
            if let Some(found) = name(words, index, &mut self.flats, place) {
                if found.kind != MatchKind::Notice || place.alignment.exact() {
                    taken.extend(place.alignment.stretches());
                }
                matches.push(found);
            }
        }
        taken.order();
        matches.extend(printed.iter().filter_map(|print| {
            let mut licenses = prints::licenses_of(print);
            let mut found = tags::tag_match(licenses.next()?.id, bytes_of(words, print.range)?);
            found.alternatives = licenses.map(|license| license.id.to_owned()).collect();
            found.kind = if print.exact { MatchKind::Exact } else { MatchKind::Fingerprint };
            found.similarity = rounded(print.similarity);
            Some(found)
        }));
        matches.extend(own.into_iter().map(|(_, found)| found));
        let mut tags = tags::tags(words, &taken);
        tags.retain(|tag| tag.certain || !printed.iter().any(|print| prints::is_title(words, print, tag)));
        // What a changed notice says of its own license is said already; of another, in its version, it counts.
        tags.retain(|tag| {
            let inside = |found: &&LicenseMatch| {
                let within = |own: &Span| own.start <= tag.span.start && tag.span.start < own.end;
                found.kind == MatchKind::Notice && found.spans.iter().any(within)
            };
            matches.iter().find(inside).is_none_or(|notice| {
                tag.versioned && !tag.ids.iter().any(|id| notices::same_family(id, &notice.id))
            })
        });
        expression::combine(words, matches, tags)
    }
}

/// Similarity with four digits, the same on every platform.
fn rounded(similarity: f64) -> f64 {
    (similarity * 10_000.0).round() / 10_000.0
}

/// The bytes of a range of words.
fn bytes_of(words: &Words<'_>, range: (u32, u32)) -> Option<Span> {
    let first = words.list.get(range.0 as usize)?;
    let last = words.list.get((range.1 as usize).checked_sub(1)?)?;
    Some(Span { start: first.start, end: last.end })
}

/// Where templates that the user added lie.
#[inline(never)]
fn user_matches(words: &Words<'_>, minimum: f64) -> Vec<((u32, u32), LicenseMatch)> {
    let mut found: Vec<((u32, u32), LicenseMatch)> = Vec::new();
    for template in user::added() {
        let flat = template.flat();
        let Some(chain) = seeds::chain_of(&words.list, &flat.hashes) else { continue };
        let alignment = align::align(&words.list, &flat, &chain);
        let range = alignment.range();
        let Some(span) = bytes_of(words, range).filter(|_| alignment.similarity >= minimum) else { continue };
        let mut license = tags::tag_match(&template.id, span);
        license.name.clone_from(&template.name);
        "user".clone_into(&mut license.source);
        license.similarity = rounded(alignment.similarity);
        license.kind = if alignment.exact() { MatchKind::Exact } else { MatchKind::Modified };
        let word_of = |place: usize| template.letters.get(place).cloned().unwrap_or_default();
        license.edits = edits::edits(words, &flat, &word_of, &alignment, false);
        found.push((range, license));
    }
    // Best first; what overlaps a better one goes.
    found.order_by(|a, b| b.1.similarity.total_cmp(&a.1.similarity).then(a.1.id.cmp(&b.1.id)));
    let mut kept: Vec<((u32, u32), LicenseMatch)> = Vec::new();
    for one in found {
        if !kept.iter().any(|other| cover::shared(other.0, one.0) > 0) {
            kept.push(one);
        }
    }
    kept
}

/// A license that is recognised by its text or fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Known {
    /// SPDX id, or `LicenseRef-…`.
    pub id: String,
    /// Full name.
    pub name: String,
    /// OSI approval, if known.
    pub osi_approved: Option<bool>,
    /// On the FSF's list of free licenses, if known.
    pub fsf_libre: Option<bool>,
    /// `spdx`, `scancode`, `fingerprint` or `user`.
    pub source: String,
}

/// All licenses that are recognised, with those of the user, in the order of ids.
#[must_use]
#[inline(never)]
pub fn known() -> Vec<Known> {
    let index = Index::get().licenses.iter().map(|license| Known {
        id: license.id.to_owned(),
        name: license.name.to_owned(),
        osi_approved: license.osi_approved,
        fsf_libre: license.fsf_libre,
        source: license.source.to_owned(),
    });
    let own = user::added().into_iter().map(|template| Known {
        id: template.id,
        name: template.name,
        osi_approved: None,
        fsf_libre: None,
        source: "user".to_owned(),
    });
    let mut all: Vec<Known> = index.chain(own).collect();
    all.order_by_key(|known| known.id.to_ascii_lowercase());
    all
}

/// Names a placed template.
#[inline(never)]
fn name(words: &Words<'_>, index: &Index, flats: &mut Flats<'_>, placed: &Placed) -> Option<LicenseMatch> {
    let template = index.templates.get(usize::from(placed.template))?;
    let mut licenses: Vec<&License> = index.licenses_of(template).collect();
    let ties = placed.ties.iter().filter_map(|tie| index.templates.get(usize::from(*tie)));
    licenses.extend(ties.flat_map(|tie| index.licenses_of(tie)));
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
        notices::order_by_words(
            words,
            &mut licenses,
            start as usize,
            end as usize,
            placed.alignment.exact(),
        )?;
    }
    if !notice {
        // The plain id stands before those of variants: `OFL-1.1` before `OFL-1.1-no-RFN`, `MIT` before `MIT-feh`.
        licenses.order_by_key(|license| license.id.len());
    }
    let license = *licenses.first()?;
    // The text of a GNU license does not say whether later versions count.
    let twin = license.id.strip_suffix("-only").filter(|_| !notice);
    let twin = twin.and_then(|base| index.license(&format!("{base}-or-later")));
    licenses.extend(twin.filter(|twin| !seen.contains(&twin.id)));
    let exact = placed.alignment.exact();
    let edits = if exact {
        Vec::new()
    } else {
        let flat = flats.get(placed.template);
        let word_of = |place: usize| {
            let code = flat.codes.get(place).copied().unwrap_or_default();
            index.vocabulary.word(usize::from(code).wrapping_sub(usize::from(token::WORD))).to_owned()
        };
        edits::edits(words, flat, &word_of, &placed.alignment, placed.partial)
    };
    Some(LicenseMatch {
        id: license.id.to_owned(),
        name: license.name.to_owned(),
        kind: match (notice, exact) {
            _ if placed.partial => MatchKind::Partial,
            (true, _) => MatchKind::Notice,
            (false, true) => MatchKind::Exact,
            (false, false) => MatchKind::Modified,
        },
        similarity: rounded(placed.alignment.similarity),
        spans: vec![Span { start: first.start, end: final_word.end }],
        edits,
        osi_approved: license.osi_approved,
        fsf_libre: license.fsf_libre,
        alternatives: licenses.iter().skip(1).map(|license| license.id.to_owned()).collect(),
        source: license.source.to_owned(),
    })
}
