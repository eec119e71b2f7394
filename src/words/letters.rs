//! Which characters make words, and the form in which they are hashed.

/// Class bit: upper-case letter.
pub(super) const UPPER: u8 = 1;
/// Class bit: any other letter.
pub(super) const LOWER: u8 = 2;
/// Class bit: digit.
pub(super) const DIGIT: u8 = 4;

/// Lower-case form of an ASCII letter or digit, 0 for every other byte.
pub(super) const SMALL: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_alphanumeric() {
            table[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

/// Class of an ASCII byte; 0 for what makes no words.
pub(super) const CLASS: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        let letter = byte as u8;
        table[byte] = if letter.is_ascii_uppercase() {
            UPPER
        } else if letter.is_ascii_lowercase() {
            LOWER
        } else if letter.is_ascii_digit() {
            DIGIT
        } else {
            0
        };
        byte += 1;
    }
    table
};

/// Base letters of U+00C0 to U+017F; `*` for what is no letter, `?` for letters without a base.
const BASES: &[u8; 192] = b"AAAAAA?CEEEEIIII?NOOOOO*OUUUUY??aaaaaa?ceeeeiiii?nooooo*ouuuuy?y\
AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi??JjKk?LlLlLlLlLlNnNnNn???OoOoOo??RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";

/// What a character means to the splitter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letter {
    /// A letter or digit, in the form in which it is hashed, with its class.
    Word(char, u8),
    /// Two or three ASCII letters in one glyph.
    Ligature(&'static [u8]),
    /// A word of its own.
    Ideograph,
    /// A mark that changes nothing: soft hyphen, zero width, combining accent.
    Nothing,
    /// Anything else.
    Other,
}

/// Judges a character outside ASCII.
///
/// Accented Latin letters count as their base, so composed, decomposed and dropped accents are the same word; full-width
/// forms count as ASCII.
pub(super) fn judge(letter: char) -> Letter {
    match letter {
        '\u{ad}'
        | '\u{300}'..='\u{36f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' => Letter::Nothing,
        '\u{c0}'..='\u{17f}' => match BASES[(letter as usize) - 0xc0] {
            b'*' => Letter::Other,
            b'?' => plain(letter),
            base if base.is_ascii_uppercase() => Letter::Word(base.to_ascii_lowercase() as char, UPPER),
            base => Letter::Word(base as char, LOWER),
        },
        '\u{fb00}' => Letter::Ligature(b"ff"),
        '\u{fb01}' => Letter::Ligature(b"fi"),
        '\u{fb02}' => Letter::Ligature(b"fl"),
        '\u{fb03}' => Letter::Ligature(b"ffi"),
        '\u{fb04}' => Letter::Ligature(b"ffl"),
        '\u{fb05}' | '\u{fb06}' => Letter::Ligature(b"st"),
        '\u{ff01}'..='\u{ff5e}' => {
            let ascii = (letter as u32 - 0xfee0) as u8;
            match CLASS[ascii as usize] {
                0 => Letter::Other,
                class => Letter::Word(SMALL[ascii as usize] as char, class),
            }
        }
        '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => Letter::Ideograph,
        _ => plain(letter),
    }
}

fn plain(letter: char) -> Letter {
    if !letter.is_alphanumeric() {
        return Letter::Other;
    }
    let class = if letter.is_numeric() {
        DIGIT
    } else if letter.is_uppercase() {
        UPPER
    } else {
        LOWER
    };
    // The few letters whose lower case is two characters keep the first one, which is the letter itself.
    Letter::Word(letter.to_lowercase().next().unwrap_or(letter), class)
}

/// Whether a character is a quotation mark.
pub(super) fn is_quote(letter: char) -> bool {
    matches!(
        letter,
        '"' | '\''
            | '`'
            | '\u{ab}'
            | '\u{bb}'
            | '\u{2018}'..='\u{201f}'
            | '\u{2039}'
            | '\u{203a}'
            | '\u{300a}'..='\u{300f}'
            | '\u{ff02}'
    )
}

/// Whether a character stands for an apostrophe inside a word.
pub(super) fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '\u{2019}' | '\u{2018}' | '\u{b4}' | '\u{2bc}' | '\u{ff07}')
}

/// Whether a character is a hyphen that can stand inside a word.
pub(super) fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}' | '\u{2011}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_fold_to_their_base() {
        for (letter, base) in
            [('é', 'e'), ('Ç', 'c'), ('ÿ', 'y'), ('ő', 'o'), ('Ž', 'z'), ('ſ', 's'), ('Ÿ', 'y'), ('ŵ', 'w')]
        {
            assert!(matches!(judge(letter), Letter::Word(found, _) if found == base), "{letter}");
        }
        assert_eq!(judge('×'), Letter::Other);
        assert_eq!(judge('÷'), Letter::Other);
        assert!(matches!(judge('ß'), Letter::Word('ß', LOWER)));
    }
}
