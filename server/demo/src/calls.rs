//! The call desk of the demonstration's program: who waits for a call, who asked to be called back today, and what came of the calls
//! of three weeks, by the agents who have accounts. The same on every run.

use crate::DemoError;
use shared::outreach::calls::{CallKind, CallOutcome, Priority};
use shared::outreach::{CallScript, Program, ScriptAnswer, ScriptField, ScriptFieldKind, ScriptStep, ScriptStepId};
use shared::time::{LocalDateTime, Millis, UtcMillis};
use store::outreach::calls::{self, NewCall};
use store::{Db, StoreError, Tx, boxed};
use uuid::Uuid;

/// People who wait for a call, and the days of calls that are over.
const WAITING: i64 = 60;
const DAYS: i64 = 21;
/// The organization's clock.
const ZONE: &str = "America/Chicago";
/// Calls that one agent ended a day.
const A_DAY: usize = 6;

/// How calls end, as often as they do.
const ENDINGS: [CallOutcome; 14] = [
    CallOutcome::NoAnswer,
    CallOutcome::VoicemailLeft,
    CallOutcome::NoAnswer,
    CallOutcome::Declined,
    CallOutcome::VoicemailLeft,
    CallOutcome::Transferred,
    CallOutcome::NoAnswer,
    CallOutcome::AlreadyDone,
    CallOutcome::VoicemailFull,
    CallOutcome::CallBack,
    CallOutcome::Busy,
    CallOutcome::WrongNumber,
    CallOutcome::LanguageNeed,
    CallOutcome::Other,
];

/// Fills the queue of the newest live program; makes one where there is none.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn calls(db: &Db, now: UtcMillis) -> Result<(), DemoError> {
    let mut tx = db.begin().await?;
    let program = program(&mut tx, now).await?;
    let people = people(&mut tx).await?;
    let agents: Vec<i64> = sqlx::query_scalar(
        "SELECT id FROM staff WHERE role IN ('agent', 'supervisor') AND disabled_at IS NULL ORDER BY id LIMIT 2",
    )
    .fetch_all(&mut *tx)
    .await
    .map_err(StoreError::from)?;
    for agent in &agents {
        sqlx::query(
            "INSERT INTO outreach_program_member (program_id, staff_id, duty) VALUES ($1, $2, 'agent') ON CONFLICT DO NOTHING",
        )
        .bind(program)
        .bind(agent)
        .execute(&mut *tx)
        .await
        .map_err(StoreError::from)?;
    }
    for (place, patient) in (0_i64..).zip(&people) {
        if place < WAITING {
            waits(&mut tx, now, program, *patient, place).await?;
        }
    }
    in_hand(&mut tx, now, program, &agents).await?;
    past(&mut tx, now, program, &agents, &people).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(())
}

/// The newest live program.
async fn program(tx: &mut Tx, now: UtcMillis) -> Result<i64, DemoError> {
    let there: Option<i64> =
        sqlx::query_scalar("SELECT id FROM outreach_program WHERE status = 'live' ORDER BY id DESC LIMIT 1")
            .fetch_optional(&mut **tx)
            .await
            .map_err(StoreError::from)?;
    if let Some(there) = there {
        return Ok(there);
    }
    let document = Program {
        goal: "Forty yearly wellness visits a month".into(),
        text_number: "+1 312 555 0118".into(),
        voice_number: "+1 312 555 0142".into(),
        script: script(),
        ..Program::default()
    };
    let began = (now - Millis::days(DAYS)).0;
    let made: i64 = sqlx::query_scalar(
        "INSERT INTO outreach_program (uid, name, status, document, created_at, updated_at, live_at)
         VALUES ($1, 'Annual wellness visits, fall', 'live', $2, $3, $4, $5) RETURNING id",
    )
    .bind(Uuid::now_v7().to_string())
    .bind(store::document::write("program", &document)?)
    .bind(began)
    .bind(began)
    .bind(began)
    .fetch_one(&mut **tx)
    .await
    .map_err(StoreError::from)?;
    Ok(made)
}

fn script() -> CallScript {
    let step = |id: u16, title: &str, say: &str| ScriptStep {
        id: ScriptStepId(id),
        title: title.into(),
        say: say.into(),
        ..ScriptStep::default()
    };
    let answer = |words: &str, to: Option<u16>| ScriptAnswer { words: words.into(), to: to.map(ScriptStepId) };
    let language = ScriptField { key: "interpreter".into(), label: "Interpreter".into(), kind: ScriptFieldKind::YesNo };
    let ride = ScriptField { key: "ride".into(), label: "Who drives".into(), kind: ScriptFieldKind::Text };
    CallScript {
        steps: vec![
            step(
                1,
                "Greet",
                "Hello, may I speak with {{patient.first_name|the patient}}? I am calling for your doctor's practice.",
            ),
            step(
                2,
                "Make sure who it is",
                "So that I speak with the right person: would you tell me your date of birth?",
            ),
            ScriptStep {
                fields: vec![language, ride],
                answers: vec![
                    answer("Yes, book it", Some(4)),
                    answer("Later", Some(5)),
                    answer("Had it elsewhere", Some(5)),
                    answer("No", Some(5)),
                ],
                ..step(
                    3,
                    "Offer the visit",
                    "Your yearly wellness visit is due. It takes about 40 minutes. Would next week suit you?",
                )
            },
            step(4, "Mobile number and consent to text", "May we send you a text that confirms the visit?"),
            step(5, "Close", "Thank you for your time. Is there anything else that I can do for you?"),
        ],
    }
}

/// Active people with a number whom nobody else of the demonstration calls.
async fn people(tx: &mut Tx) -> Result<Vec<i64>, DemoError> {
    Ok(sqlx::query_scalar(
        "SELECT p.id FROM patient p WHERE p.active = 1 AND p.deceased = 0 AND p.birth_date < '2000-01-01' AND p.id > 100
            AND EXISTS (SELECT 1 FROM contact_point c WHERE c.patient_id = p.id AND c.system = 'phone')
         ORDER BY p.id LIMIT 320",
    )
    .fetch_all(&mut **tx)
    .await
    .map_err(StoreError::from)?)
}

/// A quarter past an hour from 9 on, today or on the next working day.
fn at_work(now: UtcMillis, place: i64) -> Option<UtcMillis> {
    let today = LocalDateTime::at(now, ZONE)?.date();
    let day = (0..3).map(|days| today.plus_days(days)).find(|day| !matches!(day.weekday_short(), "Sat" | "Sun"))?;
    LocalDateTime::new(day, u32::try_from(9 + place).ok()?, 15)?.in_zone(ZONE)
}

/// Somebody in the queue: every tenth asked to be called back at a time of the working day.
async fn waits(tx: &mut Tx, now: UtcMillis, program: i64, patient: i64, place: i64) -> Result<(), DemoError> {
    let call_back_at = if place % 10 == 0 { at_work(now, place / 10) } else { None };
    let about = match place % 4 {
        0 => "No reply to the text",
        1 => "Postcard WELL-26",
        2 => "Voicemail last week",
        _ => "",
    };
    let new = NewCall {
        program,
        patient,
        kind: CallKind::Cadence,
        key: format!("demonstration/{program}/{patient}"),
        priority: if place % 9 == 4 { Priority::High } else { Priority::Normal },
        due_at: now - Millis::hours(place),
        call_back_at,
        about: about.into(),
    };
    calls::create(tx, now - Millis::days(1), new).await?;
    Ok(())
}

/// Each agent has somebody in hand for the day, so that there is something to supervise.
async fn in_hand(tx: &mut Tx, now: UtcMillis, program: i64, agents: &[i64]) -> Result<(), DemoError> {
    for agent in agents {
        let call: Option<i64> = sqlx::query_scalar(
            "SELECT id FROM call WHERE program_id = $1 AND status = 'open' AND call_back_at IS NULL ORDER BY rank, due_at, id LIMIT 1",
        )
        .bind(program)
        .fetch_optional(&mut **tx)
        .await
        .map_err(StoreError::from)?;
        let Some(call) = call else { return Ok(()) };
        let began = (now - Millis::minutes(4)).0;
        let claim: i64 = sqlx::query_scalar(
            "INSERT INTO call_claim (call_id, program_id, staff_id, claimed_at, dialed_at) VALUES ($1, $2, $3, $4, $5) RETURNING id",
        )
        .bind(call)
        .bind(program)
        .bind(agent)
        .bind(began)
        .bind(began)
        .fetch_one(&mut **tx)
        .await
        .map_err(StoreError::from)?;
        sqlx::query(
            "UPDATE call SET status = 'claimed', claimed_by = $1, claimed_until = $2, claim_id = $3 WHERE id = $4",
        )
        .bind(agent)
        .bind((now + Millis::hours(8)).0)
        .bind(claim)
        .bind(call)
        .execute(&mut **tx)
        .await
        .map_err(StoreError::from)?;
        sqlx::query(
            "INSERT INTO call_agent (staff_id, presence, since) VALUES ($1, 'on-call', $2) ON CONFLICT (staff_id) DO NOTHING",
        )
        .bind(agent)
        .bind(began)
        .execute(&mut **tx)
        .await
        .map_err(StoreError::from)?;
    }
    Ok(())
}

/// Calls that are over, of the agents who have accounts. The program counts those of its own weeks; these stand beside them.
async fn past(tx: &mut Tx, now: UtcMillis, program: i64, agents: &[i64], people: &[i64]) -> Result<(), DemoError> {
    let mut person = people.iter().skip(usize::try_from(WAITING).unwrap_or(0)).cycle();
    let mut endings = ENDINGS.iter().cycle();
    for day in (0..DAYS).filter(|day| day % 7 < 5) {
        for agent in agents {
            for number in 0..A_DAY {
                let (Some(patient), Some(outcome)) = (person.next(), endings.next()) else { return Ok(()) };
                let length = if outcome.is_connected() { 90 + 37 * i64::try_from(number).unwrap_or(0) } else { 0 };
                let started = now - Millis::days(day) - Millis::minutes(25 * i64::try_from(number + 1).unwrap_or(1));
                attempt(tx, (program, *patient, *agent), started, Millis::seconds(length), *outcome).await?;
            }
        }
    }
    Ok(())
}

async fn attempt(
    tx: &mut Tx,
    (program, patient, agent): (i64, i64, i64),
    started: UtcMillis,
    talked: Millis,
    outcome: CallOutcome,
) -> Result<(), DemoError> {
    let new = NewCall {
        program,
        patient,
        kind: CallKind::Cadence,
        key: format!("demonstration/{program}/{patient}/{}", started.0),
        priority: Priority::Normal,
        due_at: started,
        call_back_at: None,
        about: String::new(),
    };
    let Some(call) = calls::create(tx, started, new).await? else { return Ok(()) };
    let ended = started + talked;
    sqlx::query("UPDATE call SET status = 'done', outcome = $1, closed_at = $2, attempts = 1 WHERE id = $3")
        .bind(outcome.code())
        .bind(ended.0)
        .bind(call)
        .execute(&mut **tx)
        .await
        .map_err(StoreError::from)?;
    sqlx::query(
        "INSERT INTO call_attempt (call_id, program_id, patient_id, staff_id, direction, kind, started_at, ended_at, talked_ms,
            disposition, disposition_label, outcome, connected, note, answers, from_number, to_number, counted)
         VALUES ($1, $2, $3, $4, 'outbound', 'cadence', $5, $6, $7, $8, $9, $10, $11, '', '{}', '', '', 1)",
    )
    .bind(call)
    .bind(program)
    .bind(patient)
    .bind(agent)
    .bind(started.0)
    .bind(ended.0)
    .bind(talked.0)
    .bind(outcome.code())
    .bind(outcome.label())
    .bind(outcome.code())
    .bind(i64::from(outcome.is_connected()))
    .execute(&mut **tx)
    .await
    .map_err(StoreError::from)?;
    Ok(())
}
