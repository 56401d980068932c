//! The audit page's doors to the server.

use base::AppError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
#[cfg(feature = "ssr")]
use shared::audit::AuditAction;
use shared::audit::{AuditFilter, AuditLine, AuditPerson, ShownPatient};
use shared::ids::PatientId;
#[cfg(feature = "ssr")]
use shared::noun::Noun;
use shared::paging::{Page, PageQuery};
use shared::patients::PatientRow;

/// The newest entries first; the query's search is for words.
#[server(prefix = "/staff/api", input = Json)]
pub async fn audit_lines(filter: AuditFilter, query: PageQuery) -> Result<Page<AuditLine>, AppError> {
    use shared::time::UtcMillis;
    let door = base::door::<shared::people::ViewAudit>().await?;
    let wanted = super::wanted::wanted(&door.services, filter, &query.search).await?;
    let page = store::audit::page(&door.services.db, &door.permit, &wanted, &query).await?;
    let line = |line: store::audit::Line| AuditLine {
        key: line.id,
        at: UtcMillis(line.at),
        did: shared::audit::did(&line.action, &line.entity, &line.label),
        actor: line.actor,
        detail: shared::audit::detail_words(&line.action, &line.entity, line.detail),
        patients: line.patients,
        network: line.network,
    };
    Ok(Page { rows: page.rows.into_iter().map(line).collect(), total: page.total })
}

/// Everybody whose doings the log can be narrowed to.
#[server(prefix = "/staff/api", input = Json)]
pub async fn audit_people() -> Result<Vec<AuditPerson>, AppError> {
    let door = base::door::<shared::people::ViewAudit>().await?;
    Ok(store::audit::people(&door.services.db, &door.permit).await?)
}

/// Patients to narrow the log to, by name, address or number; whoever is shown is written down.
#[server(prefix = "/staff/api", input = Json)]
pub async fn audit_patients_called(text: String) -> Result<Vec<PatientRow>, AppError> {
    use shared::patients::PatientFilter;
    base::door::<shared::people::ViewAudit>().await?;
    let door = base::door::<shared::people::ViewPatients>().await?;
    let query = PageQuery { search: text, size: 8, sort: "name".to_owned(), ..PageQuery::default() };
    let found =
        store::patients::page(&door.services.db, &door.permit, door.now, &query, &PatientFilter::default()).await?;
    Ok(found.rows)
}

/// The patient that the log is narrowed to; asking who saw them is itself written down.
#[server(prefix = "/staff/api", input = Json)]
pub async fn audit_of_patient(id: PatientId) -> Result<ShownPatient, AppError> {
    use shared::phi::Phi;
    let door = base::door::<shared::people::ViewAudit>().await?;
    let (key, name) = store::audit::name_of_patient(&door.services.db, &door.permit, id).await?;
    let entry = store::audit::Entry {
        patients: &[key],
        detail: "who saw a patient's record".to_owned(),
        ..store::audit::Entry::new(AuditAction::View, Noun::Audit)
    };
    store::audit::record_read(&door.services.db, door.permit.actor(), door.now, entry).await?;
    Ok(ShownPatient { id, name: Phi::new(name) })
}

/// The patients that one entry showed; looking at them is itself written down.
#[server(prefix = "/staff/api", input = Json)]
pub async fn audit_patients(key: i64) -> Result<Vec<ShownPatient>, AppError> {
    use shared::phi::Phi;
    let door = base::door::<shared::people::ViewAudit>().await?;
    let shown = store::audit::patients_shown(&door.services.db, &door.permit, key).await?;
    let keys: Vec<i64> = shown.iter().map(|(key, _, _)| *key).collect();
    let entry = store::audit::Entry {
        patients: &keys,
        detail: format!("patients of entry {key}"),
        ..store::audit::Entry::new(AuditAction::View, Noun::Audit)
    };
    store::audit::record_read(&door.services.db, door.permit.actor(), door.now, entry).await?;
    Ok(shown.into_iter().map(|(_, id, name)| ShownPatient { id, name: Phi::new(name) }).collect())
}
