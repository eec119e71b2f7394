//! The markup of SPDX license templates (SPDX specification, annex on template syntax) as tokens.

use anyhow::{Result, bail};
use openweigh::words::{Flags, Words, hash, words};

/// A token of a template, before words have numbers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Token {
    Word(String),
    Optional,
    OptionalEnd,
    /// Any text may stand here.
    Any,
    /// A few words may stand here.
    Few,
    ReplaceEnd,
    Bullet,
}

/// Reads a template.
pub(super) fn tokens(template: &str) -> Result<Vec<Token>> {
    let mut clean = String::with_capacity(template.len());
    let mut events = Vec::new();
    let mut rest = template;
    let mut depth = 0_u32;
    while let Some(mut at) = rest.find("<<") {
        // In `<<<endOptional>>` the first bracket is text.
        at += rest[at + 2..].bytes().take_while(|byte| *byte == b'<').count();
        clean.push_str(&rest[..at]);
        let Some(length) = tag_length(&rest[at..]) else {
            clean.push_str("<<");
            rest = &rest[at + 2..];
            continue;
        };
        let tag = &rest[at + 2..at + length - 2];
        rest = &rest[at + length..];
        let name = tag.split([';', ' ']).next().unwrap_or_default();
        match name {
            "beginOptional" => {
                depth += 1;
                events.push((clean.len(), Token::Optional));
            }
            "endOptional" if depth == 0 => bail!("endOptional without beginOptional"),
            "endOptional" => {
                depth -= 1;
                events.push((clean.len(), Token::OptionalEnd));
                // `name<<beginOptional>>s<<endOptional>>of`: the words on both sides are two.
                if rest.starts_with(char::is_alphanumeric) {
                    clean.push(' ');
                }
            }
            "var" => replaceable(tag, &mut clean, &mut events),
            _ => {
                // `<<` that is part of the text.
                clean.push_str("  ");
                clean.push_str(tag);
                clean.push_str("  ");
            }
        }
    }
    clean.push_str(rest);
    if depth != 0 {
        bail!("beginOptional without endOptional");
    }
    Ok(merge(&words(&clean), events))
}

/// Length of a tag with its angle brackets; brackets inside quotes belong to the tag.
fn tag_length(text: &str) -> Option<usize> {
    let mut quoted = false;
    let bytes = text.as_bytes();
    for at in 2..bytes.len() {
        match bytes[at] {
            // A quotation mark opens after `=` and closes before `;` or `>>`, because values hold quotation marks too.
            b'"' if !quoted && bytes[at - 1] == b'=' => quoted = true,
            b'"' if quoted && (bytes.get(at + 1) == Some(&b';') || bytes[at + 1..].starts_with(b">>")) => {
                quoted = false;
            }
            b'>' if !quoted && bytes.get(at + 1) == Some(&b'>') => return Some(at + 2),
            _ => {}
        }
    }
    None
}

fn value<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let start = tag.find(&format!("{name}=\""))? + name.len() + 2;
    let rest = &tag[start..];
    let end = rest.find("\";").or_else(|| rest.strip_suffix('"').map(str::len))?;
    Some(&rest[..end])
}

fn replaceable(tag: &str, clean: &mut String, events: &mut Vec<(usize, Token)>) {
    let original = value(tag, "original").unwrap_or_default();
    let pattern = value(tag, "match").unwrap_or_default();
    let open =
        matches!(pattern, ".+" | ".*" | ".{0,5000}" | ".{1,5000}" | ".*?") || pattern.contains(".{0,5000}");
    // A space keeps the words on both sides apart, as the published texts do.
    if pattern == ".{0,20}" || pattern == "-*" || pattern == "-{1,2}" {
        clean.push(' ');
        events.push((clean.len(), Token::Bullet));
        return;
    }
    let glued = clean.ends_with(|letter: char| letter.is_alphanumeric());
    if glued && original.starts_with(|letter: char| letter.is_alphanumeric()) {
        clean.push_str(original);
        return;
    }
    events.push((clean.len(), if open { Token::Any } else { Token::Few }));
    clean.push_str(original);
    clean.push(' ');
    events.push((clean.len() - 1, Token::ReplaceEnd));
}

const COPYRIGHT: u32 = hash::of("copyright");

/// Puts words and markup into one sequence.
fn merge(words: &Words<'_>, events: Vec<(usize, Token)>) -> Vec<Token> {
    let mut out = Vec::with_capacity(words.list.len() + events.len());
    let mut events = events.into_iter().peekable();
    // Whether the words are a copyright line that the template itself does not mark as replaceable.
    let mut line = false;
    let mut replaced = false;
    for (number, word) in words.list.iter().enumerate() {
        if line && word.flags.has(Flags::NEWLINE) {
            out.push(Token::ReplaceEnd);
            line = false;
        }
        while let Some((_, token)) = events.next_if(|(at, _)| *at <= word.start as usize) {
            if line {
                out.push(Token::ReplaceEnd);
                line = false;
            }
            match token {
                Token::Any | Token::Few => replaced = true,
                Token::ReplaceEnd => replaced = false,
                _ => {}
            }
            out.push(token);
        }
        if word.flags.has(Flags::MARKER) && !replaced {
            if out.last() != Some(&Token::Bullet) {
                out.push(Token::Bullet);
            }
            continue;
        }
        if !line && !replaced && word.flags.has(Flags::NEWLINE) && is_notice(words, number) {
            out.push(Token::Any);
            line = true;
        }
        out.push(Token::Word(words.letters(word)));
    }
    if line {
        out.push(Token::ReplaceEnd);
    }
    out.extend(events.map(|(_, token)| token));
    tidy(out)
}

/// Whether a copyright line starts at a word: `Copyright (c)`, `Copyright 2004`, `(c) 2004`.
fn is_notice(words: &Words<'_>, at: usize) -> bool {
    let word = |ahead: usize| words.list.get(at + ahead);
    let year = |ahead: usize| {
        word(ahead).is_some_and(|word| word.end - word.start == 4 && word.flags.has(Flags::NUMBER))
    };
    let sign = |ahead: usize| {
        word(ahead).is_some_and(|word| word.hash == hash::of("c") && word.flags.has(Flags::OPEN))
    };
    word(0).is_some_and(|word| word.hash == COPYRIGHT) && (sign(1) || year(1)) || sign(0) && year(1)
}

/// Removes markup that says nothing: empty optional parts, bullets side by side.
fn tidy(tokens: Vec<Token>) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    for token in tokens {
        match (&token, out.last()) {
            (Token::OptionalEnd, Some(Token::Optional)) => {
                out.pop();
            }
            (Token::Bullet, Some(Token::Bullet)) => {}
            _ => out.push(token),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(template: &str) -> String {
        let tokens = tokens(template).expect("a template");
        let show = |token: &Token| match token {
            Token::Word(word) => word.clone(),
            Token::Optional => "(".to_owned(),
            Token::OptionalEnd => ")".to_owned(),
            Token::Any => "{*".to_owned(),
            Token::Few => "{?".to_owned(),
            Token::ReplaceEnd => "}".to_owned(),
            Token::Bullet => "-".to_owned(),
        };
        tokens.iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn markup_becomes_tokens() {
        assert_eq!(
            shown(
                "<<beginOptional>>Title\n\n<<endOptional>> <<var;name=\"copyright\";original=\"Copyright (c) <year>  \";match=\".{0,5000}\">>\nPermission"
            ),
            "( title ) {* copyright c year } permission"
        );
        assert_eq!(
            shown("the \" <<var;name=\"a\";original=\"Software\";match=\"Software|Materials\">> \"), to"),
            "the {? software } to"
        );
        assert_eq!(
            shown("Terms\n<<var;name=\"bullet\";original=\"1.\";match=\".{0,20}\">> Grant\n2. Rest"),
            "terms - grant - rest"
        );
        assert_eq!(shown("Copyright (c) 1999 A\nAll rights"), "{* copyright c 1999 a } all rights");
        assert_eq!(shown("a <<beginOptional>> <<endOptional>> b"), "a b");
        assert!(tokens("<<endOptional>>").is_err());
    }
}
