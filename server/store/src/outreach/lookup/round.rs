//! Numbers that are to be looked up now: claimed before a provider is asked, so that two processes never pay for one twice, and kept
//! with what it said.

use super::Terms;
use crate::boxed;
use crate::changes;
use crate::counts::number;
use crate::db::Db;
use crate::error::Result;
use shared::change::Changed;
use shared::outreach::lookup::LineType;
use shared::time::{Millis, UtcMillis};

/// A number that is being asked about.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Asked {
    /// E.164.
    pub number: String,
    list_id: i64,
}

/// What a provider, or the number's form, said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub line: LineType,
    pub carrier: String,
    /// ISO 3166, two letters; empty where it is not known.
    pub country: String,
    /// Whether somebody charges for it.
    pub charged: bool,
}

/// A claim whose process died is free again after that long.
const CLAIM: Millis = Millis::minutes(10);

/// Numbers of lists in use whose program is live, or of which somebody asked for it: those that were never looked up, or long ago.
const DUE: &str = "SELECT k.address AS number, MIN(m.list_id) AS list_id
    FROM prospect_list l JOIN prospect_member m ON m.list_id = l.id JOIN contact_point k ON k.patient_id = m.patient_id
    LEFT JOIN outreach_program g ON g.id = l.program_id LEFT JOIN number_lookup n ON n.number = k.address
    WHERE l.status = 'done' AND (g.status = 'live' OR l.lookup_asked_at IS NOT NULL) AND m.blocked = 0
        AND k.system IN ('phone', 'sms') AND (k.use_code IS NULL OR k.use_code <> 'old')
        AND (n.number IS NULL OR (n.asked_at < $1 OR (n.provider = 'form' AND $2 = 0) OR n.line_type = '')
            AND COALESCE(n.again_at, 0) <= $3)
    GROUP BY k.address ORDER BY k.address LIMIT $4";

/// Claims up to `limit` numbers.
#[boxed]
pub async fn claim(db: &Db, now: UtcMillis, terms: &Terms, limit: usize) -> Result<Vec<Asked>> {
    let due: Vec<Asked> = sqlx::query_as(DUE)
        .bind(terms.stale(now))
        .bind(i64::from(terms.form_only()))
        .bind(now.0)
        .bind(number(limit))
        .fetch_all(db.read())
        .await?;
    if due.is_empty() {
        return Ok(due);
    }
    let mut tx = db.begin().await?;
    let mut claimed = Vec::with_capacity(due.len());
    for asked in due {
        let ours = sqlx::query(
            "INSERT INTO number_lookup (number, line_type, provider, asked_at, again_at) VALUES ($1, '', $2, $3, $4)
             ON CONFLICT (number) DO UPDATE SET again_at = excluded.again_at
             WHERE COALESCE(number_lookup.again_at, 0) <= $3",
        )
        .bind(&asked.number)
        .bind(terms.provider.code())
        .bind(now.0)
        .bind((now + CLAIM).0)
        .execute(&mut *tx)
        .await?;
        if ours.rows_affected() > 0 {
            claimed.push(asked);
        }
    }
    tx.commit().await?;
    Ok(claimed)
}

/// Keeps what was said of a number and counts its cost. Rules that ask for the type hear of it.
#[boxed]
pub async fn keep(db: &Db, now: UtcMillis, terms: &Terms, asked: &Asked, answer: &Answer) -> Result<()> {
    let mut tx = db.begin().await?;
    let before: Option<String> = sqlx::query_scalar("SELECT line_type FROM number_lookup WHERE number = $1")
        .bind(&asked.number)
        .fetch_optional(&mut *tx)
        .await?;
    sqlx::query(
        "INSERT INTO number_lookup (number, line_type, carrier, country, provider, asked_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (number) DO UPDATE SET line_type = excluded.line_type, carrier = excluded.carrier,
            country = excluded.country, provider = excluded.provider, asked_at = excluded.asked_at, again_at = NULL",
    )
    .bind(&asked.number)
    .bind(answer.line.code())
    .bind(&answer.carrier)
    .bind(&answer.country)
    .bind(terms.provider.code())
    .bind(now.0)
    .execute(&mut *tx)
    .await?;
    if answer.charged {
        sqlx::query("INSERT INTO number_lookup_charge (at, list_id, provider, cost_micros) VALUES ($1, $2, $3, $4)")
            .bind(now.0)
            .bind(asked.list_id)
            .bind(terms.provider.code())
            .bind(number(terms.cost_micros))
            .execute(&mut *tx)
            .await?;
    }
    if before.as_deref() != Some(answer.line.code()) {
        changes::push_address(&mut tx, now, &asked.number, Changed::ContactPoint).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Nobody could say anything of the number: it is asked about again from `again` on. What was known of it stays.
#[boxed]
pub async fn put_off(db: &Db, asked: &Asked, again: UtcMillis) -> Result<()> {
    let mut tx = db.begin().await?;
    sqlx::query("UPDATE number_lookup SET again_at = $1 WHERE number = $2")
        .bind(again.0)
        .bind(&asked.number)
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    Ok(())
}
