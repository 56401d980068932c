//! The calendar's doors to the server.

use base::AppError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};
use shared::ids::{AppointmentId, HoldId, PatientId, ScheduleId, VisitTypeId};
use shared::patients::PatientRow;
use shared::scheduling::{
    AppointmentChange, AppointmentStatus, Availability, CalendarDay, CancelReason, CancelledBy, DayAsked, OpenSlots,
    ScheduleLine, SlotsAsked, VisitType, VisitTypeLine,
};
use shared::time::UtcMillis;

#[cfg(feature = "ssr")]
use shared::people::{BookAppointments, PlanAvailability};

/// A day of the calendar; the audit log keeps whom it showed.
#[server(prefix = "/staff/api", input = Json)]
pub async fn load_day(asked: DayAsked) -> Result<CalendarDay, AppError> {
    let door = base::door::<BookAppointments>().await?;
    Ok(store::scheduling::day(&door.services.db, &door.permit, door.now, &asked).await?)
}

/// The free slots of a day.
#[server(prefix = "/staff/api", input = Json)]
pub async fn offered_slots(asked: SlotsAsked) -> Result<OpenSlots, AppError> {
    let door = base::door::<BookAppointments>().await?;
    Ok(store::scheduling::open_slots(&door.services.db, &door.permit, door.now, &asked).await?)
}

/// Patients to book for; the audit log keeps whom it showed.
#[server(prefix = "/staff/api", input = Json)]
pub async fn find_patients(text: String) -> Result<Vec<PatientRow>, AppError> {
    use shared::paging::PageQuery;
    use shared::patients::{Activeness, PatientFilter};
    let door = base::door::<shared::people::ViewPatients>().await?;
    let query = PageQuery { search: text, size: 8, ..PageQuery::default() };
    let filter = PatientFilter { active: Activeness::Active, ..PatientFilter::default() };
    Ok(store::patients::page(&door.services.db, &door.permit, door.now, &query, &filter).await?.rows)
}

/// Keeps the slot for five minutes, instead of the one that was held before.
#[server(prefix = "/staff/api", input = Json)]
pub async fn hold_slot(
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
pub async fn release_slot(hold: HoldId) -> Result<(), AppError> {
    let door = base::door::<BookAppointments>().await?;
    Ok(store::scheduling::release(&door.services.db, &door.permit, hold).await?)
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn book_visit(
    patient: PatientId,
    schedule: ScheduleId,
    visit_type: VisitTypeId,
    start: UtcMillis,
    hold: Option<HoldId>,
    note: String,
) -> Result<AppointmentId, AppError> {
    let door = base::door::<BookAppointments>().await?;
    let wanted = store::scheduling::Booking { patient, schedule, visit_type, start, hold, note };
    let id = store::scheduling::book(&door.services.db, &door.permit, door.now, wanted).await?;
    door.services.wake.call();
    Ok(id)
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn move_visit(id: AppointmentId, schedule: ScheduleId, start: UtcMillis) -> Result<(), AppError> {
    let door = base::door::<BookAppointments>().await?;
    store::scheduling::reschedule(&door.services.db, &door.permit, door.now, id, schedule, start, None).await?;
    door.services.wake.call();
    Ok(())
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn set_visit_status(id: AppointmentId, status: AppointmentStatus) -> Result<(), AppError> {
    let door = base::door::<BookAppointments>().await?;
    store::scheduling::set_status(&door.services.db, &door.permit, door.now, id, status).await?;
    door.services.wake.call();
    Ok(())
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn cancel_visit(id: AppointmentId, by: CancelledBy, reason: CancelReason) -> Result<(), AppError> {
    let door = base::door::<BookAppointments>().await?;
    store::scheduling::cancel(&door.services.db, &door.permit, door.now, id, by, reason).await?;
    door.services.wake.call();
    Ok(())
}

/// What became of an appointment; audited.
#[server(prefix = "/staff/api", input = Json)]
pub async fn visit_history(id: AppointmentId) -> Result<Vec<AppointmentChange>, AppError> {
    let door = base::door::<BookAppointments>().await?;
    Ok(store::scheduling::history(&door.services.db, &door.permit, door.now, id).await?)
}

/// What the set-up shows.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Setup {
    pub visits: Vec<VisitTypeLine>,
    pub schedules: Vec<ScheduleLine>,
    /// Who may get hours, by row key.
    pub practitioners: Vec<(i64, String)>,
    /// Where, by row key.
    pub sites: Vec<(i64, String)>,
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn load_setup() -> Result<Setup, AppError> {
    let plan = base::door::<PlanAvailability>().await?;
    let look = base::door::<BookAppointments>().await?;
    let db = &plan.services.db;
    Ok(Setup {
        visits: store::scheduling::visit_types(db, &look.permit).await?,
        schedules: store::scheduling::all(db, &look.permit).await?,
        practitioners: store::scheduling::practitioners(db, &plan.permit).await?,
        sites: store::scheduling::sites(db, &plan.permit).await?,
    })
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn save_visit_type(id: Option<VisitTypeId>, visit: VisitType) -> Result<VisitTypeId, AppError> {
    let door = base::door::<PlanAvailability>().await?;
    Ok(store::scheduling::save(&door.services.db, &door.permit, door.now, id, visit).await?)
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn use_visit_type(id: VisitTypeId, active: bool) -> Result<(), AppError> {
    let door = base::door::<PlanAvailability>().await?;
    Ok(store::scheduling::set_active(&door.services.db, &door.permit, door.now, id, active).await?)
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn add_schedule(practitioner: i64, site: i64, zone: String) -> Result<ScheduleId, AppError> {
    let door = base::door::<PlanAvailability>().await?;
    let db = &door.services.db;
    Ok(store::scheduling::add(db, &door.permit, door.now, practitioner, site, &zone).await?)
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn save_hours(id: ScheduleId, version: i64, hours: Availability) -> Result<(), AppError> {
    let door = base::door::<PlanAvailability>().await?;
    Ok(store::scheduling::save_hours(&door.services.db, &door.permit, door.now, id, version, hours).await?)
}
