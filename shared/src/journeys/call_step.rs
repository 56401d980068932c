//! The step "Call": somebody of a program's team calls, and how the call ends says by which way the traveller goes on.

use super::{Seen, Traveller, Unit, Wait};
use crate::graph::{Port, Way};
use crate::ids::ProgramId;
use crate::outreach::calls::{CallWay, Priority};
use crate::time::Millis;
use serde::{Deserialize, Serialize};

/// What the call is about, whose team makes it, and until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CallStep {
    /// Its team calls, by its script and from its number.
    pub program: Option<ProgramId>,
    /// When nobody was called this long after arrival, they go on by the time-out.
    pub amount: u32,
    pub unit: Unit,
    pub priority: Priority,
    /// What the agent reads, such as "No reply to the text".
    pub about: String,
}

impl Default for CallStep {
    fn default() -> Self {
        Self { program: None, amount: 7, unit: Unit::Days, priority: Priority::default(), about: String::new() }
    }
}

impl CallStep {
    /// Characters that [`Self::about`] has at most.
    pub const ABOUT_MAX: usize = 120;

    pub fn timeout(&self) -> Millis {
        Wait::length(self.amount, self.unit)
    }

    pub fn ways(&self) -> Vec<Way> {
        CallWay::ALL
            .into_iter()
            .map(|way| match way {
                CallWay::Timeout => {
                    Way::new(way.port(), format!("Not called within {} {}", self.amount, self.unit.word(self.amount)))
                }
                CallWay::Agreed
                | CallWay::Declined
                | CallWay::Voicemail
                | CallWay::NoAnswer
                | CallWay::BadNumber
                | CallWay::NoMore
                | CallWay::Other => Way::new(way.port(), way.label()),
            })
            .collect()
    }

    /// The way of a traveller whose call has ended.
    pub fn ended(&self, traveller: &Traveller, seen: &Seen) -> Option<Port> {
        let of_stay = |(node, visit, _): &&(_, u32, CallWay)| (*node, *visit) == (traveller.node, traveller.visit);
        seen.calls.iter().find(of_stay).map(|(_, _, way)| way.port())
    }
}
