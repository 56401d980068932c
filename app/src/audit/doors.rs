//! The audit page's doors to the server.

use crate::AppError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use shared::audit::{AuditLine, ShownPatient};
use shared::paging::{Page, PageQuery};

/// The newest entries first.
#[server(prefix = "/staff/api", input = Json)]
pub async fn audit_lines(query: PageQuery) -> Result<Page<AuditLine>, AppError> {
    use shared::time::UtcMillis;
    let door = crate::door::<shared::people::ViewAudit>().await?;
    let page = store::audit::page(&door.services.db, &door.permit, &query).await?;
    let line = |line: store::audit::Line| AuditLine {
        key: line.id,
        at: UtcMillis(line.at),
        actor: line.actor,
        action: line.action,
        entity: line.entity,
        patients: line.patients,
        detail: line.detail,
    };
    Ok(Page { rows: page.rows.into_iter().map(line).collect(), total: page.total })
}

/// The patients that one entry showed; looking at them is itself written down.
#[server(prefix = "/staff/api", input = Json)]
pub async fn audit_patients(key: i64) -> Result<Vec<ShownPatient>, AppError> {
    use shared::phi::Phi;
    let door = crate::door::<shared::people::ViewAudit>().await?;
    let shown = store::audit::patients_shown(&door.services.db, &door.permit, key).await?;
    let entry = store::audit::Entry {
        action: "view",
        entity: "audit",
        detail: format!("patients of entry {key}"),
        ..store::audit::Entry::default()
    };
    store::audit::record_read(&door.services.db, door.permit.actor(), door.now, entry).await?;
    Ok(shown.into_iter().map(|(id, name)| ShownPatient { id, name: Phi::new(name) }).collect())
}
