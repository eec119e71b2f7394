//! Licenses that a text names in words: `the GNU General Public License, version 2 or later`.
//!
//! Phrases come from `src/data/names.tsv`; the version and "or later" are read from the words around them. A name that
//! means other things too (MIT, Apache, Ruby) counts only where the words before it speak of licensing.

use super::phrases::{Guard, Phrases, Target, is};
use super::versions::{
    creative_commons, number, same_version, says_later, version_after, version_before, versioned,
};
use crate::index::License;
use crate::order::Order as _;
use crate::words::{Flags, Words, said};

/// A license named in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mention {
    /// Its id, or ids that are meant together.
    pub(crate) ids: Vec<&'static str>,
    /// First word and one past the last.
    pub(crate) words: (u32, u32),
    /// The version was said.
    pub(crate) versioned: bool,
}

/// A mention, and whether the words around it bear it out.
struct Found {
    mention: Mention,
    sure: bool,
}

/// Finds the names in a text; ranges in `taken` (sorted, of words) are passed over.
pub(crate) fn mentions(words: &Words<'_>, taken: &[(u32, u32)]) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    // A name that may mean something else counts when a sure one stands beside it: `MIT / Apache-2.0`.
    let mut unsure: Option<Mention> = None;
    // Where the text of a license is all that there is, no name is looked for.
    let mut known: Option<&Phrases> = None;
    let mut place = 0;
    let mut taken = taken.iter().peekable();
    while let Some(word) = words.list.get(place) {
        while taken.next_if(|range| range.1 as usize <= place).is_some() {}
        if let Some(range) = taken.peek().filter(|range| range.0 as usize <= place) {
            place = range.1 as usize;
            continue;
        }
        let phrases = *known.get_or_insert_with(Phrases::get);
        let named = if phrases.may_start(word.hash) { phrase(words, place, phrases) } else { None };
        let Some(Found { mention, sure }) =
            named.or_else(|| gnu(words, place)).or_else(|| joined(words, place))
        else {
            place += 1;
            continue;
        };
        let last = place;
        place = if sure { (mention.words.1 as usize).max(place + 1) } else { place + 1 };
        if is_denied(words, last, mention.words.1 as usize) || is_host(words, &mention) {
            continue;
        }
        if sure {
            found.extend(unsure.take().filter(|unsure| is_beside(words, unsure, &mention)));
            found.push(mention);
        } else if found.last().is_some_and(|last| is_beside(words, last, &mention)) {
            place = mention.words.1 as usize;
            found.push(mention);
        } else {
            unsure = Some(mention);
        }
    }
    leave_out_catalogs(&mut found);
    let gnu = found.iter().any(|mention| mention.ids.iter().any(|id| id.contains("GPL-")));
    for mention in found.iter_mut().filter(|mention| gnu && !mention.versioned) {
        settle_beside_gnu(mention);
    }
    found
}

/// Which version is meant when none is said, beside a GNU license: the three licenses of Mozilla's code were MPL 1.1, GPL
/// and LGPL; the two of Perl's are the GPL and its own Artistic License.
fn settle_beside_gnu(mention: &mut Mention) {
    for id in &mut mention.ids {
        let meant = match *id {
            "MPL-2.0" => "MPL-1.1",
            "Artistic-1.0" => "Artistic-1.0-Perl",
            _ => continue,
        };
        *id = super::ids::canonical(meant).unwrap_or(id);
    }
}

/// Names of a dozen different licenses one after the other are a catalog of licenses, which places nothing under any.
#[inline(never)]
fn leave_out_catalogs(found: &mut Vec<Mention>) {
    const APART: u32 = 20;
    const MANY: usize = 12;
    if found.len() < MANY {
        return;
    }
    let mut kept: Vec<Mention> = Vec::with_capacity(found.len());
    for near in found.chunk_by(|one, other| other.words.0.saturating_sub(one.words.1) <= APART) {
        let mut ids: Vec<&str> = near.iter().flat_map(|mention| mention.ids.iter().copied()).collect();
        ids.order();
        ids.dedup();
        if ids.len() < MANY {
            kept.extend_from_slice(near);
        }
    }
    *found = kept;
}

/// Whether a mention is a part of an address: `mit.edu`, `someone@apache.org`.
fn is_host(words: &Words<'_>, mention: &Mention) -> bool {
    let Some(last) = words.list.get((mention.words.1 as usize).wrapping_sub(1)) else { return false };
    let next = words.list.get(mention.words.1 as usize);
    let joined = words.text.as_bytes().get(last.end as usize) == Some(&b'.');
    let next = next.filter(|next| joined && next.start == last.end + 1);
    next.is_some_and(|next| is(next, said!["edu", "org", "com", "net", "io", "de", "uk", "fr"]))
}

/// Whether only a sign or "or" stands between two mentions.
fn is_beside(words: &Words<'_>, one: &Mention, other: &Mention) -> bool {
    let between = words.list.get(one.words.1 as usize..other.words.0 as usize);
    let next = words.list.get(other.words.0 as usize);
    let (Some(between), Some(next)) = (between, next) else { return false };
    let broken = Flags::STOP.with(Flags::PARAGRAPH).with(Flags::NEWLINE);
    let last = words.list[one.words.1 as usize - 1].end as usize;
    let gap = words.text.get(last..next.start as usize).unwrap_or_default();
    !next.flags.has(broken)
        && (between.is_empty() && gap.contains(['/', '|', '+', '&'])
            || between.len() == 1 && is(&between[0], said!["or", "and"]))
}

#[inline(never)]
fn phrase(words: &Words<'_>, place: usize, phrases: &Phrases) -> Option<Found> {
    let mut weak = None;
    for phrase in phrases.at(words, place) {
        let end = place + phrase.len();
        let found = match phrase.target {
            Target::Table(target) => resolve(words, place, end, target, phrase.guard),
            Target::Name(..) => by_name(words, place, end, &phrases.namesakes(phrase), phrase.guard),
            Target::Id(id) | Target::Whole(id) => {
                let mention = Mention { ids: vec![id], words: (place as u32, end as u32), versioned: true };
                let sure = phrase.guard == Guard::None || speaks_of_licensing(words, place, end);
                Some(Found { mention, sure })
            }
        };
        if let Some(found) = found {
            if found.sure {
                return Some(found);
            }
            weak = weak.or(Some(found));
        }
    }
    weak
}

/// A license of the index by its name: the one in the version that the words around it say.
#[inline(never)]
fn by_name(
    words: &Words<'_>,
    start: usize,
    end: usize,
    licenses: &[(&'static License, &'static str)],
    guard: Guard,
) -> Option<Found> {
    let said =
        version_after(words, end).or_else(|| version_before(words, start).map(|version| (version, end)));
    let newest = licenses.iter().max_by(|a, b| a.1.cmp(b.1)).map(|(license, _)| *license);
    let (license, reach, versioned) = match said {
        Some((version, reach)) => match licenses.iter().find(|(_, own)| same_version(own, version)) {
            Some((license, _)) => (*license, reach, true),
            None if licenses.iter().all(|(_, own)| own.is_empty()) => (newest?, end, true),
            None => return None,
        },
        None => (newest?, end, licenses.len() == 1),
    };
    let mention = Mention { ids: vec![license.id], words: (start as u32, reach as u32), versioned };
    let capital = words.list[start..end].iter().any(|word| word.flags.has(Flags::CAPITAL));
    let sure = guard == Guard::None && capital || speaks_of_licensing(words, start, end);
    Some(Found { mention, sure })
}

/// The GNU licenses, whose names people write in any order: `GNU Lesser Public License`, `Lesser GNU General Public`.
#[inline(never)]
fn gnu(words: &Words<'_>, place: usize) -> Option<Found> {
    const FIRST: &[u32] = said!["gnu", "general", "lesser", "library", "affero"];
    const ALL: &[u32] = said![
        "gnu", "general", "lesser", "library", "affero", "public", "license", "licenses", "gpl", "lgpl",
        "agpl", "or",
    ];
    if !is(words.list.get(place)?, FIRST) {
        return None;
    }
    let run = words.list[place..].iter().enumerate().take(8).take_while(|(ahead, word)| {
        is(word, ALL) && (*ahead == 0 || !word.flags.has(Flags::STOP.with(Flags::PARAGRAPH)))
    });
    let run = &words.list[place..place + run.count()];
    let says = |said: &[u32]| run.iter().any(|word| is(word, said));
    let public = says(said!["public"])
        && (says(said!["general"])
            || says(said!["lesser"])
            || says(said!["library"])
            || says(said!["affero"])
            || says(said!["gnu"]));
    let short = says(said!["gpl"]) || says(said!["lgpl"]) || says(said!["agpl"]);
    let named = says(said!["license"])
        && (says(said!["affero"]) || says(said!["gnu"]) && (says(said!["lesser"]) || says(said!["library"])));
    if !(public || short || named) {
        return None;
    }
    let target = if says(said!["affero"]) || says(said!["agpl"]) {
        "AGPL"
    } else if says(said!["lesser"]) {
        "LESSER"
    } else if says(said!["library"]) || says(said!["lgpl"]) {
        "LGPL"
    } else {
        "GPL"
    };
    resolve(words, place, place + run.len(), target, Guard::None)
}

/// Names joined with their version: `GPLv2`, `LGPL2.1`, `gpl3`, `gnugplv20plus`.
#[inline(never)]
fn joined(words: &Words<'_>, place: usize) -> Option<Found> {
    let word = words.list.get(place)?;
    if !word.flags.has(Flags::NUMBER) || word.flags.has(Flags::MARKER) || word.end - word.start > 16 {
        return None;
    }
    let text = words.text.get(word.start as usize..word.end as usize)?;
    let text = if starts(text, "gnu") { &text[3..] } else { text };
    let families = ["agpl", "lglp", "lgpl", "gpl", "glp", "mpl", "gfdl", "epl", "cddl"];
    let family = families.into_iter().find(|family| starts(text, family))?;
    let version = number(text.get(family.len()..)?)?;
    let later = says_later(words, place, place + 1);
    let family = match family {
        "glp" => "GPL".to_owned(),
        "lglp" => "LGPL".to_owned(),
        other => other.to_ascii_uppercase(),
    };
    let mention = Mention {
        ids: versioned(&family, Some(version), later)?,
        words: (place as u32, place as u32 + 1),
        versioned: true,
    };
    Some(Found { mention, sure: true })
}

fn starts(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

/// The names of the table that take a version.
const FAMILIES: &[&str] = &[
    "GPL", "LGPL", "LESSER", "AGPL", "GFDL", "APACHE", "BSD", "MPL", "EPL", "CPL", "CDDL", "NPL", "ARTISTIC",
    "AFL", "OSL", "OFL", "EUPL", "CECILL",
];

/// What a name stands for, with the version that the words around it say.
fn resolve(words: &Words<'_>, start: usize, end: usize, target: &'static str, guard: Guard) -> Option<Found> {
    // Only a family has versions; `MIT, Apache 2.0` says nothing of a version of MIT.
    let (version, reach) = Some(end)
        .filter(|_| FAMILIES.contains(&target))
        .and_then(|end| version_after(words, end))
        .or_else(|| version_before(words, start).map(|version| (version, end)))
        .map_or((None, end), |(version, reach)| (Some(version), reach));
    let later = says_later(words, start, reach);
    // A family's short name with a version means nothing else; common words without a capital may be just words.
    let short =
        matches!(target, "GPL" | "LGPL" | "LESSER" | "AGPL" | "MPL" | "EPL" | "CDDL" | "GFDL" | "EUPL");
    let named =
        words.list[start..end].iter().any(|word| word.flags.has(Flags::CAPITAL)) && guard == Guard::None;
    // `General Public License` alone, inside the name of another license.
    if target == "GPL" && start > 0 && is(&words.list[start - 1], said!["java", "glide", "smail"]) {
        return None;
    }
    let sure = named || short && version.is_some() || speaks_of_licensing(words, start, end);
    let (ids, said) = match target {
        "CC" => creative_commons(words, start, end).map(|(id, said)| (vec![id], said))?,
        _ => (versioned(target, version, later)?, version.is_some()),
    };
    let versioned = said || target.contains('-');
    Some(Found { mention: Mention { ids, words: (start as u32, reach as u32), versioned }, sure })
}

/// Whether the words before a name, or directly after it, speak of licensing.
fn speaks_of_licensing(words: &Words<'_>, start: usize, end: usize) -> bool {
    const CUES: &[u32] = said![
        "license",
        "licenses",
        "licensed",
        "licensing",
        "relicensed",
        "under",
        "terms",
        "conditions",
        "subject",
        "governed",
        "covered",
        "copyright",
        "copying",
        "legal",
        "dual",
        "either",
        "classifier",
        "classifiers",
        "spdx",
        "licenseid",
    ];
    let after = words.list.get(end..).unwrap_or_default();
    if after.first().is_some_and(|word| is(word, said!["license", "licensed", "licenses", "license(s)"])) {
        return true;
    }
    let mut lines = 0;
    for place in (start.saturating_sub(12)..start).rev() {
        let next = &words.list[place + 1];
        lines += u32::from(next.flags.has(Flags::PARAGRAPH));
        // A sentence before does not count; a heading above does.
        if next.flags.has(Flags::STOP) && !next.flags.has(Flags::COLON) || lines > 1 {
            return false;
        }
        let word = &words.list[place];
        if is(word, CUES) && (lines == 0 || word.flags.has(Flags::HEADING.with(Flags::PARAGRAPH))) {
            return true;
        }
    }
    false
}

/// Whether the words before a name deny it: `not under the GPL`, `compatible with the MIT license`.
fn is_denied(words: &Words<'_>, start: usize, end: usize) -> bool {
    const DENIALS: &[u32] = said![
        "not",
        "non",
        "compatible",
        "incompatible",
        "unlike",
        "instead",
        "compatibility",
        "incompatibility",
        "cannot",
        "exception",
        "like",
        "similar",
        "than",
        "never",
        "nor",
        "without",
        "contrary",
    ];
    if words.list.get(end).is_some_and(|word| is(word, said!["compatible", "incompatible", "compatibility"]))
    {
        return true;
    }
    // `a modified MIT license` is another one; what is called the modified BSD license has that as its name.
    let changed = |before: usize| is(&words.list[before], said!["modified", "customized", "adapted"]);
    if start.checked_sub(1).is_some_and(changed) {
        return true;
    }
    for place in (start.saturating_sub(5)..start).rev() {
        let next = &words.list[place + 1];
        if next.flags.has(Flags::STOP.with(Flags::PARAGRAPH).with(Flags::SEMICOLON)) {
            return false;
        }
        // `compatible with the MIT license`, but not `GPL-compatible and under the MIT license`.
        let joined = is(&words.list[place], said!["compatible", "incompatible"])
            && is(next, said!["and", "or", "but"]);
        if is(&words.list[place], DENIALS) && !joined {
            return true;
        }
    }
    false
}
