//! What the patients pages promise, on both databases.

use shared::ids::PatientId;
use shared::paging::PageQuery;
use shared::patients::{Activeness, PatientFilter};
use shared::people::{ViewAudit, ViewPatients};
use shared::records::RecordType;
use shared::time::UtcMillis;
use store::audit::Wanted;
use store::db::Db;
use store::patients::*;
use store::testing::on_both;
use store::{Actor, Permit, Request};
use uuid::Uuid;

const NOW: UtcMillis = UtcMillis(1_795_000_000_000); // 18 November 2026

fn permit() -> Permit<ViewPatients> {
    Permit::system("test")
}

async fn add(db: &Db, given: &str, family: &str, born: &str, active: i64) -> (i64, PatientId) {
    let id = PatientId(Uuid::now_v7());
    let key: i64 = sqlx::query_scalar(
        "INSERT INTO patient (uid, active, given, family, name_search, birth_date, gender, language, city, state,
         created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, 'female', 'es-MX', 'Chicago', 'IL', 0, 0) RETURNING id",
    )
    .bind(id.to_string())
    .bind(active)
    .bind(given)
    .bind(family)
    .bind(format!("{given} {family}").to_lowercase())
    .bind(born)
    .fetch_one(db.read())
    .await
    .expect("patient");
    for (table, columns, value) in [
        ("contact_point", "patient_id, system, address", format!("'email', '{}@example.org'", given.to_lowercase())),
        ("contact_point", "patient_id, system, address", "'phone', '+13125550142'".to_owned()),
        ("patient_identifier", "patient_id, kind, system, value", format!("'MR', 'urn:test', 'MRN-{key}00'")),
    ] {
        sqlx::query(&format!("INSERT INTO {table} ({columns}) VALUES ({key}, {value})"))
            .execute(db.read())
            .await
            .expect(table);
    }
    (key, id)
}

async fn names(db: &Db, search: &str, filter: PatientFilter) -> Vec<String> {
    let query = PageQuery { search: search.to_owned(), ..PageQuery::default() };
    let page = page(db, &permit(), NOW, &query, &filter).await.expect("page");
    assert_eq!(page.total as usize, page.rows.len());
    page.rows.into_iter().map(|row| row.name.into_inner()).collect()
}

#[tokio::test]
async fn the_list_is_found_by_name_address_number_and_narrowed() {
    on_both(async |db| {
        let (key, _) = add(&db, "Elizabeth", "Moore", "1984-02-29", 1).await;
        add(&db, "Casey", "O'Neil%", "2010-06-01", 1).await;
        add(&db, "Inactive", "Moore", "1950-01-01", 0).await;
        let any = PatientFilter::default();
        assert_eq!(names(&db, "", any.clone()).await, ["Elizabeth Moore", "Inactive Moore", "Casey O'Neil%"]);
        assert_eq!(names(&db, "MOORE eliz", any.clone()).await, ["Elizabeth Moore"]);
        assert_eq!(names(&db, "casey@", any.clone()).await, ["Casey O'Neil%"]);
        assert_eq!(names(&db, &format!("mrn-{key}00"), any.clone()).await, ["Elizabeth Moore"]);
        assert_eq!(names(&db, "555-0142", any.clone()).await.len(), 3);
        assert_eq!(names(&db, "%", any.clone()).await, ["Casey O'Neil%"], "a percent sign stands for itself");
        let active = PatientFilter { active: Activeness::Active, ..any.clone() };
        assert_eq!(names(&db, "moore", active).await, ["Elizabeth Moore"]);
        let adults = PatientFilter { age_from: Some(18), age_to: Some(42), language: "es".into(), ..any.clone() };
        assert_eq!(names(&db, "", adults).await, ["Elizabeth Moore"]);
        let older = PatientFilter { age_from: Some(43), ..any };
        assert_eq!(names(&db, "", older).await, ["Inactive Moore"]);
    })
    .await;
}

#[tokio::test]
async fn the_record_lists_facts_and_is_written_down() {
    on_both(async |db| {
        let (key, id) = add(&db, "Elizabeth", "Moore", "1984-02-28", 1).await;
        for sql in [
            "INSERT INTO concept (id, digest, text, search_text) VALUES (1, 'a', 'Blood pressure', 'blood pressure'),
             (2, 'b', 'Diastolic', 'diastolic'), (3, 'c', 'Systolic', 'systolic'), (4, 'd', 'Hypermetropia', 'hypermetropia')",
            "INSERT INTO concept_coding VALUES (4, 0, 'http://snomed.info/sct', '38101003', 'Hypermetropia')",
            &format!("INSERT INTO condition (patient_id, concept_id, clinical_status, onset_at) VALUES ({key}, 4, 'active', 5)"),
            &format!("INSERT INTO observation (id, patient_id, concept_id, status, effective_at) VALUES (9, {key}, 1, 'final', 7)"),
            "INSERT INTO observation_component (observation_id, ordinal, concept_id, value_number, value_unit)
             VALUES (9, 0, 2, 84, 'mm[Hg]'), (9, 1, 3, 132.4, 'mm[Hg]')",
            &format!("INSERT INTO appointment (patient_id, status, start_at) VALUES ({key}, 'booked', {}), ({key}, 'fulfilled', 3)", NOW.0 + 1),
        ] {
            sqlx::query(sql).execute(db.read()).await.expect("row");
        }
        let record = record(&db, &permit(), NOW, id).await.expect("record");
        assert_eq!(record.demographics.reveal().age, Some(42));
        assert_eq!(record.contact_points.reveal().len(), 2);
        let section = |kind| record.clinical.reveal().iter().find(|section| section.kind == kind).expect("section");
        let condition = &section(RecordType::Condition).lines[0];
        assert_eq!((condition.title.as_str(), condition.code.as_deref()), ("Hypermetropia", Some("SNOMED CT 38101003")));
        assert_eq!(section(RecordType::Observation).lines[0].value.as_deref(), Some("132/84 mm[Hg]"));
        assert_eq!(record.upcoming_appointments.reveal().total, 1);
        assert_eq!(record.past_appointments.reveal().total, 1);
        assert!(!format!("{record:?}").contains("Moore"), "debug output names nobody");

        let auditor: Permit<ViewAudit> = Permit::system("test");
        let log = store::audit::page(&db, &auditor, &Wanted::default(), &PageQuery::default()).await.expect("log");
        assert_eq!((log.rows[0].action.code(), log.rows[0].patients), ("view", 1));
        assert_eq!(store::audit::patients_shown(&db, &auditor, log.rows[0].id).await.expect("shown")[0].1, id);
        let nobody = Actor::nobody("", Request::default());
        assert!(nobody.permit::<ViewPatients>().is_none());
    })
    .await;
}

#[tokio::test]
async fn a_happening_of_a_later_version_stays_in_the_timeline() {
    on_both(async |db| {
        let (key, id) = add(&db, "Elizabeth", "Moore", "1984-02-28", 1).await;
        sqlx::query(
            "INSERT INTO activity (at, patient_id, kind, subject, subject_uid, template_uid, summary)
             VALUES (1, $1, 'from-the-future', 'postcard', 'p', '', 'Greetings')",
        )
        .bind(key)
        .execute(db.read())
        .await
        .expect("written");
        let line = record(&db, &permit(), NOW, id).await.expect("record").timeline.remove(0);
        assert_eq!((line.kind.label(), line.kind.code(), line.about), ("Unknown", "from-the-future", None));
        assert_eq!(shared::activity::line(&line.kind, &line.summary), "Unknown: Greetings");
    })
    .await;
}
