//! Clauses that were added to a known license: sentences before or after its text, or in one of its placeholders, that
//! impose or permit something.
//!
//! What stands around a license is mostly another text: a project's page, source code, a second license. So only the
//! paragraphs directly beside it count, up to the first that is none of license matters, that is a heading of
//! something else, or that begins another license.

use super::of;
use crate::clauses::Reading;
use crate::order::Order as _;
use crate::schema::{Edit, EditKind, Effect, LicenseMatch, MatchKind, Origin, Span};
use crate::tags::is;
use crate::words::{Flags, Word, Words, one_line, said};

/// Most words of an addition; more is a text of its own.
const MOST: usize = 160;
/// Most words around a license among which a sentence without a known clause still counts as an addition.
const FILE: usize = 120;

/// Turns exact and modified matches to which clauses were added into modified ones with these edits.
#[inline(never)]
pub(super) fn find(words: &Words<'_>, reading: &Reading, licenses: &mut [LicenseMatch]) {
    let mut taken: Vec<Span> = licenses
        .iter()
        .filter(|license| license.kind != MatchKind::Tag)
        .flat_map(|license| license.spans.iter().copied())
        .collect();
    taken.order();
    // With the furthest end so far, the last span that begins before a place speaks for all before it.
    let mut furthest = 0;
    for span in &mut taken {
        furthest = furthest.max(span.end);
        span.end = furthest;
    }
    let mut imposed: Vec<u32> = reading
        .findings
        .iter()
        .filter(|finding| finding.effect != Effect::Legal)
        .flat_map(|finding| finding.spans.iter().map(|span| span.start))
        .collect();
    imposed.order();
    let small = is_small(words, &taken);
    for license in licenses {
        if !matches!(license.kind, MatchKind::Exact | MatchKind::Modified) {
            continue;
        }
        let [own] = license.spans[..] else { continue };
        let around = Around { words, imposed: &imposed, taken: &taken, small, own };
        let places = [around.before(), filled(reading, license), around.after()];
        for place in places.into_iter().flatten() {
            add(words, license, place);
        }
    }
}

/// Makes the text at a span an insertion into a license.
#[inline(never)]
fn add(words: &Words<'_>, license: &mut LicenseMatch, place: Span) {
    let own = license.spans[0];
    let count = |span: Span| {
        let before = |byte: u32| words.list.partition_point(|word| word.start < byte);
        before(span.end).saturating_sub(before(span.start))
    };
    let (old, new) = (count(own) as f64, count(place) as f64);
    let similarity = license.similarity * old / (old + new).max(1.0);
    license.similarity = (similarity * 10_000.0).round() / 10_000.0;
    license.kind = MatchKind::Modified;
    license.spans[0] = Span { start: own.start.min(place.start), end: own.end.max(place.end) };
    let text = one_line(words.text.get(place.start as usize..place.end as usize).unwrap_or_default());
    let edit =
        Edit { kind: EditKind::Inserted, span: place, text, template: String::new(), clauses: Vec::new() };
    let at = license.edits.partition_point(|other| other.span.start <= place.start);
    license.edits.insert(at, edit);
}

/// A restriction that the license does not have, in a place where it allows any words.
fn filled(reading: &Reading, license: &LicenseMatch) -> Option<Span> {
    let facts = of(&license.id)?;
    let own = license.spans[0];
    let foreign = reading.findings.iter().filter(|finding| {
        matches!(finding.effect, Effect::Veto | Effect::ResponsibleUse)
            && finding.origin == Origin::Text
            && !facts.all.has(finding.id)
            && !facts.removed.has(finding.id)
    });
    // Spans are in order, and there can be as many as sentences: those before the license are passed over.
    let mut places = foreign.flat_map(|finding| {
        let first = finding.spans.partition_point(|span| span.start < own.start);
        finding.spans[first..].iter().copied().take_while(|span| span.start < own.end)
    });
    places.find(|place| {
        place.end <= own.end
            && !license.edits.iter().any(|edit| place.start <= edit.span.end && edit.span.start <= place.end)
    })
}

/// What stands around a license.
struct Around<'a> {
    words: &'a Words<'a>,
    /// Where clauses begin that were found, in order.
    imposed: &'a [u32],
    /// Where licenses were recognised, in order; each ends where the furthest so far does.
    taken: &'a [Span],
    /// Whether little stands around the licenses, as in a license file.
    small: bool,
    own: Span,
}

impl Around<'_> {
    /// The addition after the license.
    #[inline(never)]
    fn after(&self) -> Option<Span> {
        let list = &self.words.list;
        let mut at = list.partition_point(|word| word.start < self.own.end);
        let mut found: Option<Span> = None;
        let mut from = None;
        let mut count = 0;
        while let Some(first) = list.get(at) {
            // A paragraph that is too long needs no end.
            let last = list.len().min(at + MOST + 2);
            let end = (at + 1..last).find(|next| list[*next].flags.has(Flags::PARAGRAPH)).unwrap_or(last);
            let paragraph = &list[at..end];
            count += paragraph.len();
            let gap = found.map_or(self.own.end, |span| span.end);
            if count > MOST || self.begins_another(gap, paragraph) {
                break;
            }
            let span = Span { start: first.start, end: paragraph[paragraph.len() - 1].end };
            if self.imposes(span) || self.small && speaks_of_terms(paragraph) {
                found = Some(Span { start: from.unwrap_or(first.start), end: span.end });
                from = from.or(Some(first.start));
            } else if paragraph.len() <= 8 && announces(paragraph) {
                from = from.or(Some(first.start));
            } else {
                break;
            }
            at = end;
        }
        found
    }

    /// The addition before the license: only clauses that are known count there, because introductions are many.
    #[inline(never)]
    fn before(&self) -> Option<Span> {
        let list = &self.words.list;
        let mut end = list.partition_point(|word| word.start < self.own.start);
        let mut found: Option<Span> = None;
        let mut count = 0;
        while end > 0 {
            let first = end.saturating_sub(MOST + 2);
            let start = (first..end).rev().find(|at| list[*at].flags.has(Flags::PARAGRAPH)).unwrap_or(first);
            let paragraph = &list[start..end];
            let span = Span { start: paragraph[0].start, end: paragraph[paragraph.len() - 1].end };
            count += paragraph.len();
            let title = paragraph.len() <= 12 && !self.imposes(span);
            if count > MOST || self.is_taken(span) || is_code(self.slice(span)) {
                break;
            }
            if self.imposes(span) {
                let end = found.map_or(span.end, |found| found.end);
                found = Some(Span { start: span.start, end });
            } else if !(is_copyright(paragraph) || title && found.is_none()) {
                break;
            }
            end = start;
        }
        found
    }

    fn slice(&self, span: Span) -> &str {
        self.words.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    fn is_taken(&self, span: Span) -> bool {
        let after = self.taken.partition_point(|other| other.start < span.end);
        after.checked_sub(1).is_some_and(|last| span.start < self.taken[last].end)
    }

    /// Whether something else begins with a paragraph: another license, a section of a page, code.
    #[inline(never)]
    fn begins_another(&self, gap: u32, paragraph: &[Word]) -> bool {
        let span = Span { start: paragraph[0].start, end: paragraph[paragraph.len() - 1].end };
        let between = self.slice(Span { start: gap, end: span.start });
        let ruled = between.lines().any(|line| {
            let line =
                line.trim_matches(|letter: char| letter.is_whitespace() || matches!(letter, '*' | '/' | '#'));
            line.len() > 3 && line.bytes().all(|byte| matches!(byte, b'-' | b'=' | b'_' | b'~'))
        });
        let comment_ends = between.contains("*/") || between.contains("-->");
        let heading = paragraph[0].flags.has(Flags::HEADING) && !announces(paragraph);
        ruled
            || comment_ends
            || heading
            || self.is_taken(span)
            || is_copyright(paragraph)
            || is_code(self.slice(span))
    }

    /// Whether a clause was found in a paragraph.
    fn imposes(&self, span: Span) -> bool {
        let first = self.imposed.partition_point(|start| *start < span.start);
        self.imposed.get(first).is_some_and(|start| *start < span.end)
    }
}

/// Whether few words stand outside the spans of licenses, which are in order.
fn is_small(words: &Words<'_>, taken: &[Span]) -> bool {
    let mut spans = taken.iter().peekable();
    let outside = |word: &&Word| {
        while spans.next_if(|span| span.end <= word.start).is_some() {}
        spans.peek().is_none_or(|span| word.start < span.start)
    };
    words.list.iter().filter(outside).take(FILE + 1).count() <= FILE
}

/// A heading of additional terms.
fn announces(paragraph: &[Word]) -> bool {
    const WORDS: &[u32] = said![
        "additional",
        "condition",
        "conditions",
        "restriction",
        "restrictions",
        "term",
        "terms",
        "clause",
        "exception",
        "limitation",
        "limitations",
        "addendum",
        "modification",
        "modifications",
        "rider",
    ];
    paragraph.iter().any(|word| is(word, WORDS))
}

/// A sentence that binds or allows, about the work and its use.
fn speaks_of_terms(paragraph: &[Word]) -> bool {
    const BINDS: &[u32] = said![
        "must",
        "shall",
        "may",
        "cannot",
        "prohibited",
        "forbidden",
        "permitted",
        "required",
        "requires",
        "allowed",
        "agree",
        "granted",
    ];
    const ABOUT: &[u32] = said![
        "software",
        "license",
        "licensed",
        "licensee",
        "copies",
        "redistribution",
        "redistributions",
        "redistribute",
        "distribute",
        "distribution",
        "derivative",
        "derivatives",
        "commercial",
        "commercially",
        "noncommercial",
        "permission",
        "weights",
        "sell",
        "sublicense",
    ];
    paragraph.iter().any(|word| is(word, BINDS)) && paragraph.iter().any(|word| is(word, ABOUT))
}

fn is_copyright(paragraph: &[Word]) -> bool {
    is(&paragraph[0], said!["copyright", "copyrights", "c"])
        || paragraph.len() > 1 && is(&paragraph[1], said!["copyright"])
}

/// Whether a paragraph looks like a program.
fn is_code(text: &str) -> bool {
    let signs =
        text.bytes().filter(|byte| matches!(byte, b'{' | b'}' | b'=' | b';' | b'<' | b'>' | b'$')).count();
    text.contains("```") || text.contains("#include") || text.contains("();") || signs * 25 > text.len()
}
