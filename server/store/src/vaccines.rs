//! Forecasts of vaccines, stored so that rules can ask for them: made anew for those whose records changed, and for everybody
//! when the schedule or the season has.

use crate::boxed;
use crate::bulk::{Bulk, Cell, Target};
use crate::changes::{self, Change};
use crate::db::{Db, Tx};
use crate::error::Result;
use crate::import::{Concept, Concepts, RecordKind};
use crate::segments::facts::{Memberships, Wanted, facts_of};
use shared::change::{ChangeKind, Changed};
use shared::records::RecordType;
use shared::time::UtcMillis;
use shared::vaccines::{self, History, SYSTEM, Series};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// One transaction takes patients whose keys lie in a stretch so long.
const KEYS_AT_ONCE: i64 = 1_000;

const ROWS: Target = Target {
    table: "immunization_recommendation",
    columns: "patient_id, concept_id, status, start_at, end_at",
    width: 5,
    conflict: "",
};

/// A row but for its patient: concept, status, start and end.
type Row = (i64, String, i64, Option<i64>);

/// Forecasts the next patients who wait for it; how many there were.
#[boxed]
pub async fn round(db: &Db, now: UtcMillis) -> Result<usize> {
    let version = vaccines::version(now.date_utc());
    let (stored, first): (String, Option<i64>) = sqlx::query_as(
        "SELECT version, (SELECT MIN(patient_id) FROM vaccine_change) FROM vaccine_schedule WHERE id = 1",
    )
    .fetch_one(db.read())
    .await?;
    if stored != version {
        return everybody(db, &version).await;
    }
    let Some(first) = first else { return Ok(0) };
    let mut tx = db.begin().await?;
    // One forecaster at a time.
    sqlx::query("UPDATE vaccine_schedule SET version = $1 WHERE id = 1").bind(&version).execute(&mut *tx).await?;
    let claimed: Vec<i64> = sqlx::query_scalar(
        "DELETE FROM vaccine_change WHERE patient_id >= $1 AND patient_id < $2 RETURNING patient_id",
    )
    .bind(first)
    .bind(first + KEYS_AT_ONCE)
    .fetch_all(&mut *tx)
    .await?;
    let patients: Vec<i64> = claimed.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
    let changed = forecast(&mut tx, now, &patients).await?;
    changes::push(&mut tx, now, &changed).await?;
    tx.commit().await?;
    if patients.len() > 100 {
        tracing::info!(
            patients = patients.len(),
            changed = changed.len(),
            up_to = first + KEYS_AT_ONCE,
            "vaccines forecast"
        );
    }
    Ok(patients.len())
}

/// Has everybody forecast anew in the next rounds: what the forecasts follow has changed.
pub(crate) async fn ask_for_everybody(tx: &mut Tx) -> Result<()> {
    sqlx::query("UPDATE vaccine_schedule SET version = '' WHERE id = 1").execute(&mut **tx).await?;
    Ok(())
}

/// Asks for a forecast of everybody, once for each version.
async fn everybody(db: &Db, version: &str) -> Result<usize> {
    let mut tx = db.begin().await?;
    let newly = sqlx::query("UPDATE vaccine_schedule SET version = $1 WHERE id = 1 AND version <> $1")
        .bind(version)
        .execute(&mut *tx)
        .await?;
    let mut asked = 0;
    if newly.rows_affected() > 0 {
        let all =
            sqlx::query("INSERT INTO vaccine_change (patient_id) SELECT id FROM patient").execute(&mut *tx).await?;
        asked = all.rows_affected();
        tracing::info!(version, patients = asked, "vaccines of everybody are forecast anew");
    }
    tx.commit().await?;
    Ok(usize::try_from(asked).unwrap_or(usize::MAX).max(1))
}

/// Brings the rows of these patients up to date; says whose have changed.
async fn forecast(tx: &mut Tx, now: UtcMillis, patients: &[i64]) -> Result<Vec<Change>> {
    let (Some(first), Some(last)) = (patients.first(), patients.last()) else { return Ok(Vec::new()) };
    let wanted = Wanted {
        contacts: false,
        own: false,
        segments: Memberships::Of(BTreeSet::new()),
        travels: false,
        records: History::READS.into_iter().collect(),
    };
    let facts = facts_of(&mut *tx, patients, &wanted).await?;
    let concepts = concepts(tx).await?;
    let mut known: HashMap<i64, Vec<Row>> = HashMap::new();
    let rows: Vec<(i64, i64, String, i64, Option<i64>)> = sqlx::query_as(
        "SELECT patient_id, concept_id, status, start_at, end_at FROM immunization_recommendation
         WHERE patient_id >= $1 AND patient_id <= $2 ORDER BY id",
    )
    .bind(*first)
    .bind(*last)
    .fetch_all(&mut **tx)
    .await?;
    for (patient, concept, status, start, end) in rows {
        known.entry(patient).or_default().push((concept, status, start, end));
    }
    let mut cells: Vec<Cell> = Vec::new();
    let mut changed = Vec::new();
    for patient in patients {
        let Some(facts) = facts.get(patient) else { continue };
        let stored = vaccines::stored(&History::of(facts), now.date_utc());
        let rows = stored.iter().filter_map(|one| {
            let concept = *concepts.get(one.series.code())?;
            Some((concept, one.state.code().to_owned(), one.start.0, one.end.map(|end| end.0)))
        });
        let rows: Vec<Row> = rows.collect();
        let before = known.remove(patient).unwrap_or_default();
        if rows == before {
            continue;
        }
        if !before.is_empty() {
            sqlx::query("DELETE FROM immunization_recommendation WHERE patient_id = $1")
                .bind(*patient)
                .execute(&mut **tx)
                .await?;
        }
        for (concept, status, start, end) in rows {
            cells.extend([(*patient).into(), concept.into(), status.into(), start.into(), end.into()]);
        }
        changed.push(Change {
            patient: *patient,
            changed: Changed::Kind(RecordKind::Record(RecordType::ImmunizationRecommendation)),
            record: *patient,
            change: ChangeKind::Updated,
        });
    }
    Bulk::default().insert(tx, ROWS, &cells).await?;
    Ok(changed)
}

/// The concept of each series, by the series' code.
async fn concepts(tx: &mut Tx) -> Result<BTreeMap<&'static str, i64>> {
    let concept = |series: Series| Arc::new(Concept::new(series.label(), &[[SYSTEM, series.code(), series.label()]]));
    let named: Vec<(Series, Arc<Concept>)> = Series::ALL.into_iter().map(|series| (series, concept(series))).collect();
    let mut interned = Concepts::default();
    interned.intern(tx, &named.iter().map(|(_, concept)| concept).collect::<Vec<_>>()).await?;
    Ok(named.iter().filter_map(|(series, concept)| Some((series.code(), interned.key(concept)?))).collect())
}
