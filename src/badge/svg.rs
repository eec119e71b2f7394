//! Draws a badge: 20 px high, grey part with the topic, colored part with icon and label.

use super::{Subject, escape, icons, width};

/// The badge as SVG that needs no font file, script or style sheet. It names itself for screen readers, and draws a
/// thin line around itself where the reader prefers dark pages.
#[must_use]
pub fn svg(subject: &Subject, label: &str) -> String {
    let message = subject.message();
    let (label_width, message_width) = (width(label), width(&message));
    let left = if label.is_empty() { 0 } else { label_width + 12 };
    let total = left + message_width + 28;
    let spoken = escape(&if label.is_empty() { message.clone() } else { format!("{label}: {message}") });
    let icon = icons::path(subject.badge.icon).unwrap_or_default();
    let color = subject.badge.color;
    let (icon_at, text_at) = (left + 5, left + 22);
    // Nothing here has an id: several badges may stand in one document.
    let grey = if label.is_empty() {
        String::new()
    } else {
        let edge = left - 4;
        format!(
            "<path class=\"ow-topic\" fill=\"#1F2937\" d=\"M4 0h{edge}v20H4a4 4 0 0 1-4-4V4a4 4 0 0 1 4-4z\"/>\
<path fill-opacity=\".4\" d=\"M{left} 0h1v20h-1z\"/>\
<text x=\"6\" y=\"14\" textLength=\"{label_width}\">{}</text>",
            escape(label)
        )
    };
    let body = if label.is_empty() {
        let across = total - 8;
        format!("M4 0h{across}a4 4 0 0 1 4 4v12a4 4 0 0 1-4 4H4a4 4 0 0 1-4-4V4a4 4 0 0 1 4-4z")
    } else {
        let across = total - left - 4;
        format!("M{left} 0h{across}a4 4 0 0 1 4 4v12a4 4 0 0 1-4 4h-{across}z")
    };
    let outline = total - 1;
    let message = escape(&message);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{total}\" height=\"20\" viewBox=\"0 0 {total} 20\" role=\"img\" aria-label=\"{spoken}\">\
<title>{spoken}</title>\
<style>.ow-line{{stroke:none}}@media (prefers-color-scheme:dark){{.ow-topic{{fill:#111827}}.ow-line{{stroke:#9CA3AF}}}}</style>\
<g fill=\"#fff\" font-family=\"Verdana,Geneva,'DejaVu Sans',sans-serif\" font-size=\"11\">\
<path fill=\"{color}\" d=\"{body}\"/>{grey}\
<path fill-rule=\"evenodd\" transform=\"translate({icon_at} 3)\" d=\"{icon}\"/>\
<text x=\"{text_at}\" y=\"14\" textLength=\"{message_width}\">{message}</text></g>\
<rect class=\"ow-line\" x=\".5\" y=\".5\" width=\"{outline}\" height=\"19\" rx=\"3.5\" fill=\"none\"/></svg>"
    )
}
