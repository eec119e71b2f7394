//! What a declared license stands for: identifiers of SPDX and of the hub, with the facts known of their texts.
//!
//! A declaration is weaker than a text: it says which terms the publisher means, not which terms came along.

use crate::answers;
use crate::classify::{Options, classify};
use crate::clauses::catalog::ClauseId;
use crate::decimal;
use crate::evidence::{self, Evidence};
use crate::schema::VerdictKind as V;
use crate::schema::{Finding, LicenseMatch, MatchKind, Note, Origin, Param, Params, Report, VerdictKind};
use crate::tags::ids;
use crate::verdict;

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

/// What the index does not know: licenses of which it has a title alone, families that fix no text, and the figures of
/// the best-known model licenses. Tag of the hub, id, name, kind, OSI approval, clauses with parameters.
struct Row(&'static str, &'static str, &'static str, VerdictKind, bool, &'static str);

const NOTICE: &str = "notice-retention license-copy no-warranty liability-limit";
const COPYLEFT: &str =
    "share-alike disclose-source notice-retention license-copy state-changes no-warranty liability-limit";
const BY: &str = "notice-retention state-changes no-warranty liability-limit";
const RAIL: &str = "field-of-use flow-down remote-restriction notice-retention license-copy state-changes patent-grant no-warranty liability-limit";
const LLAMA_2: &str = "user-threshold{number=700000000;unit=monthly active users;period=month;consequence=ask} acceptable-use-policy{annexed=false;url=https://ai.meta.com/llama/use-policy} model-training-forbidden{target=except-derivatives} notice-retention license-copy litigation-termination no-warranty liability-limit";
const LLAMA_3: &str = "user-threshold{number=700000000;unit=monthly active users;period=month;consequence=ask} acceptable-use-policy{annexed=false;url=https://llama.meta.com/llama3/use-policy} model-training-forbidden{target=except-derivatives} display-attribution{text=Built with Meta Llama 3} naming-duty{text=Llama 3} notice-retention license-copy litigation-termination no-warranty liability-limit";
const LLAMA_31: &str = "user-threshold{number=700000000;unit=monthly active users;period=month;consequence=ask} acceptable-use-policy{annexed=false} display-attribution{text=Built with Llama} naming-duty{text=Llama} notice-retention license-copy litigation-termination no-warranty liability-limit";

/// In the order of the tags.
const TABLE: &[Row] = &[
    Row(
        "apple-amlr",
        "LicenseRef-apple-amlr",
        "Apple Machine Learning Research Model License",
        V::ResearchOnly,
        false,
        "research-only commercial-use-forbidden notice-retention license-copy no-warranty",
    ),
    Row("bsd", "", "BSD license family", V::OpenSource, true, NOTICE),
    Row(
        "deepfloyd-if-license",
        "LicenseRef-deepfloyd-if-license",
        "DeepFloyd IF Research License Agreement",
        V::ResearchOnly,
        false,
        "research-only commercial-use-forbidden field-of-use notice-retention license-copy",
    ),
    Row("etalab-2.0", "etalab-2.0", "Etalab Open License 2.0", V::Open, false, BY),
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
    Row(
        "grok2-community",
        "",
        "Grok 2 Community License Agreement",
        V::Conditional,
        false,
        "revenue-threshold acceptable-use-policy{annexed=false} model-training-forbidden{target=except-derivatives} license-copy display-attribution",
    ),
    Row(
        "h-research",
        "",
        "H Research License",
        V::ResearchOnly,
        false,
        "research-only commercial-use-forbidden license-copy notice-retention",
    ),
    Row(
        "intel-research",
        "",
        "Intel Research Use License Agreement",
        V::ResearchOnly,
        false,
        "research-only commercial-use-forbidden license-copy notice-retention",
    ),
    Row("lgpl", "", "GNU Lesser General Public License family", V::OpenSource, true, COPYLEFT),
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
    if !says_nothing(tag) {
        return named(tag).unwrap_or_else(|| Known { id: None, name: tag.trim().to_owned(), report: None });
    }
    // A custom name is sometimes one of the list after all.
    if let Some(known) = name.and_then(named) {
        return known;
    }
    let name = match name.map(str::trim) {
        Some(name) if !name.is_empty() => name.to_owned(),
        _ => format!("license \"{}\"", tag.trim()),
    };
    Known { id: None, name, report: None }
}

/// The license or expression of an identifier.
fn named(tag: &str) -> Option<Known> {
    let lower = tag.trim().to_ascii_lowercase();
    let row = TABLE.binary_search_by(|row| row.0.cmp(lower.as_str())).ok().map(|place| &TABLE[place]);
    // A family has no id, and must not become its oldest member.
    if let Some(row) = row.filter(|row| row.1.is_empty()) {
        return Some(Known { id: None, name: row.2.to_owned(), report: Some(facts(row)) });
    }
    let hub = ids::hub_license(&lower);
    let expression = ids::canonical(&lower).map(str::to_owned).or_else(|| {
        // Prose is no expression: only what is written as one, or is one identifier.
        (lower.len() < 200).then(|| ids::expression(tag.trim())).flatten().map(|expression| expression.text)
    });
    let Some(expression) = expression.filter(|expression| !expression.is_empty()) else {
        let row = row?;
        return Some(Known { id: Some(row.1.to_owned()), name: row.2.to_owned(), report: Some(facts(row)) });
    };
    let mut report = classify(&format!("SPDX-License-Identifier: {expression}"), Options::default());
    forget_places(&mut report);
    let name = hub
        .map(|license| license.name.to_owned())
        .or_else(|| {
            report.licenses.first().filter(|_| report.licenses.len() == 1).map(|license| license.name.clone())
        })
        .unwrap_or_else(|| expression.clone());
    if let Some(row) = row {
        if report.verdict.kind == VerdictKind::Unrecognized {
            report = Report { expression: Some(expression.clone()), ..facts(row) };
        }
        add_figures(&mut report, row);
    }
    let report = (report.verdict.kind != VerdictKind::Unrecognized).then(|| {
        report.notes.push(seen(&name));
        report
    });
    Some(Known { id: Some(expression), name, report })
}

/// The tag stands in no text of the release, so nothing in its report has a place.
fn forget_places(report: &mut Report) {
    for license in &mut report.licenses {
        license.spans.clear();
    }
    for finding in &mut report.clauses {
        finding.spans.clear();
        finding.quote.clear();
    }
    report.notes.clear();
}

/// Adds the figures of a row to the clauses of a report that have none.
fn add_figures(report: &mut Report, row: &Row) {
    for known in findings(row.5) {
        let own = report.clauses.iter_mut().find(|finding| finding.id == known.id);
        match own {
            Some(own) if own.params.is_empty() => own.params = known.params,
            _ => {}
        }
    }
}

fn seen(name: &str) -> Note {
    Note {
        id: "declared-only",
        text: format!("These are the known terms of {name}; the text itself was not seen."),
    }
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

/// A report from a row of the table.
fn facts(row: &Row) -> Report {
    let Row(_, id, name, kind, osi, clauses) = row;
    let clauses = findings(clauses);
    let open = matches!(kind, VerdictKind::OpenSource | VerdictKind::Open);
    let evidence = Evidence {
        clauses: clauses.iter().map(|finding| (finding.id, finding.effect)).collect(),
        grants: true,
        grants_use: true,
        grants_redistribution: true,
        grants_modification: true,
        license_like: true,
        known: open.then_some(evidence::Known { approved: *kind == VerdictKind::OpenSource }),
        ..Evidence::default()
    };
    let id = if id.is_empty() { name } else { id };
    let license = LicenseMatch {
        id: (*id).to_owned(),
        name: (*name).to_owned(),
        kind: MatchKind::Tag,
        similarity: 0.0,
        spans: Vec::new(),
        edits: Vec::new(),
        osi_approved: Some(*osi),
        fsf_libre: None,
        alternatives: Vec::new(),
        source: String::from("tag"),
    };
    Report {
        schema: 1,
        verdict: verdict::judge(&evidence),
        answers: answers::answer(&evidence, &clauses),
        licenses: vec![license],
        expression: None,
        clauses,
        documents: Vec::new(),
        notes: vec![seen(name)],
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
    let mut params = Params::new();
    for (name, value) in list.split(';').filter_map(|pair| pair.split_once('=')) {
        let param = match value {
            "true" => Param::Flag(true),
            "false" => Param::Flag(false),
            value => decimal::parse(value).map_or_else(|| Param::Text(value.to_owned()), Param::Number),
        };
        params.insert(name, param);
    }
    params
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Effect;

    #[test]
    fn the_table_is_in_order_and_names_clauses_that_exist() {
        assert!(TABLE.windows(2).all(|pair| pair[0].0 < pair[1].0));
        for row in TABLE {
            let Row(tag, _, _, kind, _, clauses) = row;
            let written = clauses.matches('{').count();
            let found = findings(clauses);
            assert!(found.iter().filter(|finding| !finding.params.is_empty()).count() == written, "{tag}");
            let names = clauses.split_whitespace().filter_map(|word| word.split('{').next());
            for name in names.filter(|name| name.contains('-') && !name.contains('=') && !name.contains('/'))
            {
                assert!(ClauseId::from_name(name).is_some(), "{tag}: no clause {name}");
            }
            let restrictive =
                found.iter().any(|finding| matches!(finding.effect, Effect::Veto | Effect::ResponsibleUse));
            assert_eq!(
                restrictive,
                !matches!(kind, V::OpenSource | V::Open),
                "{tag}: {kind:?} and its clauses"
            );
            assert_eq!(facts(row).verdict.kind, *kind, "{tag}");
            let report = known(tag, None).report.unwrap_or_else(|| panic!("{tag} has facts"));
            assert_eq!(report.verdict.kind, *kind, "{tag}");
        }
    }

    #[test]
    fn every_tag_of_the_hub_has_facts_or_says_nothing() {
        let mut without = Vec::new();
        for license in ids::hub_licenses() {
            if !says_nothing(license.id) && known(license.id, None).report.is_none() {
                without.push(license.id);
            }
        }
        // The sample code license comes in two versions of different kinds, and the tag does not say which.
        assert_eq!(without, ["apple-ascl"]);
    }

    #[test]
    fn tags_are_found_by_hub_and_spdx_names() {
        for (tag, name, id, kind) in [
            ("apache-2.0", None, Some("Apache-2.0"), Some(V::OpenSource)),
            ("Apache-2.0", None, Some("Apache-2.0"), Some(V::OpenSource)),
            ("GPL-3.0-or-later", None, Some("GPL-3.0-or-later"), Some(V::OpenSource)),
            ("MIT OR Apache-2.0", None, Some("MIT OR Apache-2.0"), Some(V::OpenSource)),
            ("cc-by-nc-4.0", None, Some("CC-BY-NC-4.0"), Some(V::NonCommercial)),
            ("openrail", None, None, Some(V::ResponsibleUse)),
            ("gpl", None, None, Some(V::OpenSource)),
            ("other", Some("house rules"), None, None),
            ("something-new-1.0", None, None, None),
        ] {
            let known = known(tag, name);
            assert_eq!(known.id.as_deref(), id, "{tag} {name:?}");
            assert_eq!(known.report.map(|report| report.verdict.kind), kind, "{tag} {name:?}");
        }
        let llama = known("llama3.1", None).report.expect("facts");
        let threshold = llama.clauses.iter().find(|finding| finding.id == ClauseId::USER_THRESHOLD);
        assert_eq!(threshold.expect("a threshold").params["number"], Param::Number(700_000_000.0));
        assert!(known("other", Some("llama3.1")).report.is_some());
        assert_eq!(known("other", Some("house rules")).name, "house rules");
    }
}
