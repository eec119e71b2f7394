//! Regions, as written and as ISO 3166-1 codes.

use std::sync::LazyLock;

use super::Around;
use crate::provisions::Provision;
use crate::schema::Param;
use crate::words::hash::{self, of};
use crate::words::{Flags, Word, Words};

/// Names of regions in the words of the text, and their ISO 3166-1 alpha-2 codes.
///
/// `EU` is the code that ISO reserves for the European Union; the European Economic Area is the Union with the three
/// other states. A name that is the beginning of a longer one stands after it.
const NAMES: &[(&str, &str)] = &[
    ("european economic area", "EU IS LI NO"),
    ("eea", "EU IS LI NO"),
    ("european union", "EU"),
    ("europe", "EU"),
    ("eu", "EU"),
    ("欧盟", "EU"),
    ("欧洲经济区", "EU IS LI NO"),
    ("united kingdom", "GB"),
    ("great britain", "GB"),
    ("uk", "GB"),
    ("england", "GB"),
    ("scotland", "GB"),
    ("英国", "GB"),
    ("republic of korea", "KR"),
    ("democratic people s republic of korea", "KP"),
    ("south korea", "KR"),
    ("north korea", "KP"),
    ("korea", "KR"),
    ("韩国", "KR"),
    ("people s republic of china", "CN"),
    ("peoples republic of china", "CN"),
    ("mainland china", "CN"),
    ("chinese mainland", "CN"),
    ("prc", "CN"),
    ("china", "CN"),
    ("中华人民共和国", "CN"),
    ("中国", "CN"),
    ("hong kong", "HK"),
    ("香港", "HK"),
    ("macau", "MO"),
    ("macao", "MO"),
    ("澳门", "MO"),
    ("taiwan", "TW"),
    ("台湾", "TW"),
    ("united states of america", "US"),
    ("united states", "US"),
    ("usa", "US"),
    ("u.s", "US"),
    ("u s", "US"),
    ("america", "US"),
    ("美国", "US"),
    ("california", "US"),
    ("illinois", "US"),
    ("texas", "US"),
    ("new york", "US"),
    ("japan", "JP"),
    ("日本", "JP"),
    ("canada", "CA"),
    ("mexico", "MX"),
    ("brazil", "BR"),
    ("argentina", "AR"),
    ("india", "IN"),
    ("印度", "IN"),
    ("russian federation", "RU"),
    ("russia", "RU"),
    ("俄罗斯", "RU"),
    ("belarus", "BY"),
    ("ukraine", "UA"),
    ("crimea", "UA"),
    ("iran", "IR"),
    ("iraq", "IQ"),
    ("syria", "SY"),
    ("cuba", "CU"),
    ("sudan", "SD"),
    ("myanmar", "MM"),
    ("venezuela", "VE"),
    ("israel", "IL"),
    ("turkey", "TR"),
    ("saudi arabia", "SA"),
    ("united arab emirates", "AE"),
    ("egypt", "EG"),
    ("south africa", "ZA"),
    ("nigeria", "NG"),
    ("switzerland", "CH"),
    ("norway", "NO"),
    ("iceland", "IS"),
    ("liechtenstein", "LI"),
    ("germany", "DE"),
    ("france", "FR"),
    ("italy", "IT"),
    ("spain", "ES"),
    ("portugal", "PT"),
    ("netherlands", "NL"),
    ("belgium", "BE"),
    ("luxembourg", "LU"),
    ("ireland", "IE"),
    ("austria", "AT"),
    ("poland", "PL"),
    ("czech republic", "CZ"),
    ("czechia", "CZ"),
    ("slovakia", "SK"),
    ("hungary", "HU"),
    ("romania", "RO"),
    ("bulgaria", "BG"),
    ("greece", "GR"),
    ("denmark", "DK"),
    ("sweden", "SE"),
    ("finland", "FI"),
    ("australia", "AU"),
    ("new zealand", "NZ"),
    ("singapore", "SG"),
    ("新加坡", "SG"),
    ("malaysia", "MY"),
    ("indonesia", "ID"),
    ("thailand", "TH"),
    ("vietnam", "VN"),
    ("philippines", "PH"),
    ("pakistan", "PK"),
    ("bangladesh", "BD"),
];

/// Words of a definition in which the regions of a territory may stand.
const DEFINITION_WORDS: usize = 80;

/// A name as the hashes of its words, its codes, and whether only capitals make it a place.
type Known = (Vec<u32>, &'static str, bool);

static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    NAMES
        .iter()
        .map(|(name, codes)| (hashes(name), *codes, name.len() == 2 || *name == "u.s" || *name == "u s"))
        .collect()
});

/// The value of a parameter, if the text states it.
#[inline(never)]
pub(super) fn read(name: &str, around: Around<'_>) -> Option<Param> {
    let own = around.provisions.get(around.hit.provision as usize)?;
    let mut source = own;
    let mut found = places(around.words, own);
    if found.is_empty() {
        // "outside of the Territory": the definition names it.
        source = around.provisions.iter().find(|provision| defines_territory(around.words, provision))?;
        found = places(around.words, source);
    }
    if found.is_empty() {
        return None;
    }
    if name == "scope" {
        let limited =
            around.hit.pattern.set.contains(&("scope", "limited")) && !excludes(around.words, source);
        return Some(Param::Text(String::from(if limited { "limited" } else { "excluded" })));
    }
    let mut out = Vec::new();
    for (written, codes) in found {
        let values: Vec<&str> = if name == "codes" { codes.split(' ').collect() } else { vec![written] };
        for value in values {
            if !out.iter().any(|known| known == value) {
                out.push(value.to_owned());
            }
        }
    }
    Some(Param::List(out))
}

/// Whether the regions that a provision names are those that it leaves out.
fn excludes(words: &Words<'_>, provision: &Provision) -> bool {
    static WORDS: [u32; 6] =
        [of("excluding"), of("except"), of("excludes"), of("exclude"), of("exclusion"), of("除")];
    let range = provision.words.start as usize..(provision.words.end as usize);
    let list = words.list.get(range).unwrap_or_default();
    list.iter().any(|word| WORDS.contains(&word.hash))
        || list.windows(2).any(|pair| {
            let pair = [pair[0].hash, pair[1].hash];
            [[of("other"), of("than")], [of("not"), of("apply")], [of("not"), of("available")]]
                .contains(&pair)
        })
}

/// The regions that a provision names, in its order, as written and with their codes.
fn places<'a>(words: &Words<'a>, provision: &Provision) -> Vec<(&'a str, &'static str)> {
    let (mut at, end) = (provision.words.start as usize, provision.words.end as usize);
    let mut out = Vec::new();
    while at < end {
        let first = words.list.get(at).map(|word| word.hash);
        let mut longest: Option<(usize, &str)> = None;
        for (name, codes, short) in KNOWN.iter() {
            if name.first().copied() != first || at + name.len() > end {
                continue;
            }
            let list = words.list.get(at..at + name.len()).unwrap_or_default();
            // "us" and "in" are words; "US" and "UK" are places.
            let fits = list.iter().map(|word| word.hash).eq(name.iter().copied())
                && (!short || list.iter().all(is_upper));
            if fits && longest.is_none_or(|(length, _)| name.len() >= length) {
                longest = Some((name.len(), codes));
            }
        }
        if let Some((length, codes)) = longest {
            out.push((words.slice(at..at + length), codes));
            at += length;
        } else {
            at += 1;
        }
    }
    out
}

fn is_upper(word: &Word) -> bool {
    word.flags.has(Flags::UPPER) || word.end - word.start == 1
}

/// Hashes of the words of a name; each ideograph is a word.
#[inline(never)]
fn hashes(name: &str) -> Vec<u32> {
    let mut out = Vec::new();
    for piece in name.split(' ') {
        if piece.is_ascii() {
            out.push(hash::of(piece));
        } else {
            let mut buffer = [0; 4];
            out.extend(piece.chars().map(|letter| hash::of(letter.encode_utf8(&mut buffer))));
        }
    }
    out
}

/// Whether a provision says what "Territory" means.
fn defines_territory(words: &Words<'_>, provision: &Provision) -> bool {
    static TERRITORY: [u32; 2] = [of("territory"), of("territories")];
    static MEANS: [u32; 5] = [of("means"), of("mean"), of("is"), of("refers"), of("includes")];
    let range = provision.words.start as usize..(provision.words.end as usize);
    let list = words.list.get(range).unwrap_or_default();
    let list = &list[..list.len().min(DEFINITION_WORDS)];
    list.iter().take(6).any(|word| TERRITORY.contains(&word.hash))
        && list.iter().take(10).any(|word| MEANS.contains(&word.hash))
}
