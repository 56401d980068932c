//! The table of pages.

use app::pages::PLACES;
use std::collections::HashSet;

#[test]
fn every_path_belongs_to_one_place_at_most() {
    let holding = |path: &str| -> Vec<&str> {
        PLACES.iter().filter(|place| place.holds(path)).map(|place| place.label).collect()
    };
    assert_eq!(holding("/staff"), ["Home"]);
    assert_eq!(holding("/staff/segments/018f"), ["Segments"]);
    assert_eq!(holding("/staff/code-sets/diabetes"), ["Segments"]);
    assert_eq!(holding("/staff/segmentsx"), Vec::<&str>::new());
}

#[test]
fn every_place_has_a_name_and_an_address_of_its_own() {
    let labels: HashSet<_> = PLACES.iter().map(|place| place.label).collect();
    let addresses: HashSet<_> = PLACES.iter().map(|place| place.href).collect();
    assert_eq!((labels.len(), addresses.len()), (PLACES.len(), PLACES.len()));
    assert!(PLACES.iter().all(|place| !place.href.contains(':')), "a place needs no id");
}
