//! What the call desk promises, on both databases: nobody in two agents' hands, claims that run out, what follows each disposition,
//! a "no" that holds at once.

use futures::future::join_all;
use shared::ids::{CallId, ProgramId};
use shared::outreach::calls::*;
use shared::outreach::{Program, ProgramMessages};
use shared::people::{PlanAvailability, Role, SuperviseCalls, WorkCalls};
use shared::scheduling::{Availability, LocalRange, VisitType, WeeklyHours};
use shared::time::{LocalDateTime, Millis, UtcMillis};
use std::collections::{BTreeMap, BTreeSet};
use store::actor::{Actor, ActorStaff};
use store::outbox::{Content, NewMessage, Origin, WrittenSms};
use store::outreach::calls::{self, NewCall};
use store::testing::on_both;
use store::{Db, Permit, StoreError, scheduling};
use uuid::Uuid;

/// Wednesday, 18 November 2026, 13:06 in Chicago.
const NOW: UtcMillis = UtcMillis(1_795_028_800_000);

fn at(text: &str) -> UtcMillis {
    LocalDateTime::parse(text).expect("a time").in_zone("America/Chicago").expect("a zone")
}

/// An agent of the program.
pub async fn agent(db: &Db, program: i64, name: &str, role: Role) -> Actor {
    let uid = Uuid::now_v7();
    let key: i64 = sqlx::query_scalar(
        "INSERT INTO staff (uid, name, email, password_hash, role, created_at) VALUES ($1, $2, $3, '', $4, 0) RETURNING id",
    )
    .bind(uid.to_string())
    .bind(name)
    .bind(format!("{uid}@example.org"))
    .bind(role.code())
    .fetch_one(db.read())
    .await
    .expect("staff");
    sqlx::query("INSERT INTO outreach_program_member (program_id, staff_id, duty) VALUES ($1, $2, 'agent')")
        .bind(program)
        .bind(key)
        .execute(db.read())
        .await
        .expect("a member");
    Actor {
        staff: Some(ActorStaff { key, id: shared::ids::StaffId(uid), role }),
        name: name.into(),
        request: Default::default(),
    }
}

pub fn works(actor: &Actor) -> Permit<WorkCalls> {
    actor.permit().expect("an agent works calls")
}

async fn program_of(db: &Db, document: &Program) -> (i64, ProgramId) {
    let id = ProgramId(Uuid::now_v7());
    let key: i64 = sqlx::query_scalar(
        "INSERT INTO outreach_program (uid, name, status, document, created_at, updated_at) VALUES ($1, $2, 'live', $3, 0, 0) RETURNING id",
    )
    .bind(id.to_string())
    .bind(format!("Wellness {id}"))
    .bind(serde_json::to_string(document).expect("JSON"))
    .fetch_one(db.read())
    .await
    .expect("a program");
    (key, id)
}

pub async fn program(db: &Db) -> i64 {
    program_of(db, &Program::default()).await.0
}

/// Somebody with a telephone.
async fn person(db: &Db, number: &str) -> i64 {
    person_in(db, number, "America/Chicago").await
}

async fn person_in(db: &Db, number: &str, zone: &str) -> i64 {
    let key: i64 = sqlx::query_scalar(
        "INSERT INTO patient (uid, given, family, name_search, time_zone, created_at, updated_at)
         VALUES ($1, 'Ann', 'Lee', 'ann lee', $2, 0, 0) RETURNING id",
    )
    .bind(Uuid::now_v7().to_string())
    .bind(zone)
    .fetch_one(db.read())
    .await
    .expect("a patient");
    contact(db, key, number).await;
    key
}

async fn contact(db: &Db, patient: i64, number: &str) {
    sqlx::query("INSERT INTO contact_point (patient_id, system, address) VALUES ($1, 'phone', $2)")
        .bind(patient)
        .bind(number)
        .execute(db.read())
        .await
        .expect("a number");
}

async fn wanted(db: &Db, program: i64, patient: i64, key: &str) {
    wanted_at(db, program, patient, key, NOW - Millis::hours(1), Priority::Normal, None).await;
}

async fn wanted_at(
    db: &Db,
    program: i64,
    patient: i64,
    key: &str,
    due_at: UtcMillis,
    priority: Priority,
    call_back_at: Option<UtcMillis>,
) {
    let mut tx = db.begin().await.expect("begins");
    let new = NewCall {
        program,
        patient,
        kind: CallKind::Cadence,
        key: key.into(),
        priority,
        due_at,
        call_back_at,
        about: String::new(),
    };
    calls::create(&mut tx, NOW, new).await.expect("a call");
    tx.commit().await.expect("commits");
}

async fn next(db: &Db, actor: &Actor, now: UtcMillis) -> Option<CallId> {
    calls::next(db, &works(actor), now, None).await.expect("next").call
}

async fn card(db: &Db, actor: &Actor, now: UtcMillis, call: CallId) -> CallCard {
    calls::card(db, &works(actor), now, call).await.expect("a card")
}

async fn ended(
    db: &Db,
    actor: &Actor,
    now: UtcMillis,
    call: CallId,
    outcome: CallOutcome,
) -> Result<Disposed, StoreError> {
    let claim = card(db, actor, now, call).await.claim;
    let end = end(call, claim, outcome);
    calls::dispose(db, &works(actor), now, &end).await
}

fn end(call: CallId, claim: i64, outcome: CallOutcome) -> CallEnd {
    let draft = Draft { note: "Mornings only".into(), ..Draft::default() };
    CallEnd { call, claim, disposition: outcome.code().into(), draft, call_back: None, booked: None, handed_over: None }
}

fn follows(disposed: Result<Disposed, StoreError>) -> Vec<Follow> {
    match disposed.expect("disposed") {
        Disposed::Saved(follows) => follows,
        Disposed::Lost(lost) => panic!("lost: {lost:?}"),
    }
}

async fn one<T>(db: &Db, sql: &str, of: i64) -> T
where
    T: Send + Unpin + for<'r> sqlx::Decode<'r, sqlx::Any> + sqlx::Type<sqlx::Any>,
{
    sqlx::query_scalar(sql).bind(of).fetch_one(db.read()).await.expect("a value")
}

async fn call_of(db: &Db, patient: i64) -> (String, Option<String>, i64, i64) {
    sqlx::query_as("SELECT status, outcome, due_at, attempts FROM call WHERE patient_id = $1 ORDER BY id LIMIT 1")
        .bind(patient)
        .fetch_one(db.read())
        .await
        .expect("a call")
}

#[tokio::test]
async fn agents_who_race_never_get_the_same_person() {
    on_both(async |db| {
        let (first, second) = (program(&db).await, program(&db).await);
        for n in 0..30 {
            let patient = person(&db, &format!("+1312555{n:04}")).await;
            // Two programs want the same person: still one agent.
            wanted(&db, first, patient, &format!("a{n}")).await;
            wanted(&db, second, patient, &format!("b{n}")).await;
        }
        let mut agents = Vec::new();
        for n in 0..20 {
            let program = if n % 2 == 0 { first } else { second };
            agents.push(agent(&db, program, &format!("Agent {n}"), Role::Agent).await);
        }
        let taken = join_all(agents.iter().map(|agent| next(&db, agent, NOW))).await;
        let mut people = BTreeSet::new();
        for (call, agent) in taken.into_iter().zip(&agents) {
            let call = call.expect("there are people enough");
            let patient: i64 = sqlx::query_scalar("SELECT patient_id FROM call WHERE uid = $1")
                .bind(call.to_string())
                .fetch_one(db.read())
                .await
                .expect("a person");
            assert!(people.insert(patient), "{} got somebody whom another agent has", agent.name);
            assert_eq!(next(&db, agent, NOW).await, Some(call), "asking again gives the same person");
        }
    })
    .await;
}

#[tokio::test]
async fn call_backs_come_first_then_priority_and_only_within_calling_hours() {
    on_both(async |db| {
        let program = program(&db).await;
        let agent = agent(&db, program, "Dana Reyes", Role::Agent).await;
        let early = NOW - Millis::days(2);
        let zones = ["America/Chicago", "America/Chicago", "America/Chicago", "Pacific/Auckland", "America/Chicago"];
        let mut people = Vec::new();
        for (n, zone) in zones.iter().enumerate() {
            people.push(person_in(&db, &format!("+1312555000{n}"), zone).await);
        }
        wanted_at(&db, program, people[0], "normal", early, Priority::Normal, None).await;
        wanted_at(&db, program, people[1], "high", NOW, Priority::High, None).await;
        wanted_at(&db, program, people[2], "back", NOW, Priority::Low, Some(NOW - Millis::minutes(1))).await;
        // Eight in the morning of the next day in Auckland, and a call-back that is not due.
        wanted_at(&db, program, people[3], "asleep", early, Priority::High, None).await;
        wanted_at(&db, program, people[4], "later", NOW, Priority::Low, Some(NOW + Millis::hours(1))).await;
        for expected in [people[2], people[1], people[0]] {
            let call = next(&db, &agent, NOW).await.expect("somebody");
            let patient = one::<i64>(&db, "SELECT patient_id FROM call WHERE status = 'claimed' AND id > $1", 0).await;
            assert_eq!(patient, expected);
            follows(ended(&db, &agent, NOW, call, CallOutcome::AlreadyDone).await);
        }
        assert_eq!(next(&db, &agent, NOW).await, None);
        let desk = calls::desk(&db, &works(&agent), NOW, None, false).await.expect("a desk");
        let shown: Vec<QueueGroup> = desk.lines.iter().map(|(group, _)| *group).collect();
        assert_eq!(shown, [QueueGroup::CallBack, QueueGroup::Later]);
        assert_eq!((desk.figures.calls, desk.figures.talked), (3, 3));
    })
    .await;
}

#[tokio::test]
async fn only_members_get_people_of_a_program() {
    on_both(async |db| {
        let (theirs, other) = (program_of(&db, &Program::default()).await, program(&db).await);
        let patient = person(&db, "+13125550001").await;
        wanted(&db, theirs.0, patient, "one").await;
        let stranger = agent(&db, other, "Stranger", Role::Agent).await;
        assert_eq!(next(&db, &stranger, NOW).await, None);
        let asked = calls::next(&db, &works(&stranger), NOW, Some(theirs.1)).await;
        assert!(matches!(asked, Err(StoreError::NotFound)), "{asked:?}");
        let member = agent(&db, theirs.0, "Member", Role::Agent).await;
        let call = next(&db, &member, NOW).await.expect("somebody");
        assert!(matches!(calls::take(&db, &works(&stranger), NOW, call).await, Err(StoreError::NotFound)));
        let seen = calls::card(&db, &works(&stranger), NOW, call).await;
        assert!(matches!(seen, Err(StoreError::Conflict(_))), "nobody sees whom another agent has");
    })
    .await;
}

#[tokio::test]
async fn a_claim_runs_out_and_a_late_disposition_keeps_the_note() {
    on_both(async |db| {
        let program = program(&db).await;
        let (ann, bea) = (agent(&db, program, "Ann", Role::Agent).await, agent(&db, program, "Bea", Role::Agent).await);
        let patient = person(&db, "+13125550001").await;
        wanted(&db, program, patient, "one").await;
        let call = next(&db, &ann, NOW).await.expect("somebody");
        let shown = card(&db, &ann, NOW, call).await;
        let said = |path: &str| shown.merge.iter().find(|(of, _)| of == path).map(|(_, value)| value.reveal().clone());
        assert_eq!(said("agent.name").as_deref(), Some("Ann"), "the script says who calls");
        assert!(said("organization.name").is_some_and(|name| !name.is_empty()));
        let claim = shown.claim;
        // What she types keeps it.
        let typed = Draft { note: "Daughter drives".into(), ..Draft::default() };
        let kept = calls::keep(&db, &works(&ann), NOW + Millis::minutes(9), call, claim, &typed).await.expect("kept");
        assert_eq!(kept, Some(NOW + Millis::minutes(19)));
        assert_eq!(card(&db, &ann, NOW + Millis::minutes(12), call).await.draft.note, "Daughter drives");
        let late = NOW + Millis::minutes(25);
        assert_eq!(next(&db, &bea, late).await, Some(call), "nobody kept it");
        let bea_card = card(&db, &bea, late, call).await;
        assert_eq!(bea_card.kept.first().map(|note| note.note.reveal().as_str()), Some("Daughter drives"));
        // Ann comes back: her note is kept, and she reads who has the person.
        let lost = calls::dispose(&db, &works(&ann), late, &end(call, claim, CallOutcome::Declined)).await;
        assert_eq!(lost.expect("an answer"), Disposed::Lost(LostClaim { holder: Some("Bea".into()), ended: None }));
        let draft: String = one(&db, "SELECT draft FROM call_claim WHERE id = $1", claim).await;
        assert!(draft.contains("Mornings only"), "{draft}");
        assert!(calls::keep(&db, &works(&ann), late, call, claim, &typed).await.expect("typed").is_none());
        assert_eq!(
            one::<i64>(&db, "SELECT COUNT(*) FROM call_claim WHERE ended = 'abandoned' AND id > $1", 0).await,
            1
        );
        follows(ended(&db, &bea, late, call, CallOutcome::AlreadyDone).await);
        let lost = calls::dispose(&db, &works(&ann), late, &end(call, claim, CallOutcome::Declined)).await;
        let words = Some("Already done".to_owned());
        assert_eq!(lost.expect("an answer"), Disposed::Lost(LostClaim { holder: None, ended: words }));
        assert_eq!(one::<i64>(&db, "SELECT COUNT(*) FROM call_attempt WHERE patient_id = $1", patient).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_disposition_that_comes_late_still_counts_when_nobody_else_has_the_person() {
    on_both(async |db| {
        let program = program(&db).await;
        let ann = agent(&db, program, "Ann", Role::Agent).await;
        let patient = person(&db, "+13125550001").await;
        wanted(&db, program, patient, "one").await;
        let call = next(&db, &ann, NOW).await.expect("somebody");
        let claim = card(&db, &ann, NOW, call).await.claim;
        let late = NOW + Millis::hours(1);
        follows(calls::dispose(&db, &works(&ann), late, &end(call, claim, CallOutcome::Declined)).await);
        assert_eq!(call_of(&db, patient).await.0, "done");
    })
    .await;
}

#[tokio::test]
async fn nobody_is_called_who_said_no_or_has_no_number_and_the_agent_reads_why() {
    on_both(async |db| {
        let program = program(&db).await;
        let ann = agent(&db, program, "Ann", Role::Agent).await;
        let (no, dead) = (person(&db, "+13125550001").await, person(&db, "+13125550002").await);
        wanted(&db, program, no, "no").await;
        wanted(&db, program, dead, "dead").await;
        let mut tx = db.begin().await.expect("begins");
        let said = store::consent::Said {
            address: "+13125550001",
            channel: shared::consent::Channel::Voice,
            purpose: shared::consent::Purpose::Treatment,
            status: shared::consent::ConsentStatus::Denied,
            source: "preference-page",
            text_version: "1",
            actor: "recipient",
            patient: Some(no),
        };
        store::consent::record(&mut tx, NOW, said).await.expect("said");
        store::suppression::add(&mut tx, NOW, shared::consent::Channel::Voice, "+13125550002", "hard-bounce")
            .await
            .expect("dead");
        tx.commit().await.expect("commits");
        let asked = calls::next(&db, &works(&ann), NOW, None).await.expect("next");
        assert_eq!(asked.call, None);
        let why: Vec<_> = asked.skipped.iter().map(|skipped| skipped.why).collect();
        assert_eq!(why, [Err(Cancelled::DoNotCall), Err(Cancelled::BadNumber)]);
        assert_eq!(call_of(&db, no).await.1.as_deref(), Some("do-not-call"));
    })
    .await;
}

fn text(key: &str, patient: i64) -> NewMessage {
    NewMessage {
        key: key.into(),
        channel: shared::consent::Channel::Sms,
        patient: Some(patient),
        address: String::new(),
        recipient_name: "Ann Lee".into(),
        purpose: shared::consent::Purpose::Treatment,
        content: Content::Sms(WrittenSms { text: "Time for your visit".into() }),
        not_before: NOW,
        send_by: None,
        origin: Origin { kind: shared::messages::OriginKind::Journey, uid: String::new(), node: None },
    }
}

#[tokio::test]
async fn an_opt_out_in_mid_call_stops_everything_at_once() {
    on_both(async |db| {
        let (program, other) = (program(&db).await, program(&db).await);
        let ann = agent(&db, program, "Ann", Role::Agent).await;
        let patient = person(&db, "+13125550001").await;
        wanted(&db, program, patient, "one").await;
        wanted(&db, other, patient, "two").await;
        let mut tx = db.begin().await.expect("begins");
        for key in ["a", "b"] {
            store::outbox::enqueue(&mut tx, NOW, text(key, patient)).await.expect("queued");
        }
        tx.commit().await.expect("commits");
        let call = next(&db, &ann, NOW).await.expect("somebody");
        let happened = follows(ended(&db, &ann, NOW, call, CallOutcome::OptedOut).await);
        assert_eq!(happened, [Follow::Stopped { called_off: 2 }]);
        let waiting = "SELECT COUNT(*) FROM outbox WHERE patient_id = $1 AND status IN ('queued', 'held')";
        assert_eq!(one::<i64>(&db, waiting, patient).await, 0);
        let open = "SELECT COUNT(*) FROM call WHERE patient_id = $1 AND status IN ('open', 'claimed')";
        assert_eq!(one::<i64>(&db, open, patient).await, 0, "the other program's call too");
        // Whatever is wanted of them later, the gate and the desk refuse.
        let denied = "SELECT COUNT(*) FROM consent WHERE status = 'denied' AND channel IN ('sms', 'voice') AND at > $1";
        assert_eq!(one::<i64>(&db, denied, 0).await, 8);
        wanted(&db, other, patient, "three").await;
        let bea = agent(&db, other, "Bea", Role::Agent).await;
        let asked = calls::next(&db, &works(&bea), NOW, None).await.expect("next");
        assert_eq!(asked.call, None);
        assert_eq!(asked.skipped.first().map(|skipped| skipped.why), Some(Err(Cancelled::DoNotCall)));
    })
    .await;
}

#[tokio::test]
async fn a_call_back_is_at_the_time_they_named_on_their_clock() {
    on_both(async |db| {
        let program = program(&db).await;
        let ann = agent(&db, program, "Ann", Role::Agent).await;
        let patient = person_in(&db, "+12065550001", "America/Los_Angeles").await;
        wanted(&db, program, patient, "one").await;
        let call = next(&db, &ann, NOW).await.expect("somebody");
        let claim = card(&db, &ann, NOW, call).await.claim;
        let asked =
            |local: &str| CallEnd { call_back: LocalDateTime::parse(local), ..end(call, claim, CallOutcome::CallBack) };
        for wrong in ["2026-11-18T07:00", "2026-11-20T21:30", "2027-11-20T10:00"] {
            let refused = calls::dispose(&db, &works(&ann), NOW, &asked(wrong)).await;
            assert!(matches!(refused, Err(StoreError::Invalid(errors)) if errors[0].field == "call_back"), "{wrong}");
        }
        let local = LocalDateTime::parse("2026-11-20T10:45").expect("a time");
        let moment = local.in_zone("America/Los_Angeles").expect("a moment");
        let happened = follows(calls::dispose(&db, &works(&ann), NOW, &asked("2026-11-20T10:45")).await);
        assert_eq!(happened, [Follow::CallBack(moment)]);
        assert_eq!(next(&db, &ann, moment - Millis::minutes(1)).await, None);
        assert_eq!(next(&db, &ann, moment).await, Some(call));
    })
    .await;
}

#[tokio::test]
async fn nobody_answers_again_and_again_until_it_is_enough() {
    on_both(async |db| {
        let program = program(&db).await;
        let ann = agent(&db, program, "Ann", Role::Agent).await;
        let patient = person(&db, "+13125550001").await;
        wanted(&db, program, patient, "one").await;
        let mut now = NOW;
        for attempt in 1..=3 {
            let call = next(&db, &ann, now).await.expect("somebody");
            let happened = follows(ended(&db, &ann, now, call, CallOutcome::NoAnswer).await);
            assert_eq!(happened.is_empty(), attempt == 3, "the program's third attempt is the last");
            assert_eq!(next(&db, &ann, now).await, None);
            now = now + Millis::days(1);
        }
        assert_eq!(
            call_of(&db, patient).await,
            ("done".into(), Some("no-answer".into()), call_of(&db, patient).await.2, 3)
        );
        assert_eq!(
            one::<i64>(
                &db,
                "SELECT CAST(COALESCE(SUM(talked_ms), 0) AS BIGINT) FROM call_attempt WHERE patient_id = $1",
                patient
            )
            .await,
            0
        );
    })
    .await;
}

#[tokio::test]
async fn a_voicemail_and_a_no_are_followed_up_next_month() {
    on_both(async |db| {
        let program = program(&db).await;
        let ann = agent(&db, program, "Ann", Role::Agent).await;
        let patient = person(&db, "+13125550001").await;
        wanted(&db, program, patient, "one").await;
        let call = next(&db, &ann, NOW).await.expect("somebody");
        follows(ended(&db, &ann, NOW, call, CallOutcome::Declined).await);
        assert_eq!(call_of(&db, patient).await.0, "done");
        assert_eq!(next(&db, &ann, NOW + Millis::days(29)).await, None);
        let again = next(&db, &ann, at("2026-12-18T10:00")).await.expect("a month later");
        assert_ne!(again, call);
    })
    .await;
}

#[tokio::test]
async fn a_dead_number_is_marked_and_another_one_is_tried() {
    on_both(async |db| {
        let program = program(&db).await;
        let ann = agent(&db, program, "Ann", Role::Agent).await;
        let patient = person(&db, "+13125550001").await;
        contact(&db, patient, "+13125550002").await;
        wanted(&db, program, patient, "one").await;
        let call = next(&db, &ann, NOW).await.expect("somebody");
        assert_eq!(card(&db, &ann, NOW, call).await.number.reveal(), "+13125550001");
        assert_eq!(follows(ended(&db, &ann, NOW, call, CallOutcome::Disconnected).await), [Follow::NumberMarked]);
        assert_eq!(next(&db, &ann, NOW).await, Some(call));
        assert_eq!(card(&db, &ann, NOW, call).await.number.reveal(), "+13125550002");
        follows(ended(&db, &ann, NOW, call, CallOutcome::WrongNumber).await);
        assert_eq!(call_of(&db, patient).await.0, "done");
        let left =
            "SELECT COUNT(*) FROM contact_point WHERE patient_id = $1 AND (use_code IS NULL OR use_code <> 'old')";
        assert_eq!(one::<i64>(&db, left, patient).await, 0);
    })
    .await;
}

/// A practitioner who sees people on Thursdays from 8 to 18, and a visit type of half an hour.
async fn office(db: &Db) -> (shared::ids::ScheduleId, shared::ids::VisitTypeId) {
    let planner: Permit<PlanAvailability> = Permit::system("test");
    let doctor: i64 =
        sqlx::query_scalar("INSERT INTO practitioner (given, family) VALUES ('Jerome', 'Bishop') RETURNING id")
            .fetch_one(db.read())
            .await
            .expect("a practitioner");
    let site: i64 = sqlx::query_scalar("INSERT INTO location (name) VALUES ('Lakeside Clinic') RETURNING id")
        .fetch_one(db.read())
        .await
        .expect("a site");
    let visit = VisitType { name: "Wellness visit".into(), step: 30, ..VisitType::default() };
    let visit = scheduling::save(db, &planner, NOW, None, visit).await.expect("a visit type");
    let schedule = scheduling::add(db, &planner, NOW, doctor, site, "America/Chicago").await.expect("a schedule");
    let weekly = vec![WeeklyHours {
        weekday: 3,
        hours: LocalRange { from: 480, until: 1_080 },
        visit_types: vec![visit],
        valid_from: None,
        valid_until: None,
    }];
    let hours = Availability { weekly, exceptions: Vec::new() };
    scheduling::save_hours(db, &planner, NOW, schedule, 1, hours).await.expect("hours");
    (schedule, visit)
}

/// A text template that is live.
async fn template(db: &Db) -> shared::ids::TemplateId {
    let id = shared::ids::TemplateId(Uuid::now_v7());
    let key: i64 = sqlx::query_scalar(
        "INSERT INTO template (uid, name, channel, purpose, status, subject, created_at, updated_at)
         VALUES ($1, $2, 'sms', 'treatment', 'live', '', 0, 0) RETURNING id",
    )
    .bind(id.to_string())
    .bind(id.to_string())
    .fetch_one(db.read())
    .await
    .expect("a template");
    sqlx::query("INSERT INTO template_version (template_id, version, document, live_at) VALUES ($1, 1, '{}', 0)")
        .bind(key)
        .execute(db.read())
        .await
        .expect("a version");
    sqlx::query(
        "UPDATE template SET live_version_id = (SELECT id FROM template_version WHERE template_id = $1) WHERE id = $1",
    )
    .bind(key)
    .execute(db.read())
    .await
    .expect("live");
    id
}

#[tokio::test]
async fn whoever_agrees_is_a_patient_with_a_visit_and_a_text_from_the_number_that_reached_them() {
    on_both(async |db| {
        let (schedule, visit_type) = office(&db).await;
        let confirmation = Some(template(&db).await);
        let document = Program {
            text_number: "(312) 555-0118".into(),
            voice_number: "(312) 555-0142".into(),
            messages: ProgramMessages { confirmation, ..ProgramMessages::default() },
            ..Program::default()
        };
        let (program, _) = program_of(&db, &document).await;
        let ann = agent(&db, program, "Ann", Role::Agent).await;
        let patient = person(&db, "+13125550001").await;
        sqlx::query("UPDATE patient SET relationship = 'prospect' WHERE id = $1")
            .bind(patient)
            .execute(db.read())
            .await
            .expect("a prospect");
        wanted(&db, program, patient, "one").await;
        let call = next(&db, &ann, NOW).await.expect("somebody");
        let claim = card(&db, &ann, NOW, call).await.claim;
        let nothing = calls::dispose(&db, &works(&ann), NOW, &end(call, claim, CallOutcome::Scheduled)).await;
        assert!(matches!(nothing, Err(StoreError::Invalid(errors)) if errors[0].field == "visit"));
        assert_eq!(one::<i64>(&db, "SELECT COUNT(*) FROM call_attempt WHERE patient_id = $1", patient).await, 0);
        let start = at("2026-11-19T09:30");
        let mut agreed = end(call, claim, CallOutcome::Scheduled);
        agreed.booked = Some(Booked { schedule, visit_type, start, hold: None });
        agreed.draft.mobile = "312 555 0199".into();
        agreed.draft.may_text = true;
        let happened = follows(calls::dispose(&db, &works(&ann), NOW, &agreed).await);
        let from = "(312) 555-0118".to_owned();
        assert!(
            matches!(happened[..], [Follow::MobileKept, Follow::NewPatient, Follow::Visit(_), Follow::Text { .. }]),
            "{happened:?}"
        );
        assert!(happened.contains(&Follow::Text { from }));
        let (sender, address): (String, String) =
            sqlx::query_as("SELECT sender, address FROM outbox WHERE patient_id = $1")
                .bind(patient)
                .fetch_one(db.read())
                .await
                .expect("a text");
        assert_eq!((sender.as_str(), address.as_str()), ("+13125550118", "+13125550199"));
        assert_eq!(one::<i64>(&db, "SELECT start_at FROM appointment WHERE patient_id = $1", patient).await, start.0);
        assert_eq!(one::<String>(&db, "SELECT relationship FROM patient WHERE id = $1", patient).await, "patient");
        assert_eq!(
            one::<i64>(&db, "SELECT COUNT(appointment_id) FROM call_attempt WHERE patient_id = $1", patient).await,
            1
        );
        // Somebody else has just taken the slot: nothing of the disposition is written.
        let other = person(&db, "+13125550003").await;
        wanted(&db, program, other, "two").await;
        let call = next(&db, &ann, NOW).await.expect("somebody");
        let claim = card(&db, &ann, NOW, call).await.claim;
        let mut late = end(call, claim, CallOutcome::Scheduled);
        late.booked = Some(Booked { schedule, visit_type, start, hold: None });
        assert!(matches!(calls::dispose(&db, &works(&ann), NOW, &late).await, Err(StoreError::Conflict(_))));
        assert_eq!(call_of(&db, other).await.0, "claimed");
        // It is handed over instead.
        late.booked = None;
        late.handed_over = Some(HandedOver { reason: "Blood pressure".into(), times: "Mornings".into() });
        assert!(follows(calls::dispose(&db, &works(&ann), NOW, &late).await).contains(&Follow::HandOver));
        let list = calls::next(&db, &works(&ann), NOW, None).await.expect("next").call.expect("the work list");
        let task = card(&db, &ann, NOW, list).await;
        assert_eq!(task.kind.known(), Some(CallKind::HandOver));
        assert!(task.about.starts_with("Blood pressure · Mornings"), "{}", task.about);
    })
    .await;
}

#[tokio::test]
async fn a_prospect_whom_we_know_as_a_patient_is_matched_before_anybody_new_is_made() {
    on_both(async |db| {
        let (schedule, visit_type) = office(&db).await;
        let program = program(&db).await;
        let ann = agent(&db, program, "Ann", Role::Agent).await;
        let known = person(&db, "+13125550001").await;
        let prospect = person(&db, "+13125550001").await;
        sqlx::query("UPDATE patient SET relationship = 'prospect' WHERE id = $1")
            .bind(prospect)
            .execute(db.read())
            .await
            .expect("a prospect");
        wanted(&db, program, prospect, "one").await;
        let call = next(&db, &ann, NOW).await;
        // A prospect is asked about marketing; nobody said no.
        let call = call.expect("somebody");
        let claim = card(&db, &ann, NOW, call).await.claim;
        let mut agreed = end(call, claim, CallOutcome::Scheduled);
        agreed.booked = Some(Booked { schedule, visit_type, start: at("2026-11-19T09:30"), hold: None });
        follows(calls::dispose(&db, &works(&ann), NOW, &agreed).await);
        assert_eq!(one::<i64>(&db, "SELECT COUNT(*) FROM appointment WHERE patient_id = $1", known).await, 1);
        assert_eq!(one::<String>(&db, "SELECT relationship FROM patient WHERE id = $1", prospect).await, "prospect");
    })
    .await;
}

#[tokio::test]
async fn whoever_calls_is_known_by_their_number_or_noted() {
    on_both(async |db| {
        let program = program(&db).await;
        let ann = agent(&db, program, "Ann", Role::Agent).await;
        let patient = person(&db, "+13125550001").await;
        wanted(&db, program, patient, "one").await;
        let note = async |number: &str, who| calls::note_inbound(&db, &works(&ann), NOW, number, "well-26", who).await;
        let refused = note("12", None).await;
        assert!(matches!(refused, Err(StoreError::Invalid(errors)) if errors[0].field == "number"));
        let Noted::Call(call) = note("312 555 0001", None).await.expect("noted") else { panic!("one person") };
        let shown = card(&db, &ann, NOW, call).await;
        assert_eq!(shown.person.map(|person| person.name.reveal().clone()).as_deref(), Some("Ann Lee"));
        assert_eq!((shown.caller.code.as_str(), shown.dialed_at), ("WELL-26", Some(NOW)));
        follows(ended(&db, &ann, NOW + Millis::minutes(3), call, CallOutcome::Declined).await);
        assert_eq!(one::<String>(&db, "SELECT code FROM call_attempt WHERE patient_id = $1", patient).await, "WELL-26");
        assert_eq!(one::<i64>(&db, "SELECT talked_ms FROM call_attempt WHERE patient_id = $1", patient).await, 180_000);
        let Noted::Call(unknown) = note("312 555 0777", None).await.expect("noted") else { panic!("nobody") };
        assert!(card(&db, &ann, NOW, unknown).await.person.is_none());
        follows(ended(&db, &ann, NOW, unknown, CallOutcome::Other).await);
        // A family shares a number: the agent says who it is.
        let twin = person(&db, "+13125550001").await;
        let Noted::Choose(people) = note("312 555 0001", None).await.expect("noted") else { panic!("two people") };
        assert_eq!(people.len(), 2);
        let Noted::Call(call) = note("312 555 0001", Some(people[1].0)).await.expect("noted") else { panic!("one") };
        assert_eq!(card(&db, &ann, NOW, call).await.person.expect("a person").id, people[1].0);
        let _ = twin;
    })
    .await;
}

#[tokio::test]
async fn a_supervisor_sees_who_is_on_what_and_releases_it() {
    on_both(async |db| {
        let (program, id) = program_of(&db, &Program::default()).await;
        let ann = agent(&db, program, "Ann", Role::Agent).await;
        let boss = agent(&db, program, "Boss", Role::Supervisor).await;
        for n in 0..3 {
            let patient = person(&db, &format!("+1312555000{n}")).await;
            let back = (n == 2).then(|| NOW + Millis::hours(2));
            wanted_at(&db, program, patient, &format!("{n}"), NOW - Millis::hours(2), Priority::Normal, back).await;
        }
        let call = next(&db, &ann, NOW).await.expect("somebody");
        let watch: Permit<SuperviseCalls> = boss.permit().expect("a supervisor");
        let view = calls::supervisor(&db, &watch, NOW, id).await.expect("a view");
        let line = view.agents.iter().find(|agent| agent.name == "Ann").expect("Ann");
        assert_eq!(line.call.as_ref().map(|(call, ..)| *call), Some(call));
        assert_eq!((view.waiting, view.oldest, view.call_backs.len()), (1, Some(Millis::hours(2)), 1));
        calls::release(&db, &watch, NOW, call).await.expect("released");
        assert!(matches!(calls::release(&db, &watch, NOW, call).await, Err(StoreError::Conflict(_))));
        assert_eq!(
            call_of(&db, one(&db, "SELECT patient_id FROM call WHERE id > $1 ORDER BY id LIMIT 1", 0).await).await.0,
            "open"
        );
        let audited: BTreeMap<String, i64> =
            sqlx::query_as("SELECT action, COUNT(*) FROM audit_event WHERE entity = 'call' GROUP BY action")
                .fetch_all(db.read())
                .await
                .expect("entries")
                .into_iter()
                .collect::<Vec<(String, i64)>>()
                .into_iter()
                .collect();
        assert_eq!(audited.get("view"), Some(&1));
        assert_eq!(audited.get("update"), Some(&1));
    })
    .await;
}
