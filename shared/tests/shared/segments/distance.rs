use shared::segments::distance::Distance;

fn boston(km: f64) -> Distance {
    Distance { latitude: 42.3601, longitude: -71.0589, km, place: "Boston".into() }
}

#[test]
fn cambridge_is_five_kilometres_from_boston_and_worcester_sixty_two() {
    assert!(boston(5.0).holds(42.3736, -71.1097) && !boston(4.0).holds(42.3736, -71.1097));
    assert!(boston(63.0).holds(42.2626, -71.8023) && !boston(61.0).holds(42.2626, -71.8023));
}

#[test]
fn a_place_that_is_none_is_told() {
    assert!(boston(10.0).problem().is_none());
    assert!(boston(0.0).problem().is_some());
    assert!(boston(f64::NAN).problem().is_some());
    assert!(Distance { latitude: 91.0, ..boston(1.0) }.problem().is_some());
}
