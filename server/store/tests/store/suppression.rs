//! What patients say to staff about their addresses.

use shared::consent::{Channel, ConsentStatus, Purpose};
use shared::ids::PatientId;
use shared::patients::SaidToStaff;
use shared::time::UtcMillis;
use store::testing::on_both;
use store::{Db, Permit, StoreError, consent, patients, suppression};
use uuid::Uuid;

const NOW: UtcMillis = UtcMillis(1_796_000_000_000);

/// A patient with one telephone number.
async fn patient(db: &Db) -> PatientId {
    let id = PatientId(Uuid::now_v7());
    let mut tx = db.begin().await.expect("begins");
    let key: i64 = sqlx::query_scalar(
        "INSERT INTO patient (uid, given, family, name_search, created_at, updated_at)
         VALUES ($1, 'Ana', 'Prova', '', 0, 0) RETURNING id",
    )
    .bind(id.to_string())
    .fetch_one(&mut *tx)
    .await
    .expect("inserted");
    sqlx::query(
        "INSERT INTO contact_point (patient_id, system, address, rank) VALUES ($1, 'phone', '+12025550143', 1)",
    )
    .bind(key)
    .execute(&mut *tx)
    .await
    .expect("inserted");
    tx.commit().await.expect("committed");
    id
}

#[tokio::test]
async fn a_word_to_staff_holds_for_that_channel_alone_and_is_audited() {
    on_both(async |db| {
        let id = patient(&db).await;
        let permit = Permit::system("test");
        let said = async |number: &str, channel: Channel, said: SaidToStaff| {
            patients::said(&db, &permit, NOW, id, (number, channel), said, "https://o.example").await
        };
        let word = async |channel: Channel| {
            let mut tx = db.begin().await.expect("begins");
            consent::current(&mut tx, "+12025550143", channel, Purpose::Treatment).await.expect("read")
        };
        said("+12025550143", Channel::Sms, SaidToStaff::RefusesAll).await.expect("recorded");
        assert_eq!(word(Channel::Sms).await, Some(ConsentStatus::Denied));
        assert_eq!(word(Channel::Voice).await, None, "calls are not texts");
        said("+12025550143", Channel::Sms, SaidToStaff::Agrees(Purpose::Treatment)).await.expect("recorded");
        assert_eq!(word(Channel::Sms).await, Some(ConsentStatus::Granted));
        let other = said("+12025550199", Channel::Sms, SaidToStaff::RefusesAll).await;
        assert!(matches!(other, Err(StoreError::NotFound)), "somebody else's number: {other:?}");
        let written: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM audit_patient").fetch_one(db.read()).await.expect("read");
        assert_eq!(written, 2);
    })
    .await;
}

#[tokio::test]
async fn an_address_that_bounced_is_written_to_again_when_its_owner_says_so() {
    on_both(async |db| {
        let id = patient(&db).await;
        let mut tx = db.begin().await.expect("begins");
        for channel in [Channel::Sms, Channel::Voice] {
            suppression::add(&mut tx, NOW, channel, "+12025550143", "hard-bounce").await.expect("suppressed");
        }
        tx.commit().await.expect("committed");
        let about = ("+12025550143", Channel::Sms);
        patients::said(&db, &Permit::system("test"), NOW, id, about, SaidToStaff::WorksAgain, "https://o.example")
            .await
            .expect("lifted");
        let reason = async |channel: Channel| suppression::reason(&db, channel, "+12025550143").await.expect("read");
        assert_eq!(reason(Channel::Sms).await, None);
        assert_eq!(reason(Channel::Voice).await.as_deref(), Some("hard-bounce"));
        let unreachable: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM unreachable_address").fetch_one(db.read()).await.expect("read");
        assert_eq!(unreachable, 0, "rules count it as reachable again");
    })
    .await;
}
