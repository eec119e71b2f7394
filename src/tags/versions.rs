//! The version of a license that is named in words, and "or later": read from the words around the name.

use super::ids;
use super::phrases::is;
use crate::words::{Flags, Word, Words, said};

/// Words that may stand between a name and its version.
const FILLERS: &[u32] = said![
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
    "agreement",
    "revision",
    "http",
    "www",
    "org",
    "html",
    "txt",
    "php",
    "opensource",
    "copyleft",
    "com",
];

/// The number that a word says as a version, and whether "or later" is part of the word: `v2`, `3.0`, `2.0plus`.
pub(super) fn number(text: &str) -> Option<&str> {
    let digits = text.trim_start_matches(['v', 'V']);
    let length =
        digits.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(digits.len());
    let rest = &digits[length..];
    let plain = rest.is_empty() || rest.eq_ignore_ascii_case("plus") || rest.eq_ignore_ascii_case("only");
    (plain && (1..=5).contains(&length) && digits.as_bytes()[0].is_ascii_digit()).then(|| &digits[..length])
}

/// The version said after a name that ends before `end`, and where it ends.
pub(super) fn version_after<'t>(words: &Words<'t>, end: usize) -> Option<(&'t str, usize)> {
    let mut said_version = false;
    // `v. 3)`: the number of a version is neither a sentence nor a list item.
    let mut directly = false;
    for (ahead, word) in words.list[end..].iter().take(20).enumerate() {
        let text = text_of(words, word);
        let stopped = !directly
            && word.flags.has(Flags::STOP.with(Flags::PARAGRAPH))
            && !word.flags.has(Flags::SEMICOLON);
        if let Some(number) = number(text).filter(|_| directly || !word.flags.has(Flags::MARKER)) {
            let line_number = number.len() > 4 && !number.contains('.');
            let near = ahead < 3 || said_version || text.len() > number.len();
            if !line_number {
                // `f(gpl, 1)`: a number after a comma is another thing, unless the word version stands before it.
                let listed = word.flags.has(Flags::COMMA) && !said_version && text.len() == number.len();
                return (near && !stopped && !listed).then_some((number, end + ahead + 1));
            }
        } else if said_version && let Some(number) = spelled(word) {
            return Some((number, end + ahead + 1));
        } else if stopped || !is(word, FILLERS) {
            return None;
        }
        directly = is(word, said!["version", "v", "ver"]);
        said_version |= directly;
    }
    None
}

/// Whether two versions are the same: `2` is `2.0`.
pub(super) fn same_version(one: &str, other: &str) -> bool {
    let plain = |version: &str| version.trim_end_matches(".0").len();
    !one.is_empty() && one[..plain(one)] == other[..plain(other)]
}

fn spelled(word: &Word) -> Option<&'static str> {
    let place = said!["one", "two", "three", "four"].iter().position(|said| *said == word.hash)?;
    ["1", "2", "3", "4"].get(place).copied()
}

/// `version 2 of the …`, `v2 of the …`.
pub(super) fn version_before<'t>(words: &Words<'t>, start: usize) -> Option<&'t str> {
    let mut place = start;
    for _ in 0..5 {
        place = place.checked_sub(1)?;
        let word = words.list.get(place)?;
        let text = text_of(words, word);
        let named = place
            .checked_sub(1)
            .is_some_and(|before| is(&words.list[before], said!["version", "v", "versions"]));
        if let Some(number) = number(text) {
            return (number.len() < text.len() || named).then_some(number);
        }
        if named && let Some(number) = spelled(word) {
            return Some(number);
        }
        if !is(word, said!["of", "the", "or", "later", "any", "version", "gnu", "either"]) {
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
    let ends_in_plus = |word: &Word| {
        let text = text_of(words, word).as_bytes();
        text.len() > 4 && text[text.len() - 4..].eq_ignore_ascii_case(b"plus")
    };
    let joined = words.list.get(start..end).unwrap_or_default().iter().any(ends_in_plus);
    let after = words.list.get(end..).unwrap_or_default();
    if joined
        || after
            .first()
            .is_some_and(|word| is(word, said!["plus"]) && !word.flags.has(Flags::STOP.with(Flags::COMMA)))
    {
        return true;
    }
    let mut said_or = false;
    for word in after.iter().take(14) {
        if word.flags.has(Flags::STOP) && !said_or {
            break;
        }
        said_or |= is(word, said!["or", "any"]);
        if said_or && is(word, said!["later", "newer", "above", "greater", "higher", "upwards"]) {
            return true;
        }
    }
    let inside =
        words.list.get(start..end).unwrap_or_default().iter().any(|word| is(word, said!["later", "newer"]));
    let before = &words.list[start.saturating_sub(6)..start];
    let earlier = before.iter().any(|word| is(word, said!["later", "newer"]))
        && before.iter().any(|word| is(word, said!["or"]));
    plus || inside || earlier
}

/// The ids of a family in a version.
pub(super) fn versioned(target: &str, version: Option<&str>, later: bool) -> Option<Vec<&'static str>> {
    let known = |id: String| ids::canonical(&id).map(|id| vec![id]);
    let point = |version: &str| match version.as_bytes() {
        // `GPLv21`, `MPL11`: two digits are a version and its point.
        [major, minor] if !version.contains('.') => format!("{}.{}", *major as char, *minor as char),
        _ if version.contains('.') => version.to_owned(),
        _ => format!("{version}.0"),
    };
    let gnu = |family: &str, oldest: &str| {
        let suffix = if later || version.is_none() { "or-later" } else { "only" };
        let version = version.map_or_else(|| oldest.to_owned(), point);
        known(format!("{family}-{version}-{suffix}"))
    };
    // A family that has other versions than the one that is meant when none is said.
    let family = |name: &str, usual: &str| {
        let version = version.map_or_else(|| usual.to_owned(), point);
        known(format!("{name}-{version}"))
            .or_else(|| known(format!("{name}-{}", version.trim_end_matches(".0"))))
    };
    match target {
        "GPL" => gnu("GPL", "1.0"),
        "LGPL" => gnu("LGPL", "2.0"),
        // It was called Library until version 2.0.
        "LESSER" => gnu("LGPL", "2.1"),
        "AGPL" => gnu("AGPL", "3.0"),
        "GFDL" => gnu("GFDL", "1.1"),
        "APACHE" => family("Apache", "2.0"),
        "BSD" => match version {
            Some("0") => known("0BSD".to_owned()),
            Some("1") => known("BSD-1-Clause".to_owned()),
            Some("2") => known("BSD-2-Clause".to_owned()),
            Some("4") => known("BSD-4-Clause".to_owned()),
            _ => known("BSD-3-Clause".to_owned()),
        },
        "MPL" => family("MPL", "2.0"),
        "EPL" | "CPL" | "CDDL" | "NPL" => family(target, "1.0"),
        "ARTISTIC" => family("Artistic", "1.0"),
        "AFL" | "OSL" => family(target, "3.0"),
        "OFL" => family("OFL", "1.1"),
        "EUPL" => family("EUPL", "1.2"),
        "CECILL" => family("CECILL", "2.1"),
        "PERL" => Some(vec![ids::canonical("Artistic-1.0-Perl")?, ids::canonical("GPL-1.0-or-later")?]),
        other => known(other.to_owned()),
    }
}

/// `Attribution-NonCommercial-ShareAlike 4.0 International`, `by-nc-sa/4.0`, `version 4.0 of the … Attribution`.
///
/// The id, and whether the version was said; the newest is meant otherwise.
#[inline(never)]
pub(super) fn creative_commons(words: &Words<'_>, start: usize, end: usize) -> Option<(&'static str, bool)> {
    let (mut nc, mut nd, mut sa) = (false, false, false);
    let mut share = false;
    let mut version = None;
    for word in words.list.get(end..)?.iter().take(12) {
        let text = text_of(words, word);
        version = number(text).filter(|number| number.len() == 3 && number.ends_with(['0', '5']));
        if version.is_some() || word.flags.has(Flags::STOP.with(Flags::PARAGRAPH)) {
            break;
        }
        nc |= is(word, said!["nc", "noncommercial"]);
        nd |= is(
            word,
            said!["nd", "noderivatives", "noderivs", "noderivative", "derivatives", "derivative", "derivs"],
        );
        sa |= is(word, said!["sa", "sharealike"]) || (share && is(word, said!["alike"]));
        share = is(word, said!["share"]);
    }
    let version = version.or_else(|| version_before(words, start));
    let mut id = String::from("CC-BY");
    for (there, part) in [(nc, "-NC"), (sa, "-SA"), (nd, "-ND")] {
        if there {
            id.push_str(part);
        }
    }
    let number = version.unwrap_or("4.0");
    let found = ids::canonical(&format!("{id}-{number}"))
        .or_else(|| ids::canonical(&format!("{}-{number}", id.replace("-NC-ND", "-ND-NC"))))?;
    Some((found, version.is_some()))
}

fn text_of<'t>(words: &Words<'t>, word: &Word) -> &'t str {
    words.text.get(word.start as usize..word.end as usize).unwrap_or_default()
}
