use super::*;
use crate::patterns::{Context, Lexicon};
use crate::words;

/// Each provision as "stem|zone|text", with the text's words on one line.
fn read(text: &str) -> Vec<(Option<u32>, u16, String)> {
    let words = words::words(text);
    provisions(&words)
        .into_iter()
        .map(|provision| {
            let range = provision.words.start as usize..provision.words.end as usize;
            let written: Vec<&str> = range.map(|word| words.slice(word..word + 1)).collect();
            (provision.stem, provision.zone.0, written.join(" "))
        })
        .collect()
}

fn texts(text: &str) -> Vec<String> {
    read(text).into_iter().map(|(_, _, text)| text).collect()
}

/// The polarity and the bound party of the first word that is written so.
fn polarity(text: &str, word: &str) -> (u16, u16) {
    let words = words::words(text);
    let lexicon = Lexicon::new(&words);
    let sequence: Vec<u32> = (0..words.list.len() as u32).collect();
    let modes = modes(&Context::new(&words, &lexicon, &sequence, 0));
    let place = (0..words.list.len())
        .find(|place| words.slice(*place..place + 1) == word)
        .expect("the word is there");
    (modes.mode[place].0, modes.bound[place])
}

const PERMIT: u16 = 2;
const FORBID: u16 = 4;
const OBLIGE: u16 = 8;
const EXCEPT: u16 = 16;

#[test]
fn sentences_end_at_stops_but_not_at_abbreviations() {
    let found = texts("You may use it, e.g. Internally, with Acme Inc. Tools. You may not sell it.");
    assert_eq!(found, ["You may use it e g Internally with Acme Inc Tools", "You may not sell it"]);
}

#[test]
fn items_have_their_stem_and_nested_items_theirs() {
    let text = "You agree not to use it:\n\n(a) to harm people;\n\n(b) for spam, including:\n  (i) mail;\n  (ii) calls;\n\n(c) to lie.\n\nThe end is here.";
    let found = read(text);
    let stems: Vec<Option<u32>> = found.iter().map(|(stem, _, _)| *stem).collect();
    assert_eq!(stems, [None, Some(0), Some(0), Some(2), Some(2), Some(0), None], "{found:?}");
}

#[test]
fn inline_items_share_the_sentence_before_them() {
    let found = read("You may not (a) sell the model, (b) rent it, or (c) lend it.");
    assert_eq!(found.iter().map(|(stem, _, _)| *stem).collect::<Vec<_>>(), [None, Some(0), Some(0), Some(0)]);
}

#[test]
fn references_are_no_items() {
    assert_eq!(texts("The terms of Section 2(a) and paragraph (b) hold.").len(), 1);
}

#[test]
fn numbered_sections_are_no_list_under_the_sentence_before() {
    let found =
        read("1. Definitions.\n\n\"Model\" means weights.\n\n2. Grant of Rights\nYou may use the Model.");
    assert!(found.iter().all(|(stem, _, _)| stem.is_none()), "{found:?}");
    assert_eq!(found[1].1, Zone::DEFINITIONS.0);
    assert_eq!(found.last().map(|last| last.1), Some(Zone::GRANT.0));
}

#[test]
fn lines_after_a_colon_are_items_without_marks() {
    let found = read(
        "You shall not use the model:\n\nto track people;\n\nto deceive voters.\n\nAll rights reserved.",
    );
    assert_eq!(found.iter().map(|(stem, _, _)| *stem).collect::<Vec<_>>(), [None, Some(0), Some(0), None]);
}

#[test]
fn a_wrapped_paragraph_stays_one_sentence() {
    assert_eq!(texts("You may use the work for\nany purpose, and you may\nshare it with others.").len(), 1);
}

#[test]
fn polarity_follows_the_verb() {
    assert_eq!(polarity("You may use and share it", "share"), (PERMIT, 1));
    assert_eq!(polarity("You may not use or share it", "share"), (FORBID, 1));
    assert_eq!(polarity("Commercial use is strictly prohibited", "Commercial"), (FORBID, 1));
    assert_eq!(
        polarity("Redistribution is permitted provided that you keep the notice", "Redistribution"),
        (PERMIT, 1)
    );
    assert_eq!(
        polarity("Redistribution is permitted provided that you keep the notice", "keep"),
        (OBLIGE, 1)
    );
    assert_eq!(polarity("Neither Acme nor the user may sell it", "sell"), (FORBID, 1));
    assert_eq!(polarity("You agree not to resell it", "resell"), (FORBID, 1));
}

#[test]
fn an_exception_between_commas_ends_with_the_second() {
    let text = "You may not, except as stated here, resell the work";
    assert_eq!(polarity(text, "stated"), (EXCEPT, 1));
    assert_eq!(polarity(text, "resell"), (FORBID, 1));
}

#[test]
fn contrast_ends_what_a_verb_at_the_end_speaks_of() {
    let text = "Everyone is permitted to copy this document, but changing it is not allowed";
    assert_eq!(polarity(text, "copy"), (PERMIT, 1));
    assert_eq!(polarity(text, "changing"), (FORBID, 1));
}

#[test]
fn the_licensor_and_named_vendors_are_not_the_user() {
    assert_eq!(polarity("The licensor may terminate it", "terminate").1, modes::LICENSOR);
    assert_eq!(polarity("and Acme may change the policy", "change").1, modes::LICENSOR);
    assert_eq!(polarity("and Licensee may change the code", "change").1, modes::YOU);
}

#[test]
fn a_verb_of_a_noun_does_not_turn_the_sentence() {
    assert_eq!(polarity("You may not generate content that may harm people", "people"), (FORBID, 1));
}

#[test]
fn long_and_odd_texts_stay_bounded() {
    for text in [
        "a ".repeat(5000),
        "(a) ".repeat(2000),
        "1. ".repeat(2000),
        ": ".repeat(3000),
        "you may not ".repeat(2000),
    ] {
        let words = words::words(&text);
        let list = provisions(&words);
        assert!(list.iter().all(|provision| provision.words.len() <= 240));
        assert!(list.windows(2).all(|pair| pair[0].words.end <= pair[1].words.start));
    }
}

/// What a text does with the uses that it defines, provision by provision.
fn uses(text: &str) -> Vec<Defined> {
    let words = words::words(text);
    defined_uses(&words, &Lexicon::new(&words), &provisions(&words))
}

#[test]
fn a_defined_use_that_is_forbidden_elsewhere_is_a_prohibition() {
    let text = "You may not use it for an Excluded Purpose. \"Excluded Purpose\" means renting it to others.";
    assert_eq!(uses(text), [Defined::Neutral, Defined::Forbidden]);
    let text =
        "You may use it for a Permitted Purpose. \"Permitted Purpose\" means any purpose except renting it.";
    assert_eq!(uses(text), [Defined::Neutral, Defined::Permitted]);
    let text = "You may use it for any purpose other than a Rival Use. A Rival Use means:\n\n(a) renting it;\n\n(b) hosting it.";
    assert_eq!(uses(text)[1..], [Defined::Forbidden, Defined::Forbidden, Defined::Forbidden]);
}

#[test]
fn other_definitions_stay_definitions() {
    let text = "You may not sell the Model. \"Model\" means weights. \"Field of Use\" means research.";
    assert!(uses(text).iter().all(|known| *known == Defined::Neutral));
}

#[test]
fn numbered_items_go_on_after_what_is_listed_inside_them() {
    let text = "You must not use it:\n\n1.  For trade.\n\n    1.  This is meant broadly. Ask us if in doubt.\n\n    2.  Gifts are trade.\n\n2.  To lie, including:\n\n    *   about people;\n\n3.  To harm anyone.\n";
    let found = read(text);
    let stem_of = |start: &str| found.iter().find(|(_, _, text)| text.starts_with(start)).map(|one| one.0);
    assert_eq!(stem_of("To lie"), Some(Some(0)));
    assert_eq!(stem_of("To harm"), Some(Some(0)));
    assert_eq!(stem_of("Gifts"), Some(None));
}

#[test]
fn capitals_go_on_with_numerals() {
    let found = read("You may not: (i) sell it; (ii) lend it; (iii) rent it; (iv) burn it; (V) copy it.");
    assert_eq!(found.last().map(|one| one.0), Some(Some(0)));
    let found = read("You agree not to:\n\nI. sell it;\n\nII. lend it;\n\nIII. rent it.\n");
    assert_eq!(found.iter().map(|one| one.0).collect::<Vec<_>>(), [None, Some(0), Some(0), Some(0)]);
}

#[test]
fn a_list_after_the_lack_of_consent_is_forbidden() {
    let text = "You shall not, without our prior written consent: (a) sell it; (b) use it for war.";
    assert_eq!(polarity(text, "sell").0, FORBID);
    let text = "You may not share it, except: (a) with friends.";
    assert_eq!(polarity(text, "friends").0, EXCEPT);
}

#[test]
fn a_heading_says_how_the_list_below_it_is_meant() {
    let found = read("# What you cannot do\n\n- sell it\n- lend it\n\n# Do not use the model for\n\n- war\n");
    let stems: Vec<_> = found.iter().map(|one| one.0).collect();
    assert_eq!(stems, [None, Some(0), Some(0), None, Some(3)]);
}

#[test]
fn lines_that_nobody_wrapped_are_items_of_the_list_that_a_colon_opens() {
    let long = "Copying the files to any other platform, repository or local machine that the company does not itself control and has not named in writing.";
    let text = format!("The following is prohibited:\n\n{long}\nSelling them.\n\nThe end is here.");
    let stems: Vec<_> = read(&text).iter().map(|one| one.0).collect();
    assert_eq!(stems, [None, Some(0), Some(0), None]);
}

#[test]
fn an_answer_turns_its_question() {
    assert_eq!(texts("May I sell it? No. Ask us."), ["May I sell it No", "Ask us"]);
    assert_eq!(polarity("May I sell it? No.", "sell").0, FORBID);
    assert_eq!(polarity("May I sell it? Yes.", "sell").0, PERMIT);
    assert_eq!(polarity("Am I allowed to rent it out? No, you are not.", "rent").0, FORBID);
    // Whoever need not pay is forbidden nothing.
    assert_eq!(texts("Do I have to pay? No. Enjoy."), ["Do I have to pay", "No", "Enjoy"]);
    // What is not answered at once grants nothing.
    assert_eq!(read("May I sell it? That depends on the case.")[0].1, Zone::PREAMBLE.0);
}

#[test]
fn the_cells_of_a_table_belong_to_their_columns() {
    let found =
        read("| You can | You cannot |\n|---|---|\n| share it | sell it |\n| change it | rent it |\n");
    let stems: Vec<_> = found.iter().map(|one| one.0).collect();
    assert_eq!(stems, [None, None, Some(0), Some(1), Some(0), Some(1)], "{found:?}");
    assert_eq!(polarity("| Resale | No |", "Resale").0, FORBID);
    assert_eq!(texts("| Resale | No |\n| Study | Yes |\n"), ["Resale No", "Study Yes"]);
}

#[test]
fn headings_forbid_in_many_words() {
    for heading in ["What is off limits", "Out of bounds", "No-gos", "What we do not allow", "Not welcome"] {
        let found = read(&format!("# {heading}\n\n- selling it\n- renting it\n"));
        assert_eq!(found[1].0, Some(0), "{heading}");
        assert_eq!(polarity(&format!("# {heading}\n\n- selling it\n"), "selling").0, FORBID, "{heading}");
    }
}
