//! Finds clauses in the provisions of a text.

use std::cell::OnceCell;

use super::catalog::{ALL, ClauseId};
use super::hits::{Hit, clauses_of, has, hits};
use super::params;
use crate::documents::{documents, is_use_policy};
use crate::order::Order as _;
use crate::patterns::Lexicon;
use crate::provisions::{self, Provision, sequence};
use crate::schema::{Document, Finding, Origin, Param, Params, Span};
use crate::words::{Words, one_line};

/// Matches of a clause whose parameters are read; a text that says a thing more often says nothing new.
const MOST_READ: u32 = 64;
/// Characters of a quote.
const QUOTE_LENGTH: usize = 280;

/// What a text says, clause by clause.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reading {
    /// Clauses for the report, in text order; spans are bytes.
    pub(crate) findings: Vec<Finding>,
    /// Signals for answers and verdict that are no clauses of their own.
    pub(crate) signals: Vec<ClauseId>,
    /// Documents that the text incorporates and does not contain; spans are bytes.
    pub(crate) documents: Vec<Document>,
    /// Whether the text calls itself a policy on use.
    pub(crate) policy: bool,
}

impl Reading {
    /// Whether a signal or clause was found.
    #[must_use]
    pub(crate) fn has(&self, id: ClauseId) -> bool {
        self.signals.contains(&id) || self.findings.iter().any(|finding| finding.id == id)
    }
}

/// Reads a text.
#[must_use]
pub(crate) fn read(words: &Words<'_>) -> Reading {
    let lexicon = Lexicon::new(words);
    let list = provisions::provisions(words);
    let hits = hits(words, &lexicon, &list);
    let mut reading = assemble(words, &list, &hits);
    let annexed =
        reading.findings.iter().any(|finding| finding.params.get("annexed") == Some(&Param::Flag(true)));
    reading.documents = documents(words, &list, annexed);
    reading.policy = is_use_policy(words, &list);
    reading
}

/// What a finding is made of: parameters, places, quote.
type Found = (Params, Vec<Span>, String);

/// Findings from matches.
#[inline(never)]
fn assemble(words: &Words<'_>, list: &[Provision], hits: &[Hit]) -> Reading {
    let found = gather(words, list, hits);
    let ids = || (0..).map(ClauseId);
    let present: Vec<ClauseId> =
        ids().zip(&found).filter(|(_, groups)| !groups.is_empty()).map(|(id, _)| id).collect();
    let mut reading = Reading::default();
    for (id, groups) in ids().zip(found).filter(|(id, _)| present.contains(id)) {
        if id.is_signal() {
            reading.signals.push(id);
            continue;
        }
        if id.clause().absent_if.iter().any(|other| present.contains(other)) {
            continue;
        }
        for (params, mut spans, quote) in groups {
            spans.order();
            merge(&mut spans);
            reading.findings.push(Finding {
                id,
                title: id.clause().title,
                effect: params::effect(id, &params),
                spans,
                quote,
                params,
                origin: Origin::Text,
            });
        }
    }
    reading.findings.order_by_key(|finding| (finding.spans.first().map_or(0, |span| span.start), finding.id));
    reading
}

/// By clause: one group of matches, or one a set of figures for clauses with parameters that differ.
#[inline(never)]
fn gather(words: &Words<'_>, list: &[Provision], hits: &[Hit]) -> Vec<Vec<Found>> {
    let mut found: Vec<Vec<Found>> = vec![Vec::new(); ALL.len()];
    let mut read = [0; ALL.len()];
    let established = clauses_of(hits.iter().filter(|hit| !hit.pattern.supports));
    let change_license = OnceCell::new();
    // Those that establish a clause go first, so that one of them is quoted.
    let (support, establish): (Vec<&Hit>, Vec<&Hit>) = hits.iter().partition(|hit| hit.pattern.supports);
    for hit in establish.into_iter().chain(support).filter(|hit| has(established, hit.clause)) {
        let count = &mut read[usize::from(hit.clause.0)];
        *count += 1;
        let spans: Vec<Span> = hit.places.iter().map(|(from, to)| span(words, *from, *to)).collect();
        let plain = hit.clause.clause().params.is_empty();
        let params = if plain || (*count > MOST_READ && hit.pattern.set.is_empty()) {
            Params::new()
        } else {
            let sequence = sequence(list, hit.provision as usize);
            params::extract(
                hit.clause,
                params::Around {
                    hit,
                    hits,
                    words,
                    provisions: list,
                    sequence: &sequence,
                    change_license: &change_license,
                },
            )
        };
        if !params::complete(hit.clause, &params) {
            continue;
        }
        let groups = &mut found[usize::from(hit.clause.0)];
        if let Some((known, places, _)) = groups.iter_mut().find(|(known, ..)| params::same(known, &params)) {
            params::join(known, params);
            places.extend(spans);
        } else {
            // The first match is quoted whole: the verb of the stem with the item that it governs.
            let quote = quote(words.text, &spans);
            groups.push((params, spans, quote));
        }
    }
    found
}

/// Joins spans that overlap.
fn merge(spans: &mut Vec<Span>) {
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans.drain(..) {
        match out.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => out.push(span),
        }
    }
    *spans = out;
}

fn span(words: &Words<'_>, from: u32, to: u32) -> Span {
    let start = words.list.get(from as usize).map_or(0, |word| word.start);
    let end = words.list.get(to.saturating_sub(1) as usize).map_or(start, |word| word.end);
    Span { start, end }
}

/// The text of the spans of a match on one line, cut at a word when it is long.
#[inline(never)]
fn quote(text: &str, spans: &[Span]) -> String {
    let pieces = spans.iter().filter_map(|span| text.get(span.start as usize..span.end as usize));
    let written = one_line(&pieces.collect::<Vec<&str>>().join(" … "));
    if written.len() <= QUOTE_LENGTH {
        return written;
    }
    let mut out = String::new();
    for word in written.split(' ') {
        if out.len() + word.len() > QUOTE_LENGTH && !out.is_empty() {
            out.push_str(" …");
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().take(QUOTE_LENGTH));
    }
    out
}
