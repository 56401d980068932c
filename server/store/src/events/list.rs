//! Lists of events: the staff's, and the public's.

use super::record::{Row, Stored, places};
use crate::boxed;
use crate::counts::count;
use crate::error::Result;
use crate::search::TextSearch;
use crate::stored::{known, read};
use crate::{Db, Permit};
use shared::coded::Known;
use shared::events::views::{EventLine, Tab};
use shared::events::{EventSort, Format, Status, when};
use shared::paging::{Page, PageQuery};
use shared::people::ViewOutreach;
use shared::time::UtcMillis;

#[derive(sqlx::FromRow)]
struct Listed {
    #[sqlx(flatten)]
    row: Row,
    waitlisted: i64,
}

/// One page of a tab. Sorts by `name`, `starts` or `taken`.
#[boxed]
pub async fn page(
    db: &Db,
    _permit: &Permit<ViewOutreach>,
    now: UtcMillis,
    tab: Tab,
    query: &PageQuery,
) -> Result<Page<EventLine>> {
    let of_tab = match tab {
        Tab::Upcoming => "status IN ('live', 'cancelled') AND ends_at > $1",
        Tab::Past => "status IN ('live', 'cancelled') AND ends_at <= $1",
        Tab::Draft => "status IN ('draft', 'ready') AND $1 = $1",
        Tab::All => "$1 = $1",
    };
    let search = TextSearch::contains(db.dialect(), &query.search);
    let matches = format!("{of_tab} AND {}", search.matches("search_text", "$2"));
    let (by, descending) = query.order::<EventSort>();
    let order = match by {
        EventSort::Name => "lower(name)",
        EventSort::Taken => "taken",
        EventSort::Nearest | EventSort::Starts => "COALESCE(starts_at, 9223372036854775807)",
    };
    let direction = if descending != (tab == Tab::Past && by == EventSort::Nearest) { "DESC" } else { "ASC" };
    let total: i64 = sqlx::query_scalar(&format!("SELECT COUNT(*) FROM event WHERE {matches}"))
        .bind(now.0)
        .bind(search.pattern())
        .fetch_one(db.read())
        .await?;
    let rows: Vec<Listed> = sqlx::query_as(&format!(
        "SELECT {columns}, (SELECT COUNT(*) FROM registration r WHERE r.event_id = event.id AND r.status = 'waitlisted') AS waitlisted
         FROM event WHERE {matches} ORDER BY {order} {direction}, id {direction} LIMIT $3 OFFSET $4",
        columns = Row::COLUMNS
    ))
    .bind(now.0)
    .bind(search.pattern())
    .bind(query.limit())
    .bind(query.offset())
    .fetch_all(db.read())
    .await?;
    let rows = rows.into_iter().filter_map(|listed| listed.line(now)).collect();
    Ok(Page { rows, total: count(total) })
}

impl Listed {
    /// What can't be read of an event is left out of its line, and is in the log: it must not take the others along.
    fn line(self, now: UtcMillis) -> Option<EventLine> {
        let Self { row, waitlisted } = self;
        let ends_at = row.ends_at.map(UtcMillis);
        let fields = row.fields();
        let zone = fields.as_ref().ok().and_then(|fields| when::zone(&fields.time_zone));
        let (said, zone) = match (row.starts_at.map(UtcMillis), ends_at, zone) {
            (Some(starts), Some(ends), Some(zone)) => {
                let said = when::say(starts, ends, &zone);
                (format!("{}, {}", said.day, said.clock), said.zone)
            }
            _ => (String::new(), String::new()),
        };
        let status = match known("event", row.id, &row.status) {
            Known::Known(status) => Known::Known(Status::at(status, ends_at, now)),
            unknown @ Known::Unknown(_) => unknown,
        };
        Some(EventLine {
            // Nothing can be done with an event that has no public id.
            id: read("event.uid", &row.uid).inspect_err(|error| tracing::error!(key = row.id, %error)).ok()?,
            readable: fields.is_ok(),
            status,
            stage: known("event", row.id, &row.stage),
            format: known("event", row.id, &row.format),
            name: row.name,
            when: said,
            zone,
            capacity: row.capacity.map(places),
            taken: places(row.taken),
            waitlisted: places(waitlisted),
        })
    }
}

/// What a visitor looks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PublicQuery {
    pub search: String,
    pub format: Option<Format>,
    /// Only events that start before this.
    pub before: Option<UtcMillis>,
}

/// Live events that are not over, soonest first, at most 60, without their agendas.
#[boxed]
pub async fn public(db: &Db, now: UtcMillis, query: &PublicQuery) -> Result<Vec<Stored>> {
    let search = TextSearch::contains(db.dialect(), &query.search);
    let rows: Vec<Row> = sqlx::query_as(&format!(
        "SELECT {} FROM event WHERE status = 'live' AND ends_at > $1 AND {}
         AND ($3 = '' OR format = $3 OR format = 'hybrid') AND starts_at < $4 ORDER BY starts_at, id LIMIT 60",
        Row::COLUMNS,
        search.matches("search_text", "$2")
    ))
    .bind(now.0)
    .bind(search.pattern())
    .bind(query.format.map_or("", Format::code))
    .bind(query.before.map_or(i64::MAX, |at| at.0))
    .fetch_all(db.read())
    .await?;
    // An event that can't be read is in the log; the others are shown.
    Ok(rows.into_iter().filter_map(|row| Stored::try_from(row).ok()).collect())
}

/// What a cached page of that address depends on: event version and places taken. `None` when there is no such event.
#[boxed]
pub async fn freshness(db: &Db, slug: &str) -> Result<Option<(i64, i64)>> {
    Ok(sqlx::query_as("SELECT version, taken FROM event WHERE slug = $1").bind(slug).fetch_optional(db.read()).await?)
}
