//! Tags and attributes that the organization keeps about people.

use super::key_of;
use crate::actor::Permit;
use crate::audit::{self, Entry};
use crate::boxed;
use crate::changes::{self, Change};
use crate::db::{Db, Tx};
use crate::error::Result;
use shared::audit::AuditAction;
use shared::change::{ChangeKind, Changed};
use shared::field::FieldError;
use shared::ids::PatientId;
use shared::noun::Noun;
use shared::patients::{AttributeValue, OwnAttribute, Telling, attribute_name, tag_name};
use shared::people::TagPatients;
use shared::records::RecordKind;
use shared::time::UtcMillis;

/// Changes a tag or attribute of one person. Segments hear of it, the audit log keeps that it was done, not what.
///
/// # Errors
/// [`crate::StoreError::Invalid`] at `tag`, `name` or `value`; [`crate::StoreError::NotFound`].
#[boxed]
pub async fn tell(
    db: &Db,
    tx: &mut Tx,
    permit: &Permit<TagPatients>,
    now: UtcMillis,
    id: PatientId,
    telling: Telling,
) -> Result<()> {
    let key = key_of(db, id).await?;
    tell_about(tx, permit, now, (key, id), telling).await
}

/// [`tell`] about a person whose key is known.
///
/// # Errors
/// As [`tell`].
#[boxed]
pub async fn tell_about(
    tx: &mut Tx,
    permit: &Permit<TagPatients>,
    now: UtcMillis,
    (key, id): (i64, PatientId),
    telling: Telling,
) -> Result<()> {
    let wrong = |field: &str, message: &str| vec![FieldError::new(field, message)];
    let (what, changed) = match telling {
        Telling::Tag(tag) => {
            let tag = tag_name(&tag).ok_or_else(|| wrong("tag", "Enter a tag, at most 60 characters."))?;
            ("tag added", add_tag(tx, key, &tag, false).await?)
        }
        Telling::NoTag(tag) => {
            let gone = sqlx::query("DELETE FROM patient_tag WHERE patient_id = $1 AND tag = $2")
                .bind(key)
                .bind(tag_name(&tag));
            ("tag removed", gone.execute(&mut **tx).await?.rows_affected() > 0)
        }
        Telling::Attribute { name, value } => {
            let name = attribute_name(&name).ok_or_else(|| wrong("name", "Enter a name, at most 60 characters."))?;
            let value = AttributeValue::parse(&value)
                .ok_or_else(|| wrong("value", "Enter a value, at most 500 characters."))?;
            ("attribute set", put_attribute(tx, key, &name, &value, false).await?)
        }
        Telling::NoAttribute(name) => {
            let gone = sqlx::query("DELETE FROM patient_attribute WHERE patient_id = $1 AND name = $2");
            ("attribute removed", gone.bind(key).bind(name).execute(&mut **tx).await?.rows_affected() > 0)
        }
    };
    if changed {
        let change = Change {
            patient: key,
            changed: Changed::Kind(RecordKind::Patient),
            record: key,
            change: ChangeKind::Updated,
        };
        changes::push(tx, now, &[change]).await?;
        let entry = Entry {
            action: AuditAction::Update,
            entity: Noun::Patient,
            entity_uid: Some(id.to_string()),
            patients: &[key],
            detail: what.into(),
        };
        audit::record(tx, permit.actor(), now, entry).await?;
    }
    Ok(())
}

/// Whether that is new.
pub(super) async fn add_tag(tx: &mut Tx, key: i64, tag: &str, dry_run: bool) -> Result<bool> {
    let known: Option<String> = sqlx::query_scalar("SELECT tag FROM patient_tag WHERE patient_id = $1 AND tag = $2")
        .bind(key)
        .bind(tag)
        .fetch_optional(&mut **tx)
        .await?;
    if known.is_none() && !dry_run {
        sqlx::query("INSERT INTO patient_tag (patient_id, tag) VALUES ($1, $2)")
            .bind(key)
            .bind(tag)
            .execute(&mut **tx)
            .await?;
    }
    Ok(known.is_none())
}

/// Whether that is new.
pub(super) async fn put_attribute(
    tx: &mut Tx,
    key: i64,
    name: &str,
    value: &AttributeValue,
    dry_run: bool,
) -> Result<bool> {
    let known: Option<String> =
        sqlx::query_scalar("SELECT value FROM patient_attribute WHERE patient_id = $1 AND name = $2")
            .bind(key)
            .bind(name)
            .fetch_optional(&mut **tx)
            .await?;
    if known.as_ref() == Some(&value.value) {
        return Ok(false);
    }
    if !dry_run {
        sqlx::query(
            "INSERT INTO patient_attribute (patient_id, name, value, at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (patient_id, name) DO UPDATE SET value = excluded.value, at = excluded.at, number = NULL",
        )
        .bind(key)
        .bind(name)
        .bind(&value.value)
        .bind(value.at.map(|at| at.0))
        .execute(&mut **tx)
        .await?;
        // An absent number can't be bound on PostgreSQL.
        if let Some(number) = value.number {
            sqlx::query("UPDATE patient_attribute SET number = $1 WHERE patient_id = $2 AND name = $3")
                .bind(number)
                .bind(key)
                .bind(name)
                .execute(&mut **tx)
                .await?;
        }
    }
    Ok(true)
}

pub(super) async fn tags(db: &Db, key: i64) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar("SELECT tag FROM patient_tag WHERE patient_id = $1 ORDER BY tag")
        .bind(key)
        .fetch_all(db.read())
        .await?)
}

pub(super) async fn attributes(db: &Db, key: i64) -> Result<Vec<OwnAttribute>> {
    let rows: Vec<(String, String)> =
        sqlx::query_as("SELECT name, value FROM patient_attribute WHERE patient_id = $1 ORDER BY name")
            .bind(key)
            .fetch_all(db.read())
            .await?;
    Ok(rows.into_iter().map(|(name, value)| OwnAttribute { name, value }).collect())
}
