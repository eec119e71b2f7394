//! The committed index as a source: what is not at hand when the index is regenerated stays as it was.

use std::collections::BTreeMap;

use openweigh::index::format::token;
use openweigh::index::{Index, Kind};

use super::encode::{Fingerprint, License};
use super::markup::Token;

/// The licenses of a source, with their templates' tokens.
pub(super) fn licenses(source: &str) -> Vec<(License, Kind, Vec<Token>)> {
    let index = Index::get();
    let mut found = Vec::new();
    for template in &index.templates {
        let tokens = index.tokens_of(template);
        for license in index.licenses_of(template).filter(|license| license.source == source) {
            found.push((
                copy(license),
                template.kind,
                tokens.iter().map(|code| token(index, u16::from_le_bytes(*code))).collect(),
            ));
        }
    }
    found
}

/// The fingerprints of a source, with their licenses.
pub(super) fn fingerprints(source: char) -> Vec<(License, Fingerprint)> {
    let index = Index::get();
    let licenses: BTreeMap<u16, License> =
        index.licenses.iter().enumerate().map(|(place, license)| (place as u16, copy(license))).collect();
    index
        .fingerprints
        .iter()
        .filter_map(|print| {
            let license = licenses.get(&print.license).filter(|license| license.source == source)?.clone();
            let print = Fingerprint {
                id: license.id.clone(),
                words: print.words as u16,
                hashes: print.hashes.clone(),
                whole: print.whole,
            };
            Some((license, print))
        })
        .collect()
}

fn copy(license: &openweigh::index::License) -> License {
    License {
        id: license.id.to_owned(),
        name: license.name.to_owned(),
        osi_approved: license.osi_approved,
        fsf_libre: license.fsf_libre,
        exception: license.exception,
        source: match license.source {
            "spdx" => 's',
            "scancode" => 'c',
            _ => 'f',
        },
    }
}

fn token(index: &Index, code: u16) -> Token {
    match code {
        token::OPTIONAL => Token::Optional,
        token::OPTIONAL_END => Token::OptionalEnd,
        token::ANY => Token::Any,
        token::FEW => Token::Few,
        token::REPLACE_END => Token::ReplaceEnd,
        token::BULLET => Token::Bullet,
        word => Token::Word(index.vocabulary.word(usize::from(word - token::WORD)).to_owned()),
    }
}
