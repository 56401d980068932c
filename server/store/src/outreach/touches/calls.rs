//! Calls that ended, as touches: each once.

use super::{Touch, record};
use crate::Tx;
use crate::error::Result;
use crate::outreach::programs;
use crate::stored::read;
use shared::consent::Channel;
use shared::outreach::calls::CallOutcome;
use shared::time::UtcMillis;
use std::collections::BTreeMap;

#[derive(sqlx::FromRow)]
struct Attempt {
    id: i64,
    program_id: Option<i64>,
    patient_id: Option<i64>,
    staff_id: i64,
    ended_at: i64,
    talked_ms: i64,
    outcome: String,
}

/// Milliseconds of a minute: an agent's time is paid by begun minutes.
const MINUTE: i64 = 60_000;

/// Writes the touches of up to `limit` calls that were not counted yet. Returns how many calls there were.
pub(super) async fn collect(tx: &mut Tx, limit: i64) -> Result<usize> {
    let attempts: Vec<Attempt> = sqlx::query_as(
        "SELECT id, program_id, patient_id, staff_id, ended_at, talked_ms, outcome FROM call_attempt
         WHERE counted = 0 ORDER BY id LIMIT $1",
    )
    .bind(limit)
    .fetch_all(&mut **tx)
    .await?;
    let mut minutes: BTreeMap<i64, i64> = BTreeMap::new();
    for attempt in &attempts {
        if let (Some(program), Some(patient)) = (attempt.program_id, attempt.patient_id) {
            let cents = match minutes.get(&program) {
                Some(cents) => *cents,
                None => {
                    let cents = i64::from(programs::said(tx, program).await?.costs.agent_minute);
                    minutes.insert(program, cents);
                    cents
                }
            };
            let outcome: CallOutcome = read("call_attempt.outcome", &attempt.outcome)?;
            for (place, kind) in outcome.touches().iter().enumerate() {
                // The call is paid once, whatever came of it.
                let cost_cents = if place == 0 { cents * (attempt.talked_ms / MINUTE + 1) } else { 0 };
                let touch = Touch {
                    key: format!("call/{}/{}", attempt.id, kind.code()),
                    at: UtcMillis(attempt.ended_at),
                    program,
                    patient,
                    kind: *kind,
                    channel: Some(Channel::Voice),
                    template: 0,
                    agent: attempt.staff_id,
                    cost_cents,
                };
                record(tx, touch).await?;
            }
        }
        sqlx::query("UPDATE call_attempt SET counted = 1 WHERE id = $1").bind(attempt.id).execute(&mut **tx).await?;
    }
    Ok(attempts.len())
}
