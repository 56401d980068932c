//! The icons of public pages.

use public::portal::icons::shapes;

#[test]
fn the_sprite_has_what_public_pages_use() {
    for name in
        ["clock", "map-pin", "video", "users", "calendar-plus", "calendar-check", "download", "search", "mail-check"]
    {
        assert!(shapes(name).contains('<'), "{name}");
    }
}
