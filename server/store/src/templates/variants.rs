//! A message in several languages: each variant is a template that is tied to its original, goes live by itself and is sent to those
//! who speak its language. Everybody else gets the original.

use super::write::create;
use super::{Row, read_body};
use crate::Permit;
use crate::boxed;
use crate::db::Db;
use crate::error::{Result, StoreError};
use shared::ids::TemplateId;
use shared::language::Language;
use shared::messages::{Body, TemplateStatus, VariantLine};
use shared::people::{EditMessages, ViewOutreach};
use shared::time::UtcMillis;

/// The original and its variants, whichever of them `id` is; the original comes first and has no language.
///
/// # Errors
/// When the database can't be read.
#[boxed]
pub async fn variants(db: &Db, _permit: &Permit<ViewOutreach>, id: TemplateId) -> Result<Vec<VariantLine>> {
    let rows: Vec<(String, Option<String>, String)> = sqlx::query_as(
        "SELECT t.uid, t.language, t.status FROM template t
         WHERE COALESCE(t.variant_of, t.id) = (SELECT COALESCE(variant_of, id) FROM template WHERE uid = $1)
         ORDER BY t.variant_of IS NOT NULL, t.language",
    )
    .bind(id.to_string())
    .fetch_all(db.read())
    .await?;
    let line = |(uid, language, status): (String, Option<String>, String)| {
        let language: Option<Language> = language
            .map(|code| code.parse())
            .transpose()
            .map_err(|why| StoreError::corrupt("template language", why))?;
        Ok(VariantLine {
            id: uid.parse().map_err(|error| StoreError::corrupt("template id", error))?,
            language,
            status: TemplateStatus::from_code(&status)
                .ok_or_else(|| StoreError::corrupt("template status", &status))?,
        })
    };
    rows.into_iter().map(line).collect()
}

/// A draft in another language, which begins as what the original says now.
///
/// # Errors
/// [`StoreError::Conflict`] when `id` is a variant itself, or has this language already.
#[boxed]
pub async fn add_variant(
    db: &Db,
    permit: &Permit<EditMessages>,
    now: UtcMillis,
    id: TemplateId,
    language: Language,
) -> Result<TemplateId> {
    let mut tx = db.begin().await?;
    let original = Row::by_id(&mut tx, id).await?;
    let of: Option<i64> = sqlx::query_scalar("SELECT variant_of FROM template WHERE id = $1")
        .bind(original.id)
        .fetch_one(&mut *tx)
        .await?;
    if of.is_some() {
        return Err(StoreError::conflict("This is a translation itself. Add languages to its original."));
    }
    let name: String = original.name.chars().take(130).collect();
    let copy = create(&mut tx, permit, now, &format!("{name} ({})", language.own_name()), &original.body()?).await?;
    sqlx::query("UPDATE template SET variant_of = $1, language = $2 WHERE uid = $3")
        .bind(original.id)
        .bind(language.code())
        .bind(copy.to_string())
        .execute(&mut *tx)
        .await
        .map_err(|error| {
            let error = StoreError::from(error);
            if matches!(error, StoreError::Invalid(_)) {
                return StoreError::conflict("This message has that language already.");
            }
            error
        })?;
    tx.commit().await?;
    Ok(copy)
}

/// What the live variants of a version's template say, by language.
///
/// # Errors
/// When the database can't be read. A variant that this version can't read is left out, with a line in the log.
#[boxed]
pub async fn variant_bodies(db: &Db, version: i64) -> Result<Vec<(Language, Body)>> {
    let rows: Vec<(String, String, String, String)> = sqlx::query_as(
        "SELECT t.uid, t.language, t.channel, v.document FROM template t JOIN template_version v ON v.id = t.live_version_id
         WHERE t.status = 'live' AND t.language IS NOT NULL
            AND t.variant_of = (SELECT template_id FROM template_version WHERE id = $1)",
    )
    .bind(version)
    .fetch_all(db.read())
    .await?;
    let body = |(uid, language, channel, text): (String, String, String, String)| {
        let language = language.parse::<Language>().ok()?;
        let channel = channel.parse().ok()?;
        let read = read_body(channel, &text);
        read.inspect_err(|error| tracing::error!(%error, template = uid, "a translation is not sent"))
            .ok()
            .map(|body| (language, body))
    };
    Ok(rows.into_iter().filter_map(body).collect())
}
