//! What steps and rechecks need to know about travellers: no more than the rules of their journeys ask for, read for all of
//! them at once.

use crate::EngineError;
use shared::journeys::{Awaited, NodeId, NodeKind, Plan, Seen};
use shared::outreach::calls::CallWay;
use shared::segments::{Dependencies, PatientFacts};
use shared::time::UtcMillis;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use store::Db;
use store::journeys::{self, Person};
use store::segments::facts::Wanted;

/// A traveller, or one who was, and the plan whose rules ask about them.
#[derive(Debug, Clone)]
pub(super) struct Asking {
    pub patient: i64,
    pub plan: Arc<Plan>,
}

/// The patients by key, and by run what they did with its messages where its rules ask for that.
pub(super) struct Known {
    people: HashMap<i64, Person>,
    done: HashMap<i64, BTreeSet<(NodeId, shared::segments::MessageDeed)>>,
    clicked: HashMap<i64, Vec<(NodeId, String)>>,
    calls: HashMap<i64, Vec<(NodeId, u32, CallWay)>>,
    custom: HashMap<i64, Vec<(String, UtcMillis)>>,
}

impl Known {
    /// Reads what the plans of these runs ask for, and who is in their audiences' segments where `audiences` says so.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn read(db: &Db, asking: &[Asking], audiences: bool) -> Result<Self, EngineError> {
        let mut depends = Dependencies::default();
        let mut plans: Vec<&Arc<Plan>> = Vec::new();
        for one in asking {
            if !plans.iter().any(|plan| Arc::ptr_eq(plan, &one.plan)) {
                plans.push(&one.plan);
            }
        }
        for plan in plans {
            plan.definition.add_asks(&mut depends);
            if audiences {
                depends.segments.extend(plan.definition.segments());
            }
        }
        let people = journeys::people(db, &keys(asking.iter()), &Wanted::by(&depends)).await?;
        let askers = keys(asking.iter().filter(|one| one.plan.definition.asks().step_messages));
        let done = if askers.is_empty() { HashMap::new() } else { journeys::step_messages(db, &askers).await? };
        let waits_for =
            |asks: fn(&Awaited) -> bool| keys(asking.iter().filter(|one| one.plan.definition.awaited().any(asks)));
        let links = waits_for(|one| matches!(one, Awaited::Message { link, .. } if !link.trim().is_empty()));
        let custom = waits_for(|one| matches!(one, Awaited::Custom { .. }));
        let callers = keys(
            asking
                .iter()
                .filter(|one| one.plan.definition.nodes.iter().any(|node| matches!(node.kind, NodeKind::Call(_)))),
        );
        Ok(Self {
            calls: store::outreach::calls::ends(db, &callers).await?,
            people,
            done,
            clicked: journeys::clicked_links(db, &links).await?,
            custom: journeys::custom_events(db, &custom).await?,
        })
    }

    /// What this run knows about the patient.
    pub fn seen(&self, run: i64, patient: i64) -> Option<Seen> {
        Some(Seen {
            patient: self.person(run, patient)?.facts,
            clicked: self.clicked.get(&run).cloned().unwrap_or_default(),
            calls: self.calls.get(&run).cloned().unwrap_or_default(),
            custom: self.custom.get(&patient).cloned().unwrap_or_default(),
        })
    }

    /// The patient as this run knows them.
    pub fn person(&self, run: i64, patient: i64) -> Option<Person> {
        let person = self.people.get(&patient)?.clone();
        let step_messages = self.done.get(&run).cloned().unwrap_or_default();
        Some(Person { facts: PatientFacts { step_messages, ..person.facts }, ..person })
    }
}

fn keys<'a>(asking: impl Iterator<Item = &'a Asking>) -> Vec<i64> {
    let keys: BTreeSet<i64> = asking.map(|one| one.patient).collect();
    keys.into_iter().collect()
}
