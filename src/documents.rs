//! Documents that a text makes part of itself and that stand elsewhere: policies, guidelines, terms kept elsewhere.
//!
//! A document is a title ("the Example Acceptable Use Policy") with a wording that binds the reader to it
//! ("adhere to", "incorporated by reference"), and mostly an address. What stands in the text itself, under a heading
//! of that title, was read and is not listed.

use crate::provisions::{Provision, Zone};
use crate::schema::{Document, Span};
use crate::words::hash::of;
use crate::words::{Flags, Word, Words, one_line};

/// Documents that a report lists at most.
const MOST: usize = 12;
/// Words of a title at most.
const MOST_TITLE: usize = 12;
/// Provisions at the beginning of a text among which its own title stands.
const OPENING: usize = 6;
/// Characters that end a web address.
const ENDS: &[char] =
    &['"', '<', '>', '(', ')', '[', ']', '{', '}', '“', '”', '’', '‘', '|', '^', '`', '，', '。', '）', '》'];

/// Nouns that a document's title ends with.
const NOUNS: [u32; 8] = [
    of("policy"),
    of("policies"),
    of("guidelines"),
    of("guideline"),
    of("terms"),
    of("addendum"),
    of("aup"),
    of("charter"),
];

/// One bit for the low bits of each of them, because every word is asked.
const MAY_BE_NOUN: u64 = {
    let (mut bits, mut at) = (0, 0);
    while at < NOUNS.len() {
        bits |= 1 << (NOUNS[at] % 64);
        at += 1;
    }
    bits
};

/// Nouns whose documents bind without an address, when their title says that they are about use.
static ABOUT_USE: [u32; 13] = [
    of("use"),
    of("usage"),
    of("acceptable"),
    of("prohibited"),
    of("content"),
    of("conduct"),
    of("responsible"),
    of("safety"),
    of("ai"),
    of("community"),
    of("ethics"),
    of("ethical"),
    of("aup"),
];

/// Verbs and nouns that bind the reader to a document.
static BINDING: [u32; 20] = [
    of("incorporated"),
    of("incorporates"),
    of("adhere"),
    of("comply"),
    of("complies"),
    of("compliance"),
    of("abide"),
    of("accordance"),
    of("subject"),
    of("bound"),
    of("governed"),
    of("follow"),
    of("observe"),
    of("consistent"),
    of("violate"),
    of("violates"),
    of("violation"),
    of("means"),
    of("mean"),
    of("agree"),
];

/// Small words inside a title: "Acceptable Use Policy for the Example Materials".
static INSIDE: [u32; 8] =
    [of("of"), of("for"), of("and"), of("the"), of("on"), of("to"), of("in"), of("with")];

/// Words by which a text points at itself.
static OWN: [u32; 2] = [of("this"), of("these")];

/// Words before a title that are no part of it.
static ARTICLES: [u32; 11] = [
    of("the"),
    of("a"),
    of("an"),
    of("our"),
    of("such"),
    of("your"),
    of("its"),
    of("their"),
    of("any"),
    of("all"),
    of("by"),
];

/// The documents that a text incorporates and does not contain, in text order; places are bytes.
#[inline(never)]
pub(crate) fn documents(words: &Words<'_>, provisions: &[Provision], annexed: bool) -> Vec<Document> {
    let mut out: Vec<Document> = Vec::new();
    for provision in provisions.iter().filter(|provision| provision.zone != Zone::HEADING) {
        let range = provision.words.start as usize..provision.words.end as usize;
        let Some(list) = words.list.get(range.clone()) else { continue };
        let noun = |word: &Word| MAY_BE_NOUN >> (word.hash % 64) & 1 == 1 && NOUNS.contains(&word.hash);
        let places = list.iter().enumerate().filter(|(_, word)| noun(word));
        for (place, _) in places {
            if out.len() >= MOST {
                return out;
            }
            let Some((from, to)) = title(list, place) else { continue };
            let Some(document) = document(words, list, range.start, from, to) else { continue };
            let named = &list[from..to];
            let about_use = named.iter().any(|word| ABOUT_USE.contains(&word.hash));
            if (annexed && about_use) || is_own_title(words, provisions, named) {
                continue;
            }
            match out.iter_mut().find(|known| is_same(known, &document)) {
                // A short form stood first; where the address is given the title is as well.
                Some(known) if known.url.is_none() && document.url.is_some() => *known = document,
                Some(_) => {}
                None => out.push(document),
            }
        }
    }
    out
}

/// Whether a text begins with the title of a policy on use, and not with that of a license.
pub(crate) fn is_use_policy(words: &Words<'_>, provisions: &[Provision]) -> bool {
    static LICENSES: [u32; 4] = [of("license"), of("licence"), of("agreement"), of("licensing")];
    let first = provisions
        .iter()
        .take(2)
        .filter_map(|provision| words.list.get(provision.words.start as usize..provision.words.end as usize));
    let has = |title: &[Word], wanted: &[u32]| title.iter().any(|word| wanted.contains(&word.hash));
    first.into_iter().take_while(|title| !has(title, &LICENSES)).any(|title| {
        title.len() <= MOST_TITLE
            && title.last().is_some_and(|last| NOUNS.contains(&last.hash) && last.hash != of("terms"))
            && has(title, &ABOUT_USE)
    })
}

/// The document that a title names, if the provision binds the reader to it.
#[inline(never)]
fn document(words: &Words<'_>, list: &[Word], first: usize, from: usize, to: usize) -> Option<Document> {
    let binds = |word: &Word| BINDING.contains(&word.hash);
    let by_reference = list.windows(2).any(|pair| {
        [of("incorporated"), of("incorporates"), of("made")].contains(&pair[0].hash)
            && [of("by"), of("herein"), of("into"), of("in"), of("a"), of("the")].contains(&pair[1].hash)
    });
    let last = first + list.len();
    let rest = words.slice(first + to - 1..last);
    let url = address(rest).map(|(start, end)| rest[start..end].replace('\\', ""));
    let about_use = list[from..to].iter().any(|word| ABOUT_USE.contains(&word.hash));
    let bound = list.iter().any(binds);
    if !(by_reference || (bound && (url.is_some() || about_use))) {
        return None;
    }
    let start = list[from].start;
    let end = list[to - 1].end;
    let title = one_line(words.text.get(start as usize..end as usize)?);
    Some(Document { url, title, span: Span { start, end }, read: false, clauses: Vec::new() })
}

/// The title that ends with, or goes on after, the noun at a place: a range of the provision's words.
#[inline(never)]
fn title(list: &[Word], noun: usize) -> Option<(usize, usize)> {
    let capital = |word: &Word| word.flags.has(Flags(Flags::CAPITAL.0 | Flags::NUMBER.0));
    let apart = Flags(
        Flags::COMMA.0
            | Flags::STOP.0
            | Flags::COLON.0
            | Flags::SEMICOLON.0
            | Flags::OPEN.0
            | Flags::CLOSE.0
            | Flags::PARAGRAPH.0
            | Flags::QUOTE_BEFORE.0,
    );
    if !capital(&list[noun]) {
        return None;
    }
    let mut from = noun;
    while from > 0 && noun - from < MOST_TITLE && !list[from].flags.has(apart) {
        let before = &list[from - 1];
        let inside = INSIDE.contains(&before.hash) && from > 1 && capital(&list[from - 2]) && from < noun;
        if !(capital(before) || (inside && before.hash == of("of"))) {
            break;
        }
        from -= 1;
    }
    // A sentence's first word, an article or "this" is no part of a title; "this Policy" is the text itself.
    let own = from.checked_sub(1).is_some_and(|before| OWN.contains(&list[before].hash));
    while from < noun && ARTICLES.contains(&list[from].hash) {
        from += 1;
    }
    if own || OWN.contains(&list[from].hash) {
        return None;
    }
    let mut to = noun + 1;
    let mut end = to;
    while end < list.len() && end - from < MOST_TITLE && !list[end].flags.has(apart) {
        if capital(&list[end]) {
            end += 1;
            to = end;
        } else if INSIDE.contains(&list[end].hash) {
            end += 1;
        } else {
            break;
        }
    }
    // "Policy" or "Terms" alone is a defined word of the text.
    let alone = to - from < 2 && list[noun].hash != of("aup");
    (!alone && !list[from..to].iter().any(|word| word.flags.has(Flags::QUOTE_AFTER) && to - from < 2))
        .then_some((from, to))
}

/// Whether the title is that of the text itself: it stands in one of its first headings.
fn is_own_title(words: &Words<'_>, provisions: &[Provision], title: &[Word]) -> bool {
    provisions.iter().take(OPENING).any(|provision| {
        let range = provision.words.start as usize..provision.words.end as usize;
        let list = words.list.get(range).unwrap_or_default();
        provision.zone == Zone::HEADING
            && list
                .windows(title.len())
                .any(|window| window.iter().map(|word| word.hash).eq(title.iter().map(|word| word.hash)))
    })
}

/// Whether two findings are one document: the same address or the same title, or a short form of it.
fn is_same(known: &Document, other: &Document) -> bool {
    let (one, two) = (known.title.to_ascii_lowercase(), other.title.to_ascii_lowercase());
    let policy = |title: &str| title.contains("use policy") || title.contains("aup");
    one == two
        || one.contains(&two)
        || two.contains(&one)
        || (known.url.is_some() && known.url == other.url)
        || (policy(&one) && policy(&two) && (one.contains("aup") || two.contains("aup")))
}

/// The first web address in a text, as a range of bytes: `https://…`, `www.…`, or a host with a path.
pub(crate) fn address(text: &str) -> Option<(usize, usize)> {
    // Most provisions have none, and that is quickly seen.
    if !text.as_bytes().contains(&b'/') && !text.contains("www.") {
        return None;
    }
    let mut place = 0;
    for piece in text.split_inclusive(|letter: char| letter.is_whitespace() || ENDS.contains(&letter)) {
        let written = piece.trim_end_matches(|letter: char| letter.is_whitespace() || ENDS.contains(&letter));
        let written = written.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '/', '\'']);
        let lead = written.len() - written.trim_start_matches(['*', '_', '\'']).len();
        if is_address(&written[lead..]) {
            return Some((place + lead, place + written.len()));
        }
        place += piece.len();
    }
    None
}

#[inline(never)]
fn is_address(written: &str) -> bool {
    let bare = ["https://", "http://"].iter().find_map(|scheme| written.strip_prefix(scheme));
    if let Some(rest) = bare.or_else(|| written.strip_prefix("www.")) {
        return rest.contains('.');
    }
    // "ai.google.dev/policy": a host of letters with a dot, then a path.
    let Some((host, path)) = written.split_once('/') else { return false };
    let labels: Vec<&str> = host.split('.').collect();
    labels.len() >= 2
        && !path.is_empty()
        && labels.iter().all(|label| {
            !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        })
        && labels
            .last()
            .is_some_and(|last| last.len() >= 2 && last.bytes().all(|byte| byte.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<&str> {
        address(text).map(|(start, end)| &text[start..end])
    }

    #[test]
    fn addresses_are_cut_at_punctuation() {
        assert_eq!(
            found("available at (https://example.com/use-policy), as updated"),
            Some("https://example.com/use-policy")
        );
        assert_eq!(found("see www.example.org/terms."), Some("www.example.org/terms"));
        assert_eq!(found("Policy at ai.example.dev/policy (\"Policy\")"), Some("ai.example.dev/policy"));
        assert_eq!(
            found("Policy [https://example.com/a](https://example.com/a)"),
            Some("https://example.com/a")
        );
    }

    fn titles(text: &str) -> Vec<(String, Option<String>)> {
        let words = crate::words::words(text);
        let provisions = crate::provisions::provisions(&words);
        documents(&words, &provisions, false)
            .into_iter()
            .map(|document| (document.title, document.url))
            .collect()
    }

    #[test]
    fn incorporated_policies_have_title_and_address() {
        let text = "Your use must adhere to the Acceptable Use Policy for the Example Materials (available at \
                    https://example.com/use-policy), which is hereby incorporated by reference.";
        let expected = "Acceptable Use Policy for the Example Materials";
        assert_eq!(titles(text), [(expected.into(), Some("https://example.com/use-policy".into()))]);
        let text = "\"AUP\" means the Example Acceptable Use Policy found at www.example.com/aup. You shall comply \
                    with the AUP (which is incorporated by reference).";
        assert_eq!(
            titles(text),
            [("Example Acceptable Use Policy".into(), Some("www.example.com/aup".into()))]
        );
        let text = "Licensee shall follow our Responsible AI Guidelines.";
        assert_eq!(titles(text), [("Responsible AI Guidelines".into(), None)]);
    }

    #[test]
    fn licenses_and_the_text_itself_are_no_documents() {
        assert!(
            titles("You may obtain a copy of the License at http://www.example.org/licenses/LICENSE-2.0")
                .is_empty()
        );
        assert!(
            titles("You agree to this Acceptable Use Policy found at https://example.com/policy").is_empty()
        );
        assert!(titles("Example Terms of Use\n\nThe model is subject to the Example Terms of Use found at example.com/terms.").is_empty());
        assert!(titles("TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION").is_empty());
    }

    #[test]
    fn words_with_slashes_are_no_addresses() {
        assert_eq!(found("and/or e.g. and/or the use/abuse of 1.2/3"), None);
        assert_eq!(found("http://"), None);
    }
}
