//! Importing FHIR files end to end, on SQLite and PostgreSQL.

use fhir::Options;
use shared::imports::{ImportReport, TypeCount};
use shared::patients::Relationship;
use shared::people::ImportPatients;
use shared::time::UtcMillis;
use std::io::Write;
use std::path::{Path, PathBuf};
use store::testing::on_both;
use store::{Db, Permit};

const NOW: UtcMillis = UtcMillis(1_795_000_000_000);

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

async fn import(db: &Db, paths: &[PathBuf]) -> ImportReport {
    import_with(db, paths, Options::default()).await
}

async fn import_with(db: &Db, paths: &[PathBuf], options: Options) -> ImportReport {
    let permit: Permit<ImportPatients> = Permit::system("test");
    fhir::import(db, &|| NOW, paths, options, &permit).await.expect("import")
}

fn of<'r>(report: &'r ImportReport, name: &str) -> &'r TypeCount {
    report.types.iter().find(|count| count.name == name).unwrap_or_else(|| panic!("no {name} in {report:?}"))
}

async fn number(db: &Db, sql: &str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(db.read()).await.unwrap_or_else(|error| panic!("{sql}: {error}"))
}

async fn text(db: &Db, sql: &str) -> String {
    sqlx::query_scalar(sql).fetch_one(db.read()).await.unwrap_or_else(|error| panic!("{sql}: {error}"))
}

#[tokio::test]
async fn a_bundle_becomes_rows_and_its_directory_may_come_later() {
    on_both(async |db| {
        let report = import(&db, &[data("visit-bundle.json")]).await;
        assert_eq!(of(&report, "Patient").new, 1);
        assert_eq!((of(&report, "Condition").new, of(&report, "Condition").rejected), (1, 1));
        assert_eq!(report.others[0].name, "Claim");
        assert_eq!(report.rejected_total, 1);
        assert_eq!(report.rejected[0].reason, "Condition: Condition.code has neither text nor a code");
        assert_eq!(report.rejected[0].line, 74);
        assert_eq!(number(&db, "SELECT COUNT(*) FROM unresolved_reference").await, 3);

        let later = import(&db, &[data("z-directory.json")]).await;
        assert_eq!(later.sum(|count| count.new), 3);
        assert_eq!(number(&db, "SELECT COUNT(*) FROM unresolved_reference").await, 0);
        assert_eq!(
            text(
                &db,
                "SELECT p.family || '/' || o.name || '/' || g.given FROM encounter e JOIN practitioner p ON p.id = e.practitioner_id
                 JOIN organization o ON o.id = e.organization_id JOIN patient t ON t.id = e.patient_id
                 JOIN practitioner g ON g.id = t.general_practitioner_id"
            )
            .await,
            "Okafor/Lakeside Hospital/Ngozi"
        );
        assert_eq!(
            text(&db, "SELECT o.name FROM location l JOIN organization o ON o.id = l.organization_id").await,
            "Lakeside Hospital"
        );
        assert_eq!(
            text(
                &db,
                "SELECT given || '|' || family || '|' || name_search || '|' || birth_date || '|' || birth_sex || '|' || race
                 || '|' || ethnicity || '|' || language || '|' || line || '|' || state FROM patient"
            )
            .await,
            "Ana Lucía|Fuentes|ana lucía fuentes|1971-09-30|F|White|Hispanic or Latino|es|18 Alder Court, Apt 2|IL"
        );
        assert_eq!(text(&db, "SELECT address FROM contact_point WHERE system = 'phone'").await, "+13125550142");
        assert_eq!(text(&db, "SELECT address FROM contact_point WHERE system = 'email'").await, "ana.fuentes@example.org");
        assert_eq!(text(&db, "SELECT value FROM patient_identifier WHERE kind = 'MR'").await, "MRN-2207");
        assert_eq!(
            text(
                &db,
                "SELECT k.code FROM medication_request m JOIN concept_coding k ON k.concept_id = m.concept_id"
            )
            .await,
            "860975"
        );
        assert_eq!(
            number(&db, "SELECT CAST(SUM(value_number * 10) AS BIGINT) FROM observation_component").await,
            1320 + 845
        );
        assert_eq!(number(&db, "SELECT start_at FROM encounter").await, 1_772_463_600_000);
        // Every row that belongs to a patient was announced; what its directory filled in, once more.
        assert_eq!(number(&db, "SELECT COUNT(*) FROM change_queue WHERE change = 'created'").await, 5);
        assert!(number(&db, "SELECT COUNT(*) FROM change_queue WHERE change = 'updated'").await >= 2);
        let body: Vec<u8> = sqlx::query_scalar("SELECT body FROM raw_resource WHERE record_type = 'patient'")
            .fetch_one(db.read())
            .await
            .expect("raw");
        let json = String::from_utf8(zstd::decode_all(&body[..]).expect("zstd")).expect("text");
        assert!(json.starts_with('{') && json.contains("MRN-2207"));
    })
    .await;
}

#[tokio::test]
async fn a_second_run_writes_nothing() {
    on_both(async |db| {
        let everything = [data("")];
        let first = import(&db, &everything).await;
        assert!(first.sum(|count| count.new) >= 13);
        let changes = number(&db, "SELECT COUNT(*) FROM change_queue").await;
        let second = import(&db, &everything).await;
        assert_eq!(second.sum(|count| count.new) + second.sum(|count| count.changed), 0);
        assert_eq!(second.sum(|count| count.unchanged), first.sum(|count| count.new));
        assert_eq!(second.rejected, first.rejected);
        assert_eq!(number(&db, "SELECT COUNT(*) FROM change_queue").await, changes);
        let permit: Permit<ImportPatients> = Permit::system("test");
        let runs = store::import::runs::latest(&db, &permit, 10).await.expect("history");
        assert_eq!(runs.len(), 2);
        assert_eq!(runs[0].report, second);
    })
    .await;
}

#[tokio::test]
async fn lines_come_in_any_order_and_broken_ones_stop_nothing() {
    on_both(async |db| {
        let report = import(&db, &[data("bulk")]).await;
        assert_eq!(of(&report, "Condition").new, 2);
        assert_eq!(of(&report, "Appointment").new, 1);
        assert_eq!(of(&report, "Coverage").new, 1);
        let mut rejected: Vec<(u64, &str)> =
            report.rejected.iter().map(|rejected| (rejected.line, rejected.reason.as_str())).collect();
        rejected.sort_unstable();
        assert_eq!(
            rejected,
            [
                (2, "Condition: its patient is neither in this import nor in the database"),
                (4, "the JSON ends in the middle"),
                (5, "Condition: Condition.onset is not a FHIR date or time"),
            ]
        );
        assert!(report.rejected.iter().all(|rejected| rejected.file == "Condition.ndjson"));
        for count in &report.types {
            assert_eq!(count.read, count.new + count.changed + count.unchanged + count.rejected, "{count:?}");
        }
        assert_eq!(text(&db, "SELECT system || address FROM contact_point").await, "sms+17735550119");
    })
    .await;
}

#[tokio::test]
async fn newer_versions_win_older_ones_do_not_and_deletions_are_honoured() {
    on_both(async |db| {
        import(&db, &[data("bulk")]).await;
        let folder = tempfile::tempdir().expect("folder");
        let condition = |version: &str, updated: &str, status: &str| {
            format!(
                r#"{{"resourceType":"Condition","id":"c-1","meta":{{"versionId":"{version}","lastUpdated":"{updated}"}},"clinicalStatus":{{"coding":[{{"code":"{status}"}}]}},"code":{{"text":"Hypermetropia"}},"subject":{{"reference":"Patient/pat-bo"}}}}"#
            )
        };
        let write = |name: &str, content: &str| {
            let path = folder.path().join(name);
            let mut file = flate2::write::GzEncoder::new(
                std::fs::File::create(&path).expect("file"),
                flate2::Compression::fast(),
            );
            file.write_all(content.as_bytes()).expect("written");
            file.finish().expect("gzip");
            path
        };
        let status = async || text(&db, "SELECT clinical_status FROM condition WHERE source_id = 'c-1'").await;
        let newer = write("newer.ndjson.gz", &condition("2", "2026-02-01T00:00:00Z", "resolved"));
        let report = import(&db, &[newer]).await;
        assert_eq!((of(&report, "Condition").changed, status().await), (1, "resolved".to_owned()));
        assert_eq!(number(&db, "SELECT COUNT(*) FROM change_queue WHERE change = 'updated'").await, 1);
        let older = write("older.json.gz", &condition("1", "2026-01-15T00:00:00Z", "active"));
        let report = import(&db, &[older]).await;
        assert_eq!((of(&report, "Condition").unchanged, status().await), (1, "resolved".to_owned()));

        let deleted = write(
            "deleted.ndjson.gz",
            r#"{"resourceType":"Bundle","type":"transaction","entry":[{"request":{"method":"DELETE","url":"Condition/c-1"}}]}
{"resourceType":"Bundle","type":"transaction","entry":[{"request":{"method":"DELETE","url":"Condition/never-there"}}]}"#,
        );
        let report = import(&db, &[deleted]).await;
        assert_eq!(of(&report, "Condition").deleted, 1);
        assert_eq!(number(&db, "SELECT COUNT(*) FROM condition").await, 1);
        assert_eq!(number(&db, "SELECT COUNT(*) FROM change_queue WHERE change = 'deleted'").await, 1);
        assert_eq!(number(&db, "SELECT COUNT(*) FROM raw_resource WHERE record_type = 'condition'").await, 1);

        let everybody = r#"{"resourceType":"Bundle","type":"transaction","entry":[{"request":{"method":"DELETE","url":"Patient/pat-bo"}}]}"#;
        import(&db, &[write("patient.json.gz", everybody)]).await;
        for table in ["patient", "condition", "coverage", "appointment", "contact_point", "raw_resource"] {
            assert_eq!(number(&db, &format!("SELECT COUNT(*) FROM {table}")).await, 0, "{table}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_dry_run_counts_as_the_real_one_and_writes_nothing() {
    on_both(async |db| {
        let dry = import_with(&db, &[data("")], Options { dry_run: true, ..Options::default() }).await;
        assert_eq!(number(&db, "SELECT COUNT(*) FROM patient").await, 0);
        assert_eq!(number(&db, "SELECT COUNT(*) FROM concept").await, 0);
        let real = import_with(&db, &[data("")], Options { keep_raw: false, ..Options::default() }).await;
        assert_eq!(dry.types, real.types);
        assert_eq!(dry.rejected, real.rejected);
        assert_eq!(number(&db, "SELECT COUNT(*) FROM raw_resource").await, 0);
    })
    .await;
}

#[tokio::test]
async fn running_again_completes_what_a_crash_left() {
    on_both(async |db| {
        let folder = tempfile::tempdir().expect("folder");
        let mut lines = std::fs::File::create(folder.path().join("all.ndjson")).expect("file");
        for n in 0..5_000 {
            writeln!(
                lines,
                r#"{{"resourceType":"Patient","id":"p{n}","name":[{{"family":"Family{n}","given":["Given"]}}]}}"#
            )
            .expect("line");
        }
        drop(lines);
        let paths = [folder.path().to_owned()];
        let calls = std::sync::atomic::AtomicUsize::new(0);
        let crashing = {
            let (db, paths) = (db.clone(), paths.clone());
            tokio::spawn(async move {
                let clock = move || {
                    assert!(calls.fetch_add(1, std::sync::atomic::Ordering::Relaxed) < 2, "crash");
                    NOW
                };
                fhir::import(&db, &clock, &paths, Options::default(), &Permit::system("test")).await
            })
        };
        assert!(crashing.await.expect_err("it crashed").is_panic());
        let report = import(&db, &paths).await;
        assert_eq!(of(&report, "Patient").read, 5_000);
        assert_eq!(number(&db, "SELECT COUNT(*) FROM patient").await, 5_000);
        assert_eq!(number(&db, "SELECT COUNT(*) FROM change_queue").await, 5_000);
    })
    .await;
}

#[tokio::test]
async fn a_file_that_is_no_fhir_is_rejected_by_name() {
    on_both(async |db| {
        let folder = tempfile::tempdir().expect("folder");
        for (name, content) in [
            ("a.json", "{\n\"resourceType\": \"Patient\",\n"),
            ("b.json", "[1]"),
            ("c.json", "{\"x\": 1}"),
            ("d.json.gz", "\u{1f}"),
        ] {
            std::fs::write(folder.path().join(name), content).expect("file");
        }
        let report = import(&db, &[folder.path().to_owned()]).await;
        assert_eq!(report.rejected_total, 4, "{:?}", report.rejected);
        assert_eq!((report.rejected[0].file.as_str(), report.rejected[0].line), ("a.json", 3));
        let nothing = tempfile::tempdir().expect("folder");
        let permit: Permit<ImportPatients> = Permit::system("test");
        let error = fhir::import(&db, &|| NOW, &[nothing.path().to_owned()], Options::default(), &permit).await;
        assert!(matches!(error, Err(fhir::ImportError::Nothing)));
    })
    .await;
}

#[tokio::test]
async fn a_table_of_people_is_read_line_by_line_and_what_is_wrong_is_told() {
    on_both(async |db| {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("donors.csv");
        let table = "\u{feff}Donor ID;Name;E-Mail;Phone;Born;Last gift\n\
            D-1;\"Silva; Ana\";ana@example.org;(312) 555-0142;1980-03-01;2026-03-01\n\
            D-2;Bo Lindqvist;not an address;;;\n\
            \n\
            D-3;;;;31.12.1980;\n\
            D-4;Cem Kaya;Cem@Example.org;;;\n";
        std::fs::write(&path, table).expect("written");
        let options = || Options { relationship: Relationship::Donor, ..Options::default() };
        let report = import_with(&db, std::slice::from_ref(&path), options()).await;
        let people = of(&report, "Person");
        assert_eq!((people.read, people.new, people.rejected), (4, 2, 2));
        let told: Vec<_> = report.rejected.iter().map(|rejected| (rejected.line, rejected.reason.as_str())).collect();
        assert_eq!(
            told,
            [
                (3, "This is not an e-mail address."),
                (5, "Write the birth date as YYYY-MM-DD, or as YYYY-MM or YYYY where no more is known.")
            ]
        );
        assert_eq!(number(&db, "SELECT COUNT(*) FROM patient WHERE relationship = 'donor'").await, 2);
        assert_eq!(text(&db, "SELECT address FROM contact_point WHERE system = 'phone'").await, "+13125550142");
        assert_eq!(number(&db, "SELECT COUNT(*) FROM contact_point WHERE address = 'cem@example.org'").await, 1);
        let again = import_with(&db, &[path], options()).await;
        assert_eq!((of(&again, "Person").unchanged, of(&again, "Person").new), (2, 0));
    })
    .await;
}

#[tokio::test]
async fn where_somebody_lives_and_how_they_want_to_be_reached_is_kept() {
    on_both(async |db| {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("patient.json");
        let patient = r#"{"resourceType":"Patient","id":"p","name":[{"family":"Silva"}],
            "telecom":[{"system":"phone","value":"+13125550142","rank":2},{"system":"email","value":"a@example.org","rank":1},
                {"system":"sms","value":"+13125550143"}],
            "address":[{"city":"Lamna","extension":[{"url":"http://hl7.org/fhir/StructureDefinition/geolocation",
                "extension":[{"url":"latitude","valueDecimal":42.36},{"url":"longitude","valueDecimal":-71.06}]}]}]}"#;
        std::fs::write(&path, patient).expect("written");
        import(&db, &[path]).await;
        assert_eq!(text(&db, "SELECT preferred_channel FROM patient").await, "email");
        assert_eq!(
            number(&db, "SELECT COUNT(*) FROM patient WHERE latitude = 42.36 AND longitude = -71.06").await,
            1
        );
    })
    .await;
}
