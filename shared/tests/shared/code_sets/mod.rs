mod built_in;
mod mapping;
mod pasted;
mod system;
mod value_set;

use shared::code_sets::{CodeSet, Coding, add, difference, slug};

fn coding(system: &str, code: &str, display: &str) -> Coding {
    Coding { system: system.into(), code: code.into(), display: display.into() }
}

#[test]
fn codes_are_kept_once_and_take_newer_words() {
    let mut codes = vec![coding("s", "1", ""), coding("s", "2", "Two")];
    let before = codes.clone();
    let more = vec![coding("s", "1", "One"), coding("r", "1", ""), coding("s", "2", ""), coding("r", "1", "")];
    assert_eq!(add(&mut codes, more), 1);
    assert_eq!(codes, [coding("r", "1", ""), coding("s", "1", "One"), coding("s", "2", "Two")]);
    assert_eq!((difference(&before, &codes), difference(&codes, &before)), ((1, 0), (0, 1)));
}

#[test]
fn what_can_not_stand_is_told_at_its_field() {
    let set = CodeSet {
        key: "mine".into(),
        name: "  ".into(),
        description: String::new(),
        source: "x".repeat(501),
        codes: Vec::new(),
    };
    let fields = |errors: Vec<shared::field::FieldError>| errors.into_iter().map(|e| e.field).collect::<Vec<_>>();
    assert_eq!(fields(set.clone().checked().expect_err("refused")), ["name", "source", "codes"]);
    let good = CodeSet { name: " My  set".into(), source: String::new(), ..set };
    let good = CodeSet { codes: vec![coding("http://loinc.org", "1-1", "")], ..good };
    assert_eq!(good.checked().expect("good").name, "My set");
    assert_eq!(fields(coding("our codes", " ", "").checked().expect_err("refused")), ["system", "code"]);
    assert_eq!(coding("LOINC", " 1-1 ", "").checked().expect("good"), coding("http://loinc.org", "1-1", ""));
}

#[test]
fn a_key_has_only_letters_digits_and_hyphens() {
    assert_eq!(slug("  Hospice Care (Ambulatory)  "), "hospice-care-ambulatory");
}
