//! Widths of letters, so that a badge is as wide as its words without a font at hand.

/// Widths of the printable ASCII characters in Verdana, in units of 1/2048 em. Where another font is used instead,
/// `textLength` fits it to the same width.
const VERDANA: [u16; 95] = [
    720, 806, 940, 1676, 1302, 2204, 1488, 550, 930, 930, 1302, 1676, 745, 930, 745, 930, 1302, 1302, 1302,
    1302, 1302, 1302, 1302, 1302, 1302, 1302, 930, 930, 1676, 1676, 1676, 1117, 2048, 1400, 1404, 1430, 1578,
    1295, 1177, 1588, 1539, 862, 931, 1419, 1140, 1726, 1532, 1612, 1235, 1612, 1424, 1400, 1262, 1499, 1400,
    2025, 1403, 1260, 1403, 930, 930, 930, 1676, 1302, 1302, 1230, 1276, 1067, 1276, 1220, 720, 1276, 1296,
    562, 705, 1212, 562, 1992, 1296, 1243, 1276, 1276, 874, 1067, 807, 1296, 1212, 1676, 1212, 1212, 1076,
    1300, 930, 1300, 1676,
];

/// Width of a text at 11 px, in px, rounded up.
#[must_use]
pub fn width(text: &str) -> u32 {
    let units: u64 = text
        .chars()
        .map(|letter| {
            let known = u32::from(letter).checked_sub(32).and_then(|place| VERDANA.get(place as usize));
            match known {
                Some(units) => u64::from(*units),
                // Ideographs and full-width letters are one em wide; of the rest, few are wider than an `o`.
                None if letter >= '\u{1100}' => 2048,
                None => 1296,
            }
        })
        .sum();
    (units * 11).div_ceil(2048) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_add_up() {
        assert_eq!(width(""), 0);
        assert_eq!(width("@"), 11);
        assert_eq!(width("Open Weights"), 78);
        assert!(width("WWWW") > width("iiii") * 3);
        assert_eq!(width("开放"), 22);
    }
}
