//! Markup that is no text: HTML tags and entities, Markdown link targets, comment leaders.

use super::letters::CLASS;

/// What a piece of HTML means for the words around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    /// Formatting inside a line.
    Inline,
    /// A line break.
    Line,
    /// The border of a block.
    Block,
    /// The start of a heading.
    Heading,
    /// The start of a list item.
    Item,
}

const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img",
    "input", "ins", "kbd", "label", "link", "mark", "meta", "nobr", "q", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "svg", "path", "tt", "u", "var", "wbr", "button", "time", "source",
    "base", "use",
];
const BLOCK: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "iframe",
    "legend",
    "main",
    "menu",
    "nav",
    "noscript",
    "ol",
    "option",
    "p",
    "picture",
    "pre",
    "script",
    "section",
    "select",
    "style",
    "summary",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
    "video",
    "audio",
    "canvas",
];

/// Longest tag that is skipped; a `<` without its `>` within this many bytes is a sign like any other.
const LONGEST_TAG: usize = 4096;

/// Reads the tag that starts at the `<` at `at`; its end and meaning, or nothing when this is no markup.
///
/// Placeholders such as `<year>` or `<name of author>` are text: only names that HTML has are tags, closing tags, and
/// anything with attributes.
pub(super) fn tag(bytes: &[u8], at: usize) -> Option<(usize, Tag)> {
    let rest = bytes.get(at + 1..)?;
    if rest.starts_with(b"!--") {
        return Some((at + 4, Tag::Inline));
    }
    let closing = rest.first() == Some(&b'/');
    let declared = matches!(rest.first(), Some(b'!' | b'?'));
    let name_at = at + 1 + usize::from(closing || declared);
    let mut name = [0; 12];
    let mut length = 0;
    while let Some(byte) = bytes.get(name_at + length).filter(|byte| CLASS[**byte as usize] != 0) {
        *name.get_mut(length)? = byte.to_ascii_lowercase();
        length += 1;
    }
    if length == 0 {
        return None;
    }
    let name = std::str::from_utf8(&name[..length]).ok()?;
    let after = *bytes.get(name_at + length)?;
    let known = meaning(name);
    if !(closing && matches!(after, b'>' | b' ' | b':' | b'-')
        || declared && matches!(name, "doctype" | "xml" | "php" | "cdata")
        || known.is_some() && matches!(after, b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r'))
    {
        return None;
    }
    if name == "php" {
        return Some((name_at + length, Tag::Inline));
    }
    let end = tag_end(bytes, name_at + length)?;
    if !closing && !declared && after == b' ' && !has_attribute(&bytes[name_at + length..end]) {
        return None;
    }
    if !closing && matches!(name, "script" | "style") {
        return Some((skip_until_closed(bytes, end, name), Tag::Block));
    }
    let meant = known.unwrap_or(Tag::Inline);
    Some((end, if closing && matches!(meant, Tag::Heading | Tag::Item) { Tag::Block } else { meant }))
}

fn meaning(name: &str) -> Option<Tag> {
    match name {
        "br" => Some(Tag::Line),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(Tag::Heading),
        "li" => Some(Tag::Item),
        _ if INLINE.contains(&name) => Some(Tag::Inline),
        _ if BLOCK.contains(&name) => Some(Tag::Block),
        _ => None,
    }
}

fn tag_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut quote = 0;
    for (place, &byte) in bytes.iter().enumerate().skip(from).take(LONGEST_TAG) {
        match byte {
            b'>' if quote == 0 => return Some(place + 1),
            b'<' if quote == 0 => return None,
            b'"' | b'\'' if quote == 0 => quote = byte,
            _ if byte == quote => quote = 0,
            _ => {}
        }
    }
    None
}

/// `<a long placeholder>` has no `=`; `<br />` and `<a href=…>` are tags.
fn has_attribute(inside: &[u8]) -> bool {
    inside.contains(&b'=') || inside.iter().all(|byte| matches!(byte, b' ' | b'/' | b'>')) || {
        let words = inside.split(|byte| matches!(byte, b' ' | b'/' | b'>')).filter(|word| !word.is_empty());
        let known: &[&[u8]] = &[b"defer", b"async", b"hidden", b"checked", b"disabled", b"controls", b"open"];
        words.into_iter().all(|word| known.contains(&word))
    }
}

fn skip_until_closed(bytes: &[u8], from: usize, name: &str) -> usize {
    let mut place = from;
    while let Some(next) = bytes.get(place..).and_then(|rest| rest.iter().position(|byte| *byte == b'<')) {
        place += next + 1;
        let rest = &bytes[place..];
        if rest.first() == Some(&b'/')
            && rest.get(1..=name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
        {
            return tag_end(bytes, place).unwrap_or(bytes.len());
        }
    }
    from
}

/// Reads the entity that starts at the `&` at `at`: the character it stands for and its end.
pub(super) fn entity(bytes: &[u8], at: usize) -> Option<(char, usize)> {
    let rest = bytes.get(at + 1..(at + 12).min(bytes.len()))?;
    let length = rest.iter().position(|byte| *byte == b';')?;
    let name = std::str::from_utf8(&rest[..length]).ok()?;
    let end = at + length + 2;
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).map(|letter| (letter, end));
    }
    let letter = match name {
        "nbsp" | "ensp" | "emsp" | "thinsp" => ' ',
        "quot" => '"',
        "apos" | "rsquo" => '\u{2019}',
        "lsquo" => '\u{2018}',
        "ldquo" => '\u{201c}',
        "rdquo" | "bdquo" => '\u{201d}',
        "laquo" => '\u{ab}',
        "raquo" => '\u{bb}',
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "copy" => '\u{a9}',
        "reg" | "trade" => '\u{ae}',
        "ndash" | "mdash" | "minus" => '\u{2013}',
        "hellip" => '\u{2026}',
        "bull" | "middot" => '\u{2022}',
        "sect" => '\u{a7}',
        "para" => '\u{b6}',
        "shy" => '\u{ad}',
        "zwnj" | "zwj" => '\u{200c}',
        "szlig" => '\u{df}',
        _ => {
            // Accented letters count as their base: `&eacute;` is an e.
            let accents = ["acute", "grave", "circ", "uml", "tilde", "cedil", "ring", "slash", "caron"];
            let base = name.chars().next().filter(char::is_ascii_alphabetic)?;
            accents.contains(&name.get(1..)?).then_some(base)?
        }
    };
    Some((letter, end))
}

/// The end of a Markdown link target that starts at the `(` at `at`, directly after a `]`.
pub(super) fn link_target(bytes: &[u8], at: usize) -> Option<usize> {
    let mut likely = false;
    for (place, &byte) in bytes.iter().enumerate().skip(at + 1).take(2048) {
        match byte {
            b')' => return likely.then_some(place + 1),
            b'/' | b'.' | b'#' | b':' => likely = true,
            b'\n' | b'<' | b'(' => return None,
            b' ' if !likely => return None,
            _ => {}
        }
    }
    None
}

/// Whether escapes such as `\n` in this text stand for white space, as in a JSON string or a program.
pub(super) fn has_written_escapes(text: &str) -> bool {
    let certain = text
        .as_bytes()
        .windows(3)
        .filter(|window| window[0] == b'\\' && window[1] == b'n' && CLASS[window[2] as usize] & 2 == 0)
        .take(3)
        .count();
    certain >= 2
}

/// How a line begins, after what no text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Leader {
    /// Where the text of the line begins.
    pub(super) end: usize,
    /// A bullet stands before it.
    pub(super) bullet: bool,
    /// Number of Markdown heading signs.
    pub(super) hashes: usize,
    /// The line is a rule of this sign and nothing else.
    pub(super) rule: Option<u8>,
    /// A block comment opens on the line.
    pub(super) opens: bool,
}

/// Reads the start of the line at `at`: indentation, comment leaders, quoting, bullets.
pub(super) fn leader(bytes: &[u8], at: usize, in_comment: bool) -> Leader {
    let mut found = Leader { end: at, ..Leader::default() };
    let mut place = at;
    loop {
        let byte = bytes.get(place).copied().unwrap_or(b'\n');
        let run = bytes[place.min(bytes.len())..].iter().take_while(|next| **next == byte).count();
        let after = bytes.get(place + run).copied().unwrap_or(b'\n');
        let spaced = matches!(after, b' ' | b'\t' | b'\n' | b'\r');
        match byte {
            b'=' | b'-' | b'_' | b'~' | b'*' | b'#' | b'/' | b'+' | b'%' | b';'
                if run >= 3 && matches!(after, b'\n' | b'\r') =>
            {
                found.rule = Some(byte);
                place += run;
            }
            b'/' if after == b'*' && run == 1 => {
                found.opens = true;
                place += 1 + bytes[place + 1..].iter().take_while(|next| **next == b'*').count();
            }
            b'#' => {
                if spaced && run <= 6 && found.hashes == 0 {
                    found.hashes = run;
                }
                place += run;
            }
            b'*' if run == 1 && spaced && !in_comment && !found.opens => {
                found.bullet = true;
                place += run;
            }
            b'-' | b'+' if run == 1 && spaced => {
                found.bullet = true;
                place += run;
            }
            b' ' | b'\t' | b'>' | b'|' | b'/' | b'*' | b';' | b'%' | b'-' => place += run,
            b'"' | b'\'' | b'!' | b':' if spaced && run <= 2 => place += run,
            b'd' | b'D' | b'r' | b'R' | b'@' => match word_leader(bytes, place) {
                Some(end) => place = end,
                None => break,
            },
            _ => break,
        }
    }
    found.end = place;
    found
}

/// Comment leaders that are words: `dnl`, `rem`, `@c`, `@comment`, `@rem`.
fn word_leader(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = &bytes[at..];
    let known: &[&[u8]] = &[b"dnl", b"rem", b"@comment", b"@rem", b"@c"];
    known.iter().find_map(|word| {
        let begins = rest.get(..word.len())?.eq_ignore_ascii_case(word);
        let ends = matches!(rest.get(word.len()), Some(b' ' | b'\t'));
        (begins && ends).then_some(at + word.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_text_and_tags_are_not() {
        for text in [
            "<year>",
            "<name of author>",
            "<a copyright holder>",
            "< b>",
            "<http://x.y>",
            "<p",
            "<",
            "<code name>",
        ] {
            assert_eq!(tag(text.as_bytes(), 0), None, "{text}");
        }
        for text in
            ["<p>", "</p>", "<br/>", "<br />", "<a href=\"x>y\">", "<LI>", "</year>", "<!DOCTYPE html>"]
        {
            assert_eq!(tag(text.as_bytes(), 0).map(|found| found.0), Some(text.len()), "{text}");
        }
        let script = "<script>if (a<b) {}</script>x";
        assert_eq!(tag(script.as_bytes(), 0), Some((script.len() - 1, Tag::Block)));
    }

    #[test]
    fn entities_stand_for_their_character() {
        assert_eq!(entity(b"&quot;", 0), Some(('"', 6)));
        assert_eq!(entity(b"&#8220;", 0), Some(('\u{201c}', 7)));
        assert_eq!(entity(b"&#x27;", 0), Some(('\'', 6)));
        assert_eq!(entity(b"&eacute;", 0), Some(('e', 8)));
        assert_eq!(entity(b"& so on;", 0), None);
        assert_eq!(entity(b"&#xd800;", 0), None);
        assert_eq!(entity(b"&", 0), None);
    }

    #[test]
    fn link_targets_look_like_addresses() {
        assert_eq!(link_target(b"(http://a.b/c) d", 0), Some(14));
        assert_eq!(link_target(b"(a) d", 0), None);
        assert_eq!(link_target(b"(see below) d", 0), None);
    }
}
