//! Fields of use, targets, annexes, addresses.

use super::Around;
use crate::clauses::catalog::ClauseId;
use crate::provisions::{Provision, Zone};
use crate::schema::Param;
use crate::words::hash::of;
use crate::words::{Flags, Words};

/// Provisions after the heading of a use policy that belong to it at most.
const POLICY_PROVISIONS: u32 = 150;
/// Fields of use that a text must list after such a heading to contain the policy.
const POLICY_FIELDS: usize = 3;

/// The value of a parameter, if the text states it.
pub(super) fn read(clause: ClauseId, name: &str, around: Around<'_>) -> Option<Param> {
    match name {
        "annexed" => Some(Param::Flag(annexed(around))),
        "url" => url(around.provision_text()).map(Param::Text),
        "target" => Some(Param::Text(String::from(target(around)))),
        _ => {
            let _ = clause;
            None
        }
    }
}

/// Whether the policy that the text refers to stands in the text itself: a heading that names a policy or its
/// annex, and a list of forbidden fields of use below it.
#[inline(never)]
fn annexed(around: Around<'_>) -> bool {
    let fields: Vec<u32> = around
        .hits
        .iter()
        .filter(|hit| hit.clause.as_str() == "field-of-use")
        .map(|hit| hit.provision)
        .collect();
    let headings =
        around.provisions.iter().enumerate().filter(|(_, provision)| names_policy(around.words, provision));
    headings.map(|(place, _)| place as u32).any(|heading| {
        fields.iter().filter(|field| **field > heading && **field - heading <= POLICY_PROVISIONS).count()
            >= POLICY_FIELDS
    })
}

/// Whether a provision is a heading such as "Acceptable Use Policy", "Prohibited Uses", "Attachment A: Use Restrictions".
fn names_policy(words: &Words<'_>, provision: &Provision) -> bool {
    static NAMES: &[u32] = &[
        of("policy"),
        of("policies"),
        of("uses"),
        of("guidelines"),
        of("restrictions"),
        of("restriction"),
        of("conduct"),
        of("attachment"),
        of("exhibit"),
        of("annex"),
        of("appendix"),
        of("schedule"),
    ];
    let list =
        words.list.get(provision.words.start as usize..provision.words.end as usize).unwrap_or_default();
    let alone = provision.zone == Zone::HEADING
        || (list.len() <= 12 && list.first().is_some_and(|word| word.flags.has(Flags::PARAGRAPH)));
    alone && list.iter().any(|word| NAMES.contains(&word.hash))
}

/// Which other models may not be trained: `except-derivatives` (of the work), `competing`, or `any`.
#[inline(never)]
fn target(around: Around<'_>) -> &'static str {
    static EXCEPTIONS: [u32; 6] =
        [of("excluding"), of("except"), of("excepting"), of("unless"), of("除"), of("以外")];
    let word = |at: usize| around.sequence.get(at).and_then(|word| around.words.list.get(*word as usize));
    let last = around.hit.places.last().map_or(0, |(_, end)| *end);
    let hash = |at: usize| word(at).map_or(0, |word| word.hash);
    let length = around.sequence.len();
    let excepted = (0..length).any(|at| {
        around.sequence[at] >= last.saturating_sub(2)
            && (EXCEPTIONS.contains(&hash(at))
                || ([of("other"), of("apart")].contains(&hash(at))
                    && [of("than"), of("from")].contains(&hash(at + 1))))
    });
    let competing = around.sequence.iter().any(|number| {
        around.words.list.get(*number as usize).is_some_and(|word| {
            let written = around.words.text.get(word.start as usize..word.end as usize).unwrap_or_default();
            let written = written.to_ascii_lowercase();
            written.starts_with("compet") || written == "similar" || written == "rival"
        })
    });
    match (competing, excepted) {
        (true, _) => "competing",
        (false, true) => "except-derivatives",
        (false, false) => "any",
    }
}

/// The first web address of a provision, with its scheme if the text gives one.
fn url(text: &str) -> Option<String> {
    crate::documents::address(text).map(|(start, end)| text[start..end].replace('\\', ""))
}
