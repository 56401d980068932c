//! What people were vaccinated with: most children keep to the schedule, some stop on the way, some were never vaccinated.

use crate::batch::Table;
use crate::health::Chart;
use crate::person::chance;
use rand::Rng;

const DAY: i64 = 86_400_000;

impl Chart<'_> {
    pub fn vaccinations(&mut self) {
        let codes = *self.codes;
        let key = self.person.key;
        let pneumococcal = if key % 3 == 0 { codes.pneumococcal } else { codes.pcv20 };
        let mut wanted = [(codes.influenza, 48), (codes.covid, 30), (0, 0), (0, 0)];
        match self.person.age {
            ..18 => self.childhood(),
            18..50 => wanted[2] = (codes.tdap, 35),
            50..65 => wanted[2] = (codes.zoster, 40),
            _ => wanted[2..].copy_from_slice(&[(codes.zoster, 55), (pneumococcal, 60)]),
        }
        for (concept, percent) in wanted {
            if chance(self.rng, percent) {
                let visit = self.visit();
                self.given(concept, visit.at, Some(visit.key));
                if concept == codes.zoster && key % 2 == 0 {
                    self.given(concept, visit.at + 70 * DAY, None);
                }
            }
        }
    }

    /// The schedule, month by month, up to the age at which they stopped coming.
    fn childhood(&mut self) {
        let codes = *self.codes;
        let months: [(i32, &[i64]); 11] = [
            (0, &[codes.hepatitis_b]),
            (2, &[codes.dtap_hepatitis_b_polio, codes.hib, codes.pcv20, codes.rotavirus]),
            (4, &[codes.dtap_hepatitis_b_polio, codes.hib, codes.pcv20, codes.rotavirus]),
            (6, &[codes.dtap_hepatitis_b_polio, codes.hib, codes.pcv20, codes.influenza]),
            (7, &[codes.influenza]),
            (12, &[codes.mmr, codes.varicella, codes.hepatitis_a, codes.hib, codes.pcv20]),
            (15, &[codes.dtap]),
            (18, &[codes.hepatitis_a]),
            (48, &[codes.dtap_polio, codes.mmr, codes.varicella]),
            (132, &[codes.tdap, codes.hpv, codes.menacwy]),
            (138, &[codes.hpv]),
        ];
        let stopped = match self.rng.random_range(0..100) {
            ..70 => i32::MAX,
            70..92 => self.rng.random_range(1..60),
            _ => 0,
        };
        let late = self.rng.random_range(0..20);
        for (month, doses) in months.into_iter().filter(|(month, _)| *month < stopped) {
            let on = self.person.born.plus_months(month).plus_days(late).start_utc().0;
            for concept in doses {
                self.given(*concept, on, None);
            }
        }
    }

    fn given(&mut self, concept: i64, at: i64, encounter: Option<i64>) {
        if at > self.now.0 {
            return;
        }
        self.batch.row(
            Table::Immunization,
            [
                self.keys.next(Table::Immunization).into(),
                self.person.key.into(),
                concept.into(),
                "completed".into(),
                at.into(),
                encounter.into(),
            ],
        );
    }
}
