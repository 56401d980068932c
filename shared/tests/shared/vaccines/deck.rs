//! Cases as data: `series | born | asked on | records | state | words of the reason`. A record is `cvx@date`, `icd:code@date`,
//! `icd-over:code@date` (resolved), `allergy:cvx@date`, `snomed-procedure:code@date` or `antibodies:number@date`.

use super::{given, person, record};
use shared::segments::{RecordFacts, RecordType};
use shared::time::Date;
use shared::vaccines::{Forecast, History, Series, forecast, horizon};

const ICD: &str = "http://hl7.org/fhir/sid/icd-10-cm";
const CVX: &str = "http://hl7.org/fhir/sid/cvx";

#[test]
fn every_case_of_the_deck_has_its_state_and_its_reason() {
    let mut wrong = Vec::new();
    let mut cases = 0;
    for line in include_str!("deck.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('|').map(str::trim).collect();
        let [series, born, asked, records, state, reason] = fields[..] else { panic!("six fields: {line}") };
        let (born, asked) = (date(born), date(asked));
        let facts = person(born, records.split_whitespace().map(read).collect());
        let series: Series = series.parse().expect("a series");
        let found = forecast(&History::of(&facts), series, horizon(asked)).expect("a forecast");
        let said = words(&found);
        let is = found.state_on(asked).code();
        if is != state || !said.contains(reason) {
            wrong.push(format!("{line}\n    is {is}: {said}"));
        }
        cases += 1;
    }
    assert!(wrong.is_empty(), "{} of {cases}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(cases >= 90, "{cases} cases");
}

fn date(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|| panic!("a date: {text}"))
}

fn read(text: &str) -> RecordFacts {
    let (what, on) = text.split_once('@').expect("a day");
    let on = date(on);
    match what.split_once(':') {
        None => given(what, on),
        Some(("icd", code)) => record(RecordType::Condition, ICD, code, on, "active"),
        Some(("icd-over", code)) => record(RecordType::Condition, ICD, code, on, "resolved"),
        Some(("allergy", cvx)) => record(RecordType::AllergyIntolerance, CVX, cvx, on, "active"),
        Some(("not-done", cvx)) => record(RecordType::Immunization, CVX, cvx, on, "not-done"),
        Some(("snomed-procedure", code)) => {
            record(RecordType::Procedure, "http://snomed.info/sct", code, on, "completed")
        }
        Some(("antibodies", number)) => RecordFacts {
            number: number.parse().ok(),
            ..record(RecordType::Observation, "http://loinc.org", "16935-9", on, "final")
        },
        Some((other, _)) => panic!("{other}"),
    }
}

fn words(found: &Forecast) -> String {
    let doses = found.doses.iter().map(|dose| format!("{} {} {}", dose.on, dose.name(), dose.words()));
    let next = found.next.map(|next| {
        format!("earliest {} due {} overdue {} last {}", next.earliest, next.due, next.overdue, text(next.last))
    });
    doses.chain(found.why.iter().cloned()).chain(next).collect::<Vec<_>>().join("; ")
}

fn text(day: Option<Date>) -> String {
    day.map_or_else(|| "never".to_owned(), |day| day.to_string())
}
