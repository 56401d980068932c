//! Gaps of vaccines: each case is a person, what was given, and the state with its reason that follow from the forecasts.

use super::judged;
use crate::vaccines::{given, person, record};
use shared::segments::care_gap::Period;
use shared::segments::care_gaps::by_key;
use shared::segments::{PatientFacts, RecordFacts, RecordType};
use shared::time::Date;
use shared::vaccines::{self, History, SYSTEM};

/// All doses of a child up to 15 months, but for rotavirus: `cvx@date`, combined vaccines among them.
const FIFTEEN_MONTHS: &str = "08@2025-06-10 110@2025-08-12 110@2025-10-12 110@2025-12-12 48@2025-08-12 48@2025-10-12
    48@2025-12-12 48@2026-06-12 216@2025-08-12 216@2025-10-12 216@2025-12-12 216@2026-06-12 03@2026-06-12 21@2026-06-12
    83@2026-06-12 20@2026-09-12 140@2025-12-12 140@2026-01-12";
const ROTAVIRUS: &str = "119@2025-08-12 119@2025-10-12";

fn date(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|| panic!("a date: {text}"))
}

fn read(text: &str) -> RecordFacts {
    let (what, on) = text.split_once('@').expect("a day");
    let on = date(on);
    match what.split_once(':') {
        None => given(what, on),
        Some(("icd", code)) => record(RecordType::Condition, "http://hl7.org/fhir/sid/icd-10-cm", code, on, "active"),
        Some(("allergy", cvx)) => {
            record(RecordType::AllergyIntolerance, "http://hl7.org/fhir/sid/cvx", cvx, on, "active")
        }
        Some((other, _)) => panic!("{other}"),
    }
}

/// Somebody who was seen this year, with what the store would have forecast on that day.
fn somebody(born: &str, on: Date, records: &[&str]) -> PatientFacts {
    let visit = RecordFacts {
        at: Some(date("2026-01-15").start_utc()),
        end: Some(date("2026-01-15").start_utc()),
        status: Some("finished".into()),
        class: Some("AMB".into()),
        ..RecordFacts::new(RecordType::Encounter)
    };
    let mut known: Vec<RecordFacts> = records.iter().flat_map(|text| text.split_whitespace()).map(read).collect();
    known.push(visit);
    let mut facts = person(date(born), known);
    let forecast = vaccines::stored(&History::of(&facts), on).into_iter().map(|stretch| RecordFacts {
        end: stretch.end,
        ..record(
            RecordType::ImmunizationRecommendation,
            SYSTEM,
            stretch.series.code(),
            stretch.start.date_utc(),
            stretch.state.code(),
        )
    });
    facts.records.extend(forecast.collect::<Vec<_>>());
    facts
}

#[track_caller]
fn is(gap: &str, born: &str, on: &str, records: &[&str], wanted: (&str, &str)) {
    let on = date(on);
    let gap = by_key(gap, Period::Rolling).expect("shipped");
    let (state, reason) = judged(gap, &somebody(born, on, records), on);
    assert_eq!((state.as_str(), reason.as_str()), wanted, "{}: {records:?}", gap.key);
}

#[test]
fn due_and_overdue_doses_of_children_are_two_gaps() {
    let child = |gap, on, records: &[&str], wanted| is(gap, "2025-06-10", on, records, wanted);
    let all = [FIFTEEN_MONTHS, ROTAVIRUS];
    let behind = ("closed-gap", "nothing is behind");
    child("childhood-immunisations", "2026-11-30", &all, behind);
    child("childhood-immunizations-due", "2026-10-01", &all, behind);
    child("childhood-immunizations-due", "2026-11-30", &all, ("prospective-gap", "2026-12-12"));
    child("childhood-immunizations-due", "2026-12-12", &all, ("open-gap", ""));
    child("childhood-immunisations", "2026-12-12", &all, behind);
    child("childhood-immunisations", "2026-11-30", &[], ("open-gap", ""));
}

#[test]
fn a_dose_that_can_not_be_given_any_more_opens_no_gap() {
    let missed = ("not-applicable", "a missed dose, too late to give now");
    is("childhood-immunisations", "2025-06-10", "2026-11-30", &[FIFTEEN_MONTHS], missed);
}

#[test]
fn adolescents_are_asked_from_eleven() {
    let child = |on, records: &[&str], wanted| is("adolescent-immunizations", "2015-06-10", on, records, wanted);
    child("2026-02-01", &[], ("closed-gap", "nothing is behind"));
    child("2026-06-09", &[], ("prospective-gap", "2026-06-10"));
    child("2026-06-10", &[], ("open-gap", ""));
    child("2026-11-30", &["165@2026-06-12 115@2026-06-12"], ("open-gap", ""));
    child("2026-11-30", &["165@2026-07-12 115@2026-06-12 203@2026-06-12"], ("prospective-gap", "2027-01-12"));
}

#[test]
fn adults_are_asked_by_age_risk_and_what_they_had() {
    let on = "2026-11-30";
    is("zoster-vaccination", "1990-06-10", on, &["icd:C90.00@2015-01-01"], ("open-gap", ""));
    is("zoster-vaccination", "1990-06-10", on, &[], ("not-applicable", "population"));
    is("zoster-vaccination", "1960-06-10", on, &["187@2020-03-01 187@2020-05-01"], ("closed-gap", "vaccinated"));
    is("pneumococcal-vaccination", "1955-06-10", on, &["33@2020-11-01"], ("open-gap", ""));
    is("rsv-vaccination", "1951-11-30", on, &[], ("open-gap", ""));
    is("rsv-vaccination", "1951-12-01", on, &[], ("prospective-gap", "2026-12-01"));
    is("influenza-vaccination", "1970-06-10", on, &["140@2026-02-10"], ("open-gap", ""));
    is("influenza-vaccination", "1970-06-10", on, &["140@2026-09-10"], ("closed-gap", "vaccinated"));
    let allergic = ("not-applicable", "vaccine not advised");
    is("influenza-vaccination", "1970-06-10", on, &["allergy:140@2010-01-01"], allergic);
}
