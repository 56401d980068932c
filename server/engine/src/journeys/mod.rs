//! The journey runner: what asked to go live goes live, people enter, and every traveller who is due moves on.

mod entries;
mod facts;
mod recheck;
mod travel;

pub use recheck::{Verdicts, verdicts};
pub use travel::{claim_due, move_claimed};

use crate::{EngineError, Services};
use shared::journeys::{LocalDateTime, Now, Plan};
use shared::time::UtcMillis;
use std::collections::HashMap;
use std::sync::Arc;
use store::Db;
use store::boxed;

/// Does what is due now; returns how many things happened. Safe from several processes at once and after a crash: people
/// are claimed by lease, and each one's position, history and outbox rows are one transaction.
///
/// # Errors
/// When the database refuses; what was committed stays, the rest is done by a later round.
#[boxed]
pub async fn round(services: &Services) -> Result<usize, EngineError> {
    round_at(services, services.now()).await
}

/// [`round`] as of a moment of the caller's choosing: tests play weeks in milliseconds with it.
///
/// # Errors
/// As [`round`].
#[boxed]
pub async fn round_at(services: &Services, now: UtcMillis) -> Result<usize, EngineError> {
    let mut plans = Plans::default();
    // What one of them can't do, such as reading a journey that a newer version made, keeps nobody else waiting.
    let outcomes = [
        entries::go_live(services, now).await,
        store::journeys::finish_past_end(&services.db, now).await.map_err(EngineError::from),
        entries::open_doors(services, &mut plans, now).await,
        entries::membership_changes(services, &mut plans, now).await,
        entries::trigger_changes(services, &mut plans, now).await,
        entries::wakes(services, now).await,
        travel::everybody_due(services, &mut plans, now).await,
    ];
    outcomes.into_iter().sum()
}

/// The moment of steps, with the day in the organization's zone.
async fn moment(services: &Services, at: UtcMillis) -> Result<Now, EngineError> {
    let zone = store::settings::organization(&services.db).await?.time_zone;
    let today = LocalDateTime::at(at, &zone).map_or_else(|| at.date_utc(), LocalDateTime::date);
    let tomorrow = LocalDateTime::day_start(today.plus_days(1));
    let tomorrow = tomorrow.in_zone(&zone).unwrap_or_else(|| today.plus_days(1).start_utc());
    Ok(Now { at, today, tomorrow })
}

/// The plans read in this round, by version.
#[derive(Debug, Default)]
pub struct Plans(HashMap<i64, Arc<Plan>>);

impl Plans {
    /// A version's plan; versions never change.
    ///
    /// # Errors
    /// When it can't be read.
    #[boxed]
    pub async fn get(&mut self, db: &Db, version: i64) -> Result<Arc<Plan>, EngineError> {
        if let Some(plan) = self.0.get(&version) {
            return Ok(Arc::clone(plan));
        }
        let plan = Arc::new(store::journeys::plan(db, version).await?);
        self.0.insert(version, Arc::clone(&plan));
        Ok(plan)
    }
}
