//! What the thing of an entry is called at this moment. A patient or a message is never named: the log's lines are free of
//! health information, and which patients an entry showed is kept beside it.

use crate::db::Tx;
use crate::error::Result;

/// The name of the thing; what was just deleted has the one that the log last gave it. Empty for what has no name.
pub(super) async fn of(tx: &mut Tx, entity: &str, uid: &str) -> Result<String> {
    let named = match entity {
        "staff" => "SELECT name FROM staff WHERE uid = $1",
        "segment" => "SELECT name FROM segment WHERE uid = $1",
        "segment-template" => "SELECT name FROM segment_template WHERE uid = $1",
        "template" => "SELECT name FROM template WHERE uid = $1",
        "journey" => "SELECT name FROM journey WHERE uid = $1",
        "trigger" => "SELECT name FROM record_trigger WHERE uid = $1",
        "event" => "SELECT name FROM event WHERE uid = $1",
        "picture" => "SELECT name FROM media WHERE uid = $1",
        "code-set" => "SELECT name FROM code_set WHERE uid = $1",
        _ => return Ok(String::new()),
    };
    let name: Option<String> = sqlx::query_scalar(named).bind(uid).fetch_optional(&mut **tx).await?;
    if let Some(name) = name {
        return Ok(name);
    }
    let last = "SELECT label FROM audit_event WHERE entity = $1 AND entity_uid = $2 AND label <> ''
        ORDER BY at DESC, id DESC LIMIT 1";
    let last: Option<String> = sqlx::query_scalar(last).bind(entity).bind(uid).fetch_optional(&mut **tx).await?;
    Ok(last.unwrap_or_default())
}
