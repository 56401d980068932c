use shared::consent::{Channel, ConsentStatus, Purpose};
use shared::time::UtcMillis;
use store::consent::*;
use store::testing::on_both;

const NOW: UtcMillis = UtcMillis(1_796_000_000_000);

fn said(status: ConsentStatus) -> Said<'static> {
    Said {
        address: "elizabeth@example.org",
        channel: Channel::Email,
        purpose: Purpose::Marketing,
        status,
        source: "preference-page",
        text_version: TEXT_VERSION,
        actor: "recipient",
        patient: None,
    }
}

#[tokio::test]
async fn the_last_word_counts_and_every_word_is_kept() {
    on_both(async |db| {
        let mut tx = db.begin().await.expect("begins");
        record(&mut tx, NOW, said(ConsentStatus::Granted)).await.expect("recorded");
        record(&mut tx, NOW, said(ConsentStatus::Denied)).await.expect("recorded");
        let now = current(&mut tx, "elizabeth@example.org", Channel::Email, Purpose::Marketing).await.expect("read");
        assert_eq!(now, Some(ConsentStatus::Denied));
        let other = current(&mut tx, "elizabeth@example.org", Channel::Email, Purpose::Event).await.expect("read");
        assert_eq!(other, None);
        tx.commit().await.expect("committed");
        let events: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM consent_event").fetch_one(db.read()).await.expect("read");
        assert_eq!(events, 2);
    })
    .await;
}

#[tokio::test]
async fn nobody_can_rewrite_the_ledger() {
    on_both(async |db| {
        let mut tx = db.begin().await.expect("begins");
        record(&mut tx, NOW, said(ConsentStatus::Denied)).await.expect("recorded");
        tx.commit().await.expect("committed");
        for sql in ["UPDATE consent_event SET status = 'granted'", "DELETE FROM consent_event"] {
            let mut tx = db.begin().await.expect("begins");
            assert!(sqlx::query(sql).execute(&mut *tx).await.is_err(), "{sql}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_purpose_of_a_later_version_is_listed_as_unknown_beside_the_others() {
    on_both(async |db| {
        let mut tx = db.begin().await.expect("begins");
        record(&mut tx, NOW, said(ConsentStatus::Denied)).await.expect("recorded");
        tx.commit().await.expect("committed");
        sqlx::query(
            "INSERT INTO consent (address, channel, purpose, status, at)
             VALUES ('elizabeth@example.org', 'email', 'from-the-future', 'from-the-future', 1)",
        )
        .execute(db.read())
        .await
        .expect("written");
        let all = of_address(&db, "elizabeth@example.org", Channel::Email).await.expect("read");
        let labels: Vec<_> = all.iter().map(|(purpose, status, _)| (purpose.label(), status.label())).collect();
        assert_eq!(labels, [("Unknown", "Unknown"), ("Marketing", "Refused")]);
    })
    .await;
}
