//! What journey screens show: rows, figures, people. These types cross the wire.

use super::{Definition, Known, NodeId, Port, TriggerDraft, TriggerStatus};
use crate::coded;
use crate::consent::Channel;
use crate::ids::{JourneyId, PatientId, TriggerId};
use crate::phi::Phi;
use crate::time::UtcMillis;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

coded! {
    pub enum JourneyStatus {
        Draft = "draft", "Draft";
        /// Asked for; the engine has yet to take it up.
        GoingLive = "going-live", "Going live";
        Live = "live", "Live";
        /// Ended by a person before its time.
        Stopped = "stopped", "Stopped";
        /// Past its end, with nobody inside.
        Completed = "completed", "Completed";
    }
}

/// A line of the journeys list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JourneyRow {
    pub id: JourneyId,
    pub name: String,
    pub status: JourneyStatus,
    /// The segment's or trigger's name; empty when none is chosen.
    pub audience: String,
    pub entered: i64,
    pub waiting: i64,
    pub done: i64,
    pub exited: i64,
    /// As the marketer typed them, in `zone`; empty when not set.
    pub start: String,
    pub end: String,
    pub zone: String,
    pub updated_at: UtcMillis,
}

/// Something live that can be chosen: a segment, a template or a trigger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub id: String,
    pub name: String,
    /// "1,204 members", or a subject line.
    pub detail: String,
    /// Of a template.
    #[serde(default)]
    pub channel: Option<Channel>,
}

/// Everything the designer opens with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct JourneyPage {
    pub id: JourneyId,
    pub name: String,
    pub status: JourneyStatus,
    pub definition: Definition,
    /// Counts saves; a save that comes from an older one is refused.
    pub revision: i64,
    pub known: Known,
    pub segments: Vec<Choice>,
    pub triggers: Vec<Choice>,
    pub templates: Vec<Choice>,
    /// Events that are not over.
    pub events: Vec<Choice>,
    /// Outreach programs that are live.
    #[serde(default)]
    pub programs: Vec<Choice>,
    pub may_edit: bool,
}

/// The answer to a save.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    pub revision: i64,
    pub at: UtcMillis,
}

/// One tile's counts. `came = waiting + went + ended` always.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NodeFigures {
    pub came: i64,
    pub waiting: i64,
    /// Passed on to another node, or finished here by reaching an exit.
    pub went: i64,
    /// Left the journey early while here.
    pub ended: i64,
    /// Of a node that chooses among several ways: how many went each.
    pub ways: BTreeMap<Port, i64>,
    pub messages: MessageFigures,
}

/// What became of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MessageFigures {
    pub queued: i64,
    pub sent: i64,
    pub opened: i64,
    pub clicked: i64,
    pub unsubscribed: i64,
    pub refused: i64,
    pub failed: i64,
}

impl MessageFigures {
    pub fn add(&mut self, other: &Self) {
        self.queued += other.queued;
        self.sent += other.sent;
        self.opened += other.opened;
        self.clicked += other.clicked;
        self.unsubscribed += other.unsubscribed;
        self.refused += other.refused;
        self.failed += other.failed;
    }
}

/// A count with its reason, such as refusals for want of consent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    pub reason: String,
    pub count: i64,
}

/// A journey's key figures. `entered = waiting + done + exited` always.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Figures {
    pub status: Option<JourneyStatus>,
    pub entered: i64,
    pub waiting: i64,
    pub done: i64,
    pub exited: i64,
    /// Of those done, who reached the goal.
    #[serde(default)]
    pub goal: i64,
    pub nodes: BTreeMap<NodeId, NodeFigures>,
    pub messages: MessageFigures,
    pub refusals: Vec<Reason>,
    pub exits: Vec<Reason>,
}

/// What the go-live dialog says before anything happens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoLiveSummary {
    pub audience: String,
    /// Members now; `None` for a trigger.
    pub people: Option<i64>,
    /// Of them, how many have an e-mail address.
    pub reachable: Option<i64>,
    pub first_message: Option<String>,
    pub start: String,
    pub end: String,
    pub zone: String,
    /// The start lies in the past: people enter as soon as it is live.
    pub at_once: bool,
}

/// A patient who waits at a node.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TravellerRow {
    pub patient: PatientId,
    pub name: Phi<String>,
    pub since: UtcMillis,
    pub due: UtcMillis,
}

/// A patient who was at a node and left it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassedRow {
    pub patient: PatientId,
    pub name: Phi<String>,
    pub left_at: UtcMillis,
    /// What came of it, in words.
    pub outcome: String,
}

/// One stay of one patient in one journey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraceStep {
    pub journey: JourneyId,
    pub journey_name: String,
    pub node: String,
    pub arrived_at: UtcMillis,
    pub left_at: Option<UtcMillis>,
    /// What came of it, in words.
    pub outcome: String,
}

/// A line of the triggers list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TriggerRow {
    pub id: TriggerId,
    pub draft: TriggerDraft,
    pub status: TriggerStatus,
    /// How many journeys use it.
    pub journeys: i64,
    pub updated_at: UtcMillis,
}
