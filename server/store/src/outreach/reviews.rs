//! Reviews: asked once a visit, given once by an opaque token, answered by staff with approved words, audited.

use super::visits::DueVisit;
use crate::audit::{self as log, Entry};
use crate::boxed;
use crate::counts::{count, fit};
use crate::error::{Result, StoreError};
use crate::stored::read;
use crate::{Db, Permit, Tx, settings, tokens};
use shared::audit::AuditAction;
use shared::field::FieldError;
use shared::noun::Noun;
use shared::outreach::{ReviewRow, ReviewSettings, ReviewState};
use shared::paging::{Page, PageQuery};
use shared::people::{EditPrograms, ViewPatients, ViewPrograms};
use shared::phi::Phi;
use shared::time::UtcMillis;

/// The key of [`settings`] under which sites and approved answers are kept.
const SETTINGS: &str = "reviews";

/// Makes the request for a review of a visit. The token that its link ends with; `None` when it was made before.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn ask(tx: &mut Tx, now: UtcMillis, visit: &DueVisit) -> Result<Option<String>> {
    let (token, hash) = tokens::fresh();
    let made = sqlx::query(
        "INSERT INTO outreach_review (program_id, patient_id, appointment_id, token_hash, asked_at)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (appointment_id) DO NOTHING",
    )
    .bind(visit.program.key)
    .bind(visit.patient)
    .bind(visit.appointment)
    .bind(hash)
    .bind(now.0)
    .execute(&mut **tx)
    .await?;
    Ok((made.rows_affected() == 1).then_some(token))
}

/// What the page behind a link shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// It was given already: the page thanks.
    pub given: bool,
    /// The approved words that staff answered with.
    pub answer: String,
    /// Public sites, for everybody alike.
    pub settings: ReviewSettings,
}

/// The request behind a token; `None` when there is none.
///
/// # Errors
/// When the database can't be read.
#[boxed]
pub async fn asked(db: &Db, token: &str) -> Result<Option<Asked>> {
    let row: Option<(Option<i64>, String)> =
        sqlx::query_as("SELECT given_at, answer FROM outreach_review WHERE token_hash = $1")
            .bind(tokens::hash(token))
            .fetch_optional(db.read())
            .await?;
    let Some((given_at, answer)) = row else { return Ok(None) };
    Ok(Some(Asked { given: given_at.is_some(), answer, settings: review_settings(db).await? }))
}

/// Keeps a review, once: a second answer changes nothing. False when there is no such request.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn give(db: &Db, now: UtcMillis, token: &str, stars: u8, words: &str) -> Result<bool> {
    let mut tx = db.begin().await?;
    let hash = tokens::hash(token);
    let given: Option<i64> = sqlx::query_scalar(
        "UPDATE outreach_review SET given_at = $1, stars = $2, words = $3 WHERE token_hash = $4 AND given_at IS NULL
         RETURNING id",
    )
    .bind(now.0)
    .bind(i64::from(stars))
    .bind(words)
    .bind(&hash)
    .fetch_optional(&mut *tx)
    .await?;
    let Some(review) = given else {
        let known: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM outreach_review WHERE token_hash = $1")
            .bind(&hash)
            .fetch_one(&mut *tx)
            .await?;
        return Ok(known > 0);
    };
    sqlx::query(
        "INSERT INTO outreach_touch (key, at, program_id, patient_id, kind)
         SELECT 'review/' || CAST(r.id AS TEXT), $1, r.program_id, r.patient_id, 'reviewed' FROM outreach_review r
         WHERE r.id = $2 ON CONFLICT (key) DO NOTHING",
    )
    .bind(now.0)
    .bind(review)
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(true)
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    program: String,
    program_name: String,
    patient_id: Option<i64>,
    patient: Option<String>,
    given: String,
    family: String,
    asked_at: i64,
    given_at: Option<i64>,
    stars: Option<i64>,
    words: String,
    answer: String,
    answered_by: String,
}

/// One page of reviews, newest first, searched by name. Audited with the patients it shows.
///
/// # Errors
/// When the log can't be written: then nothing is shown.
#[boxed]
pub async fn list(
    db: &Db,
    (permit, _patients): (&Permit<ViewPrograms>, &Permit<ViewPatients>),
    now: UtcMillis,
    query: &PageQuery,
    state: Option<ReviewState>,
) -> Result<Page<ReviewRow>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT r.id, g.uid AS program, g.name AS program_name, r.patient_id, p.uid AS patient, COALESCE(p.given, '') AS given,
            COALESCE(p.family, '') AS family, r.asked_at, r.given_at, r.stars, r.words, r.answer, r.answered_by
         FROM outreach_review r JOIN outreach_program g ON g.id = r.program_id LEFT JOIN patient p ON p.id = r.patient_id
         WHERE ($1 = '' OR ($2 = 'asked' AND r.given_at IS NULL)
            OR ($3 = 'given' AND r.given_at IS NOT NULL AND r.answer = '') OR ($4 = 'answered' AND r.answer <> ''))
         ORDER BY COALESCE(r.given_at, r.asked_at) DESC, r.id DESC LIMIT 5000",
    )
    .bind(state.map_or("", ReviewState::code))
    .bind(state.map_or("", ReviewState::code))
    .bind(state.map_or("", ReviewState::code))
    .bind(state.map_or("", ReviewState::code))
    .fetch_all(db.read())
    .await?;
    let wanted = shared::text::folded(&query.search);
    let fits = |row: &Row| shared::text::folded(&format!("{} {}", row.given, row.family)).contains(&wanted);
    let found: Vec<Row> = rows.into_iter().filter(fits).collect();
    let total = count(found.len());
    let (skip, take) = (fit(query.offset()), fit(query.limit()));
    let page: Vec<Row> = found.into_iter().skip(skip).take(take).collect();
    let shown: Vec<i64> = page.iter().filter_map(|row| row.patient_id).collect();
    let entry = Entry { patients: &shown, detail: "reviews".into(), ..Entry::new(AuditAction::List, Noun::Program) };
    log::record_read(db, permit.actor(), now, entry).await?;
    let rows = page.into_iter().map(|row| {
        Ok(ReviewRow {
            key: row.id,
            program: read("outreach_program.uid", &row.program)?,
            program_name: row.program_name,
            patient: row.patient.as_deref().map(|uid| read("patient.uid", uid)).transpose()?,
            name: Phi::new(format!("{} {}", row.given, row.family).trim().to_owned()),
            asked_at: UtcMillis(row.asked_at),
            given_at: row.given_at.map(UtcMillis),
            stars: row.stars.map(fit),
            words: Phi::new(row.words),
            answer: row.answer,
            answered_by: row.answered_by,
        })
    });
    Ok(Page { rows: rows.collect::<Result<_>>()?, total })
}

/// Answers a review with one of the approved answers, word for word.
///
/// # Errors
/// [`StoreError::Invalid`] at `answer` when these words are not approved; [`StoreError::NotFound`] when no such review was given.
#[boxed]
pub async fn answer(db: &Db, permit: &Permit<EditPrograms>, now: UtcMillis, review: i64, words: &str) -> Result<()> {
    if !review_settings(db).await?.answers.iter().any(|approved| approved == words) {
        return Err(vec![FieldError::new("answer", "Choose one of the approved answers.")].into());
    }
    let mut tx = db.begin().await?;
    let row: Option<(Option<i64>, String)> = sqlx::query_as(
        "UPDATE outreach_review SET answer = $1, answered_at = $2, answered_by = $3
         WHERE id = $4 AND given_at IS NOT NULL
         RETURNING patient_id, (SELECT p.uid FROM outreach_program p WHERE p.id = program_id)",
    )
    .bind(words)
    .bind(now.0)
    .bind(&permit.actor().name)
    .bind(review)
    .fetch_optional(&mut *tx)
    .await?;
    let (patient, program) = row.ok_or(StoreError::NotFound)?;
    let patients: Vec<i64> = patient.into_iter().collect();
    let entry = Entry {
        action: AuditAction::Update,
        entity: Noun::Program,
        entity_uid: Some(program),
        patients: &patients,
        detail: "answered a review".into(),
    };
    log::record(&mut tx, permit.actor(), now, entry).await?;
    tx.commit().await?;
    Ok(())
}

/// Public sites and approved answers.
///
/// # Errors
/// When the database can't be read.
#[boxed]
pub async fn review_settings(db: &Db) -> Result<ReviewSettings> {
    Ok(settings::get(db, SETTINGS).await?.unwrap_or_default())
}

/// Keeps public sites and approved answers.
///
/// # Errors
/// [`StoreError::Invalid`] by field.
#[boxed]
pub async fn save_settings(
    db: &Db,
    permit: &Permit<EditPrograms>,
    now: UtcMillis,
    wanted: ReviewSettings,
) -> Result<()> {
    let wanted = wanted.checked()?;
    let mut tx = db.begin().await?;
    settings::set(&mut tx, SETTINGS, &wanted, now).await?;
    let entry = Entry { detail: "review sites and answers".into(), ..Entry::new(AuditAction::Update, Noun::Setting) };
    log::record(&mut tx, permit.actor(), now, entry).await?;
    tx.commit().await?;
    Ok(())
}
