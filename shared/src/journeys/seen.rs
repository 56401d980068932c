//! What a step may know about a traveller: the patient, and what happened on this way through.

use super::NodeId;
use crate::outreach::calls::CallWay;
use crate::segments::PatientFacts;
use crate::time::UtcMillis;

/// Everything a decision rests on beside the plan and the time.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Seen {
    pub patient: PatientFacts,
    /// The addresses that were clicked in messages of this run, by the step that sent them.
    pub clicked: Vec<(NodeId, String)>,
    /// How the calls of this run ended, by step and visit.
    pub calls: Vec<(NodeId, u32, CallWay)>,
    /// Custom events about the patient, by name, with their moment.
    pub custom: Vec<(String, UtcMillis)>,
}

impl From<PatientFacts> for Seen {
    fn from(patient: PatientFacts) -> Self {
        Self { patient, ..Self::default() }
    }
}
