//! Finds clauses in the provisions of a text.

use std::cell::OnceCell;

use super::catalog::{ALL, ClauseId, REPORTED};
use super::params;
use crate::documents::documents;
use crate::order::Order as _;
use crate::patterns::{Context, Lexicon, Mode, Modes, Pattern, find_at, finds, tables};
use crate::provisions::{self, Defined, Provision, Zone, sequence};
use crate::schema::{Document, Finding, Origin, Param, Params, Span};
use crate::words::Words;

/// Matches of a clause whose parameters are read; a text that says a thing more often says nothing new.
const MOST_READ: u32 = 64;
/// Characters of a quote.
const QUOTE_LENGTH: usize = 280;
/// How far before a match the verb that governs it may stand to be quoted with it.
const QUOTED_LEAD: usize = 14;

/// A match of a pattern.
#[derive(Debug, Clone)]
pub(crate) struct Hit {
    /// The clause that it establishes.
    pub(crate) clause: ClauseId,
    /// Words of the text, with the verb that governs them, one range a provision or stem.
    pub(crate) places: Vec<(u32, u32)>,
    /// The provision in which it ends.
    pub(crate) provision: u32,
    /// The pattern that matched.
    pub(crate) pattern: &'static Pattern,
}

/// What a text says, clause by clause.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reading {
    /// Clauses for the report, in text order; spans are bytes.
    pub(crate) findings: Vec<Finding>,
    /// Signals for answers and verdict that are no clauses of their own.
    pub(crate) signals: Vec<ClauseId>,
    /// Documents that the text incorporates and does not contain; spans are bytes.
    pub(crate) documents: Vec<Document>,
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
    reading
}

/// Every match of every pattern, provision by provision.
#[inline(never)]
pub(super) fn hits(words: &Words<'_>, lexicon: &Lexicon, list: &[Provision]) -> Vec<Hit> {
    let mut out = Vec::new();
    let uses = provisions::defined_uses(words, lexicon, list);
    let tables = tables();
    // For each pattern, the last provision in which it cannot match, from 1.
    let mut ruled_out = vec![0_u32; tables.patterns.len()];
    for (number, provision) in list.iter().enumerate() {
        let sequence = sequence(list, number);
        let own = sequence.len() - provision.words.len();
        let mut context = Context::new(words, lexicon, &sequence, own);
        let mut modes = provisions::modes(&context);
        match uses[number] {
            Defined::Forbidden => modes.forbid(|mode| mode != Mode::EXCEPT),
            Defined::Permitted => {
                modes.forbid(|mode| mode == Mode::EXCEPT || mode == Mode::FORBID);
                modes.permit(|mode| mode == Mode::DEFINE);
            }
            Defined::Neutral => {}
        }
        context.modes = &modes.mode;
        // A definition imposes nothing, wherever it stands.
        let defines = modes.mode.iter().take(own + 16).any(|mode| *mode == Mode::DEFINE);
        let zone = if uses[number] != Defined::Neutral {
            Zone::RESTRICTIONS
        } else if defines && provision.zone != Zone::HEADING {
            Zone::DEFINITIONS
        } else {
            provision.zone
        };
        for at in 0..sequence.len() {
            let begun = out.len();
            for pattern in lexicon.patterns(sequence[at]) {
                let own_number = usize::from(*pattern);
                let Some(condition) = tables.conditions.get(own_number) else { continue };
                // What ends in the stem was found when the stem was read.
                if ruled_out[own_number] > number as u32 || at + usize::from(condition.most) <= own {
                    continue;
                }
                // What cannot match in this provision is not tried again in it.
                if condition.zones & zone.0 == 0 || !context.has_all(condition.needs) {
                    ruled_out[own_number] = number as u32 + 1;
                    continue;
                }
                let pattern = &tables.patterns[own_number];
                if let Some(end) = matches(pattern, at, &context, &modes) {
                    out.push(Hit {
                        clause: pattern.clause,
                        places: places(&sequence, &modes, at, end),
                        provision: number as u32,
                        pattern,
                    });
                }
            }
            // Of what begins at one word, the longest says most; its words are quoted.
            out[begun..].order_by_key(|hit| std::cmp::Reverse(length(&hit.places)));
        }
    }
    let alone = clauses_of(out.iter().filter(|hit| {
        hit.pattern.only_with().len() == 0 && hit.pattern.not_with().len() == 0 && !hit.pattern.supports
    }));
    out.retain(|hit| {
        let mut only_with = hit.pattern.only_with();
        (only_with.len() == 0 || only_with.any(|id| has(alone, id)))
            && !hit.pattern.not_with().any(|id| has(alone, id))
    });
    out
}

fn length(places: &[(u32, u32)]) -> u32 {
    places.iter().map(|(from, to)| to - from).sum()
}

/// The clauses of matches, one bit each.
fn clauses_of<'a>(hits: impl Iterator<Item = &'a Hit>) -> u128 {
    hits.fold(0, |set, hit| set | 1 << hit.clause.0)
}

fn has(set: u128, id: ClauseId) -> bool {
    set & 1 << id.0 != 0
}

fn matches(pattern: &Pattern, at: usize, context: &Context<'_>, modes: &Modes) -> Option<usize> {
    if pattern.when & modes.mode[at].0 == 0 || pattern.bound & modes.bound[at] == 0 {
        return None;
    }
    let end = find_at(pattern.entry, at, context).filter(|end| *end > context.own)?;
    let guarded = pattern.with().all(|guard| finds(guard, context))
        && !pattern.unless().any(|guard| finds(guard, context));
    guarded.then_some(end)
}

/// The words that a match takes, with the verb that governs them; stem and item apart.
fn places(sequence: &[u32], modes: &Modes, at: usize, end: usize) -> Vec<(u32, u32)> {
    let origin = modes.origin[at] as usize;
    let from =
        if modes.mode[at] != Mode::PLAIN && origin < at && at - origin <= QUOTED_LEAD { origin } else { at };
    let mut out: Vec<(u32, u32)> = Vec::new();
    for word in &sequence[from..end] {
        match out.last_mut() {
            Some((_, last)) if *last == *word => *last = word + 1,
            _ => out.push((*word, word + 1)),
        }
    }
    out
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
    let written = pieces.collect::<Vec<&str>>().join(" … ");
    let mut out = String::new();
    for word in written.split_whitespace() {
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

impl ClauseId {
    /// Whether this is a signal for answers and verdict rather than a clause of the report.
    #[must_use]
    pub(crate) fn is_signal(self) -> bool {
        usize::from(self.0) >= REPORTED
    }
}
