//! A confirmed list into the register, a batch of lines in each transaction: how far it is stands in the same transaction, so that
//! a list goes on after a crash where it was, and two processes never write one line twice.

use super::compare::{Pool, Step, addresses};
use super::refused::{closed, is_blocked};
use super::upload::unpacked;
use super::{audit, insert};
use crate::boxed;
use crate::bulk::{Bulk, Cell, Target};
use crate::counts::{count, number};
use crate::db::Tx;
use crate::document;
use crate::error::Result;
use crate::import::reserve;
use crate::patients::people;
use crate::stored::read;
use crate::{Db, Permit};
use shared::audit::AuditAction;
use shared::ids::ProspectListId;
use shared::outreach::prospects::{Found, Likeness, ListStatus, Mapping};
use shared::patients::PersonLine;
use shared::people::EditPrograms;
use shared::time::UtcMillis;
use std::collections::{HashMap, HashSet};

/// A list that is being imported.
#[derive(Debug)]
pub struct Job {
    key: i64,
    pub id: ProspectListId,
    pub mapping: Mapping,
    /// Lines that are done.
    pub done: u64,
    pub bytes: Vec<u8>,
}

/// A line that was read: whom it names, or what is wrong with it.
#[derive(Debug)]
pub struct Line {
    /// Where it stands in the file.
    pub number: u64,
    /// As they are read, what a spreadsheet did to them undone.
    pub cells: Vec<String>,
    pub read: Result<PersonLine, String>,
    /// Cells that were put right.
    pub repaired: u64,
}

const MEMBERS: Target = Target {
    table: "prospect_member",
    columns: "list_id, patient_id, line, found, blocked, added_at",
    width: 6,
    conflict: "",
};
const REFUSALS: Target = Target {
    table: "prospect_refusal",
    columns: "list_id, line, reason",
    width: 3,
    conflict: "ON CONFLICT DO NOTHING",
};

/// The list that has waited longest to be imported.
#[boxed]
pub async fn next_job(db: &Db) -> Result<Option<Job>> {
    let row: Option<(i64, String, String, i64, Vec<u8>)> = sqlx::query_as(
        "SELECT l.id, l.uid, l.mapping, l.lines_done, f.body FROM prospect_list l
         JOIN prospect_file f ON f.list_id = l.id WHERE l.status = 'importing' ORDER BY l.started_at, l.id LIMIT 1",
    )
    .fetch_optional(db.read())
    .await?;
    let Some((key, uid, mapping, done, body)) = row else { return Ok(None) };
    Ok(Some(Job {
        key,
        mapping: document::read("column mapping", &uid, &mapping)?,
        id: read("prospect_list.uid", &uid)?,
        done: count(done),
        bytes: unpacked(&body)?,
    }))
}

/// What a batch of lines came to.
#[derive(Default)]
struct Tally {
    added: i64,
    patients: i64,
    known: i64,
    repeated: i64,
    refused: i64,
    blocked: i64,
    repaired: i64,
}

/// Takes in the next lines of a list; false when another process was faster, or the list is not imported any more: then nothing
/// was written.
#[boxed]
pub async fn write(db: &Db, bulk: &mut Bulk, now: UtcMillis, job: &mut Job, lines: &[Line]) -> Result<bool> {
    let mut tx = db.begin().await?;
    let done = job.done + count(lines.len());
    let ours = sqlx::query(
        "UPDATE prospect_list SET lines_done = $1 WHERE id = $2 AND lines_done = $3 AND status = 'importing'",
    )
    .bind(number(done))
    .bind(job.key)
    .bind(number(job.done))
    .execute(&mut *tx)
    .await?;
    if ours.rows_affected() == 0 {
        return Ok(false);
    }
    let people: Vec<&PersonLine> = lines.iter().filter_map(|line| line.read.as_ref().ok()).collect();
    let mut pool = Pool::load(&mut tx, job.key, &people).await?;
    let mut keys = reserve(&mut tx, db.dialect(), "patient", people.len()).await?.into_iter();
    let mut steps: Vec<(&Line, Step)> = Vec::with_capacity(lines.len());
    for line in lines {
        let step = match &line.read {
            Ok(person) => pool.step(person, || keys.next()),
            Err(why) => Step::Refused(why.clone()),
        };
        steps.push((line, step));
    }
    let new: Vec<(i64, &PersonLine)> = steps
        .iter()
        .filter_map(|(line, step)| match (step, &line.read) {
            (Step::New(key), Ok(person)) => Some((*key, person)),
            _ => None,
        })
        .collect();
    insert::people(&mut tx, bulk, now, &new).await?;
    take_on(&mut tx, now, &steps).await?;
    let mut tally = join(&mut tx, bulk, now, job.key, &pool, &steps).await?;
    refuse(&mut tx, bulk, job.key, &steps, &mut tally).await?;
    for (line, step) in &steps {
        if let Step::Review(candidates) = step {
            review(&mut tx, job.key, line, candidates).await?;
        }
    }
    tally.repaired = lines.iter().map(|line| number(line.repaired)).sum();
    add_up(&mut tx, job.key, &tally).await?;
    tx.commit().await?;
    job.done = done;
    Ok(true)
}

/// People of earlier lists take on what the line says anew; of patients nothing but their own tags and attributes.
async fn take_on(tx: &mut Tx, now: UtcMillis, steps: &[(&Line, Step)]) -> Result<()> {
    for (line, step) in steps {
        if let (Step::Linked(key, Found::Known) | Step::Repeated(key), Ok(person)) = (step, &line.read) {
            people::take_on(tx, now, *key, person).await?;
        }
    }
    Ok(())
}

async fn join(
    tx: &mut Tx,
    bulk: &mut Bulk,
    now: UtcMillis,
    list: i64,
    pool: &Pool,
    steps: &[(&Line, Step)],
) -> Result<Tally> {
    let mut tally = Tally::default();
    let mut theirs: HashMap<i64, Vec<String>> = HashMap::new();
    for (line, step) in steps {
        if let (Step::New(key) | Step::Linked(key, _), Ok(person)) = (step, &line.read) {
            theirs.insert(*key, addresses(person).collect());
        }
    }
    let closed = closed(tx, &theirs.values().flatten().cloned().collect::<HashSet<_>>()).await?;
    let mut members = Vec::new();
    for (line, step) in steps {
        let (key, found) = match step {
            Step::New(key) => (*key, Found::New),
            Step::Linked(key, found) => (*key, *found),
            Step::Repeated(_) => {
                tally.repeated += 1;
                continue;
            }
            Step::Review(_) | Step::Refused(_) => continue,
        };
        match found {
            Found::New => tally.added += 1,
            Found::Patient => tally.patients += 1,
            Found::Known => tally.known += 1,
        }
        let own = theirs.get(&key).map(Vec::as_slice).unwrap_or_default();
        let blocked = i64::from(pool.closed.contains(&key) || is_blocked(own, &closed));
        tally.blocked += blocked;
        members.extend([
            Cell::from(list),
            key.into(),
            number(line.number).into(),
            found.code().into(),
            blocked.into(),
            now.0.into(),
        ]);
    }
    bulk.insert(tx, MEMBERS, &members).await?;
    Ok(tally)
}

async fn refuse(tx: &mut Tx, bulk: &mut Bulk, list: i64, steps: &[(&Line, Step)], tally: &mut Tally) -> Result<()> {
    let mut refusals = Vec::new();
    for (line, step) in steps {
        if let Step::Refused(why) = step {
            tally.refused += 1;
            refusals.extend([Cell::from(list), number(line.number).into(), why.clone().into()]);
        }
    }
    bulk.insert(tx, REFUSALS, &refusals).await
}

/// At most so many people are offered for one line.
const CANDIDATES: usize = 5;

async fn review(tx: &mut Tx, list: i64, line: &Line, candidates: &[(i64, Likeness)]) -> Result<()> {
    let key: i64 =
        sqlx::query_scalar("INSERT INTO prospect_review (list_id, line, cells) VALUES ($1, $2, $3) RETURNING id")
            .bind(list)
            .bind(number(line.number))
            .bind(document::write("cells", &line.cells)?)
            .fetch_one(&mut **tx)
            .await?;
    for (patient, likeness) in candidates.iter().take(CANDIDATES) {
        sqlx::query("INSERT INTO prospect_review_candidate (review_id, patient_id, likeness) VALUES ($1, $2, $3)")
            .bind(key)
            .bind(*patient)
            .bind(likeness.code())
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

async fn add_up(tx: &mut Tx, list: i64, tally: &Tally) -> Result<()> {
    sqlx::query(
        "UPDATE prospect_list SET added = added + $1, patients = patients + $2, known = known + $3,
            repeated = repeated + $4, refused = refused + $5, blocked = blocked + $6, repaired = repaired + $7
         WHERE id = $8",
    )
    .bind(tally.added)
    .bind(tally.patients)
    .bind(tally.known)
    .bind(tally.repeated)
    .bind(tally.refused)
    .bind(tally.blocked)
    .bind(tally.repaired)
    .bind(list)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// All lines are done: the list is in use, and its file goes.
#[boxed]
pub async fn finish(db: &Db, now: UtcMillis, job: &Job) -> Result<()> {
    let mut tx = db.begin().await?;
    let ended = sqlx::query(
        "UPDATE prospect_list SET status = $1, finished_at = $2, lines_total = lines_done WHERE id = $3 AND status = $4",
    )
    .bind(ListStatus::Done.code())
    .bind(now.0)
    .bind(job.key)
    .bind(ListStatus::Importing.code())
    .execute(&mut *tx)
    .await?;
    if ended.rows_affected() > 0 {
        sqlx::query("DELETE FROM prospect_file WHERE list_id = $1").bind(job.key).execute(&mut *tx).await?;
        let (added, known, refused): (i64, i64, i64) =
            sqlx::query_as("SELECT added, patients + known, refused FROM prospect_list WHERE id = $1")
                .bind(job.key)
                .fetch_one(&mut *tx)
                .await?;
        let permit = Permit::<EditPrograms>::system("prospect import");
        let detail = format!("{added} new, {known} known, {refused} refused");
        audit(&mut tx, &permit, now, AuditAction::Import, job.id, detail).await?;
    }
    tx.commit().await?;
    Ok(())
}
