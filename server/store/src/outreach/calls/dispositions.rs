//! The organization's dispositions: the shipped set until somebody changes it.

use crate::audit::{self, Entry};
use crate::error::{Result, StoreError};
use crate::{Db, Permit, boxed, settings};
use shared::audit::AuditAction;
use shared::noun::Noun;
use shared::outreach::calls::Dispositions;
use shared::people::SuperviseCalls;
use shared::time::UtcMillis;

/// The key of the setting.
const KEY: &str = "call-dispositions";

/// How calls can end here.
///
/// # Errors
/// When the database can't be read.
#[boxed]
pub async fn dispositions(db: &Db) -> Result<Dispositions> {
    Ok(settings::get(db, KEY).await?.unwrap_or_default())
}

/// Keeps them as somebody changed them. Those of earlier attempts stay: they are only taken out of use.
///
/// # Errors
/// [`StoreError::Invalid`] at a field.
#[boxed]
pub async fn save_dispositions(
    db: &Db,
    permit: &Permit<SuperviseCalls>,
    now: UtcMillis,
    changed: Dispositions,
) -> Result<Dispositions> {
    let before = dispositions(db).await?;
    let mut changed = changed.checked().map_err(StoreError::Invalid)?;
    for gone in before.all {
        if changed.get(&gone.key).is_none() {
            changed.all.push(shared::outreach::calls::Disposition { active: false, ..gone });
        }
    }
    let mut tx = db.begin().await?;
    settings::set(&mut tx, KEY, &changed, now).await?;
    let entry = Entry { detail: "call dispositions".into(), ..Entry::new(AuditAction::Update, Noun::Setting) };
    audit::record(&mut tx, permit.actor(), now, entry).await?;
    tx.commit().await?;
    Ok(changed)
}
