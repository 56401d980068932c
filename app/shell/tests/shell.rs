//! Navigation and theme.

use shell::{GROUPS, Theme};

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

#[test]
fn the_cookie_is_found_among_others() {
    assert_eq!(Theme::of_cookies("waypost=abc; theme=dark"), Theme::Dark);
    assert_eq!(Theme::of_cookies("xtheme=dark; theme=plaid"), Theme::System);
}
