//! Splits a text into [`Words`]: the pass over its bytes.

use super::equivalent::stand_in;
use super::letters::{self, CLASS, DIGIT, LOWER, Letter, SMALL, UPPER};
use super::markup::{self, Tag};
use super::{Flags, Word, Words, hash, lists};

/// The words of a text.
#[must_use]
#[inline(never)]
pub fn words(text: &str) -> Words<'_> {
    let mut splitter = Splitter {
        text,
        bytes: text.as_bytes(),
        list: Vec::with_capacity(text.len() / 6 + 4),
        gap: Flags::NEWLINE.with(Flags::PARAGRAPH),
        heading: false,
        markdown_heading: false,
        in_comment: false,
        hashes_before: false,
        abbreviated: false,
        escapes: None,
    };
    splitter.run();
    Words { text, list: splitter.list }
}

const NON: u32 = hash::of("non");
const SUB: u32 = hash::of("sub");
const COPYRIGHT: u32 = hash::of("copyright");
const HOLDER: u32 = hash::of("holder");
const HOLDERS: u32 = hash::of("holders");
const OWNER: u32 = hash::of("owner");
const OWNERS: u32 = hash::of("owners");
const PER: u32 = hash::of("per");
const CENT: u32 = hash::of("cent");
const PERCENT: u32 = hash::of("percent");

/// First halves of compounds that keep their hyphen at the end of a line; any other word broken there is joined.
const COMPOUND: [u32; 48] = {
    let words = [
        "non",
        "royalty",
        "third",
        "world",
        "no",
        "up",
        "re",
        "pre",
        "cross",
        "multi",
        "end",
        "self",
        "well",
        "so",
        "add",
        "open",
        "free",
        "source",
        "one",
        "two",
        "sub",
        "inter",
        "web",
        "user",
        "anti",
        "object",
        "machine",
        "trade",
        "share",
        "read",
        "in",
        "out",
        "off",
        "by",
        "of",
        "to",
        "the",
        "all",
        "on",
        "run",
        "built",
        "high",
        "as",
        "co",
        "large",
        "long",
        "fine",
        "attribution",
    ];
    let mut hashes = [0; 48];
    let mut number = 0;
    while number < words.len() {
        hashes[number] = hash::of(words[number]);
        number += 1;
    }
    hashes
};

#[allow(clippy::struct_excessive_bools, reason = "independent facts about the line, each on its own")]
struct Splitter<'t> {
    text: &'t str,
    bytes: &'t [u8],
    list: Vec<Word>,
    /// What was seen since the last word.
    gap: Flags,
    /// The line is marked up as a heading.
    heading: bool,
    /// … by Markdown, so that the heading ends with the line.
    markdown_heading: bool,
    /// Inside `/* … */`, where a leading `*` is no bullet.
    in_comment: bool,
    /// The line before began with `#`, as comments do.
    hashes_before: bool,
    /// The last word may be an abbreviation, whose stop ends no sentence by itself.
    abbreviated: bool,
    /// Whether `\n` stands for white space here; found out at the first one.
    escapes: Option<bool>,
}

impl Splitter<'_> {
    fn run(&mut self) {
        let mut place = self.line(0);
        while let Some(&byte) = self.bytes.get(place) {
            place = if CLASS[byte as usize] != 0 {
                self.word(place)
            } else if byte == b' ' {
                place + 1
            } else {
                self.sign(place, byte)
            };
        }
    }

    /// Takes in what is no word; where to go on.
    fn sign(&mut self, at: usize, byte: u8) -> usize {
        match byte {
            b'\n' => {
                self.line_break();
                return self.line(at + 1);
            }
            b'\r' if self.bytes.get(at + 1) != Some(&b'\n') => {
                self.line_break();
                return self.line(at + 1);
            }
            b'\x0c' => self.gap = self.gap.with(Flags::NEWLINE).with(Flags::PARAGRAPH),
            b'.' | b'!' | b'?' => {
                let after = self.bytes.get(at + 1).copied().unwrap_or(b' ');
                if CLASS[after as usize] == 0 && after != b'/' {
                    self.gap = self.gap.with(Flags::STOP);
                }
            }
            b':' => self.gap = self.gap.with(Flags::COLON),
            b';' => self.gap = self.gap.with(Flags::SEMICOLON),
            b',' => self.gap = self.gap.with(Flags::COMMA),
            // The cell of a table says what the one before it is about.
            b'|' if !self.gap.has(Flags::NEWLINE) && self.bytes.get(at + 1) == Some(&b' ') => {
                self.gap = self.gap.with(Flags::COLON);
            }
            b'(' | b'[' => {
                if byte == b'('
                    && at > 0
                    && self.bytes[at - 1] == b']'
                    && let Some(end) = markup::link_target(self.bytes, at)
                {
                    return end;
                }
                self.gap = self.gap.with(Flags::OPEN);
            }
            b')' | b']' => self.gap = self.gap.with(Flags::CLOSE),
            b'"' | b'\'' | b'`' => self.quote(at),
            b'/' if self.bytes.get(at + 1) == Some(&b'*') => self.in_comment = true,
            b'*' if self.bytes.get(at + 1) == Some(&b'/') => self.in_comment = false,
            b'<' => {
                if let Some((end, tag)) = markup::tag(self.bytes, at) {
                    self.tag(tag);
                    return end;
                }
            }
            b'&' => {
                if let Some((letter, end)) = markup::entity(self.bytes, at) {
                    if matches!(letters::judge(letter), Letter::Word(..)) || letter.is_ascii_alphabetic() {
                        return self.word(at);
                    }
                    self.character(letter, at, end);
                    return end;
                }
            }
            b'\\' if matches!(self.bytes.get(at + 1), Some(b'n' | b'r' | b't')) => {
                let text = self.text;
                if *self.escapes.get_or_insert_with(|| markup::has_written_escapes(text)) {
                    if self.bytes[at + 1] == b'n' {
                        self.line_break();
                    }
                    return at + 2;
                }
            }
            0x80.. => {
                let Some(letter) = self.text.get(at..).and_then(|rest| rest.chars().next()) else {
                    return at + 1;
                };
                let end = at + letter.len_utf8();
                match letters::judge(letter) {
                    Letter::Word(..) | Letter::Ligature(_) => return self.word(at),
                    Letter::Ideograph => {
                        let mut buffer = [0; 4];
                        let hash = letter.encode_utf8(&mut buffer).bytes().fold(hash::START, hash::push);
                        self.push(at, end, hash, 0);
                    }
                    Letter::Nothing => {}
                    Letter::Other => self.character(letter, at, end),
                }
                return end;
            }
            _ => {}
        }
        at + 1
    }

    /// Takes in a sign outside ASCII, or one that an entity stands for.
    fn character(&mut self, letter: char, at: usize, end: usize) {
        let flag = match letter {
            '\u{2028}' | '\u{85}' => Flags::NEWLINE,
            '\u{2029}' => Flags::NEWLINE.with(Flags::PARAGRAPH),
            '。' | '！' | '？' | '．' | '｡' => Flags::STOP,
            '：' => Flags::COLON,
            '；' => Flags::SEMICOLON,
            '，' | '、' => Flags::COMMA,
            '（' | '【' | '［' => Flags::OPEN,
            '）' | '】' | '］' => Flags::CLOSE,
            '•' | '‣' | '◦' | '▪' | '●' | '·' | '○' | '■' | '–' | '—' if self.gap.has(Flags::NEWLINE) => {
                Flags::BULLET
            }
            _ if letters::is_quote(letter) => {
                if let Some(last) = self.list.last_mut().filter(|last| last.end as usize == at) {
                    last.flags = last.flags.with(Flags::QUOTE_AFTER);
                }
                if self.begins_word(end) { Flags::QUOTE_BEFORE } else { Flags::default() }
            }
            _ => Flags::default(),
        };
        self.gap = self.gap.with(flag);
    }

    fn quote(&mut self, at: usize) {
        if let Some(last) = self.list.last_mut().filter(|last| last.end as usize == at) {
            last.flags = last.flags.with(Flags::QUOTE_AFTER);
        }
        if self.begins_word(at + 1) {
            self.gap = self.gap.with(Flags::QUOTE_BEFORE);
        }
    }

    fn begins_word(&self, at: usize) -> bool {
        self.bytes.get(at).is_some_and(|byte| CLASS[*byte as usize] != 0 || *byte >= 0x80)
    }

    fn tag(&mut self, tag: Tag) {
        match tag {
            Tag::Inline => {}
            Tag::Line => self.line_break(),
            Tag::Block | Tag::Heading | Tag::Item => {
                self.gap = self.gap.with(Flags::NEWLINE).with(Flags::PARAGRAPH);
                self.heading = tag == Tag::Heading;
                if tag == Tag::Item {
                    self.gap = self.gap.with(Flags::BULLET);
                }
            }
        }
    }

    fn line_break(&mut self) {
        let more = if self.gap.has(Flags::NEWLINE) { Flags::PARAGRAPH } else { Flags::NEWLINE };
        self.gap = Flags(self.gap.with(more).0 & !Flags::BULLET.0);
    }

    /// Reads the start of a line; where its text begins.
    fn line(&mut self, at: usize) -> usize {
        // Most lines begin with a letter or with spaces and a letter.
        let mut place = at;
        while self.bytes.get(place) == Some(&b' ') {
            place += 1;
        }
        let first = self.bytes.get(place).copied().unwrap_or(b'\n');
        if CLASS[first as usize] != 0 && !matches!(first, b'd' | b'D' | b'r' | b'R')
            || matches!(first, b'\n' | b'\r')
        {
            self.end_heading();
            self.hashes_before = false;
            return place;
        }
        let leader = markup::leader(self.bytes, place, self.in_comment);
        self.in_comment |= leader.opens;
        if leader.bullet {
            self.gap = self.gap.with(Flags::BULLET);
        }
        self.end_heading();
        self.markdown_heading = leader.hashes > 0 && !self.hashes_before && !self.comment_goes_on(leader.end);
        self.heading |= self.markdown_heading;
        self.hashes_before = leader.hashes > 0;
        if matches!(leader.rule, Some(b'=' | b'-')) {
            self.underline();
        }
        leader.end
    }

    /// A Markdown heading ends with its line; an HTML one with its tag.
    fn end_heading(&mut self) {
        self.heading &= !self.markdown_heading;
        self.markdown_heading = false;
    }

    /// Whether the line after this one begins with `#` too.
    fn comment_goes_on(&self, at: usize) -> bool {
        let rest = &self.bytes[at.min(self.bytes.len())..];
        let next = rest.iter().position(|byte| *byte == b'\n').map(|place| &rest[place + 1..]);
        next.is_some_and(|line| line.iter().find(|byte| **byte != b' ') == Some(&b'#'))
    }

    /// Marks the short line above a rule as a heading.
    fn underline(&mut self) {
        if self.gap.has(Flags::PARAGRAPH) {
            return;
        }
        let short = self.list.iter().rev().take(12).position(|word| word.flags.has(Flags::NEWLINE));
        if let Some(back) = short {
            let from = self.list.len() - 1 - back;
            if self.list[from].flags.has(Flags::PARAGRAPH) {
                for word in &mut self.list[from..] {
                    word.flags = word.flags.with(Flags::HEADING);
                }
            }
        }
    }

    /// Reads the word that starts at `start`; where it and the signs that belong to it end.
    fn word(&mut self, start: usize) -> usize {
        let bytes = self.bytes;
        let mut state = hash::START;
        let mut classes = 0;
        let mut place = start;
        loop {
            let mut last = 0;
            while let Some(&byte) = bytes.get(place) {
                let small = SMALL[byte as usize];
                if small == 0 {
                    break;
                }
                last = CLASS[byte as usize];
                classes |= last;
                state = hash::push(state, small);
                place += 1;
            }
            let Some(&byte) = bytes.get(place) else { break };
            if byte == b' ' && state != NON && state != SUB {
                break;
            }
            match self.inside(place, byte, last, state) {
                Inside::Ends => break,
                Inside::Skip(end) => place = end,
                Inside::Add(letter, class, end) => {
                    let mut buffer = [0; 4];
                    state = letter.encode_utf8(&mut buffer).bytes().fold(state, hash::push);
                    classes |= class;
                    place = end;
                }
                Inside::Ascii(letters, end) => {
                    state = letters.iter().fold(state, |state, byte| hash::push(state, *byte));
                    classes |= LOWER;
                    place = end;
                }
            }
        }
        if place == start {
            return start + 1;
        }
        self.push(start, place, state, classes)
    }

    /// What a byte that is no ASCII letter or digit does inside a word.
    fn inside(&self, at: usize, byte: u8, last: u8, state: u32) -> Inside {
        let after = |place: usize| CLASS[self.bytes.get(place).copied().unwrap_or(0) as usize];
        match byte {
            b'\'' if last & (UPPER | LOWER) != 0 && after(at + 1) & (UPPER | LOWER) != 0 => {
                Inside::Skip(at + 1)
            }
            b'.' if last == DIGIT && after(at + 1) == DIGIT => Inside::Ascii(b".", at + 1),
            b',' if last == DIGIT
                && (1..4).all(|ahead| after(at + ahead) == DIGIT)
                && after(at + 4) != DIGIT =>
            {
                Inside::Skip(at + 1)
            }
            b'-' if last & (UPPER | LOWER) != 0 => self.hyphen(at + 1, state),
            b' ' => self.joined(at + 1, state).map_or(Inside::Ends, Inside::Skip),
            b'&' => match markup::entity(self.bytes, at) {
                Some((letter, end)) if letter.is_ascii_alphabetic() => {
                    Inside::Add(letter.to_ascii_lowercase(), CLASS[letter as usize], end)
                }
                Some((letter, end)) => self.beyond(letter, end, last, state),
                None => Inside::Ends,
            },
            0x80.. => match self.text.get(at..).and_then(|rest| rest.chars().next()) {
                Some(letter) => self.beyond(letter, at + letter.len_utf8(), last, state),
                None => Inside::Ends,
            },
            _ => Inside::Ends,
        }
    }

    /// The same for a character outside ASCII that ends at `end`.
    fn beyond(&self, letter: char, end: usize, last: u8, state: u32) -> Inside {
        match letters::judge(letter) {
            Letter::Word(small, class) => Inside::Add(small, class, end),
            Letter::Ligature(small) => Inside::Ascii(small, end),
            Letter::Nothing if letter == '\u{ad}' && matches!(self.bytes.get(end), Some(b'\n' | b'\r')) => {
                self.over_line(end).map_or(Inside::Ends, Inside::Skip)
            }
            Letter::Nothing => Inside::Skip(end),
            Letter::Other
                if letters::is_apostrophe(letter)
                    && last & (UPPER | LOWER) != 0
                    && self
                        .bytes
                        .get(end)
                        .is_some_and(|byte| CLASS[*byte as usize] & (UPPER | LOWER) != 0) =>
            {
                Inside::Skip(end)
            }
            Letter::Other if letters::is_hyphen(letter) => self.hyphen(end, state),
            Letter::Other | Letter::Ideograph => Inside::Ends,
        }
    }

    /// A hyphen that ends at `end`: a word broken at the end of a line, or one that SPDX writes in one.
    fn hyphen(&self, end: usize, state: u32) -> Inside {
        if let Some(end) = self.joined(end, state) {
            return Inside::Skip(end);
        }
        if COMPOUND.contains(&state) {
            return Inside::Ends;
        }
        self.over_line(end).map_or(Inside::Ends, Inside::Skip)
    }

    /// Where the second half of a word broken at the end of a line starts.
    fn over_line(&self, end: usize) -> Option<usize> {
        let rest = &self.bytes[end..];
        let blank = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\r')).count();
        if rest.get(blank) != Some(&b'\n') {
            return None;
        }
        let next = markup::leader(self.bytes, end + blank + 1, true);
        let goes_on = self.bytes.get(next.end).is_some_and(u8::is_ascii_lowercase);
        (goes_on && !next.bullet && next.rule.is_none()).then_some(next.end)
    }

    /// Whether `non` or `sub` goes on with the word that SPDX's equivalent words join to it.
    fn joined(&self, end: usize, state: u32) -> Option<usize> {
        let rest: &[u8] = match state {
            NON => b"commercial",
            SUB => b"licen",
            _ => return None,
        };
        let blank = self.bytes[end..].iter().take_while(|byte| matches!(byte, b' ' | b'\r' | b'\n')).count();
        let start = end + blank.min(80);
        let found = self.bytes.get(start..start + rest.len())?;
        found.eq_ignore_ascii_case(rest).then_some(start)
    }

    /// Adds a word; where to go on.
    fn push(&mut self, start: usize, end: usize, state: u32, classes: u8) -> usize {
        let mut flags = self.gap;
        let mut hash = stand_in(state);
        let before = self.list.last().map_or(0, |last| last.hash);
        if (hash == HOLDER || hash == HOLDERS) && before == COPYRIGHT {
            hash = if hash == HOLDER { OWNER } else { OWNERS };
        } else if hash == CENT
            && before == PER
            && let Some(last) = self.list.last_mut()
        {
            last.end = end as u32;
            last.hash = PERCENT;
            self.gap = Flags::default();
            return end;
        }
        let mut go_on = end;
        let length = end - start;
        if length <= 8
            && (length == 1 || classes == DIGIT || length <= 5)
            && flags.0 & MAY_MARK != 0
            && let Some(marker_end) = lists::marker(self.bytes, start, end, flags, before)
        {
            flags = flags.with(Flags::MARKER);
            go_on = marker_end;
        }
        if classes & UPPER != 0 {
            let first = self.bytes[start];
            if CLASS[first as usize] == UPPER || (first >= 0x80 && self.begins_upper(start)) {
                flags = flags.with(Flags::CAPITAL);
            }
            if classes & LOWER == 0 && length > 1 {
                flags = flags.with(Flags::UPPER);
            }
        }
        if classes & DIGIT != 0 {
            flags = flags.with(Flags::NUMBER);
        }
        if self.heading {
            flags = flags.with(Flags::HEADING);
        }
        if self.abbreviated && flags.has(Flags::STOP) && !flags.has(Flags::CAPITAL.with(Flags::PARAGRAPH)) {
            flags = Flags(flags.0 & !Flags::STOP.0);
        }
        self.abbreviated =
            length == 1 || length <= 4 && self.bytes.get(end) == Some(&b'.') && is_abbreviation(hash);
        if self.list.len() == self.list.capacity() {
            // A large list that doubles would hold three times its room for a while.
            self.list.reserve_exact(self.list.len() / 4 + 16);
        }
        self.list.push(Word { start: start as u32, end: end as u32, hash, flags });
        self.gap = Flags::default();
        go_on
    }

    fn begins_upper(&self, at: usize) -> bool {
        self.text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_uppercase)
    }
}

/// Gaps after which a word can be a list marker.
const MAY_MARK: u16 = Flags::NEWLINE.0
    | Flags::BULLET.0
    | Flags::STOP.0
    | Flags::COLON.0
    | Flags::SEMICOLON.0
    | Flags::COMMA.0
    | Flags::OPEN.0;

fn is_abbreviation(hash: u32) -> bool {
    const KNOWN: [u32; 12] = [
        hash::of("inc"),
        hash::of("ltd"),
        hash::of("corp"),
        hash::of("co"),
        hash::of("etc"),
        hash::of("eg"),
        hash::of("ie"),
        hash::of("vs"),
        hash::of("no"),
        hash::of("art"),
        hash::of("sec"),
        hash::of("u.s"),
    ];
    KNOWN.contains(&hash)
}

/// What a sign inside a word does.
enum Inside {
    /// The word ends before it.
    Ends,
    /// It counts for nothing; go on there.
    Skip(usize),
    /// It is a letter of this class; go on there.
    Add(char, u8, usize),
    /// It is these letters; go on there.
    Ascii(&'static [u8], usize),
}
