//! The demonstration's organization and its templates.

use crate::DemoError;
use shared::people::Organization;
use shared::time::UtcMillis;
use store::boxed;
use store::settings::{self, ORGANIZATION};
use store::{Db, Permit, starters};

/// Names the organization, unless somebody has, and installs the starter templates and their pictures.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn messages(db: &Db, now: UtcMillis) -> Result<(), DemoError> {
    if settings::get::<Organization>(db, ORGANIZATION).await?.is_none() {
        let organization = Organization {
            name: "Lamna Healthcare".into(),
            postal_address: "12 Harbour Street\nSpringfield, IL 62701".into(),
            time_zone: "America/Chicago".into(),
            sender_name: "Lamna Healthcare".into(),
            sender_address: "outreach@lamna.example".into(),
            phone: "+1 217 555 0100".into(),
            weekly_cap: 3,
            ..Organization::default()
        };
        let mut tx = db.begin().await?;
        settings::set(&mut tx, ORGANIZATION, &organization, now).await?;
        tx.commit().await.map_err(store::StoreError::from)?;
    }
    starters::install(db, &Permit::system("demonstration"), now).await?;
    Ok(())
}
