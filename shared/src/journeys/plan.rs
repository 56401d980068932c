//! A definition together with the moments its local times stand for: what a live version runs by.

use super::{Definition, LocalDateTime, NodeId, NodeKind, Wait};
use crate::segments::dependencies;
use crate::time::UtcMillis;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Made once at go-live and kept with the version, so that a later change of zone rules moves nobody.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    pub definition: Definition,
    pub start: UtcMillis,
    pub end: Option<UtcMillis>,
    /// When each "wait until" node opens.
    pub until: BTreeMap<NodeId, UtcMillis>,
}

impl Plan {
    /// `moment` turns a time on the journey's clock into a moment. `None` when the start is missing or a time can't be
    /// resolved; [`super::problems`] says which.
    pub fn new(definition: Definition, moment: impl Fn(&LocalDateTime, &str) -> Option<UtcMillis>) -> Option<Self> {
        let zone = definition.settings.zone.as_str();
        let start = moment(&definition.settings.start?, zone)?;
        let end = match &definition.settings.end {
            Some(end) => Some(moment(end, zone)?),
            None => None,
        };
        let mut until = BTreeMap::new();
        for node in &definition.nodes {
            if let NodeKind::Wait { wait: Wait::Until { at } } = &node.kind {
                until.insert(node.id, moment(&(*at)?, zone)?);
            }
        }
        Some(Self { start, end, until, definition })
    }

    /// Whether what ends the journey for somebody follows the date.
    pub fn ends_follow_the_date(&self) -> bool {
        self.definition.settings.ends().iter().any(|(_, rule)| dependencies(rule).date)
    }

    /// Whether something may end a stay at that node before its time is over.
    pub fn listens(&self, at: NodeId) -> bool {
        self.definition.settings.listens() || self.definition.node(at).is_some_and(|node| node.kind.listens())
    }
}
