//! What steps and rechecks need to know about travellers: no more than the rules of their journeys ask for, read for all of
//! them at once.

use crate::EngineError;
use shared::journeys::Plan;
use shared::segments::{Dependencies, PatientFacts};
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
    done: HashMap<i64, BTreeSet<(shared::journeys::NodeId, shared::segments::MessageDeed)>>,
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
            plan.definition.rules().for_each(|rule| depends.add(rule));
            if audiences {
                depends.segments.extend(plan.definition.segments());
            }
        }
        let people = journeys::people(db, &keys(asking.iter()), &Wanted::by(&depends)).await?;
        let askers = keys(asking.iter().filter(|one| one.plan.definition.asks().step_messages));
        let done = if askers.is_empty() { HashMap::new() } else { journeys::step_messages(db, &askers).await? };
        Ok(Self { people, done })
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
