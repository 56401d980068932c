//! The media library: pictures for messages. What a file is, its bytes say, not its name.

use crate::Permit;
use crate::audit::{self, Entry};
use crate::boxed;
use crate::counts::{count, number};
use crate::db::{Db, Tx};
use crate::error::{Result, StoreError};
use crate::search::TextSearch;
use shared::audit::AuditAction;
use shared::field::FieldError;
use shared::ids::MediaId;
use shared::messages::Picture;
use shared::noun::Noun;
use shared::people::{EditMessages, ViewOutreach};
use shared::time::UtcMillis;
use uuid::Uuid;

/// Larger pictures are refused.
pub const MAX_BYTES: usize = 5 * 1024 * 1024;

/// A picture to keep.
#[derive(Debug, Clone)]
pub struct NewPicture {
    pub name: String,
    /// What it shows.
    pub alt: String,
    pub bytes: Vec<u8>,
}

/// What kind of picture the bytes are; `None` when they are none that every mail program shows.
pub fn content_type(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some("image/gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        _ => None,
    }
}

/// Keeps a picture; one that is there already is found again.
///
/// # Errors
/// A complaint at `file` when it is too large or no picture, at `alt` when it is not described.
#[boxed]
pub async fn add(tx: &mut Tx, permit: &Permit<EditMessages>, now: UtcMillis, new: NewPicture) -> Result<Picture> {
    let complaint = |field: &str, message: &str| StoreError::Invalid(vec![FieldError::new(field, message)]);
    let name: String = new.name.trim().chars().filter(|sign| !sign.is_control()).take(120).collect();
    let alt: String = new.alt.trim().chars().take(300).collect();
    if new.bytes.len() > MAX_BYTES {
        return Err(complaint("file", "The picture is larger than 5 MB. Save it smaller: 1200 pixels wide is plenty."));
    }
    let Some(kind) = content_type(&new.bytes) else {
        return Err(complaint("file", "Mail programs do not show this kind of file. Choose a PNG, JPEG, GIF or WebP."));
    };
    let digest = blake3::hash(&new.bytes).to_hex().to_string();
    if let Some(found) = by_digest(tx, &digest).await? {
        return Ok(found);
    }
    let uid = Uuid::now_v7();
    let size = number(new.bytes.len());
    sqlx::query(
        "INSERT INTO media (uid, name, alt, content_type, size, bytes, digest, uploaded_at, staff_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(uid.to_string())
    .bind(&name)
    .bind(&alt)
    .bind(kind)
    .bind(size)
    .bind(new.bytes)
    .bind(digest)
    .bind(now.0)
    .bind(permit.staff_key())
    .execute(&mut **tx)
    .await?;
    let entry = Entry { entity_uid: Some(uid.to_string()), ..Entry::new(AuditAction::Create, Noun::Picture) };
    audit::record(tx, permit.actor(), now, entry).await?;
    Ok(Picture { id: MediaId(uid), name, alt, bytes: count(size), uploaded_at: now })
}

type Row = (String, String, String, i64, i64);

fn picture((uid, name, alt, size, at): Row) -> Result<Picture> {
    let id = uid.parse().map_err(|error| StoreError::corrupt("media", error))?;
    Ok(Picture { id, name, alt, bytes: count(size), uploaded_at: UtcMillis(at) })
}

async fn by_digest(tx: &mut Tx, digest: &str) -> Result<Option<Picture>> {
    let row: Option<Row> = sqlx::query_as("SELECT uid, name, alt, size, uploaded_at FROM media WHERE digest = $1")
        .bind(digest)
        .fetch_optional(&mut **tx)
        .await?;
    row.map(picture).transpose()
}

/// The library, newest first; `search` looks in name and description.
#[boxed]
pub async fn list(db: &Db, _permit: &Permit<ViewOutreach>, search: &str) -> Result<Vec<Picture>> {
    let search = TextSearch::contains(db.dialect(), search);
    let rows: Vec<Row> = sqlx::query_as(&format!(
        "SELECT uid, name, alt, size, uploaded_at FROM media WHERE {} ORDER BY id DESC LIMIT 200",
        search.matches("name || ' ' || alt", "$1")
    ))
    .bind(search.pattern())
    .fetch_all(db.read())
    .await?;
    rows.into_iter().map(picture).collect()
}

/// What `/media/{uid}` answers: the content type and the bytes.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such picture.
#[boxed]
pub async fn bytes(db: &Db, id: MediaId) -> Result<(String, Vec<u8>)> {
    Ok(sqlx::query_as("SELECT content_type, bytes FROM media WHERE uid = $1")
        .bind(id.to_string())
        .fetch_one(db.read())
        .await?)
}
