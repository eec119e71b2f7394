//! Words that count as the same, by their hash: the equivalent words of the SPDX matching guidelines (annex B of the
//! SPDX specification) with their usual inflections.

use super::hash;

/// Spelling and the form that stands for it.
const PAIRS: &[(&str, &str)] = &[
    ("acknowledgement", "acknowledgment"),
    ("acknowledgements", "acknowledgments"),
    ("analogue", "analog"),
    ("analyse", "analyze"),
    ("analysed", "analyzed"),
    ("artefact", "artifact"),
    ("artefacts", "artifacts"),
    ("authorisation", "authorization"),
    ("authorisations", "authorizations"),
    ("authorise", "authorize"),
    ("authorised", "authorized"),
    ("authorises", "authorizes"),
    ("calibre", "caliber"),
    ("cancelled", "canceled"),
    ("capitalisations", "capitalizations"),
    ("catalogue", "catalog"),
    ("categorise", "categorize"),
    ("centre", "center"),
    ("emphasised", "emphasized"),
    ("favour", "favor"),
    ("favourite", "favorite"),
    ("fulfil", "fulfill"),
    ("fulfilment", "fulfillment"),
    ("honour", "honor"),
    ("https", "http"),
    ("initialise", "initialize"),
    ("judgement", "judgment"),
    ("judgements", "judgments"),
    ("labelling", "labeling"),
    ("labour", "labor"),
    ("licence", "license"),
    ("licences", "licenses"),
    ("licenced", "licensed"),
    ("licencing", "licensing"),
    ("maximise", "maximize"),
    ("modelled", "modeled"),
    ("modelling", "modeling"),
    ("offence", "offense"),
    ("offences", "offenses"),
    ("optimise", "optimize"),
    ("organisation", "organization"),
    ("organisational", "organizational"),
    ("organisations", "organizations"),
    ("organise", "organize"),
    ("organised", "organized"),
    ("practise", "practice"),
    ("programme", "program"),
    ("programmes", "programs"),
    ("realise", "realize"),
    ("recognise", "recognize"),
    ("recognised", "recognized"),
    ("signalling", "signaling"),
    ("sublicence", "sublicense"),
    ("sublicences", "sublicenses"),
    ("sublicencing", "sublicensing"),
    ("unauthorised", "unauthorized"),
    ("utilisation", "utilization"),
    ("utilise", "utilize"),
    ("whilst", "while"),
    ("wilfull", "willful"),
    ("wilful", "willful"),
];

/// The spelling that stands for another.
pub(super) fn spelled(word: &str) -> Option<&'static str> {
    PAIRS.iter().find(|(from, _)| *from == word).map(|(_, to)| *to)
}

const SLOTS: usize = 256;

/// Open-addressed by the high bits of the hash; a slot is the spelling's hash and its stand-in's.
static TABLE: [(u32, u32); SLOTS] = {
    let mut table = [(0, 0); SLOTS];
    let mut number = 0;
    while number < PAIRS.len() {
        let from = hash::of(PAIRS[number].0);
        let mut slot = slot(from);
        while table[slot].0 != 0 {
            slot = (slot + 1) % SLOTS;
        }
        table[slot] = (from, hash::of(PAIRS[number].1));
        number += 1;
    }
    table
};

const fn slot(hash: u32) -> usize {
    (hash >> 24) as usize % SLOTS
}

/// The hash that stands for a word's hash.
#[inline]
pub(super) fn stand_in(hash: u32) -> u32 {
    let mut place = slot(hash);
    loop {
        let (from, to) = TABLE[place];
        if from == hash {
            return to;
        }
        if from == 0 {
            return hash;
        }
        place = (place + 1) % SLOTS;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_has_its_stand_in() {
        for (from, to) in PAIRS {
            assert_eq!(stand_in(hash::of(from)), hash::of(to), "{from}");
            assert_eq!(stand_in(hash::of(to)), hash::of(to), "{to}");
        }
        assert_eq!(stand_in(hash::of("license")), hash::of("license"));
        assert_eq!(stand_in(hash::of("software")), hash::of("software"));
    }
}
