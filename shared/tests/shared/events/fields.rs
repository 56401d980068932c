use shared::events::about::{Input, Readers};
use shared::events::fields::*;

#[test]
fn every_named_field_can_be_set() {
    for field in EventField::ALL {
        let complaint = EventFields::default().set(field, "…").err();
        assert!(complaint.is_none_or(|error| error.field == field.code() && !error.message.is_empty()), "{field}");
    }
}

#[test]
fn a_field_set_to_what_it_reads_as_is_unchanged() {
    let mut fields = EventFields { name: "Talk".into(), capacity: Some(40), ..EventFields::default() };
    let before = fields.clone();
    for field in EventField::ALL {
        fields.set(field, &before.get(field)).unwrap_or_else(|_| panic!("{}", field.code()));
    }
    assert_eq!(fields, before);
}

#[test]
fn a_wrong_value_leaves_the_field_as_it_was() {
    let mut fields = EventFields::default();
    fields.set(EventField::Starts, "2026-12-15T18:00").expect("start");
    assert_eq!(fields.set(EventField::Ends, "2026-12-15T17:00").expect_err("before the start").field, "ends");
    assert_eq!(fields.ends, None);
    fields.set(EventField::Capacity, "200").expect("capacity");
    assert!(fields.set(EventField::Capacity, "-3").is_err());
    assert_eq!(fields.capacity, Some(200));
    fields.set(EventField::Capacity, "").expect("unlimited");
    assert_eq!(fields.capacity, None);
}

#[test]
fn a_change_says_what_was_and_what_is_unless_it_is_long_or_lets_people_in() {
    let before = EventFields { name: "Talk".into(), description: "word ".repeat(40), ..EventFields::default() };
    let mut after = before.clone();
    for (field, value, said) in [
        (EventField::Name, "Eye talk", "name: Talk → Eye talk"),
        (EventField::Starts, "2026-12-15T18:00", "starts: nothing → 2026-12-15 18:00"),
        (EventField::TimeZone, "America/New_York", "time_zone: nothing → America/New_York"),
        (EventField::Waitlist, "", "waitlist: on → off"),
        (EventField::Description, "Short.", "description"),
        (EventField::JoinUrl, "https://meet.example.org/secret", "join_url"),
    ] {
        after.set(field, value).unwrap_or_else(|_| panic!("{}", field.code()));
        assert_eq!(before.change(&after, field), said);
    }
}

#[test]
fn a_field_is_stored_and_sent_under_its_own_name() {
    let stored = serde_json::to_value(EventFields::default()).expect("JSON");
    let names: Vec<_> = stored.as_object().expect("an object").keys().map(String::as_str).collect();
    let mut codes = EventField::ALL.map(EventField::code);
    codes.sort_unstable();
    assert_eq!(names, codes);
}

#[test]
fn what_calendars_show_is_not_for_staff_alone_and_every_field_that_can_be_wrong_says_how_to_put_it_right() {
    for field in EventField::ALL {
        let about = field.about();
        assert!(!(about.in_calendars && about.readers == Readers::Staff), "{field}");
        let read = matches!(about.input, Input::Moment | Input::Number { .. } | Input::Picture);
        assert!(!read || !about.complaint.is_empty(), "{field}");
    }
}

#[test]
fn a_phone_number_is_one_that_can_be_called() {
    let mut fields = EventFields::default();
    fields.set(EventField::Phone, "(312) 555-0100").expect("a number");
    for wrong in ["ask Tom", "12", "1234567890123456"] {
        assert_eq!(fields.set(EventField::Phone, wrong).expect_err(wrong).field, "phone");
    }
    fields.set(EventField::Phone, "").expect("none");
}
