//! A message in several languages: who gets which.

use engine::Services;
use engine::outbox::round;
use shared::consent::{Channel, Purpose};
use shared::language::Language;
use shared::messages::{OriginKind, SmsDocument};
use shared::people::{EditMessages, ViewSentMessages};
use shared::time::Millis;
use std::collections::BTreeMap;
use store::outbox::{self, Content, NewMessage, Origin};
use store::testing::on_both;
use store::{Permit, StoreError, templates};

#[tokio::test]
async fn everybody_gets_the_message_in_their_language_and_the_original_where_there_is_none() {
    on_both(async |db| {
        let services = Services::sandbox(db.clone(), "https://o.example");
        let day = 86_400_000;
        services.clock.advance(Millis(day - services.now().0.rem_euclid(day) + 18 * 3_600_000));
        let permit = Permit::<EditMessages>::system("test");
        let now = services.now();
        let text = |words: &str| SmsDocument::new(Purpose::Event, &format!("{{{{organization.name}}}}: {words} STOP"));
        let mut tx = db.begin().await.expect("begins");
        let original = templates::create(&mut tx, &permit, now, "Hi", &text("Come in").into()).await.expect("made");
        tx.commit().await.expect("committed");
        templates::go_live(&db, &permit, now, original, 1).await.expect("live");
        let variant = templates::add_variant(&db, &permit, now, original, Language::Spanish).await.expect("added");
        let again = templates::add_variant(&db, &permit, now, original, Language::Spanish).await;
        assert!(again.is_err(), "one variant a language");
        let nested = templates::add_variant(&db, &permit, now, variant, Language::English).await;
        assert!(matches!(nested, Err(StoreError::Conflict(_))), "{nested:?}");
        templates::save(&db, &permit, now, variant, 1, &text("Pase adelante").into()).await.expect("saved");
        let choices = templates::live(&db).await.expect("read");
        assert_eq!(choices.len(), 1, "a journey chooses the original");
        let version = choices[0].version_key;
        let send = async |key: &str, language: &str| {
            let mut tx = db.begin().await.expect("begins");
            let patient: i64 = sqlx::query_scalar(
                "INSERT INTO patient (uid, given, family, name_search, language, created_at, updated_at)
                 VALUES ($1, 'E', 'M', 'e', $2, 0, 0) RETURNING id",
            )
            .bind(key)
            .bind(language)
            .fetch_one(&mut *tx)
            .await
            .expect("a patient");
            let new = NewMessage {
                key: key.into(),
                channel: Channel::Sms,
                patient: Some(patient),
                address: "+12175550123".into(),
                recipient_name: "E M".into(),
                purpose: Purpose::Event,
                content: Content::Template { version, merge: BTreeMap::new() },
                not_before: services.now(),
                send_by: None,
                origin: Origin { kind: OriginKind::Event, uid: String::new(), node: None },
            };
            outbox::enqueue(&mut tx, now, new).await.expect("queued");
            tx.commit().await.expect("committed");
            while round(&services).await.expect("a round") > 0 {}
            let looker = Permit::<ViewSentMessages>::system("test");
            let rows = outbox::list(&db, &looker, now, &Default::default(), None).await.expect("read").rows;
            rows[0].subject.clone()
        };
        assert!(send("draft", "es-MX").await.contains("Come in"), "a draft is not sent");
        templates::go_live(&db, &permit, now, variant, 2).await.expect("live");
        assert!(send("spanish", "es-MX").await.contains("Pase adelante"));
        assert!(send("english", "en-US").await.contains("Come in"));
        assert!(send("french", "fr").await.contains("Come in"));
    })
    .await;
}

#[tokio::test]
async fn the_figures_of_a_message_say_what_became_of_it() {
    on_both(async |db| {
        let services = Services::sandbox(db.clone(), "https://o.example");
        let day = 86_400_000;
        services.clock.advance(Millis(day - services.now().0.rem_euclid(day) + 18 * 3_600_000));
        let permit = Permit::<EditMessages>::system("test");
        let now = services.now();
        let text = SmsDocument::new(Purpose::Event, "{{organization.name}}: {{links.events}} Reply STOP to opt out.");
        let mut tx = db.begin().await.expect("begins");
        let id = templates::create(&mut tx, &permit, now, "Hi", &text.into()).await.expect("made");
        tx.commit().await.expect("committed");
        templates::go_live(&db, &permit, now, id, 1).await.expect("live");
        let version = templates::live(&db).await.expect("read")[0].version_key;
        for (key, address) in [("a", "+12175550123"), ("b", "+12175550124"), ("c", "")] {
            let mut tx = db.begin().await.expect("begins");
            let new = NewMessage {
                key: key.into(),
                channel: Channel::Sms,
                patient: None,
                address: address.into(),
                recipient_name: String::new(),
                purpose: Purpose::Event,
                content: Content::Template { version, merge: BTreeMap::new() },
                not_before: now,
                send_by: None,
                origin: Origin { kind: OriginKind::Event, uid: String::new(), node: None },
            };
            outbox::enqueue(&mut tx, now, new).await.expect("queued");
            tx.commit().await.expect("committed");
        }
        while round(&services).await.expect("a round") > 0 {}
        let viewer = Permit::<shared::people::ViewOutreach>::system("test");
        let reader = Permit::<shared::people::ViewPatients>::system("test");
        let found = templates::insight(&db, &viewer, Some(&reader), id).await.expect("read");
        assert_eq!((found.sent, found.queued, found.failed), (2, 0, 0));
        assert_eq!(found.refused, [(shared::consent::Refusal::NoAddress, 1)]);
        assert_eq!((found.days.len(), found.links.len()), (1, 1));
        assert_eq!((found.links[0].messages, found.links[0].followed), (2, 0));
        let coarse = templates::insight(&db, &viewer, None, id).await.expect("read");
        assert_eq!((coarse.sent, coarse.refused.len(), coarse.coarse), (0, 0, true), "few people are not told");
    })
    .await;
}
