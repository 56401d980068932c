//! What would happen if a message went out now says the same as the gate does at sending.

use shared::consent::{Channel, ConsentStatus, Purpose, Refusal, SendingRules, Wishes};
use shared::ids::SegmentId;
use shared::people::{ViewOutreach, ViewPatients};
use shared::time::UtcMillis;
use store::consent::Said;
use store::outbox::{Wanted, forecast};
use store::testing::on_both;
use store::{Db, Permit, consent, suppression, wishes};
use uuid::Uuid;

/// 18:00 UTC: noon in Chicago.
const NOW: UtcMillis = UtcMillis(1_796_061_600_000);

async fn people(db: &Db, count: usize) -> (SegmentId, Vec<i64>) {
    let segment = SegmentId(Uuid::now_v7());
    let mut tx = db.begin().await.expect("begins");
    let key: i64 = sqlx::query_scalar(
        "INSERT INTO segment (uid, name, kind, status, draft_rule, created_at, updated_at)
         VALUES ($1, 'All', 'static', 'live', '{}', 0, 0) RETURNING id",
    )
    .bind(segment.to_string())
    .fetch_one(&mut *tx)
    .await
    .expect("a segment");
    let mut keys = Vec::new();
    for number in 0..count {
        let patient: i64 = sqlx::query_scalar(
            "INSERT INTO patient (uid, given, family, name_search, created_at, updated_at)
             VALUES ($1, 'E', 'M', 'e', 0, 0) RETURNING id",
        )
        .bind(Uuid::now_v7().to_string())
        .fetch_one(&mut *tx)
        .await
        .expect("a patient");
        sqlx::query("INSERT INTO segment_member (segment_id, patient_id, joined_at) VALUES ($1, $2, 0)")
            .bind(key)
            .bind(patient)
            .execute(&mut *tx)
            .await
            .expect("a member");
        // The last one has no address; the first two share one.
        if number + 1 < count {
            sqlx::query("INSERT INTO contact_point (patient_id, system, address) VALUES ($1, 'phone', $2)")
                .bind(patient)
                .bind(format!("+121755501{:02}", number.max(1)))
                .execute(&mut *tx)
                .await
                .expect("an address");
        }
        keys.push(patient);
    }
    tx.commit().await.expect("committed");
    (segment, keys)
}

#[tokio::test]
async fn each_person_is_counted_once_and_each_refusal_has_its_reason() {
    on_both(async |db| {
        let (segment, keys) = people(&db, 9).await;
        let mut tx = db.begin().await.expect("begins");
        let said = Said {
            address: "+12175550102",
            channel: Channel::Sms,
            purpose: Purpose::Event,
            status: ConsentStatus::Denied,
            source: "staff",
            text_version: "1",
            actor: "test",
            patient: None,
        };
        consent::record(&mut tx, NOW, said).await.expect("recorded");
        suppression::add(&mut tx, NOW, Channel::Sms, "+12175550103", "hard-bounce").await.expect("suppressed");
        let nothing = Wishes { do_not_contact: true, ..Wishes::default() };
        wishes::set(&mut tx, NOW, keys[4], &nothing, "staff", "test").await.expect("set");
        sqlx::query("UPDATE patient SET deceased = 1 WHERE id = $1")
            .bind(keys[5])
            .execute(&mut *tx)
            .await
            .expect("set");
        sqlx::query("UPDATE patient SET time_zone = 'Asia/Tokyo' WHERE id = $1")
            .bind(keys[6])
            .execute(&mut *tx)
            .await
            .expect("set");
        tx.commit().await.expect("committed");
        let rules = SendingRules::default();
        let wanted =
            Wanted { segment, channel: Channel::Sms, purpose: Purpose::Event, rules: &rules, zone: "America/Chicago" };
        let (permit, reader) = (Permit::<ViewOutreach>::system("test"), Permit::<ViewPatients>::system("test"));
        let found = forecast(&db, &permit, Some(&reader), NOW, &wanted).await.expect("read");
        assert_eq!((found.people, found.sent, found.held, found.shared_address), (9, 3, 1, 2));
        let mut refused = found.refused.clone();
        refused.sort_by_key(|(why, _)| why.code());
        let expected = [
            (Refusal::ConsentDenied, 1),
            (Refusal::Deceased, 1),
            (Refusal::DoNotContact, 1),
            (Refusal::NoAddress, 1),
            (Refusal::Suppressed, 1),
        ];
        assert_eq!(refused, expected);
        let coarse = forecast(&db, &permit, None, NOW, &wanted).await.expect("read");
        assert_eq!((coarse.people, coarse.refused.len(), coarse.coarse), (0, 0, true), "few people are not told");
        let looked: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM audit_event WHERE action = 'count'")
            .fetch_one(db.read())
            .await
            .expect("read");
        assert_eq!(looked, 2, "each look is recorded");
    })
    .await;
}
