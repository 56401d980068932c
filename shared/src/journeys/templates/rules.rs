//! The rules that templates ask: who enters, who has a visit booked, who can get a text.

use super::JourneyTemplate;
use crate::outreach::lookup::LineType;
use crate::segments::templates::template;
use crate::segments::{
    BlockId, Combine, DateTest, Group, PatientTest, Quantifier, RecordCondition, RecordConditionTest, RecordTest,
    RecordType, Rule, Test, Unit,
};

fn all(tests: impl IntoIterator<Item = Test>) -> Rule {
    let mut rule = Rule::new(Group { combine: Combine::All, blocks: Vec::new() });
    for test in tests {
        // The root is always there.
        let _ = rule.add(BlockId::ROOT, test);
    }
    rule
}

fn has(quantifier: Quantifier, record: RecordType, tests: Vec<RecordConditionTest>) -> Test {
    let conditions = tests.into_iter().map(|test| RecordCondition { id: BlockId::ROOT, test }).collect();
    Test::Record(RecordTest { records: vec![record], quantifier, conditions, then: Vec::new() })
}

fn days(count: u16) -> DateTest {
    DateTest::InLast { count, unit: Unit::Days }
}

fn appointment(quantifier: Quantifier, status: &str, date: DateTest) -> Test {
    let status = RecordConditionTest::Status(vec![status.to_owned()]);
    has(quantifier, RecordType::Appointment, vec![status, RecordConditionTest::Date(date)])
}

fn visits(quantifier: Quantifier, date: DateTest) -> Test {
    has(quantifier, RecordType::Encounter, vec![RecordConditionTest::Done, RecordConditionTest::Date(date)])
}

const ACTIVE: Test = Test::Patient(PatientTest::Active(true));
const ALIVE: Test = Test::Patient(PatientTest::Deceased(false));

/// Has a visit booked within so many days.
pub fn booked_within(count: u16) -> Rule {
    all([appointment(Quantifier::Exists, "booked", DateTest::InNext { count, unit: Unit::Days })])
}

/// Was here within so many days.
pub fn seen_within(count: u16) -> Rule {
    all([visits(Quantifier::Exists, days(count))])
}

/// Has a mobile number; the others get a voicemail, and so does a number that was never looked up.
pub fn can_get_a_text() -> Rule {
    all([Test::Patient(PatientTest::LineType(vec![LineType::Mobile]))])
}

fn by_key(key: &str) -> Rule {
    template(key).map_or_else(|| all([ACTIVE, ALIVE]), |template| template.rule.clone())
}

/// Who enters.
pub fn audience(of: JourneyTemplate) -> Rule {
    match of {
        JourneyTemplate::OutreachCadence => by_key("not-seen-for-a-year"),
        JourneyTemplate::AppointmentReminders => {
            let soon = DateTest::InNext { count: 7, unit: Unit::Days };
            all([ACTIVE, ALIVE, appointment(Quantifier::Exists, "booked", soon)])
        }
        JourneyTemplate::NoShowRecovery => {
            let later = DateTest::InNext { count: 12, unit: Unit::Months };
            all([
                ACTIVE,
                ALIVE,
                appointment(Quantifier::Exists, "noshow", days(14)),
                appointment(Quantifier::None, "booked", later),
            ])
        }
        JourneyTemplate::CancellationRecovery => {
            let later = DateTest::InNext { count: 12, unit: Unit::Months };
            all([
                ACTIVE,
                ALIVE,
                appointment(Quantifier::Exists, "cancelled", DateTest::InLast { count: 2, unit: Unit::Months }),
                appointment(Quantifier::None, "booked", later),
            ])
        }
        JourneyTemplate::PostDischarge => {
            let stay = vec![RecordConditionTest::Class(vec!["IMP".to_owned()]), RecordConditionTest::Ended(days(14))];
            all([ACTIVE, ALIVE, has(Quantifier::Exists, RecordType::Encounter, stay)])
        }
        JourneyTemplate::CareGap => by_key("colorectal-cancer-screening"),
        JourneyTemplate::EventInvitation => by_key("disease-chronic"),
        JourneyTemplate::NewPatientWelcome => by_key("new-patients"),
        JourneyTemplate::ReviewRequest | JourneyTemplate::Survey => {
            all([ACTIVE, ALIVE, visits(Quantifier::Exists, days(30))])
        }
        JourneyTemplate::ChronicCheckIn => by_key("regular-with-chronic-disease"),
    }
}

/// The name of the segment.
pub const fn audience_name(of: JourneyTemplate) -> &'static str {
    match of {
        JourneyTemplate::OutreachCadence => "Not seen for a year",
        JourneyTemplate::AppointmentReminders => "Visit in the next 7 days",
        JourneyTemplate::NoShowRecovery => "Missed a visit, nothing booked",
        JourneyTemplate::CancellationRecovery => "Called off a visit, nothing booked",
        JourneyTemplate::PostDischarge => "Home from the hospital",
        JourneyTemplate::CareGap => "Colorectal cancer screening due",
        JourneyTemplate::EventInvitation => "Living with a chronic condition",
        JourneyTemplate::NewPatientWelcome => "New patients",
        JourneyTemplate::ReviewRequest => "Seen in the last 30 days",
        JourneyTemplate::Survey => "Seen in the last 30 days, for a survey",
        JourneyTemplate::ChronicCheckIn => "Regular visits, chronic condition",
    }
}
