//! What the journey runner promises, played on both databases over virtual time, crashes included: everybody who enters is
//! waiting, done or exited; each gets each e-mail exactly once; nobody gets one before the start.

use crate::world::{self, START, World};
use engine::journeys::{Plans, claim_due, move_claimed, round_at, verdicts};
use shared::coded::Known;
use shared::consent::Channel;
use shared::journeys::{FinishReason, JourneyStatus, Kind, NodeId, NodeKind, OnLeave, Port, ReEntry, Unit, Wait};
use shared::messages::OriginKind;
use shared::paging::PageQuery;
use shared::time::{Millis, UtcMillis};
use store::changes::QueuedChange;
use store::journeys::{self, triggers};
use store::testing::on_both;
use store::{Permit, outbox};

const BEFORE: UtcMillis = UtcMillis(START.0 - 86_400_000);

#[tokio::test]
async fn each_member_gets_one_email_after_the_start_and_none_before() {
    on_both(async |db| {
        let world = World::new(db, 3).await;
        let journey = world.lab_journey(|_| {}).await;
        world.go_live(journey, BEFORE).await;
        assert_eq!(world.status(journey).await, JourneyStatus::GoingLive);
        round_at(&world.services, BEFORE).await.expect("round");
        assert_eq!(world.status(journey).await, JourneyStatus::Live);
        round_at(&world.services, UtcMillis(START.0 - 1)).await.expect("round");
        assert_eq!(world.messages().await, 0, "nothing before the start");
        assert_eq!(world.figures(journey).await.entered, 0);

        for minute in 0..3 {
            round_at(&world.services, START + Millis::minutes(minute)).await.expect("round");
        }
        let figures = world.figures(journey).await;
        assert_eq!((figures.entered, figures.waiting, figures.done, figures.exited), (3, 0, 3, 0));
        let email = &figures.nodes[&NodeId(3)];
        assert_eq!((email.came, email.went, email.messages.queued), (3, 3, 3));
        assert_eq!(world.messages_by_patient().await, [1, 1, 1]);
        world.check().await;

        let query = PageQuery { size: 2, ..PageQuery::default() };
        let permit = Permit::system("test");
        let passed = journeys::passed(&world.services.db, &permit, START, journey, NodeId(3), &query).await;
        let passed = passed.expect("looked at");
        assert_eq!((passed.total, passed.rows.len()), (3, 2));
        assert_eq!(passed.rows[0].outcome, "Message handed to the outbox");
        let seen: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM audit_patient")
            .fetch_one(world.services.db.read())
            .await
            .expect("a count");
        assert_eq!(seen, 2, "whom the page showed is written down");
    })
    .await;
}

#[tokio::test]
async fn a_crash_between_claim_and_commit_loses_and_doubles_nothing() {
    on_both(async |db| {
        let world = World::new(db, 450).await;
        let journey = world.lab_journey(|_| {}).await;
        world.go_live(journey, BEFORE).await;
        // The doors open, and the worker dies with a batch in its hands.
        let now = START;
        let mut plans = Plans::default();
        round_at(&world.services, BEFORE).await.expect("round");
        world.open_doors(now).await;
        let (token, dead) = claim_due(&world.services, now).await.expect("claimed");
        assert!(!dead.is_empty());
        round_at(&world.services, now).await.expect("round");
        let figures = world.figures(journey).await;
        assert_eq!(figures.entered, 450);
        assert_eq!(figures.waiting, dead.len() as i64, "the dead worker's people wait for the lease to run out");
        world.check().await;

        // After the lease another worker takes over; the dead one wakes up and must not write.
        let later = now + Millis::minutes(3);
        round_at(&world.services, later).await.expect("round");
        move_claimed(&world.services, &mut plans, later, &token, &dead).await.expect("no error");
        let figures = world.figures(journey).await;
        assert_eq!((figures.entered, figures.done), (450, 450));
        assert!(world.messages_by_patient().await.iter().all(|messages| *messages == 1));
        world.check().await;
    })
    .await;
}

#[tokio::test]
async fn r30_one_traveller_who_can_not_go_on_holds_up_nobody() {
    on_both(async |db| {
        let world = World::new(db, 3).await;
        let journey = world.lab_journey(|_| {}).await;
        world.go_live(journey, BEFORE).await;
        round_at(&world.services, BEFORE).await.expect("round");
        world.open_doors(START).await;
        // A key that has come back: the message of one of them is there already, and is somebody else's.
        let db = &world.services.db;
        let run: i64 = sqlx::query_scalar("SELECT MIN(id) FROM journey_run").fetch_one(db.read()).await.expect("a run");
        let version: i64 = sqlx::query_scalar("SELECT MAX(live_version_id) FROM template")
            .fetch_one(db.read())
            .await
            .expect("a version");
        let mut tx = db.begin().await.expect("begins");
        let message = |visit: u32| outbox::NewMessage {
            key: format!("journey/{run}/3/{visit}"),
            channel: Channel::Email,
            patient: None,
            address: "somebody@example.org".into(),
            recipient_name: "Somebody".into(),
            purpose: shared::consent::Purpose::Marketing,
            content: outbox::Content::Template { version, merge: std::collections::BTreeMap::new() },
            not_before: START,
            send_by: None,
            origin: outbox::Origin { kind: OriginKind::Journey, uid: String::new(), node: None },
        };
        for visit in 0..8 {
            assert!(outbox::enqueue(&mut tx, START, message(visit)).await.expect("queued").is_some());
        }
        tx.commit().await.expect("commits");

        for minute in 0..3 {
            round_at(&world.services, START + Millis::minutes(minute)).await.expect("round");
        }
        let figures = world.figures(journey).await;
        assert_eq!((figures.entered, figures.done, figures.waiting), (3, 2, 1), "the others go on");
        assert_eq!(
            world.messages().await,
            8 + 2,
            "nobody gets nothing without a word: that one waits, and the log says why"
        );
    })
    .await;
}

#[tokio::test]
async fn workers_side_by_side_share_the_work() {
    on_both(async |db| {
        let world = World::new(db, 600).await;
        let journey = world.lab_journey(|_| {}).await;
        world.go_live(journey, BEFORE).await;
        round_at(&world.services, BEFORE).await.expect("round");
        for _ in 0..4 {
            let (a, b, c) = tokio::join!(
                round_at(&world.services, START),
                round_at(&world.services, START),
                round_at(&world.services, START)
            );
            a.expect("round");
            b.expect("round");
            c.expect("round");
        }
        let figures = world.figures(journey).await;
        assert_eq!((figures.entered, figures.done), (600, 600));
        assert!(world.messages_by_patient().await.iter().all(|messages| *messages == 1));
        world.check().await;
    })
    .await;
}

#[tokio::test]
async fn who_joins_later_enters_and_who_leaves_may_exit() {
    on_both(async |db| {
        let world = World::new(db, 4).await;
        let journey = world
            .lab_journey(|definition| {
                definition.settings.on_leave = OnLeave::Exit;
                definition.settings.re_entry = ReEntry::AfterLeaving;
                world::insert(
                    definition,
                    Kind::Wait,
                    NodeKind::Wait { wait: Wait::For { amount: 2, unit: Unit::Days } },
                );
            })
            .await;
        world.leave_segment(3, BEFORE).await;
        world.go_live(journey, BEFORE).await;
        round_at(&world.services, START).await.expect("round");
        round_at(&world.services, START).await.expect("round");
        assert_eq!(world.figures(journey).await.waiting, 3, "they wait two days first");

        world.join_segment(3, START + Millis::hours(1)).await;
        world.leave_segment(0, START + Millis::hours(1)).await;
        round_at(&world.services, START + Millis::hours(1)).await.expect("round");
        let figures = world.figures(journey).await;
        assert_eq!((figures.entered, figures.waiting, figures.exited), (4, 3, 1));
        assert_eq!(figures.exits[0].reason, FinishReason::LeftSegment.label());

        // The one who left comes back and goes through anew.
        world.join_segment(0, START + Millis::hours(2)).await;
        round_at(&world.services, START + Millis::hours(2)).await.expect("round");
        assert_eq!(world.figures(journey).await.entered, 5);
        for hour in [49, 50, 51] {
            round_at(&world.services, START + Millis::hours(hour)).await.expect("round");
        }
        let figures = world.figures(journey).await;
        assert_eq!((figures.waiting, figures.done, figures.exited), (0, 4, 1));
        assert_eq!(world.messages_by_patient().await, [1, 1, 1, 1]);
        world.check().await;
    })
    .await;
}

#[tokio::test]
async fn the_end_date_takes_people_out_and_completes_the_journey() {
    on_both(async |db| {
        let world = World::new(db, 5).await;
        let journey = world
            .lab_journey(|definition| {
                world::insert(
                    definition,
                    Kind::Wait,
                    NodeKind::Wait { wait: Wait::For { amount: 8, unit: Unit::Weeks } },
                );
            })
            .await;
        world.go_live(journey, BEFORE).await;
        for now in [START, START + Millis::days(1)] {
            round_at(&world.services, now).await.expect("round");
        }
        assert_eq!(world.figures(journey).await.waiting, 5);
        round_at(&world.services, START + Millis::days(20)).await.expect("round");
        let figures = world.figures(journey).await;
        assert_eq!((figures.waiting, figures.exited, figures.status), (0, 5, Some(JourneyStatus::Completed)));
        assert_eq!(world.messages().await, 0);
        world.check().await;
    })
    .await;
}

#[tokio::test]
async fn stopping_lets_everybody_go_and_nobody_enters_any_more() {
    on_both(async |db| {
        let world = World::new(db, 4).await;
        let journey = world
            .lab_journey(|definition| {
                world::insert(
                    definition,
                    Kind::Wait,
                    NodeKind::Wait { wait: Wait::For { amount: 1, unit: Unit::Days } },
                );
            })
            .await;
        world.leave_segment(3, BEFORE).await;
        world.go_live(journey, BEFORE).await;
        for _ in 0..2 {
            round_at(&world.services, START).await.expect("round");
        }
        let left = journeys::stop(&world.services.db, &world.editor(), START, journey).await.expect("stopped");
        assert_eq!(left, 3);
        world.join_segment(3, START).await;
        round_at(&world.services, START + Millis::days(2)).await.expect("round");
        let figures = world.figures(journey).await;
        assert_eq!((figures.entered, figures.waiting, figures.exited), (3, 0, 3));
        assert_eq!(world.messages().await, 0);
        world.check().await;
    })
    .await;
}

#[tokio::test]
async fn an_update_of_one_encounter_brings_its_patient_and_nobody_else() {
    on_both(async |db| {
        let world = World::new(db, 3).await;
        let trigger = world.encounter_trigger().await;
        let journey = world.trigger_journey(trigger).await;
        world.go_live(journey, BEFORE).await;
        round_at(&world.services, START).await.expect("round");
        let change = |patient: usize, record_type: &str, change: &str| QueuedChange {
            id: 0,
            patient_id: world.patients[patient],
            record_type: record_type.into(),
            record_id: 1,
            change: Known::read(change),
            changed_at: START.0,
        };
        let mut tx = world.services.db.begin().await.expect("begins");
        let changes =
            [change(1, "encounter", "updated"), change(0, "condition", "updated"), change(2, "encounter", "deleted")];
        assert_eq!(triggers::hand_over(&mut tx, &changes).await.expect("handed over"), 1);
        tx.commit().await.expect("commits");
        for _ in 0..2 {
            round_at(&world.services, START + Millis::minutes(1)).await.expect("round");
        }
        let figures = world.figures(journey).await;
        assert_eq!((figures.entered, figures.done), (1, 1));
        assert_eq!(world.messages_by_patient().await, [0, 1, 0]);
        // The same patient again: once is enough, as the settings say.
        let mut tx = world.services.db.begin().await.expect("begins");
        triggers::hand_over(&mut tx, &[change(1, "encounter", "updated")]).await.expect("handed over");
        tx.commit().await.expect("commits");
        round_at(&world.services, START + Millis::minutes(2)).await.expect("round");
        assert_eq!(world.figures(journey).await.entered, 1);
        world.check().await;
    })
    .await;
}

#[tokio::test]
async fn what_no_longer_holds_when_a_message_would_leave_is_not_sent() {
    on_both(async |db| {
        let world = World::new(db, 3).await;
        let journey = world.lab_journey(|definition| definition.settings.on_leave = OnLeave::Exit).await;
        let other = world.lab_journey(|_| {}).await;
        for journey in [journey, other] {
            world.go_live(journey, BEFORE).await;
        }
        round_at(&world.services, START).await.expect("round");
        assert_eq!(world.messages().await, 6, "both journeys have written to each");

        // Between the step and the sending one leaves the segment, and the other journey is stopped.
        world.leave_segment(0, START).await;
        journeys::stop(&world.services.db, &world.editor(), START, other).await.expect("stopped");
        let queued = outbox::claim(&world.services.db, START, Channel::Email, "test", START + Millis::minutes(2), 10)
            .await
            .expect("claimed");
        let verdicts = verdicts(&world.services, &queued).await.expect("asked");
        let kept: Vec<_> = queued.iter().filter(|message| !verdicts.unwanted.contains(&message.id)).collect();
        assert_eq!(kept.iter().filter_map(|message| message.patient).collect::<Vec<_>>(), world.patients[1..]);
        assert!(kept.iter().all(|message| message.origin_uid == journey.to_string()));
    })
    .await;
}

/// Audience, e-mail, two days, opened? no: a reminder.
const PLAN_OF_FORMAT_1: &str = r#"{"definition":{"format":1,"nodes":[
    {"id":1,"label":"","x":0,"y":0,"does":{"kind":"entry","audience":{"segment":"SEGMENT"}}},
    {"id":2,"label":"Invitation","x":0,"y":160,"does":{"kind":"email","template":"TEMPLATE"}},
    {"id":3,"label":"","x":0,"y":320,"does":{"kind":"wait","wait":{"for":{"amount":2,"unit":"days"}}}},
    {"id":4,"label":"","x":0,"y":480,"does":{"kind":"branch","condition":{"asks":"opened","node":2}}},
    {"id":5,"label":"","x":0,"y":640,"does":{"kind":"exit"}},
    {"id":6,"label":"Reminder","x":0,"y":640,"does":{"kind":"email","template":"TEMPLATE"}}],
    "edges":[{"from":1,"port":"out","to":2},{"from":2,"port":"out","to":3},{"from":3,"port":"out","to":4},
    {"from":4,"port":"yes","to":5},{"from":4,"port":"no","to":6},{"from":6,"port":"out","to":5}],
    "settings":{"start":"2026-12-01T09:00","end":null,"zone":"America/Chicago","re_entry":"never","at_end":"stop-everyone",
    "on_leave":"stay"},"next_node":7},"start":1796137200000,"end":null,"until":{}}"#;

#[tokio::test]
async fn a_live_journey_of_format_1_goes_on_as_it_was_drawn() {
    on_both(async |db| {
        let world = World::new(db, 3).await;
        let journey = world.lab_journey(|_| {}).await;
        world.go_live(journey, BEFORE).await;
        world.store_plan(journey, PLAN_OF_FORMAT_1).await;
        let stored = world.stored_plan(journey).await;
        for _ in 0..2 {
            round_at(&world.services, START).await.expect("round");
        }
        assert_eq!((world.figures(journey).await.waiting, world.messages().await), (3, 3));
        world.open_message(0, 2, START + Millis::days(1)).await;

        let later = START + Millis::days(2);
        round_at(&world.services, later).await.expect("round");
        let figures = world.figures(journey).await;
        assert_eq!((figures.entered, figures.done), (3, 3));
        assert_eq!(figures.nodes[&NodeId(4)].ways, [(Port::YES, 1), (Port::NO, 2)].into());
        assert_eq!(world.messages_by_patient().await, [1, 2, 2], "only those who opened nothing are reminded");
        let keys: Vec<String> = sqlx::query_scalar("SELECT key FROM outbox WHERE origin_node = '6' ORDER BY key")
            .fetch_all(world.services.db.read())
            .await
            .expect("keys");
        assert!(keys.iter().all(|key| key.starts_with("journey/") && key.ends_with("/6/5")), "{keys:?}");

        // One of them opens the invitation before the reminder leaves.
        world.open_message(1, 2, later).await;
        let queued =
            outbox::claim(&world.services.db, later, Channel::Email, "test", later + Millis::minutes(2), 10).await;
        let queued = queued.expect("claimed");
        let verdicts = verdicts(&world.services, &queued).await.expect("asked");
        let dropped: Vec<_> = queued.iter().filter(|message| verdicts.unwanted.contains(&message.id)).collect();
        assert_eq!(dropped.iter().filter_map(|message| message.patient).collect::<Vec<_>>(), [world.patients[1]]);
        assert_eq!(world.stored_plan(journey).await, stored, "what went live is never changed");
        world.check().await;
    })
    .await;
}

#[tokio::test]
async fn a_journey_of_a_newer_format_waits_and_the_others_go_on() {
    on_both(async |db| {
        let world = World::new(db, 3).await;
        let (journey, newer) = (world.lab_journey(|_| {}).await, world.lab_journey(|_| {}).await);
        for journey in [journey, newer] {
            world.go_live(journey, BEFORE).await;
        }
        round_at(&world.services, BEFORE).await.expect("round");
        world.open_doors(START).await;
        let plan = world.stored_plan(newer).await.replace("\"format\":3", "\"format\":4");
        world.store_plan(newer, &plan).await;
        round_at(&world.services, START).await.expect("round");
        assert_eq!(world.figures(journey).await.done, 3);
        assert_eq!((world.figures(newer).await.waiting, world.messages().await), (3, 3));
        assert_eq!(world.stored_plan(newer).await, plan, "it is left untouched");
        world.check().await;
    })
    .await;
}
