//! Journeys and their steps, for rules that ask where people are.

use crate::actor::Permit;
use crate::boxed;
use crate::db::Db;
use crate::error::{Result, StoreError};
use shared::consent::Channel;
use shared::ids::{JourneyId, ProgramId, SegmentId, TemplateId, TriggerId};
use shared::journeys::{Kind, Names, NodeId, called, read_definition};
use shared::people::ViewOutreach;
use shared::segments::{TravelStep, TravelTest};
use std::collections::HashMap;

/// How many choices the picker shows at once.
const CHOICES: usize = 20;
/// In how many journeys, the newest first, steps are looked for.
const JOURNEYS: i64 = 200;

/// Journeys that are or were live whose name contains `search`, each with its steps, and steps of others that are called so.
#[boxed]
pub async fn journey_places(db: &Db, _permit: &Permit<ViewOutreach>, search: &str) -> Result<Vec<TravelTest>> {
    let words = search.trim().to_lowercase();
    let journeys: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT uid, name, definition FROM journey WHERE status <> 'draft' ORDER BY updated_at DESC LIMIT $1",
    )
    .bind(JOURNEYS)
    .fetch_all(db.read())
    .await?;
    let templates: Vec<(String, String)> =
        sqlx::query_as("SELECT uid, name FROM template").fetch_all(db.read()).await?;
    let templates =
        Templates(templates.into_iter().filter_map(|(uid, name)| Some((uid.parse().ok()?, name))).collect());
    let mut found = Vec::new();
    for (uid, name, definition) in journeys {
        let journey: JourneyId = uid.parse().map_err(|error| StoreError::corrupt("journey uid", error))?;
        let definition = match read_definition(&definition) {
            Ok(definition) => definition,
            Err(error) => {
                tracing::warn!(table = "journey", key = %journey, %error, "a journey can't be read");
                continue;
            }
        };
        let whole = name.to_lowercase().contains(&words);
        let place = |step| TravelTest { journey: Some(journey), name: name.clone(), step, inside: true };
        if whole {
            found.push(place(None));
        }
        for id in definition.reading_order() {
            let Some(node) = definition.node(id).filter(|node| node.kind.kind() != Kind::Exit) else { continue };
            let step = TravelStep { node: id, name: called(node, &templates) };
            if whole || step.name.to_lowercase().contains(&words) {
                found.push(place(Some(step)));
            }
        }
        if found.len() >= CHOICES {
            break;
        }
    }
    found.truncate(CHOICES);
    Ok(found)
}

/// Steps are called after the templates they send; everything else they mention needs no name here.
struct Templates(HashMap<TemplateId, String>);

impl Names for Templates {
    fn segment(&self, _: SegmentId) -> Option<String> {
        None
    }

    fn template(&self, id: TemplateId) -> Option<String> {
        self.0.get(&id).cloned()
    }

    fn channel(&self, _: TemplateId) -> Option<Channel> {
        None
    }

    fn trigger(&self, _: TriggerId) -> Option<String> {
        None
    }

    fn program(&self, _: ProgramId) -> Option<String> {
        None
    }

    fn step(&self, _: NodeId) -> Option<String> {
        None
    }
}
