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

#[test]
fn a_change_says_what_was_and_what_is_unless_it_is_long_or_lets_people_in() {
    let before = EventFields { name: "Talk".into(), description: "word ".repeat(40), ..EventFields::default() };
    let mut after = before.clone();
    for (field, value, said) in [
        ("name", "Eye talk", "name: Talk → Eye talk"),
        ("starts", "2026-12-15T18:00", "starts: nothing → 2026-12-15 18:00"),
        ("time_zone", "America/New_York", "time_zone: nothing → America/New_York"),
        ("waitlist", "", "waitlist: on → off"),
        ("description", "Short.", "description"),
        ("join_url", "https://meet.example.org/secret", "join_url"),
    ] {
        after.set(field, value).expect(field);
        assert_eq!(before.change(&after, field), said);
    }
}
