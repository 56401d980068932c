//! The whole population, streamed: one thread makes people, the caller's task inserts them.

use crate::batch::{Batch, Keys};
use crate::catalogue::Catalogue;
use crate::directory::Directory;
use crate::health::Chart;
use crate::{DemoError, lab, person, visits};
use rand::SeedableRng;
use rand::rngs::SmallRng;
use shared::consent::{Channel, ConsentStatus};
use shared::time::UtcMillis;
use store::boxed;
use store::bulk::Bulk;
use store::consent::{self, Said};
use store::{Db, Tx};
use tokio::sync::mpsc::{Sender, channel};

/// Patients a batch, and a transaction.
const BATCH: u64 = 1_000;
const TRANSACTION: u64 = 10_000;

/// What was made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Population {
    pub patients: u64,
    /// In all tables together.
    pub rows: u64,
}

/// Fills a database that has no patients with `patients` people, the four of the walk-through among them; does nothing
/// when there are patients. `made` is told how many there are, now and then.
///
/// Changes are not queued: it is meant for a database on which nothing is live yet.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn populate(
    db: &Db,
    now: UtcMillis,
    patients: u64,
    seed: u64,
    made: &(dyn Fn(u64) + Send + Sync),
) -> Result<Population, DemoError> {
    let mut tx = db.begin().await?;
    let there: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM (SELECT 1 FROM patient LIMIT 1) AS one")
        .fetch_one(&mut *tx)
        .await
        .map_err(store::StoreError::from)?;
    if there > 0 {
        return Ok(Population::default());
    }
    let codes = Catalogue::intern(&mut tx).await?;
    let directory = Directory::create(&mut tx).await?;
    let keys = Keys::read(&mut tx).await?;
    let (to, mut from) = channel(3);
    let maker = tokio::task::spawn_blocking(move || make_all(&to, patients, seed, now, &codes, &directory, keys));
    let mut bulk = Bulk::default();
    let mut total = Population::default();
    while let Some(batch) = from.recv().await {
        batch.insert(&mut bulk, &mut tx).await?;
        consents(&mut tx, now, &batch).await?;
        total.patients += batch.patients;
        total.rows += batch.rows();
        made(total.patients);
        if total.patients.is_multiple_of(TRANSACTION) {
            tx.commit().await.map_err(store::StoreError::from)?;
            tx = db.begin().await?;
        }
    }
    maker.await.map_err(|_| DemoError::Generator)?;
    Keys::give_back(&mut tx, db.dialect()).await?;
    tx.commit().await.map_err(store::StoreError::from)?;
    Ok(total)
}

fn make_all(
    to: &Sender<Batch>,
    patients: u64,
    seed: u64,
    now: UtcMillis,
    codes: &Catalogue,
    directory: &Directory,
    mut keys: Keys,
) {
    let mut batch = Batch::default();
    for index in 0..patients {
        // Each person has a source of chance of their own: the first thousand are the same however many follow.
        let mut rng = SmallRng::seed_from_u64(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(index));
        let known = lab::MEMBERS.get(index as usize).copied();
        let person = person::make(&mut rng, index, known, now, directory, &mut keys, &mut batch);
        let seen = visits::past(&mut rng, &person, now, codes, &mut keys, &mut batch);
        let mut chart =
            Chart { rng: &mut rng, person: &person, now, codes, keys: &mut keys, batch: &mut batch, visits: &seen };
        if known.is_some() {
            chart.condition(codes.hypermetropia, true);
        }
        let diabetic = chart.fill();
        visits::appointments(&mut rng, &person, diabetic, now, codes, &mut keys, &mut batch);
        visits::coverage(&mut rng, &person, now, codes, &mut keys, &mut batch);
        if batch.patients == BATCH && to.blocking_send(std::mem::take(&mut batch)).is_err() {
            return;
        }
    }
    if batch.patients > 0 {
        let _ = to.blocking_send(batch);
    }
}

async fn consents(tx: &mut Tx, now: UtcMillis, batch: &Batch) -> Result<(), DemoError> {
    let said: Vec<Said<'_>> = batch
        .consents
        .iter()
        .map(|consent| Said {
            address: &consent.address,
            channel: Channel::Email,
            purpose: consent.purpose,
            status: if consent.granted { ConsentStatus::Granted } else { ConsentStatus::Denied },
            source: "import",
            text_version: "demo-1",
            actor: "demo",
            patient: Some(consent.patient),
        })
        .collect();
    consent::record_for_new_people(tx, now, &said).await?;
    Ok(())
}
