//! Shapes of the icons: a path each, in a box of 14 by 14, to be filled with the even-odd rule.
//!
//! A kind is told by its shape as well as by its color, for those who cannot tell the colors apart.

/// Names and paths, in the order of their names.
pub const ICONS: &[(&str, &str)] = &[
    // An empty box: nothing in it.
    ("box", "M2 2h10v10H2zM3.6 3.6v6.8h6.8V3.6z"),
    ("check", "M5.3 11.6 1.2 7.5l1.6-1.6 2.5 2.5 5.9-5.9 1.6 1.6z"),
    ("dots", "M1.2 5.6h2.8v2.8H1.2zM5.6 5.6h2.8v2.8H5.6zM10 5.6h2.8v2.8H10z"),
    ("equals", "M2 3.6h10v2.2H2zM2 8.2h10v2.2H2z"),
    (
        "flask",
        "M4.4 1h5.2v1.6h-.8v3l3.6 5.6c.5.8 0 1.8-1 1.8H2.6c-1 0-1.5-1-1-1.8l3.6-5.6v-3h-.8zM6.7 2.6v3.5L5 8.8h4L7.3 6.1V2.6z",
    ),
    (
        "hourglass",
        "M2.6 1h8.8v1.6h-.8c0 2.2-1.2 3.5-2.6 4.4 1.4.9 2.6 2.2 2.6 4.4h.8V13H2.6v-1.6h.8c0-2.2 1.2-3.5 2.6-4.4-1.4-.9-2.6-2.2-2.6-4.4h-.8z",
    ),
    ("lock", "M2.5 6h1V4.5a3.5 3.5 0 0 1 7 0V6h1v7h-9zM5.2 6h3.6V4.5a1.8 1.8 0 0 0-3.6 0z"),
    ("page", "M2.5 1h6L11.5 4v9h-9zM4.5 6v1.2h5V6zM4.5 8.6v1.2h5V8.6z"),
    // A circle with a stroke through it.
    (
        "prohibited",
        "M7 1a6 6 0 1 1 0 12A6 6 0 0 1 7 1zM3.9 9.2l5.3-5.3a3.8 3.8 0 0 0-5.3 5.3zM10.1 4.8 4.8 10.1a3.8 3.8 0 0 0 5.3-5.3z",
    ),
    (
        "question",
        "M3.8 4.6C3.9 2.5 5.2 1.2 7.1 1.2c1.9 0 3.2 1.2 3.2 2.9 0 1.3-.6 2-1.5 2.7-.8.6-1 .9-1 1.7v.4H6v-.6c0-1.4.5-2 1.4-2.7.7-.5.9-.8.9-1.4 0-.7-.5-1.2-1.2-1.2-.8 0-1.3.5-1.4 1.6zM5.9 10.4h2v2.2h-2z",
    ),
    ("ring", "M7 1a6 6 0 1 1 0 12A6 6 0 0 1 7 1zM7 3.4a3.6 3.6 0 1 0 0 7.2 3.6 3.6 0 0 0 0-7.2z"),
    // A ring that is open at its foot, as a keyhole is.
    ("ring-open", "M7 1a6 6 0 0 1 2.6 11.4L8 8.5a1.8 1.8 0 1 0-2 0l-1.6 3.9A6 6 0 0 1 7 1z"),
    ("shield", "M7 .8 12 2.6v4c0 3-2 5.4-5 6.6C4 12 2 9.6 2 6.6v-4z"),
    ("star", "M7 .8l1.9 3.9 4.3.6-3.1 3 .7 4.3L7 10.6l-3.8 2 .7-4.3-3.1-3 4.3-.6z"),
    // An octagon with a bar.
    ("stop", "M4.5 1h5L13 4.5v5L9.5 13h-5L1 9.5v-5zM3.4 6v2h7.2V6z"),
    ("triangle", "M7 1.2 13.4 12.6H.6zM6.2 5.2v3.6h1.6V5.2zM6.2 9.8v1.6h1.6V9.8z"),
];

/// The path of a shape, by its name.
#[must_use]
pub fn path(name: &str) -> Option<&'static str> {
    ICONS.binary_search_by(|(known, _)| (*known).cmp(name)).ok().map(|place| ICONS[place].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_found_by_name_and_differ() {
        for (name, shape) in ICONS {
            assert_eq!(path(name), Some(*shape));
            assert_eq!(ICONS.iter().filter(|(_, other)| other == shape).count(), 1, "{name} is drawn twice");
        }
        assert_eq!(path("nothing"), None);
    }
}
