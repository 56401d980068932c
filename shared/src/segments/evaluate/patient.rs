//! The truth of a patient's own attribute.

use super::super::patient::birthdays;
use super::super::{AgeTest, ContactFacts, PatientFacts, PatientTest, PlacePart, WordingTest};
use crate::patients::{attribute_name, tag_name};
use crate::time::Date;

pub(super) fn holds(test: &PatientTest, facts: &PatientFacts, today: Date) -> bool {
    let worded = |any_of: &[String], found: &Option<String>| {
        found.as_ref().is_some_and(|found| any_of.iter().any(|wanted| wanted.eq_ignore_ascii_case(found)))
    };
    match test {
        PatientTest::Active(active) => facts.active == *active,
        PatientTest::Age(age) => aged(*age, facts, today),
        PatientTest::AgeOn { on, is } => aged(*is, facts, on.day(today)),
        PatientTest::Gender(any_of) => facts.gender.is_some_and(|gender| any_of.contains(&gender)),
        PatientTest::Language(any_of) => facts.language.as_ref().is_some_and(|spoken| {
            let spoken = spoken.to_ascii_lowercase();
            any_of.iter().any(|wanted| {
                let wanted = wanted.to_ascii_lowercase();
                spoken == wanted || spoken.strip_prefix(&wanted).is_some_and(|rest| rest.starts_with('-'))
            })
        }),
        PatientTest::Place { part, how, text } => {
            let place = match part {
                PlacePart::City => &facts.city,
                PlacePart::State => &facts.state,
                PlacePart::Postcode => &facts.postal_code,
            };
            place.as_ref().is_some_and(|place| how.holds(place, &WordingTest::wanted(text)))
        }
        PatientTest::Deceased(deceased) => facts.deceased == *deceased,
        PatientTest::Reach { by, has } => facts.reached(*by) == *has,
        PatientTest::Race(any_of) => worded(any_of, &facts.race),
        PatientTest::Ethnicity(any_of) => worded(any_of, &facts.ethnicity),
        // Nobody has a birthday on a day that nobody knows.
        PatientTest::Birthday { in_next } => {
            facts.birth_date.filter(|_| facts.birth_until.is_none()).is_some_and(|born| {
                let day = born.month_day();
                birthdays(today, *in_next).iter().any(|(from, to)| (from..=to).contains(&&day))
            })
        }
        PatientTest::Relationship(any_of) => any_of.contains(&facts.relationship),
        PatientTest::Tag { any_of, has } => {
            any_of.iter().any(|wanted| tag_name(wanted).is_some_and(|tag| facts.tags.contains(&tag))) == *has
        }
        PatientTest::Attribute { name, is } => {
            is.holds(attribute_name(name).and_then(|name| facts.attributes.get(&name)), today)
        }
        PatientTest::Practitioner(any_of) => worded(any_of, &facts.practitioner),
        PatientTest::Site(any_of) => worded(any_of, &facts.site),
        PatientTest::Distance(distance) => {
            facts.position.is_some_and(|(latitude, longitude)| distance.holds(latitude, longitude))
        }
        PatientTest::LineType(any_of) => {
            facts.contacts.iter().filter_map(ContactFacts::line_type).any(|line| any_of.contains(&line))
        }
        PatientTest::Consent(test) => test.holds(&facts.contacts),
        PatientTest::Prefers(any_of) => facts.prefers.is_some_and(|system| any_of.contains(&system)),
        PatientTest::Travels(test) => test.holds(&facts.travels),
        PatientTest::StepMessage(test) => test.holds(&facts.step_messages),
        PatientTest::Added(date) => facts.added_at.is_some_and(|at| date.window(today).holds(at)),
    }
}

/// Whatever day they were born on, of those that it can be.
fn aged(age: AgeTest, facts: &PatientFacts, on: Date) -> bool {
    facts.born().is_some_and(|(first, last)| age.holds(first, on) && age.holds(last, on))
}
