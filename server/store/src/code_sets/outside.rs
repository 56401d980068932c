//! Codes of the organization's own data that look like a set and are not in it.

use crate::actor::Permit;
use crate::boxed;
use crate::db::Db;
use crate::error::Result;
use shared::code_sets::Coding;
use shared::code_sets::mapping::Likeness;
use shared::people::ViewOutreach;

/// So many are listed.
const LISTED: usize = 200;

/// Those codes, by system and code.
///
/// # Errors
/// [`crate::StoreError::NotFound`] when there is no such set.
#[boxed]
pub async fn outside(db: &Db, permit: &Permit<ViewOutreach>, key: &str) -> Result<Vec<Coding>> {
    let (id, name): (i64, String) =
        sqlx::query_as("SELECT id, name FROM code_set WHERE key = $1").bind(key).fetch_one(db.read()).await?;
    let likeness = Likeness::new(&name, &super::codes(db, permit, key).await?);
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT k.system, k.code, MIN(CASE WHEN k.display = '' THEN c.text ELSE k.display END) AS display
         FROM concept_coding k JOIN concept c ON c.id = k.concept_id
         WHERE k.code <> ''
           AND k.system IN (SELECT o.system FROM code_set_code o WHERE o.code_set_id = $1)
           AND NOT EXISTS (
               SELECT 1 FROM code_set_code o WHERE o.code_set_id = $1 AND o.system = k.system AND o.code = k.code)
         GROUP BY k.system, k.code ORDER BY k.system, k.code",
    )
    .bind(id)
    .fetch_all(db.read())
    .await?;
    let codings = rows.into_iter().map(|(system, code, display)| Coding { system, code, display });
    Ok(codings.filter(|coding| likeness.has(coding)).take(LISTED).collect())
}
