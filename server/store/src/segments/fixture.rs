//! Writes a patient's facts into the tables, so that tests can ask the database what they ask the evaluator.

use super::compile::{date_columns, status_column};
use crate::db::Tx;
use shared::segments::arbitrary::CONCEPTS;
use shared::segments::{PatientFacts, RecordFacts, RecordType, search_text};
use shared::time::UtcMillis;
use uuid::Uuid;

/// The small world's concepts, as rows 1 to 5.
pub async fn concepts(tx: &mut Tx) {
    for (index, (text, codings)) in CONCEPTS.iter().enumerate() {
        let key = index as i64 + 1;
        sqlx::query("INSERT INTO concept (id, digest, text, search_text) VALUES ($1, $2, $3, $4)")
            .bind(key)
            .bind(format!("digest-{key}"))
            .bind(*text)
            .bind(search_text(text, codings.iter().map(|(_, _, display)| *display)))
            .execute(&mut **tx)
            .await
            .expect("concept");
        for (ordinal, (system, code, display)) in codings.iter().enumerate() {
            sqlx::query(
                "INSERT INTO concept_coding (concept_id, ordinal, system, code, display) VALUES ($1, $2, $3, $4, $5)",
            )
            .bind(key)
            .bind(ordinal as i64)
            .bind(*system)
            .bind(*code)
            .bind(*display)
            .execute(&mut **tx)
            .await
            .expect("coding");
        }
    }
}

/// A new patient with these facts; returns the key.
pub async fn patient(tx: &mut Tx, name: &str, facts: &PatientFacts) -> i64 {
    let key = sqlx::query_scalar(
        "INSERT INTO patient (uid, active, given, family, name_search, created_at, updated_at)
         VALUES ($1, 1, $2, 'Test', $3, 0, 0) RETURNING id",
    )
    .bind(Uuid::now_v7().to_string())
    .bind(name)
    .bind(format!("{} test", name.to_lowercase()))
    .fetch_one(&mut **tx)
    .await
    .expect("patient");
    replace(tx, key, facts).await;
    key
}

/// Makes these the patient's facts, whatever they were.
pub async fn replace(tx: &mut Tx, key: i64, facts: &PatientFacts) {
    sqlx::query(
        "UPDATE patient SET active = $1, birth_date = $2, gender = $3, language = $4, city = $5, state = $6,
            postal_code = $7, deceased = $8 WHERE id = $9",
    )
    .bind(i64::from(facts.active))
    .bind(facts.birth_date.map(|date| date.to_string()))
    .bind(facts.gender.map(|gender| gender.code()))
    .bind(&facts.language)
    .bind(&facts.city)
    .bind(&facts.state)
    .bind(&facts.postal_code)
    .bind(i64::from(facts.deceased))
    .bind(key)
    .execute(&mut **tx)
    .await
    .expect("attributes");
    for table in RecordType::ALL.map(RecordType::table).into_iter().chain(["contact_point"]) {
        sqlx::query(&format!("DELETE FROM {table} WHERE patient_id = $1"))
            .bind(key)
            .execute(&mut **tx)
            .await
            .expect("cleared");
    }
    // An old address is no way to reach anybody.
    let mut contacts = vec![("email", "old@example.org", Some("old"))];
    contacts.extend(facts.has_email.then_some(("email", "now@example.org", Some("home"))));
    contacts.extend(facts.has_phone.then_some(("phone", "+12025550100", None)));
    for (system, address, use_code) in contacts {
        sqlx::query("INSERT INTO contact_point (patient_id, system, use_code, address) VALUES ($1, $2, $3, $4)")
            .bind(key)
            .bind(system)
            .bind(use_code)
            .bind(address)
            .execute(&mut **tx)
            .await
            .expect("contact point");
    }
    for record in &facts.records {
        insert(tx, key, record).await;
    }
}

/// One related record; returns its key.
pub async fn insert(tx: &mut Tx, patient: i64, facts: &RecordFacts) -> i64 {
    let record = facts.record;
    let concept = facts.concept.as_ref().map(|concept| {
        CONCEPTS.iter().position(|(text, _)| *text == concept.text).expect("a known concept") as i64 + 1
    });
    let mut columns = vec!["patient_id", "concept_id", status_column(record), date_columns(record)[0]];
    let extra = match record {
        _ if record.has_verification() => Some("verification_status"),
        RecordType::MedicationRequest => Some("do_not_perform"),
        // sqlx tells PostgreSQL that an absent double is a `real` and then can't bind a present one: leave it out.
        RecordType::Observation if facts.number.is_some() => Some("value_number, value_unit"),
        _ => None,
    };
    columns.extend(extra);
    let places = (1..=columns.join(",").split(',').count()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
    let sql = format!("INSERT INTO {} ({}) VALUES ({places}) RETURNING id", record.table(), columns.join(", "));
    let query = sqlx::query_scalar(&sql)
        .bind(patient)
        .bind(concept)
        .bind(&facts.status)
        .bind(facts.at.map(|at: UtcMillis| at.0));
    let query = match record {
        _ if record.has_verification() => query.bind(&facts.verification),
        RecordType::MedicationRequest => query.bind(i64::from(facts.negated)),
        RecordType::Observation if facts.number.is_some() => query.bind(facts.number).bind(&facts.unit),
        _ => query,
    };
    query.fetch_one(&mut **tx).await.expect("record")
}
