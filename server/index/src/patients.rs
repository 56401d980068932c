//! The patients' own attributes, a column each.

use crate::Bits;
use crate::consent::Consents;
use crate::records::NEVER;
use crate::words::Words;
use shared::outreach::lookup::LineType;
use shared::patients::Relationship;
use shared::segments::{ContactFacts, ContactSystem, Gender, PatientFacts, Reach};
use shared::time::Date;
use std::collections::BTreeMap;

#[derive(Debug, Default)]
pub struct Patients {
    /// Who is a patient: a rule mostly looks at no others.
    pub patient: Bits,
    pub active: Bits,
    pub deceased: Bits,
    pub email: Bits,
    pub phone: Bits,
    /// As [`packed`]; 0 where it is not known.
    pub born: Vec<u32>,
    /// The last day it can be: the same where it is known.
    pub born_until: Vec<u32>,
    pub gender: Vec<Option<Gender>>,
    pub language: Vec<u32>,
    pub city: Vec<u32>,
    pub state: Vec<u32>,
    pub postal_code: Vec<u32>,
    pub race: Vec<u32>,
    pub ethnicity: Vec<u32>,
    /// [`NEVER`] where it is not known.
    pub added_at: Vec<i64>,
    pub relationship: Vec<Relationship>,
    pub practitioner: Vec<u32>,
    pub site: Vec<u32>,
    pub prefers: Vec<Option<ContactSystem>>,
    /// Latitude and longitude, NaN where they are not known.
    pub position: Vec<(f64, f64)>,
    /// Who has each tag, by its word.
    pub tags: BTreeMap<u32, Vec<u32>>,
    /// Who has what under each name, by its word.
    pub attributes: BTreeMap<u32, Vec<Attribute>>,
    /// Which tests of what people said hold, a bit each.
    pub consent: Consents,
    /// Of which kinds their numbers are, a bit each in the order of [`LineType::ALL`].
    pub lines: Vec<u8>,
}

/// One value of an attribute of the organization's own.
#[derive(Debug)]
pub struct Attribute {
    pub patient: u32,
    pub value: u32,
    /// NaN where the value is none.
    pub number: f64,
    /// [`NEVER`] where the value is no date.
    pub at: i64,
}

impl Patients {
    pub fn push(&mut self, row: &PatientFacts, words: &mut Words) {
        let ordinal = self.born.len();
        let flags = [
            (&mut self.active, row.active),
            (&mut self.deceased, row.deceased),
            (&mut self.email, row.reached(Reach::Email)),
            (&mut self.phone, row.reached(Reach::Phone)),
            (&mut self.patient, row.relationship == Relationship::Patient),
        ];
        for (set, truth) in flags {
            if set.len() <= ordinal {
                set.grow((ordinal + 1).next_power_of_two());
            }
            set.set(ordinal, truth);
        }
        self.born.push(row.birth_date.map_or(0, packed));
        self.born_until.push(row.born().map_or(0, |(_, last)| packed(last)));
        self.gender.push(row.gender);
        self.language.push(words.add(row.language.as_deref()));
        self.city.push(words.add(row.city.as_deref()));
        self.state.push(words.add(row.state.as_deref()));
        self.postal_code.push(words.add(row.postal_code.as_deref()));
        self.race.push(words.add(row.race.as_deref()));
        self.ethnicity.push(words.add(row.ethnicity.as_deref()));
        self.added_at.push(row.added_at.map_or(NEVER, |at| at.0));
        self.relationship.push(row.relationship);
        self.practitioner.push(words.add(row.practitioner.as_deref()));
        self.site.push(words.add(row.site.as_deref()));
        self.prefers.push(row.prefers);
        self.position.push(row.position.unwrap_or((f64::NAN, f64::NAN)));
        self.consent.push(&row.contacts);
        let lines = row.contacts.iter().filter_map(ContactFacts::line_type);
        self.lines.push(lines.fold(0, |bits, line| bits | line_bit(line)));
        let patient = ordinal as u32;
        for tag in &row.tags {
            self.tags.entry(words.add(Some(tag))).or_default().push(patient);
        }
        for (name, value) in &row.attributes {
            self.attributes.entry(words.add(Some(name))).or_default().push(Attribute {
                patient,
                value: words.add(Some(&value.value)),
                number: value.number.unwrap_or(f64::NAN),
                at: value.at.map_or(NEVER, |at| at.0),
            });
        }
    }

    pub fn bytes(&self) -> usize {
        let flags_and_enums = 1 + 4;
        let told = self.tags.values().map(|patients| patients.len() * 4).sum::<usize>()
            + self.attributes.values().map(|all| all.len() * size_of::<Attribute>()).sum::<usize>();
        self.born.len() * (8 + 8 * 4 + 8 + 16 + 8 + flags_and_enums) + told
    }
}

/// The bit of a kind of line.
pub const fn line_bit(line: LineType) -> u8 {
    1 << line as u8
}

/// A date as the number that it reads as, 2026-11-24 as 20261124: it sorts as dates do, also those that no calendar has.
pub fn packed(date: Date) -> u32 {
    date.year().unsigned_abs() * 10_000 + date.month() * 100 + date.day()
}

/// The date of a [`packed`] number.
pub fn unpacked(number: u32) -> Option<Date> {
    Date::new((number / 10_000).cast_signed(), number / 100 % 100, number % 100)
}
