//! Badges: the answer at first sight, as SVG, Markdown, HTML or a shields.io endpoint.

mod icons;
mod kinds;
mod svg;
mod widths;

pub use icons::{ICONS, path};
pub use kinds::{Badges, of_verdict};
pub use svg::svg;
pub use widths::width;

use serde::Serialize;

use crate::assess::shape::{Assessment, Badge, Evidence};
use crate::input::{self, Field, Result};
use crate::schema::{Report, Verdict};

/// What a badge is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// What it says.
    pub badge: Badge,
    /// The grey part's word: `license` or `openness`.
    pub topic: &'static str,
    /// Whether only a tag says so; the badge then says that too.
    pub declared_only: bool,
}

impl From<&Verdict> for Subject {
    fn from(verdict: &Verdict) -> Self {
        Self { badge: of_verdict(verdict.kind), topic: "license", declared_only: false }
    }
}

impl From<&Report> for Subject {
    fn from(report: &Report) -> Self {
        Self::from(&report.verdict)
    }
}

impl From<&Assessment> for Subject {
    fn from(assessment: &Assessment) -> Self {
        Self {
            badge: assessment.badge.clone(),
            topic: if assessment.kind == "model" { "openness" } else { "license" },
            declared_only: assessment.evidence == Evidence::Declared,
        }
    }
}

impl Subject {
    /// Reads a verdict, a report or an assessment from a plain value.
    ///
    /// # Errors
    /// When it is none of them; the message names the field.
    pub fn read(field: &Field<'_, '_>) -> Result<Self> {
        if field.has("badge") {
            Ok(Self::from(&Assessment::read(field)?))
        } else if field.has("verdict") {
            Ok(Self::from(&input::verdict(&field.get("verdict")?)?))
        } else if field.has("kind") {
            Ok(Self::from(&input::verdict(field)?))
        } else {
            Err(field.must_be("a verdict, a report or an assessment"))
        }
    }

    /// What the colored part says.
    #[must_use]
    pub fn message(&self) -> String {
        let note = if self.declared_only { " (tag only)" } else { "" };
        format!("{}{note}", self.badge.label)
    }
}

/// In which form a badge comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// A picture, 20 px high, that needs nothing else.
    #[default]
    Svg,
    /// An image in Markdown; the image is a file named in [`Options::image`].
    Markdown,
    /// An image element with the picture in it.
    Html,
    /// The object that shields.io reads from an endpoint.
    Shields,
}

/// How to draw a badge.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Its form.
    pub format: Format,
    /// The grey part's text instead of `license` or `openness`; the part is left out when this is empty.
    pub label: Option<String>,
    /// Where a click leads; `http` or `https`.
    pub link: Option<String>,
    /// Address of the image for Markdown; `openweigh.svg` otherwise.
    pub image: Option<String>,
}

impl Options {
    /// Reads options from a plain value.
    ///
    /// # Errors
    /// When a field has the wrong type; the message names it.
    pub fn read(field: &Field<'_, '_>) -> Result<Self> {
        if field.is_null() {
            return Ok(Self::default());
        }
        let formats = [
            ("svg", Format::Svg),
            ("markdown", Format::Markdown),
            ("html", Format::Html),
            ("shields", Format::Shields),
        ];
        let address = |name: &str| -> Result<Option<String>> {
            let field = field.get(name)?;
            let text = field.optional_text()?;
            if text.is_some_and(|text| !is_address(text)) {
                return Err(field.must_be("an http or https URL or a relative path"));
            }
            Ok(text.map(str::to_owned))
        };
        Ok(Self {
            format: field.get("format")?.optional_choice(&formats)?.unwrap_or_default(),
            label: field.get("label")?.optional_text()?.map(|text| text.chars().take(60).collect()),
            link: address("link")?,
            image: address("image")?,
        })
    }
}

/// The object that shields.io reads from an endpoint (`/endpoint?url=…`), schema version 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Shields {
    /// Always 1.
    pub schema_version: u8,
    /// The grey part.
    pub label: String,
    /// The colored part.
    pub message: String,
    /// Its color.
    pub color: &'static str,
}

/// A badge in the chosen form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Drawn {
    /// SVG, Markdown or HTML.
    Text(String),
    /// The shields.io object.
    Shields(Shields),
}

/// Draws the badge of a verdict, a report or an assessment.
///
/// ```
/// use openweigh::{badge, classify, Options};
/// let report = classify("", Options::default());
/// let badge::Drawn::Text(svg) = badge::badge(&(&report).into(), &badge::Options::default()) else { panic!() };
/// assert!(svg.starts_with("<svg") && svg.contains("License not recognized"));
/// ```
#[must_use]
pub fn badge(subject: &Subject, options: &Options) -> Drawn {
    let label = options.label.clone().unwrap_or_else(|| subject.topic.to_owned());
    let message = subject.message();
    let spoken = if label.is_empty() { message.clone() } else { format!("{label}: {message}") };
    Drawn::Text(match options.format {
        Format::Svg => svg(subject, &label),
        Format::Markdown => {
            let image = options.image.as_deref().unwrap_or("openweigh.svg");
            let picture = format!("![{}]({})", markdown_text(&spoken), markdown_address(image));
            match &options.link {
                Some(link) => format!("[{picture}]({})", markdown_address(link)),
                None => picture,
            }
        }
        Format::Html => {
            let picture = format!(
                "<img alt=\"{}\" height=\"20\" src=\"data:image/svg+xml,{}\">",
                escape(&spoken),
                percent(&svg(subject, &label))
            );
            match &options.link {
                Some(link) => format!("<a href=\"{}\">{picture}</a>", escape(link)),
                None => picture,
            }
        }
        Format::Shields => {
            let color = subject.badge.color.trim_start_matches('#');
            return Drawn::Shields(Shields { schema_version: 1, label, message, color });
        }
    })
}

/// Escapes a text for XML and HTML; characters that XML cannot hold are dropped.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter < ' ' => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}

fn is_address(text: &str) -> bool {
    let scheme = text.split(['/', '?', '#']).next().unwrap_or_default();
    let lower = text.to_ascii_lowercase();
    !text.chars().any(char::is_control)
        && (lower.starts_with("https://") || lower.starts_with("http://") || !scheme.contains(':'))
}

fn markdown_text(text: &str) -> String {
    text.chars()
        .flat_map(|letter| matches!(letter, '[' | ']' | '\\').then_some('\\').into_iter().chain([letter]))
        .collect()
}

fn markdown_address(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for letter in address.chars() {
        match letter {
            ' ' => out.push_str("%20"),
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            letter => out.push(letter),
        }
    }
    out
}

/// Percent-encodes what a `data:` URL inside a double-quoted attribute cannot hold.
fn percent(svg: &str) -> String {
    let mut out = String::with_capacity(svg.len() + svg.len() / 3);
    for byte in svg.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(char::from(byte)),
            b' ' | b'-' | b'_' | b'.' | b'!' | b'*' | b'(' | b')' | b'/' | b':' | b'=' | b',' | b';'
            | b'@' => {
                out.push(char::from(byte));
            }
            byte => {
                out.push('%');
                for digit in [byte >> 4, byte & 15] {
                    out.push(char::from_digit(u32::from(digit), 16).unwrap_or('0').to_ascii_uppercase());
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::shape::Badge;
    use crate::schema::VerdictKind;

    fn subject(badge: Badge) -> Subject {
        Subject { badge, topic: "openness", declared_only: false }
    }

    fn text(drawn: Drawn) -> String {
        match drawn {
            Drawn::Text(text) => text,
            Drawn::Shields(shields) => panic!("a text was asked for: {shields:?}"),
        }
    }

    #[test]
    fn a_picture_needs_nothing_else_and_names_itself() {
        for badge in Badges::ALL {
            let label = escape(badge.label);
            let svg = text(super::badge(&subject(badge), &Options::default()));
            assert!(svg.contains("height=\"20\"") && svg.contains("role=\"img\""));
            assert!(svg.contains(&format!("<title>openness: {label}</title>")), "{svg}");
            let addresses: Vec<_> = svg.match_indices("http").collect();
            assert_eq!(addresses.len(), 1, "the name space is the only address: {svg}");
            assert_eq!(svg.matches('<').count(), svg.matches('>').count());
        }
    }

    #[test]
    fn hostile_labels_are_inert() {
        let options = Options { label: Some(String::from("<img onerror=x>\"]")), ..Options::default() };
        let svg = text(super::badge(&subject(Badges::CLOSED), &options));
        assert!(!svg.contains("<img") && svg.contains("&lt;img onerror=x&gt;&quot;]"));
        for (format, bad) in [(Format::Html, "<img onerror"), (Format::Markdown, "\"](")] {
            let drawn = text(super::badge(&subject(Badges::CLOSED), &Options { format, ..options.clone() }));
            assert!(!drawn.contains(bad), "{drawn}");
        }
    }

    #[test]
    fn links_lead_to_the_web_only() {
        for (link, good) in [
            ("https://example.org/a?b#c", true),
            ("badges/a.svg", true),
            ("javascript:alert(1)", false),
            ("JaVaScRiPt:alert(1)", false),
            ("data:text/html,x", false),
            ("https://example.org/\n", false),
        ] {
            let value = crate::input::Value::Object(vec![(
                String::from("link"),
                crate::input::Value::Text(link.to_owned()),
            )]);
            let read = Options::read(&Field::root("options", &value));
            assert_eq!(read.is_ok(), good, "{link}");
            if let Err(error) = read {
                assert_eq!(error.to_string(), "options.link must be an http or https URL or a relative path");
            }
        }
    }

    #[test]
    fn all_forms_say_the_same() {
        let link = Some(String::from("https://example.org/"));
        let of = |format| {
            super::badge(
                &subject(Badges::OPEN_WEIGHTS),
                &Options { format, link: link.clone(), ..Options::default() },
            )
        };
        assert_eq!(
            text(of(Format::Markdown)),
            "[![openness: Open Weights](openweigh.svg)](https://example.org/)"
        );
        assert!(text(of(Format::Html)).starts_with(
            "<a href=\"https://example.org/\"><img alt=\"openness: Open Weights\" height=\"20\" src=\"data:image/svg+xml,%3Csvg"
        ));
        assert_eq!(
            of(Format::Shields),
            Drawn::Shields(Shields {
                schema_version: 1,
                label: String::from("openness"),
                message: String::from("Open Weights"),
                color: "0E7490"
            })
        );
        let tag =
            Subject { badge: of_verdict(VerdictKind::OpenSource), topic: "license", declared_only: true };
        assert_eq!(tag.message(), "Open-source license (tag only)");
    }
}
