use shared::events::fields::*;

#[test]
fn every_named_field_can_be_set() {
    for name in EventFields::NAMES {
        let complaint = EventFields::default().set(name, "…").err();
        assert!(complaint.is_none_or(|error| error.message != "There is no such field."), "{name}");
    }
}

#[test]
fn a_field_set_to_what_it_reads_as_is_unchanged() {
    let mut fields = EventFields { name: "Talk".into(), capacity: Some(40), ..EventFields::default() };
    let before = fields.clone();
    for name in EventFields::NAMES {
        fields.set(name, &before.get(name)).expect(name);
    }
    assert_eq!(fields, before);
}

#[test]
fn a_wrong_value_leaves_the_field_as_it_was() {
    let mut fields = EventFields::default();
    fields.set("starts", "2026-12-15T18:00").expect("start");
    assert_eq!(fields.set("ends", "2026-12-15T17:00").expect_err("before the start").field, "ends");
    assert_eq!(fields.ends, None);
    fields.set("capacity", "200").expect("capacity");
    assert!(fields.set("capacity", "-3").is_err());
    assert_eq!(fields.capacity, Some(200));
    fields.set("capacity", "").expect("unlimited");
    assert_eq!(fields.capacity, None);
}
