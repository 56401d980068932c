//! One patient's record: who they are, how to reach them, what is known clinically, what happened between us.

use crate::activity::ActivityKind;
use crate::coded::Known;
use crate::ids::PatientId;
use crate::noun::Thing;
use crate::patients::Relationship;
use crate::phi::Phi;
use crate::records::RecordType;
use crate::time::{Date, UtcMillis};
use crate::vaccines::{self, Forecast, History, Series, State};
use serde::{Deserialize, Serialize};

/// Everything the patient page shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PatientRecord {
    pub id: PatientId,
    pub active: bool,
    pub demographics: Phi<Demographics>,
    pub identifiers: Phi<Vec<Identifier>>,
    /// The preferred one of each kind first.
    pub contact_points: Phi<Vec<ContactPoint>>,
    /// One section per type of [`RecordType::ON_THE_PATIENTS_PAGE`], in that order, empty ones included.
    pub clinical: Phi<Vec<ClinicalSection>>,
    /// The series of vaccines that concern them, in the order of the schedule.
    pub vaccines: Phi<Vec<VaccineLine>>,
    /// Appointments that have not begun, soonest first.
    pub upcoming_appointments: Phi<ClinicalSection>,
    /// Appointments that have, latest first.
    pub past_appointments: Phi<ClinicalSection>,
    /// What was sent, opened, registered, attended …, newest first.
    pub timeline: Vec<TimelineLine>,
    pub created_at: UtcMillis,
    pub updated_at: UtcMillis,
    pub relationship: Relationship,
    pub tags: Phi<Vec<String>>,
    pub attributes: Phi<Vec<OwnAttribute>>,
    /// FHIR `ContactPoint.system` of the one to be used first, where that is known.
    pub prefers: Option<String>,
}

/// An attribute that the organization keeps about somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnAttribute {
    pub name: String,
    pub value: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demographics {
    pub prefix: Option<String>,
    pub given: String,
    pub family: String,
    pub birth_date: Option<Date>,
    /// The last day it can be, where it is known to the month or the year only.
    pub birth_until: Option<Date>,
    /// Whole years today, "45", or "45 to 46" where the day is not known; `None` without a birth date or when deceased.
    pub age: Option<String>,
    /// FHIR administrative gender.
    pub gender: Option<String>,
    /// US Core birth sex: F, M, UNK …
    pub birth_sex: Option<String>,
    pub deceased: bool,
    pub deceased_at: Option<UtcMillis>,
    /// BCP 47.
    pub language: Option<String>,
    pub race: Option<String>,
    pub ethnicity: Option<String>,
    pub line: Option<String>,
    pub city: Option<String>,
    pub state: Option<String>,
    pub postal_code: Option<String>,
    pub country: Option<String>,
    /// IANA name; `None` means the organization's own zone.
    pub time_zone: Option<String>,
    pub general_practitioner: Option<String>,
    pub managing_organization: Option<String>,
}

/// A number or code by which somebody knows the patient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identifier {
    /// HL7 v2-0203 code such as MR, SS, DL; empty when the source said nothing.
    pub kind: String,
    pub system: String,
    pub value: String,
}

/// An address or number that reaches the patient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactPoint {
    /// FHIR: phone, email, sms.
    pub system: String,
    /// FHIR: home, work, mobile, old.
    pub use_code: Option<String>,
    pub address: String,
    /// 1 is preferred.
    pub rank: i64,
}

/// The latest facts of one kind and how many there are in all.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClinicalSection {
    pub kind: RecordType,
    pub total: u64,
    pub lines: Vec<ClinicalLine>,
}

/// One fact on one line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClinicalLine {
    /// "Type 2 diabetes mellitus".
    pub title: String,
    /// "SNOMED CT 44054006"; `None` when the fact carries only text.
    pub code: Option<String>,
    /// As FHIR spells it: active, resolved, completed, booked …
    pub status: Option<String>,
    /// Onset, effective, authored, start: when it was or began.
    pub at: Option<UtcMillis>,
    pub until: Option<UtcMillis>,
    /// "7.2 %", "132/84 mm[Hg]", "Never smoker".
    pub value: Option<String>,
    /// The day of a newer record that says it is over, while this one says it goes on. The newer decides.
    pub contradicted: Option<UtcMillis>,
}

/// A series of vaccines: where the patient stands, and what was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VaccineLine {
    pub series: Series,
    pub state: State,
    /// When the next dose is recommended.
    pub due: Option<Date>,
    /// Each day with what it counted for: "dose 2", "does not count: …".
    pub doses: Vec<(Date, String)>,
    /// Why somebody is immune, is advised against it or is asked earlier than others.
    pub why: Vec<String>,
}

impl VaccineLine {
    /// The series that concern somebody today: with a dose, or with something to say.
    pub fn of(history: &History, today: Date) -> Vec<Self> {
        let forecasts = vaccines::forecasts(history, vaccines::horizon(today));
        let line = |forecast: Forecast| {
            let state = forecast.state_on(today);
            let far = forecast.next.is_none_or(|next| next.due > today.plus_years(2));
            let quiet = matches!(state, State::NotForThem | State::TooLate) || (state == State::OnSchedule && far);
            (!quiet || !forecast.doses.is_empty()).then(|| Self {
                series: forecast.series,
                state,
                due: forecast.next.map(|next| next.due).filter(|_| state != State::Contraindicated),
                doses: forecast
                    .doses
                    .iter()
                    .map(|dose| (dose.on, format!("{}, {}", dose.name(), dose.words())))
                    .collect(),
                why: forecast.why,
            })
        };
        forecasts.into_iter().filter_map(line).collect()
    }
}

/// Something that happened between us and the patient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineLine {
    pub at: UtcMillis,
    pub kind: Known<ActivityKind>,
    /// What it is about; `None` for what has no page, such as a consent.
    pub about: Option<Thing>,
    /// Carries no protected health information.
    pub summary: String,
}

/// "Entered in error" out of FHIR's "entered-in-error".
#[must_use]
pub fn status_words(status: &str) -> String {
    let words = if status == "noshow" { "no-show".to_owned() } else { status.replace('-', " ") };
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
