//! What badges can say: labels, colors and icons, for the tiers of a release and the verdicts on a text.

use crate::assess::shape::Badge;
use crate::schema::VerdictKind;

/// The badges of a release.
#[derive(Debug)]
pub struct Badges;

const fn badge(kind: &'static str, label: &'static str, color: &'static str, icon: &'static str) -> Badge {
    Badge { kind, label, color, icon }
}

impl Badges {
    /// All components under open licenses, the data too.
    pub const OPEN_DATA: Badge =
        badge("open-source-ai-open-data", "Open Source AI + Data", "#166534", "star");
    /// All components under open licenses, data information instead of data.
    pub const OPEN_SOURCE_AI: Badge = badge("open-source-ai", "Open Source AI", "#1D4ED8", "ring-open");
    /// Weights and deployment code under open licenses.
    pub const OPEN_WEIGHTS: Badge = badge("open-weights", "Open Weights", "#0E7490", "check");
    /// Rules of use are the only restrictions.
    pub const USE_RULES: Badge = badge("weights-use-rules", "Weights: use rules", "#6D28D9", "shield");
    /// Some uses or users are excluded, must pay or must ask.
    pub const CONDITIONAL: Badge =
        badge("weights-conditional", "Weights: conditional", "#92400E", "triangle");
    /// Adaptations may not be shared.
    pub const NO_DERIVATIVES: Badge =
        badge("weights-no-derivatives", "No-derivatives weights", "#92400E", "equals");
    /// No commercial use.
    pub const NON_COMMERCIAL: Badge =
        badge("weights-non-commercial", "Non-commercial weights", "#B91C1C", "prohibited");
    /// Research only.
    pub const RESEARCH_ONLY: Badge =
        badge("weights-research-only", "Research-only weights", "#B91C1C", "flask");
    /// Evaluation only.
    pub const EVALUATION_ONLY: Badge =
        badge("weights-evaluation-only", "Evaluation-only weights", "#B91C1C", "hourglass");
    /// May not be shared.
    pub const NO_REDISTRIBUTION: Badge =
        badge("weights-no-redistribution", "No redistribution", "#7F1D1D", "stop");
    /// A text is there, and it was not recognized.
    pub const UNRECOGNIZED: Badge =
        badge("weights-unrecognized", "License not recognized", "#4B5563", "question");
    /// Neither text nor tag.
    pub const NO_LICENSE: Badge = badge("no-license", "No license found", "#4B5563", "box");
    /// No weights to download.
    pub const CLOSED: Badge = badge("closed", "Closed / API only", "#374151", "lock");
    /// What was needed could not be read.
    pub const NOT_CHECKED: Badge = badge("not-checked", "Not checked", "#4B5563", "dots");

    /// Every badge of a release.
    pub const ALL: [Badge; 14] = [
        Self::OPEN_DATA,
        Self::OPEN_SOURCE_AI,
        Self::OPEN_WEIGHTS,
        Self::USE_RULES,
        Self::CONDITIONAL,
        Self::NO_DERIVATIVES,
        Self::NON_COMMERCIAL,
        Self::RESEARCH_ONLY,
        Self::EVALUATION_ONLY,
        Self::NO_REDISTRIBUTION,
        Self::UNRECOGNIZED,
        Self::NO_LICENSE,
        Self::CLOSED,
        Self::NOT_CHECKED,
    ];

    /// The badge of that kind, of a release or of a verdict.
    #[must_use]
    pub fn by_kind(kind: &str) -> Option<Badge> {
        Self::ALL.into_iter().chain(VERDICTS.into_iter().map(of_verdict)).find(|badge| badge.kind == kind)
    }

    /// The badge of weights that come under a license of this kind, whose openness is not above `weights-available`.
    #[must_use]
    pub fn of_weights(kind: VerdictKind) -> Badge {
        match kind {
            VerdictKind::ResponsibleUse => Self::USE_RULES,
            VerdictKind::OpenSource | VerdictKind::Open | VerdictKind::Conditional => Self::CONDITIONAL,
            VerdictKind::NoDerivatives => Self::NO_DERIVATIVES,
            VerdictKind::NonCommercial => Self::NON_COMMERCIAL,
            VerdictKind::ResearchOnly => Self::RESEARCH_ONLY,
            VerdictKind::EvaluationOnly => Self::EVALUATION_ONLY,
            VerdictKind::NoRedistribution => Self::NO_REDISTRIBUTION,
            VerdictKind::NotALicense => Self::NO_LICENSE,
            VerdictKind::Unrecognized => Self::UNRECOGNIZED,
        }
    }
}

const VERDICTS: [VerdictKind; 11] = [
    VerdictKind::OpenSource,
    VerdictKind::Open,
    VerdictKind::ResponsibleUse,
    VerdictKind::Conditional,
    VerdictKind::NoDerivatives,
    VerdictKind::NonCommercial,
    VerdictKind::ResearchOnly,
    VerdictKind::EvaluationOnly,
    VerdictKind::NoRedistribution,
    VerdictKind::NotALicense,
    VerdictKind::Unrecognized,
];

/// The badge of a verdict on a license text.
#[must_use]
pub fn of_verdict(kind: VerdictKind) -> Badge {
    let (name, icon) = match kind {
        VerdictKind::OpenSource => ("open-source", "ring-open"),
        VerdictKind::Open => ("open", "ring"),
        VerdictKind::ResponsibleUse => ("responsible-use", "shield"),
        VerdictKind::Conditional => ("conditional", "triangle"),
        VerdictKind::NoDerivatives => ("no-derivatives", "equals"),
        VerdictKind::NonCommercial => ("non-commercial", "prohibited"),
        VerdictKind::ResearchOnly => ("research-only", "flask"),
        VerdictKind::EvaluationOnly => ("evaluation-only", "hourglass"),
        VerdictKind::NoRedistribution => ("no-redistribution", "stop"),
        VerdictKind::NotALicense => ("not-a-license", "page"),
        VerdictKind::Unrecognized => ("unrecognized", "question"),
    };
    badge(name, kind.label(), kind.color(), icon)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::badge::path;

    fn luminance(color: &str) -> f64 {
        let channel = |at: usize| {
            let value =
                f64::from(u8::from_str_radix(&color[at..at + 2], 16).expect("two hex digits")) / 255.0;
            if value <= 0.03928 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    #[test]
    fn every_badge_is_legible_and_has_a_shape_of_its_own() {
        for badges in [Badges::ALL.to_vec(), VERDICTS.map(of_verdict).to_vec()] {
            let mut shapes: Vec<_> = badges.iter().map(|badge| badge.icon).collect();
            shapes.sort_unstable();
            shapes.dedup();
            assert_eq!(shapes.len(), badges.len(), "each kind has its own shape");
            for badge in badges {
                let contrast = 1.05 / (luminance(badge.color) + 0.05);
                assert!(contrast >= 4.5, "{} on white: {contrast:.2}", badge.kind);
                assert!(badge.label.chars().count() <= 24, "{}", badge.label);
                assert!(path(badge.icon).is_some(), "{} has no shape {}", badge.kind, badge.icon);
                assert_eq!(Badges::by_kind(badge.kind).as_ref(), Some(&badge));
            }
        }
    }
}
