//! Joins what was read in a text with what is known of the licenses recognised in it.

use super::{ClauseSet, Facts, appended, of};
use crate::clauses::Reading;
use crate::clauses::catalog::ClauseId;
use crate::evidence::{Evidence, Known};
use crate::order::Order as _;
use crate::schema::{EditKind, Finding, LicenseMatch, MatchKind, Origin, Param, Params, Span};
use crate::words::Words;

/// Similarity below which a changed text is no longer the license that it was made from.
const SAME_LICENSE: f64 = 0.9;

/// Corrects a reading by the facts of the licenses recognised, names the clauses that edits touch, and gives what
/// answers and verdict are made from.
#[inline(never)]
pub(crate) fn apply(words: &Words<'_>, reading: &mut Reading, licenses: &mut [LicenseMatch]) -> Evidence {
    appended::find(words, reading, licenses);
    let own_terms = read_outside(reading, licenses);
    for license in licenses.iter() {
        let Some(facts) = of(&license.id) else { continue };
        match license.kind {
            MatchKind::Exact | MatchKind::Modified => correct(reading, license, facts),
            // The text of the license is elsewhere: all that is known of it holds, unless other terms are here.
            MatchKind::Notice | MatchKind::Tag | MatchKind::Fingerprint if !own_terms => take(reading, facts),
            MatchKind::Notice | MatchKind::Tag | MatchKind::Fingerprint | MatchKind::Partial => {}
        }
    }
    for license in licenses.iter_mut() {
        touch(reading, license);
    }
    reading
        .findings
        .order_by_key(|finding| (finding.spans.first().map_or(u32::MAX, |span| span.start), finding.id));
    evidence(reading, licenses, own_terms)
}

/// Whether the text has terms of its own outside the licenses recognised in it.
fn read_outside(reading: &Reading, licenses: &[LicenseMatch]) -> bool {
    reading.findings.iter().any(|finding| {
        !finding.spans.iter().any(|span| {
            licenses.iter().any(|license| {
                license.kind != MatchKind::Tag && license.spans.iter().any(|own| meets(*own, *span))
            })
        })
    })
}

/// Removes false alarms of a known text, adds what its words do not show, and says where findings come from.
#[inline(never)]
fn correct(reading: &mut Reading, license: &LicenseMatch, facts: Facts) {
    let inside = |span: &Span| {
        license.spans.iter().any(|own| meets(*own, *span))
            && !license.edits.iter().any(|edit| edit.kind != EditKind::Deleted && meets(edit.span, *span))
    };
    reading.findings.retain(|finding| !(facts.removed.has(finding.id) && finding.spans.iter().all(inside)));
    for finding in &mut reading.findings {
        if facts.all.has(finding.id) && finding.spans.iter().all(inside) {
            finding.origin = Origin::Template;
        }
    }
    add(reading, facts.added);
    for signal in facts.added.signals() {
        signal_once(reading, signal);
    }
}

/// Takes over everything that is known of a license whose text is not here.
fn take(reading: &mut Reading, facts: Facts) {
    add(reading, facts.all);
    for signal in facts.all.signals() {
        signal_once(reading, signal);
    }
}

fn add(reading: &mut Reading, clauses: ClauseSet) {
    for id in clauses.clauses() {
        if !reading.findings.iter().any(|finding| finding.id == id) {
            let clause = id.clause();
            reading.findings.push(Finding {
                id,
                title: clause.title,
                effect: clause.effect,
                spans: Vec::new(),
                quote: String::new(),
                params: Params::new(),
                origin: Origin::Template,
            });
        }
    }
}

fn signal_once(reading: &mut Reading, signal: ClauseId) {
    if !reading.signals.contains(&signal) {
        reading.signals.push(signal);
    }
}

/// Names the clauses that each edit of a match touches.
#[inline(never)]
fn touch(reading: &Reading, license: &mut LicenseMatch) {
    let lost: Vec<ClauseId> = of(&license.id).map_or_else(Vec::new, |facts| {
        facts.all.clauses().filter(|id| !reading.findings.iter().any(|finding| finding.id == *id)).collect()
    });
    for edit in &mut license.edits {
        edit.clauses = match edit.kind {
            EditKind::Deleted => lost.clone(),
            EditKind::Inserted | EditKind::Replaced => {
                let met = reading
                    .findings
                    .iter()
                    .filter(|finding| finding.spans.iter().any(|span| meets(*span, edit.span)));
                let mut ids: Vec<ClauseId> = met.map(|finding| finding.id).collect();
                if edit.kind == EditKind::Replaced {
                    ids.extend(&lost);
                }
                ids.order();
                ids.dedup();
                ids
            }
        };
    }
}

fn meets(one: Span, other: Span) -> bool {
    one.start < other.end && other.start < one.end
}

/// Whether a finding is a list of rules of use, which is a policy even if the text says nothing else.
fn is_policy(finding: &Finding) -> bool {
    let fields = finding.params.get("fields");
    finding.id == ClauseId::FIELD_OF_USE && matches!(fields, Some(Param::List(names)) if names.len() >= 3)
}

/// What answers and verdict are made from.
#[inline(never)]
fn evidence(reading: &Reading, licenses: &[LicenseMatch], own_terms: bool) -> Evidence {
    let known = known(licenses, own_terms);
    // A license on the lists of OSI or FSF gives all rights to the work, in whatever words.
    let approved = known.is_some_and(|known| known.approved);
    let signal = |id| reading.has(id) || approved;
    let clauses: Vec<_> = reading.findings.iter().map(|finding| (finding.id, finding.effect)).collect();
    let grants_use = signal(ClauseId::GRANTS_USE);
    let grants_redistribution = signal(ClauseId::GRANTS_REDISTRIBUTION);
    let grants_modification = signal(ClauseId::GRANTS_MODIFICATION);
    // A policy says what must not be done; leave to do the rest is given elsewhere.
    let given = !reading.policy || reading.has(ClauseId::PLAIN_GRANT) || known.is_some();
    let grants = (grants_use || grants_redistribution || grants_modification) && given;
    let mut distinct: Vec<ClauseId> = clauses.iter().map(|(id, _)| *id).collect();
    distinct.order();
    distinct.dedup();
    Evidence {
        license_like: known.is_some()
            || distinct.len() >= 2
            || ((grants || reading.policy) && !distinct.is_empty())
            || reading.has(ClauseId::PLAIN_GRANT)
            || reading.findings.iter().any(is_policy),
        clauses,
        grants,
        grants_use,
        grants_redistribution,
        grants_modification,
        tied: reading.has(ClauseId::TIED_USE),
        limited_sharing: reading.has(ClauseId::LIMITED_SHARING),
        grants_sharing: reading.has(ClauseId::GRANTS_SHARING),
        grants_private_changes: reading.has(ClauseId::GRANTS_PRIVATE_CHANGES),
        trial: reading.has(ClauseId::COMMERCIAL_TRIAL),
        service_terms: reading.has(ClauseId::SERVICE_TERMS),
        known,
    }
}

/// The standing of what was recognised, when the text is that and nothing else.
fn known(licenses: &[LicenseMatch], own_terms: bool) -> Option<Known> {
    let whole = licenses.iter().filter(|license| match license.kind {
        MatchKind::Exact => true,
        MatchKind::Modified => license.similarity >= SAME_LICENSE,
        MatchKind::Notice | MatchKind::Tag | MatchKind::Fingerprint => !own_terms,
        MatchKind::Partial => false,
    });
    let mut standing: Option<Known> = None;
    for license in whole {
        let approved = license.osi_approved == Some(true) || license.fsf_libre == Some(true);
        standing = Some(Known { approved: approved && standing.is_none_or(|known| known.approved) });
    }
    if licenses.iter().any(|license| license.kind == MatchKind::Modified && license.similarity < SAME_LICENSE)
    {
        return None;
    }
    standing
}
