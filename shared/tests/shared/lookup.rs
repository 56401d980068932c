//! Number look-up: what counts as what, when it is asked again, what it costs.

use shared::outreach::lookup::{LineType, again_after, money};
use shared::time::Date;

#[test]
fn a_number_of_which_nothing_is_known_counts_as_a_landline() {
    assert_eq!(LineType::of(None), LineType::Landline);
    assert_eq!(LineType::of(Some(LineType::Unknown)), LineType::Landline);
    assert_eq!(LineType::of(Some(LineType::Mobile)), LineType::Mobile);
    assert!(LineType::ASKED.into_iter().all(|asked| asked.counts_as() == asked));
}

#[test]
fn a_number_is_asked_about_again_after_some_months() {
    let now = Date::new(2026, 11, 29).expect("a date").start_utc();
    assert_eq!(again_after(now, 6).date_utc(), Date::new(2026, 5, 29).expect("a date"));
    assert_eq!(again_after(now, 0).date_utc(), now.date_utc());
}

#[test]
fn amounts_below_a_cent_keep_their_decimals() {
    assert_eq!(money(0), "0.00");
    assert_eq!(money(8_000), "0.008");
    assert_eq!(money(1_600_000), "1.60");
    assert_eq!(money(12_345_678), "12.345678");
}
