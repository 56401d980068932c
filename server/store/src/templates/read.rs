//! Looking templates up.

use super::{Row, SELECT, read_body};
use crate::boxed;
use crate::counts::count;
use crate::db::{Db, Tx};
use crate::error::{Result, StoreError};
use crate::search::TextSearch;
use crate::{Permit, settings};
use shared::consent::{Channel, Purpose};
use shared::ids::TemplateId;
use shared::messages::{Body, CheckFacts, TemplateChoice, TemplateRow, TemplateSort, TemplateStatus, TemplateView};
use shared::paging::{Page, PageQuery};
use shared::people::ViewOutreach;
use shared::time::UtcMillis;

#[derive(sqlx::FromRow)]
struct Line {
    uid: String,
    name: String,
    status: String,
    editing: i64,
    channel: String,
    subject: String,
    purpose: String,
    updated_at: i64,
    sent: i64,
    used_by: i64,
    picture_uid: Option<String>,
}

/// One page of templates. Sorts by `name`, `status`, `subject`, or else by the last change; archived ones only when
/// `status` asks for them.
#[boxed]
pub async fn list(
    db: &Db,
    _permit: &Permit<ViewOutreach>,
    query: &PageQuery,
    status: Option<TemplateStatus>,
) -> Result<Page<TemplateRow>> {
    let search = TextSearch::contains(db.dialect(), &query.search);
    let listed = format!(
        "{} AND (t.status = $2 OR ($3 = '' AND t.status <> 'archived'))",
        search.matches("t.name || ' ' || t.subject", "$1")
    );
    let wanted = status.map_or("", TemplateStatus::code);
    let total: i64 = sqlx::query_scalar(&format!("SELECT COUNT(*) FROM template t WHERE {listed}"))
        .bind(search.pattern())
        .bind(wanted)
        .bind(wanted)
        .fetch_one(db.read())
        .await?;
    let order = match query.order() {
        (TemplateSort::Name, false) => "lower(t.name), t.id",
        (TemplateSort::Name, true) => "lower(t.name) DESC, t.id",
        (TemplateSort::Subject, false) => "lower(t.subject), t.id",
        (TemplateSort::Subject, true) => "lower(t.subject) DESC, t.id",
        (TemplateSort::Status, false) => "t.status, t.id",
        (TemplateSort::Status, true) => "t.status DESC, t.id",
        (TemplateSort::Updated, false) => "t.updated_at, t.id",
        (TemplateSort::Updated, true) => "t.updated_at DESC, t.id DESC",
    };
    let rows: Vec<Line> = sqlx::query_as(&format!(
        "SELECT t.uid, t.name, t.status, t.channel, t.subject, t.purpose, t.updated_at, t.picture_uid,
            CAST(CASE WHEN t.draft IS NOT NULL AND t.status = 'live' THEN 1 ELSE 0 END AS BIGINT) AS editing,
            (SELECT COUNT(*) FROM outbox o JOIN template_version v ON v.id = o.template_version_id
             WHERE v.template_id = t.id AND o.status = 'sent') AS sent,
            (SELECT COUNT(*) FROM journey j WHERE j.status IN ('draft', 'going-live', 'live')
             AND j.definition LIKE '%' || t.uid || '%') AS used_by
         FROM template t WHERE {listed} ORDER BY {order} LIMIT $4 OFFSET $5"
    ))
    .bind(search.pattern())
    .bind(wanted)
    .bind(wanted)
    .bind(query.limit())
    .bind(query.offset())
    .fetch_all(db.read())
    .await?;
    let rows = rows.into_iter().map(|line| {
        Ok(TemplateRow {
            id: line.uid.parse().map_err(|error| StoreError::corrupt("template id", error))?,
            status: TemplateStatus::from_code(&line.status)
                .ok_or_else(|| StoreError::corrupt("template status", &line.status))?,
            editing: line.editing == 1,
            channel: line.channel.parse().map_err(|why| StoreError::corrupt("template channel", why))?,
            purpose: line.purpose.parse().map_err(|why| StoreError::corrupt("purpose", why))?,
            updated_at: UtcMillis(line.updated_at),
            sent: count(line.sent),
            used_by: count(line.used_by),
            picture: line.picture_uid.and_then(|uid| uid.parse().ok()),
            name: line.name,
            subject: line.subject,
        })
    });
    Ok(Page { rows: rows.collect::<Result<_>>()?, total: count(total) })
}

/// The template as the editor opens it.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
#[boxed]
pub async fn find(db: &Db, _permit: &Permit<ViewOutreach>, id: TemplateId) -> Result<TemplateView> {
    let row: Row =
        sqlx::query_as(&format!("{SELECT} WHERE t.uid = $1")).bind(id.to_string()).fetch_one(db.read()).await?;
    row.view()
}

/// The templates that a journey can send, by name.
#[boxed]
pub async fn live(db: &Db) -> Result<Vec<TemplateChoice>> {
    let rows: Vec<(i64, String, String, String, String)> = sqlx::query_as(
        "SELECT v.id, t.uid, t.name, t.channel, v.document FROM template t JOIN template_version v ON v.id = t.live_version_id
         WHERE t.status = 'live' AND t.variant_of IS NULL ORDER BY lower(t.name), t.id",
    )
    .fetch_all(db.read())
    .await?;
    rows.into_iter()
        .map(|(version_key, uid, name, channel, document)| {
            let id = uid.parse().map_err(|error| StoreError::corrupt("template id", error))?;
            let channel = channel.parse().map_err(|why| StoreError::corrupt("template channel", why))?;
            let subject = read_body(channel, &document)?.title().to_owned();
            Ok(TemplateChoice { version_key, id, name, channel, subject })
        })
        .collect()
}

/// The version of a template that is sent now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LiveVersion {
    /// `template_version.id`.
    pub key: i64,
    pub channel: Channel,
    pub purpose: Purpose,
}

/// The version that a template sends now; `None` when it was never live.
#[boxed]
pub async fn live_version(tx: &mut Tx, id: TemplateId) -> Result<Option<LiveVersion>> {
    let row: Option<(i64, String, String)> = sqlx::query_as(
        "SELECT live_version_id, channel, purpose FROM template WHERE uid = $1 AND live_version_id IS NOT NULL",
    )
    .bind(id.to_string())
    .fetch_optional(&mut **tx)
    .await?;
    row.map(|(key, channel, purpose)| {
        Ok(LiveVersion {
            key,
            channel: channel.parse().map_err(|why| StoreError::corrupt("template channel", why))?,
            purpose: purpose.parse().map_err(|why| StoreError::corrupt("purpose", why))?,
        })
    })
    .transpose()
}

/// What a version that once went live says.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
#[boxed]
pub async fn version_body(db: &Db, version: i64) -> Result<Body> {
    let (channel, text): (String, String) = sqlx::query_as(
        "SELECT t.channel, v.document FROM template_version v JOIN template t ON t.id = v.template_id WHERE v.id = $1",
    )
    .bind(version)
    .fetch_one(db.read())
    .await?;
    read_body(channel.parse().map_err(|why| StoreError::corrupt("template channel", why))?, &text)
}

/// What the go-live check must know beyond the document.
#[boxed]
pub async fn check_facts(db: &Db) -> Result<CheckFacts> {
    let organization = settings::organization(db).await?;
    Ok(CheckFacts {
        postal_address_known: !organization.postal_address.trim().is_empty(),
        organization: organization.name,
        ..CheckFacts::default()
    })
}
