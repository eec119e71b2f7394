//! The law that governs a text: as written, and the ISO 3166 code of its place.

use super::Around;
use super::written::Written;
use crate::words::Flags;

/// Words of the name of a law.
const MOST_WORDS: usize = 40;

/// The law as written, if the text states it.
pub(super) fn law(around: Around<'_>) -> Option<String> {
    Written { around }.law()
}

/// The code of the law's place, if it is a known place.
pub(super) fn jurisdiction(around: Around<'_>) -> Option<String> {
    law(around).and_then(|law| code(&law).map(str::to_owned))
}

impl Written<'_> {
    /// The law as written: "laws of the State of California", "French law", "中华人民共和国法律".
    #[inline(never)]
    fn law(self) -> Option<String> {
        let (start, end) = self.range();
        (start..end).find_map(|at| {
            if self.written(at) == "法" && at + 1 < end && self.written(at + 1) == "律" {
                let from = (at.saturating_sub(16)..at)
                    .rev()
                    .find(|at| ["受", "照", "据", "用", "依"].contains(&self.written(*at)))?;
                return self.line(from + 1, at + 2);
            }
            if !self.is(at, &["law", "laws", "legislation"]) {
                return None;
            }
            let of = self.is(at + 1, &["of", "in"])
                && !self.is(at + 2, &["force", "effect", "such", "that", "your"]);
            if of && at + 2 < end {
                return self.line(at, self.law_end(at + 2, end));
            }
            let from = (at.saturating_sub(4)..at).rev().take_while(|at| {
                self.has(*at, Flags::CAPITAL)
                    && !self.is(
                        *at,
                        &["the", "this", "applicable", "agreement", "license", "licence", "governing"],
                    )
            });
            let from = from.last().filter(|from| *from >= start)?;
            self.line(from, at + 1)
        })
    }

    /// Where the name of the place ends.
    fn law_end(self, from: usize, end: usize) -> usize {
        let marks =
            Flags(Flags::SEMICOLON.0 | Flags::STOP.0 | Flags::COLON.0 | Flags::OPEN.0 | Flags::CLOSE.0);
        let stops = |at: usize| {
            let name_goes_on = self.has(at, Flags::CAPITAL) && !self.has(at, Flags::QUOTE_BEFORE);
            self.has(at, marks)
                || (self.has(at, Flags::COMMA) && !name_goes_on)
                || self.is(
                    at,
                    &[
                        "without",
                        "excluding",
                        "exclusive",
                        "regardless",
                        "irrespective",
                        "notwithstanding",
                        "as",
                        "applicable",
                        "except",
                        "with",
                        "not",
                        "other",
                        "shall",
                        "will",
                        "govern",
                        "governs",
                        "apply",
                        "applies",
                        "for",
                        "if",
                        "but",
                        "unless",
                    ],
                )
                || (self.is(at, &["in"]) && !self.is(at + 1, &["which"]))
                || (self.is(at, &["and"])
                    && !self.is(at + 1, &["wales", "of"])
                    && !(self.is(at + 1, &["the", "state"])
                        && self.is(at + 2, &["state", "of", "federal", "province", "commonwealth", "laws"])))
        };
        (from + 1..end.min(from + MOST_WORDS)).find(|at| stops(*at)).unwrap_or(end.min(from + MOST_WORDS))
    }
}

/// ISO 3166 code of the place whose law it is; parts of countries before countries.
fn code(law: &str) -> Option<&'static str> {
    let law = format!(" {} ", law.to_ascii_lowercase().replace(['’', '\''], "").replace([',', '.'], " "));
    CODES
        .iter()
        .find(
            |(name, _)| {
                if name.is_ascii() { law.contains(&format!(" {name} ")) } else { law.contains(name) }
            },
        )
        .map(|(_, code)| *code)
}

/// Places whose law licenses choose, and the adjectives of their law; ISO 3166-2 for parts of countries.
static CODES: &[(&str, &str)] = &[
    ("california", "US-CA"),
    ("delaware", "US-DE"),
    ("new york", "US-NY"),
    ("washington", "US-WA"),
    ("massachusetts", "US-MA"),
    ("texas", "US-TX"),
    ("virginia", "US-VA"),
    ("utah", "US-UT"),
    ("colorado", "US-CO"),
    ("illinois", "US-IL"),
    ("oregon", "US-OR"),
    ("new jersey", "US-NJ"),
    ("pennsylvania", "US-PA"),
    ("florida", "US-FL"),
    ("state of georgia", "US-GA"),
    ("north carolina", "US-NC"),
    ("minnesota", "US-MN"),
    ("michigan", "US-MI"),
    ("ohio", "US-OH"),
    ("nevada", "US-NV"),
    ("arizona", "US-AZ"),
    ("maryland", "US-MD"),
    ("connecticut", "US-CT"),
    ("wisconsin", "US-WI"),
    ("ontario", "CA-ON"),
    ("quebec", "CA-QC"),
    ("québec", "CA-QC"),
    ("british columbia", "CA-BC"),
    ("new south wales", "AU-NSW"),
    ("victoria", "AU-VIC"),
    ("queensland", "AU-QLD"),
    ("western australia", "AU-WA"),
    ("england", "GB-EAW"),
    ("english", "GB-EAW"),
    ("scotland", "GB-SCT"),
    ("scottish", "GB-SCT"),
    ("abu dhabi", "AE-AZ"),
    ("hong kong", "HK"),
    ("香港", "HK"),
    ("taiwan", "TW"),
    ("台湾", "TW"),
    ("china", "CN"),
    ("chinese", "CN"),
    ("prc", "CN"),
    ("中华人民共和国", "CN"),
    ("中国", "CN"),
    ("united states", "US"),
    ("usa", "US"),
    ("u s a", "US"),
    ("united kingdom", "GB"),
    ("uk", "GB"),
    ("singapore", "SG"),
    ("新加坡", "SG"),
    ("japan", "JP"),
    ("japanese", "JP"),
    ("korea", "KR"),
    ("korean", "KR"),
    ("france", "FR"),
    ("french", "FR"),
    ("germany", "DE"),
    ("german", "DE"),
    ("switzerland", "CH"),
    ("swiss", "CH"),
    ("netherlands", "NL"),
    ("dutch", "NL"),
    ("belgium", "BE"),
    ("belgian", "BE"),
    ("luxembourg", "LU"),
    ("austria", "AT"),
    ("austrian", "AT"),
    ("ireland", "IE"),
    ("irish", "IE"),
    ("italy", "IT"),
    ("italian", "IT"),
    ("spain", "ES"),
    ("spanish", "ES"),
    ("portugal", "PT"),
    ("sweden", "SE"),
    ("swedish", "SE"),
    ("norway", "NO"),
    ("norwegian", "NO"),
    ("denmark", "DK"),
    ("danish", "DK"),
    ("finland", "FI"),
    ("finnish", "FI"),
    ("poland", "PL"),
    ("czech republic", "CZ"),
    ("israel", "IL"),
    ("india", "IN"),
    ("canada", "CA"),
    ("australia", "AU"),
    ("new zealand", "NZ"),
    ("russian federation", "RU"),
    ("united arab emirates", "AE"),
    ("saudi arabia", "SA"),
    ("brazil", "BR"),
    ("european union", "EU"),
];
