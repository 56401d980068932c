use proptest::prelude::*;
use shared::text::{clean, clean_json, code, folded, is_rounded, line};

#[test]
fn control_characters_go_and_one_normal_form_stays() {
    assert_eq!(clean("Ana\0 Pro\u{85}va\r\n\tx\u{7f}\u{1b}"), "Ana Prova\r\n\tx");
    assert_eq!(clean("Rene\u{301}e"), "Ren\u{e9}e");
    assert_eq!(line(" Ana \n  Prova\u{feff}\u{202e} "), "Ana Prova");
    assert_eq!(line("می\u{200c}خواهم"), "می\u{200c}خواهم", "scripts that need joiners keep them");
    assert_eq!(folded("ÜBUNG  Eins"), "übung eins");
}

#[test]
fn what_is_compared_has_nothing_invisible() {
    for same in
        ["a-b@c.org", "a\u{2011}b@c.org", "\u{feff}a-b@c.org\u{200b}", "a\u{ad}-b@c.org", "\u{202a}a-b@c.org\u{202c} "]
    {
        assert_eq!(code(same), "a-b@c.org", "{same:?}");
    }
    assert_eq!(code("\u{ff0b}１２ ３"), "+12 3");
}

#[test]
fn a_power_of_ten_is_a_rounded_number() {
    assert!(["4.47701E+11", "1E+05", "2,02556e10", "-1E-3"].iter().filter(|text| is_rounded(text)).count() == 3);
    assert!(["1e5x", "E12", "12E", "LE+05", "447701", "a@e.org"].iter().all(|text| !is_rounded(text)));
}

#[test]
fn json_is_freed_wherever_a_text_stands_in_it() {
    let mut value = serde_json::json!({"a\0": ["b\0", {"c": "ok"}], "d": 1});
    assert!(clean_json(&mut value));
    assert_eq!(value, serde_json::json!({"a": ["b", {"c": "ok"}], "d": 1}));
    assert!(!clean_json(&mut value));
}

proptest! {
    #[test]
    fn cleaning_twice_is_cleaning_once(text in "\\PC{0,20}[\0-\u{9f}]{0,5}") {
        let once = clean(&text).into_owned();
        prop_assert_eq!(clean(&once), once.as_str());
        prop_assert!(!once.chars().any(|sign| sign.is_control() && !"\t\n\r".contains(sign)));
        prop_assert_eq!(code(&code(&text)), code(&text));
        prop_assert_eq!(line(&line(&text)), line(&text));
    }
}
