//! Text messages from a journey's template to the phone and back: what is sent, what is answered, and what that stops.

use channels::Couriers;
use channels::testing::TestTwilio;
use engine::Services;
use engine::outbox::round;
use shared::consent::{Channel, ConsentStatus, Purpose};
use shared::messages::{Delivery, DeliveryChange, Inbound, MessageStatus, OriginKind, Shown, SmsDocument};
use shared::paging::PageQuery;
use shared::people::{EditMessages, Organization, ViewSentMessages};
use shared::time::{Millis, UtcMillis};
use std::collections::BTreeMap;
use std::time::Duration;
use store::inbound::{self, Received};
use store::outbox::{self, Content, NewMessage, Origin, WrittenSms, WrittenVoice};
use store::testing::on_both;
use store::{Db, Permit, settings, templates};

const NUMBER: &str = "+12175550123";

struct World {
    services: Services,
    twilio: TestTwilio,
}

impl World {
    /// At noon in Chicago, when texts may go out.
    async fn new(db: Db) -> Self {
        let twilio = TestTwilio::start().await;
        let couriers = Couriers::sandbox().with_sms(twilio.texts(Duration::from_millis(300)));
        let services = Services { couriers, ..Services::sandbox(db, "https://o.example") };
        let now = services.now();
        let day = 86_400_000;
        services.clock.advance(Millis(day - now.0.rem_euclid(day) + 18 * 3_600_000));
        let organization = Organization { name: "Lamna Healthcare".into(), ..Organization::default() };
        let mut tx = services.db.begin().await.expect("begins");
        settings::set(&mut tx, settings::ORGANIZATION, &organization, services.now()).await.expect("set");
        tx.commit().await.expect("committed");
        Self { services, twilio }
    }

    fn now(&self) -> UtcMillis {
        self.services.now()
    }

    async fn queue(&self, key: &str, to: &str, purpose: Purpose, content: Content) {
        self.queue_by(Channel::Sms, key, to, purpose, content).await;
    }

    async fn queue_by(&self, channel: Channel, key: &str, to: &str, purpose: Purpose, content: Content) {
        let new = NewMessage {
            key: key.into(),
            channel,
            patient: None,
            address: to.into(),
            recipient_name: "Elizabeth Moore".into(),
            purpose,
            content,
            not_before: self.now(),
            send_by: None,
            origin: Origin { kind: OriginKind::Event, uid: "e1".into(), node: None },
        };
        let mut tx = self.services.db.begin().await.expect("begins");
        outbox::enqueue(&mut tx, self.now(), new).await.expect("queued").expect("new");
        tx.commit().await.expect("committed");
    }

    async fn run(&self) {
        while round(&self.services).await.expect("a round") > 0 {}
    }

    /// Newest first: id, status, why it was refused.
    async fn messages(&self) -> Vec<(String, MessageStatus, Option<String>)> {
        let permit = Permit::<ViewSentMessages>::system("test");
        let query = PageQuery { size: 200, ..PageQuery::default() };
        let rows = outbox::list(&self.services.db, &permit, self.now(), &query, None).await.expect("read").rows;
        let line = |row: shared::messages::MessageRow| {
            (row.id.to_string(), row.status.known().expect("a status"), row.refusal.map(|why| why.to_string()))
        };
        rows.into_iter().map(line).collect()
    }

    async fn hears(&self, key: &str, text: &str) -> Option<inbound::Understood> {
        let received = Received { channel: Channel::Sms, provider_key: key, from: NUMBER, to: "+12175550199", text };
        inbound::receive(&self.services.db, self.now(), &received).await.expect("kept")
    }
}

fn hello() -> Content {
    Content::Sms(WrittenSms { text: "Lamna Healthcare: hello. Reply STOP to opt out.".into() })
}

#[tokio::test]
async fn a_template_becomes_a_text_with_short_links_that_lead_on() {
    on_both(async |db| {
        let world = World::new(db).await;
        let (db, now) = (&world.services.db, world.now());
        let document = SmsDocument::new(
            Purpose::Event,
            "Hi {{patient.first_name|there}}, {{organization.name}} invites you: {{links.events}} Manage: {{links.preferences}} Reply STOP to opt out.",
        );
        let permit = Permit::<EditMessages>::system("test");
        let mut tx = db.begin().await.expect("begins");
        let id = templates::create(&mut tx, &permit, now, "Text", &document.into()).await.expect("created");
        tx.commit().await.expect("committed");
        templates::go_live(db, &permit, now, id, 1).await.expect("live");
        let choice = templates::live(db).await.expect("read").remove(0);
        assert_eq!(choice.channel, Channel::Sms);
        let merge = BTreeMap::from([("patient.first_name".to_owned(), "Elizabeth".to_owned())]);
        let version = choice.version_key;
        world.queue("one", NUMBER, Purpose::Event, Content::Template { version, merge }).await;
        world.run().await;
        let taken = world.twilio.taken().remove(0);
        let text = taken.value("Body");
        assert!(text.starts_with("Hi Elizabeth, Lamna Healthcare invites you: https://o.example/t/"), "{text}");
        let token = text.split("/t/").nth(1).and_then(|rest| rest.split_whitespace().next()).expect("a link");
        assert_eq!(token.len(), shared::messages::SHORT_TOKEN);
        let url = outbox::follow(db, now, token).await.expect("followed");
        assert_eq!(url.as_deref(), Some("https://o.example/events"));
        let manage = text.split("/preferences/").nth(1).and_then(|rest| rest.split_whitespace().next());
        let opened = outbox::manage(db, manage.expect("a link")).await.expect("read").expect("known");
        assert_eq!((opened.channel, opened.address.as_str()), (Channel::Sms, NUMBER));
        let (uid, status, _) = world.messages().await.remove(0);
        assert_eq!(status, MessageStatus::Sent);
        assert!(taken.value("StatusCallback").ends_with(&uid));
    })
    .await;
}

#[tokio::test]
async fn stop_holds_at_once_also_for_what_is_queued_and_start_takes_it_back() {
    on_both(async |db| {
        let world = World::new(db).await;
        world.queue("care", NUMBER, Purpose::Treatment, hello()).await;
        world.queue("event", NUMBER, Purpose::Event, hello()).await;
        let understood = world.hears("SM1", " Stop! ").await.expect("new");
        assert_eq!((understood.answered.meaning, understood.already), (Inbound::Stop, false));
        world.run().await;
        assert!(world.twilio.taken().is_empty(), "nothing leaves after STOP");
        for (_, status, why) in world.messages().await {
            assert_eq!((status, why.as_deref()), (MessageStatus::Refused, Some("consent-denied")));
        }
        assert!(world.hears("SM1", "STOP").await.is_none(), "the same message twice is one");
        assert!(world.hears("SM2", "STOP").await.expect("new").already, "one confirmation, then silence");
        let mut tx = world.services.db.begin().await.expect("begins");
        let voice = store::consent::current(&mut tx, NUMBER, Channel::Voice, Purpose::Treatment).await.expect("read");
        assert_eq!(voice, None, "calls were not refused");
        drop(tx);
        assert!(!world.hears("SM3", "START").await.expect("new").already);
        let mut tx = world.services.db.begin().await.expect("begins");
        for (purpose, expected) in [
            (Purpose::Treatment, ConsentStatus::Granted),
            (Purpose::Event, ConsentStatus::Granted),
            (Purpose::Marketing, ConsentStatus::Denied),
            (Purpose::Survey, ConsentStatus::Denied),
        ] {
            let now = store::consent::current(&mut tx, NUMBER, Channel::Sms, purpose).await.expect("read");
            assert_eq!(now, Some(expected), "{purpose}");
        }
        drop(tx);
        world.queue("again", NUMBER, Purpose::Event, hello()).await;
        world.run().await;
        assert_eq!(world.twilio.taken().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_answer_is_kept_and_stands_on_the_timeline_of_whose_number_it_is() {
    on_both(async |db| {
        let world = World::new(db).await;
        let mut tx = world.services.db.begin().await.expect("begins");
        let patient: i64 = sqlx::query_scalar(
            "INSERT INTO patient (uid, given, family, name_search, created_at, updated_at)
             VALUES ('p', 'Elizabeth', 'Moore', 'elizabeth', 0, 0) RETURNING id",
        )
        .fetch_one(&mut *tx)
        .await
        .expect("a patient");
        sqlx::query("INSERT INTO contact_point (patient_id, system, address) VALUES ($1, 'phone', $2)")
            .bind(patient)
            .bind(NUMBER)
            .execute(&mut *tx)
            .await
            .expect("a number");
        tx.commit().await.expect("committed");
        world.hears("SM1", "Can I bring my son?").await.expect("new");
        assert!(world.hears("SM1", "Can I bring my son?").await.is_none(), "kept twice");
        let kept: Vec<(String, String, Option<i64>)> =
            sqlx::query_as("SELECT meaning, body, patient_id FROM inbound_message")
                .fetch_all(world.services.db.read())
                .await
                .expect("read");
        assert_eq!(kept, [("free".to_owned(), "Can I bring my son?".to_owned(), Some(patient))]);
        let lines: Vec<(String, String)> = sqlx::query_as("SELECT kind, summary FROM activity WHERE patient_id = $1")
            .bind(patient)
            .fetch_all(world.services.db.read())
            .await
            .expect("read");
        assert_eq!(lines, [("reply-received".to_owned(), "Can I bring my son?".to_owned())]);
    })
    .await;
}

#[tokio::test]
async fn a_number_gets_one_reminder_a_day_and_three_a_week() {
    on_both(async |db| {
        let world = World::new(db).await;
        for day in 0..9 {
            for attempt in 0..2 {
                world.queue(&format!("{day}/{attempt}"), NUMBER, Purpose::Treatment, hello()).await;
            }
            world.run().await;
            world.services.clock.advance(Millis(86_460_000));
        }
        let refused = world.messages().await.into_iter().filter(|(_, _, why)| why.as_deref() == Some("frequency-cap"));
        assert_eq!(refused.count(), 18 - world.twilio.taken().len());
        // On days 1, 2 and 3, and on 8 and 9, when a week has passed since the first two.
        assert_eq!(world.twilio.taken().len(), 5);
    })
    .await;
}

#[tokio::test]
async fn a_voice_template_is_read_out_and_kept() {
    on_both(async |db| {
        let mut world = World::new(db).await;
        world.services.couriers = Couriers::sandbox().with_voice(world.twilio.calls(Duration::from_millis(300)));
        let content =
            Content::Voice(WrittenVoice { script: "Hello, please call us.".into(), ..WrittenVoice::default() });
        world.queue_by(Channel::Voice, "call", NUMBER, Purpose::Treatment, content).await;
        world.run().await;
        assert!(world.twilio.taken().remove(0).value("Twiml").contains("Hello, please call us."));
        let (uid, status, _) = world.messages().await.remove(0);
        assert_eq!(status, MessageStatus::Sent);
        let permit = Permit::<ViewSentMessages>::system("test");
        let view =
            outbox::find(&world.services.db, &permit, world.now(), uid.parse().expect("an id")).await.expect("there");
        let Some(Shown::Voice(shown)) = view.shown else { panic!("not a call") };
        assert_eq!((shown.script.reveal().as_str(), shown.seconds), ("Hello, please call us.", 2));
    })
    .await;
}

#[tokio::test]
async fn what_the_carrier_says_about_a_number_is_remembered() {
    on_both(async |db| {
        let world = World::new(db).await;
        let (gone, stopped) = ("+12175521614", "+12175521610");
        world.queue("gone", gone, Purpose::Event, hello()).await;
        world.queue("stopped", stopped, Purpose::Event, hello()).await;
        world.run().await;
        let db = &world.services.db;
        assert!(store::suppression::reason(db, Channel::Sms, gone).await.expect("read").is_some());
        assert!(store::suppression::reason(db, Channel::Voice, gone).await.expect("read").is_none(), "it takes calls");
        assert!(store::suppression::reason(db, Channel::Sms, stopped).await.expect("read").is_none());
        let said = store::consent::of_address(db, stopped, Channel::Sms).await.expect("read");
        assert_eq!(said.len(), 4, "every purpose is refused");
        let statuses: Vec<_> = world.messages().await.into_iter().map(|(_, status, why)| (status, why)).collect();
        assert_eq!(
            statuses,
            [(MessageStatus::Refused, Some("consent-denied".to_owned())), (MessageStatus::Failed, None)]
        );
    })
    .await;
}

#[tokio::test]
async fn reports_in_any_order_end_alike() {
    on_both(async |db| {
        let world = World::new(db).await;
        world.queue("one", NUMBER, Purpose::Event, hello()).await;
        world.queue("doubt", "+12175550000", Purpose::Event, hello()).await;
        world.run().await;
        let messages = world.messages().await;
        let (doubt, one) = (messages[0].0.clone(), messages[1].0.clone());
        assert_eq!(messages[0].1, MessageStatus::InDoubt);
        let db = &world.services.db;
        let report =
            async |uid: &str, what: Delivery| outbox::report(db, world.now(), uid, what, "said").await.expect("kept");
        assert_eq!(report(&one, Delivery::Delivered).await, Some(DeliveryChange::Delivered));
        for late in [Delivery::OnItsWay, Delivery::Delivered, Delivery::Undelivered { gone: true }] {
            assert_eq!(report(&one, late).await, None, "{late:?}");
        }
        assert_eq!(
            report(&doubt, Delivery::OnItsWay).await,
            Some(DeliveryChange::Sent),
            "nobody needs to ask any more"
        );
        assert_eq!(report(&doubt, Delivery::Undelivered { gone: true }).await, Some(DeliveryChange::Bounced));
        assert_eq!(report("nobody", Delivery::Delivered).await, None);
        let suppressed = store::suppression::reason(db, Channel::Sms, "+12175550000").await.expect("read");
        assert!(suppressed.is_some());
        let statuses: Vec<_> = world.messages().await.into_iter().map(|(_, status, _)| status).collect();
        assert_eq!(statuses, [MessageStatus::Failed, MessageStatus::Sent]);
    })
    .await;
}
