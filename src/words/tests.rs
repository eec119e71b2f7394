//! What counts as a word, and what is known of it.

use super::{Flags, Words, hash, words};

fn hashes(text: &str) -> Vec<u32> {
    words(text).list.iter().map(|word| word.hash).collect()
}

fn same(a: &str, b: &str) {
    assert_eq!(hashes(a), hashes(b), "{a:?} and {b:?}");
}

fn flags_of(words: &Words<'_>, wanted: &str) -> Flags {
    let at = words.list.iter().position(|word| words.text[word.start as usize..word.end as usize] == *wanted);
    words.list[at.unwrap_or_else(|| panic!("{wanted}"))].flags
}

#[test]
fn words_are_known_by_their_hash() {
    assert_eq!(hashes("Hello, WORLD"), [hash::of("hello"), hash::of("world")]);
    assert_eq!(
        hashes("the licensor's 1,000 3.1 版权"),
        ["the", "licensors", "1000", "3.1", "版", "权"].map(hash::of)
    );
    assert!(hashes("").is_empty());
    assert_eq!(hashes("—…—"), []);
}

#[test]
fn writing_does_not_count() {
    same("a “free” licence — here", "A \"free\" license - HERE");
    same("the ﬁrst oﬃce", "the first office");
    same("ＭＩＴ Ｌｉｃｅｎｓｅ", "MIT License");
    same("permis\u{ad}sion zero\u{200b}width", "permission zerowidth");
    same(
        "non-commercial, sub-license; non commercial sub-licensing",
        "noncommercial sublicense noncommercial sublicensing",
    );
    same("copyright holder of 5 per cent", "copyright owner of 5 percent");
    same("café naïve", "cafe\u{301} nai\u{308}ve");
    same("l&#8217;article &eacute;crit &quot;x&quot; &amp; y", "l’article écrit x y");
    same("don’t", "dont");
}

#[test]
fn markup_does_not_count() {
    same("<p>The <b>license</b> of <year></p><script>var a = 1;</script>", "The license of <year>");
    same("# The\n\n**license** of [the work](https://example.org/work)", "The license of the work");
    same("/*\n * The license\n * of the work\n */", "The license of the work");
    same("// The license\n// of the work", "The license of the work");
    same("# The license\n# of the work", "The license of the work");
    same("dnl The license\ndnl of the work", "The license of the work");
    same("REM The license\nREM of the work", "The license of the work");
    same("> > The license\n> > of the work", "The license of the work");
    same("\"The license\\n\\nof the work\\n\\nas\\nis\\n\"", "The license of the work as is");
    same("\\noindent the \\new license", "noindent the new license");
}

#[test]
fn broken_words_are_joined_and_compounds_stay() {
    same("merchant-\nability and redistri-\n * bution", "merchantability and redistribution");
    same("royalty-\nfree, non-\nexclusive", "royalty-free, non-exclusive");
    same("non-\ncommercial", "noncommercial");
    same("soft\u{ad}\nware", "software");
}

#[test]
fn list_markers_are_flagged() {
    for (text, marker) in [
        ("Terms:\n1. Grant", "1"),
        ("Terms\n(a) grant", "a"),
        ("Terms;\n  b) grant", "b"),
        ("Terms\n\niv. Grant", "iv"),
        ("Terms\n3.1 Grant of rights", "3.1"),
        ("as follows: (i) the grant", "i"),
        ("the grant; and (ii) the rest", "ii"),
        ("are met: 1. Redistributions", "1"),
        ("end of page\n\n12\n\nnext page", "12"),
    ] {
        let words = words(text);
        assert!(flags_of(&words, marker).has(Flags::MARKER), "{text}");
        let marked = words.list.iter().filter(|word| word.flags.has(Flags::MARKER)).count();
        assert_eq!(marked, 1, "{text}");
    }
    for text in [
        "under version\n2. of it",
        "see Section\n3.1 Grant",
        "Copyright (c) 2020 A",
        "(c) 2020 A",
        "the GPL version 2. Next",
        "a dog",
        "Section 4(a) says",
    ] {
        let words = words(text);
        assert!(words.list.iter().all(|word| !word.flags.has(Flags::MARKER)), "{text}");
    }
}

#[test]
fn gaps_are_flagged() {
    let text =
        "Title\n=====\n\nFirst (one), two; three: four. Five e.g. six\n- item\n\n## Next\n\"Software\" means";
    let words = words(text);
    assert!(flags_of(&words, "Title").has(Flags::HEADING));
    assert!(flags_of(&words, "First").has(Flags::PARAGRAPH));
    assert!(!flags_of(&words, "First").has(Flags::HEADING));
    assert!(flags_of(&words, "one").has(Flags::OPEN));
    assert!(flags_of(&words, "two").has(Flags::CLOSE));
    assert!(flags_of(&words, "two").has(Flags::COMMA));
    assert!(flags_of(&words, "three").has(Flags::SEMICOLON));
    assert!(flags_of(&words, "four").has(Flags::COLON));
    assert!(flags_of(&words, "Five").has(Flags::STOP));
    assert!(!flags_of(&words, "six").has(Flags::STOP));
    assert!(flags_of(&words, "item").has(Flags::BULLET));
    assert!(flags_of(&words, "Next").has(Flags::HEADING));
    assert!(!flags_of(&words, "Software").has(Flags::HEADING));
    assert!(flags_of(&words, "Software").has(Flags::QUOTE_BEFORE));
    assert!(flags_of(&words, "Software").has(Flags::QUOTE_AFTER));
    assert!(!flags_of(&words, "means").has(Flags::QUOTE_AFTER));
}

#[test]
fn html_blocks_are_paragraphs() {
    let words = words("<h2>Grant</h2><p>One<br>two</p><ol><li>three</li></ol>");
    assert!(flags_of(&words, "Grant").has(Flags::HEADING));
    assert!(flags_of(&words, "One").has(Flags::PARAGRAPH));
    assert!(!flags_of(&words, "One").has(Flags::HEADING));
    assert!(flags_of(&words, "two").has(Flags::NEWLINE));
    assert!(flags_of(&words, "three").has(Flags::BULLET));
}

#[test]
fn places_are_in_order_and_on_character_boundaries() {
    for text in [
        "é\u{301}—ß漢字\u{10ffff}a",
        "&eacute;t&eacute;",
        "\u{feff}\u{ad}\u{200b}x",
        "a'\u{2019}b",
        "<p",
        "&#;&",
        "-\n-\n",
        "non-",
        "sub ",
    ] {
        let words = words(text);
        let mut last = 0;
        for word in &words.list {
            assert!(last <= word.start && word.start < word.end, "{text:?}");
            assert!(text.get(word.start as usize..word.end as usize).is_some(), "{text:?}");
            last = word.end;
        }
    }
}
