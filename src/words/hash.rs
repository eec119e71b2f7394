//! The hash by which words are known: the index, the clause patterns and the text all speak in it.
//!
//! 32-bit FNV-1a over the UTF-8 bytes of the normalised word. The build script and the index generator compile this
//! very file, so a change here needs `cargo xtask index`.

/// State of a hash before its first byte.
pub const START: u32 = 0x811c_9dc5;

/// Adds one byte.
#[must_use]
#[inline]
pub const fn push(state: u32, byte: u8) -> u32 {
    (state ^ byte as u32).wrapping_mul(0x0100_0193)
}

/// Hash of a word that is normalised already (lower case, no apostrophes).
#[must_use]
pub const fn of(word: &str) -> u32 {
    let bytes = word.as_bytes();
    let (mut state, mut place) = (START, 0);
    while place < bytes.len() {
        state = push(state, bytes[place]);
        place += 1;
    }
    state
}
