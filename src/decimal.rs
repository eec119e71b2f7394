//! Numbers in words of digits: what license texts and sentences about them hold, to six decimals.
//!
//! The standard conversions are exact for every `f64` and bring fifteen kilobytes of tables and code into the wasm.

/// Decimals that are kept.
const PLACES: usize = 6;

/// Reads digits with at most one decimal point; nothing for anything else.
#[must_use]
pub fn parse(text: &str) -> Option<f64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    // Fifteen digits and a power of ten up to 22 are exact, so their quotient is rounded once.
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() && fraction.is_empty() || !digits(whole) || !digits(fraction) {
        return None;
    }
    let kept = &fraction[..fraction.len().min(15_usize.saturating_sub(whole.len()))];
    let number = whole.bytes().chain(kept.bytes()).fold(0.0, |sum, byte| sum * 10.0 + f64::from(byte - b'0'));
    Some(number / power_of_ten(kept.len()))
}

/// Writes a number with as many decimals as it has, without zeros at the end.
#[must_use]
pub fn written(number: f64) -> String {
    let mut text = rounded(number, PLACES);
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    text
}

/// Writes a number with so many decimals, six at most; halves are rounded away from zero.
#[must_use]
#[allow(clippy::cast_sign_loss, reason = "magnitudes have no sign")]
pub fn rounded(number: f64, places: usize) -> String {
    if !number.is_finite() {
        return String::from(if number.is_nan() { "NaN" } else { "infinite" });
    }
    let places = places.min(PLACES);
    let scale = power_of_ten(places);
    let magnitude = number.abs();
    // What is above this has no decimals in an f64, and the scaled number would lose digits.
    let (whole, fraction) = if magnitude < 1e9 {
        let scaled = (magnitude * scale).round() as u64;
        (u128::from(scaled / scale as u64), scaled % scale as u64)
    } else {
        (magnitude.round() as u128, 0)
    };
    let sign = if number < 0.0 && (whole, fraction) != (0, 0) { "-" } else { "" };
    let whole = digits(whole);
    if places == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction:0places$}") }
}

// Long division by hand: what the standard library has for such numbers is more code than all of this file.
fn digits(number: u128) -> String {
    let mut limbs = [96, 64, 32, 0].map(|shift| (number >> shift) as u32);
    let mut out = String::new();
    while out.is_empty() || limbs != [0; 4] {
        let mut rest = 0;
        for limb in &mut limbs {
            let dividend = rest << 32 | u64::from(*limb);
            (*limb, rest) = ((dividend / 10) as u32, dividend % 10);
        }
        out.insert(0, (b'0' + rest as u8) as char);
    }
    out
}

/// Writes a number with commas between thousands.
#[must_use]
pub fn grouped(number: f64) -> String {
    let text = written(number);
    let whole = text.split('.').next().unwrap_or_default();
    let mut out = String::with_capacity(text.len() + text.len() / 3);
    for (place, digit) in whole.char_indices() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) && !out.ends_with('-') {
            out.push(',');
        }
        out.push(digit);
    }
    out.push_str(&text[whole.len()..]);
    out
}

fn power_of_ten(places: usize) -> f64 {
    (0..places).fold(1.0, |power, _| power * 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_licenses_are_read_and_written_as_the_standard_library_does() {
        for text in
            ["0", "7", "1.5", "2.25", "10", "1500", "700000000", "0.1", "99.99", "1234567.125", "0007", "5."]
        {
            let number = text.parse::<f64>().expect("a number");
            assert_eq!(parse(text), Some(number), "{text}");
            assert_eq!(written(number), number.to_string(), "{text}");
        }
        for text in ["", ".", "1.2.3", "-1", "1e9", "1,000", "٣", "inf"] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(written(-2.5), "-2.5");
        assert_eq!(written(1e21), "1000000000000000000000");
        assert_eq!(written(f64::NAN), "NaN");
    }

    #[test]
    fn rounding_and_grouping() {
        assert_eq!(rounded(12.345, 1), "12.3");
        assert_eq!(rounded(99.96, 1), "100.0");
        assert_eq!(rounded(11.5, 0), "12");
        assert_eq!(grouped(1_234_567.5), "1,234,567.5");
        assert_eq!(grouped(-1000.0), "-1,000");
        assert_eq!(grouped(999.0), "999");
    }
}
