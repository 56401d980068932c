use shared::code_sets::value_set::read;

#[test]
fn an_expansion_is_read_with_what_is_nested_in_it() {
    let json = r#"{"resourceType":"ValueSet","title":"Hospice Care","expansion":{"contains":[
        {"abstract":true,"system":"s","code":"group","contains":[{"system":"s","code":"1","display":"One"}]},
        {"system":"s","code":"2"}]}}"#;
    let set = read(json).expect("readable");
    assert_eq!((set.name.as_str(), set.identity().as_str()), ("Hospice Care", "hospice-care"));
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
fn it_is_known_again_by_oid_then_url_then_name() {
    let set = |head: &str| {
        let json = format!(r#"{{{head}, "expansion": {{"contains": [{{"system": "LOINC", "code": "1-8"}}]}}}}"#);
        read(&json).expect("readable")
    };
    let vsac = set(
        r#""url":"http://cts.nlm.nih.gov/fhir/ValueSet/2.16.840.1.113883.3.464.1003.108.12.1018|2026","name":"Mammography""#,
    );
    assert_eq!(vsac.identity(), "urn:oid:2.16.840.1.113883.3.464.1003.108.12.1018");
    let identifier = set(r#""title":"X","url":"https://a.org/vs/x","identifier":[{"value":"urn:oid:1.2.840.1.5.9"}]"#);
    assert_eq!(identifier.identity(), "urn:oid:1.2.840.1.5.9");
    assert_eq!(set(r#""title":"X","url":"https://a.org/vs/x|4""#).identity(), "https://a.org/vs/x");
    assert_eq!(set(r#""title":"Our list""#).identity(), "our-list");
    assert_eq!(vsac.codes[0].system, "http://loinc.org", "a system may be given by its name or OID");
}

#[test]
fn what_comes_without_its_codes_says_what_to_do() {
    let why = |json: &str| read(json).expect_err("refused");
    assert!(why(r#"{"title":"Diabetes","url":"http://x/y"}"#).contains("download it again with its expansion"));
    assert!(why(r#"{"title":"Diabetes","compose":{"include":[{"valueSet":["http://x"]}]}}"#).contains("$expand"));
    let paged = r#"{"title":"Diabetes","expansion":{"total":281,"contains":[{"system":"LOINC","code":"1"}]}}"#;
    assert!(why(paged).contains("only 1 of its 281 codes"), "half a set would miss people");
    let nowhere = r#"{"title":"Diabetes","expansion":{"contains":[{"code":"1"}]}}"#;
    assert!(why(nowhere).contains("names no code system"));
}

#[test]
fn codes_of_unknown_systems_are_kept_and_counted() {
    let json = r#"{"title":"X","expansion":{"contains":[{"system":"urn:oid:9.9.9","code":"a"},{"system":"LOINC","code":"1-8"},{"code":"b"}]}}"#;
    let set = read(json).expect("readable");
    assert_eq!((set.codes.len(), set.of_unknown_systems(), set.without_system), (2, 1, 1));
}
