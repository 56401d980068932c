//! What the organization's outreach did lately: a running journey with its history, and a trigger. The journey's three
//! weeks are not written down but played: the real engine runs them on a clock set back, into the sandbox, so that every
//! figure is one the engine made.

mod channels;
mod journey;
mod trigger;
mod weeks;

use crate::DemoError;
use engine::{Clock, Services};
use shared::people::EditSegments;
use shared::segments::SegmentKind;
use shared::time::{Millis, UtcMillis};
use store::boxed;
use store::segments::FactIndex;
use store::{Db, Permit, StoreError, segments};

/// How long ago the journey went live.
const WEEKS: Millis = Millis::days(21);

/// Makes the journey on the starter templates, which must be live, and plays the last three weeks. Messages are kept,
/// none leaves. `public_url` is what links in them start with.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn outreach(db: &Db, now: UtcMillis, seed: u64, public_url: &str) -> Result<(), DemoError> {
    let clock = Clock::default();
    clock.advance(now - WEEKS - clock.now());
    let services = Services { clock, ..Services::sandbox(db.clone(), public_url) };
    let begin = services.now();
    let permit: Permit<EditSegments> = Permit::system("demonstration");
    let mut tx = db.begin().await?;
    let name = "Diabetes prevention: who asked for news";
    let audience = segments::create(&mut tx, &permit, begin, name, SegmentKind::Static).await?;
    segments::go_live(db, &FactIndex::default(), &mut tx, &permit, begin, audience).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let journey = journey::make(db, begin, audience).await?;
    let reached = channels::make(db, begin).await?;
    weeks::play(&services, now, seed, [(audience, weeks::Joining::Asking), (reached, weeks::Joining::Due)], journey)
        .await?;
    trigger::make(db, now).await
}
