//! Going live, stopping, ending.

use super::draft::{audit, locked};
use super::known::gaps;
use super::{status, unreadable};
use crate::boxed;
use crate::counts::fit;
use crate::error::{Result, StoreError};
use crate::outreach::calls;
use crate::{Db, Permit, Tx};
use shared::audit::AuditAction;
use shared::field::FieldError;
use shared::ids::JourneyId;
use shared::journeys::{FinishReason, JourneyStatus, Known, LocalDateTime, Plan, ProblemPlace, problems, read_plan};
use shared::people::EditJourneys;
use shared::time::UtcMillis;

/// Asks for a draft to go live: checks it against what is `known` to be live, keeps it as a version for good, and leaves
/// the rest to the engine.
///
/// # Errors
/// [`StoreError::Invalid`] with every problem (field `node-3`, `start` or `end`); [`StoreError::Conflict`] when it is no
/// draft.
#[boxed]
pub async fn go_live(
    db: &Db,
    permit: &Permit<EditJourneys>,
    now: UtcMillis,
    id: JourneyId,
    known: &Known,
) -> Result<()> {
    let mut tx = db.begin().await?;
    let journey = locked(&mut tx, id).await?;
    if journey.status != JourneyStatus::Draft {
        return Err(StoreError::conflict("This journey went live before. Duplicate it to run it again."));
    }
    let zone = &journey.definition.settings.zone;
    let known = Known { now: LocalDateTime::at(now, zone), gaps: gaps(now, zone), ..known.clone() };
    let found = problems(&journey.definition, &known);
    if !found.is_empty() {
        let field = |place| match place {
            ProblemPlace::Node(node) => format!("node-{node}"),
            ProblemPlace::Start => "start".into(),
            ProblemPlace::End => "end".into(),
            ProblemPlace::Goal => "goal".into(),
            ProblemPlace::ExitRule => "exit_rule".into(),
        };
        let errors = found.into_iter().map(|problem| FieldError::new(field(problem.place), problem.message));
        return Err(StoreError::Invalid(errors.collect()));
    }
    let plan = Plan::new(journey.definition, LocalDateTime::in_zone).ok_or_else(|| {
        StoreError::Invalid(vec![FieldError::new("zone", "This time zone is not known. Choose one from the list.")])
    })?;
    let text = serde_json::to_string(&plan).map_err(|error| StoreError::corrupt("journey plan", error))?;
    let version: i64 = sqlx::query_scalar(
        "INSERT INTO journey_version (journey_id, number, plan, created_at, created_by)
         SELECT $1, COUNT(*) + 1, $2, $3, $4 FROM journey_version WHERE journey_id = $5 RETURNING id",
    )
    .bind(journey.key)
    .bind(text)
    .bind(now.0)
    .bind(permit.staff_key())
    .bind(journey.key)
    .fetch_one(&mut *tx)
    .await?;
    sqlx::query(
        "UPDATE journey SET status = 'going-live', version_id = $1, start_at = $2, end_at = $3, updated_at = $4 WHERE id = $5",
    )
    .bind(version)
    .bind(plan.start.0)
    .bind(plan.end.map(|end| end.0))
    .bind(now.0)
    .bind(journey.key)
    .execute(&mut *tx)
    .await?;
    audit(&mut tx, permit, now, AuditAction::GoLive, id, journey.name).await?;
    tx.commit().await?;
    Ok(())
}

/// Journeys that asked to go live: key and version.
#[boxed]
pub async fn going_live(db: &Db) -> Result<Vec<(i64, i64)>> {
    Ok(sqlx::query_as("SELECT id, version_id FROM journey WHERE status = 'going-live' ORDER BY id")
        .fetch_all(db.read())
        .await?)
}

/// From "going live" to "live"; false when it no longer was going live.
#[boxed]
pub async fn make_live(tx: &mut Tx, now: UtcMillis, journey: i64) -> Result<bool> {
    let made =
        sqlx::query("UPDATE journey SET status = 'live', updated_at = $1 WHERE id = $2 AND status = 'going-live'")
            .bind(now.0)
            .bind(journey)
            .execute(&mut **tx)
            .await?;
    Ok(made.rows_affected() == 1)
}

/// A version's plan, in today's form whatever the form it was stored in.
///
/// # Errors
/// [`StoreError::NotFound`], or when it can't be read.
#[boxed]
pub async fn plan(db: &Db, version: i64) -> Result<Plan> {
    let text: String =
        sqlx::query_scalar("SELECT plan FROM journey_version WHERE id = $1").bind(version).fetch_one(db.read()).await?;
    read_plan(&text).map_err(unreadable)
}

/// Stops for good: nobody enters any more, and whoever is inside leaves now. What still waits in the
/// outbox is refused there. Returns how many left.
///
/// # Errors
/// [`StoreError::Conflict`] when it is not running.
#[boxed]
pub async fn stop(db: &Db, permit: &Permit<EditJourneys>, now: UtcMillis, id: JourneyId) -> Result<u64> {
    let mut tx = db.begin().await?;
    let journey = locked(&mut tx, id).await?;
    if !matches!(journey.status, JourneyStatus::GoingLive | JourneyStatus::Live) {
        return Err(StoreError::conflict(format!(
            "This journey is {}; only a live one can be stopped.",
            journey.status.label().to_lowercase()
        )));
    }
    sqlx::query("UPDATE journey SET status = 'stopped', updated_at = $1 WHERE id = $2")
        .bind(now.0)
        .bind(journey.key)
        .execute(&mut *tx)
        .await?;
    let left = finish_all(&mut tx, now, journey.key, FinishReason::Stopped).await?;
    audit(&mut tx, permit, now, AuditAction::Stop, id, format!("{}; {left} people were inside", journey.name)).await?;
    tx.commit().await?;
    Ok(left)
}

/// Lets everybody inside go, with their last stay in the history and a line on their timeline.
#[boxed]
pub async fn finish_all(tx: &mut Tx, now: UtcMillis, journey: i64, reason: FinishReason) -> Result<u64> {
    // The position first: a worker that holds a lease finds its traveller gone and writes nothing.
    let left = sqlx::query(
        "UPDATE journey_run SET status = 'exited', finished_at = $1, finish_reason = $2, lease_token = NULL
         WHERE journey_id = $3 AND status = 'waiting'",
    )
    .bind(now.0)
    .bind(reason.code())
    .bind(journey)
    .execute(&mut **tx)
    .await?
    .rows_affected();
    calls::cancel_of_journey(tx, now, journey).await?;
    sqlx::query(
        "INSERT INTO journey_history (journey_id, run_id, visit, node, arrived_at, left_at, outcome)
         SELECT journey_id, id, visit, node, arrived_at, finished_at, finish_reason FROM journey_run
         WHERE journey_id = $1 AND status = 'exited' AND finish_reason = $2 AND finished_at = $3
         ON CONFLICT DO NOTHING",
    )
    .bind(journey)
    .bind(reason.code())
    .bind(now.0)
    .execute(&mut **tx)
    .await?;
    sqlx::query(
        "INSERT INTO activity (at, patient_id, kind, subject, subject_uid, summary)
         SELECT r.finished_at, r.patient_id, 'journey-finished', 'journey', j.uid, 'Left “' || j.name || '”: ' || $1
         FROM journey_run r JOIN journey j ON j.id = r.journey_id
         WHERE r.journey_id = $2 AND r.status = 'exited' AND r.finish_reason = $3 AND r.finished_at = $4",
    )
    .bind(reason.label().to_lowercase())
    .bind(journey)
    .bind(reason.code())
    .bind(now.0)
    .execute(&mut **tx)
    .await?;
    Ok(left)
}

/// Completes live journeys whose end has come and which hold nobody any more. Those whose people are to stop at the end
/// are emptied first by `finish_all`, in the same transaction. Returns how many things happened.
#[boxed]
pub async fn finish_past_end(db: &Db, now: UtcMillis) -> Result<usize> {
    let past: Vec<(i64, i64)> = sqlx::query_as(
        "SELECT id, version_id FROM journey WHERE status = 'live' AND end_at IS NOT NULL AND end_at <= $1 ORDER BY id",
    )
    .bind(now.0)
    .fetch_all(db.read())
    .await?;
    let mut done = 0;
    for (journey, version) in past {
        let at_end = plan(db, version).await?.definition.settings.at_end;
        let mut tx = db.begin().await?;
        let code: String = sqlx::query_scalar("UPDATE journey SET revision = revision WHERE id = $1 RETURNING status")
            .bind(journey)
            .fetch_one(&mut *tx)
            .await?;
        if status(&code)? != JourneyStatus::Live {
            continue;
        }
        if at_end == shared::journeys::AtEnd::StopEveryone {
            finish_all(&mut tx, now, journey, FinishReason::Ended).await?;
        }
        let completed = sqlx::query(
            "UPDATE journey SET status = 'completed', updated_at = $1 WHERE id = $2
             AND NOT EXISTS (SELECT 1 FROM journey_run WHERE journey_id = $3 AND status = 'waiting')",
        )
        .bind(now.0)
        .bind(journey)
        .bind(journey)
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        done += fit::<_, usize>(completed.rows_affected());
    }
    Ok(done)
}
