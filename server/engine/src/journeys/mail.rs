//! What travellers did with their e-mails: asked of the outbox only where a branch of the plan wants to know.

use crate::EngineError;
use shared::journeys::{Facts, NodeKind, Plan};
use std::collections::{BTreeMap, HashMap};
use store::Db;
use store::journeys::{self, Opened};

/// By run, which e-mails were opened and clicked in. `travellers` are (plan, journey, patient).
///
/// # Errors
/// When the database can't be read.
pub(super) async fn opened_by_run<'a>(
    db: &Db,
    travellers: impl Iterator<Item = (&'a Plan, i64, i64)>,
) -> Result<HashMap<i64, Opened>, EngineError> {
    let mut asked: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for (plan, journey, patient) in travellers {
        if plan.definition.nodes.iter().any(|node| match &node.kind {
            NodeKind::Branch { condition } => condition.asks_about_mail(),
            _ => false,
        }) {
            asked.entry(journey).or_default().push(patient);
        }
    }
    let mut opened = HashMap::new();
    for (journey, patients) in asked {
        opened.extend(journeys::opened(db, journey, &patients).await?);
    }
    Ok(opened)
}

/// These facts, and what the traveller did with their e-mails.
pub(super) fn with_opened(facts: &Facts, seen: &Opened) -> Facts {
    Facts { opened: seen.opened.clone(), clicked: seen.clicked.clone(), ..facts.clone() }
}
