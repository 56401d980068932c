//! Tests of the patient's own attributes, over a column.

use super::{Case, not};
use crate::Bits;
use crate::patients::{Attribute, line_bit, packed};
use crate::records::NEVER;
use shared::patients::{attribute_name, tag_name};
use shared::segments::patient::birthdays;
use shared::segments::{AgeTest, AttributeTest, PatientTest, PlacePart, Reach, Said, WordingTest};
use shared::time::{Date, UtcMillis};

impl Case<'_> {
    pub(super) fn patient(self, test: &PatientTest) -> Bits {
        let patients = &self.index.patients;
        let flag = |set: &Bits, wanted: bool| {
            let mut cut = self.everybody();
            cut.intersect_with(set);
            if wanted { cut } else { not(cut) }
        };
        match test {
            PatientTest::Active(active) => flag(&patients.active, *active),
            PatientTest::Deceased(deceased) => flag(&patients.deceased, *deceased),
            PatientTest::Reach { by: Reach::Email, has } => flag(&patients.email, *has),
            PatientTest::Reach { by: Reach::Phone, has } => flag(&patients.phone, *has),
            PatientTest::Age(age) => self.aged(*age, self.today),
            PatientTest::AgeOn { on, is } => self.aged(*is, on.day(self.today)),
            PatientTest::Birthday { in_next } => {
                let number = |day: &str| day.replace('-', "").parse::<u32>().unwrap_or_default();
                let stretches: Vec<_> =
                    birthdays(self.today, *in_next).iter().map(|(from, to)| (number(from), number(to))).collect();
                let mut all = self.each(&patients.born, |born| {
                    let day = born % 10_000;
                    *born != 0 && stretches.iter().any(|(from, to)| (from..=to).contains(&&day))
                });
                // Nobody has a birthday on a day that nobody knows.
                for (ordinal, (first, last)) in patients.born.iter().zip(&patients.born_until).enumerate() {
                    if first != last {
                        all.set(ordinal, false);
                    }
                }
                all
            }
            PatientTest::Gender(any_of) => {
                self.each(&patients.gender, |gender| gender.is_some_and(|gender| any_of.contains(&gender)))
            }
            PatientTest::Language(any_of) => {
                let any_of: Vec<_> = any_of.iter().map(|wanted| wanted.to_ascii_lowercase()).collect();
                self.worded(&patients.language, |spoken| {
                    let spoken = spoken.to_ascii_lowercase();
                    any_of.iter().any(|wanted| {
                        spoken.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
                    })
                })
            }
            PatientTest::Place { part, how, text } => {
                let wanted = WordingTest::wanted(text);
                let column = match part {
                    PlacePart::City => &patients.city,
                    PlacePart::State => &patients.state,
                    PlacePart::Postcode => &patients.postal_code,
                };
                self.worded(column, |place| how.holds(place, &wanted))
            }
            PatientTest::Race(any_of) => self.one_of(&patients.race, any_of),
            PatientTest::Ethnicity(any_of) => self.one_of(&patients.ethnicity, any_of),
            PatientTest::Relationship(any_of) => self.each(&patients.relationship, |one| any_of.contains(one)),
            PatientTest::Tag { any_of, has } => {
                let mut tagged = self.nobody();
                let found = any_of.iter().filter_map(|tag| self.index.words.find(&tag_name(tag)?));
                for patient in found.filter_map(|tag| patients.tags.get(&tag)).flatten() {
                    tagged.insert(*patient as usize);
                }
                if *has { tagged } else { not(tagged) }
            }
            PatientTest::Attribute { name, is } => self.attribute(name, is),
            PatientTest::Practitioner(any_of) => self.one_of(&patients.practitioner, any_of),
            PatientTest::Site(any_of) => self.one_of(&patients.site, any_of),
            PatientTest::Distance(distance) => {
                // NaN, which stands for an unknown place, is near nothing.
                self.each(&patients.position, |(latitude, longitude)| distance.holds(*latitude, *longitude))
            }
            PatientTest::Consent(test) => match patients.consent.of(*test) {
                Some((bits, bit)) => self.each(bits, |bits| bits & bit != 0),
                None => self.always(test.said == Said::Nothing),
            },
            PatientTest::LineType(any_of) => {
                let wanted = any_of.iter().fold(0, |bits, line| bits | line_bit(*line));
                self.each(&patients.lines, |lines| lines & wanted != 0)
            }
            PatientTest::Prefers(any_of) => {
                self.each(&patients.prefers, |system| system.is_some_and(|system| any_of.contains(&system)))
            }
            PatientTest::Travels(test) => {
                let there = test.place().and_then(|place| self.question.travels.get(&place));
                self.looked_up(there, test.inside)
            }
            // Only a journey, which asks of its travellers one by one, knows what they did with its messages.
            PatientTest::StepMessage(_) => self.nobody(),
            PatientTest::Added(date) => {
                let window = date.window(self.today);
                self.each(&patients.added_at, |at| *at != NEVER && window.holds(UtcMillis(*at)))
            }
        }
    }

    fn aged(self, is: AgeTest, on: Date) -> Bits {
        // As the date reads, also 29 February of a year that has none.
        let turned = |years: u32| packed(on).saturating_sub(years * 10_000);
        let (from, until) = match is {
            AgeTest::Between { from, to } => (u32::from(from), Some(u32::from(to) + 1)),
            AgeTest::AtLeast(least) => (u32::from(least), None),
            AgeTest::Under(limit) => (0, Some(u32::from(limit))),
        };
        let last = if matches!(is, AgeTest::Under(_)) { u32::MAX } else { turned(from) };
        let after = until.map_or(0, turned);
        let mut all = self.each(&self.index.patients.born, |born| *born != 0 && *born > after);
        all.intersect_with(&self.each(&self.index.patients.born_until, |born| *born <= last));
        all
    }

    fn attribute(self, name: &str, is: &AttributeTest) -> Bits {
        let word = attribute_name(name).and_then(|name| self.index.words.find(&name));
        let all = word.and_then(|word| self.index.patients.attributes.get(&word)).map_or(&[][..], Vec::as_slice);
        let having = |passes: &dyn Fn(&Attribute) -> bool| {
            let mut set = self.nobody();
            all.iter().filter(|found| passes(found)).for_each(|found| set.insert(found.patient as usize));
            set
        };
        match is {
            AttributeTest::Known(true) => having(&|_| true),
            AttributeTest::Known(false) => not(having(&|_| true)),
            AttributeTest::AnyOf(any_of) => {
                let passing =
                    self.index.words.passing(|found| any_of.iter().any(|one| one.eq_ignore_ascii_case(found)));
                having(&|found| passing[found.value as usize])
            }
            AttributeTest::Number { compare, value } => {
                having(&|found| !found.number.is_nan() && compare.holds(found.number, *value))
            }
            AttributeTest::Date(date) => {
                let window = date.window(self.today);
                having(&|found| found.at != NEVER && window.holds(UtcMillis(found.at)))
            }
        }
    }

    fn each<T>(self, column: &[T], passes: impl Fn(&T) -> bool) -> Bits {
        let mut set = self.nobody();
        for (ordinal, value) in column.iter().enumerate() {
            if passes(value) {
                set.insert(ordinal);
            }
        }
        set
    }

    /// Each word is held against the test once, not once a patient.
    fn worded(self, column: &[u32], passes: impl Fn(&str) -> bool) -> Bits {
        let passing = self.index.words.passing(passes);
        self.each(column, |word| passing[*word as usize])
    }

    fn one_of(self, column: &[u32], any_of: &[String]) -> Bits {
        self.worded(column, |found| any_of.iter().any(|wanted| wanted.eq_ignore_ascii_case(found)))
    }
}
