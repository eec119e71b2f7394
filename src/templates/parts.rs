//! Parts of a license: a paste that was cut off, the first clauses, a section.
//!
//! A part is a run of a template's words, nearly complete in itself, with a good share of the whole missing before or
//! after it. The end of a short license is none: many licenses share their disclaimer.

use super::align::Alignment;
use super::cover::{Placed, shared};
use super::flat::Flat;
use crate::order::Order as _;

/// An alignment that is no license but may be a part of one.
#[derive(Debug)]
pub(super) struct Aside {
    /// Share of the words within the part that agree, 0 to 1.
    pub(super) density: f64,
    pub(super) alignment: Alignment,
    pub(super) template: u16,
    /// The beginning of a short license is not there.
    headless: bool,
}

/// Fewest required words of a part.
const LEAST: u32 = 60;
/// … and of one that is a small share of its license.
const MANY: u32 = 300;
/// Share of the license that a part has at least.
const SHARE: f64 = 0.2;
/// Share of the words within a part that agree at least.
const DENSE: f64 = 0.85;
/// Share of the license that is missing at an end at least; otherwise it is the license with changes.
const CUT: f64 = 0.1;
/// Density of a part that takes the place of a license whose similarity is below the other.
const WHOLE: f64 = 0.98;
const CHANGED: f64 = 0.92;
/// Licenses that have the same part; with more of them it says nothing.
const TWINS: usize = 24;

/// An alignment as a part, if it is one.
pub(super) fn part(alignment: Alignment, flat: &Flat, template: u16) -> Option<Aside> {
    let outside = alignment.missing_before + alignment.missing_after;
    let inside = alignment.required + alignment.missing.saturating_sub(outside) + alignment.inserted;
    let whole = f64::from(flat.required.max(1));
    let headless = flat.required < 600 && alignment.missing_before * 6 > flat.required;
    let long = alignment.required >= LEAST && f64::from(alignment.required) >= SHARE * whole
        || alignment.required >= MANY;
    if flat.notice || !long || f64::from(outside) < CUT * whole {
        return None;
    }
    let density = f64::from(alignment.required) / f64::from(inside.max(1));
    (density >= DENSE).then_some(Aside { density, alignment, template, headless })
}

/// Places the parts where no license lies, the longest first.
#[inline(never)]
pub(super) fn place(mut aside: Vec<Aside>, minimum: f64, placed: &mut Vec<Placed>) {
    let value = |part: &Aside| f64::from(part.alignment.matched) * part.density.powi(4);
    aside.retain(|part| part.density >= minimum);
    aside.order_by(|a, b| value(b).total_cmp(&value(a)).then(a.template.cmp(&b.template)));
    while !aside.is_empty() {
        let best = aside.remove(0);
        let range = best.alignment.range();
        let worth = value(&best);
        let mut ties: Vec<u16> = Vec::new();
        let mut common = best.headless;
        aside.retain(|other| {
            let own = other.alignment.range();
            let over = 2 * shared(range, own) > own.1 - own.0;
            if over && (value(other) - worth).abs() < 1e-9 && other.template != best.template {
                ties.push(other.template);
                common |= other.headless;
            }
            !over
        });
        ties.order();
        ties.dedup();
        let over = |other: &Placed| 4 * shared(range, other.alignment.range()) > range.1 - range.0;
        // A license with many changes explains less than a part of another one without any.
        let beaten = |other: &Placed| {
            let (own, theirs) = (&best.alignment, &other.alignment);
            best.density >= WHOLE && theirs.similarity < CHANGED && 10 * own.matched > 11 * theirs.matched
        };
        let free = placed.iter().all(|other| !over(other) || beaten(other));
        if free && !common && ties.len() < TWINS {
            placed.retain(|other| !over(other));
            placed.push(Placed { template: best.template, alignment: best.alignment, ties, partial: true });
        }
    }
}
