//! Event pages kept.

use public::portal::event_cache::EventCache;
use shared::time::UtcMillis;

#[test]
fn a_kept_page_is_right_until_something_changes() {
    let cache = EventCache::default();
    let at = |ms| UtcMillis(ms);
    cache.put("talk", (3, 7), at(1_000), at(50_000), "<p>".into());
    assert!(cache.get("talk", (3, 7), at(2_000)).is_some());
    for (freshness, now) in [((4, 7), 2_000), ((3, 8), 2_000), ((3, 7), 50_000), ((3, 7), 500)] {
        assert!(cache.get("talk", freshness, at(now)).is_none(), "{freshness:?} {now}");
    }
}
