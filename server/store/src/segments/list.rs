//! Reading segments: the list, one of them, and those a journey may choose.

use crate::actor::Permit;
use crate::boxed;
use crate::db::{Db, Tx};
use crate::error::{Result, StoreError};
use crate::search::TextSearch;
use shared::ids::SegmentId;
use shared::paging::{Page, PageQuery};
use shared::people::ViewOutreach;
use shared::segments::wire::{SegmentChoice, SegmentDetail, SegmentRow};
use shared::segments::{MemberList, Rule, SegmentKind, SegmentSort, SegmentStatus};
use shared::time::UtcMillis;
use sqlx::FromRow;

/// Counts the open stays; the partial index answers without touching the table.
const MEMBERS: &str =
    "(SELECT COUNT(*) FROM segment_member m WHERE m.segment_id = s.id AND m.left_at IS NULL) AS members";

/// How many are on a list of segment `o`, as a column of a query.
fn on_list(list: MemberList) -> String {
    format!(
        "(SELECT COUNT(*) FROM segment l JOIN segment_member m ON m.segment_id = l.id AND m.left_at IS NULL
         WHERE l.list_of = o.id AND l.list_kind = '{}')",
        list.code()
    )
}

#[derive(FromRow)]
struct Row {
    uid: String,
    name: String,
    kind: String,
    status: String,
    members: i64,
    refreshed_at: Option<i64>,
    updated_at: i64,
    error: Option<String>,
    used_by: i64,
}

impl Row {
    fn into_shared(self) -> Result<SegmentRow> {
        Ok(SegmentRow {
            id: self.uid.parse().map_err(|error| StoreError::corrupt("segment uid", error))?,
            kind: SegmentKind::from_code(&self.kind).ok_or_else(|| StoreError::corrupt("segment kind", &self.kind))?,
            status: SegmentStatus::from_code(&self.status)
                .ok_or_else(|| StoreError::corrupt("segment status", &self.status))?,
            name: self.name,
            members: self.members.unsigned_abs(),
            refreshed_at: self.refreshed_at.map(UtcMillis),
            updated_at: UtcMillis(self.updated_at),
            error: self.error,
            used_by: self.used_by.unsigned_abs(),
        })
    }
}

/// A page of the list. Sorts by `name`, `kind`, `status`, `members`, `refreshed` or `updated`; finds by part of the name.
#[boxed]
pub async fn page(db: &Db, _permit: &Permit<ViewOutreach>, query: &PageQuery) -> Result<Page<SegmentRow>> {
    let search = TextSearch::contains(db.dialect(), &query.search);
    let listed = format!("s.list_of IS NULL AND {}", search.matches("s.name", "$1"));
    let total: i64 = sqlx::query_scalar(&format!("SELECT COUNT(*) FROM segment s WHERE {listed}"))
        .bind(search.pattern())
        .fetch_one(db.read())
        .await?;
    let (by, descending) = query.order::<SegmentSort>();
    let column = match by {
        SegmentSort::Name => "lower(s.name)",
        SegmentSort::Kind => "s.kind",
        SegmentSort::Status => "s.status",
        SegmentSort::Members => "members",
        SegmentSort::Refreshed => "COALESCE(s.refreshed_at, 0)",
        SegmentSort::Updated => "s.updated_at",
    };
    let direction = if descending { "DESC" } else { "ASC" };
    let rows: Vec<Row> = sqlx::query_as(&format!(
        "SELECT s.uid, s.name, s.kind, s.status, {MEMBERS}, s.refreshed_at, s.updated_at, s.error, {used_by}
         FROM segment s WHERE {listed} ORDER BY {column} {direction}, s.id LIMIT $2 OFFSET $3",
        used_by = super::uses::USED_BY
    ))
    .bind(search.pattern())
    .bind(query.limit())
    .bind(query.offset())
    .fetch_all(db.read())
    .await?;
    Ok(Page { rows: rows.into_iter().map(Row::into_shared).collect::<Result<_>>()?, total: total.unsigned_abs() })
}

/// One segment with its rules and what uses it.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::Corrupt`] when a stored rule can't be read.
#[boxed]
pub async fn by_id(db: &Db, _permit: &Permit<ViewOutreach>, id: SegmentId) -> Result<SegmentDetail> {
    #[derive(FromRow)]
    struct Rest {
        draft_rule: String,
        live_rule: Option<String>,
        revision: i64,
        live_at: Option<i64>,
        refresh_millis: Option<i64>,
        included: i64,
        excluded: i64,
    }
    let row: Row = sqlx::query_as(&format!(
        "SELECT s.uid, s.name, s.kind, s.status, {MEMBERS}, s.refreshed_at, s.updated_at, s.error, {used_by}
         FROM segment s WHERE s.uid = $1",
        used_by = super::uses::USED_BY
    ))
    .bind(id.to_string())
    .fetch_one(db.read())
    .await?;
    let rest: Rest = sqlx::query_as(&format!(
        "SELECT draft_rule, live_rule, revision, live_at, refresh_millis, {} AS included, {} AS excluded
             FROM segment o WHERE uid = $1",
        on_list(MemberList::Included),
        on_list(MemberList::Excluded)
    ))
    .bind(id.to_string())
    .fetch_one(db.read())
    .await?;
    Ok(SegmentDetail {
        row: row.into_shared()?,
        draft: rule_of(&rest.draft_rule)?,
        live: rest.live_rule.as_deref().map(rule_of).transpose()?,
        revision: rest.revision,
        live_at: rest.live_at.map(UtcMillis),
        refresh_millis: rest.refresh_millis,
        included: rest.included.unsigned_abs(),
        excluded: rest.excluded.unsigned_abs(),
        uses: super::uses(db, id).await?,
    })
}

/// The live segments, by name: the only ones a journey can choose.
#[boxed]
pub async fn live(db: &Db) -> Result<Vec<SegmentChoice>> {
    let rows: Vec<(i64, String, String, i64)> = sqlx::query_as(&format!(
        "SELECT s.id, s.uid, s.name, {MEMBERS} FROM segment s WHERE s.status = 'live' AND s.list_of IS NULL
         ORDER BY lower(s.name)"
    ))
    .fetch_all(db.read())
    .await?;
    rows.into_iter()
        .map(|(key, uid, name, members)| {
            let id = uid.parse().map_err(|error| StoreError::corrupt("segment uid", error))?;
            Ok(SegmentChoice { key, id, name, members: members.unsigned_abs() })
        })
        .collect()
}

/// A stored rule.
pub(super) fn rule_of(text: &str) -> Result<Rule> {
    Rule::from_json(text)
        .map_err(|error| if Rule::is_newer(text) { newer() } else { StoreError::corrupt("rule", error) })
}

fn newer() -> StoreError {
    StoreError::conflict(
        "This rule was written by a newer version of Waypost. Update this server to open or change it; until then it stays as it is.",
    )
}

/// What writing functions need to know of a segment.
#[derive(FromRow)]
pub(super) struct Stored {
    pub id: i64,
    pub kind: String,
    pub status: String,
    pub draft_rule: String,
}

impl Stored {
    pub fn is(&self, kind: SegmentKind) -> bool {
        self.kind == kind.code()
    }

    /// The rule that is being edited.
    pub fn draft(&self) -> Result<Rule> {
        rule_of(&self.draft_rule)
    }

    /// Leaves a rule alone that a newer version of the product has written.
    pub fn refuse_newer(&self) -> Result<()> {
        if Rule::is_newer(&self.draft_rule) { Err(newer()) } else { Ok(()) }
    }
}

/// The row of a public id, read inside the transaction that is about to change it.
pub(super) async fn stored(tx: &mut Tx, id: SegmentId) -> Result<Stored> {
    Ok(sqlx::query_as("SELECT id, kind, status, draft_rule FROM segment WHERE uid = $1")
        .bind(id.to_string())
        .fetch_one(&mut **tx)
        .await?)
}
