//! Documents that a text makes part of itself and that were not read: policies, guidelines, terms kept elsewhere.

/// Characters that end a web address.
const ENDS: &[char] = &[
    '"', '<', '>', '(', ')', '[', ']', '{', '}', '“', '”', '’', '‘', '|', '\\', '^', '`', '，', '。', '）',
    '》',
];

/// The first web address in a text, as a range of bytes: `https://…`, `www.…`, or a host with a path.
pub(crate) fn address(text: &str) -> Option<(usize, usize)> {
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

    #[test]
    fn words_with_slashes_are_no_addresses() {
        assert_eq!(found("and/or e.g. and/or the use/abuse of 1.2/3"), None);
        assert_eq!(found("http://"), None);
    }
}
