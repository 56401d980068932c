//! Steps that the world outside decides: what is waited for, goals and exits act at once, and no wake-up is lost.

use crate::world::{self, START, World};
use engine::journeys::{Plans, claim_due, move_claimed, round_at};
use shared::activity::ActivityKind;
use shared::change::{ChangeKind, Changed};
use shared::ids::JourneyId;
use shared::journeys::*;
use shared::patients::Telling;
use shared::records::RecordKind;
use shared::segments::{Block, BlockId, Combine, Group, MessageDeed, PatientTest, Rule, Test};
use shared::time::{Millis, UtcMillis};
use store::activity::{self, Activity};
use store::changes::{self, Change};
use store::journeys;
use store::testing::on_both;

const BEFORE: UtcMillis = UtcMillis(START.0 - 86_400_000);

/// One round of segments, which takes the queue of changes, and two of journeys.
async fn rounds(world: &World, now: UtcMillis) {
    engine::segments::round(&world.services).await.expect("a round of segments");
    for _ in 0..2 {
        round_at(&world.services, now).await.expect("a round of journeys");
    }
}

fn tagged(tag: &str) -> Rule {
    let test = Test::Patient(PatientTest::Tag { any_of: vec![tag.to_owned()], has: true });
    Rule::new(Group { combine: Combine::All, blocks: vec![Block::new(BlockId(1), test)] })
}

/// Puts a step with its ways, each to an exit of its own, after the message.
fn after_message(definition: &mut Definition, step: NodeKind) -> NodeId {
    use shared::graph::Content;
    let (line, id) = (definition.ways_out(NodeId(3))[0], NodeId(definition.next_node));
    insert_on_edge(definition, line, step.kind()).expect("possible").apply(definition);
    set_kind(definition, id, step.clone()).expect("possible").apply(definition);
    for port in step.ports() {
        if definition.next(id, port).is_none() {
            append(definition, id, port, Kind::Exit).expect("possible").apply(definition);
        }
    }
    id
}

async fn running(world: &World, change: impl FnOnce(&mut Definition)) -> JourneyId {
    let journey = world.lab_journey(change).await;
    world.go_live(journey, BEFORE).await;
    rounds(world, START).await;
    rounds(world, START).await;
    journey
}

async fn tag(world: &World, patient: usize, tag: &str, now: UtcMillis) {
    let mut tx = world.services.db.begin().await.expect("begins");
    sqlx::query("INSERT INTO patient_tag (patient_id, tag) VALUES ($1, $2)")
        .bind(world.patients[patient])
        .bind(tag)
        .execute(&mut *tx)
        .await
        .expect("tagged");
    changed(&mut tx, world.patients[patient], now).await;
    tx.commit().await.expect("commits");
}

async fn changed(tx: &mut store::Tx, patient: i64, now: UtcMillis) {
    let change =
        Change { patient, changed: Changed::Kind(RecordKind::Patient), record: patient, change: ChangeKind::Updated };
    changes::push(tx, now, &[change]).await.expect("queued");
}

fn wait_for(arms: Vec<Awaited>) -> NodeKind {
    let arms = arms.into_iter().zip(1..).map(|(of, n)| Arm::new(arm_port(n), "", of)).collect();
    NodeKind::WaitFor(WaitFor { arms, amount: 3, unit: Unit::Days })
}

#[tokio::test]
async fn what_is_waited_for_lets_people_go_on_at_once_and_time_lets_the_others() {
    on_both(async |db| {
        let world = World::new(db, 4).await;
        let registered = Awaited::Event { did: EventDeed::Registered, event: None };
        let opened = Awaited::Message { step: Some(NodeId(3)), did: MessageDeed::Opened, link: String::new() };
        let called = Awaited::Custom { name: "booked online".into() };
        let mut id = NodeId(0);
        let journey = running(&world, |definition| {
            id = after_message(definition, wait_for(vec![opened, registered, called]));
        })
        .await;
        assert_eq!(world.figures(journey).await.nodes[&id].waiting, 4);

        let later = START + Millis::hours(5);
        let mut tx = world.services.db.begin().await.expect("begins");
        let activity = Activity {
            at: later,
            patient: Some(world.patients[1]),
            kind: ActivityKind::EventRegistered,
            subject_uid: "an event".into(),
            summary: "Registered".into(),
        };
        activity::record(&mut tx, activity).await.expect("recorded");
        for _ in 0..2 {
            journeys::record_custom_event(&mut tx, later, "k1", "booked online", world.patients[2])
                .await
                .expect("told");
        }
        journeys::record_custom_event(&mut tx, later, "k2", "something else", world.patients[3]).await.expect("told");
        tx.commit().await.expect("commits");
        rounds(&world, later).await;
        let figures = world.figures(journey).await;
        assert_eq!(figures.nodes[&id].ways, [(arm_port(2), 1), (arm_port(3), 1)].into(), "at once");
        assert_eq!(figures.nodes[&id].waiting, 2);

        rounds(&world, START + Millis::days(3)).await;
        let figures = world.figures(journey).await;
        assert_eq!(figures.nodes[&id].ways.get(&WaitFor::timeout_port()), Some(&2));
        assert_eq!((figures.entered, figures.done), (4, 4));
        world.check().await;
    })
    .await;
}

#[tokio::test]
async fn who_is_woken_while_a_worker_holds_them_looks_again() {
    on_both(async |db| {
        let world = World::new(db, 1).await;
        let mut id = NodeId(0);
        let journey = world
            .lab_journey(|definition| {
                id = after_message(definition, wait_for(vec![Awaited::Custom { name: "booked".into() }]));
            })
            .await;
        world.go_live(journey, BEFORE).await;
        round_at(&world.services, BEFORE).await.expect("round");
        world.open_doors(START).await;
        let (token, held) = claim_due(&world.services, START).await.expect("claimed");
        assert_eq!(held.len(), 1);
        // The worker has them, and the wake-up is there before it writes that they sleep.
        let mut tx = world.services.db.begin().await.expect("begins");
        let wake = [journeys::Wake { patient_id: world.patients[0], everywhere: 0 }];
        assert_eq!(journeys::wake(&mut tx, START, &wake).await.expect("woken"), 1);
        tx.commit().await.expect("commits");
        move_claimed(&world.services, &mut Plans::default(), START, &token, &held).await.expect("moved");
        let due: i64 = sqlx::query_scalar("SELECT due_at FROM journey_run")
            .fetch_one(world.services.db.read())
            .await
            .expect("a moment");
        assert_eq!(due, START.0, "not in three days");
        round_at(&world.services, START).await.expect("round");
        assert_eq!(world.figures(journey).await.nodes[&id].waiting, 1);
        let due: i64 = sqlx::query_scalar("SELECT due_at FROM journey_run")
            .fetch_one(world.services.db.read())
            .await
            .expect("a moment");
        assert_eq!(due, (START + Millis::days(3)).0);
        world.check().await;
    })
    .await;
}

#[tokio::test]
async fn goal_exit_rule_and_death_act_in_the_middle_of_a_wait() {
    on_both(async |db| {
        let world = World::new(db, 5).await;
        tag(&world, 4, "booked", BEFORE).await;
        let journey = running(&world, |definition| {
            world::insert(definition, Kind::Wait, NodeKind::Wait { wait: Wait::For { amount: 8, unit: Unit::Days } });
            definition.settings.goal = Some(tagged("booked"));
            definition.settings.exits = Exits { inactive: true, refused: None, rule: Some(tagged("moved away")) };
        })
        .await;
        let figures = world.figures(journey).await;
        assert_eq!((figures.waiting, figures.exited, figures.goal), (4, 1, 0), "one had booked before");
        let later = START + Millis::hours(3);
        tag(&world, 0, "booked", later).await;
        tag(&world, 1, "moved away", later).await;
        let mut tx = world.services.db.begin().await.expect("begins");
        sqlx::query("UPDATE patient SET deceased = 1 WHERE id = $1")
            .bind(world.patients[2])
            .execute(&mut *tx)
            .await
            .expect("recorded");
        changed(&mut tx, world.patients[2], later).await;
        sqlx::query("UPDATE patient SET active = 0 WHERE id = $1")
            .bind(world.patients[3])
            .execute(&mut *tx)
            .await
            .expect("recorded");
        changed(&mut tx, world.patients[3], later).await;
        tx.commit().await.expect("commits");
        rounds(&world, later).await;
        let figures = world.figures(journey).await;
        assert_eq!((figures.entered, figures.waiting, figures.done, figures.exited), (5, 0, 1, 4));
        assert_eq!((figures.goal, world.messages().await), (1, 0));
        let mut why: Vec<_> = figures.exits.iter().map(|exit| exit.reason.as_str()).collect();
        why.sort_unstable();
        let reasons =
            [FinishReason::ExitRule, FinishReason::GoalBefore, FinishReason::Deceased, FinishReason::Inactive];
        let mut expected = reasons.map(FinishReason::label);
        expected.sort_unstable();
        assert_eq!(why, expected);
        world.check().await;
    })
    .await;
}

#[tokio::test]
async fn a_split_sends_everybody_somewhere_and_a_branch_by_its_first_rule() {
    on_both(async |db| {
        let world = World::new(db, 60).await;
        tag(&world, 0, "vip", BEFORE).await;
        let (mut split, mut branch) = (NodeId(0), NodeId(0));
        let journey = running(&world, |definition| {
            let arms = vec![Arm::new(Port::YES, "VIP", tagged("vip")), Arm::new(arm_port(2), "", tagged("other"))];
            branch = after_message(definition, NodeKind::Branch(Branch { arms }));
            split = after_message(definition, Kind::Split.fresh());
        })
        .await;
        let figures = world.figures(journey).await;
        let ways = &figures.nodes[&split].ways;
        assert!(ways.len() == 2 && ways.values().all(|count| *count > 10), "{ways:?}");
        let first = ways[&arm_port(1)];
        let branched = &figures.nodes[&branch].ways;
        assert_eq!(branched.values().sum::<i64>(), first);
        assert!(branched.keys().all(|way| [Port::YES, Port::NO].contains(way)), "{branched:?}");
        assert!(branched.get(&Port::YES).is_none_or(|count| *count == 1));
        assert_eq!(figures.done, 60);
        world.check().await;
    })
    .await;
}

#[tokio::test]
async fn a_step_tags_the_person_and_a_later_branch_sees_it() {
    on_both(async |db| {
        let world = World::new(db, 3).await;
        let mut branch = NodeId(0);
        let journey = running(&world, |definition| {
            branch = after_message(definition, NodeKind::Branch(Branch::of(tagged("invited"))));
            after_message(definition, NodeKind::Wait { wait: Wait::For { amount: 1, unit: Unit::Days } });
            after_message(definition, NodeKind::Tell { telling: Telling::Tag(" Invited ".into()) });
        })
        .await;
        let tags: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM patient_tag WHERE tag = 'invited'")
            .fetch_one(world.services.db.read())
            .await
            .expect("a count");
        let audited: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM audit_event WHERE detail = 'tag added'")
            .fetch_one(world.services.db.read())
            .await
            .expect("a count");
        assert_eq!((tags, audited), (3, 3));
        rounds(&world, START + Millis::days(1)).await;
        let figures = world.figures(journey).await;
        assert_eq!(figures.nodes[&branch].ways, [(Port::YES, 3)].into());
        assert_eq!(figures.done, 3);
        world.check().await;
    })
    .await;
}
