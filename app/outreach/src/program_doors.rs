//! The server functions behind program pages, reports and reviews: thin doors to `store::outreach`.

use base::AppError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use shared::ids::{ProgramId, StaffId};
use shared::journeys::Saved;
use shared::outreach::{
    AgreementKind, CampaignKind, Duty, Program, ProgramPage, ProgramRow, ProgramStatus, Report, ReportPeriod,
    ReviewRow, ReviewSettings, ReviewState,
};
use shared::paging::{Page, PageQuery};
use shared::time::Date;

/// One page of programs.
#[server(prefix = "/staff/api", input = Json)]
pub async fn list_programs(query: PageQuery, status: Option<ProgramStatus>) -> Result<Page<ProgramRow>, AppError> {
    let door = base::door::<shared::people::ViewPrograms>().await?;
    Ok(store::outreach::programs::list(&door.services.db, &door.permit, &query, status).await?)
}

/// A draft: from a campaign with segment, messages and cadence, or without anything.
#[server(prefix = "/staff/api", input = Json)]
pub async fn create_program(name: String, campaign: Option<CampaignKind>) -> Result<ProgramId, AppError> {
    use shared::people::{EditJourneys, EditMessages, EditPrograms, EditSegments};
    use store::outreach::programs;
    let door = base::door::<EditPrograms>().await?;
    let db = &door.services.db;
    let Some(campaign) = campaign else { return Ok(programs::blank(db, &door.permit, door.now, &name).await?) };
    let may = programs::Makers {
        programs: door.permit.clone(),
        segments: base::door::<EditSegments>().await?.permit,
        messages: base::door::<EditMessages>().await?.permit,
        journeys: base::door::<EditJourneys>().await?.permit,
    };
    Ok(programs::from_campaign(db, &may, door.now, &name, campaign).await?)
}

/// Everything that a program's page opens with.
#[server(prefix = "/staff/api", input = Json)]
pub async fn open_program(id: ProgramId) -> Result<ProgramPage, AppError> {
    let door = base::door::<shared::people::ViewPrograms>().await?;
    Ok(store::outreach::programs::page(&door.services.db, &door.permit, id).await?)
}

/// Keeps what the page shows.
#[server(prefix = "/staff/api", input = Json)]
pub async fn save_program(id: ProgramId, revision: i64, program: Program) -> Result<Saved, AppError> {
    let door = base::door::<shared::people::EditPrograms>().await?;
    Ok(store::outreach::programs::save(&door.services.db, &door.permit, door.now, id, revision, program).await?)
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn rename_program(id: ProgramId, name: String) -> Result<(), AppError> {
    let door = base::door::<shared::people::EditPrograms>().await?;
    Ok(store::outreach::programs::rename(&door.services.db, &door.permit, door.now, id, &name).await?)
}

/// Signs off in the name of whoever asks, or takes the sign-off back.
#[server(prefix = "/staff/api", input = Json)]
pub async fn sign_off(id: ProgramId, kind: AgreementKind, signed: bool) -> Result<(), AppError> {
    use store::outreach::programs;
    let door = base::door::<shared::people::EditPrograms>().await?;
    let db = &door.services.db;
    if signed {
        Ok(programs::sign_off(db, &door.permit, door.now, id, kind).await?)
    } else {
        Ok(programs::withdraw(db, &door.permit, door.now, id, kind).await?)
    }
}

/// Makes somebody a member; without a duty they leave.
#[server(prefix = "/staff/api", input = Json)]
pub async fn set_member(id: ProgramId, staff: StaffId, duty: Option<Duty>) -> Result<(), AppError> {
    use store::outreach::programs;
    let door = base::door::<shared::people::EditPrograms>().await?;
    let db = &door.services.db;
    match duty {
        Some(duty) => Ok(programs::join(db, &door.permit, door.now, id, staff, duty).await?),
        None => Ok(programs::leave(db, &door.permit, door.now, id, staff).await?),
    }
}

/// Goes live, or goes on after a pause.
#[server(prefix = "/staff/api", input = Json)]
pub async fn start_program(id: ProgramId, again: bool) -> Result<(), AppError> {
    use store::outreach::programs;
    let door = base::door::<shared::people::EditPrograms>().await?;
    let db = &door.services.db;
    if again {
        programs::resume(db, &door.permit, door.now, id).await?;
    } else {
        programs::go_live(db, &door.permit, door.now, id).await?;
    }
    door.services.wake.call();
    Ok(())
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn pause_program(id: ProgramId) -> Result<(), AppError> {
    let door = base::door::<shared::people::EditPrograms>().await?;
    Ok(store::outreach::programs::pause(&door.services.db, &door.permit, door.now, id).await?)
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn end_program(id: ProgramId) -> Result<(), AppError> {
    let door = base::door::<shared::people::EditPrograms>().await?;
    Ok(store::outreach::programs::end(&door.services.db, &door.permit, door.now, id).await?)
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn delete_program(id: ProgramId) -> Result<(), AppError> {
    let door = base::door::<shared::people::EditPrograms>().await?;
    Ok(store::outreach::programs::delete(&door.services.db, &door.permit, door.now, id).await?)
}

/// The report around a day, today on the organization's clock when none is said.
#[server(prefix = "/staff/api", input = Json)]
pub async fn read_report(id: ProgramId, period: ReportPeriod, day: Option<Date>) -> Result<Report, AppError> {
    let door = base::door::<shared::people::ViewPrograms>().await?;
    let db = &door.services.db;
    let zone = store::settings::organization(db).await?.time_zone;
    let today = shared::time::LocalDateTime::at(door.now, &zone).map_or(door.now.date_utc(), |local| local.date());
    let agents = door.session.actor.permit::<shared::people::SuperviseCalls>().is_some();
    Ok(store::outreach::report::report(db, &door.permit, id, period, day.unwrap_or(today), agents).await?)
}

/// Writes down what was learnt.
#[server(prefix = "/staff/api", input = Json)]
pub async fn add_note(id: ProgramId, day: Date, text: String) -> Result<(), AppError> {
    let door = base::door::<shared::people::EditPrograms>().await?;
    Ok(store::outreach::report::add_note(&door.services.db, &door.permit, door.now, id, day, &text).await?)
}

/// One page of reviews.
#[server(prefix = "/staff/api", input = Json)]
pub async fn list_reviews(query: PageQuery, state: Option<ReviewState>) -> Result<Page<ReviewRow>, AppError> {
    let door = base::door::<shared::people::ViewPrograms>().await?;
    let patients = base::door::<shared::people::ViewPatients>().await?.permit;
    let permits = (&door.permit, &patients);
    Ok(store::outreach::reviews::list(&door.services.db, permits, door.now, &query, state).await?)
}

/// Answers a review in approved words.
#[server(prefix = "/staff/api", input = Json)]
pub async fn answer_review(review: i64, words: String) -> Result<(), AppError> {
    let door = base::door::<shared::people::EditPrograms>().await?;
    Ok(store::outreach::reviews::answer(&door.services.db, &door.permit, door.now, review, &words).await?)
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn read_review_settings() -> Result<ReviewSettings, AppError> {
    let door = base::door::<shared::people::ViewPrograms>().await?;
    Ok(store::outreach::reviews::review_settings(&door.services.db).await?)
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn save_review_settings(wanted: ReviewSettings) -> Result<(), AppError> {
    let door = base::door::<shared::people::EditPrograms>().await?;
    Ok(store::outreach::reviews::save_settings(&door.services.db, &door.permit, door.now, wanted).await?)
}
