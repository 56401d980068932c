//! A program: whom the contact center reaches, why and how.

use crate::coded;
use crate::ids::{JourneyId, SegmentId};
use serde::{Deserialize, Serialize};

coded! {
    /// Where a program stands.
    #[derive(Default)]
    pub enum ProgramStatus {
        #[default]
        Draft = "draft", "Draft";
        Live = "live", "Live";
        /// Nothing goes out and nobody is called until it goes on.
        Paused = "paused", "Paused";
        Ended = "ended", "Ended";
    }
}

coded! {
    /// What a member of the team does in a program.
    pub enum Duty {
        Agent = "agent", "Agent";
        Supervisor = "supervisor", "Supervisor";
    }
}

/// The stored document of a program. New members have defaults.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Program {
    /// What it is to achieve, in a sentence.
    pub goal: String,
    /// The audience when it is a segment; people on the program's prospect lists belong to it too.
    pub segment: Option<SegmentId>,
    /// The cadence: the journey that its people travel.
    pub journey: Option<JourneyId>,
}
