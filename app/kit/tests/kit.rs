//! Figures and dates as they are written.

use kit::grouped;
use kit::time::{day, iso, plain};
use shared::time::UtcMillis;

#[test]
fn thousands_are_set_apart() {
    assert_eq!([0, 999, 1_000, 58_930, -1_234_567].map(grouped), ["0", "999", "1,000", "58,930", "−1,234,567"]);
}

#[test]
fn plain_and_iso_forms_are_utc() {
    let at = UtcMillis(1_795_356_309_000);
    assert_eq!(plain(at), "2026-11-22 14:05 UTC");
    assert_eq!(iso(at), "2026-11-22T14:05:09Z");
    assert_eq!(day(at.date_utc()), "22 Nov 2026");
}
