//! How the tables of patterns are stored: numbers of variable length, in columns, so that they cost few bytes.
//!
//! The build script writes them with this file and the engine reads them with it, once, at the first reading of terms.
//!
//! | part | numbers |
//! |---|---|
//! | words | count; each: letters shared with the word before, the rest, a line feed; sorted, `*` ends a beginning |
//! | synonyms | count of groups; each: length, places of its words, the first one as in classes; sorted by it |
//! | classes | count; of each but the first (words with a digit) the members; then the place of its first member as a difference to that of the class before; then the gaps between the places of the others |
//! | programs | count; instructions that they take when laid out; each: [`Instruction`]s, the last one `MATCH` |
//! | lists | count; each: length, numbers |
//! | patterns | count; then a column a field |
//! | triggers | count; then a column a field |

use super::syntax::{ANY, BEGIN, END, FLAG, GAP, JUMP, MATCH, MODE, NUMBER_CLASS, OWN, SPLIT, WORD};

/// Classes below take one byte in an instruction.
pub const SHORT: u16 = 130;
/// First byte of a short class.
const SHORT_BYTE: u8 = 126;
/// First byte of the other instructions; below are those that ask for a class that takes two bytes.
const OTHER_BYTE: u8 = 64;

/// An instruction; targets are counted in instructions from this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instruction {
    /// What to do, see [`super::syntax`].
    pub code: u16,
    /// Class, mask, words or distance; 0 where there is none.
    pub operand: u16,
}

impl Instruction {
    /// Whether an operand follows the instruction.
    #[must_use]
    pub fn has_operand(code: u16) -> bool {
        !matches!(code, MATCH | BEGIN | OWN | END | ANY)
    }

    /// Whether the operand is a distance.
    #[must_use]
    pub fn jumps(self) -> bool {
        matches!(self.code, SPLIT | JUMP)
    }
}

/// Writes a number: seven bits a byte, the lowest first.
pub fn put(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Writes the difference to the number before it.
pub fn put_difference(out: &mut Vec<u8>, before: u32, number: u32) {
    let difference = number.cast_signed().wrapping_sub(before.cast_signed());
    put(out, ((difference << 1) ^ (difference >> 31)).cast_unsigned());
}

/// Writes an instruction.
pub fn put_instruction(out: &mut Vec<u8>, instruction: Instruction) {
    let Instruction { code, operand } = instruction;
    if code != WORD {
        out.push(OTHER_BYTE + code as u8);
        if Instruction::has_operand(code) {
            put(out, u32::from(operand));
        }
    } else if operand < SHORT {
        out.push(SHORT_BYTE + operand as u8);
    } else {
        out.extend([((operand - SHORT) >> 8) as u8, (operand - SHORT) as u8]);
    }
}

/// Reads what the functions above write; zeros after the end.
#[derive(Debug)]
pub struct Reader<'b> {
    bytes: &'b [u8],
}

impl<'b> Reader<'b> {
    /// From the first byte.
    #[must_use]
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { bytes }
    }

    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.bytes.split_first() else { return 0 };
        self.bytes = rest;
        *first
    }

    /// The next number.
    pub fn number(&mut self) -> u32 {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.byte();
            number |= u32::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 || shift > 28 {
                return number;
            }
        }
    }

    /// The next number, which was written as a difference.
    pub fn difference(&mut self, before: u32) -> u32 {
        let folded = self.number();
        before.wrapping_add((folded >> 1) ^ 0_u32.wrapping_sub(folded & 1))
    }

    /// The bytes before the next line feed.
    pub fn line(&mut self) -> &'b [u8] {
        let end = self.bytes.iter().position(|byte| *byte == b'\n').unwrap_or(self.bytes.len());
        let line = &self.bytes[..end];
        self.bytes = self.bytes.get(end + 1..).unwrap_or_default();
        line
    }

    /// The next instruction.
    pub fn instruction(&mut self) -> Instruction {
        let byte = self.byte();
        if byte >= SHORT_BYTE {
            return Instruction { code: WORD, operand: u16::from(byte - SHORT_BYTE) };
        }
        if byte < OTHER_BYTE {
            let operand = (u16::from(byte) << 8 | u16::from(self.byte())) + SHORT;
            return Instruction { code: WORD, operand };
        }
        let code = u16::from(byte - OTHER_BYTE);
        let operand = if Instruction::has_operand(code) { self.number() as u16 } else { 0 };
        Instruction { code, operand }
    }
}

/// What can be told of a program before it runs. One of them serves for all programs, so that its lists need no new room.
#[derive(Debug, Default)]
pub struct Outline {
    /// The classes of which a word must be there for a match: those that the program asks for on every way.
    pub needs: Vec<u16>,
    /// The classes with which it can begin; none when it can begin with anything.
    pub starts: Vec<u16>,
    /// Words that a match takes at most.
    pub most: u16,
    /// By place in the program, and one more.
    room: Vec<u16>,
}

impl Outline {
    /// Reads a program.
    pub fn read(&mut self, program: &[Instruction]) {
        self.read_needs(program);
        self.read_starts(program);
        self.read_most(program);
    }

    #[inline(never)]
    fn read_needs(&mut self, program: &[Instruction]) {
        self.needs.clear();
        let mut covered = 0;
        for (place, instruction) in program.iter().enumerate() {
            if instruction.jumps() {
                covered = covered.max(place + usize::from(instruction.operand));
            } else if place >= covered && instruction.code == WORD && instruction.operand != NUMBER_CLASS {
                add_new(&mut self.needs, instruction.operand);
            }
        }
    }

    // Every target lies ahead, so one way through the program finds all that can come first.
    #[inline(never)]
    fn read_starts(&mut self, program: &[Instruction]) {
        self.starts.clear();
        clear(&mut self.room, program.len() + 1);
        let reached = &mut self.room;
        reached[0] = 1;
        for (place, instruction) in program.iter().enumerate() {
            if reached[place] == 0 {
                continue;
            }
            let (next, ahead) = (place + 1, (place + usize::from(instruction.operand)).min(program.len()));
            match instruction.code {
                WORD => add_new(&mut self.starts, instruction.operand),
                SPLIT => (reached[next], reached[ahead]) = (1, 1),
                JUMP => reached[ahead] = 1,
                MODE | FLAG | BEGIN | OWN => reached[next] = 1,
                _ => return self.starts.clear(),
            }
        }
    }

    // And the way from each instruction is known when those after it are.
    #[inline(never)]
    fn read_most(&mut self, program: &[Instruction]) {
        clear(&mut self.room, program.len() + 1);
        let from = &mut self.room;
        for (place, instruction) in program.iter().enumerate().rev() {
            let ahead = |distance: u16| from.get(place + usize::from(distance)).copied().unwrap_or(0);
            from[place] = match instruction.code {
                WORD | ANY => ahead(1) + 1,
                GAP => ahead(1) + instruction.operand,
                SPLIT => ahead(1).max(ahead(instruction.operand)),
                JUMP => ahead(instruction.operand),
                _ => ahead(1),
            };
        }
        self.most = from[0];
    }
}

fn clear(room: &mut Vec<u16>, length: usize) {
    room.clear();
    room.resize(length, 0);
}

fn add_new(list: &mut Vec<u16>, class: u16) {
    if !list.contains(&class) {
        list.push(class);
    }
}
