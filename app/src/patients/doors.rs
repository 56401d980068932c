//! The patients pages' doors to the server.

use crate::AppError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use shared::ids::PatientId;
use shared::paging::{Page, PageQuery};
use shared::patients::{PatientFilter, PatientRecord, PatientRow};

/// One page of the list; the audit log keeps whom it showed.
#[server(prefix = "/staff/api", input = Json)]
pub async fn patients_page(query: PageQuery, filter: PatientFilter) -> Result<Page<PatientRow>, AppError> {
    let door = crate::door::<shared::people::ViewPatients>().await?;
    Ok(store::patients::page(&door.services.db, &door.permit, door.now, &query, &filter).await?)
}

/// One patient's record; the audit log keeps that it was seen.
#[server(prefix = "/staff/api", input = Json)]
pub async fn load_patient(id: PatientId) -> Result<PatientRecord, AppError> {
    let door = crate::door::<shared::people::ViewPatients>().await?;
    Ok(store::patients::record(&door.services.db, &door.permit, door.now, id).await?)
}
