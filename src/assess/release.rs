//! What a caller knows of a release: the input of [`assess`](super::assess).

use std::collections::BTreeMap;

use super::shape::Assessment;
use crate::input::{Field, Result};

/// Texts, tags, files and lineage of one release. Fetching them is the caller's; what could not be had goes into
/// [`missing`](Self::missing) and is then unknown, never assumed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Release {
    /// `owner/name` on the hub.
    pub id: Option<String>,
    /// What is released.
    pub kind: ReleaseKind,
    /// Commit that was read.
    pub revision: Option<String>,
    /// Day of publication, `YYYY-MM-DD`; licenses that open after years count from it.
    pub published: Option<String>,
    /// License texts by file name; a gated prompt goes to [`Card::gate_prompt`], not here.
    pub texts: BTreeMap<String, String>,
    /// Declared license: identifiers of SPDX or of the hub.
    pub license: Vec<String>,
    /// Name of a custom license, where the declared one is `other`.
    pub license_name: Option<String>,
    /// Where the license is said to be.
    pub license_link: Option<String>,
    /// Paths of all files; `None` when the list is not known.
    pub files: Option<Vec<String>>,
    /// What the model card says.
    pub card: Card,
    /// Models that this one was made from.
    pub base_models: Vec<BaseModel>,
    /// Other repositories of the same release: its datasets and its code.
    pub parts: Vec<Release>,
    /// Parts that could not be had.
    pub missing: Vec<Missing>,
}

/// What is released.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReleaseKind {
    /// A model: weights and what belongs to them.
    #[default]
    Model,
    /// A dataset.
    Dataset,
    /// Software, such as a code repository or a demo.
    Software,
}

/// Metadata and text of the model card. `None` means not known.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Card {
    /// Datasets that the card names, by id.
    pub datasets: Option<Vec<String>>,
    /// Library that loads the model (`transformers`).
    pub library: Option<String>,
    /// Papers: arXiv numbers, DOIs or URLs.
    pub papers: Option<Vec<String>>,
    /// Whether evaluation results are given.
    pub evaluation: Option<bool>,
    /// Who is let in.
    pub gated: Option<Gate>,
    /// Text that a visitor must agree to before a download.
    pub gate_prompt: Option<String>,
    /// The card's own text.
    pub text: Option<String>,
    /// Addresses of repositories with the code, if the metadata names them.
    pub code: Option<Vec<String>>,
}

/// Who is let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// Everyone.
    Open,
    /// Everyone who agrees and gives what is asked.
    Automatic,
    /// Whom the publisher approves.
    Manual,
}

/// A model that this one was made from.
#[derive(Debug, Clone, PartialEq)]
pub struct BaseModel {
    /// Its id.
    pub id: String,
    /// How it was used.
    pub relation: Relation,
    /// What is known of it.
    pub known: BaseKnown,
}

/// What is known of a base model.
#[derive(Debug, Clone, PartialEq)]
pub enum BaseKnown {
    /// It was assessed before.
    Assessment(Box<Assessment>),
    /// What was collected of it; it is assessed on the way.
    Release(Box<Release>),
    /// Nothing, and why.
    Nothing(String),
}

/// How a base model was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// Trained further.
    Finetune,
    /// Weights to be added to the base, such as `LoRA`.
    Adapter,
    /// The same weights with fewer bits.
    Quantized,
    /// Weights of several models combined.
    Merge,
    /// Said to be its base, without saying how.
    Unknown,
}

/// A part that could not be had.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Missing {
    /// A path, `files`, `card`, or what else was asked for.
    pub part: String,
    /// Why, in a few words: `gated`, `not found`, `rate limited`, `not text`.
    pub why: String,
}

const KINDS: &[(&str, ReleaseKind)] = &[
    ("model", ReleaseKind::Model),
    ("dataset", ReleaseKind::Dataset),
    ("software", ReleaseKind::Software),
    ("space", ReleaseKind::Software),
];

const RELATIONS: &[(&str, Relation)] = &[
    ("finetune", Relation::Finetune),
    ("adapter", Relation::Adapter),
    ("quantized", Relation::Quantized),
    ("merge", Relation::Merge),
    ("unknown", Relation::Unknown),
];

/// Depth to which base models of base models are followed.
pub const MAX_LINEAGE: usize = 4;

impl Release {
    /// Reads a release from a plain value.
    ///
    /// # Errors
    /// When a field has the wrong type; the message names it.
    pub fn read(field: &Field<'_, '_>) -> Result<Self> {
        Self::read_at(field, 0)
    }

    fn read_at(field: &Field<'_, '_>, depth: usize) -> Result<Self> {
        let own =
            |name| -> Result<Option<String>> { Ok(field.get(name)?.optional_text()?.map(str::to_owned)) };
        let base_models = field.get("baseModels")?;
        let parts = field.get("parts")?;
        Ok(Self {
            id: own("id")?,
            kind: field.get("kind")?.optional_choice(KINDS)?.unwrap_or_default(),
            revision: own("revision")?,
            published: own("published")?,
            texts: texts(&field.get("texts")?)?,
            license: field.get("license")?.texts()?,
            license_name: own("licenseName")?,
            license_link: own("licenseLink")?,
            files: files(&field.get("files")?)?,
            card: card(&field.get("card")?)?,
            base_models: base_models.items()?.map(|item| base_model(&item, depth)).collect::<Result<_>>()?,
            parts: if depth + 1 >= MAX_LINEAGE {
                Vec::new()
            } else {
                parts.items()?.map(|item| Self::read_at(&item, depth + 1)).collect::<Result<_>>()?
            },
            missing: field
                .get("missing")?
                .items()?
                .map(|item| {
                    Ok(Missing {
                        part: item.get("part")?.text()?.to_owned(),
                        why: item.get("why")?.text()?.to_owned(),
                    })
                })
                .collect::<Result<_>>()?,
        })
    }
}

fn texts(field: &Field<'_, '_>) -> Result<BTreeMap<String, String>> {
    let mut texts = BTreeMap::new();
    for (path, text) in field.members()? {
        texts.insert(path.to_owned(), text.text()?.to_owned());
    }
    Ok(texts)
}

fn files(field: &Field<'_, '_>) -> Result<Option<Vec<String>>> {
    if field.is_null() {
        return Ok(None);
    }
    let path = |item: Field<'_, '_>| -> Result<String> {
        match item.value() {
            crate::input::Value::Text(path) => Ok(path.clone()),
            crate::input::Value::Object(_) => item.get("path")?.text().map(str::to_owned),
            _ => Err(item.must_be("a string or an object with a path")),
        }
    };
    field.items()?.map(path).collect::<Result<_>>().map(Some)
}

fn card(field: &Field<'_, '_>) -> Result<Card> {
    if field.is_null() {
        return Ok(Card::default());
    }
    let list = |name| -> Result<Option<Vec<String>>> {
        let field = field.get(name)?;
        if field.is_null() { Ok(None) } else { field.texts().map(Some) }
    };
    let own = |name| -> Result<Option<String>> { Ok(field.get(name)?.optional_text()?.map(str::to_owned)) };
    let gated = field.get("gated")?;
    Ok(Card {
        datasets: list("datasets")?,
        library: own("library")?,
        papers: list("papers")?,
        evaluation: field.get("evaluation")?.optional_flag()?,
        gated: match gated.value() {
            crate::input::Value::Null => None,
            crate::input::Value::Flag(false) => Some(Gate::Open),
            crate::input::Value::Flag(true) => Some(Gate::Manual),
            crate::input::Value::Text(text) if text == "auto" => Some(Gate::Automatic),
            crate::input::Value::Text(text) if text == "manual" => Some(Gate::Manual),
            _ => return Err(gated.must_be("a boolean, \"auto\" or \"manual\"")),
        },
        gate_prompt: own("gatePrompt")?,
        text: own("text")?,
        code: list("code")?,
    })
}

fn base_model(field: &Field<'_, '_>, depth: usize) -> Result<BaseModel> {
    if field.has("badge") {
        let assessment = Assessment::read(field)?;
        let id = assessment.id.clone().unwrap_or_else(|| String::from("base model"));
        return Ok(BaseModel {
            id,
            relation: Relation::Unknown,
            known: BaseKnown::Assessment(Box::new(assessment)),
        });
    }
    let id = field.get("id")?.text()?.to_owned();
    let relation = field.get("relation")?.optional_choice(RELATIONS)?.unwrap_or(Relation::Unknown);
    let known = if depth + 1 >= MAX_LINEAGE {
        BaseKnown::Nothing(String::from("its lineage is longer than what is followed"))
    } else if field.has("assessment") {
        BaseKnown::Assessment(Box::new(Assessment::read(&field.get("assessment")?)?))
    } else if field.has("release") {
        BaseKnown::Release(Box::new(Release::read_at(&field.get("release")?, depth + 1)?))
    } else {
        let why = field.get("why")?;
        BaseKnown::Nothing(why.optional_text()?.unwrap_or("it was not looked up").to_owned())
    };
    Ok(BaseModel { id, relation, known })
}
