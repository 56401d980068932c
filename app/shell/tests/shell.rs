//! The theme.

use shell::Theme;

#[test]
fn the_cookie_is_found_among_others() {
    assert_eq!(Theme::of_cookies("waypost=abc; theme=dark"), Theme::Dark);
    assert_eq!(Theme::of_cookies("xtheme=dark; theme=plaid"), Theme::System);
}
