//! Licenses are recognised in the forms in which files and readers carry them: comments of many languages, quoted mail,
//! text taken from a PDF, numbered lines, lists with and without numbers.

/// The forms that the benchmark makes, too.
#[path = "../../xtask/src/bench/identify/forms.rs"]
#[allow(dead_code, unreachable_pub, reason = "the benchmark uses the rest")]
mod shared;

use openweigh::schema::MatchKind;
use openweigh::templates::identify;
use openweigh::words::words;

use crate::spdx::{Published, published};

/// Every sixteenth published license.
fn sample() -> Vec<&'static Published> {
    published().iter().step_by(16).collect()
}

/// Fails when fewer than 99 of 100 are named first, or fewer than `exact` of 100 are exact.
fn hold(form: &str, exact: usize, change: impl Fn(&str) -> String) {
    let sample = sample();
    assert!(sample.len() >= 40);
    let (mut failed, mut whole) = (Vec::new(), 0);
    for one in &sample {
        let text = change(&one.text);
        let found = identify(&words(&text), 0.7).licenses;
        let first = found.first().filter(|first| first.id == one.id || first.alternatives.contains(&one.id));
        match first {
            Some(first) => whole += usize::from(first.kind == MatchKind::Exact),
            None => failed.push(one.id.as_str()),
        }
    }
    assert!(failed.len() * 100 <= sample.len(), "{form}: not {failed:?}");
    assert!(whole * 100 >= exact * sample.len(), "{form}: {whole} of {} are exact", sample.len());
}

/// Each line with something before and after it.
fn lines(text: &str, before: &str, after: &str) -> String {
    text.lines().map(|line| [before, line, after, "\n"].concat()).collect()
}

#[test]
fn leaders_of_comments_do_not_count() {
    for leader in [
        "// ",
        "/// ",
        "//! ",
        "# ",
        "## ",
        "#: ",
        "; ",
        ";; ",
        ";;; ",
        "-- ",
        "--| ",
        "% ",
        "%% ",
        "! ",
        "!! ",
        "' ",
        "\" ",
        "REM ",
        "rem ",
        "@rem ",
        ":: ",
        "dnl ",
        ".\\\" ",
        "'\\\" ",
        ".. ",
        "@c ",
        "@comment ",
        "* ",
        "| ",
        "\\ ",
        "C     ",
        "c ",
        "NB. ",
        "> ",
        "> > ",
        ">> ",
        ">>> ",
        "+ ",
        "    ",
        "\t",
    ] {
        hold(leader, 88, |text| lines(text, leader, ""));
    }
}

#[test]
fn comments_around_a_license_do_not_count() {
    for (open, close) in [
        ("/*\n", "\n */\nint x;\n"),
        ("\"\"\"\n", "\n\"\"\"\nimport os\n"),
        ("'''\n", "\n'''\n"),
        ("<!--\n", "\n-->\n<p>text</p>\n"),
        ("{-\n", "\n-}\nmodule Main where\n"),
        ("(*\n", "\n*)\n"),
        ("--[[\n", "\n]]\n"),
        ("=begin\n", "\n=end\n"),
        ("#|\n", "\n|#\n"),
        ("{{!--\n", "\n--}}\n"),
        ("<%--\n", "\n--%>\n"),
        ("%{\n", "\n%}\n"),
        ("License\n=======\n\n::\n\n", "\n"),
    ] {
        hold(open, 92, |text| format!("{open}{text}{close}"));
    }
    hold("/* … */", 92, |text| lines(text, "/* ", " */"));
    hold("(* … *)", 92, |text| lines(text, "(* ", " *)"));
    let ruler = "*".repeat(76);
    hold("box", 90, |text| {
        let inside: String = lines(&shared::rewrapped(text, 70), "* ", " *");
        format!("/{ruler}\n{inside}{ruler}/\n")
    });
    hold("C string", 92, |text| {
        let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
        format!("static const char license[] =\n{};\n", lines(&escaped, "    \"", "\\n\""))
    });
}

#[test]
fn the_layout_of_pages_does_not_count() {
    for page in ["\n\n{}\n\u{c}\n", "\n\n- {} -\n\u{c}\n", "\n\nPage {} of 9\n\u{c}\n"] {
        hold(page, 75, |text| {
            let mut out = String::new();
            for (number, line) in shared::rewrapped(text, 66).lines().enumerate() {
                out.push_str(line);
                out.push('\n');
                if number % 45 == 44 {
                    out.push_str(&page.replace("{}", &(number / 45 + 1).to_string()));
                }
            }
            out
        });
    }
    // Long words are broken at the end of lines.
    hold("hyphens", 80, |text| {
        let mut out = String::new();
        for (number, word) in text.split_inclusive(char::is_whitespace).enumerate() {
            let plain = word.trim_end();
            if number % 11 == 5 && plain.len() > 8 && plain.bytes().all(|byte| byte.is_ascii_lowercase()) {
                out.extend([&word[..4], "-\n", &word[4..]]);
            } else {
                out.push_str(word);
            }
        }
        out
    });
}

#[test]
fn numbers_of_lines_do_not_count() {
    for after in ["  ", ": ", "\t", " | "] {
        hold("numbered lines", 85, |text| {
            let numbered: Vec<String> = text
                .lines()
                .enumerate()
                .map(|(number, line)| format!("{:4}{after}{line}", number + 1))
                .collect();
            numbered.join(
                "
",
            )
        });
    }
}

#[test]
fn marks_of_lists_do_not_count() {
    let relabelled = |text: &str, label: &str| -> String {
        text.lines()
            .map(|line| {
                let body = line.trim_start();
                let mark = body.split_whitespace().next().unwrap_or_default();
                let is_mark = mark.len() <= 4
                    && mark.ends_with(['.', ')'])
                    && mark.trim_matches(['.', '(', ')']).bytes().all(|byte| byte.is_ascii_alphanumeric())
                    && mark.bytes().filter(u8::is_ascii_alphabetic).count() <= 1;
                if is_mark && body.len() > mark.len() {
                    format!("{label}{}\n", body[mark.len()..].trim_start())
                } else {
                    format!("{line}\n")
                }
            })
            .collect()
    };
    hold("without numbers", 85, |text| relabelled(text, ""));
    hold("bullets", 85, |text| relabelled(text, "• "));
    hold("dashes", 85, |text| relabelled(text, "- "));
}

#[test]
fn quotes_and_line_ends_do_not_count() {
    hold("curly quotes", 92, |text| {
        text.replace(" \"", " “").replace('"', "”").replace('\'', "’").replace(" - ", " — ")
    });
    hold("CRLF", 92, |text| text.replace('\n', "\r\n"));
    hold("one line", 92, |text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    hold("ligatures", 92, |text| text.replace("ffi", "ﬃ").replace("fi", "ﬁ").replace("fl", "ﬂ"));
    hold("escaped line ends", 85, |text| {
        format!("{{\"text\": \"{}\"}}", text.replace('"', "\\\"").replace('\n', "\\n"))
    });
}
