use shared::events::questions::*;

#[test]
fn a_line_is_a_question() {
    let asked = parse("Interpreter? * = No | Spanish\n\nAnything we should know?").expect("questions");
    assert_eq!(asked[0].choices, ["No", "Spanish"]);
    assert!(asked[0].required && !asked[1].required);
    assert_eq!(asked[1].label, "Anything we should know?");
}

#[test]
fn complains_in_words() {
    assert!(parse("Same?\nSame?").is_err());
    assert!(parse("Pick = one").is_err());
    assert!(parse("= a | b").is_err());
}
