//! Figures, dates and places as they are written.

use app::shell::GROUPS;
use app::ui::grouped;
use app::ui::time::{day, iso, plain};
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

#[test]
fn every_path_belongs_to_one_place_at_most() {
    let holding = |path: &str| -> Vec<&str> {
        GROUPS
            .iter()
            .flat_map(|group| group.places)
            .filter(|place| place.holds(path))
            .map(|place| place.label)
            .collect()
    };
    assert_eq!(holding("/staff"), ["Home"]);
    assert_eq!(holding("/staff/segments/018f"), ["Segments"]);
    assert_eq!(holding("/staff/code-sets/diabetes"), ["Segments"]);
    assert_eq!(holding("/staff/segmentsx"), Vec::<&str>::new());
}
