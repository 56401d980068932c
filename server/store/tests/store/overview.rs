use shared::activity::ActivityKind;
use shared::consent::{Channel, Purpose};
use shared::messages::OriginKind;
use shared::noun::Noun;
use shared::overview::{Attention, Counts, KeyFigures};
use shared::time::UtcMillis;
use store::Permit;
use store::db::Db;
use store::outbox::{self, Content, NewMessage, Origin, WrittenEmail};
use store::overview::*;
use store::testing::on_both;

const NOW: UtcMillis = UtcMillis(1_795_000_000_000);

#[tokio::test]
async fn an_empty_house_says_what_is_missing() {
    on_both(async |db| {
        let home = overview(&db, &Permit::system("test"), NOW).await.expect("read");
        assert_eq!(home.figures, KeyFigures::default());
        assert_eq!(home.attention, [Attention::NoPostalAddress, Attention::NoSender, Attention::NoPatients]);
    })
    .await;
}

async fn sent(db: &Db, origin: OriginKind, opened_at: Option<i64>) {
    let new = NewMessage {
        key: origin.code().into(),
        channel: Channel::Email,
        patient: None,
        address: "elizabeth@example.org".into(),
        recipient_name: "Elizabeth Moore".into(),
        purpose: Purpose::Event,
        content: Content::Email(WrittenEmail {
            subject: String::new(),
            html: String::new(),
            text: String::new(),
            attachments: vec![],
        }),
        not_before: NOW,
        send_by: None,
        origin: Origin { kind: origin, uid: "u".into(), node: None },
    };
    let mut tx = db.begin().await.expect("begun");
    let id = outbox::enqueue(&mut tx, NOW, new).await.expect("queued").expect("new");
    sqlx::query("UPDATE outbox SET status = 'sent', sent_at = $1, opened_at = $2 WHERE id = $3")
        .bind(NOW.0)
        .bind(opened_at)
        .bind(id)
        .execute(&mut *tx)
        .await
        .expect("sent");
    tx.commit().await.expect("kept");
}

#[tokio::test]
async fn a_test_message_counts_in_no_figure() {
    on_both(async |db| {
        sent(&db, OriginKind::Journey, Some(NOW.0)).await;
        sent(&db, OriginKind::Event, None).await;
        sent(&db, OriginKind::Test, Some(NOW.0)).await;
        let home = overview(&db, &Permit::system("test"), NOW).await.expect("read");
        assert_eq!((home.figures.sent, home.figures.opened), (2, 1));
        // Head and chart are read from the same rows.
        let hours: Vec<_> = home.hours.iter().map(|hour| (NOW.0 - hour.starts.0 < 3_600_000, hour.counts)).collect();
        assert_eq!(hours, [(true, Counts { sent: 2, opened: 1, registered: 0 })], "in one hour");
    })
    .await;
}

#[tokio::test]
async fn the_same_happening_is_told_once_with_its_count() {
    on_both(async |db| {
        let mut tx = db.begin().await.expect("begun");
        for minute in 0..3 {
            let activity = store::activity::Activity {
                at: UtcMillis(NOW.0 - minute * 60_000),
                patient: None,
                kind: ActivityKind::MessageSent,
                subject_uid: "u".into(),
                summary: "Invitation sent".into(),
            };
            store::activity::record(&mut tx, activity).await.expect("written");
        }
        tx.commit().await.expect("kept");
        let home = overview(&db, &Permit::system("test"), NOW).await.expect("read");
        assert_eq!(home.happened.len(), 1);
        assert_eq!((home.happened[0].times, home.happened[0].at), (3, NOW));
    })
    .await;
}

#[tokio::test]
async fn names_are_found_by_any_part_and_a_percent_sign_is_only_itself() {
    on_both(async |db| {
        sqlx::query(
            "INSERT INTO event (uid, status, stage, name, search_text, format, fields, created_at, updated_at)
             VALUES ('0198c0de-0000-7000-8000-000000000001', 'draft', 'preliminaries', 'Healthy Eye Seminar', '', 'online', '{}', 0, 0)",
        )
        .execute(db.read())
        .await
        .expect("event");
        let permit = Permit::system("test");
        let names = named(&db, &permit, "EYE").await.expect("found");
        assert_eq!(names.iter().map(|named| named.thing.noun).collect::<Vec<_>>(), [Noun::Event]);
        assert!(named(&db, &permit, "%").await.expect("found").is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_a_later_version_wrote_is_shown_as_unknown_at_home() {
    on_both(async |db| {
        sqlx::query(
            "INSERT INTO activity (at, kind, subject, subject_uid, template_uid, summary)
             VALUES ($1, 'from-the-future', 'postcard', 'p', '', 'Season')",
        )
        .bind(NOW.0)
        .execute(db.read())
        .await
        .expect("written");
        let home = overview(&db, &Permit::system("test"), NOW).await.expect("read");
        assert_eq!(home.happened.len(), 1);
        assert_eq!((home.happened[0].kind.label(), home.happened[0].kind.code()), ("Unknown", "from-the-future"));
        assert_eq!(home.happened[0].about, None);
    })
    .await;
}
