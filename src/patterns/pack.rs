//! How the tables of patterns are stored: numbers of variable length, in columns, so that they cost few bytes.
//!
//! The build script writes them with this file and the engine reads them with it, once, at the first reading of terms.
//!
//! | part | numbers |
//! |---|---|
//! | words | count; each: letters shared with the word before, the rest, a line feed; sorted, `*` ends a beginning |
//! | classes | count; each but the first (words with a digit): members, then the gaps between their places |
//! | programs | count; each: [`Instruction`]s, the last one `MATCH` |
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

/// The classes of which a word must be there for a program to match: those that it asks for on every way.
#[must_use]
pub fn needs(program: &[Instruction]) -> Vec<u16> {
    let (mut needs, mut covered) = (Vec::new(), 0);
    for (place, instruction) in program.iter().enumerate() {
        if instruction.jumps() {
            covered = covered.max(place + usize::from(instruction.operand));
        } else if place >= covered && instruction.code == WORD && instruction.operand != NUMBER_CLASS {
            needs.push(instruction.operand);
        }
    }
    distinct(needs)
}

fn distinct(list: Vec<u16>) -> Vec<u16> {
    let mut kept = Vec::with_capacity(list.len());
    for class in list {
        if !kept.contains(&class) {
            kept.push(class);
        }
    }
    kept
}

/// The classes with which a program can begin; nothing when it can begin with anything.
#[must_use]
pub fn starts(program: &[Instruction]) -> Option<Vec<u16>> {
    let (mut starts, mut todo) = (Vec::new(), vec![0]);
    while let Some(at) = todo.pop() {
        let instruction = program.get(at)?;
        match instruction.code {
            WORD => starts.push(instruction.operand),
            SPLIT => todo.extend([at + 1, at + usize::from(instruction.operand)]),
            JUMP => todo.push(at + usize::from(instruction.operand)),
            MODE | FLAG | BEGIN | OWN => todo.push(at + 1),
            _ => return None,
        }
    }
    Some(distinct(starts))
}

/// Words that a match of a program takes at most.
#[must_use]
pub fn most(program: &[Instruction]) -> u16 {
    // Every target lies ahead, so the way from each instruction is known when those after it are.
    let mut from = vec![0_u16; program.len() + 1];
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
    from[0]
}
