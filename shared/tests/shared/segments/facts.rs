use shared::segments::facts::search_text;

#[test]
fn each_wording_is_a_line_once() {
    assert_eq!(
        search_text("Hypermetropia", ["Hypermetropia", "Far-sightedness  (disorder)"]),
        "hypermetropia\nfar-sightedness (disorder)"
    );
}
