//! What the paths of a release show: weights, code, data, evaluation, texts.

use super::shape::ComponentId;

/// What one path shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Parameters.
    Weights,
    /// Parameters that are added to those of a base model.
    Adapter,
    /// Architecture or inference code.
    DeploymentCode,
    /// Training or data-processing code.
    TrainingCode,
    /// Data.
    Data,
    /// Evaluation code or results.
    Evaluation,
    /// The model card.
    Card,
    /// A paper or technical report.
    Paper,
    /// A license, a policy or a notice.
    License,
    /// None of these.
    Other,
}

const WEIGHTS: &[&str] = &[
    "safetensors",
    "gguf",
    "ggml",
    "bin",
    "pt",
    "pth",
    "ckpt",
    "onnx",
    "h5",
    "hdf5",
    "keras",
    "msgpack",
    "tflite",
    "pb",
    "npz",
    "mlmodel",
    "mlpackage",
    "nemo",
    "pdparams",
    "llamafile",
    "task",
    "litertlm",
    "engine",
    "ot",
    "pkl",
    "joblib",
    "caffemodel",
    "weights",
    "distcp",
    "params",
];

/// Names of files with weights' endings that are none: states of a training run, vocabularies.
const NOT_WEIGHTS: &[&str] = &[
    "training_args",
    "optimizer",
    "scheduler",
    "rng_state",
    "random_states",
    "trainer_state",
    "tokenizer",
    "vocab",
    "spiece",
    "sentencepiece",
    "merges",
    "scaler",
    "dataset_info",
];

const CODE: &[&str] =
    &["py", "ipynb", "cpp", "cc", "c", "cu", "rs", "go", "js", "ts", "java", "swift", "jl", "sh"];

const DATA: &[&str] =
    &["parquet", "arrow", "jsonl", "csv", "tsv", "zst", "tar", "tfrecord", "webdataset", "lance"];

/// What a path shows.
pub(super) fn kind(path: &str) -> Kind {
    let lower = path.to_ascii_lowercase();
    let (folders, name) = lower.rsplit_once('/').unwrap_or(("", &lower));
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let in_folder =
        |names: &[&str]| folders.split('/').any(|folder| names.iter().any(|name| folder.starts_with(name)));
    if role(path).is_some() {
        return Kind::License;
    }
    if WEIGHTS.contains(&extension) && !NOT_WEIGHTS.iter().any(|other| stem.starts_with(other)) {
        let adapter = ["adapter_model", "lora", "pytorch_lora_weights", "ip-adapter", "ip_adapter"];
        return if adapter.iter().any(|name| stem.contains(name)) { Kind::Adapter } else { Kind::Weights };
    }
    if CODE.contains(&extension) {
        let has = |words: &[&str]| words.iter().any(|word| stem.contains(word));
        return if has(&["eval", "benchmark"]) || in_folder(&["eval", "benchmark"]) {
            Kind::Evaluation
        } else if has(&[
            "train",
            "finetune",
            "fine_tune",
            "preprocess",
            "prepare_data",
            "dataset",
            "tokenize_data",
            "sft",
            "dpo",
            "rlhf",
        ]) || in_folder(&["train", "pretrain", "finetune", "preprocess"])
        {
            Kind::TrainingCode
        } else {
            Kind::DeploymentCode
        };
    }
    if matches!(extension, "md" | "txt" | "rst" | "")
        && (stem == "readme" || stem.contains("model_card") || stem.contains("modelcard"))
    {
        return Kind::Card;
    }
    if extension == "pdf" && !stem.contains("license") {
        return Kind::Paper;
    }
    if stem.contains("eval") && matches!(extension, "json" | "yaml" | "yml" | "csv" | "md")
        || in_folder(&["eval", "benchmark"])
    {
        return Kind::Evaluation;
    }
    let packed = matches!(extension, "gz" | "zip" | "xz") && DATA.iter().any(|ending| stem.ends_with(ending));
    if DATA.contains(&extension) || packed || extension == "json" && in_folder(&["data"]) {
        return Kind::Data;
    }
    Kind::Other
}

/// The kind of document that a path names: `license`, `policy` or `notice`; nothing for other files.
pub(super) fn role(path: &str) -> Option<&'static str> {
    let lower = path.to_ascii_lowercase();
    let name = lower.rsplit('/').next().unwrap_or_default();
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let known = matches!(extension, "" | "txt" | "md" | "rst" | "pdf" | "html" | "rtf" | "docx");
    // `LICENSE.model`, `LICENSE-2.0` and `COPYING.lesser` have no file type behind the dot.
    let odd = ["license", "licence", "copying"].iter().any(|word| name.starts_with(word))
        && !CODE.contains(&extension)
        && !matches!(extension, "json" | "yml" | "yaml" | "toml" | "xml" | "csv" | "png" | "svg");
    if !known && !odd {
        return None;
    }
    let has = |words: &[&str]| words.iter().any(|word| stem.contains(word));
    let policy =
        ["use_policy", "use-policy", "acceptable", "prohibited", "usage_policy", "usage-policy", "aup"];
    if has(&policy) {
        Some("policy")
    } else if has(&["notice", "attribution", "third-party", "third_party", "thirdparty"])
        && !has(&["license"])
    {
        Some("notice")
    } else if stem.starts_with("unlicense")
        || has(&["license", "licence", "copying", "eula"])
        || stem.starts_with("terms")
        || stem.ends_with("terms")
    {
        Some("license")
    } else {
        None
    }
}

/// The component that a license file's name speaks of; nothing when it speaks of none.
pub(super) fn covered(path: &str) -> Option<ComponentId> {
    let lower = path.to_ascii_lowercase();
    let (folders, name) = lower.rsplit_once('/').unwrap_or(("", &lower));
    let words: Vec<&str> = name.split(|letter: char| !letter.is_ascii_alphanumeric()).collect();
    let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let last = folders.rsplit('/').next().unwrap_or_default();
    if has(&["model", "models", "weights", "weight", "checkpoint", "checkpoints"])
        || matches!(last, "model" | "weights" | "checkpoints")
    {
        Some(ComponentId::Weights)
    } else if has(&["code", "software", "source", "src"])
        || matches!(last, "code" | "src" | "inference" | "scripts")
    {
        Some(ComponentId::DeploymentCode)
    } else if has(&["data", "dataset", "datasets"]) || matches!(last, "data" | "dataset" | "datasets") {
        Some(ComponentId::TrainingData)
    } else {
        None
    }
}

/// Libraries that load models, by the names that the hub and model cards use, with their licenses.
const LIBRARIES: &[(&str, &str)] = &[
    ("adapter-transformers", "Apache-2.0"),
    ("allennlp", "Apache-2.0"),
    ("asteroid", "MIT"),
    ("bertopic", "MIT"),
    ("colpali", "MIT"),
    ("ctranslate2", "MIT"),
    ("diffusers", "Apache-2.0"),
    ("espnet", "Apache-2.0"),
    ("fairseq", "MIT"),
    ("fastai", "Apache-2.0"),
    ("flair", "MIT"),
    ("gguf", "MIT"),
    ("gliner", "Apache-2.0"),
    ("jax", "Apache-2.0"),
    ("keras", "Apache-2.0"),
    ("keras-hub", "Apache-2.0"),
    ("litert", "Apache-2.0"),
    ("llama.cpp", "MIT"),
    ("mamba-ssm", "Apache-2.0"),
    ("megatron-lm", "BSD-3-Clause"),
    ("mlx", "MIT"),
    ("model2vec", "MIT"),
    ("nemo", "Apache-2.0"),
    ("olmo", "Apache-2.0"),
    ("onnx", "Apache-2.0"),
    ("open_clip", "MIT"),
    ("openvino", "Apache-2.0"),
    ("paddlenlp", "Apache-2.0"),
    ("paddleocr", "Apache-2.0"),
    ("paddlepaddle", "Apache-2.0"),
    ("peft", "Apache-2.0"),
    ("pyannote-audio", "MIT"),
    ("pythae", "Apache-2.0"),
    ("pytorch", "BSD-3-Clause"),
    ("safetensors", "Apache-2.0"),
    ("scikit-learn", "BSD-3-Clause"),
    ("sentence-transformers", "Apache-2.0"),
    ("setfit", "Apache-2.0"),
    ("sklearn", "BSD-3-Clause"),
    ("spacy", "MIT"),
    ("span-marker", "Apache-2.0"),
    ("speechbrain", "Apache-2.0"),
    ("stable-baselines3", "MIT"),
    ("stanza", "Apache-2.0"),
    ("tensorflow", "Apache-2.0"),
    ("tf-keras", "Apache-2.0"),
    ("tflite", "Apache-2.0"),
    ("timm", "Apache-2.0"),
    ("transformers", "Apache-2.0"),
    ("transformers.js", "Apache-2.0"),
    ("ultralytics", "AGPL-3.0-only"),
    ("unsloth", "Apache-2.0"),
    ("vllm", "Apache-2.0"),
];

/// Name and license of an open-source library that loads models.
pub(super) fn library(name: &str) -> Option<(&'static str, &'static str)> {
    let lower = name.to_ascii_lowercase();
    // `safetensors` is a file format on the hub; it says nothing of the architecture.
    if lower == "safetensors" {
        return None;
    }
    LIBRARIES.binary_search_by(|(known, _)| (*known).cmp(&lower)).ok().map(|place| LIBRARIES[place])
}

/// Runtime under an open-source license that reads a weights file by itself, architecture included.
pub(super) fn runtime(path: &str) -> Option<(&'static str, &'static str)> {
    let extension = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    match extension.as_str() {
        "gguf" => Some(("llama.cpp", "MIT")),
        "onnx" => Some(("ONNX Runtime", "MIT")),
        "tflite" | "litertlm" | "task" => Some(("LiteRT", "Apache-2.0")),
        "keras" => Some(("Keras", "Apache-2.0")),
        "nemo" => Some(("NeMo", "Apache-2.0")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_show_what_they_are() {
        for (path, expected) in [
            ("model-00001-of-00002.safetensors", Kind::Weights),
            ("Llama-3-8B.Q4_K_M.gguf", Kind::Weights),
            ("consolidated.00.pth", Kind::Weights),
            ("training_args.bin", Kind::Other),
            ("checkpoint-500/optimizer.pt", Kind::Other),
            ("tokenizer.model", Kind::Other),
            ("adapter_model.safetensors", Kind::Adapter),
            ("pytorch_lora_weights.safetensors", Kind::Adapter),
            ("modeling_phi3.py", Kind::DeploymentCode),
            ("scripts/train.py", Kind::TrainingCode),
            ("training/config.py", Kind::TrainingCode),
            ("eval/results.json", Kind::Evaluation),
            ("data/train-00000-of-00001.parquet", Kind::Data),
            ("README.md", Kind::Card),
            ("LICENSE", Kind::License),
            ("LICENSE.model", Kind::License),
            ("Notice", Kind::License),
            ("USE_POLICY.md", Kind::License),
            ("license.json", Kind::Other),
            ("config.json", Kind::Other),
            ("technical_report.pdf", Kind::Paper),
        ] {
            assert_eq!(kind(path), expected, "{path}");
        }
    }

    #[test]
    fn names_of_license_files_say_what_they_cover() {
        for (path, expected) in [
            ("LICENSE", None),
            ("LICENSE-MODEL", Some(ComponentId::Weights)),
            ("MODEL_LICENSE.txt", Some(ComponentId::Weights)),
            ("LICENSE-CODE", Some(ComponentId::DeploymentCode)),
            ("code/LICENSE", Some(ComponentId::DeploymentCode)),
            ("LICENSE.data.md", Some(ComponentId::TrainingData)),
            ("metadata/LICENSE", None),
        ] {
            assert_eq!(covered(path), expected, "{path}");
        }
        for (path, expected) in [
            ("LICENSE", Some("license")),
            ("COPYING.LESSER", Some("license")),
            ("TERMS_OF_USE.md", Some("license")),
            ("NOTICE", Some("notice")),
            ("ACCEPTABLE_USE_POLICY.md", Some("policy")),
            ("license_check.py", None),
            ("README.md", None),
        ] {
            assert_eq!(role(path), expected, "{path}");
        }
    }

    #[test]
    fn libraries_are_in_order() {
        assert!(LIBRARIES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert_eq!(library("Transformers"), Some(("transformers", "Apache-2.0")));
        assert_eq!(library("safetensors"), None);
    }
}
