//! Who uses what: the journeys that mention a segment, a template or a trigger.

use crate::boxed;
use crate::error::Result;
use crate::{Db, Tx};
use shared::ids::{SegmentId, TemplateId, TriggerId};
use shared::journeys::{Audience, Definition};

/// Writes down what `definition` mentions, instead of what was written before.
pub(super) async fn write(tx: &mut Tx, journey: i64, definition: &Definition) -> Result<()> {
    sqlx::query("DELETE FROM journey_use WHERE journey_id = $1").bind(journey).execute(&mut **tx).await?;
    let trigger = match definition.audience() {
        Some(Audience::Trigger(trigger)) => Some(trigger.to_string()),
        _ => None,
    };
    let segments = definition.segments().into_iter().map(|id| ("segment", id.to_string()));
    let templates = definition.templates().into_iter().map(|id| ("template", id.to_string()));
    for (kind, used) in segments.chain(templates).chain(trigger.map(|id| ("trigger", id))) {
        sqlx::query("INSERT INTO journey_use (journey_id, kind, used_uid) VALUES ($1, $2, $3)")
            .bind(journey)
            .bind(kind)
            .bind(used)
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

/// Journeys that are not over and use this segment, as (name, status code), by name.
#[boxed]
pub async fn using_segment(db: &Db, segment: SegmentId) -> Result<Vec<(String, String)>> {
    using(db, "segment", segment.to_string()).await
}

/// [`using_segment`] for a template.
#[boxed]
pub async fn using_template(db: &Db, template: TemplateId) -> Result<Vec<(String, String)>> {
    using(db, "template", template.to_string()).await
}

/// [`using_segment`] for a record trigger.
#[boxed]
pub async fn using_trigger(db: &Db, trigger: TriggerId) -> Result<Vec<(String, String)>> {
    using(db, "trigger", trigger.to_string()).await
}

async fn using(db: &Db, kind: &str, used: String) -> Result<Vec<(String, String)>> {
    Ok(sqlx::query_as(
        "SELECT j.name, j.status FROM journey_use u JOIN journey j ON j.id = u.journey_id
         WHERE u.kind = $1 AND u.used_uid = $2 AND j.status IN ('draft', 'going-live', 'live') ORDER BY j.name",
    )
    .bind(kind)
    .bind(used)
    .fetch_all(db.read())
    .await?)
}
