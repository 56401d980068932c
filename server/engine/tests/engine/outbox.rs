//! Sending, played through with a real mail server, virtual time and a worker that dies at the worst moment.

use channels::testing::TestServer;
use channels::{Couriers, Security, Smtp, SmtpSettings};
use engine::Services;
use engine::outbox::*;
use shared::consent::{Channel, ConsentStatus, Purpose};
use shared::messages::{Document, Header, MessageStatus, OriginKind, PauseReason};
use shared::paging::PageQuery;
use shared::people::{Organization, ViewSentMessages};
use shared::time::Millis;
use std::collections::BTreeMap;
use std::time::Duration;
use store::consent::Said;
use store::outbox::{self, Content, NewMessage, Origin, WrittenEmail};
use store::testing::on_both;
use store::{Db, Permit, settings, templates};

struct World {
    services: Services,
    server: TestServer,
}

impl World {
    async fn new(db: Db) -> Self {
        let server = TestServer::start().await;
        let couriers = Couriers::sandbox().with_email(server.courier(Duration::from_millis(300)));
        let services = Services { couriers, ..Services::sandbox(db, "https://outreach.lamna.example") };
        let organization = Organization {
            name: "Lamna Healthcare".into(),
            postal_address: "12 Harbour Street".into(),
            sender_address: "news@lamna.example".into(),
            ..Organization::default()
        };
        let world = Self { services, server };
        world.organization(&organization).await;
        world
    }

    async fn organization(&self, organization: &Organization) {
        let mut tx = self.services.db.begin().await.expect("begins");
        settings::set(&mut tx, settings::ORGANIZATION, organization, self.services.now()).await.expect("set");
        tx.commit().await.expect("committed");
    }

    async fn queue(&self, address: &str, purpose: Purpose, content: Content) {
        self.queue_message(self.message(address, purpose, content)).await;
    }

    fn message(&self, address: &str, purpose: Purpose, content: Content) -> NewMessage {
        NewMessage {
            key: format!("run/1/{address}/{}", purpose.code()),
            channel: Channel::Email,
            patient: None,
            address: address.into(),
            recipient_name: "Elizabeth Moore".into(),
            purpose,
            content,
            not_before: self.services.now(),
            send_by: None,
            origin: Origin { kind: OriginKind::Event, uid: "e1".into(), node: None },
        }
    }

    async fn queue_message(&self, new: NewMessage) {
        let mut tx = self.services.db.begin().await.expect("begins");
        outbox::enqueue(&mut tx, self.services.now(), new).await.expect("queued").expect("new");
        tx.commit().await.expect("committed");
    }

    async fn statuses(&self) -> BTreeMap<String, MessageStatus> {
        let permit = Permit::<ViewSentMessages>::system("test");
        let query = PageQuery { size: 200, ..PageQuery::default() };
        let rows =
            outbox::list(&self.services.db, &permit, self.services.now(), &query, None).await.expect("read").rows;
        rows.into_iter().map(|row| (row.address.reveal().clone(), row.status.known().expect("a status"))).collect()
    }

    async fn run(&self) {
        while round(&self.services).await.expect("a round") > 0 {}
    }

    fn copies_at_most_one(&self) {
        let mut to: Vec<String> = self.server.received().into_iter().map(|message| message.to).collect();
        let all = to.len();
        to.sort();
        to.dedup();
        assert_eq!(to.len(), all, "somebody got two");
    }
}

fn ready() -> Content {
    Content::Email(WrittenEmail {
        subject: "Hello".into(),
        html: "<p>Hi</p>".into(),
        text: "Hi".into(),
        attachments: vec![],
    })
}

#[tokio::test]
async fn a_template_is_personalised_tracked_and_can_be_left() {
    on_both(async |db| {
        let world = World::new(db).await;
        let (db, now) = (&world.services.db, world.services.now());
        let mut document = Document::blank();
        document.header = Header {
            subject: "Hi {{patient.first_name|there}}".into(),
            sender_name: "Lamna".into(),
            sender_address: "news@lamna.example".into(),
            ..Header::default()
        };
        shared::messages::insert(
            &mut document,
            1,
            shared::messages::Content::Button {
                label: "Register".into(),
                url: "{{links.events}}".into(),
                align: Default::default(),
            },
        );
        let permit = Permit::system("test");
        let mut tx = db.begin().await.expect("begins");
        let id = templates::create(&mut tx, &permit, now, "Invitation", &document.into()).await.expect("created");
        tx.commit().await.expect("committed");
        templates::go_live(db, &permit, now, id, 1).await.expect("live");
        let version = templates::live(db).await.expect("read").remove(0).version_key;
        let merge = BTreeMap::from([("patient.first_name".to_owned(), "Elizabeth".to_owned())]);
        world.queue("elizabeth@example.org", Purpose::Event, Content::Template { version, merge }).await;
        world.run().await;
        let received = world.server.received();
        assert_eq!(received.len(), 1);
        let wire = received[0].data.replace("=\r\n", "").replace("=3D", "=");
        assert!(wire.contains("Subject: Hi Elizabeth"), "{wire}");
        let link = |prefix: &str| {
            let start = wire.find(prefix).unwrap_or_else(|| panic!("{prefix} in {wire}")) + prefix.len();
            wire[start..start + 43].to_owned()
        };
        let click = link("https://outreach.lamna.example/c/");
        let target = outbox::follow(db, now, &click).await.expect("followed");
        assert_eq!(target.as_deref(), Some("https://outreach.lamna.example/events"));
        let manage = outbox::manage(db, &link("https://outreach.lamna.example/unsubscribe/")).await.expect("read");
        assert_eq!(manage.expect("known").address, "elizabeth@example.org");
        assert!(wire.contains("https://outreach.lamna.example/o/"));
    })
    .await;
}

#[tokio::test]
async fn the_gate_is_asked_again_at_the_last_moment() {
    on_both(async |db| {
        let world = World::new(db).await;
        world.queue("elizabeth@example.org", Purpose::Event, ready()).await;
        world.queue("casey@example.org", Purpose::Event, ready()).await;
        world.queue("jessie@example.org", Purpose::Marketing, ready()).await;
        // Between queueing and sending Elizabeth says no.
        let mut tx = world.services.db.begin().await.expect("begins");
        let said = Said {
            address: "elizabeth@example.org",
            channel: Channel::Email,
            purpose: Purpose::Event,
            status: ConsentStatus::Denied,
            source: "preference-page",
            text_version: "1",
            actor: "recipient",
            patient: None,
        };
        store::consent::record(&mut tx, world.services.now(), said).await.expect("recorded");
        tx.commit().await.expect("committed");
        world.run().await;
        let to: Vec<String> = world.server.received().into_iter().map(|message| message.to).collect();
        assert_eq!(to, ["casey@example.org"]);
        let statuses = world.statuses().await;
        assert_eq!(statuses["elizabeth@example.org"], MessageStatus::Refused);
        assert_eq!(statuses["jessie@example.org"], MessageStatus::Refused, "marketing without consent");
    })
    .await;
}

#[tokio::test]
async fn each_answer_of_the_mail_server_has_its_consequence() {
    on_both(async |db| {
        let world = World::new(db).await;
        for who in ["ok", "gone", "busy", "blocked", "drop", "slow"] {
            world.queue(&format!("{who}@example.org"), Purpose::Event, ready()).await;
        }
        world.run().await;
        let statuses = world.statuses().await;
        let of = |who: &str| statuses[&format!("{who}@example.org")];
        assert_eq!(of("ok"), MessageStatus::Sent);
        assert_eq!(of("gone"), MessageStatus::Failed);
        assert_eq!(of("busy"), MessageStatus::Queued);
        assert_eq!(of("blocked"), MessageStatus::Failed);
        assert_eq!(of("drop"), MessageStatus::InDoubt);
        assert_eq!(of("slow"), MessageStatus::InDoubt);
        // Nothing in doubt goes out again by itself, and what is busy is given up in the end.
        for _ in 0..24 {
            world.services.clock.advance(Millis::hours(5));
            world.run().await;
        }
        assert_eq!(world.statuses().await["busy@example.org"], MessageStatus::Queued, "days of trouble lose nothing");
        for _ in 0..24 {
            world.services.clock.advance(Millis::hours(5));
            world.run().await;
        }
        let statuses = world.statuses().await;
        assert_eq!(statuses["busy@example.org"], MessageStatus::Expired);
        assert_eq!(statuses["drop@example.org"], MessageStatus::InDoubt);
        world.copies_at_most_one();
        assert!(
            store::suppression::reason(&world.services.db, Channel::Email, "gone@example.org")
                .await
                .expect("read")
                .is_some()
        );
        assert!(
            store::suppression::reason(&world.services.db, Channel::Email, "blocked@example.org")
                .await
                .expect("read")
                .is_none()
        );
    })
    .await;
}

#[tokio::test]
async fn a_worker_killed_between_the_call_and_the_record_leaves_doubt_and_no_second_copy() {
    on_both(async |db| {
        let world = World::new(db).await;
        for n in 0..20 {
            world.queue(&format!("e{n}@example.org"), Purpose::Event, ready()).await;
        }
        // One that is taken but never answered keeps the round alive while the others are being sent.
        world.queue("slow@example.org", Purpose::Event, ready()).await;
        // The worker dies at different moments: after so many messages have been taken.
        for deaths in 1..6 {
            tokio::select! {
                _ = round(&world.services) => {}
                () = async {
                    for _ in 0..deaths * 2 {
                        world.server.taken.notified().await;
                    }
                } => {}
            }
            world.services.clock.advance(Millis::minutes(16));
        }
        world.run().await;
        world.services.clock.advance(Millis::days(1));
        world.run().await;
        world.copies_at_most_one();
        let statuses = world.statuses().await;
        for (address, status) in &statuses {
            assert!(matches!(status, MessageStatus::Sent | MessageStatus::InDoubt), "{address}: {status:?}");
        }
        let received: Vec<String> = world.server.received().into_iter().map(|message| message.to).collect();
        for (address, status) in statuses {
            if status == MessageStatus::Sent {
                assert!(received.contains(&address), "{address} counts as sent but was not");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_mail_server_that_is_away_for_days_loses_nothing_and_is_not_asked_for_each_message() {
    on_both(async |db| {
        let world = World::new(db).await;
        for n in 0..20 {
            world.queue(&format!("e{n}@example.org"), Purpose::Event, ready()).await;
        }
        let away = Services { couriers: Couriers::sandbox().with_email(nobody_listens()), ..world.services.clone() };
        for _ in 0..100 {
            while round(&away).await.expect("a round") > 0 {}
            world.services.clock.advance(Millis::hours(2));
        }
        let pauses = outbox::pauses(&world.services.db).await.expect("read");
        assert!(matches!(&pauses[..], [pause] if pause.reason == PauseReason::Unreachable), "{pauses:?}");
        assert!(world.statuses().await.values().all(|status| *status == MessageStatus::Queued));
        world.run().await;
        assert!(outbox::pauses(&world.services.db).await.expect("read").is_empty());
        assert_eq!(world.server.received().len(), 20);
        world.copies_at_most_one();
    })
    .await;
}

/// A courier to a port where nobody answers.
fn nobody_listens() -> Smtp {
    let settings = SmtpSettings {
        host: "127.0.0.1".into(),
        port: 9,
        security: Security::None,
        username: None,
        password: None,
        rate: 0,
        return_path: None,
        patience: Duration::from_millis(300),
    };
    Smtp::new(settings).expect("loopback needs no encryption")
}

#[tokio::test]
async fn a_stop_while_the_channel_keeps_its_pace_puts_no_message_in_doubt() {
    on_both(async |db| {
        let mut world = World::new(db).await;
        let settings = SmtpSettings {
            host: "127.0.0.1".into(),
            port: world.server.port,
            security: Security::None,
            username: None,
            password: None,
            rate: 1,
            return_path: None,
            patience: Duration::from_millis(300),
        };
        world.services.couriers = Couriers::sandbox().with_email(Smtp::new(settings).expect("a courier"));
        for n in 0..3 {
            world.queue(&format!("paced{n}@example.org"), Purpose::Event, ready()).await;
        }
        // Another process has the next hour: these go back to the queue.
        let mut tx = world.services.db.begin().await.expect("begins");
        outbox::reserve(&mut tx, world.services.now(), Channel::Email, 1, 3_600).await.expect("reserved");
        tx.commit().await.expect("committed");
        round_of(&world.services, Channel::Email).await.expect("a round");
        assert!(world.statuses().await.values().all(|status| *status == MessageStatus::Queued));
        let mut tx = world.services.db.begin().await.expect("begins");
        outbox::give_back(&mut tx, Channel::Email, 1, 3_540).await.expect("given back");
        tx.commit().await.expect("committed");
        world.services.stop.cancel();
        round_of(&world.services, Channel::Email).await.expect("ends at once");
        let statuses = world.statuses().await;
        assert!(statuses.values().all(|status| *status == MessageStatus::Queued), "{statuses:?}");
        assert!(world.server.received().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_server_that_refuses_everything_stops_the_channel_and_suppresses_nobody() {
    on_both(async |db| {
        let world = World::new(db).await;
        for n in 0..30 {
            world.queue(&format!("blocked{n}@example.org"), Purpose::Event, ready()).await;
        }
        world.run().await;
        let statuses = world.statuses().await;
        let failed = statuses.values().filter(|status| **status == MessageStatus::Failed).count();
        assert_eq!(failed, 8, "the first that were handed over together, and no more");
        let pauses = outbox::pauses(&world.services.db).await.expect("read");
        assert!(matches!(&pauses[..], [pause] if pause.reason == PauseReason::Refusing), "{pauses:?}");
        for address in statuses.keys() {
            let suppressed = store::suppression::reason(&world.services.db, Channel::Email, address).await;
            assert_eq!(suppressed.expect("read"), None);
        }
        // Staff mend it and send again what was refused, in one act.
        let permit = Permit::<ViewSentMessages>::system("test");
        let now = world.services.now();
        let again = outbox::send_all_again(&world.services.db, &permit, now, now - Millis::days(1)).await;
        assert_eq!(again.expect("queued"), 8);
    })
    .await;
}

#[tokio::test]
async fn words_that_an_address_is_unknown_must_be_said_on_two_days() {
    on_both(async |db| {
        let world = World::new(db).await;
        let suppressed = async || {
            store::suppression::reason(&world.services.db, Channel::Email, "unknown@example.org").await.expect("read")
        };
        for (purpose, later, expected) in [
            (Purpose::Event, Millis::hours(1), None),
            (Purpose::Treatment, Millis::days(1), None),
            (Purpose::Transactional, Millis::days(1), Some("hard-bounce".to_owned())),
        ] {
            world.queue("unknown@example.org", purpose, ready()).await;
            world.run().await;
            assert_eq!(suppressed().await, expected, "{purpose}");
            world.services.clock.advance(later);
        }
    })
    .await;
}

#[tokio::test]
async fn who_waits_for_an_answer_is_served_before_a_mailing() {
    on_both(async |db| {
        let world = World::new(db).await;
        for n in 0..100 {
            world.queue(&format!("e{n}@example.org"), Purpose::Event, ready()).await;
        }
        world.queue("asked@example.org", Purpose::Transactional, ready()).await;
        round(&world.services).await.expect("a round");
        let to: Vec<String> = world.server.received().into_iter().map(|message| message.to).collect();
        assert!(to.iter().position(|to| to == "asked@example.org").is_some_and(|place| place < 8), "{to:?}");
    })
    .await;
}

#[tokio::test]
async fn what_is_too_late_is_not_sent() {
    on_both(async |db| {
        let world = World::new(db).await;
        let mut late = world.message("late@example.org", Purpose::Event, ready());
        late.send_by = Some(world.services.now() + Millis::hours(1));
        world.queue_message(late).await;
        world.services.clock.advance(Millis::hours(2));
        world.run().await;
        assert_eq!(world.statuses().await["late@example.org"], MessageStatus::Expired);
        assert!(world.server.received().is_empty());
    })
    .await;
}

#[tokio::test]
async fn two_workers_side_by_side_send_each_message_once() {
    on_both(async |db| {
        let world = World::new(db).await;
        for n in 0..100 {
            world.queue(&format!("e{n}@example.org"), Purpose::Event, ready()).await;
        }
        tokio::join!(world.run(), world.run(), world.run());
        assert_eq!(world.server.received().len(), 100);
        world.copies_at_most_one();
    })
    .await;
}

#[tokio::test]
async fn quiet_hours_hold_a_message_until_the_recipients_morning() {
    on_both(async |db| {
        let world = World::new(db).await;
        let minute = world.services.now().0.div_euclid(60_000).rem_euclid(1440);
        // The window opens at the full hour after next.
        let organization = Organization {
            name: "Lamna".into(),
            sender_address: "news@lamna.example".into(),
            time_zone: "Etc/UTC".into(),
            quiet_email: true,
            quiet_until_hour: ((minute / 60 + 2) % 24) as u8,
            quiet_from_hour: ((minute / 60 + 12) % 24) as u8,
            ..Organization::default()
        };
        world.organization(&organization).await;
        world.queue("elizabeth@example.org", Purpose::Event, ready()).await;
        world.run().await;
        assert_eq!(world.statuses().await["elizabeth@example.org"], MessageStatus::Held);
        assert!(world.server.received().is_empty());
        world.services.clock.advance(Millis::hours(2));
        world.run().await;
        assert_eq!(world.server.received().len(), 1);
    })
    .await;
}
