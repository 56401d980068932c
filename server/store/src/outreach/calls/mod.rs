//! The call desk as it is kept: calls, claims, what came of them.

mod agent;
mod card;
mod consequences;
mod create;
mod dispose;
mod dispositions;
mod ending;
mod facts;
mod hold;
mod inbound;
mod journey;
mod keep;
mod next;
mod person;
mod programs;
mod queue;
mod row;
mod supervisor;
mod take;
mod visit;

pub use agent::{Line, line, set_phone, set_presence};
pub use card::card;
pub use create::{NewCall, create};
pub use dispose::dispose;
pub use dispositions::{dispositions, save_dispositions};
pub use hold::expire;
pub use inbound::{answer_reply, note_inbound};
pub use journey::{OfRun, cancel_of_journey, cancel_of_run, create_of_run, ends};
pub use keep::{dialed, give_back, hung_up, in_hand, keep};
pub use next::{Next, next};
pub use queue::{desk, find};
pub use supervisor::{call_off, release, supervised, supervisor};
pub use take::take;

use crate::Tx;
use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::error::{Result, StoreError};
use crate::{Permit, boxed};
use shared::audit::AuditAction;
use shared::noun::Noun;
use shared::people::WorkCalls;
use shared::time::UtcMillis;

/// Writes down what somebody did to a call, with its person.
#[boxed]
async fn audit(
    tx: &mut Tx,
    actor: &Actor,
    now: UtcMillis,
    action: AuditAction,
    (uid, patient): (&str, Option<i64>),
    detail: String,
) -> Result<()> {
    let patients: Vec<i64> = patient.into_iter().collect();
    let entry = Entry { action, entity: Noun::Call, entity_uid: Some(uid.to_owned()), patients: &patients, detail };
    audit::record(tx, actor, now, entry).await
}

/// Whose queue it is. The system has none.
fn agent(permit: &Permit<WorkCalls>) -> Result<i64> {
    permit.staff_key().ok_or_else(|| StoreError::conflict("Only a member of the staff can work a queue."))
}
