//! Templates that do not fit their own published text.
//!
//! Some templates of the SPDX list leave out words of the text that they stand for, or have words that it lacks. Such
//! words become optional, so that every published text is an exact match of its template.

use openweigh::words::{Flags, words};

use super::markup::Token;

/// Differences beyond which text and template are two texts.
const MOST: usize = 400;

/// More words than the original that may stand in its place.
const FEW: usize = 5;

/// Words that differ: places among the template's words and among the text's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Hunk {
    template: (usize, usize),
    text: (usize, usize),
}

/// The template with the words on which it and the text differ made optional; and whether there were any.
pub(super) fn mend(tokens: Vec<Token>, text: &str) -> (Vec<Token>, bool) {
    let split = words(text);
    let own = split.list.iter().filter(|word| !word.flags.has(Flags::MARKER));
    let own: Vec<String> = own.map(|word| split.letters(word)).collect();
    let places: Vec<usize> = (0..tokens.len()).filter(|at| matches!(tokens[*at], Token::Word(_))).collect();
    let stand: Vec<&str> = places
        .iter()
        .filter_map(|at| if let Token::Word(word) = &tokens[*at] { Some(word.as_str()) } else { None })
        .collect();
    let Some(hunks) = differences(&stand, &own) else { return (tokens, false) };
    let depth = depths(&tokens);
    let wrong: Vec<Hunk> =
        hunks.into_iter().filter(|hunk| !is_meant(&tokens, &places, &depth, *hunk)).collect();
    if wrong.is_empty() {
        return (tokens, false);
    }
    let mut out = Vec::with_capacity(tokens.len() + wrong.len() * 4);
    let mut hunks = wrong.iter().peekable();
    let mut number = 0;
    let mut open: Option<usize> = None;
    for (at, token) in tokens.iter().enumerate() {
        let is_word = matches!(token, Token::Word(_));
        let here = hunks.peek().filter(|hunk| is_word && hunk.template.0 == number).copied();
        if let Some(hunk) = here {
            let added = &own[hunk.text.0..hunk.text.1];
            if !added.is_empty() {
                out.push(Token::Optional);
                out.extend(added.iter().cloned().map(Token::Word));
                out.push(Token::OptionalEnd);
            }
            hunks.next();
        }
        let gone = is_word
            && depth[at].1 == 0
            && wrong.iter().any(|hunk| (hunk.template.0..hunk.template.1).contains(&number));
        if gone {
            // Words that are gone side by side are one part.
            if open == Some(out.len()) {
                out.pop();
            } else {
                out.push(Token::Optional);
            }
            out.extend([token.clone(), Token::OptionalEnd]);
            open = Some(out.len());
        } else {
            out.push(token.clone());
        }
        number += usize::from(is_word);
    }
    for hunk in hunks {
        out.push(Token::Optional);
        out.extend(own[hunk.text.0..hunk.text.1].iter().cloned().map(Token::Word));
        out.push(Token::OptionalEnd);
    }
    (out, true)
}

/// For each token: how many optional parts and how many replaceable parts are around it.
fn depths(tokens: &[Token]) -> Vec<(u32, u32)> {
    let mut now = (0_u32, 0_u32);
    let step = |token: &Token| {
        match token {
            Token::Optional => now.0 += 1,
            Token::OptionalEnd => now.0 = now.0.saturating_sub(1),
            Token::Any | Token::Few => now.1 += 1,
            Token::ReplaceEnd => now.1 = now.1.saturating_sub(1),
            Token::Word(_) | Token::Bullet => {}
        }
        now
    };
    tokens.iter().map(step).collect()
}

/// Whether the template itself allows a difference: at a replaceable part, or an optional part that is gone as a whole.
fn is_meant(tokens: &[Token], places: &[usize], depth: &[(u32, u32)], hunk: Hunk) -> bool {
    let from = hunk.template.0.checked_sub(1).and_then(|before| places.get(before)).map_or(0, |at| at + 1);
    let to = places.get(hunk.template.1).copied().unwrap_or(tokens.len());
    let near = &tokens[from..to];
    let gone = &places[hunk.template.0..hunk.template.1];
    let replaced = gone.iter().filter(|at| depth[**at].1 > 0).count();
    if near.iter().any(|token| matches!(token, Token::Any | Token::Few | Token::ReplaceEnd)) || replaced > 0 {
        // A few words more than the original may stand there, but nothing else is gone beside it.
        let short = hunk.text.1 - hunk.text.0 <= hunk.template.1 - hunk.template.0 + FEW;
        return replaced == gone.len() && short;
    }
    if hunk.text.0 < hunk.text.1 {
        // Up to two words may stand for a list marker.
        return hunk.text.1 - hunk.text.0 <= 2 && gone.is_empty() && near.contains(&Token::Bullet);
    }
    // An optional part that is gone is gone with its first and its last word.
    let count = |wanted: &Token| near.iter().filter(|token| *token == wanted).count();
    count(&Token::Optional) > 0
        && count(&Token::Optional) == count(&Token::OptionalEnd)
        && gone.iter().all(|at| depth[*at].0 > 0)
        && !matches!(near.first(), Some(Token::Word(_)))
        && !matches!(near.last(), Some(Token::Word(_)))
}

/// Where two lists of words differ; nothing when they differ too much. Myers' greedy algorithm.
#[allow(
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "diagonals go below zero; lists are short"
)]
fn differences(one: &[&str], other: &[String]) -> Option<Vec<Hunk>> {
    let (n, m) = (one.len() as isize, other.len() as isize);
    let same = |x: isize, y: isize| x < n && y < m && one[x as usize] == other[y as usize];
    let size = 2 * MOST + 3;
    let middle = MOST as isize + 1;
    let mut furthest = vec![0_isize; size];
    let mut trace: Vec<Vec<isize>> = Vec::new();
    for steps in 0..=MOST as isize {
        trace.push(furthest.clone());
        let mut diagonal = -steps;
        while diagonal <= steps {
            let at = (middle + diagonal) as usize;
            let down = diagonal == -steps || diagonal != steps && furthest[at - 1] < furthest[at + 1];
            let mut x = if down { furthest[at + 1] } else { furthest[at - 1] + 1 };
            while same(x, x - diagonal) {
                x += 1;
            }
            furthest[at] = x;
            if x >= n && x - diagonal >= m {
                return Some(walk_back(&trace, (n, m), middle));
            }
            diagonal += 2;
        }
    }
    None
}

#[allow(
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "diagonals go below zero; lists are short"
)]
fn walk_back(trace: &[Vec<isize>], (mut x, mut y): (isize, isize), middle: isize) -> Vec<Hunk> {
    let mut hunks: Vec<Hunk> = Vec::new();
    for (steps, furthest) in trace.iter().enumerate().skip(1).rev() {
        let (steps, diagonal) = (steps as isize, x - y);
        let at = (middle + diagonal) as usize;
        let down = diagonal == -steps || diagonal != steps && furthest[at - 1] < furthest[at + 1];
        let (from_x, from_y) = if down {
            (furthest[at + 1], furthest[at + 1] - diagonal - 1)
        } else {
            (furthest[at - 1], furthest[at - 1] - diagonal + 1)
        };
        let (to_x, to_y) = if down { (from_x, from_y + 1) } else { (from_x + 1, from_y) };
        let own = Hunk { template: (from_x as usize, to_x as usize), text: (from_y as usize, to_y as usize) };
        match hunks.last_mut() {
            Some(next) if next.template.0 == own.template.1 && next.text.0 == own.text.1 => {
                (next.template.0, next.text.0) = (own.template.0, own.text.0);
            }
            _ => hunks.push(own),
        }
        (x, y) = (from_x, from_y);
    }
    hunks.reverse();
    hunks
}

#[cfg(test)]
mod tests {
    use super::super::markup;
    use super::*;

    fn shown(template: &str, text: &str) -> String {
        let (tokens, _) = mend(markup::tokens(template).expect("a template"), text);
        let show = |token: &Token| match token {
            Token::Word(word) => word.clone(),
            Token::Optional => "(".to_owned(),
            Token::OptionalEnd => ")".to_owned(),
            Token::Any | Token::Few => "{".to_owned(),
            Token::ReplaceEnd => "}".to_owned(),
            Token::Bullet => "-".to_owned(),
        };
        tokens.iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_that_differ_become_optional() {
        assert_eq!(shown("one two three four", "one two three four"), "one two three four");
        assert_eq!(shown("one two three four", "one three four"), "one ( two ) three four");
        assert_eq!(shown("one two three four", "one four"), "one ( two three ) four");
        assert_eq!(shown("one two three", "one two and three"), "one two ( and ) three");
        assert_eq!(shown("one two", "one two three"), "one two ( three )");
    }

    #[test]
    fn what_the_template_allows_stays() {
        let template = "one <<beginOptional>>two three<<endOptional>> four";
        assert_eq!(shown(template, "one four"), "one ( two three ) four");
        let template = "by <<var;name=\"x\";original=\"the authors\";match=\".+\">> as is";
        assert_eq!(shown(template, "by Jane Example as is"), "by { the authors } as is");
    }
}
