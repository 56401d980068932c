//! A call's row, and when and by whom it is held.

use crate::error::Result;
use crate::stored::read;
use shared::outreach::calls::{CallStatus, Direction};
use shared::time::UtcMillis;
use sqlx::AnyConnection;

/// A call as decisions read it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(super) struct Row {
    pub id: i64,
    pub uid: String,
    pub program_id: Option<i64>,
    pub patient_id: Option<i64>,
    pub direction: String,
    pub kind: String,
    pub run_id: Option<i64>,
    pub status: String,
    pub call_back_at: Option<i64>,
    pub zone: String,
    pub about: String,
    pub caller: String,
    pub code: String,
    pub claimed_by: Option<i64>,
    pub claimed_until: Option<i64>,
    pub claim_id: Option<i64>,
    pub attempts: i64,
}

impl Row {
    pub(super) fn status(&self) -> Result<CallStatus> {
        read("call.status", &self.status)
    }

    pub(super) fn direction(&self) -> Result<Direction> {
        read("call.direction", &self.direction)
    }

    /// In somebody's hands whose time has not run out.
    pub(super) fn is_held(&self, now: UtcMillis) -> bool {
        self.status == CallStatus::Claimed.code() && self.claimed_until.is_some_and(|until| until > now.0)
    }
}

/// The call known as `uid`.
pub(super) async fn by_uid(connection: &mut AnyConnection, uid: &str) -> Result<Row> {
    const SQL: &str =
        "SELECT id, uid, program_id, patient_id, direction, kind, run_id, status, call_back_at, zone, about,
            caller, code, claimed_by, claimed_until, claim_id, attempts FROM call WHERE uid = $1";
    Ok(sqlx::query_as(SQL).bind(uid).fetch_one(connection).await?)
}

/// [`by_uid`], locked until the transaction ends: on both databases an update that changes nothing does that.
pub(super) async fn locked(connection: &mut AnyConnection, uid: &str) -> Result<Row> {
    sqlx::query("UPDATE call SET status = status WHERE uid = $1").bind(uid).execute(&mut *connection).await?;
    by_uid(connection, uid).await
}

/// The name of a member of the staff.
pub(super) async fn staff_name(connection: &mut AnyConnection, key: i64) -> Result<String> {
    Ok(sqlx::query_scalar("SELECT name FROM staff WHERE id = $1").bind(key).fetch_one(connection).await?)
}
