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
        assert_eq!(record.demographics.reveal().age, Some("42".to_owned()));
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

/// What hangs on patients, and whether a merge moves it. A new table is decided in `store::patients::merge` and named here.
const GOES_ALONG: [&str; 31] = [
    "activity",
    "adverse_event",
    "allergy_intolerance",
    "appointment",
    "call",
    "call_attempt",
    "care_gap_remark",
    "condition",
    "consent_event",
    "consent_request",
    "contact_wish",
    "coverage",
    "custom_event",
    "device_request",
    "diagnostic_report",
    "encounter",
    "immunization",
    "inbound_message",
    "medication_dispense",
    "medication_request",
    "medication_statement",
    "observation",
    "outbox",
    "outreach_review",
    "outreach_touch",
    "patient_attribute",
    "patient_tag",
    "procedure",
    "prospect_member",
    "registration",
    "service_request",
];
/// Moved where the other has not the same; queues and what is worked out anew.
const OTHERWISE: [&str; 16] = [
    "audit_patient",
    "change_queue",
    "contact_point",
    "fact_change",
    "immunization_recommendation",
    "journey_run",
    "journey_wake",
    "membership_change",
    "outreach_person",
    "patient_alias",
    "patient_identifier",
    "prospect_review_candidate",
    "segment_member",
    "trigger_change",
    "vaccine_change",
    "vaccine_schedule",
];

async fn tables_of_patients(db: &Db) -> Vec<String> {
    let sql = match db.dialect() {
        store::Dialect::Sqlite => {
            "SELECT DISTINCT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
             WHERE c.name = 'patient_id' AND m.type = 'table' ORDER BY 1"
        }
        store::Dialect::Postgres => {
            "SELECT DISTINCT CAST(table_name AS TEXT) FROM information_schema.columns
             WHERE column_name = 'patient_id' AND table_schema = current_schema() ORDER BY 1"
        }
    };
    sqlx::query_scalar(sql).fetch_all(db.read()).await.expect("tables")
}

/// Everything that hangs on a patient and that a merge moves, as it can be compared.
async fn hanging(db: &Db, patient: i64) -> Vec<String> {
    let mut all = Vec::new();
    for table in GOES_ALONG {
        let count: i64 = sqlx::query_scalar(&format!("SELECT COUNT(*) FROM {table} WHERE patient_id = $1"))
            .bind(patient)
            .fetch_one(db.read())
            .await
            .unwrap_or_else(|error| panic!("{table}: {error}"));
        all.push(format!("{table} {count}"));
    }
    for sql in [
        "SELECT system || ' ' || address FROM contact_point WHERE patient_id = $1 ORDER BY 1",
        "SELECT system || ' ' || value FROM patient_identifier WHERE patient_id = $1 ORDER BY 1",
        "SELECT tag FROM patient_tag WHERE patient_id = $1 ORDER BY 1",
        "SELECT COALESCE(source_id, '-') || ' ' || CAST(active AS TEXT) FROM patient WHERE id = $1",
        "SELECT source_id FROM patient_alias WHERE patient_id = $1 ORDER BY 1",
        "SELECT CAST(journey_id AS TEXT) FROM journey_run WHERE patient_id = $1 ORDER BY 1",
    ] {
        let found: Vec<String> = sqlx::query_scalar(sql).bind(patient).fetch_all(db.read()).await.expect(sql);
        all.extend(found);
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn a_merge_carries_everything_and_taking_apart_loses_nothing() {
    on_both(async |db| {
        for table in tables_of_patients(&db).await {
            let known = GOES_ALONG.contains(&table.as_str()) || OTHERWISE.contains(&table.as_str());
            assert!(known, "{table} hangs on patients: does a merge move it?");
        }
        let (kept, kept_id) = add(&db, "Ann", "Lee", "1960-06-10", 1).await;
        let (gone, gone_id) = add(&db, "Ann", "Lee", "1960-06-10", 1).await;
        for (sql, patient) in [
            ("UPDATE patient SET source_id = 'other/7', source_hash = 5 WHERE id = $1", gone),
            ("INSERT INTO encounter (patient_id, class, status, start_at) VALUES ($1, 'AMB', 'finished', 5)", gone),
            ("INSERT INTO encounter (patient_id, class, status, start_at) VALUES ($1, 'AMB', 'finished', 6)", kept),
            ("INSERT INTO patient_tag (patient_id, tag) VALUES ($1, 'board')", gone),
            ("INSERT INTO patient_tag (patient_id, tag) VALUES ($1, 'gala')", gone),
            ("INSERT INTO patient_tag (patient_id, tag) VALUES ($1, 'gala')", kept),
            ("INSERT INTO patient_alias (source_id, patient_id) VALUES ('other/6', $1)", gone),
            (
                "INSERT INTO contact_wish (patient_id, do_not_contact, source, actor, at) VALUES ($1, 1, 'staff', 'x', 0)",
                gone,
            ),
            (
                "INSERT INTO contact_point (patient_id, system, address) VALUES ($1, 'email', 'second@example.org')",
                gone,
            ),
        ] {
            sqlx::query(sql).bind(patient).execute(db.read()).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
        }
        let before = (hanging(&db, kept).await, hanging(&db, gone).await);
        let found = duplicates(&db, &permit(), NOW).await.expect("looked");
        assert_eq!((found.pairs.len(), found.merged.len()), (1, 0));
        assert_eq!(found.pairs[0].reasons[..2], ["the same name", "born on the same day"]);

        let editor: Permit<shared::people::EditPatients> = Permit::system("Alex");
        let mut tx = db.begin().await.expect("tx");
        merge(&db, &mut tx, &editor, NOW, kept_id, gone_id).await.expect("merged");
        tx.commit().await.expect("commit");
        let after = hanging(&db, kept).await;
        for line in [
            "contact_wish 1",
            "encounter 2",
            "patient_tag 2",
            "email second@example.org",
            "other/6",
            "other/7",
            "board",
            "email ann@example.org",
        ] {
            assert!(after.iter().any(|found| found == line), "{line} in {after:?}");
        }
        assert!(hanging(&db, gone).await.iter().all(|line| !line.contains('@')), "nobody is reached by it");
        assert_eq!(
            names(&db, "ann", PatientFilter { active: Activeness::Active, ..Default::default() }).await,
            ["Ann Lee"]
        );
        let found = duplicates(&db, &permit(), NOW).await.expect("looked");
        assert_eq!((found.pairs.len(), found.merged.len(), found.merged[0].kept), (0, 1, kept_id));
        let mut tx = db.begin().await.expect("tx");
        assert!(matches!(
            merge(&db, &mut tx, &editor, NOW, gone_id, kept_id).await,
            Err(store::StoreError::Conflict(_))
        ));
        drop(tx);

        let mut tx = db.begin().await.expect("tx");
        unmerge(&mut tx, &editor, NOW, &found.merged[0].uid).await.expect("taken apart");
        tx.commit().await.expect("commit");
        assert_eq!((hanging(&db, kept).await, hanging(&db, gone).await), before);
        let mut tx = db.begin().await.expect("tx");
        let again = unmerge(&mut tx, &editor, NOW, &found.merged[0].uid).await;
        assert!(matches!(again, Err(store::StoreError::NotFound)), "{again:?}");
        drop(tx);
        assert!(duplicates(&db, &permit(), NOW).await.expect("looked").pairs.is_empty(), "they stay apart");
        let logged: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM audit_event WHERE detail LIKE 'merged with%' OR detail LIKE 'taken apart%'",
        )
        .fetch_one(db.read())
        .await
        .expect("audit");
        assert_eq!(logged, 2);
    })
    .await;
}
