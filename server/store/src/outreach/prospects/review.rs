//! Uncertain lines: a person says whether they name somebody we know.

use super::batch::Line;
use super::compare::{Pool, Step, addresses, described};
use super::refused::{closed, is_blocked};
use super::shown::{of_line, people};
use super::{In, ask, audit, insert};
use crate::addresses as numbers;
use crate::audit::{self as log, Entry};
use crate::boxed;
use crate::bulk::Bulk;
use crate::counts::count;
use crate::db::Tx;
use crate::document;
use crate::error::{Result, StoreError};
use crate::import::reserve;
use crate::patients::people as tables;
use crate::settings;
use crate::stored::known;
use crate::{Db, Permit};
use shared::audit::AuditAction;
use shared::ids::{PatientId, ProspectListId};
use shared::noun::Noun;
use shared::outreach::prospects::{Candidate, Found, Mapping, Match, ReviewCase, Verdict};
use shared::patients::PersonLine;
use shared::people::EditPrograms;
use shared::phi::Phi;
use shared::time::UtcMillis;

/// Lines that are shown at a time.
const SHOWN: i64 = 20;

/// The next uncertain lines of a list, each with whom it may name. The audit log keeps who was shown.
#[boxed]
pub async fn cases(
    db: &Db,
    permit: &Permit<EditPrograms>,
    now: UtcMillis,
    id: ProspectListId,
) -> Result<Vec<ReviewCase>> {
    let country = settings::organization(db).await?.country;
    let mut connection = db.read().acquire().await?;
    let mapping = mapping(&mut connection, id).await?;
    let rows: Vec<(i64, i64, String)> = sqlx::query_as(
        "SELECT r.id, r.line, r.cells FROM prospect_review r JOIN prospect_list l ON l.id = r.list_id
         WHERE l.uid = $1 AND r.verdict = '' ORDER BY r.line LIMIT $2",
    )
    .bind(id.to_string())
    .bind(SHOWN)
    .fetch_all(&mut *connection)
    .await?;
    let offered: Vec<(i64, i64, String)> = ask(
        &mut connection,
        "SELECT review_id, patient_id, likeness FROM prospect_review_candidate WHERE review_id IN ",
        In::Keys(rows.iter().map(|(key, _, _)| *key).collect()),
        " ORDER BY patient_id",
    )
    .await?;
    let met: Vec<i64> = offered.iter().map(|(_, patient, _)| *patient).collect();
    let everybody = people(&mut connection, met.clone()).await?;
    drop(connection);
    let mut cases = Vec::with_capacity(rows.len());
    for (key, line, cells) in rows {
        let person = line_of(&mapping, &cells, &country)?;
        let theirs = offered.iter().filter(|(review, _, _)| *review == key);
        let candidates = theirs.filter_map(|(_, patient, likeness)| {
            let somebody = everybody.get(patient)?.clone();
            Some(Candidate {
                id: somebody.id,
                shown: Phi::new(somebody.shown),
                relationship: somebody.relationship,
                likeness: known("prospect_review_candidate", key, likeness),
            })
        });
        let (shown, candidates) = (Phi::new(of_line(&person)), candidates.collect());
        cases.push(ReviewCase { key, line: count(line), shown, candidates });
    }
    let detail = format!("review of {} lines", cases.len());
    let entry = Entry {
        entity_uid: Some(id.to_string()),
        patients: &met,
        detail,
        ..Entry::new(AuditAction::View, Noun::ProspectList)
    };
    log::record_read(db, permit.actor(), now, entry).await?;
    Ok(cases)
}

async fn mapping(connection: &mut sqlx::AnyConnection, id: ProspectListId) -> Result<Mapping> {
    let text: String = sqlx::query_scalar("SELECT mapping FROM prospect_list WHERE uid = $1")
        .bind(id.to_string())
        .fetch_one(&mut *connection)
        .await?;
    document::read("column mapping", id, &text)
}

/// The line as it was read when it came in.
fn line_of(mapping: &Mapping, cells: &str, country: &str) -> Result<PersonLine> {
    let cells: Vec<String> = document::read("cells", "review", cells)?;
    let columns = mapping.columns().map_err(|why| StoreError::corrupt("column mapping", why))?;
    let person = columns.read(cells.iter().map(String::as_str));
    let person = person.and_then(|person| numbers::reachable(person, Some(country)));
    person.map_err(|why| StoreError::corrupt("cells", why))
}

/// Decides about one line: it names `who`, or none of those whom it may name. Somebody new is made unless the line by now
/// certainly names somebody else.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody else decided it, or the list has expired; [`StoreError::NotFound`] when `who` was not offered.
#[boxed]
pub async fn decide(
    db: &Db,
    permit: &Permit<EditPrograms>,
    now: UtcMillis,
    id: ProspectListId,
    key: i64,
    who: Option<PatientId>,
) -> Result<()> {
    let country = settings::organization(db).await?.country;
    let mut tx = db.begin().await?;
    let mapping = mapping(&mut tx, id).await?;
    let verdict = if who.is_some() { Verdict::Same } else { Verdict::Other };
    let row: Option<(i64, i64, String)> = sqlx::query_as(
        "UPDATE prospect_review SET verdict = $1, decided_at = $2, decided_by = $3
         WHERE id = $4 AND verdict = ''
            AND list_id IN (SELECT id FROM prospect_list WHERE uid = $5 AND status IN ('importing', 'done'))
         RETURNING list_id, line, cells",
    )
    .bind(verdict.code())
    .bind(now.0)
    .bind(&permit.actor().name)
    .bind(key)
    .bind(id.to_string())
    .fetch_optional(&mut *tx)
    .await?;
    let Some((list, line, cells)) = row else {
        return Err(StoreError::conflict("Somebody else has decided about this line, or the list has expired."));
    };
    let offered: Vec<(i64, String)> = sqlx::query_as(
        "SELECT c.patient_id, p.uid FROM prospect_review_candidate c JOIN patient p ON p.id = c.patient_id
         WHERE c.review_id = $1",
    )
    .bind(key)
    .fetch_all(&mut *tx)
    .await?;
    let person = line_of(&mapping, &cells, &country)?;
    let mut pool = Pool::load(&mut tx, list, &[&person]).await?;
    let step = match who {
        Some(who) => {
            let who = who.to_string();
            let (patient, _) = offered.iter().find(|(_, uid)| *uid == who).ok_or(StoreError::NotFound)?;
            linked(&mut pool, *patient)
        }
        None => {
            let not: Vec<i64> = offered.iter().map(|(patient, _)| *patient).collect();
            match pool.whom(&described(&person), &not) {
                Match::One(patient) => linked(&mut pool, patient),
                Match::Nobody | Match::Unsure(_) => {
                    let fresh = reserve(&mut tx, db.dialect(), "patient", 1).await?;
                    Step::New(fresh.first().copied().ok_or(StoreError::NotFound)?)
                }
            }
        }
    };
    let line = Line { number: count(line), cells: Vec::new(), read: Ok(person), repaired: 0 };
    join(&mut tx, now, list, &pool, &line, step).await?;
    audit(
        &mut tx,
        permit,
        now,
        AuditAction::Update,
        id,
        format!("line {}: {}", line.number, verdict.label().to_lowercase()),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

fn linked(pool: &mut Pool, patient: i64) -> Step {
    let found = pool.found(patient);
    if pool.members.insert(patient) { Step::Linked(patient, found) } else { Step::Repeated(patient) }
}

/// Puts the person of a decided line on the list, and counts them.
async fn join(tx: &mut Tx, now: UtcMillis, list: i64, pool: &Pool, line: &Line, step: Step) -> Result<()> {
    let Ok(person) = &line.read else { return Ok(()) };
    let theirs: Vec<String> = addresses(person).collect();
    let shut = closed(tx, &theirs.iter().cloned().collect()).await?;
    let (patient, found) = match step {
        Step::New(patient) => {
            insert::people(tx, &mut Bulk::default(), now, &[(patient, person)]).await?;
            (patient, Found::New)
        }
        Step::Linked(patient, found) => {
            if found == Found::Known {
                tables::take_on(tx, now, patient, person).await?;
            }
            (patient, found)
        }
        Step::Repeated(_) | Step::Review(_) | Step::Refused(_) => {
            sqlx::query("UPDATE prospect_list SET repeated = repeated + 1 WHERE id = $1")
                .bind(list)
                .execute(&mut **tx)
                .await?;
            return Ok(());
        }
    };
    let blocked = i64::from(pool.closed.contains(&patient) || is_blocked(&theirs, &shut));
    sqlx::query(
        "INSERT INTO prospect_member (list_id, patient_id, line, found, blocked, added_at) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(list)
    .bind(patient)
    .bind(crate::counts::number(line.number))
    .bind(found.code())
    .bind(blocked)
    .bind(now.0)
    .execute(&mut **tx)
    .await?;
    sqlx::query(
        "UPDATE prospect_list SET added = added + $1, patients = patients + $2, known = known + $3, blocked = blocked + $4
         WHERE id = $5",
    )
    .bind(i64::from(found == Found::New))
    .bind(i64::from(found == Found::Patient))
    .bind(i64::from(found == Found::Known))
    .bind(blocked)
    .bind(list)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
