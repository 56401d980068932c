//! The call desk's doors to the server.

use base::AppError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};
use shared::ids::{CallId, HoldId, PatientId, ProgramId, ScheduleId, VisitTypeId};
use shared::outreach::calls::{
    CallCard, CallEnd, DeskProgram, DeskView, Disposed, Dispositions, Draft, Noted, Presence, QueueLine, Skipped,
    SupervisorView,
};
use shared::scheduling::OpenSlots;
use shared::time::{Date, UtcMillis};

#[cfg(feature = "ssr")]
use shared::people::{BookAppointments, SuperviseCalls, WorkCalls};

/// Days of the slot picker.
#[cfg(feature = "ssr")]
const DAYS: usize = 5;

/// The queue and the agent's own figures; the audit log keeps whom it showed.
#[server(prefix = "/staff/api", input = Json)]
pub async fn load_desk(program: Option<ProgramId>) -> Result<DeskView, AppError> {
    let door = base::door::<WorkCalls>().await?;
    let connects = door.services.couriers.connects();
    Ok(store::outreach::calls::desk(&door.services.db, &door.permit, door.now, program, connects).await?)
}

/// The calls in the agent's hands, as after a reload.
#[server(prefix = "/staff/api", input = Json)]
pub async fn my_calls() -> Result<Vec<CallId>, AppError> {
    let door = base::door::<WorkCalls>().await?;
    Ok(store::outreach::calls::in_hand(&door.services.db, &door.permit, door.now).await?)
}

/// The person in hand.
#[server(prefix = "/staff/api", input = Json)]
pub async fn load_card(call: CallId) -> Result<CallCard, AppError> {
    let door = base::door::<WorkCalls>().await?;
    Ok(store::outreach::calls::card(&door.services.db, &door.permit, door.now, call).await?)
}

/// Who comes next, and who was skipped.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WhoIsNext {
    pub call: Option<CallId>,
    pub skipped: Vec<Skipped>,
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn next_person(program: Option<ProgramId>) -> Result<WhoIsNext, AppError> {
    let door = base::door::<WorkCalls>().await?;
    let next = store::outreach::calls::next(&door.services.db, &door.permit, door.now, program).await?;
    Ok(WhoIsNext { call: next.call, skipped: next.skipped })
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn take_person(call: CallId) -> Result<(), AppError> {
    let door = base::door::<WorkCalls>().await?;
    Ok(store::outreach::calls::take(&door.services.db, &door.permit, door.now, call).await?)
}

/// Keeps what was typed and the claim; `None` when the claim has run out.
#[server(prefix = "/staff/api", input = Json)]
pub async fn keep_draft(call: CallId, claim: i64, draft: Draft) -> Result<Option<UtcMillis>, AppError> {
    let door = base::door::<WorkCalls>().await?;
    Ok(store::outreach::calls::keep(&door.services.db, &door.permit, door.now, call, claim, &draft).await?)
}

/// How the call is made: the provider connects it, or the agent's device dials.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Dialing {
    /// In the provider's words.
    Connected(String),
    Device,
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn dial(call: CallId, claim: i64) -> Result<Dialing, AppError> {
    let door = base::door::<WorkCalls>().await?;
    let db = &door.services.db;
    store::outreach::calls::dialed(db, &door.permit, door.now, call, claim).await?;
    store::outreach::calls::set_presence(db, &door.permit, door.now, Presence::OnCall).await?;
    let Some(line) = store::outreach::calls::line(db, &door.permit, call).await? else { return Ok(Dialing::Device) };
    if !door.services.couriers.connects() {
        return Ok(Dialing::Device);
    }
    let connect = channels::Connect { reference: call.to_string(), agent: line.agent, to: line.to, from: line.from };
    let said = door.services.couriers.connect(&connect).await;
    said.map(Dialing::Connected).map_err(|why| AppError::Conflict(why.to_string()))
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn hang_up(call: CallId, claim: i64) -> Result<(), AppError> {
    let door = base::door::<WorkCalls>().await?;
    store::outreach::calls::hung_up(&door.services.db, &door.permit, door.now, call, claim).await?;
    Ok(store::outreach::calls::set_presence(&door.services.db, &door.permit, door.now, Presence::WrapUp).await?)
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn give_back(call: CallId, claim: i64) -> Result<(), AppError> {
    let door = base::door::<WorkCalls>().await?;
    Ok(store::outreach::calls::give_back(&door.services.db, &door.permit, door.now, call, claim).await?)
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn end_call(end: CallEnd) -> Result<Disposed, AppError> {
    let door = base::door::<WorkCalls>().await?;
    let disposed = store::outreach::calls::dispose(&door.services.db, &door.permit, door.now, &end).await?;
    door.services.wake.call();
    Ok(disposed)
}

/// Somebody calls: their person, a choice of several, or a number that is noted.
#[server(prefix = "/staff/api", input = Json)]
pub async fn somebody_calls(number: String, code: String, who: Option<PatientId>) -> Result<Noted, AppError> {
    let door = base::door::<WorkCalls>().await?;
    let db = &door.services.db;
    Ok(store::outreach::calls::note_inbound(db, &door.permit, door.now, &number, &code, who).await?)
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn answer_reply(reply: i64) -> Result<CallId, AppError> {
    let door = base::door::<WorkCalls>().await?;
    Ok(store::outreach::calls::answer_reply(&door.services.db, &door.permit, door.now, reply).await?)
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn say_presence(presence: Presence) -> Result<(), AppError> {
    let door = base::door::<WorkCalls>().await?;
    Ok(store::outreach::calls::set_presence(&door.services.db, &door.permit, door.now, presence).await?)
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn keep_phone(phone: String) -> Result<String, AppError> {
    let door = base::door::<WorkCalls>().await?;
    Ok(store::outreach::calls::set_phone(&door.services.db, &door.permit, door.now, &phone).await?)
}

/// People of the agent's programs by name; the audit log keeps whom it showed.
#[server(prefix = "/staff/api", input = Json)]
pub async fn find_people(text: String) -> Result<Vec<QueueLine>, AppError> {
    let door = base::door::<WorkCalls>().await?;
    Ok(store::outreach::calls::find(&door.services.db, &door.permit, door.now, &text).await?)
}

/// The free slots of some days.
#[server(prefix = "/staff/api", input = Json)]
pub async fn days_of_slots(
    visit: VisitTypeId,
    from: Option<Date>,
    hold: Option<HoldId>,
) -> Result<Vec<(Date, OpenSlots)>, AppError> {
    use shared::scheduling::SlotsAsked;
    let door = base::door::<BookAppointments>().await?;
    let first = from.unwrap_or_else(|| door.now.date_utc());
    let mut days = Vec::new();
    for day in (0..).map(|n| first.plus_days(n)).filter(|day| day.weekday_short() != "Sun").take(DAYS) {
        let asked = SlotsAsked { day, visit, hold, moving: None };
        days.push((day, store::scheduling::open_slots(&door.services.db, &door.permit, door.now, &asked).await?));
    }
    Ok(days)
}

/// Keeps the slot for five minutes, instead of the one that was held before.
#[server(prefix = "/staff/api", input = Json)]
pub async fn keep_slot(
    schedule: ScheduleId,
    visit: VisitTypeId,
    start: UtcMillis,
    instead: Option<HoldId>,
) -> Result<HoldId, AppError> {
    let door = base::door::<BookAppointments>().await?;
    let db = &door.services.db;
    Ok(store::scheduling::hold(db, &door.permit, door.now, schedule, visit, start, instead).await?)
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn load_dispositions() -> Result<Dispositions, AppError> {
    let door = base::door::<WorkCalls>().await?;
    Ok(store::outreach::calls::dispositions(&door.services.db).await?)
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn save_dispositions(changed: Dispositions) -> Result<Dispositions, AppError> {
    let door = base::door::<SuperviseCalls>().await?;
    Ok(store::outreach::calls::save_dispositions(&door.services.db, &door.permit, door.now, changed).await?)
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn supervised() -> Result<Vec<DeskProgram>, AppError> {
    let door = base::door::<SuperviseCalls>().await?;
    Ok(store::outreach::calls::supervised(&door.services.db, &door.permit).await?)
}

/// A program's desk; the audit log keeps whom it showed.
#[server(prefix = "/staff/api", input = Json)]
pub async fn load_supervisor(program: Option<ProgramId>) -> Result<Option<SupervisorView>, AppError> {
    let door = base::door::<SuperviseCalls>().await?;
    let Some(program) = program else { return Ok(None) };
    Ok(Some(store::outreach::calls::supervisor(&door.services.db, &door.permit, door.now, program).await?))
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn release_claim(call: CallId) -> Result<(), AppError> {
    let door = base::door::<SuperviseCalls>().await?;
    Ok(store::outreach::calls::release(&door.services.db, &door.permit, door.now, call).await?)
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn call_off(call: CallId) -> Result<(), AppError> {
    let door = base::door::<SuperviseCalls>().await?;
    Ok(store::outreach::calls::call_off(&door.services.db, &door.permit, door.now, call).await?)
}
