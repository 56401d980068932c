use engine::test_message::*;
use engine::{EngineError, Services};
use shared::messages::Document;
use shared::people::EditMessages;
use store::testing::on_both;
use store::{Db, Permit, StoreError, templates};

/// Sends a test of a template of this header; answers what was complained about, and how many messages wait.
async fn tried(db: Db, header: shared::messages::Header) -> (Vec<String>, i64) {
    let services = Services::sandbox(db, "https://waypost.example");
    let permit = Permit::<EditMessages>::system("test");
    let document = Document { header, ..Document::blank() };
    let mut tx = services.db.begin().await.expect("begins");
    let id =
        templates::create(&mut tx, &permit, services.now(), "Invitation", &document.into()).await.expect("created");
    tx.commit().await.expect("committed");
    let complaints = match send(&services, &permit, id, "marketer@lamna.example", "Alex").await {
        Ok(_) => Vec::new(),
        Err(EngineError::Store(StoreError::Invalid(found))) => found.into_iter().map(|error| error.field).collect(),
        Err(error) => panic!("{error}"),
    };
    let queued = sqlx::query_scalar("SELECT COUNT(*) FROM outbox").fetch_one(services.db.read()).await.expect("read");
    (complaints, queued)
}

#[tokio::test]
async fn a_test_without_subject_and_sender_is_not_sent() {
    on_both(async |db| {
        let header = shared::messages::Header { sender_address: "notanaddress".into(), ..Default::default() };
        let (complaints, queued) = tried(db, header).await;
        assert_eq!(complaints, ["subject", "sender_name", "sender_address"]);
        assert_eq!(queued, 0);
    })
    .await;
}

#[tokio::test]
async fn a_test_of_what_could_not_go_live_for_other_reasons_is_sent() {
    on_both(async |db| {
        let header = shared::messages::Header {
            subject: "Hi".into(),
            sender_name: "Lamna".into(),
            sender_address: "news@lamna.example".into(),
            reply_to: "nobody".into(),
            ..Default::default()
        };
        assert_eq!(tried(db, header).await, (vec![], 1));
    })
    .await;
}
