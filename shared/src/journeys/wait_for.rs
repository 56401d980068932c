//! Waiting until one of several things happens, each a way of its own, or until the time is over.

use super::{Arm, NodeId, Seen, Traveller, Unit, Wait, arm_port};
use crate::activity::ActivityKind;
use crate::coded;
use crate::graph::{Port, Way};
use crate::ids::{EventId, SegmentId};
use crate::records::RecordType;
use crate::segments::{Dependencies, MessageDeed, Rule, holds_for_traveller};
use crate::time::{Date, Millis, UtcMillis};
use serde::{Deserialize, Serialize};
use strum::EnumDiscriminants;

/// What is waited for. Where several have happened the first in the list decides.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WaitFor {
    pub arms: Vec<Arm<Awaited>>,
    /// When nothing has happened this long after arrival, they go on by `timeout`.
    pub amount: u32,
    pub unit: Unit,
}

/// Something that can happen. What happens counts from the moment the traveller entered the journey, or left an earlier
/// "wait for": between a message and the step that waits for its answer nothing is missed, and a circle hears each thing once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, EnumDiscriminants)]
#[serde(tag = "what", rename_all = "kebab-case")]
#[strum_discriminants(name(AwaitedKind), doc = "What a person chooses from.", derive(PartialOrd, Ord, Hash))]
pub enum Awaited {
    /// The message that an earlier step sent; of clicks, on a link whose address contains `link` (empty: any).
    Message {
        step: Option<NodeId>,
        did: MessageDeed,
        #[serde(default)]
        link: String,
    },
    /// With an event, or with any.
    Event { did: EventDeed, event: Option<EventId> },
    /// Is a member, or is not one.
    Segment { segment: Option<SegmentId>, joined: bool },
    /// The rule holds: a record that it asks for has appeared.
    Fits { rule: Rule },
    /// An event of the organization's own, by its name.
    Custom { name: String },
}

coded! {
    impl AwaitedKind {
        Message = "message", "They open or click a message";
        Event = "event", "They act on an event";
        Segment = "segment", "They join or leave a segment";
        Fits = "fits", "A rule becomes true";
        Custom = "custom", "A custom event arrives";
    }
}

coded! {
    /// What somebody does with an event of ours.
    #[derive(Default)]
    pub enum EventDeed {
        #[default]
        Registered = "registered", "registers";
        Cancelled = "cancelled", "cancels";
        Attended = "attended", "checks in";
        NoShow = "no-show", "does not come";
    }
}

impl EventDeed {
    pub const fn activity(self) -> ActivityKind {
        match self {
            Self::Registered => ActivityKind::EventRegistered,
            Self::Cancelled => ActivityKind::EventCancelled,
            Self::Attended => ActivityKind::EventAttended,
            Self::NoShow => ActivityKind::EventNoShow,
        }
    }
}

impl AwaitedKind {
    /// A fresh one, nothing chosen.
    pub fn fresh(self) -> Awaited {
        match self {
            Self::Message => Awaited::Message { step: None, did: MessageDeed::Opened, link: String::new() },
            Self::Event => Awaited::Event { did: EventDeed::Registered, event: None },
            Self::Segment => Awaited::Segment { segment: None, joined: true },
            Self::Fits => Awaited::Fits { rule: Rule::empty() },
            Self::Custom => Awaited::Custom { name: String::new() },
        }
    }
}

impl Awaited {
    pub fn kind(&self) -> AwaitedKind {
        self.into()
    }

    /// What the line says when nobody named it.
    pub fn words(&self) -> String {
        match self {
            Self::Message { did: MessageDeed::Opened, .. } => "Opened".into(),
            Self::Message { did: MessageDeed::Clicked, .. } => "Clicked".into(),
            Self::Event { did, .. } => match did {
                EventDeed::Registered => "Registered".into(),
                EventDeed::Cancelled => "Cancelled".into(),
                EventDeed::Attended => "Checked in".into(),
                EventDeed::NoShow => "No-show".into(),
            },
            Self::Segment { joined: true, .. } => "Joined".into(),
            Self::Segment { joined: false, .. } => "Left".into(),
            Self::Fits { .. } => "Rule is true".into(),
            Self::Custom { name } if name.trim().is_empty() => "Custom event".into(),
            Self::Custom { name } => name.trim().to_owned(),
        }
    }

    /// The rule it asks.
    pub const fn rule(&self) -> Option<&Rule> {
        match self {
            Self::Fits { rule } => Some(rule),
            Self::Message { .. } | Self::Event { .. } | Self::Segment { .. } | Self::Custom { .. } => None,
        }
    }

    /// [`Self::rule`], to be changed.
    pub const fn rule_mut(&mut self) -> Option<&mut Rule> {
        match self {
            Self::Fits { rule } => Some(rule),
            Self::Message { .. } | Self::Event { .. } | Self::Segment { .. } | Self::Custom { .. } => None,
        }
    }

    /// What must be known to tell whether it has happened.
    pub fn asks(&self, asks: &mut Dependencies) {
        match self {
            Self::Message { .. } => asks.step_messages = true,
            Self::Event { .. } => {
                asks.records.entry(RecordType::Activity).or_default();
            }
            Self::Segment { segment, .. } => asks.segments.extend(*segment),
            Self::Fits { rule } => asks.add(rule),
            Self::Custom { .. } => {}
        }
    }

    fn happened(&self, seen: &Seen, since: UtcMillis, today: Date) -> bool {
        match self {
            Self::Message { step, did, link } => step.is_some_and(|step| match did {
                MessageDeed::Opened => {
                    MessageDeed::ALL.iter().any(|did| seen.patient.step_messages.contains(&(step, *did)))
                }
                MessageDeed::Clicked if link.trim().is_empty() => {
                    seen.patient.step_messages.contains(&(step, MessageDeed::Clicked))
                }
                MessageDeed::Clicked => {
                    seen.clicked.iter().any(|(node, url)| *node == step && url.contains(link.trim()))
                }
            }),
            Self::Event { did, event } => seen.patient.records.iter().any(|record| {
                record.record == RecordType::Activity
                    && record.status.as_deref() == Some(did.activity().code())
                    && record.at.is_some_and(|at| at >= since)
                    && event.is_none_or(|event| {
                        let uid = event.to_string();
                        record.about.iter().any(|(noun, id)| noun == "event" && *id == uid)
                    })
            }),
            Self::Segment { segment, joined } => {
                segment.is_some_and(|segment| seen.patient.segments.contains(&segment) == *joined)
            }
            Self::Fits { rule } => holds_for_traveller(rule, &seen.patient, today),
            Self::Custom { name } => seen.custom.iter().any(|(event, at)| event == name.trim() && *at >= since),
        }
    }
}

impl Default for WaitFor {
    fn default() -> Self {
        Self { arms: vec![Arm::new(arm_port(1), "", AwaitedKind::Message.fresh())], amount: 7, unit: Unit::Days }
    }
}

impl WaitFor {
    /// The way of those to whom nothing happened in time.
    pub fn timeout_port() -> Port {
        "timeout".parse().unwrap_or(Port::NO)
    }

    pub fn timeout(&self) -> Millis {
        Wait::length(self.amount, self.unit)
    }

    pub fn ways(&self) -> Vec<Way> {
        let arms = self.arms.iter().map(|arm| arm.way(|| arm.of.words()));
        arms.chain([Way::new(Self::timeout_port(), format!("After {} {}", self.amount, self.unit.word(self.amount)))])
            .collect()
    }

    /// The way of the first that has happened.
    pub fn happened(&self, traveller: &Traveller, seen: &Seen, today: Date) -> Option<Port> {
        self.arms.iter().find(|arm| arm.of.happened(seen, traveller.since, today)).map(|arm| arm.port)
    }
}
