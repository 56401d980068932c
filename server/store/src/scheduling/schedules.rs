//! Practitioners at sites, and their hours.

use crate::audit::{self as log, Entry};
use crate::boxed;
use crate::document;
use crate::error::{Result, StoreError};
use crate::stored::read;
use crate::{Db, Permit};
use shared::audit::AuditAction;
use shared::field::FieldError;
use shared::ids::ScheduleId;
use shared::noun::Noun;
use shared::people::{BookAppointments, PlanAvailability};
use shared::scheduling::{Availability, ScheduleLine};
use shared::time::{UtcMillis, zones};
use uuid::Uuid;

/// A practitioner or a site to choose, by row key.
pub type Choice = (i64, String);

type Row = (String, String, String, String, String, i64);

/// All of them, by site and practitioner.
#[boxed]
pub async fn all(db: &Db, _permit: &Permit<BookAppointments>) -> Result<Vec<ScheduleLine>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT s.uid, COALESCE(g.prefix || ' ', '') || g.given || ' ' || g.family, l.name, s.zone, s.hours, s.version
         FROM schedule s JOIN practitioner g ON g.id = s.practitioner_id JOIN location l ON l.id = s.location_id
         ORDER BY l.name, g.family, g.given, s.id",
    )
    .fetch_all(db.read())
    .await?;
    rows.into_iter()
        .map(|(uid, practitioner, site, zone, hours, version)| {
            let hours = document::read("schedule", &uid, &hours)?;
            Ok(ScheduleLine { id: read("schedule.uid", &uid)?, practitioner, site, zone, hours, version })
        })
        .collect()
}

/// Practitioners who may get hours, by family name.
#[boxed]
pub async fn practitioners(db: &Db, _permit: &Permit<PlanAvailability>) -> Result<Vec<Choice>> {
    let rows = sqlx::query_as(
        "SELECT id, COALESCE(prefix || ' ', '') || given || ' ' || family FROM practitioner WHERE active = 1
         ORDER BY family, given, id LIMIT 2000",
    )
    .fetch_all(db.read())
    .await?;
    Ok(rows)
}

/// Sites where they may have them.
#[boxed]
pub async fn sites(db: &Db, _permit: &Permit<PlanAvailability>) -> Result<Vec<Choice>> {
    Ok(sqlx::query_as("SELECT id, name FROM location ORDER BY name, id LIMIT 2000").fetch_all(db.read()).await?)
}

/// Gives a practitioner a schedule at a site, without hours as yet.
///
/// # Errors
/// [`StoreError::Invalid`] when there is one, or no such zone.
#[boxed]
pub async fn add(
    db: &Db,
    permit: &Permit<PlanAvailability>,
    now: UtcMillis,
    practitioner: i64,
    site: i64,
    zone: &str,
) -> Result<ScheduleId> {
    if zones::zone(zone).is_none() {
        return Err(vec![FieldError::new("zone", "Choose a time zone.")].into());
    }
    let id = ScheduleId(Uuid::now_v7());
    let mut tx = db.begin().await?;
    sqlx::query(
        "INSERT INTO schedule (uid, practitioner_id, location_id, zone, hours, updated_at) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(id.to_string())
    .bind(practitioner)
    .bind(site)
    .bind(zone)
    .bind(document::write("schedule", &Availability::default())?)
    .bind(now.0)
    .execute(&mut *tx)
    .await
    .map_err(|error| {
        let there = "This practitioner has a schedule at this site already.";
        StoreError::from(error).on("schedule_practitioner_id_location_id_key", "practitioner", there)
    })?;
    let entry = Entry { entity_uid: Some(id.to_string()), ..Entry::new(AuditAction::Create, Noun::Schedule) };
    log::record(&mut tx, permit.actor(), now, entry).await?;
    tx.commit().await?;
    Ok(id)
}

/// Keeps the hours; `version` is that of the hours that were edited. Booked appointments stay.
///
/// # Errors
/// [`StoreError::Invalid`] by field, [`StoreError::Conflict`] when somebody else saved meanwhile.
#[boxed]
pub async fn save_hours(
    db: &Db,
    permit: &Permit<PlanAvailability>,
    now: UtcMillis,
    id: ScheduleId,
    version: i64,
    hours: Availability,
) -> Result<()> {
    let hours = hours.checked()?;
    let mut tx = db.begin().await?;
    let saved = sqlx::query(
        "UPDATE schedule SET hours = $1, version = version + 1, updated_at = $2 WHERE uid = $3 AND version = $4",
    )
    .bind(document::write("schedule", &hours)?)
    .bind(now.0)
    .bind(id.to_string())
    .bind(version)
    .execute(&mut *tx)
    .await?;
    if saved.rows_affected() == 0 {
        return Err(StoreError::conflict("Somebody else changed these hours meanwhile. Reload to see them."));
    }
    let entry = Entry { entity_uid: Some(id.to_string()), ..Entry::new(AuditAction::Update, Noun::Schedule) };
    log::record(&mut tx, permit.actor(), now, entry).await?;
    tx.commit().await?;
    Ok(())
}
