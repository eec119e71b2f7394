//! What stands before a list and says how its items are meant.

use super::headings;
use super::{Provision, Zone};
use crate::words::hash::of;
use crate::words::{Flags, Words};

/// The provision before an item when it leads into a list: it ends with a colon, or in the middle of a sentence.
pub(super) fn opening(words: &Words<'_>, out: &[Provision], at: usize) -> Option<u32> {
    let last = out.len().checked_sub(1)?;
    let flags = words.list[at].flags;
    let closed = flags.has(Flags::STOP) || (flags.has(Flags::SEMICOLON) && !flags.has(Flags::COLON));
    let opens = flags.has(Flags::COLON)
        || (!closed && out[last].zone != Zone::HEADING && !flags.has(Flags::PARAGRAPH))
        || (!closed && out[last].zone != Zone::HEADING && out[last].words.len() > 3)
        || (out[last].zone == Zone::HEADING && sets_mood(words, out, last))
        || (closed && announces(words, out, last));
    opens.then_some(last as u32)
}

/// Whether a sentence says of what is listed after it how it is meant: "The User shall prohibit the following actions
/// and supervise them."
fn announces(words: &Words<'_>, out: &[Provision], last: usize) -> bool {
    static LISTED: [u32; 10] = [
        of("actions"),
        of("acts"),
        of("activities"),
        of("conduct"),
        of("uses"),
        of("purposes"),
        of("ways"),
        of("practices"),
        of("things"),
        of("fields"),
    ];
    let range = out[last].words.start as usize..out[last].words.end as usize;
    let pairs = words.list.get(range).unwrap_or_default().windows(2);
    pairs.into_iter().any(|pair| pair[0].hash == of("following") && LISTED.contains(&pair[1].hash))
}

/// Whether a stem forbids what is listed below it.
pub(super) fn bans(words: &Words<'_>, out: &[Provision], stem: u32) -> bool {
    static BANS: [u32; 7] = [
        of("not"),
        of("never"),
        of("cannot"),
        of("prohibited"),
        of("forbidden"),
        of("refrain"),
        of("abstain"),
    ];
    let range = out[stem as usize].words.start as usize..out[stem as usize].words.end as usize;
    words.list.get(range).is_some_and(|own| own.iter().any(|word| BANS.contains(&word.hash)))
}

/// The heading before an item when it says that what is listed is restricted: "Use restrictions".
pub(super) fn restricting(words: &Words<'_>, out: &[Provision], at: usize) -> Option<u32> {
    static NAMES: [u32; 3] = [of("restrictions"), of("prohibitions"), of("exclusions")];
    static SENTENCES: [u32; 6] = [of("if"), of("when"), of("where"), of("this"), of("you"), of("we")];
    let last = out.len().checked_sub(1)?;
    let own = &out[last].words;
    let mut first = (at..at + 2).filter_map(|at| words.list.get(at));
    let sentence = first.any(|word| SENTENCES.contains(&word.hash));
    let ends = own.end as usize == at && own.len() <= 2 && out[last].zone == Zone::HEADING && !sentence;
    (ends && NAMES.contains(&words.list[at - 1].hash)).then_some(last as u32)
}

/// Whether a heading says how what is listed below it is meant.
pub(super) fn sets_mood(words: &Words<'_>, out: &[Provision], heading: usize) -> bool {
    let range = out[heading].words.start as usize..out[heading].words.end as usize;
    headings::sets_mood(words.list.get(range).unwrap_or_default())
}
