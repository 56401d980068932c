//! What an end writes: the attempt, the visit, what follows, and what becomes of the call.

use super::agent::presence_in;
use super::create::{NewCall, create};
use super::hold::cancel;
use super::programs::Mine;
use super::row::{self, Row};
use super::{audit, consequences, journey, visit};
use crate::activity::{self, Activity};
use crate::error::{Result, StoreError};
use crate::{Permit, Tx, document, suppression};
use shared::activity::ActivityKind;
use shared::audit::AuditAction;
use shared::consent::Channel;
use shared::field::FieldError;
use shared::outreach::calls::{
    CALL_BACK_RANK, CallEnd, CallKind, CallOutcome, Cancelled, ClaimEnd, Direction, Disposition, Follow, HandedOver,
    NextStep, Presence, Priority, Stops,
};
use shared::outreach::{CallingHours, Program};
use shared::people::WorkCalls;
use shared::time::{LocalDateTime, Millis, UtcMillis, zones};
use std::collections::BTreeMap;

/// As far ahead as a call-back can be.
const CALL_BACK_WITHIN: Millis = Millis::days(90);

/// Everything that the parts of one end look at.
pub(super) struct Ending<'a> {
    pub now: UtcMillis,
    pub staff: i64,
    pub permit: &'a Permit<WorkCalls>,
    pub call: Row,
    pub of: Option<Mine>,
    pub end: &'a CallEnd,
    pub chosen: &'a Disposition,
    /// The number that was called, or that called.
    pub number: String,
}

/// What becomes of the call's row.
enum Becomes {
    Done,
    Open { rank: i64, due: UtcMillis, call_back: Option<UtcMillis> },
}

pub(super) fn invalid(field: &str, message: &str) -> StoreError {
    StoreError::Invalid(vec![FieldError::new(field, message)])
}

impl Ending<'_> {
    /// Writes everything; answers what happened, for the agent.
    pub async fn write(&self, tx: &mut Tx) -> Result<Vec<Follow>> {
        let (now, call, chosen) = (self.now, &self.call, self.chosen);
        let actor = self.permit.actor().name.as_str();
        let attempt = self.attempt(tx).await?;
        let mut follows = Vec::new();
        let mut merge = BTreeMap::new();
        let mut message_to = call.patient_id;
        if let Some(patient) = call.patient_id {
            let taken = (self.end.draft.mobile.as_str(), self.end.draft.may_text);
            follows.extend(consequences::mobile(tx, now, actor, patient, taken).await?);
            if chosen.next == NextStep::Schedule {
                let whose = visit::becomes_patient(tx, now, patient).await?;
                message_to = Some(whose.patient);
                if whose.is_new {
                    follows.push(Follow::NewPatient);
                }
                merge = self.schedule(tx, whose.patient, attempt, &mut follows).await?;
                self.settle_others(tx, patient).await?;
            }
            follows.extend(consequences::stop(tx, now, actor, (call, patient), chosen.stops).await?);
        } else if chosen.next == NextStep::Schedule || chosen.next == NextStep::CallBack {
            return Err(invalid("person", "Say who called first: find the person, or note them as new."));
        } else if chosen.stops != Stops::Nothing && !call.caller.is_empty() {
            for channel in [Channel::Voice, Channel::Sms] {
                suppression::add(tx, now, channel, &call.caller, "do-not-call").await?;
            }
            follows.push(Follow::Stopped { called_off: 0 });
        }
        if let (Some(of), Some(patient)) = (&self.of, message_to) {
            follows.extend(consequences::message(tx, now, (call, of, patient), chosen.message, merge).await?);
        }
        let becomes = self.next_step(tx, &mut follows).await?;
        self.close(tx, &becomes).await?;
        self.write_down(tx).await?;
        Ok(follows)
    }

    /// The attempt, for good.
    async fn attempt(&self, tx: &mut Tx) -> Result<i64> {
        let (call, chosen, draft) = (&self.call, self.chosen, &self.end.draft);
        let (claimed, dialed, hung_up): (i64, Option<i64>, Option<i64>) =
            sqlx::query_as("SELECT claimed_at, dialed_at, hung_up_at FROM call_claim WHERE id = $1")
                .bind(self.end.claim)
                .fetch_one(&mut **tx)
                .await?;
        let (started, ended) = (dialed.unwrap_or(claimed), hung_up.unwrap_or(self.now.0));
        let connected = chosen.outcome.is_connected();
        let talked = if connected { (ended - started).max(0) } else { 0 };
        let from = self.of.as_ref().map_or("", |of| of.program.voice_number.trim());
        let (from, to) = match call.direction()? {
            Direction::Outbound => (from, self.number.as_str()),
            Direction::Inbound => (self.number.as_str(), from),
        };
        let code = if draft.code.trim().is_empty() { call.code.as_str() } else { draft.code.trim() };
        Ok(sqlx::query_scalar(
            "INSERT INTO call_attempt (call_id, program_id, patient_id, staff_id, direction, kind, started_at, ended_at, talked_ms,
                disposition, disposition_label, outcome, connected, note, answers, from_number, to_number, code, call_back_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) RETURNING id",
        )
        .bind(call.id)
        .bind(call.program_id)
        .bind(call.patient_id)
        .bind(self.staff)
        .bind(&call.direction)
        .bind(&call.kind)
        .bind(started)
        .bind(ended)
        .bind(talked)
        .bind(&chosen.key)
        .bind(&chosen.label)
        .bind(chosen.outcome.code())
        .bind(i64::from(connected))
        .bind(draft.note.trim())
        .bind(document::write("answers", &draft.fields)?)
        .bind(from)
        .bind(to)
        .bind(code)
        .bind(call.call_back_at)
        .fetch_one(&mut **tx)
        .await?)
    }

    /// Books or hands over; answers what the confirmation says of the visit.
    async fn schedule(
        &self,
        tx: &mut Tx,
        patient: i64,
        attempt: i64,
        follows: &mut Vec<Follow>,
    ) -> Result<BTreeMap<String, String>> {
        let (end, default) = (self.end, HandedOver::default());
        let handed = match (&end.booked, &end.handed_over, self.chosen.outcome) {
            (Some(booked), _, _) => {
                let visit = visit::book(tx, self.permit, self.now, patient, booked, end.draft.note.trim()).await?;
                sqlx::query("UPDATE call_attempt SET appointment_id = $1 WHERE id = $2")
                    .bind(visit.key)
                    .bind(attempt)
                    .execute(&mut **tx)
                    .await?;
                follows.push(Follow::Visit(visit.id));
                return Ok(visit.merge);
            }
            (None, Some(handed), _) => handed,
            (None, None, CallOutcome::Transferred) => &default,
            (None, None, _) => {
                return Err(invalid("visit", "Choose a free time first, or hand the visit over to scheduling."));
            }
        };
        let Some(of) = &self.of else {
            return Err(invalid("visit", "This call belongs to no program. Choose a free time."));
        };
        visit::hand_over(tx, self.now, &self.call, patient, (of.key, &of.program.hand_over), handed).await?;
        follows.push(Follow::HandOver);
        Ok(BTreeMap::new())
    }

    /// Other calls that wanted the same are settled.
    async fn settle_others(&self, tx: &mut Tx, patient: i64) -> Result<()> {
        let others: Vec<String> = sqlx::query_scalar(
            "SELECT uid FROM call WHERE patient_id = $1 AND status = 'open' AND id <> $2 AND kind IN ('cadence', 'follow-up')
                AND program_id = $3",
        )
        .bind(patient)
        .bind(self.call.id)
        .bind(self.call.program_id)
        .fetch_all(&mut **tx)
        .await?;
        for uid in others {
            let other = row::by_uid(tx, &uid).await?;
            cancel(tx, self.now, &other, Cancelled::Settled).await?;
        }
        Ok(())
    }

    async fn next_step(&self, tx: &mut Tx, follows: &mut Vec<Follow>) -> Result<Becomes> {
        let (now, call, chosen) = (self.now, &self.call, self.chosen);
        let rank = Priority::Normal.rank();
        match chosen.next {
            NextStep::Done | NextStep::Schedule => Ok(Becomes::Done),
            NextStep::CallBack => {
                let at = self.call_back()?;
                follows.push(Follow::CallBack(at));
                Ok(Becomes::Open { rank: CALL_BACK_RANK, due: at, call_back: Some(at) })
            }
            NextStep::Retry => {
                let most = self.of.as_ref().map_or(0, |of| of.program.frequency.attempts);
                if call.direction()? == Direction::Inbound || call.attempts + 1 >= i64::from(most) {
                    return Ok(Becomes::Done);
                }
                let due = now + Millis::days(chosen.days.into());
                follows.push(Follow::Again(due));
                Ok(Becomes::Open { rank, due, call_back: None })
            }
            NextStep::NextMonth => {
                if let (Some(of), Some(patient), None) = (&self.of, call.patient_id, call.run_id)
                    && of.live
                    && chosen.stops == Stops::Nothing
                {
                    let due = self.next_month(&of.program);
                    let new = NewCall {
                        program: of.key,
                        patient,
                        kind: CallKind::FollowUp,
                        key: format!("follow-up/{}/{}", call.uid, call.attempts),
                        priority: Priority::Normal,
                        due_at: due,
                        call_back_at: None,
                        about: format!("{}, a month ago", chosen.label),
                    };
                    create(tx, now, new).await?;
                    follows.push(Follow::Again(due));
                }
                Ok(Becomes::Done)
            }
            NextStep::NextChannel => {
                let Some(patient) = call.patient_id else { return Ok(Becomes::Done) };
                let another = consequences::bad_number(tx, now, patient, &self.number, chosen.outcome).await?;
                follows.push(Follow::NumberMarked);
                let again = another && call.direction()? == Direction::Outbound;
                Ok(if again { Becomes::Open { rank, due: now, call_back: None } } else { Becomes::Done })
            }
        }
    }

    /// The same day of next month, when the program's hours begin there.
    fn next_month(&self, program: &Program) -> UtcMillis {
        let Some(zone) = zones::zone(&self.call.zone) else { return self.now + Millis::days(30) };
        let date = zones::local(self.now, &zone).date().plus_months(1);
        let morning = zones::resolve(LocalDateTime::day_start(date), &zone).moment();
        shared::outreach::calls::next_open(&program.hours, morning, &zone)
    }

    /// The moment that they named, on their clock.
    fn call_back(&self) -> Result<UtcMillis> {
        let field = "call_back";
        let local = self.end.call_back.ok_or_else(|| invalid(field, "Say when to call back."))?;
        let at = local.in_zone(&self.call.zone).ok_or_else(|| invalid(field, "Their time zone is not known."))?;
        if at <= self.now {
            return Err(invalid(field, "This time is over. Choose a later one."));
        }
        if at > self.now + CALL_BACK_WITHIN {
            return Err(invalid(field, "Choose a time within 90 days."));
        }
        let minute = u16::try_from(local.hour() * 60 + local.minute()).unwrap_or(0);
        if !CallingHours::ALLOWED.contains(minute) {
            return Err(invalid(field, "Calls are allowed from 8 am to 9 pm on their clock."));
        }
        Ok(at)
    }

    async fn close(&self, tx: &mut Tx, becomes: &Becomes) -> Result<()> {
        let call = &self.call;
        sqlx::query("UPDATE call_claim SET ended = $1, ended_at = $2 WHERE id = $3")
            .bind(ClaimEnd::Disposed.code())
            .bind(self.now.0)
            .bind(self.end.claim)
            .execute(&mut **tx)
            .await?;
        match becomes {
            Becomes::Done => {
                sqlx::query(
                    "UPDATE call SET status = 'done', outcome = $1, closed_at = $2, attempts = attempts + 1,
                        claimed_by = NULL, claimed_until = NULL, claim_id = NULL WHERE id = $3",
                )
                .bind(self.chosen.outcome.code())
                .bind(self.now.0)
                .bind(call.id)
                .execute(&mut **tx)
                .await?;
                journey::wake(tx, call).await
            }
            Becomes::Open { rank, due, call_back } => {
                sqlx::query(
                    "UPDATE call SET status = 'open', rank = $1, due_at = $2, call_back_at = $3, attempts = attempts + 1,
                        direction = 'outbound', claimed_by = NULL, claimed_until = NULL, claim_id = NULL WHERE id = $4",
                )
                .bind(rank)
                .bind(due.0)
                .bind(call_back.map(|at| at.0))
                .bind(call.id)
                .execute(&mut **tx)
                .await?;
                Ok(())
            }
        }
    }

    /// The timeline, the audit log, and what the agent is doing now.
    async fn write_down(&self, tx: &mut Tx) -> Result<()> {
        let (call, chosen) = (&self.call, self.chosen);
        let kind = match call.direction()? {
            Direction::Inbound => ActivityKind::CallReceived,
            Direction::Outbound if chosen.outcome.is_connected() => ActivityKind::CallAnswered,
            Direction::Outbound => ActivityKind::CallUnanswered,
        };
        if call.patient_id.is_some() {
            let program = self.of.as_ref().map_or("", |of| of.name.as_str());
            let label = chosen.label.trim_end_matches('…');
            let summary = if program.is_empty() { label.to_owned() } else { format!("{label} · {program}") };
            let happening = Activity {
                at: self.now,
                patient: call.patient_id,
                kind,
                subject_uid: call.uid.clone(),
                summary: kind.summary(&summary),
            };
            activity::record(tx, happening).await?;
        }
        let entry = (call.uid.as_str(), call.patient_id);
        let detail = format!("ended as {}", chosen.key);
        audit(tx, self.permit.actor(), self.now, AuditAction::Update, entry, detail).await?;
        presence_in(tx, self.now, self.staff, Presence::Available).await
    }
}
