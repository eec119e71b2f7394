//! Splits words into provisions.

use super::lines::{LONG, begins_row, is_comment, is_shouting, line_length, short_line};
use super::lists::{Lists, Marker, Style, column_of, marker};
use super::{Provision, Zone, headings, questions, stems};
use crate::words::hash::of;
use crate::words::{Flags, Word, Words};

/// Words that a provision may have; a longer one is cut, so that cost stays linear whatever the text is.
const MOST_WORDS: usize = 240;

/// Words at the beginning of a provision among which it says that it grants something.
const GRANT_WORDS: usize = 10;

/// Words that stand before a full stop without ending a sentence.
static ABBREVIATIONS: &[u32] = &[
    of("inc"),
    of("corp"),
    of("ltd"),
    of("co"),
    of("llc"),
    of("no"),
    of("sec"),
    of("vs"),
    of("v"),
    of("e.g"),
    of("i.e"),
    of("eg"),
    of("ie"),
    of("art"),
    of("mr"),
    of("dr"),
    of("st"),
    of("g"),
    of("e"),
    of("u.s"),
    of("s"),
    of("u"),
    of("approx"),
    of("cf"),
    of("et"),
    of("al"),
];

/// Words in the first row of a table that lists other things and their licenses.
static DESCRIBED: &[u32] = &[
    of("license"),
    of("licenses"),
    of("source"),
    of("dataset"),
    of("component"),
    of("package"),
    of("version"),
];

/// What begins at a word.
enum Start {
    /// Nothing: the provision goes on.
    Nothing,
    /// A sentence in the same paragraph.
    Sentence,
    /// A paragraph.
    Paragraph,
    /// A list item.
    Item(Marker),
}

/// The provisions of a text, in order. Every word belongs to one at most (list marks to none).
#[inline(never)]
pub fn provisions(words: &Words<'_>) -> Vec<Provision> {
    let mut splitter = Splitter {
        words,
        out: Vec::new(),
        lists: Lists::default(),
        zone: Zone::GENERAL,
        zone_number: None,
        columns: Vec::new(),
        describes: false,
        comment: is_comment(words),
        shouting: is_shouting(words),
    };
    splitter.run();
    splitter.out
}

struct Splitter<'a, 't> {
    words: &'a Words<'t>,
    out: Vec<Provision>,
    lists: Lists,
    zone: Zone,
    /// The number of the heading that opened the zone: the next number of its kind closes it.
    zone_number: Option<(Style, u32)>,
    /// The headings of a table's columns, when they say how what is below them is meant.
    columns: Vec<u32>,
    /// Whether the table lists things that have licenses of their own.
    describes: bool,
    /// Whether the text is a comment, so that an asterisk before a line is no bullet.
    comment: bool,
    /// Whether the text is in capitals throughout, so that capitals make no heading.
    shouting: bool,
}

impl Splitter<'_, '_> {
    fn run(&mut self) {
        let list = &self.words.list;
        let mut at = 0;
        // The stem of an item that was only a title so far.
        let mut titled = None;
        while at < list.len() {
            if list[at].flags.has(Flags::NEWLINE) && begins_row(self.words.text, list[at].start as usize) {
                at = self.row(at);
                continue;
            }
            self.columns.clear();
            let start = self.start(at);
            let (mut item, mut numbered, mut heading_number) = (false, false, None);
            let mut stem = None;
            match start {
                Start::Item(mark) => {
                    let opening = stems::opening(self.words, &self.out, at)
                        .or_else(|| stems::restricting(self.words, &self.out, at));
                    let fresh = list[at].flags.has(Flags::COLON)
                        && opening.is_some_and(|opening| self.out[opening as usize].stem.is_none());
                    stem = self.lists.place(mark, opening, fresh, list[at].flags.has(Flags::SEMICOLON));
                    at += mark.words;
                    item = true;
                    numbered = matches!(mark.style, Style::Number | Style::Section) && mark.column.is_some();
                    let number = (mark.style, mark.ordinal);
                    let next = self.zone_number.is_some_and(|(style, last)| (style, last + 1) == number);
                    if numbered && (next || self.zone == Zone::PREAMBLE) {
                        // Recitals end where the numbered terms begin, a numbered section where the next one does.
                        self.zone = Zone::GENERAL;
                        self.zone_number = None;
                    }
                    heading_number = numbered.then_some(number);
                    // "1.b." and "(1) (a)": the inner mark follows at once.
                    while let Some(inner) = self.marker(at).filter(|inner| inner.words > 0 && at < list.len())
                    {
                        stem = self.lists.place(inner, stem, false, false).or(stem);
                        at += inner.words;
                    }
                }
                Start::Paragraph => {
                    let opening = stems::opening(self.words, &self.out, at);
                    let column = column_of(self.words.text, list[at].start as usize);
                    // "You agree to …" in a paragraph of its own is no line of the list before it.
                    let apart = list[at].flags.has(Flags::PARAGRAPH)
                        && !list[at].flags.has(Flags::COLON)
                        && self.addresses(at);
                    if apart && opening.is_none_or(|last| self.out[last as usize].zone != Zone::HEADING) {
                        self.lists.paragraph();
                    } else if let Some(heading) = opening.filter(|last| {
                        // A line that was broken inside a heading goes on in small letters.
                        let begins = list[at].flags.has(Flags(Flags::PARAGRAPH.0 | Flags::CAPITAL.0));
                        let named = self.out[*last as usize].zone == Zone::HEADING;
                        named && begins && !list[at].flags.has(Flags::COLON)
                    }) {
                        // "What you can do": what follows is said in its mood, list or not.
                        self.lists.paragraph();
                        stem = Some(heading);
                    } else if opening.is_some_and(|_| list[at].flags.has(Flags::COLON))
                        || (opening.is_some() && !list[at].flags.has(Flags::STOP))
                    {
                        stem = self
                            .lists
                            .bare(opening.filter(|_| list[at].flags.has(Flags::COLON)), Some(column));
                    } else if list[at].flags.has(Flags::SEMICOLON)
                        || self.lists.aligned(column)
                        || self.lists.is_bare() && !list[at].flags.has(Flags::PARAGRAPH)
                    {
                        stem = self.lists.bare(None, None);
                    } else {
                        self.lists.paragraph();
                    }
                }
                // "(a) Security. Making weapons": what follows the title of an item is the item.
                Start::Sentence => stem = titled,
                Start::Nothing => {}
            }
            let mut end = at + 1;
            while end < list.len() && end - at < MOST_WORDS && matches!(self.start(end), Start::Nothing) {
                end += 1;
            }
            end = end.min(list.len());
            if at >= end {
                break;
            }
            if self.zone == Zone::DEFINITIONS && !matches!(start, Start::Sentence) && self.addresses(at) {
                // "You may copy the software": the definitions are over.
                self.zone = Zone::GENERAL;
            }
            let before = self.zone;
            titled = stem.filter(|stem| {
                item && headings::is_title(&list[at..end]) && stems::bans(self.words, &self.out, *stem)
            });
            self.push(at, end, stem, item || !matches!(start, Start::Sentence), numbered);
            if self.out.last().is_some_and(|last| last.zone == Zone::HEADING) {
                self.zone_number = heading_number.or(self.zone_number.filter(|_| self.zone == before));
            }
            at = end;
        }
    }

    /// Takes the row of a table that begins at a word; where to go on. Below "You can | You cannot" every cell is an item
    /// of its column; any other row is one provision.
    #[inline(never)]
    fn row(&mut self, at: usize) -> usize {
        let list = &self.words.list;
        let mut end = at + 1;
        while end < list.len() && end - at < MOST_WORDS && !list[end].flags.has(Flags::NEWLINE) {
            end += 1;
        }
        let first = self.out.last().is_none_or(|last| {
            last.words.end as usize != at || !begins_row(self.words.text, list[at - 1].start as usize)
        });
        let mut from = at;
        let mut cells = Vec::new();
        for place in at + 1..=end {
            let gap = list[place - 1].end as usize
                ..list.get(place).map_or(self.words.text.len(), |word| word.start as usize);
            let bar = self.words.text.as_bytes().get(gap).is_some_and(|gap| gap.contains(&b'|'));
            if bar || place == end {
                cells.push(from..place);
                from = place;
            }
        }
        if first {
            self.columns.clear();
            self.describes = list[at..end].iter().any(|word| DESCRIBED.contains(&word.hash));
            let moods = cells.iter().filter(|cell| headings::sets_mood(&list[(*cell).clone()])).count();
            if moods > 1 {
                for cell in cells {
                    self.columns.push(self.out.len() as u32);
                    self.cell(cell, None, Zone::HEADING);
                }
                return end;
            }
        }
        if self.columns.is_empty() {
            self.cell(at..end, None, if self.describes { Zone::PREAMBLE } else { self.zone });
        } else {
            for cell in cells {
                let bars =
                    self.words.text.as_bytes().get(..list[cell.start].start as usize).unwrap_or_default();
                let bars = bars.iter().rev().take_while(|byte| **byte != b'\n').filter(|byte| **byte == b'|');
                let stem = bars.count().checked_sub(1).and_then(|column| self.columns.get(column));
                self.cell(cell, stem.copied(), self.zone);
            }
        }
        end
    }

    fn cell(&mut self, cell: std::ops::Range<usize>, stem: Option<u32>, zone: Zone) {
        self.out.push(Provision { words: cell.start as u32..cell.end as u32, stem, zone });
    }

    fn push(&mut self, at: usize, end: usize, stem: Option<u32>, own_line: bool, numbered: bool) {
        let own = &self.words.list[at..end];
        let closed = self.words.list.get(end).is_none_or(|next| {
            next.flags.has(Flags::NEWLINE) || next.flags.has(Flags::STOP) || next.flags.has(Flags::COLON)
        });
        let leads = self.words.list.get(end).is_some_and(|next| next.flags.has(Flags::COLON));
        let mut zone = self.zone;
        // A stem that names what follows ("Restrictions:") is a heading as well; one with a verb is not title case.
        if own_line
            && closed
            && stem.is_none_or(|_| own[0].flags.has(Flags::HEADING))
            && !questions::asks(self.words, at, end)
            && (headings::is_heading(own, self.shouting)
                || (numbered && self.is_sentence_case_heading(end, own)))
            && !(leads && own.len() > 6)
        {
            self.zone = headings::zone_of(own);
            zone = Zone::HEADING;
            if own[0].flags.has(Flags::PARAGRAPH) {
                self.lists.heading();
            }
        } else if let Some(stem) = stem.and_then(|stem| self.out.get(stem as usize))
            && stem.zone == Zone::DEFINITIONS
        {
            zone = Zone::DEFINITIONS;
        }
        if questions::is_open(self.words, at, end) {
            zone = Zone::PREAMBLE;
        }
        self.out.push(Provision { words: at as u32..end as u32, stem, zone });
    }

    /// A numbered line such as "2. Scope of the rights granted by the license": no capitals, no full stop, it names a
    /// zone, and what follows it has no number.
    fn is_sentence_case_heading(&self, end: usize, own: &[Word]) -> bool {
        let marks = Flags(Flags::STOP.0 | Flags::COLON.0 | Flags::SEMICOLON.0 | Flags::COMMA.0);
        self.words.list.get(end).is_some_and(|next| next.flags.has(Flags::NEWLINE) && !next.flags.has(marks))
            && marker(self.words, end).is_none()
            && own.len() <= 9
            && own.first().is_some_and(|first| first.flags.has(Flags::CAPITAL))
            && own.iter().skip(1).all(|word| !word.flags.has(marks))
            && headings::zone_of(own) != Zone::GENERAL
    }

    /// The mark that begins at a word, if one does.
    fn marker(&self, at: usize) -> Option<Marker> {
        marker(self.words, at).filter(|mark| !(self.comment && mark.style == Style::Bullet))
    }

    /// Whether a provision begins with "You may", "Permission is granted", "the Licensor grants you" and the like.
    #[inline(never)]
    fn addresses(&self, at: usize) -> bool {
        static VERBS: &[u32] = &[of("may"), of("must"), of("shall"), of("can"), of("agree")];
        static GRANTS: &[u32] =
            &[of("grants"), of("granted"), of("authorizes"), of("authorize"), of("authorizing")];
        static GIVEN: &[u32] = &[of("you"), of("licensee"), of("permission")];
        static DEFINES: &[u32] = &[of("means"), of("mean"), of("defined"), of("refers"), of("meaning")];
        let word = |at: usize| self.words.list.get(at).map(|word| word.hash);
        let lead: Vec<u32> = (at..at + GRANT_WORDS).map_while(word).collect();
        let has = |wanted: &[u32]| lead.iter().any(|word| wanted.contains(word));
        // "This agreement will terminate …"
        let speaks_of_itself = word(at) == Some(of("this"))
            && word(at + 1).is_some_and(|named| [of("agreement"), of("license")].contains(&named))
            && word(at + 2).is_some_and(|verb| [of("will"), of("shall"), of("terminates")].contains(&verb));
        speaks_of_itself
            || (word(at) == Some(of("you")) && word(at + 1).is_some_and(|verb| VERBS.contains(&verb)))
            || (has(GRANTS) && has(GIVEN) && !has(DEFINES))
    }

    /// What begins at a word.
    fn start(&self, at: usize) -> Start {
        let list = &self.words.list;
        let word = list[at];
        if at == 0 {
            return self.marker(at).map_or(Start::Paragraph, Start::Item);
        }
        let before = list[at - 1];
        if word.flags.has(Flags::STOP) && questions::answers(self.words, at) {
            return Start::Nothing;
        }
        let maybe_mark = word.flags.has(Flags::NEWLINE) || word.flags.has(Flags::OPEN);
        if maybe_mark && let Some(mark) = self.marker(at) {
            if mark.column.is_some() && !self.wrapped_reference(at) {
                return Start::Item(mark);
            }
            // Inside a line "(a)" opens an item, unless it refers to one: "Section 2(a)", "paragraph (b)".
            if mark.column.is_none() && word.flags.has(Flags::OPEN) && !self.refers(at) && !self.attached(at)
            {
                return Start::Item(mark);
            }
        }
        if word.flags.has(Flags::NEWLINE)
            && (word.flags.has(Flags::HEADING)
                || begins_row(self.words.text, word.start as usize)
                || begins_row(self.words.text, before.start as usize))
        {
            return Start::Paragraph;
        }
        let capital = word.flags.has(Flags::CAPITAL)
            || word.flags.has(Flags::NUMBER)
            || word.flags.has(Flags::QUOTE_BEFORE);
        let ideograph = word.end - word.start >= 3
            && self.words.text.as_bytes().get(word.start as usize).is_some_and(|byte| *byte >= 0xe3);
        if word.flags.has(Flags::PARAGRAPH) {
            let open = !word.flags.has(Flags(Flags::STOP.0 | Flags::COLON.0 | Flags::SEMICOLON.0));
            return if open && !capital && !ideograph { Start::Nothing } else { Start::Paragraph };
        }
        // "Licensor(s)." is no abbreviation: the stop must follow the word itself.
        let abbreviated = ABBREVIATIONS.contains(&before.hash)
            && (before.hash != of("no") || word.flags.has(Flags::NUMBER))
            && self.words.text.as_bytes().get(before.end as usize) == Some(&b'.');
        if word.flags.has(Flags::STOP) && (capital || ideograph) && !abbreviated {
            let aligned = || self.lists.aligned(column_of(self.words.text, word.start as usize));
            let loose = || self.lists.is_bare() && line_length(self.words, at) > LONG;
            return if word.flags.has(Flags::NEWLINE) && (short_line(self.words, at) || aligned() || loose()) {
                Start::Paragraph
            } else {
                Start::Sentence
            };
        }
        if word.flags.has(Flags::SEMICOLON) && capital && self.lists.is_bare() {
            return Start::Paragraph;
        }
        if word.flags.has(Flags::NEWLINE) {
            if word.flags.has(Flags::SEMICOLON) || (word.flags.has(Flags::COLON) && capital) {
                return Start::Paragraph;
            }
            if capital && self.heading_ends(at) || self.in_marked_heading(at) {
                return Start::Paragraph;
            }
        }
        Start::Nothing
    }

    /// A line that begins with a number because the text was wrapped there ("under Section\n4. of").
    fn wrapped_reference(&self, at: usize) -> bool {
        let flags = self.words.list[at].flags;
        let marks = Flags(Flags::PARAGRAPH.0 | Flags::STOP.0 | Flags::COLON.0 | Flags::SEMICOLON.0);
        if at == 0 || flags.has(marks) {
            return false;
        }
        // "under the age of / 18.": the end of a sentence, for nothing follows that it could number.
        let ends = self.words.list.get(at + 1).is_none_or(|next| next.flags.has(Flags::PARAGRAPH))
            && flags.has(Flags::NUMBER);
        ends || names_part(self.words.list[at - 1])
    }

    /// Whether a mark in parentheses refers to a place ("Section 2(b)(1)") or repeats a number ("thirty (30)").
    fn refers(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|before| self.words.list.get(before)) else {
            return false;
        };
        refers(*before)
            || (before.flags.has(Flags::OPEN)
                && before.end - before.start <= 3
                && self.words.text.as_bytes().get(before.end as usize) == Some(&b')')
                && self.refers(at - 1))
    }

    /// Whether a parenthesis belongs to the word before it: "Licensor(s)".
    fn attached(&self, at: usize) -> bool {
        let start = self.words.list[at].start as usize;
        start >= 2 && self.words.text.as_bytes()[start - 2].is_ascii_alphabetic()
    }

    /// Whether the line before this word is marked up as a heading.
    fn in_marked_heading(&self, at: usize) -> bool {
        let lines = self.words.list[..at].iter().rev().take(40);
        let first = lines.into_iter().find(|word| word.flags.has(Flags::NEWLINE));
        first.is_some_and(|first| first.flags.has(Flags::HEADING))
    }

    /// Whether the line before this word is a heading without a blank line after it.
    fn heading_ends(&self, at: usize) -> bool {
        let list = &self.words.list;
        let first = (0..at).rev().take(13).find(|place| list[*place].flags.has(Flags::NEWLINE));
        first.is_some_and(|first| {
            let alone = first == 0
                || list[first].flags.has(Flags(Flags::PARAGRAPH.0 | Flags::STOP.0 | Flags::MARKER.0));
            // The number before a heading is no part of it.
            let number = marker(self.words, first).map_or(0, |mark| mark.words);
            let line = &list[(first + number).min(at)..at];
            let shouted =
                line.iter().all(|word| word.flags.has(Flags::UPPER)) && list[at].flags.has(Flags::UPPER);
            let heading = headings::is_heading(line, self.shouting)
                || (number > 0 && self.is_sentence_case_heading(at, line));
            alone && !shouted && short_line(self.words, at) && heading
        })
    }
}

/// Whether a mark in parentheses after the word refers to a place rather than opening an item.
fn refers(word: Word) -> bool {
    word.flags.has(Flags::NUMBER) || names_part(word)
}

/// Whether the word names a part of a text, so that a number or letter after it says which.
fn names_part(word: Word) -> bool {
    static REFERENCES: &[u32] = &[
        of("section"),
        of("sections"),
        of("clause"),
        of("clauses"),
        of("paragraph"),
        of("paragraphs"),
        of("subsection"),
        of("subsections"),
        of("article"),
        of("articles"),
        of("item"),
        of("items"),
        of("version"),
        of("exhibit"),
        of("attachment"),
        of("annex"),
        of("part"),
        of("step"),
        of("one"),
        of("two"),
        of("three"),
        of("four"),
        of("five"),
        of("six"),
        of("seven"),
        of("ten"),
        of("twelve"),
        of("fourteen"),
        of("fifteen"),
        of("twenty"),
        of("thirty"),
        of("sixty"),
        of("ninety"),
    ];
    REFERENCES.contains(&word.hash)
}
