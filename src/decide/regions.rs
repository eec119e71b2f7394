//! Countries and groups of countries, as plans and licenses name them.

use crate::schema::{Finding, Param};

/// Where a plan takes place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Region {
    /// A country, by its ISO 3166-1 code of two letters.
    Country(String),
    /// The European Union.
    EuropeanUnion,
    /// The European Economic Area.
    EuropeanEconomicArea,
    /// Everywhere.
    Worldwide,
}

const UNION: &[&str] = &[
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT",
    "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

const BEYOND_UNION: &[&str] = &["IS", "LI", "NO"];

/// Names that licenses use for regions, with a code each; in the order of their names.
const NAMES: &[(&str, &str)] = &[
    ("belarus", "BY"),
    ("china", "CN"),
    ("cuba", "CU"),
    ("eea", "EEA"),
    ("eu", "EU"),
    ("european economic area", "EEA"),
    ("european union", "EU"),
    ("india", "IN"),
    ("iran", "IR"),
    ("japan", "JP"),
    ("korea", "KR"),
    ("north korea", "KP"),
    ("people's republic of china", "CN"),
    ("people’s republic of china", "CN"),
    ("prc", "CN"),
    ("republic of korea", "KR"),
    ("russia", "RU"),
    ("russian federation", "RU"),
    ("south korea", "KR"),
    ("sudan", "SD"),
    ("switzerland", "CH"),
    ("syria", "SY"),
    ("uk", "GB"),
    ("united kingdom", "GB"),
    ("united states", "US"),
    ("united states of america", "US"),
    ("us", "US"),
    ("usa", "US"),
    ("venezuela", "VE"),
];

/// The region of a code as a plan gives it.
pub(super) fn of_code(code: &str) -> Option<Region> {
    let upper = code.trim().to_ascii_uppercase();
    match upper.as_str() {
        "EU" => Some(Region::EuropeanUnion),
        "EEA" => Some(Region::EuropeanEconomicArea),
        "WORLDWIDE" => Some(Region::Worldwide),
        // What the world at large writes for the United Kingdom.
        "UK" => Some(Region::Country(String::from("GB"))),
        _ if upper.len() == 2 && upper.bytes().all(|byte| byte.is_ascii_uppercase()) => {
            Some(Region::Country(upper))
        }
        _ => None,
    }
}

/// What the excluded regions of a clause are.
#[derive(Debug, Default)]
pub(super) struct Excluded {
    /// Countries.
    codes: Vec<String>,
    /// Names that stand for no known code.
    pub(super) unknown: Vec<String>,
    /// Names for people.
    pub(super) names: Vec<String>,
}

/// Reads the excluded regions of a finding.
pub(super) fn excluded(finding: &Finding) -> Excluded {
    let list = |name| match finding.params.get(name) {
        Some(Param::List(list)) => list.clone(),
        Some(Param::Text(text)) => vec![text.clone()],
        _ => Vec::new(),
    };
    let (names, given) = (list("regions"), list("codes"));
    let (mut codes, mut unknown) = (Vec::new(), Vec::new());
    let mut add = |code: &str| match code {
        "EU" => codes.extend(UNION.iter().map(|code| (*code).to_owned())),
        "EEA" => codes.extend(UNION.iter().chain(BEYOND_UNION).map(|code| (*code).to_owned())),
        code => codes.push(code.to_owned()),
    };
    for code in &given {
        add(&code.to_ascii_uppercase());
    }
    for name in &names {
        let lower = name.trim().to_ascii_lowercase();
        let bare = lower.strip_prefix("the ").unwrap_or(&lower);
        match NAMES.binary_search_by(|(known, _)| (*known).cmp(bare)) {
            Ok(place) => add(NAMES[place].1),
            Err(_) if given.is_empty() => unknown.push(name.clone()),
            Err(_) => {}
        }
    }
    Excluded { codes, unknown, names: if names.is_empty() { given } else { names } }
}

impl Excluded {
    /// Whether a plan's region is, in whole or in part, among the excluded ones.
    pub(super) fn meets(&self, region: &Region) -> bool {
        let any = |codes: &[&str]| codes.iter().any(|code| self.codes.iter().any(|own| own == code));
        match region {
            Region::Country(code) => self.codes.contains(code),
            Region::EuropeanUnion => any(UNION),
            Region::EuropeanEconomicArea => any(UNION) || any(BEYOND_UNION),
            Region::Worldwide => !self.codes.is_empty() || !self.unknown.is_empty(),
        }
    }

    /// Whether all that is excluded is known.
    pub(super) fn is_known(&self) -> bool {
        self.unknown.is_empty() && !self.codes.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_order_and_codes_are_read() {
        assert!(NAMES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        for (code, expected) in [
            ("de", Some(Region::Country(String::from("DE")))),
            ("UK", Some(Region::Country(String::from("GB")))),
            ("eu", Some(Region::EuropeanUnion)),
            ("worldwide", Some(Region::Worldwide)),
            ("Germany", None),
            ("", None),
        ] {
            assert_eq!(of_code(code), expected, "{code}");
        }
    }
}
