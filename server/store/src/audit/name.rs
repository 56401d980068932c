//! What the thing of an entry is called at this moment. A patient or a message is never named: the log's lines are free of
//! health information, and which patients an entry showed is kept beside it.

use crate::db::Tx;
use crate::error::Result;
use shared::noun::Noun;

/// The name of the thing; what was just deleted has the one that the log last gave it. Empty for what has no name.
pub(super) async fn of(tx: &mut Tx, entity: Noun, uid: &str) -> Result<String> {
    let Some(table) = entity.named_in() else { return Ok(String::new()) };
    let named = format!("SELECT name FROM {table} WHERE uid = $1");
    let name: Option<String> = sqlx::query_scalar(&named).bind(uid).fetch_optional(&mut **tx).await?;
    if let Some(name) = name {
        return Ok(name);
    }
    let last = "SELECT label FROM audit_event WHERE entity = $1 AND entity_uid = $2 AND label <> ''
        ORDER BY at DESC, id DESC LIMIT 1";
    let last: Option<String> = sqlx::query_scalar(last).bind(entity.code()).bind(uid).fetch_optional(&mut **tx).await?;
    Ok(last.unwrap_or_default())
}
