//! What a traveller did with a message that an earlier step of the journey sent.

use super::TravelStep;
use crate::journeys::NodeId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use strum::{IntoStaticStr, VariantArray};

/// Asks about the run of the journey that holds the rule, so it means nothing in a segment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepMessageTest {
    /// The step that sends the message; `None` until one is chosen.
    pub step: Option<TravelStep>,
    pub did: MessageDeed,
}

/// Something people do with a message.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum MessageDeed {
    /// Mail programs that load pictures by themselves count as opening. Whoever clicked has opened.
    Opened,
    /// Followed one of its links.
    Clicked,
}

impl MessageDeed {
    /// "opened", "clicked in".
    pub const fn label(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Clicked => "clicked in",
        }
    }
}

impl StepMessageTest {
    /// `done`: what the traveller did in this run, with the step whose message it was.
    pub fn holds(&self, done: &BTreeSet<(NodeId, MessageDeed)>) -> bool {
        let did = |node, deed| done.contains(&(node, deed));
        self.step.as_ref().is_some_and(|step| match self.did {
            MessageDeed::Opened => did(step.node, MessageDeed::Opened) || did(step.node, MessageDeed::Clicked),
            MessageDeed::Clicked => did(step.node, MessageDeed::Clicked),
        })
    }
}
