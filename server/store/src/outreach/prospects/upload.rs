//! An uploaded file: kept with what its columns are taken for until somebody confirms it. Nobody on it is written anywhere yet.

use super::{audit, today};
use crate::boxed;
use crate::counts::number;
use crate::document;
use crate::error::Result;
use crate::settings;
use crate::stored::read;
use crate::{Db, Permit};
use shared::audit::AuditAction;
use shared::ids::ProspectListId;
use shared::outreach::prospects::{ListStatus, Mapping, UploadedFile};
use shared::people::EditPrograms;
use shared::text::{folded, line};
use shared::time::UtcMillis;
use uuid::Uuid;

/// How long a list may be used where nobody has said otherwise yet.
const USUAL_DAYS: i64 = 90;

/// A file that was uploaded and could be taken apart.
#[derive(Debug)]
pub struct NewList {
    /// Whose list it is.
    pub source: String,
    pub file_name: String,
    pub encoding: String,
    pub mapping: Mapping,
    /// Lines below the heading.
    pub lines: u64,
    pub bytes: Vec<u8>,
}

/// What was last said of the columns of this source's lists.
#[boxed]
pub async fn known_mapping(db: &Db, source: &str) -> Result<Option<Mapping>> {
    let text: Option<String> = sqlx::query_scalar("SELECT mapping FROM prospect_source WHERE name_search = $1")
        .bind(folded(source))
        .fetch_optional(db.read())
        .await?;
    text.map(|text| document::read("column mapping", source, &text)).transpose()
}

/// Keeps the file for a look, or says which list was made of the same one.
#[boxed]
pub async fn upload(db: &Db, permit: &Permit<EditPrograms>, now: UtcMillis, new: NewList) -> Result<UploadedFile> {
    let organization = settings::organization(db).await?;
    let body =
        zstd::bulk::compress(&new.bytes, 3).map_err(|error| crate::StoreError::corrupt("prospect file", error))?;
    let mapping = document::write("column mapping", &new.mapping)?;
    let digest = blake3::hash(&new.bytes).to_hex().to_string();
    let mut tx = db.begin().await?;
    db.dialect().one_at_a_time(&mut tx, "prospect upload").await?;
    let before: Option<String> = sqlx::query_scalar(
        "SELECT uid FROM prospect_list WHERE digest = $1 AND status <> 'expired' ORDER BY id DESC LIMIT 1",
    )
    .bind(&digest)
    .fetch_optional(&mut *tx)
    .await?;
    if let Some(uid) = before {
        return Ok(UploadedFile::Before(read("prospect_list.uid", &uid)?));
    }
    let source = line(&new.source);
    let source_key: i64 = sqlx::query_scalar(
        "INSERT INTO prospect_source (name, name_search, mapping, updated_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (name_search) DO UPDATE SET name = excluded.name RETURNING id",
    )
    .bind(&source)
    .bind(folded(&source))
    .bind(&mapping)
    .bind(now.0)
    .fetch_one(&mut *tx)
    .await?;
    // What the source allowed the last time it most likely allows again.
    let license: Option<String> =
        sqlx::query_scalar("SELECT license FROM prospect_list WHERE source_id = $1 ORDER BY id DESC LIMIT 1")
            .bind(source_key)
            .fetch_optional(&mut *tx)
            .await?;
    let id = ProspectListId(Uuid::now_v7());
    let stem = new.file_name.rsplit_once('.').map_or(new.file_name.as_str(), |(stem, _)| stem);
    let name = [line(stem), source].into_iter().find(|name| !name.is_empty()).unwrap_or_default();
    let name: String = name.chars().take(120).collect();
    let expires = today(&organization.time_zone, now).plus_days(USUAL_DAYS);
    let key: i64 = sqlx::query_scalar(
        "INSERT INTO prospect_list (uid, name, source_id, status, license, expires_on, file_name, digest, encoding, mapping,
            actor, created_at, lines_total)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id",
    )
    .bind(id.to_string())
    .bind(name)
    .bind(source_key)
    .bind(ListStatus::Draft.code())
    .bind(license.unwrap_or_default())
    .bind(expires.to_string())
    .bind(line(&new.file_name))
    .bind(&digest)
    .bind(&new.encoding)
    .bind(mapping)
    .bind(&permit.actor().name)
    .bind(now.0)
    .bind(number(new.lines))
    .fetch_one(&mut *tx)
    .await?;
    sqlx::query("INSERT INTO prospect_file (list_id, body) VALUES ($1, $2)")
        .bind(key)
        .bind(body)
        .execute(&mut *tx)
        .await?;
    audit(&mut tx, permit, now, AuditAction::Create, id, format!("uploaded: {} lines", new.lines)).await?;
    tx.commit().await?;
    Ok(UploadedFile::New(id))
}

/// The bytes of a list's file as they were uploaded.
///
/// # Errors
/// [`crate::StoreError::NotFound`] once the list is imported.
#[boxed]
pub async fn draft_file(db: &Db, _permit: &Permit<EditPrograms>, id: ProspectListId) -> Result<Vec<u8>> {
    let body: Vec<u8> = sqlx::query_scalar(
        "SELECT f.body FROM prospect_file f JOIN prospect_list l ON l.id = f.list_id WHERE l.uid = $1",
    )
    .bind(id.to_string())
    .fetch_one(db.read())
    .await?;
    unpacked(&body)
}

pub(super) fn unpacked(body: &[u8]) -> Result<Vec<u8>> {
    zstd::stream::decode_all(body).map_err(|error| crate::StoreError::corrupt("prospect file", error))
}
