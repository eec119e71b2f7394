//! The normalised letters of a word, for those who must store or show it; the pass over a text never makes them.

use super::equivalent;
use super::letters::{self, Letter, SMALL};
use super::{Word, Words, hash, markup};

impl Words<'_> {
    /// The letters whose [`hash`] is the word's: lower case, without accents, apostrophes and markup, and in the
    /// spelling that stands for its equivalents.
    #[must_use]
    pub fn letters(&self, word: &Word) -> String {
        let text = self.text.get(word.start as usize..word.end as usize).unwrap_or_default();
        let plain = normal(text);
        let found = equivalent::spelled(&plain).unwrap_or(&plain);
        if hash::of(found) == word.hash {
            return found.to_owned();
        }
        // Words that are normalised with the word before them.
        let paired = ["owner", "owners", "percent"].into_iter().find(|paired| hash::of(paired) == word.hash);
        paired.unwrap_or(found).to_owned()
    }
}

fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.char_indices();
    while let Some((at, letter)) = rest.next() {
        let (letter, end) = match letter {
            '&' => markup::entity(text.as_bytes(), at).unwrap_or((letter, at + 1)),
            _ => (letter, at + letter.len_utf8()),
        };
        if letter.is_ascii() {
            match SMALL[letter as usize] {
                0 if letter == '.' => out.push('.'),
                0 => {}
                small => out.push(small as char),
            }
        } else {
            match letters::judge(letter) {
                Letter::Word(small, _) => out.push(small),
                Letter::Ligature(small) => out.extend(small.iter().map(|byte| *byte as char)),
                Letter::Ideograph => out.push(letter),
                Letter::Nothing | Letter::Other => {}
            }
        }
        while rest.offset() < end && rest.next().is_some() {}
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::words::{hash, words};

    #[test]
    fn letters_have_the_hash_of_their_word() {
        let text = "The Licensor’s “Oﬃce” 1,000 3.1 non-\ncommercial licence of copyright holders, é&eacute; 版 5 per cent";
        let words = words(text);
        for word in &words.list {
            assert_eq!(hash::of(&words.letters(word)), word.hash, "{}", words.letters(word));
        }
        assert_eq!(words.letters(&words.list[1]), "licensors");
    }
}
