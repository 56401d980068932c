use shared::patients::{Columns, Relationship};
use shared::time::UtcMillis;
use store::Db;
use store::error::Result;
use store::import::Outcome;
use store::patients::people::*;
use store::testing::on_both;

const NOW: UtcMillis = UtcMillis(1_795_305_600_000);
const HEADING: &str = "id|name|email|phone|city|tags|last gift";

async fn line(db: &Db, line: &str) -> Result<Outcome, String> {
    let columns = Columns::of(HEADING.split('|')).expect("columns");
    let person = columns.read(line.split('|')).expect("a line");
    let mut tx = db.begin().await.expect("tx");
    let outcome = apply(&mut tx, NOW, &person, Relationship::Donor, false).await.expect("applied");
    tx.commit().await.expect("commit");
    outcome
}

async fn told(db: &Db, sql: &str) -> Vec<String> {
    sqlx::query_scalar(sql).fetch_all(db.read()).await.expect("read")
}

#[tokio::test]
async fn a_table_read_twice_makes_nobody_twice_and_takes_on_what_is_new() {
    on_both(async |db| {
        let ana = "D-1|Ana Silva|ana@example.org|+13125550142|Chicago|Board|2026-03-01";
        assert_eq!(line(&db, ana).await, Ok(Outcome::New));
        assert_eq!(line(&db, ana).await, Ok(Outcome::Unchanged));
        assert_eq!(line(&db, "D-1|Ana Silva|||Evanston|gala|2026-05-09").await, Ok(Outcome::Changed));
        assert_eq!(told(&db, "SELECT city FROM patient WHERE relationship = 'donor'").await, ["Evanston"]);
        assert_eq!(told(&db, "SELECT tag FROM patient_tag ORDER BY tag").await, ["board", "gala"]);
        assert_eq!(told(&db, "SELECT value FROM patient_attribute").await, ["2026-05-09"]);
        assert_eq!(told(&db, "SELECT change FROM change_queue ORDER BY id").await, ["created", "updated"]);
    })
    .await;
}

#[tokio::test]
async fn a_name_with_an_address_finds_somebody_and_an_address_alone_does_not() {
    on_both(async |db| {
        assert_eq!(line(&db, "|Ana Silva|home@example.org||||").await, Ok(Outcome::New));
        assert_eq!(line(&db, "|ana silva|home@example.org|||board|").await, Ok(Outcome::Changed));
        assert_eq!(line(&db, "|Bo Silva|home@example.org||||").await, Ok(Outcome::New), "families share addresses");
        assert!(line(&db, "D-9||home@example.org||||").await.is_err(), "nobody to find, no name to make somebody");
        assert!(line(&db, "|Cem Kaya|||||").await.is_err(), "the next reading would make him again");
        line(&db, "D-2|Ana Silva|other@example.org||||").await.expect("a second Ana");
        sqlx::query("UPDATE contact_point SET address = 'home@example.org'").execute(db.read()).await.expect("moved");
        assert!(line(&db, "|Ana Silva|home@example.org||||").await.is_err(), "two people are meant");
    })
    .await;
}

#[tokio::test]
async fn of_a_clinical_patient_only_tags_and_attributes_are_touched() {
    on_both(async |db| {
        sqlx::query(
            "INSERT INTO patient (uid, source_id, given, family, name_search, city, created_at, updated_at)
             VALUES ('0190a1b2-0000-7000-8000-000000000001', 'p-1', 'Casey', 'Jensen', 'casey jensen', 'Lamna', 0, 0)",
        )
        .execute(db.read())
        .await
        .expect("patient");
        let line_of = "0190a1b2-0000-7000-8000-000000000001|K. J.|new@example.org||Elsewhere|board|";
        assert_eq!(line(&db, line_of).await, Ok(Outcome::Changed));
        assert_eq!(told(&db, "SELECT family || city || relationship FROM patient").await, ["JensenLamnapatient"]);
        assert_eq!(told(&db, "SELECT address FROM contact_point").await, [""; 0]);
        assert_eq!(told(&db, "SELECT tag FROM patient_tag").await, ["board"]);
    })
    .await;
}
