//! What imports leave to be looked at: people who are there twice, and a value set that no rule asks for yet.

use crate::DemoError;
use shared::code_sets::Coding;
use shared::code_sets::system::SNOMED;
use shared::code_sets::value_set::Published;
use shared::patients::{PersonLine, Relationship};
use shared::time::{Date, UtcMillis};
use store::boxed;
use store::{Db, StoreError, code_sets, patients};

/// How many are there twice.
const TWICE: i64 = 4;
/// Codes of eye examinations that open data uses.
const EYE_EXAMS: [(&str, &str); 3] = [
    ("274795007", "Examination of optic disc"),
    ("274798009", "Examination of retina"),
    ("308110009", "Direct fundoscopy following mydriatic"),
];

/// Makes them.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn records(db: &Db, now: UtcMillis) -> Result<(), DemoError> {
    let mut tx = db.begin().await?;
    let known: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT given, family, birth_date FROM patient
         WHERE active = 1 AND birth_date IS NOT NULL AND relationship = 'patient' ORDER BY id DESC LIMIT $1",
    )
    .bind(TWICE)
    .fetch_all(&mut *tx)
    .await
    .map_err(StoreError::from)?;
    for (index, (given, family, born)) in known.into_iter().enumerate() {
        let again = PersonLine {
            identifier: Some(format!("FRONTDESK-{}", 7_001 + index)),
            given: Some(given),
            family: Some(family),
            birth_date: Date::parse(&born),
            of_our_own: true,
            emails: format!("frontdesk.{index}@example.org").parse().into_iter().collect(),
            relationship: Some(Relationship::Patient),
            ..PersonLine::default()
        };
        let outcome = patients::people::apply(&mut tx, now, &again, Relationship::Patient, false).await?;
        outcome.map_err(|why| StoreError::corrupt("person", why))?;
    }
    let name = "Eye examinations of our clinic".to_owned();
    let coding =
        |(code, display): (&str, &str)| Coding { system: SNOMED.into(), code: code.into(), display: display.into() };
    let set = Published {
        called: vec![name.clone()],
        name,
        url: "https://example.org/fhir/ValueSet/eye-examinations".into(),
        oid: String::new(),
        version: "2026-10".into(),
        description: String::new(),
        codes: EYE_EXAMS.map(coding).to_vec(),
        without_system: 0,
    };
    code_sets::take_in(db, &mut tx, now, &set, true).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(())
}
