//! Patients for screens, and people from tables. What shows patients takes a permit and writes down which it showed.

mod care_gaps;
mod clinical;
mod duplicates;
pub(crate) mod merge;
mod page;
pub mod people;
mod record;
mod said;
mod search;
mod told;

pub use care_gaps::{care_gaps_of, remark_on_gap, revoke_gap_remark};
pub use duplicates::duplicates;
pub use merge::{keep_apart, merge, unmerge};
pub use page::page;
pub use record::record;
pub use said::{contact, said, wish};
pub use told::{tell, tell_about};

use crate::boxed;
use crate::db::Db;
use crate::error::{Result, StoreError};
use shared::ids::PatientId;

/// The row key of the patient known outside as `id`.
///
/// # Errors
/// `NotFound` when there is none.
#[boxed]
pub async fn key_of(db: &Db, id: PatientId) -> Result<i64> {
    Ok(sqlx::query_scalar("SELECT id FROM patient WHERE uid = $1").bind(id.to_string()).fetch_one(db.read()).await?)
}

pub(crate) fn id_of(uid: &str) -> Result<PatientId> {
    uid.parse().map_err(|error| StoreError::corrupt("patient.uid", error))
}
