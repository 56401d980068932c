use shared::patients::AttributeValue;

#[test]
fn a_value_knows_whether_it_is_a_number_or_a_date() {
    let of = |text| AttributeValue::parse(text).map(|value| (value.number, value.at.is_some()));
    assert_eq!(of(" 9.5 "), Some((Some(9.5), false)));
    assert_eq!(of("2026-03-01"), Some((None, true)));
    assert_eq!(of("2026-02-30"), Some((None, false)));
    assert_eq!(of("NaN"), Some((None, false)));
    assert_eq!(of("  "), None);
}
