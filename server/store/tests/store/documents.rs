//! Stored documents are read for ever: one file for each kind and each time its form grew. A file is never changed; a new form
//! gets a new file. Those of journeys, rules and templates are beside their types, in `shared/tests`.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use shared::events::EventFields;
use shared::imports::ImportReport;
use shared::people::{ImportPatients, Organization, ViewOutreach};
use shared::time::UtcMillis;
use std::collections::BTreeMap;
use store::testing::on_both;
use store::{Permit, StoreError, code_sets, document, import::runs, settings};

const EVENT: &str = include_str!("../fixtures/documents/event-2026-11.json");
const ORGANIZATION: &str = include_str!("../fixtures/documents/organization-2026-11.json");
const ANSWERS: &str = include_str!("../fixtures/documents/answers-2026-11.json");
const REPORT: &str = include_str!("../fixtures/documents/import-report-2026-11.json");
const CODES: &str = include_str!("../fixtures/documents/code-set-2026-11.json");

/// Reads the document and writes it again: everything that it said is still said.
fn read_for_ever<T: DeserializeOwned + Serialize>(text: &str) -> T {
    let value: T = document::read("document", "fixture", text).expect("readable");
    let stored: Value = serde_json::from_str(text).expect("JSON");
    let again: Value = serde_json::from_str(&document::write("document", &value).expect("writes")).expect("JSON");
    still_said(&stored, &again);
    value
}

fn still_said(stored: &Value, again: &Value) {
    match (stored, again) {
        (Value::Object(stored), Value::Object(again)) => {
            for (name, value) in stored {
                still_said(value, again.get(name).unwrap_or_else(|| panic!("{name} is lost")));
            }
        }
        (Value::Array(stored), Value::Array(again)) => {
            assert_eq!(stored.len(), again.len());
            stored.iter().zip(again).for_each(|(stored, again)| still_said(stored, again));
        }
        (stored, again) => assert_eq!(stored, again),
    }
}

#[test]
fn documents_of_earlier_versions_are_read() {
    let event: EventFields = read_for_ever(EVENT);
    assert_eq!((event.capacity, event.most_guests, event.asked().len()), (Some(120), 2, 1));
    let organization: Organization = read_for_ever(ORGANIZATION);
    assert_eq!((organization.quiet_from_hour, organization.weekly_cap), (20, 3));
    let answers: BTreeMap<String, String> = read_for_ever(ANSWERS);
    assert_eq!(answers.len(), 2);
    let report: ImportReport = read_for_ever(REPORT);
    assert_eq!(report.sum(|count| count.read), 10);
    let codes: Vec<(String, String, String)> = read_for_ever(CODES);
    assert_eq!(codes[0].1, "H52.0");
}

#[test]
fn what_an_earlier_document_does_not_say_has_its_default() {
    let event: EventFields = document::read("event", 1, r#"{"name": "Talk"}"#).expect("readable");
    assert_eq!(event, EventFields { name: "Talk".into(), ..EventFields::default() });
    let organization: Organization = document::read("setting", 1, "{}").expect("readable");
    assert_eq!(organization, Organization::default());
}

#[test]
fn what_only_a_later_version_knows_is_refused_by_its_name() {
    let refused = |text: &str| document::read::<EventFields>("event", 1, text).expect_err("refused").to_string();
    let later = refused(r#"{"name": "Talk", "series": "autumn"}"#);
    assert!(
        later.contains("This event can't be opened: it holds series") && later.contains("update Waypost"),
        "{later}"
    );
    let whose = document::read::<EventFields>("event", 1, r#"{"series": 1}"#);
    assert!(matches!(whose, Err(StoreError::Unreadable { what: "event", .. })), "no fault of the database");
    assert!(refused(r#"{"kind": "webinar"}"#).contains("webinar"));
    assert!(refused("{").contains("can't be opened"));
    assert!(refused("{} {}").contains("trailing"));
}

#[tokio::test]
async fn settings_of_a_later_version_stay_when_an_earlier_one_saves() {
    on_both(async |db| {
        let now = UtcMillis(1_795_000_000_000);
        let stored = json!({"name": "Lakeside", "portal_theme": {"hue": 210}}).to_string();
        sqlx::query("INSERT INTO setting (key, value, updated_at) VALUES ('organization', $1, $2)")
            .bind(stored)
            .bind(now.0)
            .execute(db.read())
            .await
            .expect("stored");
        let organization = settings::organization(&db).await.expect("readable");
        assert_eq!(organization.name, "Lakeside");
        let mut tx = db.begin().await.expect("tx");
        let changed = Organization { name: "Lakeside Health".into(), ..organization };
        settings::set(&mut tx, settings::ORGANIZATION, &changed, now).await.expect("set");
        tx.commit().await.expect("commits");
        let kept: Value = settings::get(&db, settings::ORGANIZATION).await.expect("readable").expect("there");
        assert_eq!((&kept["name"], &kept["portal_theme"]["hue"]), (&json!("Lakeside Health"), &json!(210)));
    })
    .await;
}

#[tokio::test]
async fn an_import_whose_report_a_later_version_wrote_is_listed_and_not_opened() {
    on_both(async |db| {
        let permit = Permit::<ImportPatients>::system("test");
        let now = UtcMillis(1_795_000_000_000);
        let id = runs::start(&db, &permit, now, 1, false).await.expect("started");
        runs::get(&db, &permit, id).await.expect("opens");
        sqlx::query("UPDATE import_run SET report = $1")
            .bind(json!({"files": 1, "sources": ["north"]}).to_string())
            .execute(db.read())
            .await
            .expect("written");
        let opened = runs::get(&db, &permit, id).await;
        assert!(matches!(opened, Err(StoreError::Unreadable { what: "import report", .. })));
        let listed = runs::latest(&db, &permit, 10).await.expect("listed");
        assert_eq!((listed.len(), listed[0].id), (1, id));
    })
    .await;
}

#[tokio::test]
async fn a_code_set_version_that_a_later_version_wrote_is_refused() {
    on_both(async |db| {
        let viewer = Permit::<ViewOutreach>::system("test");
        let key: String =
            sqlx::query_scalar("SELECT key FROM code_set ORDER BY id LIMIT 1").fetch_one(db.read()).await.expect("one");
        assert!(!code_sets::codes_of(&db, &viewer, &key, 1).await.expect("readable").is_empty());
        sqlx::query("UPDATE code_set_version SET codes = $1")
            .bind(json!({"codes": []}).to_string())
            .execute(db.read())
            .await
            .expect("written");
        let refused = code_sets::codes_of(&db, &viewer, &key, 1).await;
        assert!(matches!(refused, Err(StoreError::Unreadable { what: "version of a code set", .. })));
    })
    .await;
}
