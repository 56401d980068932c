//! A step that changes what the organization keeps about a person, in the transaction that moves the traveller.

use crate::boxed;
use crate::error::Result;
use crate::{Permit, Tx};
use shared::patients::Telling;
use shared::people::TagPatients;
use shared::time::UtcMillis;

/// Changes a tag or attribute of the patient; segments and travellers hear of it, the audit log names the journeys as the actor.
///
/// # Errors
/// As [`crate::patients::tell`].
#[boxed]
pub async fn tell(tx: &mut Tx, now: UtcMillis, patient: i64, telling: Telling) -> Result<()> {
    let uid: String =
        sqlx::query_scalar("SELECT uid FROM patient WHERE id = $1").bind(patient).fetch_one(&mut **tx).await?;
    let permit: Permit<TagPatients> = Permit::system("journeys");
    crate::patients::tell_about(tx, &permit, now, (patient, crate::patients::id_of(&uid)?), telling).await
}
