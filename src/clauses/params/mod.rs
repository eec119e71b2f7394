//! Parameters of findings: figures, places, names, from the words around a match.
//!
//! A clause file names the parameters that its findings can have; each is read by the extractor of that name here.

mod consequence;
mod dates;
mod fields;
mod figures;
mod laws;
mod money;
mod names;
mod numbers;
mod phrases;
mod places;
mod tokens;
mod written;

use std::cell::OnceCell;

use super::catalog::ClauseId;
use super::hits::Hit;
use crate::provisions::Provision;
use crate::schema::{Effect, Param, Params};
use crate::words::Words;

/// What an extractor may look at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'a> {
    /// The match.
    pub(super) hit: &'a Hit,
    /// Every match in the text, provision by provision.
    pub(super) hits: &'a [Hit],
    /// The text's words.
    pub(super) words: &'a Words<'a>,
    /// The text's provisions.
    pub(super) provisions: &'a [Provision],
    /// The words of the provision in which the match ends, after those of its stems, in reading order.
    pub(super) sequence: &'a [u32],
    /// The license that the terms give to a change license, once it has been looked for.
    pub(super) change_license: &'a OnceCell<Option<&'static str>>,
}

impl<'a> Around<'a> {
    /// The provision in which the match ends, as written, without its stems.
    #[must_use]
    pub(super) fn provision_text(&self) -> &'a str {
        self.provisions.get(self.hit.provision as usize).map_or("", |provision| {
            self.words.slice(provision.words.start as usize..provision.words.end as usize)
        })
    }
}

/// The parameters of a clause, as its file names them; one that the text does not state is left out.
pub(super) fn extract(clause: ClauseId, around: Around<'_>) -> Params {
    let mut out = Params::new();
    for name in clause.clause().params {
        let set: Vec<&str> =
            around.hit.pattern.set.iter().filter(|(set, _)| set == name).map(|(_, value)| *value).collect();
        let value = match *name {
            "fields" if !set.is_empty() => {
                Some(Param::List(set.iter().flat_map(|value| value.split(' ')).map(str::to_owned).collect()))
            }
            _ if !set.is_empty() && *name != "scope" => {
                set.first().map(|value| Param::Text((*value).to_owned()))
            }
            "number" | "unit" | "period" | "measured" | "consequence" | "amount" | "currency" | "days"
            | "date" | "years" => figures::read(clause, name, around),
            "regions" | "codes" | "scope" => places::read(name, around),
            "fields" | "target" | "annexed" | "url" => fields::read(clause, name, around),
            "text" | "law" | "jurisdiction" | "license" => names::read(clause, name, around),
            _ => None,
        };
        if let Some(value) = value {
            out.insert(name, value);
        }
    }
    out
}

/// The effect of a finding: a use policy inside the text is a rule of responsible use, one kept elsewhere is open-ended.
pub(super) fn effect(clause: ClauseId, params: &Params) -> Effect {
    match params.get("annexed") {
        Some(Param::Flag(true)) => Effect::ResponsibleUse,
        _ => clause.clause().effect,
    }
}

/// Whether a match states what its clause is about: a threshold without a figure is none.
pub(super) fn complete(clause: ClauseId, params: &Params) -> bool {
    let asked = clause.clause().params;
    ["number", "amount"].iter().all(|name| !asked.contains(name) || params.contains_key(name))
}

/// Whether two matches of a clause are one finding: they are, unless both state a figure and the figures differ, or one
/// leaves out regions and the other names the only ones.
pub(super) fn same(known: &Params, other: &Params) -> bool {
    ["number", "amount", "scope"].iter().all(|name| match (known.get(name), other.get(name)) {
        (Some(one), Some(two)) => one == two,
        _ => true,
    })
}

/// Adds what a further match of the same finding says; lists grow, the first of other values stays.
#[inline(never)]
pub(super) fn join(known: &mut Params, other: Params) {
    for (name, value) in other {
        match (known.get_mut(name), value) {
            (Some(Param::List(list)), Param::List(more)) => {
                for item in more {
                    if !list.contains(&item) {
                        list.push(item);
                    }
                }
            }
            (Some(_), _) => {}
            (None, value) => {
                known.insert(name, value);
            }
        }
    }
}
