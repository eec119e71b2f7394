//! Licenses that a text names in words: `the GNU General Public License, version 2 or later`.
//!
//! Phrases come from `src/data/names.tsv`; the version and "or later" are read from the words around them. A name that
//! means other things too (MIT, Apache, Ruby) counts only where the words before it speak of licensing.

use std::sync::OnceLock;

use super::ids;
use crate::order::Order as _;
use crate::words::{Flags, Word, Words, hash};

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

#[derive(Debug)]
struct Phrase {
    words: Vec<u32>,
    target: &'static str,
    /// Counts only where licensing is spoken of.
    guarded: bool,
}

struct Phrases {
    /// Sorted by the first word, the longest first.
    list: Vec<Phrase>,
    /// One bit for the low bits of each first word.
    filter: [u64; 16],
}

fn phrases() -> &'static Phrases {
    static ALL: OnceLock<Phrases> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut list: Vec<Phrase> = ids::rows(include_str!("../data/names.tsv"))
            .filter_map(|row| row.split_once('\t'))
            .map(|(words, target)| Phrase {
                words: words.split(' ').map(hash::of).collect(),
                target: target.trim_end_matches('*'),
                guarded: target.ends_with('*'),
            })
            .collect();
        list.order_by(|a, b| {
            a.words[0].cmp(&b.words[0]).then(b.words.len().cmp(&a.words.len())).then(a.words.cmp(&b.words))
        });
        let mut filter = [0; 16];
        for phrase in &list {
            set(&mut filter, phrase.words[0]);
        }
        Phrases { list, filter }
    })
}

fn set(filter: &mut [u64; 16], hash: u32) {
    filter[(hash >> 6) as usize % 16] |= 1 << (hash % 64);
}

/// Finds the names in a text; ranges in `taken` (sorted, of words) are passed over.
pub(crate) fn mentions(words: &Words<'_>, taken: &[(u32, u32)]) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let phrases = phrases();
    let mut place = 0;
    let mut taken = taken.iter().peekable();
    while let Some(word) = words.list.get(place) {
        while taken.next_if(|range| range.1 as usize <= place).is_some() {}
        if let Some(range) = taken.peek().filter(|range| range.0 as usize <= place) {
            place = range.1 as usize;
            continue;
        }
        let near = phrases.filter[(word.hash >> 6) as usize % 16] & (1 << (word.hash % 64)) != 0;
        let mention = if near { phrase(words, place, &phrases.list) } else { None };
        let mention = mention.or_else(|| joined(words, place));
        match mention {
            Some(mention) => {
                place = (mention.words.1 as usize).max(place + 1);
                if !is_denied(words, mention.words.0 as usize) {
                    found.push(mention);
                }
            }
            None => place += 1,
        }
    }
    found
}

fn phrase(words: &Words<'_>, place: usize, list: &[Phrase]) -> Option<Mention> {
    let first = words.list[place].hash;
    let from = list.partition_point(|phrase| phrase.words[0] < first);
    let fits = |phrase: &&Phrase| {
        let there = words.list.get(place..place + phrase.words.len());
        there.is_some_and(|there| {
            there.iter().zip(&phrase.words).all(|(word, wanted)| word.hash == *wanted)
                && there.iter().skip(1).all(|word| !word.flags.has(Flags::STOP.with(Flags::PARAGRAPH)))
        })
    };
    let phrase = list[from..].iter().take_while(|phrase| phrase.words[0] == first).find(fits)?;
    let end = place + phrase.words.len();
    resolve(words, place, end, phrase.target, phrase.guarded)
}

/// Names joined with their version: `GPLv2`, `LGPL2.1`, `gpl3`.
fn joined(words: &Words<'_>, place: usize) -> Option<Mention> {
    let word = words.list.get(place)?;
    if !word.flags.has(Flags::NUMBER) || word.flags.has(Flags::MARKER) || word.end - word.start > 9 {
        return None;
    }
    let text = words.text.get(word.start as usize..word.end as usize)?;
    let family =
        ["agpl", "lgpl", "gpl", "mpl", "gfdl", "epl"].into_iter().find(|family| starts(text, family))?;
    let version = text.get(family.len()..)?.trim_start_matches(['v', 'V']);
    if !version.starts_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let later = says_later(words, place, place + 1);
    let upper = family.to_ascii_uppercase();
    Some(Mention {
        ids: versioned(&upper, Some(version), later)?,
        words: (place as u32, place as u32 + 1),
        versioned: true,
    })
}

fn starts(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

/// What a name stands for, with the version that the words around it say.
fn resolve(
    words: &Words<'_>,
    start: usize,
    end: usize,
    target: &'static str,
    guarded: bool,
) -> Option<Mention> {
    let (version, reach) = version_after(words, end)
        .or_else(|| version_before(words, start).map(|version| (version, end)))
        .map_or((None, end), |(version, reach)| (Some(version), reach));
    let later = says_later(words, start, reach);
    // A family's short name with a version means nothing else; common words without a capital may be just words.
    let sure = version.is_some()
        && matches!(target, "GPL" | "LGPL" | "AGPL" | "MPL" | "EPL" | "CDDL" | "GFDL" | "EUPL");
    let named = words.list[start..end].iter().any(|word| word.flags.has(Flags::CAPITAL));
    if (guarded && !sure || !named) && !speaks_of_licensing(words, start, end) {
        return None;
    }
    // `General Public License` alone, inside the name of another license.
    if target == "GPL" && start > 0 && is(&words.list[start - 1], &["lesser", "library", "affero", "java"]) {
        return None;
    }
    let ids = match target {
        "CC" => vec![creative_commons(words, end)?],
        _ => versioned(target, version, later)?,
    };
    let versioned = version.is_some() || target.contains('-');
    Some(Mention { ids, words: (start as u32, reach as u32), versioned })
}

fn text_of<'t>(words: &Words<'t>, word: &Word) -> &'t str {
    words.text.get(word.start as usize..word.end as usize).unwrap_or_default()
}

fn is(word: &Word, list: &[&str]) -> bool {
    list.iter().any(|known| hash::of(known) == word.hash)
}

/// Words that may stand between a name and its version.
const FILLERS: &[&str] = &[
    "license",
    "licenses",
    "licensed",
    "version",
    "versions",
    "v",
    "ver",
    "public",
    "gpl",
    "lgpl",
    "agpl",
    "mpl",
    "as",
    "published",
    "by",
    "the",
    "free",
    "software",
    "foundation",
    "fsf",
    "inc",
    "either",
    "of",
    "a",
    "copy",
    "under",
    "terms",
    "in",
    "gnu",
    "cddl",
    "epl",
    "apache",
    "draft",
    "only",
    "series",
];

fn version_after<'t>(words: &Words<'t>, end: usize) -> Option<(&'t str, usize)> {
    let mut said_version = false;
    for (ahead, word) in words.list[end..].iter().take(14).enumerate() {
        let text = text_of(words, word);
        let number = text.trim_start_matches(['v', 'V']);
        let digits = number.starts_with(|letter: char| letter.is_ascii_digit());
        let stopped = word.flags.has(Flags::STOP.with(Flags::PARAGRAPH)) && !word.flags.has(Flags::SEMICOLON);
        if digits && number.len() <= 4 && !word.flags.has(Flags::MARKER) {
            let near = ahead < 3 || said_version || text.len() > number.len();
            return (near && !stopped).then_some((number, end + ahead + 1));
        }
        let line_number = text.len() > 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        if stopped || !line_number && !is(word, FILLERS) {
            return None;
        }
        said_version |= is(word, &["version", "v", "ver"]);
    }
    None
}

/// `version 2 of the …`, `v2 of the …`.
fn version_before<'t>(words: &Words<'t>, start: usize) -> Option<&'t str> {
    let mut place = start;
    for _ in 0..5 {
        place = place.checked_sub(1)?;
        let word = words.list.get(place)?;
        let text = text_of(words, word);
        let number = text.trim_start_matches(['v', 'V']);
        if number.starts_with(|letter: char| letter.is_ascii_digit()) && number.len() <= 4 {
            let said = number.len() < text.len()
                || place
                    .checked_sub(1)
                    .is_some_and(|before| is(&words.list[before], &["version", "v", "versions"]));
            return said.then_some(number);
        }
        if !is(word, &["of", "the", "or", "later", "any", "version", "gnu", "either"]) {
            return None;
        }
    }
    None
}

/// Whether the words at a name say "or any later version", or a plus sign does.
pub(crate) fn says_later(words: &Words<'_>, start: usize, end: usize) -> bool {
    let plus = (start..end).any(|place| {
        let close = words.list.get(place).map_or(0, |word| word.end as usize);
        words.text.as_bytes().get(close) == Some(&b'+')
    });
    let after = words.list.get(end..).unwrap_or_default().iter().take(14);
    let mut said_or = false;
    for word in after {
        if word.flags.has(Flags::STOP) && !said_or {
            break;
        }
        said_or |= is(word, &["or", "any"]);
        if said_or && is(word, &["later", "newer", "above", "greater", "higher", "upwards"]) {
            return true;
        }
    }
    let inside =
        words.list.get(start..end).unwrap_or_default().iter().any(|word| is(word, &["later", "newer"]));
    let before = &words.list[start.saturating_sub(6)..start];
    let earlier = before.iter().any(|word| is(word, &["later", "newer"]))
        && before.iter().any(|word| is(word, &["or"]));
    plus || inside || earlier
}

/// The ids of a family in a version.
fn versioned(target: &str, version: Option<&str>, later: bool) -> Option<Vec<&'static str>> {
    let known = |id: String| ids::canonical(&id).map(|id| vec![id]);
    let point =
        |version: &str| if version.contains('.') { version.to_owned() } else { format!("{version}.0") };
    let gnu = |family: &str, version: Option<&str>, oldest: &str| {
        let suffix = if later || version.is_none() { "or-later" } else { "only" };
        known(format!("{family}-{}-{suffix}", point(version.unwrap_or(oldest))))
    };
    match target {
        "GPL" => gnu("GPL", version, "1.0"),
        "LGPL" => gnu("LGPL", version, "2.0"),
        // It was called Library until version 2.0.
        "LESSER" => gnu("LGPL", version, "2.1"),
        "AGPL" => gnu("AGPL", version, "3.0"),
        "GFDL" => gnu("GFDL", version, "1.1"),
        "APACHE" => known(format!("Apache-{}", point(version.unwrap_or("2.0")))),
        "BSD" => match version {
            Some("2") => known("BSD-2-Clause".to_owned()),
            Some("4") => known("BSD-4-Clause".to_owned()),
            _ => known("BSD-3-Clause".to_owned()),
        },
        "MPL" => known(format!("MPL-{}", point(version.unwrap_or("2.0")))),
        "EPL" => known(format!("EPL-{}", point(version.unwrap_or("1.0")))),
        "CPL" | "CDDL" | "NPL" | "ARTISTIC" => {
            let family = if target == "ARTISTIC" { "Artistic" } else { target };
            known(format!("{family}-{}", point(version.unwrap_or("1.0"))))
        }
        "AFL" | "OSL" => known(format!("{target}-{}", point(version.unwrap_or("3.0")))),
        "OFL" => known(format!("OFL-{}", point(version.unwrap_or("1.1")))),
        "EUPL" => known(format!("EUPL-{}", point(version.unwrap_or("1.2")))),
        "CECILL" => known(format!("CECILL-{}", point(version.unwrap_or("2.1")))),
        "PERL" => Some(vec![ids::canonical("Artistic-1.0-Perl")?, ids::canonical("GPL-1.0-or-later")?]),
        other => known(other.to_owned()),
    }
}

/// `Attribution-NonCommercial-ShareAlike 4.0 International`, `by-nc-sa/4.0`.
fn creative_commons(words: &Words<'_>, end: usize) -> Option<&'static str> {
    let (mut nc, mut nd, mut sa) = (false, false, false);
    let mut share = false;
    for word in words.list.get(end..)?.iter().take(10) {
        nc |= is(word, &["nc", "noncommercial"]);
        nd |= is(word, &["nd", "noderivatives", "noderivs", "derivatives", "derivative"]);
        sa |= is(word, &["sa", "sharealike"]) || (share && is(word, &["alike"]));
        share = is(word, &["share"]);
        let text = text_of(words, word);
        if text.len() == 3 && text.ends_with(['0', '5']) && text.as_bytes()[1] == b'.' {
            let mut id = String::from("CC-BY");
            for (there, part) in [(nc, "-NC"), (sa, "-SA"), (nd, "-ND")] {
                if there {
                    id.push_str(part);
                }
            }
            return ids::canonical(&format!("{id}-{text}"))
                .or_else(|| ids::canonical(&format!("{}-{text}", id.replace("-NC-ND", "-ND-NC"))));
        }
    }
    None
}

/// Whether the words before a name, or directly after it, speak of licensing.
fn speaks_of_licensing(words: &Words<'_>, start: usize, end: usize) -> bool {
    const CUES: &[&str] = &[
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
    ];
    let after = words.list.get(end..).unwrap_or_default();
    if after.first().is_some_and(|word| is(word, &["license", "licensed", "licenses", "license(s)"])) {
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
fn is_denied(words: &Words<'_>, start: usize) -> bool {
    const DENIALS: &[&str] = &[
        "not",
        "non",
        "compatible",
        "incompatible",
        "unlike",
        "instead",
        "compatibility",
        "cannot",
        "exception",
        "like",
        "similar",
        "than",
        "never",
        "nor",
        "without",
    ];
    for place in (start.saturating_sub(5)..start).rev() {
        let next = &words.list[place + 1];
        if next.flags.has(Flags::STOP.with(Flags::PARAGRAPH).with(Flags::SEMICOLON)) {
            return false;
        }
        if is(&words.list[place], DENIALS) {
            return true;
        }
    }
    false
}
