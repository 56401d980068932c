//! Rules to start from: those that ship, and those that staff keep.

use super::edit::{create, named, save_draft};
use crate::actor::Permit;
use crate::audit::{self, Entry};
use crate::boxed;
use crate::db::{Db, Tx};
use crate::error::{Result, StoreError};
use shared::audit::AuditAction;
use shared::field::FieldError;
use shared::ids::{SegmentId, SegmentTemplateId};
use shared::noun::Noun;
use shared::people::{EditSegments, ViewOutreach};
use shared::segments::sentence::sentence_text;
use shared::segments::templates::{Topic, template, templates};
use shared::segments::wire::TemplateCard;
use shared::segments::{Rule, SegmentKind};
use shared::time::UtcMillis;
use uuid::Uuid;

/// The longest summary, in characters: what fits a card.
const LONGEST_SUMMARY: usize = 300;

/// The gallery: the organization's own first, then topic by topic.
#[boxed]
pub async fn gallery(db: &Db, _permit: &Permit<ViewOutreach>) -> Result<Vec<TemplateCard>> {
    let rows: Vec<(String, String, String, String, String)> =
        sqlx::query_as("SELECT uid, name, summary, rule, created_by FROM segment_template ORDER BY lower(name)")
            .fetch_all(db.read())
            .await?;
    let mut all = Vec::new();
    for (uid, name, summary, rule, made_by) in rows {
        let rule = Rule::from_json(&rule).map_err(|error| StoreError::corrupt("rule", error))?;
        all.push(TemplateCard {
            own: Some(uid.parse().map_err(|error| StoreError::corrupt("template uid", error))?),
            key: uid,
            topic: "Yours".into(),
            name,
            summary,
            source: (!made_by.is_empty()).then(|| format!("Kept by {made_by}")),
            sentence: sentence_text(&rule),
        });
    }
    for topic in Topic::ALL {
        all.extend(templates().iter().filter(|template| template.topic == topic).map(|template| TemplateCard {
            key: template.key.into(),
            own: None,
            topic: topic.label().into(),
            name: template.name.into(),
            summary: template.summary.into(),
            source: template.citation.map(str::to_owned),
            sentence: sentence_text(&template.rule),
        }));
    }
    Ok(all)
}

/// A new draft with the rule of the template of that key.
///
/// # Errors
/// As [`create`]; [`StoreError::NotFound`].
#[boxed]
pub async fn from_template(
    tx: &mut Tx,
    permit: &Permit<EditSegments>,
    now: UtcMillis,
    key: &str,
    name: &str,
) -> Result<SegmentId> {
    let rule = match template(key) {
        Some(template) => template.rule.clone(),
        None => {
            let rule: String = sqlx::query_scalar("SELECT rule FROM segment_template WHERE uid = $1")
                .bind(key)
                .fetch_one(&mut **tx)
                .await?;
            Rule::from_json(&rule).map_err(|error| StoreError::corrupt("rule", error))?
        }
    };
    let id = create(tx, permit, now, name, SegmentKind::Dynamic).await?;
    save_draft(tx, permit, now, id, 0, &rule).await?;
    Ok(id)
}

fn summarised(summary: &str) -> Result<String> {
    let summary = summary.split_whitespace().collect::<Vec<_>>().join(" ");
    if summary.chars().count() > LONGEST_SUMMARY {
        let message = format!("Say it in at most {LONGEST_SUMMARY} characters.");
        return Err(vec![FieldError::new("summary", message)].into());
    }
    Ok(summary)
}

fn taken(error: StoreError) -> StoreError {
    error.on("segment_template_name_key", "name", "Another template has this name.")
}

/// Keeps the draft of a segment as a template.
///
/// # Errors
/// [`StoreError::Invalid`] at `name` or `summary`; [`StoreError::Conflict`] where there is no rule yet;
/// [`StoreError::NotFound`].
#[boxed]
pub async fn keep_template(
    tx: &mut Tx,
    permit: &Permit<EditSegments>,
    now: UtcMillis,
    segment: SegmentId,
    name: &str,
    summary: &str,
) -> Result<SegmentTemplateId> {
    let (name, summary) = (named(name)?, summarised(summary)?);
    let rule: String = sqlx::query_scalar("SELECT draft_rule FROM segment WHERE uid = $1")
        .bind(segment.to_string())
        .fetch_one(&mut **tx)
        .await?;
    if Rule::from_json(&rule).is_ok_and(|rule| rule.root.blocks.is_empty()) {
        return Err(StoreError::conflict("There is no rule to keep yet: add a criterion first."));
    }
    let id = SegmentTemplateId(Uuid::now_v7());
    sqlx::query(
        "INSERT INTO segment_template (uid, name, summary, rule, created_at, created_by, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(id.to_string())
    .bind(&name)
    .bind(summary)
    .bind(rule)
    .bind(now.0)
    .bind(&permit.actor().name)
    .bind(now.0)
    .execute(&mut **tx)
    .await
    .map_err(|error| taken(error.into()))?;
    audit(tx, permit, now, AuditAction::Create, id, format!("segment template {name:?}")).await?;
    Ok(id)
}

/// Gives it another name and summary.
///
/// # Errors
/// As [`keep_template`].
#[boxed]
pub async fn change_template(
    tx: &mut Tx,
    permit: &Permit<EditSegments>,
    now: UtcMillis,
    id: SegmentTemplateId,
    name: &str,
    summary: &str,
) -> Result<()> {
    let (name, summary) = (named(name)?, summarised(summary)?);
    let changed = sqlx::query("UPDATE segment_template SET name = $1, summary = $2, updated_at = $3 WHERE uid = $4")
        .bind(&name)
        .bind(summary)
        .bind(now.0)
        .bind(id.to_string())
        .execute(&mut **tx)
        .await
        .map_err(|error| taken(error.into()))?;
    if changed.rows_affected() == 0 {
        return Err(StoreError::NotFound);
    }
    audit(tx, permit, now, AuditAction::Update, id, format!("segment template {name:?}")).await
}

/// Deletes it. Segments made from it keep their rules.
///
/// # Errors
/// [`StoreError::NotFound`].
#[boxed]
pub async fn delete_template(
    tx: &mut Tx,
    permit: &Permit<EditSegments>,
    now: UtcMillis,
    id: SegmentTemplateId,
) -> Result<()> {
    let gone =
        sqlx::query("DELETE FROM segment_template WHERE uid = $1").bind(id.to_string()).execute(&mut **tx).await?;
    if gone.rows_affected() == 0 {
        return Err(StoreError::NotFound);
    }
    audit(tx, permit, now, AuditAction::Delete, id, String::new()).await
}

async fn audit(
    tx: &mut Tx,
    permit: &Permit<EditSegments>,
    now: UtcMillis,
    action: AuditAction,
    id: SegmentTemplateId,
    detail: String,
) -> Result<()> {
    let entry = Entry { entity_uid: Some(id.to_string()), detail, ..Entry::new(action, Noun::SegmentTemplate) };
    audit::record(tx, permit.actor(), now, entry).await
}
