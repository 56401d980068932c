//! What records say beside their code, from FHIR to the facts that rules ask for: results, refusals, reasons, validity, units.

use fhir::Options;
use serde_json::{Value, json};
use shared::people::ImportPatients;
use shared::segments::{PatientFacts, RecordFacts, RecordType};
use shared::time::UtcMillis;
use store::{Db, Permit};

const NOW: UtcMillis = UtcMillis(1_795_000_000_000);

/// The facts of one patient who has these records beside a birth date.
async fn facts(records: &[Value]) -> PatientFacts {
    let folder = tempfile::tempdir().expect("a folder");
    let db = Db::open(&format!("sqlite://{}", folder.path().join("clinical.db").display())).await.expect("opens");
    db.migrate().await.expect("migrates");
    let patient =
        json!({"resourceType": "Patient", "id": "p1", "name": [{"family": "One"}], "birthDate": "1970-01-01"});
    let lines: Vec<String> = std::iter::once(&patient)
        .chain(records)
        .enumerate()
        .map(|(number, record)| {
            let mut record = record.clone();
            if record.get("id").is_none() {
                record["id"] = json!(format!("r{number}"));
            }
            if record.get("subject").is_none() && record["resourceType"] != "Patient" {
                let owner = if record["resourceType"] == "Immunization" { "patient" } else { "subject" };
                record[owner] = json!({"reference": "Patient/p1"});
            }
            record.to_string()
        })
        .collect();
    let file = folder.path().join("records.ndjson");
    std::fs::write(&file, lines.join("\n")).expect("written");
    let permit: Permit<ImportPatients> = Permit::system("test");
    let report = fhir::import(&db, &|| NOW, &[file], Options::default(), &permit).await.expect("imports");
    assert_eq!(report.rejected_total, 0, "{:?}", report.rejected);
    let key: i64 = sqlx::query_scalar("SELECT id FROM patient").fetch_one(db.read()).await.expect("a patient");
    store::segments::facts::facts(&db, key, RecordType::ALL).await.expect("facts")
}

async fn only(record: Value) -> RecordFacts {
    facts(&[record]).await.records.into_iter().next().expect("one record")
}

fn coded(system: &str, code: &str) -> Value {
    json!({"coding": [{"system": system, "code": code}]})
}

fn observation(more: Value) -> Value {
    let mut all = json!({"resourceType": "Observation", "status": "final", "code": coded("http://loinc.org", "72166-2"),
        "effectiveDateTime": "2026-05-01"});
    all.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn an_observation_says_whether_it_has_a_result() {
    let absent = |code: &str| json!({"dataAbsentReason": coded("http://terminology.hl7.org/CodeSystem/data-absent-reason", code)});
    let cases = [
        (json!({"valueQuantity": {"value": 3}}), "given", None),
        (json!({}), "none", None),
        (absent("not-performed"), "not-performed", None),
        (absent("asked-declined"), "asked-declined", Some("not-wanted")),
        (absent("some-code-of-ours"), "unknown", None),
        (json!({"valueCodeableConcept": coded("http://snomed.info/sct", "266927001")}), "unknown", None),
        (json!({"valueCodeableConcept": {"text": "Unknown if ever smoked"}}), "unknown", None),
        (json!({"valueCodeableConcept": coded("http://snomed.info/sct", "266919005")}), "given", None),
        (json!({"valueString": "Patient declined to answer"}), "asked-declined", Some("not-wanted")),
        (json!({"valueString": "Negative"}), "given", None),
        (
            json!({"component": [{"code": coded("http://loinc.org", "8480-6"), "valueQuantity": {"value": 120}}]}),
            "given",
            None,
        ),
    ];
    for (more, result, refusal) in cases {
        let found = only(observation(more.clone())).await;
        assert_eq!((found.result.as_deref(), found.refusal.as_deref()), (Some(result), refusal), "{more}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn units_are_ucum_and_comparators_are_kept() {
    for (written, ucum) in
        [("mmHg", "mm[Hg]"), ("lbs", "[lb_av]"), ("inches", "[in_i]"), ("°C", "Cel"), ("mg/dl", "mg/dL"), ("%", "%")]
    {
        let found = only(observation(json!({"valueQuantity": {"value": 1, "unit": written}}))).await;
        assert_eq!(found.unit.as_deref(), Some(ucum), "{written}");
    }
    let above =
        only(observation(json!({"valueQuantity": {"value": 60, "comparator": ">", "unit": "mL/min/1.73m2"}}))).await;
    assert_eq!((above.comparator.as_deref(), above.unit.as_deref()), (Some(">"), Some("mL/min/{1.73_m2}")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reason_why_something_was_not_done_is_kept() {
    let reason = |code: &str| coded("http://snomed.info/sct", code);
    let flu = |reason: Value| {
        json!({"resourceType": "Immunization", "status": "not-done", "vaccineCode": coded("http://hl7.org/fhir/sid/cvx", "140"),
            "occurrenceDateTime": "2026-10-01", "statusReason": reason})
    };
    assert_eq!(only(flu(reason("105480006"))).await.refusal.as_deref(), Some("not-wanted"));
    assert_eq!(only(flu(reason("183932001"))).await.refusal.as_deref(), Some("not-advised"));
    assert_eq!(only(flu(json!({"text": "Vaccine out of stock"}))).await.refusal, None, "it is still due");
    assert_eq!(only(flu(json!({"text": "Patient refused"}))).await.refusal.as_deref(), Some("not-wanted"));
    let statin = json!({"resourceType": "MedicationRequest", "status": "active", "intent": "order", "doNotPerform": true,
        "medicationCodeableConcept": coded("http://www.nlm.nih.gov/research/umls/rxnorm", "83367"), "authoredOn": "2026-05-01"});
    assert_eq!(only(statin).await.refusal.as_deref(), Some("not-advised"));
    let exam = json!({"resourceType": "Procedure", "status": "not-done", "code": reason("722161008"),
        "performedDateTime": "2026-05-01"});
    assert_eq!(only(exam).await.refusal, None, "without a reason it is still due");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_active_order_knows_until_when_it_is_good() {
    let order = |status: &str, supply: Value| {
        json!({"resourceType": "MedicationRequest", "status": status, "intent": "order", "authoredOn": "2025-09-20",
            "medicationCodeableConcept": coded("http://www.nlm.nih.gov/research/umls/rxnorm", "617310"), "dispenseRequest": supply})
    };
    let day = |facts: &RecordFacts| facts.over().map(|at| at.date_utc().to_string());
    let valid = only(order("active", json!({"validityPeriod": {"end": "2027-01-31"}}))).await;
    assert_eq!(day(&valid).as_deref(), Some("2027-01-31"));
    let repeats = json!({"numberOfRepeatsAllowed": 3, "expectedSupplyDuration": {"value": 90, "unit": "days"}});
    assert_eq!(day(&only(order("active", repeats)).await).as_deref(), Some("2026-09-15"));
    assert_eq!(day(&only(order("active", json!({}))).await), None, "in force until somebody ends it");
    assert_eq!(
        day(&only(order("stopped", json!({"validityPeriod": {"end": "2027-01-31"}}))).await).as_deref(),
        Some("2025-09-20")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_keeps_all_its_kinds_reasons_and_diagnoses() {
    let icd = "http://hl7.org/fhir/sid/icd-10-cm";
    let visit = json!({"resourceType": "Encounter", "id": "e1", "status": "finished", "class": {"code": "AMB"},
        "type": [{"text": "Office visit", "coding": [{"system": "http://snomed.info/sct", "code": "390906007"}]},
            coded("http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "G0439")],
        "reasonCode": [coded(icd, "Z00.129"), coded(icd, "J00")], "period": {"start": "2026-05-01", "end": "2026-05-01"},
        "diagnosis": [{"condition": {"reference": "Condition/c1"}}, {"condition": {"reference": "#inside"}}],
        "contained": [{"resourceType": "Condition", "id": "inside", "code": coded(icd, "E11.9")}]});
    let diagnosis = json!({"resourceType": "Condition", "id": "c1", "code": coded(icd, "I10"),
        "category": [coded("http://terminology.hl7.org/CodeSystem/condition-category", "encounter-diagnosis")]});
    let facts = facts(&[visit, diagnosis]).await;
    let of = |kind| facts.records.iter().find(|record| record.record == kind).expect("there");
    let codes = |concept: Option<&shared::segments::ConceptFacts>| {
        concept.expect("a concept").codings.iter().map(|(_, code)| code.clone()).collect::<Vec<_>>()
    };
    let visit = of(RecordType::Encounter);
    assert_eq!(codes(visit.concept.as_ref()), ["390906007", "G0439"]);
    assert_eq!(codes(visit.reason.as_ref()), ["Z00.129", "J00", "E11.9"]);
    let dated = of(RecordType::Condition).at.map(|at| at.date_utc().to_string());
    assert_eq!(dated.as_deref(), Some("2026-05-01"), "a diagnosis without a date has that of its visit");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_records_of_one_condition_the_newer_decides() {
    let diabetes = |id: &str, status: &str, recorded: &str| {
        json!({"resourceType": "Condition", "id": id, "code": coded("http://snomed.info/sct", "44054006"), "recordedDate": recorded,
            "clinicalStatus": coded("http://terminology.hl7.org/CodeSystem/condition-clinical", status)})
    };
    let over = |facts: &PatientFacts| {
        let active = facts.records.iter().find(|record| record.status.as_deref() == Some("active")).expect("there");
        active.over().map(|at| at.date_utc().to_string())
    };
    let later = facts(&[diabetes("a", "active", "2019-01-01"), diabetes("b", "resolved", "2024-02-03")]).await;
    assert_eq!(over(&later).as_deref(), Some("2024-02-03"));
    let earlier = facts(&[diabetes("a", "active", "2024-02-03"), diabetes("b", "resolved", "2019-01-01")]).await;
    assert_eq!(over(&earlier), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_of_the_data_are_in_the_sets_whose_stems_they_begin_with() {
    let condition = |code: &str| json!({"resourceType": "Condition", "code": coded("http://hl7.org/fhir/sid/icd-10-cm", code), "recordedDate": "2026-01-01"});
    for code in ["E11.3211", "E13.10"] {
        let found = only(condition(code)).await;
        assert!(found.concept.expect("a concept").sets.contains("diabetes"), "{code}");
    }
    assert!(!only(condition("R73.03")).await.concept.expect("a concept").sets.contains("diabetes"));
    let order = json!({"resourceType": "MedicationStatement", "status": "active", "medicationCodeableConcept": {"coding": [
        {"system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "999999", "display": "Atorvastatin 30 MG Oral Tablet"}]}});
    assert!(only(order).await.concept.expect("a concept").sets.contains("statin"), "every product of an ingredient");
}
