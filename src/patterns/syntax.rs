//! The notation in which clause files and the grammar file say what wording they mean, and its compiler.
//!
//! The build script compiles this file too; at run time only what it writes is there (`pack.rs`). Notation, by example:
//!
//! | written | means |
//! |---|---|
//! | `sublicense` | this word, in any case |
//! | `distribut*` | words that begin so |
//! | `may not` | one word after the other, whatever punctuation is between |
//! | `(sell \| lease out)` | one of these |
//! | `express?` `(prior written)?` | may be missing |
//! | `~6` | up to six words of any kind |
//! | `_` | exactly one word |
//! | `<work>` | a list of wordings that `grammar.toml` names |
//! | `#` | a word with a digit |
//! | `!only` | the next word is not this one |
//! | `^` `$` | first word, last word of the provision (or before a semicolon) |
//! | `&` | the next word is one of the provision's own, not of its stem |
//! | `,` `:` `"` | this mark stands before the next word |
//! | `@forbid` | the next word stands in a prohibition (also `permit`, `oblige`, `except`, `define`, `plain`) |
//! | `Cap` | the next word begins with a capital |

use std::collections::BTreeMap;

use super::pack::{self, Instruction};

/// Ends a program: the pattern matched.
pub const MATCH: u16 = 0;
/// Takes a word of the class that follows.
pub const WORD: u16 = 1;
/// Goes on with the next instruction, or else at the target. A program has its targets after the instruction.
pub const SPLIT: u16 = 2;
/// Goes on at the target.
pub const JUMP: u16 = 3;
/// Takes up to so many words.
pub const GAP: u16 = 4;
/// The next word's polarity is in the mask.
pub const MODE: u16 = 5;
/// At the first word.
pub const BEGIN: u16 = 6;
/// After the last word.
pub const END: u16 = 7;
/// The next word is not of the class.
pub const NOT: u16 = 8;
/// Takes any word.
pub const ANY: u16 = 9;
/// The next word has one of the flags.
pub const FLAG: u16 = 10;

/// The pattern can only match where a word of the class stands somewhere in the provision; before all other instructions.
pub const NEED: u16 = 11;

/// The next word is the provision's own, not its stem's.
pub const OWN: u16 = 12;

/// The class of words that have a digit.
pub const NUMBER_CLASS: u16 = 0;

/// A class of words that patterns ask for: some literal words and beginnings of words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClassMembers(Vec<String>);

/// Collects classes and programs.
#[derive(Debug)]
pub struct Compiler {
    macros: BTreeMap<String, Node>,
    /// Groups of words that say the same: a class that has one of them has all, and names the first.
    pub synonyms: Vec<Vec<String>>,
    classes: BTreeMap<ClassMembers, u16>,
    /// Patterns compiled before: many share a guard.
    known: BTreeMap<String, Compiled>,
    /// Instructions of all programs.
    pub programs: Vec<Vec<Instruction>>,
}

/// A compiled pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compiled {
    /// The number of its program.
    pub program: u32,
    /// The classes with which it can begin.
    pub starts: Vec<u16>,
}

#[derive(Debug, Clone, PartialEq)]
enum Node {
    Word(String),
    Number,
    Any,
    Gap(u16),
    Mode(u16),
    Flag(u16),
    Begin,
    Own,
    End,
    Not(Box<Node>),
    Maybe(Box<Node>),
    All(Vec<Node>),
    One(Vec<Node>),
}

impl Default for Compiler {
    fn default() -> Self {
        let classes = BTreeMap::from([(ClassMembers(vec![String::from("#")]), NUMBER_CLASS)]);
        Self {
            macros: BTreeMap::new(),
            synonyms: Vec::new(),
            classes,
            known: BTreeMap::new(),
            programs: Vec::new(),
        }
    }
}

impl Compiler {
    /// Names a list of wordings.
    ///
    /// # Errors
    /// Says what is wrong with the wording.
    pub fn name(&mut self, name: &str, wording: &str) -> Result<(), String> {
        let node = self.parse(wording)?;
        self.macros.insert(name.to_owned(), node);
        Ok(())
    }

    /// Compiles a pattern.
    ///
    /// # Errors
    /// Says what is wrong with the pattern.
    pub fn pattern(&mut self, wording: &str) -> Result<Compiled, String> {
        if let Some(compiled) = self.known.get(wording) {
            return Ok(compiled.clone());
        }
        let node = self.parse(wording)?;
        let mut program = Vec::new();
        self.emit(&node, &mut program);
        add(&mut program, MATCH, 0);
        let mut outline = pack::Outline::default();
        outline.read(&program);
        let starts = outline.starts;
        if starts.is_empty() {
            return Err(String::from("a pattern must begin with a word"));
        }
        let compiled = Compiled { program: self.programs.len() as u32, starts };
        self.programs.push(program);
        self.known.insert(wording.to_owned(), compiled.clone());
        Ok(compiled)
    }

    /// Every class with its members, by number; a member that ends in `*` is a beginning.
    #[must_use]
    pub fn classes(&self) -> Vec<(u16, Vec<String>)> {
        self.classes.iter().map(|(members, number)| (*number, members.0.clone())).collect()
    }

    fn parse(&self, wording: &str) -> Result<Node, String> {
        let mut tokens = tokens(wording)?;
        tokens.reverse();
        let node = self.alternatives(&mut tokens)?;
        match tokens.pop() {
            None => Ok(node),
            Some(token) => Err(format!("unexpected `{token}` in `{wording}`")),
        }
    }

    fn alternatives(&self, tokens: &mut Vec<String>) -> Result<Node, String> {
        let mut ways = vec![self.sequence(tokens)?];
        while tokens.last().is_some_and(|token| token == "|") {
            tokens.pop();
            ways.push(self.sequence(tokens)?);
        }
        Ok(if ways.len() == 1 { ways.remove(0) } else { Node::One(ways) })
    }

    fn sequence(&self, tokens: &mut Vec<String>) -> Result<Node, String> {
        let mut nodes = Vec::new();
        while let Some(token) = tokens.last() {
            if token == "|" || token == ")" {
                break;
            }
            let token = tokens.pop().unwrap_or_default();
            let mut node = self.single(&token, tokens)?;
            while tokens.last().is_some_and(|token| token == "?") {
                tokens.pop();
                node = Node::Maybe(Box::new(node));
            }
            nodes.push(node);
        }
        match nodes.len() {
            0 => Err(String::from("an empty alternative")),
            1 => Ok(nodes.remove(0)),
            _ => Ok(Node::All(nodes)),
        }
    }

    fn single(&self, token: &str, tokens: &mut Vec<String>) -> Result<Node, String> {
        Ok(match token {
            "(" => {
                let node = self.alternatives(tokens)?;
                if tokens.pop().as_deref() != Some(")") {
                    return Err(String::from("a `(` without its `)`"));
                }
                node
            }
            "!" => {
                let next = tokens.pop().ok_or("nothing after `!`")?;
                let node = self.single(&next, tokens)?;
                if words_of(&node).is_none() && node != Node::Number {
                    return Err(String::from("`!` takes a single word or a choice of single words"));
                }
                Node::Not(Box::new(node))
            }
            "_" => Node::Any,
            "#" => Node::Number,
            "^" => Node::Begin,
            "&" => Node::Own,
            "$" => Node::End,
            "," => Node::Flag(32),
            ":" => Node::Flag(8),
            "\"" => Node::Flag(256),
            "Cap" => Node::Flag(1024),
            ")" | "|" | "?" => return Err(format!("unexpected `{token}`")),
            _ if token.starts_with('~') => {
                Node::Gap(token[1..].parse().map_err(|_| format!("`{token}`: a gap is `~` and a number"))?)
            }
            _ if token.starts_with('@') => Node::Mode(mode_mask(&token[1..])?),
            _ if token.starts_with('<') => {
                let name = token.trim_matches(['<', '>']);
                self.macros.get(name).cloned().ok_or_else(|| format!("no wording is named `<{name}>`"))?
            }
            _ => Node::Word(token.to_owned()),
        })
    }

    fn class(&mut self, mut members: Vec<String>) -> u16 {
        for group in &self.synonyms {
            if let Some(member) = members.iter_mut().find(|member| group.contains(member)) {
                member.clone_from(&group[0]);
                members.retain(|member| *member == group[0] || !group.contains(member));
            }
        }
        members.sort();
        members.dedup();
        let next = u16::try_from(self.classes.len()).unwrap_or(u16::MAX);
        *self.classes.entry(ClassMembers(members)).or_insert(next)
    }

    fn emit(&mut self, node: &Node, out: &mut Vec<Instruction>) {
        if let Some(members) = words_of(node) {
            add(out, WORD, self.class(members));
            return;
        }
        match node {
            Node::Word(_) => {}
            Node::Number => add(out, WORD, NUMBER_CLASS),
            Node::Any => add(out, ANY, 0),
            Node::Gap(most) => add(out, GAP, *most),
            Node::Mode(mask) => add(out, MODE, *mask),
            Node::Flag(mask) => add(out, FLAG, *mask),
            Node::Begin => add(out, BEGIN, 0),
            Node::Own => add(out, OWN, 0),
            Node::End => add(out, END, 0),
            Node::Not(inner) if **inner == Node::Number => add(out, NOT, NUMBER_CLASS),
            Node::Not(inner) => {
                let class = self.class(words_of(inner).unwrap_or_default());
                add(out, NOT, class);
            }
            Node::Maybe(inner) => {
                let split = open(out, SPLIT);
                self.emit(inner, out);
                close(out, split);
            }
            Node::All(nodes) => nodes.iter().for_each(|node| self.emit(node, out)),
            Node::One(ways) => {
                let mut ends = Vec::new();
                // Single words of a choice are one class; the longer wordings are ways of their own.
                let (short, long): (Vec<&Node>, Vec<&Node>) =
                    ways.iter().partition(|way| words_of(way).is_some());
                let members: Vec<String> = short.into_iter().filter_map(words_of).flatten().collect();
                let count = long.len();
                for (place, way) in long.into_iter().enumerate() {
                    let last = place + 1 == count && members.is_empty();
                    let split = (!last).then(|| open(out, SPLIT));
                    self.emit(way, out);
                    if let Some(split) = split {
                        ends.push(open(out, JUMP));
                        close(out, split);
                    }
                }
                if !members.is_empty() {
                    add(out, WORD, self.class(members));
                }
                for end in ends {
                    close(out, end);
                }
            }
        }
    }
}

fn add(out: &mut Vec<Instruction>, code: u16, operand: u16) {
    out.push(Instruction { code, operand });
}

/// Writes an instruction whose target is not known yet; gives its place.
fn open(out: &mut Vec<Instruction>, code: u16) -> usize {
    add(out, code, 0);
    out.len() - 1
}

fn close(out: &mut [Instruction], place: usize) {
    out[place].operand = (out.len() - place) as u16;
}

/// Number of a polarity by its name; several are joined with `/`.
///
/// # Errors
/// Names the polarity that does not exist.
pub fn mode_mask(names: &str) -> Result<u16, String> {
    names.split('/').try_fold(0, |mask, name| {
        Ok(mask
            | match name {
                "plain" => 1,
                "permit" => 2,
                "forbid" => 4,
                "oblige" => 8,
                "except" => 16,
                "define" => 32,
                _ => return Err(format!("no polarity is named `{name}`")),
            })
    })
}

/// The single words that a node stands for, if it stands for nothing else.
fn words_of(node: &Node) -> Option<Vec<String>> {
    match node {
        Node::Word(word) => Some(vec![word.clone()]),
        Node::One(ways) => ways.iter().map(words_of).collect::<Option<Vec<_>>>().map(|lists| lists.concat()),
        _ => None,
    }
}

/// Splits a wording into words and signs, as the words stage would split a text.
fn tokens(wording: &str) -> Result<Vec<String>, String> {
    let mut out = Vec::new();
    let mut rest = wording;
    while let Some(first) = rest.chars().next() {
        let mut length = first.len_utf8();
        if "()|?!_#^$&,:\"".contains(first) {
            out.push(first.to_string());
        } else if "~@<".contains(first) {
            length = rest
                .find(|letter: char| letter.is_whitespace() || "()|?".contains(letter))
                .unwrap_or(rest.len());
            out.push(rest[..length].to_owned());
        } else if ('\u{2e80}'..='\u{9fff}').contains(&first) {
            out.push(first.to_string());
        } else if first.is_alphanumeric() {
            length = rest
                .find(|letter: char| {
                    !(letter.is_alphanumeric() || "'*-.".contains(letter))
                        || ('\u{2e80}'..='\u{9fff}').contains(&letter)
                })
                .unwrap_or(rest.len());
            out.extend(written_words(&rest[..length]));
        } else if !first.is_whitespace() {
            return Err(format!("unexpected `{first}` in `{wording}`"));
        }
        rest = &rest[length..];
    }
    Ok(out)
}

/// A written word as the words stage knows it: `non-commercial` is one word, `royalty-free` two.
fn written_words(word: &str) -> Vec<String> {
    if word == "Cap" {
        return vec![word.to_owned()];
    }
    let word = word.replace('\'', "").to_lowercase();
    for prefix in ["non-", "sub-"] {
        if let Some(rest) = word.strip_prefix(prefix) {
            return vec![format!("{}{rest}", prefix.trim_end_matches('-'))];
        }
    }
    word.split('-').filter(|part| !part.is_empty()).map(str::to_owned).collect()
}
