//! Everyday groups: who to call, who to congratulate, who was never written to.

use super::parts::{active, alive, all, happened, has, made, months, status, visits};
use super::{Template, Topic};
use crate::consent::{Channel, Purpose};
use crate::segments::{
    ConsentTest, ContactSystem, DateTest, PatientTest, Quantifier, Reach, RecordConditionTest, RecordType, Said, Test,
    Unit,
};

pub fn templates() -> Vec<Template> {
    use Quantifier::{Exists, None};
    use RecordType::Appointment;
    let made = |key, name, summary, rule| made(Topic::Everyday, key, name, summary, rule);
    let next_week = DateTest::InNext { count: 7, unit: Unit::Days };
    vec![
        made(
            "birthday-soon",
            "Birthday in the next 30 days",
            "Patients who have their birthday soon.",
            all([active(), alive(), Test::Patient(PatientTest::Birthday { in_next: 30 })]),
        ),
        made(
            "new-patients",
            "New patients",
            "Patients who came into the register in the last three months.",
            all([active(), alive(), Test::Patient(PatientTest::Added(months(3)))]),
        ),
        made(
            "no-shows",
            "No-shows",
            "Patients who missed an appointment in the last six months.",
            all([
                active(),
                alive(),
                has(Exists, Appointment, [status("noshow"), RecordConditionTest::Date(months(6))]),
            ]),
        ),
        made(
            "not-seen-for-a-year",
            "Not seen for a year",
            "Patients who have been here before, but not in the last twelve months, and have nothing booked.",
            all([
                active(),
                alive(),
                visits(Exists, DateTest::AtLeastAgo { count: 12, unit: Unit::Months }),
                visits(None, months(12)),
                has(
                    None,
                    Appointment,
                    [status("booked"), RecordConditionTest::Date(DateTest::InNext { count: 12, unit: Unit::Months })],
                ),
            ]),
        ),
        made(
            "appointment-not-confirmed",
            "Appointment soon, not confirmed",
            "Patients whose appointment in the next seven days is still proposed or pending.",
            all([
                active(),
                has(
                    Exists,
                    Appointment,
                    [
                        RecordConditionTest::Status(vec!["proposed".into(), "pending".into()]),
                        RecordConditionTest::Date(next_week),
                    ],
                ),
            ]),
        ),
        made(
            "attended-an-event",
            "Attended an event",
            "Patients who came to one of our events in the last year. Add which event.",
            all([active(), happened(Exists, "event-attended", months(12))]),
        ),
        made(
            "clicked-a-message",
            "Clicked in a message",
            "Patients who followed a link in a message in the last three months. Add which message.",
            all([active(), happened(Exists, "message-clicked", months(3))]),
        ),
        made(
            "sent-but-never-opened",
            "Sent messages, none opened",
            "Patients who were sent at least three messages in half a year and opened none of them.",
            all([
                active(),
                happened(Quantifier::AtLeast(3), "message-sent", months(6)),
                happened(None, "message-opened", months(6)),
            ]),
        ),
        made(
            "never-contacted",
            "Never contacted",
            "Patients we can write to and never have.",
            all([
                active(),
                alive(),
                Test::Patient(PatientTest::Reach { by: Reach::Email, has: true }),
                has(None, RecordType::Activity, [status("message-sent")]),
            ]),
        ),
        made(
            "reachable-by-phone-only",
            "Reachable by telephone only",
            "Patients with a telephone number and no e-mail address.",
            all([
                active(),
                alive(),
                Test::Patient(PatientTest::Reach { by: Reach::Phone, has: true }),
                Test::Patient(PatientTest::Reach { by: Reach::Email, has: false }),
            ]),
        ),
        made(
            "no-show-at-an-event",
            "Did not come to an event",
            "Patients who were registered for one of our events in the last year and did not come. Add which event.",
            all([active(), happened(Exists, "event-no-show", months(12))]),
        ),
        made(
            "visited-the-portal",
            "Visited the portal",
            "Patients who looked at their events on the portal in the last three months.",
            all([active(), happened(Exists, "portal-visited", months(3))]),
        ),
        made(
            "marketing-allowed-by-email",
            "May get news by e-mail",
            "Patients with an e-mail address who agreed to marketing there.",
            all([
                active(),
                alive(),
                Test::Patient(PatientTest::Consent(ConsentTest {
                    channel: Channel::Email,
                    purpose: Purpose::Marketing,
                    said: Said::Allowed,
                })),
            ]),
        ),
        made(
            "prefers-text-messages",
            "Prefer text messages",
            "Patients whose record says that text messages reach them best.",
            all([active(), alive(), Test::Patient(PatientTest::Prefers(vec![ContactSystem::Sms]))]),
        ),
    ]
}
