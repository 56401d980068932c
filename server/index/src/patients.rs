//! The patients' own attributes, a column each.

use crate::Bits;
use crate::records::NEVER;
use crate::words::Words;
use shared::segments::{Gender, PatientFacts};
use shared::time::Date;

#[derive(Debug, Default)]
pub struct Patients {
    pub active: Bits,
    pub deceased: Bits,
    pub email: Bits,
    pub phone: Bits,
    /// As [`packed`]; 0 where it is not known.
    pub born: Vec<u32>,
    pub gender: Vec<Option<Gender>>,
    pub language: Vec<u32>,
    pub city: Vec<u32>,
    pub state: Vec<u32>,
    pub postal_code: Vec<u32>,
    pub race: Vec<u32>,
    pub ethnicity: Vec<u32>,
    /// [`NEVER`] where it is not known.
    pub added_at: Vec<i64>,
}

impl Patients {
    pub fn push(&mut self, row: &PatientFacts, words: &mut Words) {
        let ordinal = self.born.len();
        let flags = [
            (&mut self.active, row.active),
            (&mut self.deceased, row.deceased),
            (&mut self.email, row.has_email),
            (&mut self.phone, row.has_phone),
        ];
        for (set, truth) in flags {
            if set.len() <= ordinal {
                set.grow((ordinal + 1).next_power_of_two());
            }
            set.set(ordinal, truth);
        }
        self.born.push(row.birth_date.map_or(0, packed));
        self.gender.push(row.gender);
        self.language.push(words.add(row.language.as_deref()));
        self.city.push(words.add(row.city.as_deref()));
        self.state.push(words.add(row.state.as_deref()));
        self.postal_code.push(words.add(row.postal_code.as_deref()));
        self.race.push(words.add(row.race.as_deref()));
        self.ethnicity.push(words.add(row.ethnicity.as_deref()));
        self.added_at.push(row.added_at.map_or(NEVER, |at| at.0));
    }

    pub const fn bytes(&self) -> usize {
        self.born.len() * (4 + 1 + 6 * 4 + 8) + self.born.len() / 2
    }
}

/// A date as the number that it reads as, 2026-11-24 as 20261124: it sorts as dates do, also those that no calendar has.
pub const fn packed(date: Date) -> u32 {
    date.year as u32 * 10_000 + date.month as u32 * 100 + date.day as u32
}

/// The date of a [`packed`] number.
pub fn unpacked(number: u32) -> Option<Date> {
    Date::new((number / 10_000) as i16, (number / 100 % 100) as u8, (number % 100) as u8)
}
