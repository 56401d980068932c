//! A record trigger, ready for a journey to use.

use crate::DemoError;
use shared::journeys::{Listens, TriggerDraft};
use shared::people::EditJourneys;
use shared::time::UtcMillis;
use store::boxed;
use store::journeys::triggers;
use store::{Db, Permit};

#[boxed]
pub async fn make(db: &Db, now: UtcMillis) -> Result<(), DemoError> {
    let permit: Permit<EditJourneys> = Permit::system("demonstration");
    let draft = TriggerDraft {
        name: "Appointment missed".into(),
        record_type: "appointment".into(),
        listens: Listens::Updated,
        status_is: "noshow".into(),
        text_contains: String::new(),
    };
    let id = triggers::save(db, &permit, now, None, draft).await?;
    triggers::set_live(db, &permit, now, id, true).await?;
    Ok(())
}
