//! What a traveller did with a message that an earlier step of the journey sent.

use super::TravelStep;
use crate::coded;
use crate::journeys::NodeId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Asks about the run of the journey that holds the rule, so it means nothing in a segment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepMessageTest {
    /// The step that sends the message; `None` until one is chosen.
    pub step: Option<TravelStep>,
    pub did: MessageDeed,
}

coded! {
    /// Something people do with a message.
    pub enum MessageDeed {
        /// Mail programs that load pictures by themselves count as opening. Whoever clicked has opened.
        Opened = "opened", "opened";
        /// Followed one of its links.
        Clicked = "clicked", "clicked in";
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
