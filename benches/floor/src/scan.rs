/// Cuts a text into runs of letters and digits, folds ASCII case, and hashes each run: what every tool of this kind must
/// do at the very least, and nothing else. Gives a number that depends on every byte, so that no part can be left out.
///
/// This is the floor of all measurements. Its code stays as it is: a change moves every ratio of `baseline.json`.
#[must_use]
pub(crate) fn scan(text: &str) -> u32 {
    let (mut words, mut sum, mut hash, mut inside) = (0_u32, 0_u32, 0_u32, false);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || byte >= 0x80 {
            hash = (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193);
            inside = true;
        } else if inside {
            words += 1;
            sum = sum.rotate_left(5) ^ hash;
            (hash, inside) = (0x811c_9dc5, false);
        }
    }
    sum ^ hash ^ words
}
