use proptest::prelude::*;
use shared::events::slug::*;

#[test]
fn names_become_addresses() {
    assert_eq!(from_name("Healthy Eye Seminar"), "healthy-eye-seminar");
    assert_eq!(from_name("  Women's   Niño & Co. "), "womens-nino-co");
    assert_eq!(from_name("…"), "event");
}

proptest! {
    #[test]
    fn a_slug_is_always_valid(name in ".{0,200}") {
        let slug = from_name(&name);
        prop_assert!(is_valid(&slug), "{slug}");
        prop_assert!(slug.len() <= 80 && !slug.is_empty());
    }
}
