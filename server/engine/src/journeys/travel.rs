//! Travellers who are due: claimed by lease, walked by the pure step, written in one transaction a batch.

use super::facts::{Asking, Known};
use super::{Plans, moment};
use crate::{EngineError, Services};
use shared::activity::ActivityKind;
use shared::ids::TemplateId;
use shared::journeys::{Deed, NodeKind, Plan, Position, Traveller, Walk, walk};
use shared::messages::OriginKind;
use shared::time::UtcMillis;
use std::collections::{BTreeMap, HashMap};
use store::activity::{self, Activity};
use store::boxed;
use store::journeys::{self, ClaimedRun, Person};
use store::outbox::{Content, NewMessage, Origin};
use store::outreach::calls::{self, OfRun};
use store::templates::LiveVersion;
use store::{Tx, db};
use uuid::Uuid;

/// Travellers in one claim and one transaction.
const BATCH: i64 = 200;
/// Batches in one round, so that other areas get their turn.
const BATCHES: usize = 25;

/// Everything that is due, batch by batch.
pub(super) async fn everybody_due(
    services: &Services,
    plans: &mut Plans,
    now: UtcMillis,
) -> Result<usize, EngineError> {
    let mut done = 0;
    for _ in 0..BATCHES {
        let (token, runs) = claim_due(services, now).await?;
        if runs.is_empty() {
            break;
        }
        done += move_claimed(services, plans, now, &token, &runs).await?;
    }
    Ok(done)
}

/// Claims a batch under a fresh token. A worker that dies now loses nothing: the lease runs out and another one claims.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn claim_due(services: &Services, now: UtcMillis) -> Result<(String, Vec<ClaimedRun>), EngineError> {
    let token = Uuid::now_v7().to_string();
    let runs = journeys::claim(&services.db, now, &token, BATCH).await?;
    Ok((token, runs))
}

/// Walks each claimed traveller and writes position, history, outbox and timeline in one transaction.
///
/// # Errors
/// When the database refuses: then nothing of the batch is written.
#[boxed]
pub async fn move_claimed(
    services: &Services,
    plans: &mut Plans,
    now: UtcMillis,
    token: &str,
    runs: &[ClaimedRun],
) -> Result<usize, EngineError> {
    let mut travelling = Vec::with_capacity(runs.len());
    for run in runs {
        match plans.get(&services.db, run.version).await {
            Ok(plan) => travelling.push((run, Asking { patient: run.patient, plan })),
            // They stay where they are, and are asked again when the lease has run out.
            Err(error) => tracing::error!(journey = run.journey_uid, run = run.key, %error, "a traveller can't go on"),
        }
    }
    let asking: Vec<Asking> = travelling.iter().map(|(_, asking)| asking.clone()).collect();
    let known = Known::read(&services.db, &asking, false).await?;
    let moment = moment(services, now).await?;

    let mut letters = Letters::default();
    let mut tx = services.db.begin().await?;
    for (run, asking) in &travelling {
        let Some(person) = known.person(run.key, run.patient) else { continue };
        let Some(seen) = known.seen(run.key, run.patient) else { continue };
        let walked = walk(&asking.plan, run.traveller, &seen, moment);
        db::mark(&mut tx).await?;
        match write_one(&mut tx, &mut letters, now, (run, &asking.plan, token), &person, &walked).await {
            Ok(()) => db::keep_since_mark(&mut tx).await?,
            // One who can't go on holds up nobody else: they stay where they are, and are asked again when the lease has run out.
            Err(error) => {
                db::undo_to_mark(&mut tx).await?;
                tracing::error!(journey = run.journey_uid, run = run.key, %error, "a traveller can't go on");
            }
        }
    }
    tx.commit().await?;
    if !letters.0.is_empty() {
        services.wake.call();
    }
    Ok(runs.len())
}

/// The versions that templates stand for just now, and whose journey it is: looked up once a batch.
#[derive(Default)]
struct Letters(HashMap<TemplateId, LiveVersion>);

impl Letters {
    async fn get(&mut self, tx: &mut Tx, template: TemplateId) -> Result<LiveVersion, EngineError> {
        if let Some(live) = self.0.get(&template) {
            return Ok(*live);
        }
        let live = store::templates::live_version(tx, template)
            .await?
            .ok_or_else(|| EngineError::Other(format!("template {template} of a live journey was never live")))?;
        self.0.insert(template, live);
        Ok(live)
    }
}

/// The walk of one traveller and what it leaves outside.
async fn write_one(
    tx: &mut Tx,
    letters: &mut Letters,
    now: UtcMillis,
    (run, plan, token): (&ClaimedRun, &Plan, &str),
    person: &Person,
    walked: &Walk,
) -> Result<(), EngineError> {
    if journeys::write_walk(tx, now, run, token, walked).await? {
        write_deeds(tx, letters, now, (run, plan), person, walked).await?;
    }
    Ok(())
}

/// What a walk leaves outside the journey: messages in the outbox, a line on the timeline.
async fn write_deeds(
    tx: &mut Tx,
    letters: &mut Letters,
    now: UtcMillis,
    (run, plan): (&ClaimedRun, &Plan),
    person: &Person,
    walked: &Walk,
) -> Result<(), EngineError> {
    for (stay, _) in &walked.stays {
        // Whoever leaves a call is not called for it any more.
        if let Some(NodeKind::Call(_)) = plan.definition.node(stay.node).map(|node| &node.kind) {
            calls::cancel_of_run(tx, now, run.key).await?;
        }
    }
    for (stay, deed) in &walked.deeds {
        match deed {
            Deed::Send { template } => {
                let live = letters.get(tx, *template).await?;
                let message = message(now, run, person, stay, live);
                let key = message.key.clone();
                // A stay is new, so its message is: otherwise a key has come back, and somebody would get nothing without a word.
                if store::outbox::enqueue(tx, now, message).await?.is_none() {
                    return Err(EngineError::Other(format!("a message with the key {key} is there already")));
                }
            }
            Deed::Tell => {
                if let Some(NodeKind::Tell { telling }) = plan.definition.node(stay.node).map(|node| &node.kind) {
                    journeys::tell(tx, now, run.patient, telling.clone()).await?;
                }
            }
            Deed::Call => {
                if let Some(NodeKind::Call(call)) = plan.definition.node(stay.node).map(|node| &node.kind)
                    && let Some(program) = call.program
                {
                    let (priority, about) = (call.priority, call.about.as_str());
                    let of = OfRun { run: run.key, patient: run.patient, stay, program, priority, about };
                    calls::create_of_run(tx, now, &of).await?;
                }
            }
        }
    }
    if let Position::Finished(reason) = walked.position {
        let kind = ActivityKind::JourneyFinished;
        activity::record(
            tx,
            Activity {
                at: now,
                patient: Some(run.patient),
                kind,
                subject_uid: run.journey_uid.clone(),
                summary: format!("{}: {}", kind.summary(&run.journey_name), reason.label().to_lowercase()),
            },
        )
        .await?;
    }
    Ok(())
}

/// One stay's message, to the patient's own address for its channel. Without one it is handed over all the same: the send
/// gate refuses it and keeps the reason.
fn message(now: UtcMillis, run: &ClaimedRun, person: &Person, stay: &Traveller, live: LiveVersion) -> NewMessage {
    NewMessage {
        key: journeys::outbox_key(run.key, stay),
        channel: live.channel,
        patient: Some(run.patient),
        address: String::new(),
        recipient_name: person.name.clone(),
        purpose: live.purpose,
        content: Content::Template { version: live.key, merge: BTreeMap::new() },
        not_before: now,
        send_by: None,
        origin: Origin { kind: OriginKind::Journey, uid: run.journey_uid.clone(), node: Some(stay.node.to_string()) },
    }
}
