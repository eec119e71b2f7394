//! List markers, and which stem each item belongs to.

use crate::words::{Flags, Words};

/// How the items of a list are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// `1.`, `2)`, `(3)`.
    Number,
    /// `1.1`, `4.3.2`.
    Section,
    /// `a.`, `(b)`.
    Small,
    /// `A.`, `(B)`.
    Large,
    /// `i.`, `(iv)`.
    Roman,
    /// `-`, `*`, `•`.
    Bullet,
    /// Nothing: lines after a colon that end in semicolons.
    Bare,
}

/// The mark of a list item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marker {
    /// How it is written.
    pub(super) style: Style,
    /// Its place in the list, from 1; 0 for marks that do not count.
    pub(super) ordinal: u32,
    /// Distance from the start of its line, in bytes; `None` inside a line.
    pub(super) column: Option<u32>,
    /// Words that the mark takes up.
    pub(super) words: usize,
}

/// The mark that begins at a word, if one does.
pub(super) fn marker(words: &Words<'_>, at: usize) -> Option<Marker> {
    let word = words.list.get(at)?;
    let written = words.text.get(word.start as usize..word.end as usize)?;
    let after = words.text.get(word.end as usize..)?.bytes().next();
    let before = words.text.get(..word.start as usize)?.bytes().next_back();
    let line_start = word.flags.has(Flags::NEWLINE);
    let closed = matches!(after, Some(b')')) || (matches!(after, Some(b'.')) && line_start);
    let opened = before == Some(b'(');
    let column = line_start.then(|| column_of(words.text, word.start as usize));
    let count = |style, ordinal| Some(Marker { style, ordinal, column, words: 1 });
    // "C.1.2": the letter is the annex's.
    if line_start
        && written.len() == 1
        && written.as_bytes()[0].is_ascii_uppercase()
        && words.text.as_bytes().get(word.end as usize + 1).is_some_and(u8::is_ascii_digit)
        && let Some(next) = words.list.get(at + 1).filter(|next| next.start == word.end + 1)
        && let Some(number) = words.text.get(next.start as usize..next.end as usize)
        && let Some(ordinal) = number.rsplit('.').next().and_then(|part| part.parse().ok())
    {
        let style = if number.contains('.') { Style::Section } else { Style::Number };
        return Some(Marker { style, ordinal, column, words: 2 });
    }
    let bullet = word.flags.has(Flags::BULLET) && line_start;
    if !(closed && (line_start || opened)) {
        if line_start && word.flags.has(Flags::NUMBER) && written.contains('.') && written.len() <= 8 {
            let last = written.rsplit('.').next().and_then(|part| part.parse().ok()).unwrap_or(0);
            return count(Style::Section, last);
        }
        return bullet.then_some(Marker { style: Style::Bullet, ordinal: 0, column, words: 0 });
    }
    if let Ok(number) = written.parse::<u32>() {
        return if number < 100 { count(Style::Number, number) } else { None };
    }
    if let Some(number) = roman(written) {
        // A lone i, v or x may be a letter of the alphabet; the list that is open decides (see `Lists::place`).
        return count(Style::Roman, number);
    }
    let mut letters = written.chars();
    match (letters.next(), letters.next()) {
        (Some(letter @ 'a'..='z'), None) => count(Style::Small, u32::from(letter) - u32::from('a') + 1),
        (Some(letter @ 'A'..='Z'), None) => count(Style::Large, u32::from(letter) - u32::from('A') + 1),
        _ if written.contains('.') && word.flags.has(Flags::NUMBER) => {
            count(Style::Section, written.rsplit('.').next().and_then(|part| part.parse().ok()).unwrap_or(0))
        }
        _ => bullet.then_some(Marker { style: Style::Bullet, ordinal: 0, column, words: 0 }),
    }
}

/// How far a place is from the start of its line, in bytes.
pub(super) fn column_of(text: &str, place: usize) -> u32 {
    text.as_bytes()[..place].iter().rev().take(200).take_while(|byte| **byte != b'\n').count() as u32
}

/// Value of a roman numeral up to 20. A single capital is a letter first.
fn roman(written: &str) -> Option<u32> {
    const NUMERALS: [&str; 20] = [
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi",
        "xvii", "xviii", "xix", "xx",
    ];
    let same =
        |numeral: &&str| *numeral == written || written.len() > 1 && numeral.eq_ignore_ascii_case(written);
    NUMERALS.iter().position(same).map(|place| place as u32 + 1)
}

/// A list that is open.
#[derive(Debug, Clone, Copy)]
struct Level {
    style: Style,
    ordinal: u32,
    column: Option<u32>,
    stem: Option<u32>,
}

/// The lists that are open at a place of the text.
#[derive(Debug, Default)]
pub(super) struct Lists {
    levels: Vec<Level>,
}

impl Lists {
    /// Places an item; gives its stem. `opening` is the provision before it when that one leads into a list.
    /// `fresh` says that it stands in no list itself, so that bullets below it are a list of their own;
    /// `unfinished` that a semicolon stands before the item.
    pub(super) fn place(
        &mut self,
        mut marker: Marker,
        opening: Option<u32>,
        fresh: bool,
        unfinished: bool,
    ) -> Option<u32> {
        if marker.style == Style::Roman && marker.ordinal > 0 {
            let letter = match marker.ordinal {
                1 => Some(9),
                5 => Some(22),
                10 => Some(24),
                _ => None,
            };
            let follows = |style, ordinal| {
                self.levels.iter().rev().any(|level| level.style == style && level.ordinal + 1 == ordinal)
            };
            if let Some(letter) = letter
                && follows(Style::Small, letter)
                && !follows(Style::Roman, marker.ordinal)
            {
                marker = Marker { style: Style::Small, ordinal: letter, ..marker };
            }
        }
        // "(iv) … (V)": a capital goes on with the numerals; "I." turns out to be one when "II." follows.
        if marker.style == Style::Large
            && let Some(numeral) = [(9, 1), (22, 5), (24, 10)].into_iter().find(|one| one.0 == marker.ordinal)
            && self.levels.iter().any(|level| level.style == Style::Roman && level.ordinal + 1 == numeral.1)
        {
            marker = Marker { style: Style::Roman, ordinal: numeral.1, ..marker };
        }
        if marker.style == Style::Roman
            && marker.ordinal == 2
            && let Some(level) = self.levels.iter_mut().rev().find(|level| level.style == Style::Large)
            && level.ordinal == 9
        {
            (level.style, level.ordinal) = (Style::Roman, 1);
        }
        // A list that is indented alike is meant before one that is not.
        let near = |level: &Level| {
            let apart = level.column.zip(marker.column).map(|(one, other)| one.abs_diff(other));
            apart.is_some_and(|apart| apart <= 1)
        };
        let next = |level: &Level| level.style == marker.style && level.ordinal + 1 == marker.ordinal;
        let alike = self.levels.iter().rposition(|level| marker.ordinal > 1 && next(level) && near(level));
        let continues = alike.filter(|_| opening.is_none()).or_else(|| {
            self.levels.iter().rposition(|level| {
                level.style == marker.style
                    && (marker.ordinal == 0 || level.ordinal + 1 == marker.ordinal)
                    && (marker.ordinal != 0 || opening.is_none() || level.column == marker.column)
                    && (marker.style != Style::Bullet
                        || !fresh
                            && level.column.is_none_or(|column| {
                                marker.column.is_none_or(|own| own.abs_diff(column) <= 1)
                            }))
            })
        });
        if let Some(place) = continues {
            self.levels.truncate(place + 1);
            let level = &mut self.levels[place];
            level.ordinal = marker.ordinal;
            // "2." after a sentence that ends with a colon inside "1." goes on with the outer list all the same.
            return level.stem;
        }
        if opening.is_none()
            && unfinished
            && let Some(level) = self.levels.last_mut().filter(|level| level.style == marker.style)
        {
            // The sentence goes on, so an item with a wrong number is one of the same list.
            level.ordinal = level.ordinal.max(marker.ordinal);
            return level.stem;
        }
        if opening.is_none() {
            // A new list without a stem ends every list of the same style, and what is inside it, but for one that it
            // is indented below.
            let below = |level: &Level| {
                level
                    .column
                    .zip(marker.column)
                    .is_some_and(|(outer, own)| marker.ordinal == 1 && own > outer + 1)
            };
            if let Some(place) =
                self.levels.iter().position(|level| level.style == marker.style && !below(level))
            {
                self.levels.truncate(place);
            }
        }
        if self.levels.len() > 7 {
            self.levels.remove(0);
        }
        self.levels.push(Level {
            style: marker.style,
            ordinal: marker.ordinal,
            column: marker.column,
            stem: opening,
        });
        opening
    }

    /// The stem of the innermost list when bare lines go on in it; `column` is how far the line is indented.
    pub(super) fn bare(&mut self, opening: Option<u32>, column: Option<u32>) -> Option<u32> {
        if let Some(stem) = opening {
            self.levels.push(Level { style: Style::Bare, ordinal: 0, column, stem: Some(stem) });
            return Some(stem);
        }
        self.levels.last().filter(|level| level.style == Style::Bare).and_then(|level| level.stem)
    }

    /// Whether the innermost list is one of bare lines.
    pub(super) fn is_bare(&self) -> bool {
        self.levels.last().is_some_and(|level| level.style == Style::Bare)
    }

    /// Whether a line indented so far is one more of the bare lines of the innermost list.
    pub(super) fn aligned(&self, column: u32) -> bool {
        column > 0
            && self
                .levels
                .last()
                .is_some_and(|level| level.style == Style::Bare && level.column == Some(column))
    }

    /// Ends lists of bare lines and bullets: a paragraph of its own follows.
    pub(super) fn paragraph(&mut self) {
        while self.levels.last().is_some_and(|level| matches!(level.style, Style::Bare | Style::Bullet)) {
            self.levels.pop();
        }
    }

    /// Ends every list: a heading follows.
    pub(super) fn heading(&mut self) {
        self.levels.retain(|level| {
            matches!(level.style, Style::Number | Style::Section | Style::Large) && level.stem.is_none()
        });
    }
}
