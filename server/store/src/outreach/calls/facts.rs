//! What the gate asks about somebody before an agent calls them.

use crate::consent;
use crate::error::Result;
use crate::suppression;
use crate::{Tx, boxed};
use shared::consent::{Channel, ConsentStatus, Purpose};
use shared::outreach::calls::CallFacts;
use shared::patients::Relationship;
use shared::time::{Millis, UtcMillis};

/// As far back as caps reach.
const MONTH: Millis = Millis::days(30);

/// The person, and the number that would be called.
#[derive(Debug, Clone, Default)]
pub(super) struct Callee {
    pub facts: CallFacts,
    pub number: String,
    pub zone: Option<String>,
    pub name: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    given: String,
    family: String,
    active: i64,
    deceased: i64,
    relationship: String,
    time_zone: Option<String>,
}

/// Why somebody is called: care for patients; everybody else is marketed to.
pub(super) fn purpose(relationship: &str) -> Purpose {
    if relationship == Relationship::Patient.code() { Purpose::Treatment } else { Purpose::Marketing }
}

/// Reads all but the hours, which are the program's.
#[boxed]
pub(super) async fn callee(tx: &mut Tx, now: UtcMillis, program: Option<i64>, patient: i64) -> Result<Callee> {
    let row: Row = sqlx::query_as(
        "SELECT given, family, CAST(active AS BIGINT) AS active, CAST(deceased AS BIGINT) AS deceased, relationship, time_zone
         FROM patient WHERE id = $1",
    )
    .bind(patient)
    .fetch_one(&mut **tx)
    .await?;
    let called: Vec<i64> = sqlx::query_scalar(
        "SELECT ended_at FROM call_attempt WHERE patient_id = $1 AND ended_at > $2 AND program_id = $3 AND direction = 'outbound'",
    )
    .bind(patient)
    .bind((now - MONTH).0)
    .bind(program)
    .fetch_all(&mut **tx)
    .await?;
    let (number, denied) = number(tx, patient, purpose(&row.relationship)).await?;
    let facts = CallFacts {
        active: row.active == 1,
        deceased: row.deceased == 1,
        has_number: !number.is_empty(),
        denied,
        called: called.into_iter().map(UtcMillis).collect(),
        ..CallFacts::default()
    };
    Ok(Callee { facts, number, zone: row.time_zone, name: format!("{} {}", row.given, row.family) })
}

/// The number at which a person is called for a purpose: preferred first, neither former nor dead ones; empty when there is
/// none. Whether that is so because they said no.
#[boxed]
pub(super) async fn number(tx: &mut Tx, patient: i64, purpose: Purpose) -> Result<(String, bool)> {
    let mut denied = false;
    for number in numbers(tx, patient).await? {
        if consent::current(tx, &number, Channel::Voice, purpose).await? == Some(ConsentStatus::Denied) {
            denied = true;
        } else if !suppression::is_suppressed(tx, Channel::Voice, &number).await? {
            return Ok((number, false));
        }
    }
    Ok((String::new(), denied))
}

/// The numbers of a person that are not former ones.
#[boxed]
pub(super) async fn numbers(tx: &mut Tx, patient: i64) -> Result<Vec<String>> {
    let all: Vec<String> = sqlx::query_scalar(
        "SELECT address FROM contact_point WHERE patient_id = $1 AND system IN ('phone', 'sms')
           AND (use_code IS NULL OR use_code <> 'old') ORDER BY rank, CASE WHEN system = 'phone' THEN 0 ELSE 1 END, id",
    )
    .bind(patient)
    .fetch_all(&mut **tx)
    .await?;
    let mut found: Vec<String> = Vec::new();
    for number in all {
        if !found.contains(&number) {
            found.push(number);
        }
    }
    Ok(found)
}
