//! What supervisors see of the desk: who is on what, how long people wait, call-backs of today, claims that ran out.

use super::{CallKind, Presence};
use crate::coded::Known;
use crate::ids::{CallId, StaffId};
use crate::phi::Phi;
use crate::time::{Millis, UtcMillis};
use serde::{Deserialize, Serialize};

/// An agent of the program.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AgentLine {
    pub id: StaffId,
    pub name: String,
    pub presence: Known<Presence>,
    pub since: Option<UtcMillis>,
    /// Whom they have in hand, and since when.
    pub call: Option<(CallId, Phi<String>, UtcMillis)>,
    pub calls: u32,
    pub talked: u32,
    pub booked: u32,
    /// Claims of theirs that ran out today.
    pub abandoned: u32,
}

/// A call-back of today.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CallBackLine {
    pub call: CallId,
    pub name: Phi<String>,
    pub at: UtcMillis,
    /// The clock there, with what the zone is called.
    pub clock: String,
    pub holder: Option<String>,
    /// Past its time and in nobody's hands.
    pub is_late: bool,
}

/// A program's desk at this moment.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SupervisorView {
    pub agents: Vec<AgentLine>,
    /// Calls that could be made now, and how long the oldest of them waits.
    pub waiting: u32,
    pub oldest: Option<Millis>,
    /// Those that wait for calling hours.
    pub later: u32,
    pub by_kind: Vec<(Known<CallKind>, u32)>,
    pub call_backs: Vec<CallBackLine>,
    /// Of today's call-backs made so far: how many, and how many in time.
    pub kept: (u32, u32),
    pub within_minutes: u16,
    pub abandoned: u32,
}
