//! A journey's step "Call": the engine puts the call into the program's queue, how it ends sends the traveller on, and whoever leaves is
//! not called any more.

use crate::world::{START, World};
use engine::journeys::round_at;
use shared::graph::Content;
use shared::ids::{CallId, JourneyId, ProgramId, StaffId};
use shared::journeys::*;
use shared::outreach::Program;
use shared::outreach::calls::{CallEnd, CallOutcome, CallWay, Disposed, Draft};
use shared::people::{EditJourneys, Role, WorkCalls};
use shared::time::{Millis, UtcMillis};
use store::actor::{Actor, ActorStaff};
use store::outreach::calls;
use store::testing::on_both;
use store::{Db, Permit, journeys};
use uuid::Uuid;

const BEFORE: UtcMillis = UtcMillis(START.0 - 86_400_000);

async fn rounds(world: &World, now: UtcMillis) {
    engine::segments::round(&world.services).await.expect("a round of segments");
    for _ in 0..3 {
        round_at(&world.services, now).await.expect("a round of journeys");
    }
}

/// A live program whose hours are all of the law's, and one of its agents.
async fn team(db: &Db) -> (ProgramId, Permit<WorkCalls>) {
    let id = ProgramId(Uuid::now_v7());
    let mut program = Program::default();
    program.hours.weekdays = (0..7).collect();
    program.hours.hours.from = 8 * 60;
    program.hours.hours.until = 21 * 60;
    let key: i64 = sqlx::query_scalar(
        "INSERT INTO outreach_program (uid, name, status, document, created_at, updated_at) VALUES ($1, 'Wellness', 'live', $2, 0, 0) RETURNING id",
    )
    .bind(id.to_string())
    .bind(store::document::write("program", &program).expect("JSON"))
    .fetch_one(db.read())
    .await
    .expect("a program");
    let staff = StaffId(Uuid::now_v7());
    let agent: i64 = sqlx::query_scalar(
        "INSERT INTO staff (uid, name, email, password_hash, role, created_at) VALUES ($1, 'Ann', $2, '', 'agent', 0) RETURNING id",
    )
    .bind(staff.to_string())
    .bind(format!("{staff}@example.org"))
    .fetch_one(db.read())
    .await
    .expect("an agent");
    sqlx::query("INSERT INTO outreach_program_member (program_id, staff_id, duty) VALUES ($1, $2, 'agent')")
        .bind(key)
        .bind(agent)
        .execute(db.read())
        .await
        .expect("a member");
    let staff = Some(ActorStaff { key: agent, id: staff, role: Role::Agent });
    let actor = Actor { staff, name: "Ann".into(), request: Default::default() };
    (id, actor.permit().expect("agents work calls"))
}

/// The lab's journey with a call of the program after its message; everybody has a number.
async fn calling(world: &World, program: ProgramId) -> (JourneyId, NodeId) {
    for (n, patient) in world.patients.iter().enumerate() {
        sqlx::query("INSERT INTO contact_point (patient_id, system, address) VALUES ($1, 'phone', $2)")
            .bind(patient)
            .bind(format!("+1312555{n:04}"))
            .execute(world.services.db.read())
            .await
            .expect("a number");
    }
    let mut id = NodeId(0);
    let journey = world
        .lab_journey(|definition| {
            let step = NodeKind::Call(CallStep { program: Some(program), amount: 3, ..CallStep::default() });
            let line = definition.ways_out(NodeId(3))[0];
            id = NodeId(definition.next_node);
            insert_on_edge(definition, line, step.kind()).expect("possible").apply(definition);
            set_kind(definition, id, step.clone()).expect("possible").apply(definition);
            for port in step.ports() {
                if definition.next(id, port).is_none() {
                    append(definition, id, port, Kind::Exit).expect("possible").apply(definition);
                }
            }
        })
        .await;
    world.go_live(journey, BEFORE).await;
    rounds(world, START).await;
    rounds(world, START).await;
    (journey, id)
}

async fn open_calls(db: &Db) -> i64 {
    sqlx::query_scalar("SELECT COUNT(*) FROM call WHERE status = 'open'").fetch_one(db.read()).await.expect("a count")
}

async fn end(db: &Db, permit: &Permit<WorkCalls>, now: UtcMillis, outcome: CallOutcome) -> CallId {
    let call = calls::next(db, permit, now, None).await.expect("next").call.expect("somebody");
    let claim = calls::card(db, permit, now, call).await.expect("a card").claim;
    let end = CallEnd {
        call,
        claim,
        disposition: outcome.code().into(),
        draft: Draft::default(),
        call_back: None,
        booked: None,
        handed_over: None,
    };
    let disposed = calls::dispose(db, permit, now, &end).await.expect("disposed");
    assert!(matches!(disposed, Disposed::Saved(_)));
    call
}

#[tokio::test]
async fn how_a_call_ends_sends_the_traveller_on_and_time_sends_the_others() {
    on_both(async |db| {
        let world = World::new(db.clone(), 4).await;
        let (program, agent) = team(&db).await;
        let (journey, id) = calling(&world, program).await;
        assert_eq!(open_calls(&db).await, 4, "one call a traveller");
        rounds(&world, START + Millis::hours(1)).await;
        assert_eq!(open_calls(&db).await, 4, "however often the engine looks");
        let noon = START + Millis::hours(6);
        end(&db, &agent, noon, CallOutcome::Declined).await;
        end(&db, &agent, noon, CallOutcome::VoicemailLeft).await;
        end(&db, &agent, noon, CallOutcome::NoAnswer).await;
        rounds(&world, noon).await;
        let figures = world.figures(journey).await;
        let expected = [(CallWay::Declined.port(), 1), (CallWay::Voicemail.port(), 1)].into();
        assert_eq!(figures.nodes[&id].ways, expected, "at once; nobody answered is tried again first");
        assert_eq!(figures.nodes[&id].waiting, 2);
        rounds(&world, START + Millis::days(3)).await;
        let figures = world.figures(journey).await;
        assert_eq!(figures.nodes[&id].ways.get(&CallWay::Timeout.port()), Some(&2));
        assert_eq!(open_calls(&db).await, 0, "whoever went on is not called any more");
        world.check().await;
    })
    .await;
}

#[tokio::test]
async fn whoever_leaves_a_journey_is_not_called_for_it() {
    on_both(async |db| {
        let world = World::new(db.clone(), 3).await;
        let (program, _) = team(&db).await;
        let (journey, _) = calling(&world, program).await;
        assert_eq!(open_calls(&db).await, 3);
        let permit: Permit<EditJourneys> = Permit::system("test");
        journeys::stop(&db, &permit, START + Millis::hours(1), journey).await.expect("stopped");
        assert_eq!(open_calls(&db).await, 0);
        let why: Vec<String> =
            sqlx::query_scalar("SELECT outcome FROM call").fetch_all(db.read()).await.expect("reasons");
        assert_eq!(why, ["journey", "journey", "journey"]);
    })
    .await;
}
