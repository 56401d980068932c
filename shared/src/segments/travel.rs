//! Where somebody is on their way through a journey.

use crate::ids::JourneyId;
use crate::journeys::NodeId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A journey, or one of its steps.
pub type Place = (JourneyId, Option<NodeId>);

/// Is inside a journey now, or waits at one of its steps; or is not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TravelTest {
    /// `None` until one is chosen.
    pub journey: Option<JourneyId>,
    /// Its name when it was chosen.
    pub name: String,
    /// Anywhere in it where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<TravelStep>,
    pub inside: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TravelStep {
    pub node: NodeId,
    /// What the step was called when it was chosen.
    pub name: String,
}

impl TravelTest {
    /// Where a rule starts before a journey is chosen.
    pub const fn unchosen() -> Self {
        Self { journey: None, name: String::new(), step: None, inside: true }
    }

    pub fn place(&self) -> Option<Place> {
        Some((self.journey?, self.step.as_ref().map(|step| step.node)))
    }

    /// `at`: the journeys that somebody is inside, with the step where they wait.
    pub fn holds(&self, at: &BTreeSet<(JourneyId, NodeId)>) -> bool {
        let there = |(journey, node): Place| {
            at.iter().any(|(inside, waits)| *inside == journey && node.is_none_or(|node| node == *waits))
        };
        self.place().is_some_and(there) == self.inside
    }
}
