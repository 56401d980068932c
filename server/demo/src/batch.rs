//! Rows waiting to be inserted, table by table, and the keys given out for them.

use store::boxed;
use store::bulk::{Bulk, Cell, Target};
use store::{Dialect, Result, Tx};

/// The tables that are filled, referred-to ones first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    Patient,
    Identifier,
    Contact,
    Encounter,
    Condition,
    Observation,
    Component,
    Procedure,
    Medication,
    Immunization,
    Allergy,
    Appointment,
    Coverage,
}

pub const TABLES: usize = 13;

const fn target(table: &'static str, columns: &'static str, width: usize) -> Target {
    Target { table, columns, width, conflict: "" }
}

const TARGETS: [Target; TABLES] = [
    target(
        "patient",
        "id, uid, active, prefix, given, family, name_search, birth_date, gender, birth_sex, language, race, ethnicity,
         line, city, state, postal_code, country, time_zone, general_practitioner_id, managing_organization_id,
         created_at, updated_at, latitude, longitude, preferred_channel",
        26,
    ),
    target("patient_identifier", "patient_id, kind, system, value", 4),
    target("contact_point", "patient_id, system, use_code, address, rank", 5),
    target(
        "encounter",
        "id, patient_id, concept_id, class, status, start_at, end_at, reason_concept_id, practitioner_id,
         organization_id, location_id",
        11,
    ),
    target(
        "condition",
        "id, patient_id, concept_id, category, clinical_status, verification_status, onset_at, abatement_at,
         recorded_at, encounter_id",
        10,
    ),
    target(
        "observation",
        "id, patient_id, concept_id, category, status, effective_at, value_number, value_unit, value_concept_id,
         encounter_id",
        10,
    ),
    target("observation_component", "observation_id, ordinal, concept_id, value_number, value_unit", 5),
    target("procedure", "id, patient_id, concept_id, status, start_at, end_at, encounter_id", 7),
    target(
        "medication_request",
        "id, patient_id, concept_id, status, intent, authored_at, practitioner_id, encounter_id",
        8,
    ),
    target("immunization", "id, patient_id, concept_id, status, occurrence_at, encounter_id", 6),
    target(
        "allergy_intolerance",
        "id, patient_id, concept_id, category, criticality, clinical_status, verification_status, recorded_at",
        8,
    ),
    target(
        "appointment",
        "id, patient_id, concept_id, status, start_at, end_at, description, practitioner_id, location_id",
        9,
    ),
    target("coverage", "id, patient_id, concept_id, status, payor, start_at, end_at", 7),
];

/// True for the tables whose rows are given a key.
fn has_key(table: usize) -> bool {
    TARGETS[table].columns.starts_with("id,")
}

/// The next free key of each table.
#[derive(Debug, Clone, Default)]
pub struct Keys([i64; TABLES]);

impl Keys {
    /// Reads where each table ends; nobody else may write to them until [`Keys::give_back`].
    #[boxed]
    pub async fn read(tx: &mut Tx) -> Result<Self> {
        let mut keys = Self::default();
        for (index, target) in TARGETS.iter().enumerate().filter(|(index, _)| has_key(*index)) {
            let sql = format!("SELECT COALESCE(MAX(id), 0) + 1 FROM {}", target.table);
            keys.0[index] = sqlx::query_scalar(&sql).fetch_one(&mut **tx).await?;
        }
        Ok(keys)
    }

    pub fn next(&mut self, table: Table) -> i64 {
        let key = &mut self.0[table as usize];
        *key += 1;
        *key - 1
    }

    /// Tells PostgreSQL's sequences what was given out; SQLite looks for itself.
    #[boxed]
    pub async fn give_back(tx: &mut Tx, dialect: Dialect) -> Result<()> {
        if dialect == Dialect::Postgres {
            for (_, target) in TARGETS.iter().enumerate().filter(|(index, _)| has_key(*index)) {
                let table = target.table;
                sqlx::query(&format!(
                    "SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT COALESCE(MAX(id), 1) FROM {table}))"
                ))
                .execute(&mut **tx)
                .await?;
            }
        }
        Ok(())
    }
}

/// What an address consents to: written through the ledger.
#[derive(Debug, Clone)]
pub struct Consent {
    pub address: String,
    pub purpose: shared::consent::Purpose,
    pub granted: bool,
    pub patient: i64,
}

/// The rows of some patients.
#[derive(Debug, Default)]
pub struct Batch {
    cells: [Vec<Cell>; TABLES],
    pub consents: Vec<Consent>,
    pub patients: u64,
}

impl Batch {
    pub fn row<const WIDTH: usize>(&mut self, table: Table, cells: [Cell; WIDTH]) {
        debug_assert_eq!(WIDTH, TARGETS[table as usize].width);
        self.cells[table as usize].extend(cells);
    }

    pub fn rows(&self) -> u64 {
        self.cells.iter().zip(&TARGETS).map(|(cells, target)| (cells.len() / target.width) as u64).sum()
    }

    #[boxed]
    pub async fn insert(&self, bulk: &mut Bulk, tx: &mut Tx) -> Result<()> {
        for (cells, target) in self.cells.iter().zip(TARGETS) {
            bulk.insert(tx, target, cells).await?;
        }
        Ok(())
    }
}
