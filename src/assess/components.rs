//! What a release consists of, and under which terms.

use super::files::{self, Kind};
use super::release::{Release, ReleaseKind};
use super::shape::{
    Assessment, Component, ComponentId, Declared, EffectiveLicense, Evidence, LicenseText, State,
};
use super::terms;
use crate::schema::VerdictKind;

/// Components with what else their making shows.
pub(super) struct Parts {
    /// In the order in which they are shown.
    pub(super) list: Vec<Component>,
    /// Whether the weights are an adapter, which needs its base model.
    pub(super) adapter: bool,
}

impl Parts {
    /// Puts the weights under other terms: those of a base model that bind them.
    pub(super) fn weights_under(&mut self, license: EffectiveLicense) {
        if let Some(weights) = self.list.iter_mut().find(|component| component.id == ComponentId::Weights) {
            weights.open = openness(&license);
            weights.license = Some(license);
        }
    }

    /// A component of the list.
    pub(super) fn get(&self, id: ComponentId) -> &Component {
        // The list has every component; the first one is a stand-in that is never needed.
        self.list.iter().find(|component| component.id == id).unwrap_or(&self.list[0])
    }
}

/// What the file list shows, by kind, in its order.
struct Seen<'a> {
    files: Option<Vec<(Kind, &'a str)>>,
}

impl<'a> Seen<'a> {
    fn of(&self, kind: Kind) -> Vec<&'a str> {
        self.files.iter().flatten().filter(|(own, _)| *own == kind).map(|(_, path)| *path).collect()
    }

    /// Present when there are such files, absent or unknown otherwise.
    fn state(&self, found: &[&str]) -> State {
        match &self.files {
            _ if !found.is_empty() => State::Present,
            Some(_) => State::Absent,
            None => State::Unknown,
        }
    }
}

/// Finds the components.
pub(super) fn components(
    release: &Release,
    texts: &[LicenseText],
    declared: &[Declared],
    parts: &[(ReleaseKind, Assessment)],
) -> Parts {
    let seen = Seen {
        files: release
            .files
            .as_ref()
            .map(|files| files.iter().map(|path| (files::kind(path), path.as_str())).collect()),
    };
    let weights = seen.of(Kind::Weights);
    let adapters = seen.of(Kind::Adapter);
    let adapter = weights.is_empty() && !adapters.is_empty();
    let all_weights = [weights, adapters].concat();
    let license = |id| terms::covering(id, texts, declared).map(|covering| covering.license);
    let weights_state =
        if release.kind == ReleaseKind::Model { seen.state(&all_weights) } else { State::Absent };
    let mut list = vec![component(
        ComponentId::Weights,
        "Weights",
        weights_state,
        named(&all_weights),
        license(ComponentId::Weights),
    )];
    list.push(deployment_code(release, &seen, &all_weights, license(ComponentId::DeploymentCode)));
    list.push(training_code(release, &seen, parts, license(ComponentId::TrainingCode)));
    list.push(training_data(release, &seen, parts, license(ComponentId::TrainingData)));
    list.push(data_information(release, parts));
    list.push(evaluation(release, &seen));
    let cards = seen.of(Kind::Card);
    let card_state = if release.card.text.is_some() { State::Present } else { seen.state(&cards) };
    list.push(component(ComponentId::ModelCard, "Model card", card_state, named(&cards), None));
    let mut papers = named(&seen.of(Kind::Paper));
    papers.extend(release.card.papers.iter().flatten().map(|paper| format!("card names {}", brief(paper))));
    let paper_state = match (papers.is_empty(), &release.card.papers) {
        (false, _) => State::Present,
        (true, _) => State::Unknown,
    };
    list.push(component(ComponentId::Paper, "Paper or technical report", paper_state, papers, None));
    let own: Vec<&str> =
        texts.iter().filter(|text| text.role == "license").map(|text| text.path.as_str()).collect();
    let mut found = named(&own);
    let unread: Vec<&str> = seen
        .of(Kind::License)
        .into_iter()
        .filter(|path| files::role(path) == Some("license") && !release.texts.contains_key(*path))
        .collect();
    found.extend(unread.iter().map(|path| format!("{}, not read", brief(path))));
    let texts_state = match (own.is_empty(), unread.is_empty(), &seen.files) {
        (false, ..) => State::Present,
        (true, true, Some(_)) if release.missing.is_empty() => State::Absent,
        _ => State::Unknown,
    };
    list.push(component(ComponentId::LicenseTexts, "License texts", texts_state, found, None));
    Parts { list, adapter }
}

fn deployment_code(
    release: &Release,
    seen: &Seen<'_>,
    weights: &[&str],
    own: Option<EffectiveLicense>,
) -> Component {
    const NAME: &str = "Architecture and inference code";
    let id = ComponentId::DeploymentCode;
    let files = seen.of(Kind::DeploymentCode);
    if !files.is_empty() {
        return component(id, NAME, State::Present, named(&files), own);
    }
    let library = release.card.library.as_deref().and_then(files::library);
    let runtime = weights.iter().find_map(|path| files::runtime(path));
    if let Some((library, license)) = library.or(runtime) {
        let how = if library_named(release) { "loads with" } else { "its format is read by" };
        let license = EffectiveLicense {
            id: Some(license.to_owned()),
            name: license.to_owned(),
            verdict: VerdictKind::OpenSource,
            label: VerdictKind::OpenSource.label(),
            evidence: Evidence::Declared,
            source: format!("library {library}"),
        };
        return component(id, NAME, State::Present, vec![format!("{how} {library}")], Some(license));
    }
    component(id, NAME, State::Unknown, Vec::new(), None)
}

fn library_named(release: &Release) -> bool {
    release.card.library.as_deref().is_some_and(|library| files::library(library).is_some())
}

fn training_code(
    release: &Release,
    seen: &Seen<'_>,
    parts: &[(ReleaseKind, Assessment)],
    own: Option<EffectiveLicense>,
) -> Component {
    const NAME: &str = "Training and data-processing code";
    let id = ComponentId::TrainingCode;
    let files = seen.of(Kind::TrainingCode);
    if !files.is_empty() {
        return component(id, NAME, State::Present, named(&files), own);
    }
    let other = parts.iter().filter(|(kind, _)| *kind == ReleaseKind::Software).find_map(|(_, part)| {
        let code = part.components.iter().find(|component| component.id == id)?;
        (code.state == State::Present).then_some((part, code))
    });
    if let Some((part, code)) = other {
        let place = part.id.as_deref().unwrap_or("another repository");
        let evidence = code.evidence.iter().map(|what| format!("{place}: {what}")).collect();
        return component(id, NAME, State::Present, evidence, code.license.clone());
    }
    let links =
        release.card.code.iter().flatten().map(|link| format!("card links {}, not checked", brief(link)));
    component(id, NAME, State::Unknown, links.take(3).collect(), None)
}

fn training_data(
    release: &Release,
    seen: &Seen<'_>,
    parts: &[(ReleaseKind, Assessment)],
    own: Option<EffectiveLicense>,
) -> Component {
    const NAME: &str = "Training data";
    let id = ComponentId::TrainingData;
    if release.kind == ReleaseKind::Dataset {
        let mut files = seen.of(Kind::Data);
        let others = seen.of(Kind::Weights);
        files.extend(others);
        return component(
            id,
            "Data",
            if files.is_empty() { State::Unknown } else { State::Present },
            named(&files),
            own,
        );
    }
    let sets: Vec<&Assessment> =
        parts.iter().filter(|(kind, _)| *kind == ReleaseKind::Dataset).map(|(_, part)| part).collect();
    let named_sets: Vec<&String> = release.card.datasets.iter().flatten().collect();
    let unseen: Vec<&&String> = named_sets
        .iter()
        .filter(|name| {
            !sets.iter().any(|set| set.id.as_deref().is_some_and(|id| id.eq_ignore_ascii_case(name)))
        })
        .collect();
    if !sets.is_empty() {
        // All of the data, or it is not "the data": the least open set decides, and one that was not seen leaves it open.
        let worst = sets
            .iter()
            .filter_map(|set| set.license.clone())
            .max_by_key(|license| terms::rank(license.verdict));
        let licensed = sets.iter().all(|set| set.license.is_some());
        let mut evidence: Vec<String> = sets
            .iter()
            .map(|set| format!("dataset {}", brief(set.id.as_deref().unwrap_or("without id"))))
            .collect();
        evidence.extend(unseen.iter().map(|name| format!("dataset {}, not checked", brief(name))));
        let state = if unseen.is_empty() { State::Present } else { State::Unknown };
        let mut data = component(id, NAME, state, evidence, worst);
        if data.open == Some(true) && !(licensed && unseen.is_empty()) {
            data.open = None;
        }
        return data;
    }
    let files = seen.of(Kind::Data);
    let mut evidence = named(&files);
    evidence.extend(
        named_sets.iter().take(4).map(|name| format!("card names dataset {}, not checked", brief(name))),
    );
    if !files.is_empty() && named_sets.is_empty() {
        return component(id, NAME, State::Present, evidence, own);
    }
    component(id, NAME, State::Unknown, evidence, None)
}

fn data_information(release: &Release, parts: &[(ReleaseKind, Assessment)]) -> Component {
    const NAME: &str = "Data information";
    let id = ComponentId::DataInformation;
    let mut evidence = Vec::new();
    if let Some(text) = &release.card.text
        && let Some(heading) = heading(
            text,
            &[
                "training data",
                "data sources",
                "dataset",
                "pretraining data",
                "training corpus",
                "data composition",
            ],
        )
    {
        evidence.push(format!("card has a section \"{}\"", brief(&heading)));
    }
    let sets: Vec<String> = release
        .card
        .datasets
        .iter()
        .flatten()
        .take(4)
        .map(|name| format!("card names dataset {}", brief(name)))
        .collect();
    evidence.extend(sets);
    evidence.extend(parts.iter().filter(|(kind, _)| *kind == ReleaseKind::Dataset).map(|(_, part)| {
        format!("dataset {} has a page", brief(part.id.as_deref().unwrap_or("without id")))
    }));
    let state = if evidence.is_empty() { State::Unknown } else { State::Present };
    if state == State::Present {
        evidence.push(String::from("declared by the publisher, not certified"));
    }
    component(id, NAME, state, evidence, None)
}

fn evaluation(release: &Release, seen: &Seen<'_>) -> Component {
    let mut evidence = named(&seen.of(Kind::Evaluation));
    if release.card.evaluation == Some(true) {
        evidence.push(String::from("results in the card's metadata"));
    }
    if let Some(text) = &release.card.text
        && let Some(heading) = heading(text, &["evaluation", "benchmark", "results", "performance"])
    {
        evidence.push(format!("card has a section \"{}\"", brief(&heading)));
    }
    let state = if evidence.is_empty() { State::Unknown } else { State::Present };
    component(ComponentId::Evaluation, "Evaluation", state, evidence, None)
}

/// The first Markdown heading that has one of these words.
fn heading(text: &str, words: &[&str]) -> Option<String> {
    text.lines()
        .filter(|line| line.trim_start().starts_with('#') || line.trim_start().starts_with("**"))
        .find_map(|line| {
            let title = line.trim().trim_matches(['#', '*', ' ', ':']);
            let lower = title.to_ascii_lowercase();
            words.iter().any(|word| lower.contains(word)).then(|| title.to_owned())
        })
}

fn component(
    id: ComponentId,
    name: &'static str,
    state: State,
    evidence: Vec<String>,
    license: Option<EffectiveLicense>,
) -> Component {
    let license = if state == State::Absent { None } else { license };
    let open = license.as_ref().and_then(openness);
    Component { id, name, state, evidence, license, open }
}

/// Whether terms are open; nothing when they were not understood.
fn openness(license: &EffectiveLicense) -> Option<bool> {
    match terms::rank(license.verdict) {
        0 | 1 => Some(true),
        2 | 3 => None,
        _ => Some(false),
    }
}

/// The first paths and how many more there are.
fn named(paths: &[&str]) -> Vec<String> {
    let mut list: Vec<String> = paths.iter().take(3).map(|path| brief(path)).collect();
    if paths.len() > 3 {
        list.push(format!("{} more", paths.len() - 3));
    }
    list
}

/// A name from outside, cut to what fits on a line.
pub(super) fn brief(name: &str) -> String {
    cut(name, 120)
}

/// Words of a text, cut to what can be read at a glance.
pub(super) fn quoted(words: &str) -> String {
    cut(words, 300)
}

fn cut(text: &str, most: usize) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most { line } else { line.chars().take(most - 1).chain(['…']).collect() }
}
