//! The journeys list.

use super::{id, status};
use crate::boxed;
use crate::counts::count;
use crate::error::Result;
use crate::search::TextSearch;
use crate::{Db, Permit};
use shared::journeys::{JourneyRow, JourneySort};
use shared::paging::{Page, PageQuery};
use shared::people::ViewOutreach;
use shared::time::UtcMillis;
use sqlx::Row;
use std::collections::HashMap;

/// One page of journeys with their counts. Sorts by `name`, `status`, `start` or, by default, what changed last.
#[boxed]
pub async fn page(db: &Db, _permit: &Permit<ViewOutreach>, query: &PageQuery) -> Result<Page<JourneyRow>> {
    let search = TextSearch::contains(db.dialect(), &query.search);
    let named = search.matches("j.name", "$1");
    let total: i64 = sqlx::query_scalar(&format!("SELECT COUNT(*) FROM journey j WHERE {named}"))
        .bind(search.pattern())
        .fetch_one(db.read())
        .await?;
    let (by, descending) = query.order::<JourneySort>();
    let direction = if descending { "DESC" } else { "ASC" };
    let order = match by {
        JourneySort::Name => "lower(j.name)",
        JourneySort::Status => "j.status",
        JourneySort::Start => "j.start_local",
        JourneySort::Updated => "j.updated_at",
    };
    let rows = sqlx::query(&format!(
        "SELECT j.id, j.uid, j.name, j.status, j.start_local, j.end_local, j.zone, j.updated_at,
            COALESCE(s.name, t.name, '') AS audience
         FROM journey j
         LEFT JOIN segment s ON j.audience_kind = 'segment' AND s.uid = j.audience_uid
         LEFT JOIN record_trigger t ON j.audience_kind = 'trigger' AND t.uid = j.audience_uid
         WHERE {named} ORDER BY {order} {direction}, j.id DESC LIMIT $2 OFFSET $3"
    ))
    .bind(search.pattern())
    .bind(query.limit())
    .bind(query.offset())
    .fetch_all(db.read())
    .await?;
    let mut keys = Vec::with_capacity(rows.len());
    for row in &rows {
        keys.push(row.try_get::<i64, _>("id")?);
    }
    let counts = super::totals(db, &keys).await?;
    let none = HashMap::new();
    let mut page = Vec::with_capacity(rows.len());
    for (row, key) in rows.iter().zip(&keys) {
        let by_status = counts.get(key).unwrap_or(&none);
        let count = |status: &str| by_status.get(status).copied().unwrap_or(0);
        page.push(JourneyRow {
            id: id(&row.try_get::<String, _>("uid")?)?,
            name: row.try_get("name")?,
            status: status(&row.try_get::<String, _>("status")?)?,
            audience: row.try_get("audience")?,
            entered: by_status.values().sum(),
            waiting: count("waiting"),
            done: count("done"),
            exited: count("exited"),
            start: row.try_get("start_local")?,
            end: row.try_get("end_local")?,
            zone: row.try_get("zone")?,
            updated_at: UtcMillis(row.try_get("updated_at")?),
        });
    }
    Ok(Page { rows: page, total: count(total) })
}
