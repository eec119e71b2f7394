//! What a declared license stands for: identifiers of SPDX and of the hub, with the facts known of their texts.
//!
//! A declaration is weaker than a text: it says which terms the publisher means, not which terms came along.

use crate::answers;
use crate::clauses::catalog::ClauseId;
use crate::schema::VerdictKind as V;
use crate::schema::{Finding, LicenseMatch, MatchKind, Note, Origin, Param, Params, Report, VerdictKind};
use crate::verdict::{self, Evidence};

/// A declared license and what is known of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Known {
    /// SPDX id or `LicenseRef-…`; nothing when the declaration names no certain license.
    pub(super) id: Option<String>,
    /// Name for people.
    pub(super) name: String,
    /// Facts of its text.
    pub(super) report: Option<Report>,
}

/// Tag of the hub, id, name, kind, OSI approval, clauses. Families and tags that fix no text have no id.
struct Row(&'static str, &'static str, &'static str, VerdictKind, bool, &'static str);

const NOTICE: &str = "notice-retention license-copy no-warranty liability-limit";
const APACHE: &str = "notice-retention license-copy state-changes patent-grant litigation-termination trademark-no-license no-warranty liability-limit";
const COPYLEFT: &str =
    "share-alike disclose-source notice-retention license-copy state-changes no-warranty liability-limit";
const NETWORK: &str = "network-copyleft share-alike disclose-source notice-retention license-copy state-changes no-warranty liability-limit";
const BY: &str = "notice-retention state-changes no-warranty liability-limit";
const BY_SA: &str = "share-alike notice-retention state-changes no-warranty liability-limit";
const BY_NC: &str = "commercial-use-forbidden notice-retention state-changes no-warranty liability-limit";
const BY_NC_SA: &str =
    "commercial-use-forbidden share-alike notice-retention state-changes no-warranty liability-limit";
const BY_ND: &str = "derivatives-forbidden notice-retention no-warranty liability-limit";
const BY_NC_ND: &str =
    "commercial-use-forbidden derivatives-forbidden notice-retention no-warranty liability-limit";
const RAIL: &str = "field-of-use flow-down remote-restriction notice-retention license-copy state-changes patent-grant no-warranty liability-limit";
const LLAMA_2: &str = "user-threshold{number=700000000;unit=monthly active users;period=month;consequence=ask} acceptable-use-policy{annexed=false;url=https://ai.meta.com/llama/use-policy} model-training-forbidden{target=except-derivatives} notice-retention license-copy litigation-termination no-warranty liability-limit";
const LLAMA_3: &str = "user-threshold{number=700000000;unit=monthly active users;period=month;consequence=ask} acceptable-use-policy{annexed=false;url=https://llama.meta.com/llama3/use-policy} model-training-forbidden{target=except-derivatives} display-attribution{text=Built with Meta Llama 3} naming-duty{text=Llama 3} notice-retention license-copy litigation-termination no-warranty liability-limit";
const LLAMA_31: &str = "user-threshold{number=700000000;unit=monthly active users;period=month;consequence=ask} acceptable-use-policy{annexed=false} display-attribution{text=Built with Llama} naming-duty{text=Llama} notice-retention license-copy litigation-termination no-warranty liability-limit";

/// In the order of the tags.
const TABLE: &[Row] = &[
    Row("afl-3.0", "AFL-3.0", "Academic Free License 3.0", V::OpenSource, true, NOTICE),
    Row("agpl-3.0", "AGPL-3.0-only", "GNU Affero General Public License 3.0", V::OpenSource, true, NETWORK),
    Row("apache-2.0", "Apache-2.0", "Apache License 2.0", V::OpenSource, true, APACHE),
    Row(
        "apple-amlr",
        "LicenseRef-apple-amlr",
        "Apple Machine Learning Research Model License",
        V::ResearchOnly,
        false,
        "research-only commercial-use-forbidden notice-retention license-copy no-warranty",
    ),
    Row("artistic-2.0", "Artistic-2.0", "Artistic License 2.0", V::OpenSource, true, NOTICE),
    Row(
        "bigcode-openrail-m",
        "LicenseRef-bigcode-openrail-m",
        "BigCode OpenRAIL-M",
        V::ResponsibleUse,
        false,
        RAIL,
    ),
    Row(
        "bigscience-bloom-rail-1.0",
        "LicenseRef-bigscience-bloom-rail-1.0",
        "BigScience BLOOM RAIL 1.0",
        V::ResponsibleUse,
        false,
        RAIL,
    ),
    Row(
        "bigscience-openrail-m",
        "LicenseRef-bigscience-openrail-m",
        "BigScience OpenRAIL-M",
        V::ResponsibleUse,
        false,
        RAIL,
    ),
    Row("bsd", "", "BSD license family", V::OpenSource, true, NOTICE),
    Row("bsd-2-clause", "BSD-2-Clause", "BSD 2-Clause License", V::OpenSource, true, NOTICE),
    Row("bsd-3-clause", "BSD-3-Clause", "BSD 3-Clause License", V::OpenSource, true, NOTICE),
    Row(
        "bsd-3-clause-clear",
        "BSD-3-Clause-Clear",
        "BSD 3-Clause Clear License",
        V::OpenSource,
        false,
        "patent-not-granted notice-retention license-copy no-warranty liability-limit",
    ),
    Row("bsl-1.0", "BSL-1.0", "Boost Software License 1.0", V::OpenSource, true, NOTICE),
    Row("cc-by-2.0", "CC-BY-2.0", "Creative Commons Attribution 2.0", V::Open, false, BY),
    Row("cc-by-2.5", "CC-BY-2.5", "Creative Commons Attribution 2.5", V::Open, false, BY),
    Row("cc-by-3.0", "CC-BY-3.0", "Creative Commons Attribution 3.0", V::Open, false, BY),
    Row("cc-by-4.0", "CC-BY-4.0", "Creative Commons Attribution 4.0", V::Open, false, BY),
    Row(
        "cc-by-nc-2.0",
        "CC-BY-NC-2.0",
        "Creative Commons Attribution Non Commercial 2.0",
        V::NonCommercial,
        false,
        BY_NC,
    ),
    Row(
        "cc-by-nc-3.0",
        "CC-BY-NC-3.0",
        "Creative Commons Attribution Non Commercial 3.0",
        V::NonCommercial,
        false,
        BY_NC,
    ),
    Row(
        "cc-by-nc-4.0",
        "CC-BY-NC-4.0",
        "Creative Commons Attribution Non Commercial 4.0",
        V::NonCommercial,
        false,
        BY_NC,
    ),
    Row(
        "cc-by-nc-nd-3.0",
        "CC-BY-NC-ND-3.0",
        "Creative Commons Attribution Non Commercial No Derivatives 3.0",
        V::NonCommercial,
        false,
        BY_NC_ND,
    ),
    Row(
        "cc-by-nc-nd-4.0",
        "CC-BY-NC-ND-4.0",
        "Creative Commons Attribution Non Commercial No Derivatives 4.0",
        V::NonCommercial,
        false,
        BY_NC_ND,
    ),
    Row(
        "cc-by-nc-sa-2.0",
        "CC-BY-NC-SA-2.0",
        "Creative Commons Attribution Non Commercial Share Alike 2.0",
        V::NonCommercial,
        false,
        BY_NC_SA,
    ),
    Row(
        "cc-by-nc-sa-3.0",
        "CC-BY-NC-SA-3.0",
        "Creative Commons Attribution Non Commercial Share Alike 3.0",
        V::NonCommercial,
        false,
        BY_NC_SA,
    ),
    Row(
        "cc-by-nc-sa-4.0",
        "CC-BY-NC-SA-4.0",
        "Creative Commons Attribution Non Commercial Share Alike 4.0",
        V::NonCommercial,
        false,
        BY_NC_SA,
    ),
    Row(
        "cc-by-nd-4.0",
        "CC-BY-ND-4.0",
        "Creative Commons Attribution No Derivatives 4.0",
        V::NoDerivatives,
        false,
        BY_ND,
    ),
    Row(
        "cc-by-sa-3.0",
        "CC-BY-SA-3.0",
        "Creative Commons Attribution Share Alike 3.0",
        V::Open,
        false,
        BY_SA,
    ),
    Row(
        "cc-by-sa-4.0",
        "CC-BY-SA-4.0",
        "Creative Commons Attribution Share Alike 4.0",
        V::Open,
        false,
        BY_SA,
    ),
    Row(
        "cc0-1.0",
        "CC0-1.0",
        "Creative Commons Zero 1.0",
        V::OpenSource,
        false,
        "patent-not-granted trademark-no-license no-warranty",
    ),
    Row(
        "cdla-permissive-1.0",
        "CDLA-Permissive-1.0",
        "Community Data License Agreement Permissive 1.0",
        V::Open,
        false,
        NOTICE,
    ),
    Row(
        "cdla-permissive-2.0",
        "CDLA-Permissive-2.0",
        "Community Data License Agreement Permissive 2.0",
        V::Open,
        false,
        NOTICE,
    ),
    Row(
        "cdla-sharing-1.0",
        "CDLA-Sharing-1.0",
        "Community Data License Agreement Sharing 1.0",
        V::Open,
        false,
        BY_SA,
    ),
    Row(
        "creativeml-openrail-m",
        "LicenseRef-creativeml-openrail-m",
        "CreativeML OpenRAIL-M",
        V::ResponsibleUse,
        false,
        RAIL,
    ),
    Row(
        "deepfloyd-if-license",
        "LicenseRef-deepfloyd-if-license",
        "DeepFloyd IF Research License Agreement",
        V::ResearchOnly,
        false,
        "research-only commercial-use-forbidden field-of-use notice-retention license-copy",
    ),
    Row("ecl-2.0", "ECL-2.0", "Educational Community License 2.0", V::OpenSource, true, APACHE),
    Row("epl-1.0", "EPL-1.0", "Eclipse Public License 1.0", V::OpenSource, true, COPYLEFT),
    Row("epl-2.0", "EPL-2.0", "Eclipse Public License 2.0", V::OpenSource, true, COPYLEFT),
    Row("etalab-2.0", "etalab-2.0", "Etalab Open License 2.0", V::Open, false, BY),
    Row("eupl-1.1", "EUPL-1.1", "European Union Public License 1.1", V::OpenSource, true, COPYLEFT),
    Row("eupl-1.2", "EUPL-1.2", "European Union Public License 1.2", V::OpenSource, true, NETWORK),
    Row(
        "fair-noncommercial-research-license",
        "LicenseRef-fair-noncommercial-research-license",
        "FAIR Noncommercial Research License",
        V::ResearchOnly,
        false,
        "research-only commercial-use-forbidden acceptable-use-policy{annexed=true} field-of-use share-alike license-copy display-attribution",
    ),
    Row(
        "gemma",
        "LicenseRef-gemma",
        "Gemma Terms of Use",
        V::Conditional,
        false,
        "acceptable-use-policy{annexed=false;url=https://ai.google.dev/gemma/prohibited_use_policy} flow-down remote-restriction license-copy notice-retention state-changes no-warranty liability-limit",
    ),
    Row("gfdl", "", "GNU Free Documentation License family", V::Open, false, COPYLEFT),
    Row("gpl", "", "GNU General Public License family", V::OpenSource, true, COPYLEFT),
    Row("gpl-2.0", "GPL-2.0-only", "GNU General Public License 2.0", V::OpenSource, true, COPYLEFT),
    Row("gpl-3.0", "GPL-3.0-only", "GNU General Public License 3.0", V::OpenSource, true, COPYLEFT),
    Row("isc", "ISC", "ISC License", V::OpenSource, true, NOTICE),
    Row("lgpl", "", "GNU Lesser General Public License family", V::OpenSource, true, COPYLEFT),
    Row("lgpl-2.1", "LGPL-2.1-only", "GNU Lesser General Public License 2.1", V::OpenSource, true, COPYLEFT),
    Row("lgpl-3.0", "LGPL-3.0-only", "GNU Lesser General Public License 3.0", V::OpenSource, true, COPYLEFT),
    Row(
        "lgpl-lr",
        "LGPLLR",
        "Lesser General Public License For Linguistic Resources",
        V::Open,
        false,
        COPYLEFT,
    ),
    Row(
        "llama2",
        "LicenseRef-llama-2",
        "Llama 2 Community License Agreement",
        V::Conditional,
        false,
        LLAMA_2,
    ),
    Row(
        "llama3",
        "LicenseRef-llama-3",
        "Llama 3 Community License Agreement",
        V::Conditional,
        false,
        LLAMA_3,
    ),
    Row(
        "llama3.1",
        "LicenseRef-llama-3.1",
        "Llama 3.1 Community License Agreement",
        V::Conditional,
        false,
        LLAMA_31,
    ),
    Row(
        "llama3.2",
        "LicenseRef-llama-3.2",
        "Llama 3.2 Community License Agreement",
        V::Conditional,
        false,
        LLAMA_31,
    ),
    Row(
        "llama3.3",
        "LicenseRef-llama-3.3",
        "Llama 3.3 Community License Agreement",
        V::Conditional,
        false,
        LLAMA_31,
    ),
    Row(
        "llama4",
        "LicenseRef-llama-4",
        "Llama 4 Community License Agreement",
        V::Conditional,
        false,
        LLAMA_31,
    ),
    Row("lppl-1.3c", "LPPL-1.3c", "LaTeX Project Public License 1.3c", V::OpenSource, true, NOTICE),
    Row("mit", "MIT", "MIT License", V::OpenSource, true, NOTICE),
    Row("mpl-2.0", "MPL-2.0", "Mozilla Public License 2.0", V::OpenSource, true, COPYLEFT),
    Row("ms-pl", "MS-PL", "Microsoft Public License", V::OpenSource, true, NOTICE),
    Row("ncsa", "NCSA", "University of Illinois/NCSA Open Source License", V::OpenSource, true, NOTICE),
    Row(
        "odbl",
        "ODbL-1.0",
        "Open Database License",
        V::Open,
        false,
        "share-alike disclose-source display-attribution notice-retention license-copy no-warranty liability-limit",
    ),
    Row("odc-by", "ODC-By-1.0", "Open Data Commons Attribution License", V::Open, false, NOTICE),
    Row(
        "ofl-1.1",
        "OFL-1.1",
        "SIL Open Font License 1.1",
        V::OpenSource,
        true,
        "share-alike naming-forbidden notice-retention license-copy no-warranty liability-limit",
    ),
    Row("openmdw-1.0", "OpenMDW-1.0", "Open Model, Data and Weights License 1.0", V::Open, false, NOTICE),
    Row("openmdw-1.1", "OpenMDW-1.1", "Open Model, Data and Weights License 1.1", V::Open, false, NOTICE),
    Row("openrail", "", "OpenRAIL license family", V::ResponsibleUse, false, RAIL),
    Row(
        "openrail++",
        "LicenseRef-openrail-plus-plus-m",
        "Open RAIL++-M License",
        V::ResponsibleUse,
        false,
        RAIL,
    ),
    Row("osl-3.0", "OSL-3.0", "Open Software License 3.0", V::OpenSource, true, NETWORK),
    Row(
        "pddl",
        "PDDL-1.0",
        "Open Data Commons Public Domain Dedication and License",
        V::Open,
        false,
        "no-warranty",
    ),
    Row("postgresql", "PostgreSQL", "PostgreSQL License", V::OpenSource, true, NOTICE),
    Row("unlicense", "Unlicense", "The Unlicense", V::OpenSource, true, "no-warranty liability-limit"),
    Row("wtfpl", "WTFPL", "Do What The F*ck You Want To Public License", V::OpenSource, false, ""),
    Row("zlib", "Zlib", "zlib License", V::OpenSource, true, NOTICE),
];

/// Tags by which publishers say that theirs is none of the list, or that they do not know.
pub(super) fn says_nothing(tag: &str) -> bool {
    matches!(
        tag.trim().to_ascii_lowercase().as_str(),
        "" | "other" | "unknown" | "none" | "proprietary" | "custom" | "cc"
    )
}

/// What a tag stands for. `name` is the name that the publisher gives to a custom license.
pub(super) fn known(tag: &str, name: Option<&str>) -> Known {
    let lower = tag.trim().to_ascii_lowercase();
    if let Some(known) = row(&lower) {
        return known;
    }
    if says_nothing(tag) {
        // A custom name is sometimes one of the list after all.
        if let Some(known) = name.and_then(|name| row(&name.trim().to_ascii_lowercase())) {
            return known;
        }
        let name = match name.map(str::trim) {
            Some(name) if !name.is_empty() => name.to_owned(),
            _ => format!("license \"{}\"", tag.trim()),
        };
        return Known { id: None, name, report: None };
    }
    Known { id: None, name: tag.trim().to_owned(), report: None }
}

fn row(lower: &str) -> Option<Known> {
    let place = TABLE.binary_search_by(|row| row.0.cmp(lower)).ok();
    let row = match place {
        Some(place) => &TABLE[place],
        None => TABLE.iter().find(|row| !row.1.is_empty() && same_id(row.1, lower))?,
    };
    let Row(_, id, name, kind, osi, clauses) = row;
    let id = (!id.is_empty()).then(|| (*id).to_owned());
    Some(Known {
        report: Some(facts(id.as_deref(), name, *kind, *osi, clauses)),
        id,
        name: (*name).to_owned(),
    })
}

/// Whether two ids name the same license, the `-only` and `-or-later` of the GNU licenses aside.
pub(super) fn same_id(a: &str, b: &str) -> bool {
    let bare = |id: &str| {
        let id = id.trim().to_ascii_lowercase();
        let id = id
            .strip_suffix("-only")
            .or_else(|| id.strip_suffix("-or-later"))
            .or_else(|| id.strip_suffix('+'))
            .unwrap_or(&id);
        id.to_owned()
    };
    bare(a) == bare(b)
}

/// A report on a license whose text was not seen, from what is known of it.
fn facts(id: Option<&str>, name: &str, kind: VerdictKind, osi: bool, clauses: &'static str) -> Report {
    let clauses = findings(clauses);
    let open = matches!(kind, VerdictKind::OpenSource | VerdictKind::Open);
    let evidence = Evidence {
        clauses: clauses.iter().map(|finding| (finding.id, finding.effect)).collect(),
        grants: true,
        grants_use: true,
        grants_redistribution: true,
        grants_modification: true,
        grants_private_changes: false,
        license_like: true,
        service_terms: false,
        known: open.then_some(verdict::Known { approved: kind == VerdictKind::OpenSource }),
    };
    let licenses = id
        .map(|id| LicenseMatch {
            id: id.to_owned(),
            name: name.to_owned(),
            kind: MatchKind::Tag,
            similarity: 0.0,
            spans: Vec::new(),
            edits: Vec::new(),
            osi_approved: Some(osi),
            fsf_libre: None,
            alternatives: Vec::new(),
            source: String::from("tag"),
        })
        .into_iter()
        .collect();
    Report {
        schema: 1,
        verdict: verdict::judge(&evidence),
        answers: answers::answer(&evidence, &clauses),
        licenses,
        expression: id.map(str::to_owned),
        clauses,
        documents: Vec::new(),
        notes: vec![Note {
            id: "declared-only",
            text: format!("These are the known terms of the {name}; the text itself was not seen."),
        }],
    }
}

/// Findings from `id{name=value;…} id …`.
fn findings(list: &'static str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut rest = list;
    while !rest.is_empty() {
        let end = rest.find([' ', '{']).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let (params, after) = match after.strip_prefix('{').and_then(|inner| inner.split_once('}')) {
            Some((inner, after)) => (inner, after),
            None => ("", after),
        };
        rest = after.trim_start();
        let Some(id) = ClauseId::from_name(name) else { continue };
        let clause = id.clause();
        findings.push(Finding {
            id,
            title: clause.title,
            effect: clause.effect,
            spans: Vec::new(),
            quote: String::new(),
            params: params_of(params),
            origin: Origin::Template,
        });
    }
    findings
}

fn params_of(list: &'static str) -> Params {
    list.split(';')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| {
            let param = match value {
                "true" => Param::Flag(true),
                "false" => Param::Flag(false),
                value => value.parse().map_or_else(|_| Param::Text(value.to_owned()), Param::Number),
            };
            (name, param)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_names_clauses_that_exist() {
        assert!(TABLE.windows(2).all(|pair| pair[0].0 < pair[1].0));
        for Row(tag, _, _, kind, _, clauses) in TABLE {
            let found = findings(clauses);
            let names = clauses
                .split(' ')
                .filter(|word| !word.is_empty() && word.chars().next().is_some_and(char::is_alphabetic));
            let names = names.filter(|word| {
                word.split('{').next().is_some_and(|name| ClauseId::from_name(name).is_some())
            });
            assert_eq!(found.len(), names.count(), "{tag}");
            let restrictive = found.iter().any(|finding| {
                matches!(finding.effect, crate::schema::Effect::Veto | crate::schema::Effect::ResponsibleUse)
            });
            let open = matches!(kind, V::OpenSource | V::Open);
            assert_eq!(restrictive, !open, "{tag}: {kind:?} and its clauses");
            let report = known(tag, None).report.expect("facts");
            assert_eq!(report.verdict.kind, *kind, "{tag}");
        }
    }

    #[test]
    fn tags_are_found_by_hub_and_spdx_names() {
        for (tag, name, id) in [
            ("apache-2.0", None, Some("Apache-2.0")),
            ("Apache-2.0", None, Some("Apache-2.0")),
            ("GPL-3.0-or-later", None, Some("GPL-3.0-only")),
            ("other", Some("llama3.1"), Some("LicenseRef-llama-3.1")),
            ("other", Some("house rules"), None),
            ("gpl", None, None),
            ("something-new-1.0", None, None),
        ] {
            assert_eq!(known(tag, name).id.as_deref(), id, "{tag} {name:?}");
        }
        let llama = known("llama3.1", None).report.expect("facts");
        assert_eq!(llama.clauses[0].params["number"], Param::Number(700_000_000.0));
        assert_eq!(llama.clauses[0].params["unit"], Param::Text(String::from("monthly active users")));
        assert!(known("other", Some("house rules")).report.is_none());
        assert_eq!(known("other", Some("house rules")).name, "house rules");
    }
}
