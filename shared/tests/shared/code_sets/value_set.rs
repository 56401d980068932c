use shared::code_sets::value_set::read;

#[test]
fn an_expansion_is_read_with_what_is_nested_in_it() {
    let json = r#"{"resourceType":"ValueSet","title":"Hospice Care","expansion":{"contains":[
        {"abstract":true,"system":"s","code":"group","contains":[{"system":"s","code":"1","display":"One"}]},
        {"system":"s","code":"2"}]}}"#;
    let set = read(json).expect("readable");
    assert_eq!(set.key, "hospice-care");
    assert_eq!(set.codes.iter().map(|coding| coding.code.as_str()).collect::<Vec<_>>(), ["1", "2"]);
}

#[test]
fn listed_codes_are_read_without_an_expansion() {
    let json = r#"{"name":"Mine","compose":{"include":[{"system":"s","concept":[{"code":"1"},{"code":"1"}]}]}}"#;
    assert_eq!(read(json).expect("readable").codes.len(), 1);
}

#[test]
fn a_set_given_by_a_rule_asks_to_be_expanded() {
    let json = r#"{"name":"Mine","compose":{"include":[{"system":"s","filter":[{"op":"is-a"}]}]}}"#;
    assert!(read(json).expect_err("refused").contains("expand"));
}

#[test]
fn a_set_takes_the_place_of_the_one_that_is_called_so() {
    let titled = |title: &str| {
        let json = format!(
            r#"{{"title": "{title}", "expansion": {{"contains": [{{"system": "http://snomed.info/sct", "code": "1"}}]}}}}"#
        );
        read(&json).expect("readable").key
    };
    assert_eq!(titled("Retinal or dilated eye exam"), "retinal-exam");
    assert_eq!(titled("Retinal exam"), "retinal-exam");
    assert_eq!(titled("Our own list"), "our-own-list");
}
