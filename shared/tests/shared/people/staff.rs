use shared::people::*;
use shared::time::UtcMillis;

#[test]
fn browsers_are_named_by_what_they_are() {
    let user_agent = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0".to_owned();
    let at = UtcMillis(0);
    let row = SessionRow { key: 1, created_at: at, last_seen_at: at, user_agent, current: true };
    assert_eq!(row.browser(), "Edge on Windows");
}
