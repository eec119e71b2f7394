//! The forms in which people meet a license, made from the texts of the `license` crate.

/// A small generator, so that every run makes the same texts.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

/// Paragraphs filled anew to a width; the hyphens of compounds may end a line, as common tools do it.
pub(crate) fn rewrapped(text: &str, width: usize) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / width);
    for paragraph in text.split("\n\n") {
        let mut column = 0;
        for word in paragraph.split_whitespace() {
            let length = word.chars().count();
            if column > 0 && column + 1 + length > width {
                out.push('\n');
                column = 0;
            } else if column > 0 {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += length;
        }
        out.push_str("\n\n");
    }
    out
}

/// Placeholders of the copyright line filled in.
pub(crate) fn copyright_filled(text: &str) -> String {
    let holders = [
        ("<year>", "2021"),
        ("<YEAR>", "2021"),
        ("[year]", "2021"),
        ("[yyyy]", "2021"),
        ("<yyyy>", "2021"),
        ("yyyy", "2021"),
        ("<copyright holders>", "Jane Q. Example and contributors"),
        ("<copyright holder>", "Example Widgets, Inc."),
        ("<OWNER>", "Example Widgets, Inc."),
        ("<owner>", "Example Widgets, Inc."),
        ("[name of copyright owner]", "Example Widgets, Inc."),
        ("[fullname]", "Jane Q. Example"),
        ("<name of author>", "Jane Q. Example"),
        ("name of author", "Jane Q. Example"),
        ("<ORGANIZATION>", "Example Widgets, Inc."),
        ("<organization>", "Example Widgets, Inc."),
    ];
    holders.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// A share of the words left out at random.
pub(crate) fn thinned(text: &str, percent: usize, random: &mut Random) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        for word in line.split_inclusive(char::is_whitespace) {
            if random.below(100) >= percent {
                out.push_str(word);
            } else if word.ends_with('\n') {
                out.push('\n');
            }
        }
    }
    out
}

/// A Markdown page: a heading, emphasis, links, and numbered items as bullets.
pub(crate) fn markdown(text: &str) -> String {
    let mut out = String::from("# License\n\n");
    for (number, paragraph) in text.split("\n\n").enumerate() {
        let paragraph = paragraph.trim();
        let short = paragraph.len() < 60 && !paragraph.contains('\n') && number > 0;
        if short && !paragraph.is_empty() && !paragraph.ends_with('.') {
            out.push_str("## ");
        }
        let mut words = 0;
        for line in paragraph.lines() {
            let trimmed = line.trim_start();
            if let Some(rest) = trimmed.strip_prefix("* ").or_else(|| trimmed.strip_prefix("- ")) {
                out.push_str("* ");
                out.push_str(rest);
                out.push('\n');
                continue;
            }
            for word in trimmed.split(' ') {
                words += 1;
                if word.starts_with("http") && !word.ends_with('>') {
                    out.extend(["[", word, "](", word, ") "]);
                } else if words % 23 == 0 && word.chars().all(char::is_alphabetic) {
                    out.extend(["**", word, "** "]);
                } else if words % 37 == 0 && word.chars().all(char::is_alphabetic) {
                    out.extend(["_", word, "_ "]);
                } else {
                    out.push_str(word);
                    out.push(' ');
                }
            }
            out.push('\n');
        }
        out.push('\n');
    }
    out
}

/// A page of a web site around it.
pub(crate) fn html(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    let mut body = String::new();
    for paragraph in escaped.split("\n\n") {
        body.push_str("      <p>");
        body.push_str(&paragraph.trim().replace('\n', "<br />\n"));
        body.push_str("</p>\n");
    }
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>License | Example Widgets</title>\n\
         <style>body {{ font: 14px sans-serif; color: #333 }}</style>\n\
         <script>window.dataLayer = window.dataLayer || []; if (a < b) {{ track('page'); }}</script></head>\n<body>\n\
         <nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/products?x=1&amp;y=2\">Products</a></li>\
         <li><a href=\"/docs\">Documentation</a></li><li><a href=\"/login\">Sign in</a></li></ul></nav>\n\
         <main><div class=\"content\">\n{body}</div></main>\n\
         <footer><p>&copy; 2024 Example Widgets. Made with care. <a href=\"/privacy\">Privacy</a> &middot; \
         <a href=\"/imprint\">Imprint</a></p><p>Follow us on <a href=\"https://example.org/feed\">the feed</a>.</p></footer>\n\
         </body>\n</html>\n"
    )
}

/// A comment at the head of a C source.
pub(crate) fn comment(text: &str) -> String {
    let mut out = String::from("/*\n");
    for line in text.lines() {
        out.push_str(" * ");
        out.push_str(&line.replace("*/", "* /"));
        out.push('\n');
    }
    out.push_str(" */\n\n#include <stdio.h>\n\nint main(int argc, char **argv)\n{\n\tprintf(\"%d\\n\", argc);\n\treturn 0;\n}\n");
    out
}

/// A README that names no license.
pub(crate) fn readme(random: &mut Random) -> String {
    let names =
        ["quickfold", "Tidewater", "parse-kit", "Lumen", "gridlock", "orbit-tools", "Marble", "pathfinder"];
    let sentences = [
        "It reads a configuration file and writes the result to the standard output.",
        "Run the tests with `make test` before you send a change.",
        "The software is fast because it keeps the whole table in memory.",
        "You may use the option `--jobs` to limit the number of threads.",
        "See the documentation for all conditions under which the cache is dropped.",
        "Copies of the data are stored in the folder `copies` and can be deleted at any time.",
        "Contributions are welcome: open an issue first and describe what you want to do.",
        "The model was trained on eight cards for three days; weights are published on the hub.",
        "Permission to write to the folder is required.",
        "This project is provided by a small group of volunteers, without any warranty that it fits your case.",
        "All notable changes are listed in the changelog.",
        "If the server is not available, the client waits and tries again.",
        "Install it with `pip install` or build it from source.",
        "The following examples show the most common uses.",
        "Redistribute the load over several machines by starting more workers.",
        "Version 2.0 changes the format of the index; run the migration once.",
        "Special thanks to everyone who reported errors and helped with the translation.",
        "The API returns a list of conditions, each with a name and a value.",
    ];
    let name = names[random.below(names.len())];
    let mut out = format!("# {name}\n\n");
    for heading in ["", "Installation", "Usage", "Development", "Questions"] {
        if !heading.is_empty() {
            out.extend(["## ", heading, "\n\n"]);
        }
        for _ in 0..2 + random.below(5) {
            out.push_str(sentences[random.below(sentences.len())]);
            out.push(if random.below(3) == 0 { '\n' } else { ' ' });
        }
        out.push_str("\n\n```sh\nmake && ./run --verbose\n```\n\n");
    }
    out
}
