use shared::people::Role;
use shared::time::{Millis, UtcMillis};
use store::actor::Request;
use store::db::Db;
use store::sessions::*;
use store::staff::{self, NewStaff, SignIn};
use store::testing::on_both;

const NOW: UtcMillis = UtcMillis(1_795_000_000_000);

async fn signed_in(db: &Db) -> String {
    let new = NewStaff {
        name: "Ada".into(),
        email: "ada@lamna.example".into(),
        password: "correct horse battery".into(),
        role: Role::Administrator,
    };
    staff::set_up_first(db, NOW, new, &Request::default()).await.expect("set up");
    let answer =
        staff::sign_in(db, NOW, "ada@lamna.example", "correct horse battery".into(), &Request::default()).await;
    let Ok(SignIn::Welcome(account)) = answer else { panic!("{answer:?}") };
    open(db, NOW, &account, "test", &Request::default()).await.expect("opened")
}

#[tokio::test]
async fn a_session_ends_when_idle_and_when_old() {
    on_both(async |db| {
        let token = signed_in(&db).await;
        let alive = async |now| find(&db, now, &token, &Request::default()).await.expect("found").is_some();
        assert!(alive(NOW + Millis::minutes(29)).await);
        assert!(!alive(NOW + Millis::minutes(29) + IDLE).await, "idle");
        let mut now = NOW;
        while now - NOW < ABSOLUTE {
            now = now + Millis::minutes(20);
            alive(now).await;
        }
        assert!(!alive(now).await, "old, though never idle");
    })
    .await;
}

#[tokio::test]
async fn signing_out_everywhere_ends_the_session_at_once() {
    on_both(async |db| {
        let token = signed_in(&db).await;
        let session = find(&db, NOW, &token, &Request::default()).await.expect("read").expect("open");
        let permit = session.actor.permit().expect("signed in");
        close_everywhere(&db, &permit, NOW).await.expect("closed");
        assert!(find(&db, NOW, &token, &Request::default()).await.expect("read").is_none());
    })
    .await;
}
