//! The prospect lists' doors to the server.

use base::AppError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use shared::ids::{PatientId, ProgramId, ProspectListId, SegmentId};
use shared::outreach::prospects::{
    ListDetails, ListRow, ListStatus, ListView, Mapping, MemberFilter, MemberRow, Preview, Refusal, ReviewCase,
};
use shared::paging::{Page, PageQuery};

#[cfg(feature = "ssr")]
use shared::people::{EditPrograms, EditSegments, ViewPrograms};

/// A page of the lists.
#[server(prefix = "/staff/api", input = Json)]
pub async fn list_prospect_lists(rows: PageQuery, status: Option<ListStatus>) -> Result<Page<ListRow>, AppError> {
    let door = base::door::<ViewPrograms>().await?;
    let query = shared::outreach::prospects::ProspectListsQuery { rows, status };
    Ok(store::outreach::prospects::lists(&door.services.db, &door.permit, &query).await?)
}

/// The sources there are, and the programs that lists can be for.
#[server(prefix = "/staff/api", input = Json)]
pub async fn prospect_sources() -> Result<(Vec<String>, Vec<(ProgramId, String)>), AppError> {
    let door = base::door::<ViewPrograms>().await?;
    Ok(store::outreach::prospects::sources(&door.services.db, &door.permit).await?)
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn load_prospect_list(id: ProspectListId) -> Result<ListView, AppError> {
    let door = base::door::<ViewPrograms>().await?;
    let terms = engine::numbers::terms(&door.services);
    Ok(store::outreach::prospects::view(&door.services.db, &door.permit, door.now, id, &terms).await?)
}

/// The first lines of a file that nobody has confirmed yet, as they would be understood; audited with whom they were held against.
#[server(prefix = "/staff/api", input = Json)]
pub async fn preview_prospects(id: ProspectListId, mapping: Mapping) -> Result<Preview, AppError> {
    let door = base::door::<EditPrograms>().await?;
    let db = &door.services.db;
    let bytes = store::outreach::prospects::draft_file(db, &door.permit, id).await?;
    let country = store::settings::organization(db).await?.country;
    let (mut preview, lines) = super::prospect_preview::first_lines(bytes, mapping, country).await?;
    preview.lines = store::outreach::prospects::preview(db, &door.permit, door.now, id, &lines).await?;
    Ok(preview)
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn confirm_prospects(id: ProspectListId, details: ListDetails, mapping: Mapping) -> Result<(), AppError> {
    let door = base::door::<EditPrograms>().await?;
    store::outreach::prospects::confirm(&door.services.db, &door.permit, door.now, id, details, &mapping).await?;
    door.services.wake.call();
    Ok(())
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn save_prospect_list(id: ProspectListId, details: ListDetails) -> Result<(), AppError> {
    let door = base::door::<EditPrograms>().await?;
    store::outreach::prospects::save_details(&door.services.db, &door.permit, door.now, id, details).await?;
    door.services.wake.call();
    Ok(())
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn discard_prospects(id: ProspectListId) -> Result<(), AppError> {
    let door = base::door::<EditPrograms>().await?;
    Ok(store::outreach::prospects::discard(&door.services.db, &door.permit, door.now, id).await?)
}

/// A page of the people on a list; audited.
#[server(prefix = "/staff/api", input = Json)]
pub async fn prospect_members(
    id: ProspectListId,
    rows: PageQuery,
    who: Option<MemberFilter>,
) -> Result<Page<MemberRow>, AppError> {
    let door = base::door::<ViewPrograms>().await?;
    let query = shared::outreach::prospects::MembersQuery { rows, who };
    Ok(store::outreach::prospects::members(&door.services.db, &door.permit, door.now, id, &query).await?)
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn prospect_refusals(id: ProspectListId, rows: PageQuery) -> Result<Page<Refusal>, AppError> {
    let door = base::door::<ViewPrograms>().await?;
    let query = shared::outreach::prospects::RefusalsQuery { rows };
    Ok(store::outreach::prospects::refusals(&door.services.db, &door.permit, id, &query).await?)
}

/// The next lines that a person decides about; audited with whom they may name.
#[server(prefix = "/staff/api", input = Json)]
pub async fn review_prospects(id: ProspectListId) -> Result<Vec<ReviewCase>, AppError> {
    let door = base::door::<EditPrograms>().await?;
    Ok(store::outreach::prospects::cases(&door.services.db, &door.permit, door.now, id).await?)
}

/// The line names `who`, or somebody else.
#[server(prefix = "/staff/api", input = Json)]
pub async fn decide_prospect(id: ProspectListId, key: i64, who: Option<PatientId>) -> Result<(), AppError> {
    let door = base::door::<EditPrograms>().await?;
    store::outreach::prospects::decide(&door.services.db, &door.permit, door.now, id, key, who).await?;
    door.services.wake.call();
    Ok(())
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn look_up_prospects(id: ProspectListId) -> Result<(), AppError> {
    let door = base::door::<EditPrograms>().await?;
    store::outreach::lookup::ask_for(&door.services.db, &door.permit, door.now, id).await?;
    door.services.wake.call();
    Ok(())
}

/// The people whom the list may reach, as a static segment.
#[server(prefix = "/staff/api", input = Json)]
pub async fn prospects_as_segment(id: ProspectListId) -> Result<SegmentId, AppError> {
    let door = base::door::<EditSegments>().await?;
    Ok(store::outreach::prospects::as_segment(&door.services.db, &door.permit, door.now, id).await?)
}
