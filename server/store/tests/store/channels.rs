//! A message belongs to a channel: what is asked of it, and what older versions wrote, on both databases.

use crate::outbox::{LEASE, NOW, first, message};
use shared::consent::{Channel, ConsentStatus, Purpose, SendingRules};
use shared::messages::{OriginKind, Shown};
use std::collections::BTreeMap;
use store::consent::Said;
use store::outbox::*;
use store::testing::on_both;
use store::{Permit, suppression};

/// What the version of November 2026 wrote, when e-mail was the only channel.
const OLD_READY: &str = r#"{"kind":"ready","subject":"Hello","html":"<p>Hi</p>","text":"Hi","attachments":[
    {"file_name":"event.ics","content_type":"text/calendar","bytes":[66,69,71,73,78]}]}"#;
const OLD_TEMPLATE: &str = r#"{"kind":"template","version":7,"merge":{"event.name":"Eyes"}}"#;
const OLD_HANDED: &str =
    r#"{"headers":[["From","Lamna"]],"html":"<p>Hi</p>","text":"Hi","attachments":[["event.ics",5]]}"#;

#[test]
fn content_that_older_versions_queued_is_read_for_ever() {
    let Content::Email(old) = serde_json::from_str(OLD_READY).expect("reads") else { panic!("not an e-mail") };
    assert_eq!(old.attachments[0].bytes, b"BEGIN");
    let new = serde_json::to_string(&Content::Email(old.clone())).expect("writes");
    assert!(new.contains(r#""bytes":"QkVHSU4=""#), "base64, not numbers: {new}");
    assert_eq!(serde_json::from_str::<Content>(&new).expect("reads"), Content::Email(old));
    let template: Content = serde_json::from_str(OLD_TEMPLATE).expect("reads");
    assert!(matches!(&template, Content::Template { version: 7, merge } if merge["event.name"] == "Eyes"));
    let bare: Content = serde_json::from_str(r#"{"kind":"email","text":"Hi"}"#).expect("reads what lacks fields");
    assert_eq!(bare, Content::Email(WrittenEmail { text: "Hi".into(), ..WrittenEmail::default() }));
}

#[tokio::test]
async fn rows_that_older_versions_wrote_are_shown_and_sent_as_e_mail() {
    on_both(async |db| {
        let packed = |json: &str| zstd::bulk::compress(json.as_bytes(), 3).expect("packs");
        let mut tx = db.begin().await.expect("begins");
        sqlx::query(
            "INSERT INTO outbox (uid, key, created_at, address, recipient_name, purpose, origin_kind, origin_uid, content,
                rendered, status, not_before)
             VALUES ($1, 'old', 0, 'e@example.org', 'Elizabeth', 'event', 'event', 'e1', $2, $3, 'queued', 0)",
        )
        .bind(uuid::Uuid::now_v7().to_string())
        .bind(packed(OLD_READY))
        .bind(packed(OLD_HANDED))
        .execute(&mut *tx)
        .await
        .expect("written");
        tx.commit().await.expect("committed");
        let row = first(&db).await;
        assert_eq!((row.channel, row.origin), (Channel::Email.into(), OriginKind::Event.into()));
        let view = find(&db, &Permit::system("test"), NOW, row.id).await.expect("found");
        let Shown::Email(shown) = view.shown.expect("handed over") else { panic!("not an e-mail") };
        assert_eq!(shown.attachments, [("event.ics".to_owned(), 5)]);
        assert_eq!(shown.headers[0].0, "From");
        let claimed = claim(&db, NOW, Channel::Email, "a", LEASE, 9).await.expect("claims").remove(0);
        assert_eq!(claimed.channel, Channel::Email);
        assert!(matches!(claimed.content, Content::Email(_)));
    })
    .await;
}

#[tokio::test]
async fn the_gate_is_asked_with_the_messages_own_channel() {
    on_both(async |db| {
        let mut tx = db.begin().await.expect("begins");
        let claimed = Claimed {
            id: 1,
            uid: String::new(),
            key: String::new(),
            channel: Channel::Sms,
            patient: None,
            address: "+15550100".into(),
            recipient_name: String::new(),
            purpose: Purpose::Event,
            origin: OriginKind::Event,
            origin_uid: String::new(),
            content: Content::Template { version: 1, merge: BTreeMap::new() },
            attempts: 0,
            sender: None,
            send_by: None,
        };
        let rules = SendingRules::default();
        let said = |channel| Said {
            address: "+15550100",
            channel,
            purpose: Purpose::Event,
            status: ConsentStatus::Denied,
            source: "staff",
            text_version: "1",
            actor: "recipient",
            patient: None,
        };
        store::consent::record(&mut tx, NOW, said(Channel::Voice)).await.expect("recorded");
        suppression::add(&mut tx, NOW, Channel::Voice, "+15550100", "hard-bounce").await.expect("suppressed");
        let facts = gate_facts(&mut tx, NOW, &claimed, None, &rules).await.expect("read");
        assert_eq!(
            (facts.channel, facts.consent, facts.suppressed),
            (Channel::Sms, None, false),
            "no calls, but texts"
        );
        let gone = "SELECT COUNT(*) FROM unreachable_address WHERE address = '+15550100'";
        let count: i64 = sqlx::query_scalar(gone).fetch_one(&mut *tx).await.expect("read");
        assert_eq!(count, 0, "texts still reach the number");
        store::consent::record(&mut tx, NOW, said(Channel::Sms)).await.expect("recorded");
        suppression::add(&mut tx, NOW, Channel::Sms, "+15550100", "hard-bounce").await.expect("suppressed");
        let facts = gate_facts(&mut tx, NOW, &claimed, None, &rules).await.expect("read");
        assert_eq!((facts.consent, facts.suppressed), (Some(ConsentStatus::Denied), true));
        let count: i64 = sqlx::query_scalar(gone).fetch_one(&mut *tx).await.expect("read");
        assert_eq!(count, 1, "nothing reaches the number any more");
    })
    .await;
}

#[tokio::test]
async fn content_of_another_channel_is_no_message() {
    on_both(async |db| {
        let wrong = NewMessage { channel: Channel::Sms, ..message("wrong") };
        let mut tx = db.begin().await.expect("begins");
        assert!(enqueue(&mut tx, NOW, wrong).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn a_patient_is_reached_at_an_address_of_the_channel() {
    on_both(async |db| {
        let mut tx = db.begin().await.expect("begins");
        let patient: i64 = sqlx::query_scalar(
            "INSERT INTO patient (uid, given, family, name_search, created_at, updated_at)
             VALUES ('p', 'Elizabeth', 'Moore', 'elizabeth', 0, 0) RETURNING id",
        )
        .fetch_one(&mut *tx)
        .await
        .expect("a patient");
        for (system, address) in [("email", "e@example.org"), ("phone", "+15550100")] {
            sqlx::query("INSERT INTO contact_point (patient_id, system, address) VALUES ($1, $2, $3)")
                .bind(patient)
                .bind(system)
                .bind(address)
                .execute(&mut *tx)
                .await
                .expect("an address");
        }
        for (channel, expected) in [
            (Channel::Email, Some("e@example.org")),
            (Channel::Sms, Some("+15550100")),
            (Channel::Voice, Some("+15550100")),
            (Channel::Post, None),
        ] {
            let found = store::consent::address_of(&mut tx, patient, channel).await.expect("read");
            assert_eq!(found.as_deref(), expected, "{channel}");
        }
    })
    .await;
}
