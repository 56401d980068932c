//! What a person has, measures and takes: chosen so that it hangs together. Diabetes brings HbA1c and metformin,
//! hypertension raised blood pressure and lisinopril, and age brings more of everything.

use crate::batch::{Batch, Keys, Table};
use crate::catalogue::Catalogue;
use crate::person::{Person, chance};
use crate::visits::Visit;
use rand::Rng;
use rand::rngs::SmallRng;
use shared::time::UtcMillis;
use store::bulk::Cell;

const DAY: i64 = 86_400_000;
const NUMBER: Option<f64> = None;
const UNIT: Option<&str> = None;
const CODE: Option<i64> = None;

/// Writes the facts of one person.
pub struct Chart<'a> {
    pub rng: &'a mut SmallRng,
    pub person: &'a Person,
    pub now: UtcMillis,
    pub codes: &'a Catalogue,
    pub keys: &'a mut Keys,
    pub batch: &'a mut Batch,
    /// Newest first; not empty.
    pub visits: &'a [Visit],
}

impl Chart<'_> {
    /// Everything; true when the person has diabetes.
    pub fn fill(&mut self) -> bool {
        let age = self.person.age as u32;
        let adult = age >= 18;
        let heavy = adult && chance(self.rng, 34);
        let diabetic = adult && chance(self.rng, (age / 6).min(14) + if heavy { 9 } else { 0 });
        let hypertensive = adult && chance(self.rng, (age * 4 / 7).min(45) + if heavy { 12 } else { 0 });
        let lipids = adult && chance(self.rng, (age / 2).min(38));
        self.conditions(age, heavy, diabetic, hypertensive, lipids);
        self.measurements(age, heavy, diabetic, hypertensive, lipids);
        self.vaccinations();
        self.screenings(age, diabetic);
        if chance(self.rng, 9) {
            let codes = self.codes;
            let (code, category, weight) = match self.rng.random_range(0..3) {
                0 => (codes.penicillin_allergy, "medication", "low"),
                1 => (codes.peanut_allergy, "food", "high"),
                _ => (codes.latex_allergy, "environment", "low"),
            };
            self.allergy(code, category, weight);
        }
        diabetic
    }

    fn conditions(&mut self, age: u32, heavy: bool, diabetic: bool, hypertensive: bool, lipids: bool) {
        let codes = *self.codes;
        if heavy {
            self.condition(codes.obesity, true);
        }
        if diabetic {
            self.condition(codes.diabetes, true);
            if chance(self.rng, 82) {
                self.medication(codes.metformin, "active");
            }
        } else if heavy && chance(self.rng, 20) {
            self.condition(codes.prediabetes, true);
        }
        if hypertensive {
            self.condition(codes.hypertension, true);
            if chance(self.rng, 78) {
                self.medication(codes.lisinopril, "active");
            } else if chance(self.rng, 50) {
                self.medication(codes.amlodipine, "active");
            }
        }
        if lipids {
            self.condition(codes.hyperlipidemia, true);
            if chance(self.rng, 65) {
                self.medication(codes.atorvastatin, "active");
            }
        }
        if chance(self.rng, 8) {
            self.condition(codes.asthma, true);
            self.medication(codes.albuterol, "active");
        }
        if (18..90).contains(&age) && chance(self.rng, 8) {
            self.condition(codes.depression, true);
            if chance(self.rng, 55) {
                self.medication(codes.sertraline, "active");
            }
        }
        for (code, percent, active) in [
            (codes.rhinitis, 9, true),
            (codes.myopia, if age > 8 { 12 } else { 1 }, true),
            (codes.anxiety, if age >= 18 { 6 } else { 1 }, true),
            (codes.migraine, if age >= 12 { 5 } else { 0 }, true),
            (codes.osteoarthritis, age.saturating_sub(45) / 2, true),
            (codes.coronary, age.saturating_sub(55) / 4, true),
            (codes.copd, age.saturating_sub(55) / 5, true),
            (codes.hypothyroidism, age / 16, true),
            (codes.glaucoma, age.saturating_sub(55) / 7, true),
            (codes.sinusitis, 14, false),
        ] {
            if chance(self.rng, percent) {
                self.condition(code, active);
            }
        }
        if chance(self.rng, 7) {
            self.condition(codes.bronchitis, false);
            self.medication(codes.amoxicillin, "completed");
        }
    }

    /// A condition found at one of the visits; `active` ones began before, others are over.
    pub fn condition(&mut self, concept: i64, active: bool) {
        let visit = self.visit();
        let lifetime = (self.person.age * 365).clamp(30, 3_600);
        let onset = if active { visit.at - self.rng.random_range(0..lifetime) * DAY } else { visit.at };
        let abatement = (!active).then(|| visit.at + self.rng.random_range(7..30) * DAY);
        self.batch.row(
            Table::Condition,
            [
                self.keys.next(Table::Condition).into(),
                self.person.key.into(),
                concept.into(),
                if active { "problem-list-item" } else { "encounter-diagnosis" }.into(),
                if active { "active" } else { "resolved" }.into(),
                "confirmed".into(),
                onset.max(self.person.born.start_utc().0).into(),
                abatement.map(|end| end.min(self.now.0)).into(),
                visit.at.into(),
                visit.key.into(),
            ],
        );
    }

    fn measurements(&mut self, age: u32, heavy: bool, diabetic: bool, hypertensive: bool, lipids: bool) {
        let codes = *self.codes;
        let visit = self.visits[0];
        let height = match age {
            ..2 => self.number(52.0, 86.0),
            2..18 => 80.0 + f64::from(age) * 5.0 + self.number(-6.0, 6.0),
            _ if self.person.female => self.number(152.0, 176.0),
            _ => self.number(164.0, 190.0),
        };
        let index = if heavy { self.number(30.0, 39.0) } else { self.number(17.5, 29.0) };
        let weight = index * (height / 100.0) * (height / 100.0);
        self.measured(visit, codes.height, "vital-signs", height, "cm");
        self.measured(visit, codes.weight, "vital-signs", weight, "kg");
        if age >= 3 {
            self.measured(visit, codes.bmi, "vital-signs", weight / (height / 100.0) / (height / 100.0), "kg/m2");
        }
        self.taken_at_each_visit(weight);
        if age >= 3 {
            let newest = self.visits.len().min(2);
            let visits = self.visits;
            for visit in visits[..newest].iter().copied() {
                self.blood_pressure(visit, hypertensive);
            }
        }
        if diabetic {
            let visits = self.visits;
            for visit in visits.iter().copied() {
                let value = self.number(6.1, 9.9);
                self.measured(visit, codes.hba1c, "laboratory", value, "%");
            }
        } else if age > 40 && chance(self.rng, 30) {
            let value = self.number(4.9, 6.2);
            self.measured(visit, codes.hba1c, "laboratory", value, "%");
        }
        if lipids || (age > 35 && chance(self.rng, 35)) {
            let value = if lipids { self.number(118.0, 192.0) } else { self.number(68.0, 128.0) };
            self.measured(visit, codes.ldl, "laboratory", value, "mg/dL");
        }
        if age >= 18 {
            let status = match self.rng.random_range(0..100) {
                0..62 => codes.never_smoked,
                62..87 => codes.former_smoker,
                _ => codes.smoker,
            };
            self.observation(visit, codes.smoking, "social-history", NUMBER.into(), UNIT.into(), status.into());
        }
    }

    /// What a nurse writes down whatever somebody comes for. By the person and the visit, not by chance: so it is the same
    /// whatever else is made.
    fn taken_at_each_visit(&mut self, weight: f64) {
        let codes = *self.codes;
        for (nth, visit) in self.visits.iter().copied().enumerate() {
            let spread = |of: i64, most: i64| ((self.person.key * 31 + nth as i64 * 17 + of) % most) as f64;
            let (rate, temperature) = (58.0 + spread(0, 38), 36.1 + spread(5, 11) / 10.0);
            self.measured(visit, codes.heart_rate, "vital-signs", rate, "/min");
            self.measured(visit, codes.breathing, "vital-signs", 12.0 + spread(3, 8), "/min");
            self.measured(visit, codes.temperature, "vital-signs", temperature, "Cel");
            if nth > 0 {
                self.measured(visit, codes.weight, "vital-signs", weight * (1.0 - nth as f64 / 100.0), "kg");
            }
        }
    }

    fn measured(&mut self, visit: Visit, concept: i64, category: &'static str, value: f64, unit: &'static str) {
        let value = (value * 10.0).round() / 10.0;
        self.observation(visit, concept, category, Some(value).into(), unit.into(), CODE.into());
    }

    fn observation(
        &mut self,
        visit: Visit,
        concept: i64,
        category: &'static str,
        value: Cell,
        unit: Cell,
        code: Cell,
    ) -> i64 {
        let key = self.keys.next(Table::Observation);
        self.batch.row(
            Table::Observation,
            [
                key.into(),
                self.person.key.into(),
                concept.into(),
                category.into(),
                "final".into(),
                visit.at.into(),
                value,
                unit,
                code,
                visit.key.into(),
            ],
        );
        key
    }

    fn blood_pressure(&mut self, visit: Visit, hypertensive: bool) {
        let codes = *self.codes;
        let (low, high) = if hypertensive { (128.0, 162.0) } else { (98.0, 131.0) };
        let systolic = self.number(low, high).round();
        let diastolic = (systolic * 0.62 + self.number(-5.0, 6.0)).round();
        let key = self.observation(visit, codes.blood_pressure, "vital-signs", NUMBER.into(), UNIT.into(), CODE.into());
        for (ordinal, (concept, value)) in
            [(codes.systolic, systolic), (codes.diastolic, diastolic)].into_iter().enumerate()
        {
            let ordinal = ordinal as i64;
            self.batch.row(
                Table::Component,
                [key.into(), ordinal.into(), concept.into(), Some(value).into(), "mm[Hg]".into()],
            );
        }
    }

    fn medication(&mut self, concept: i64, status: &'static str) {
        let visit = self.visit();
        self.batch.row(
            Table::Medication,
            [
                self.keys.next(Table::Medication).into(),
                self.person.key.into(),
                concept.into(),
                status.into(),
                "order".into(),
                visit.at.into(),
                self.person.practitioner.into(),
                visit.key.into(),
            ],
        );
    }

    fn screenings(&mut self, age: u32, diabetic: bool) {
        let codes = *self.codes;
        for (concept, due, percent) in [
            (codes.mammography, self.person.female && (42..75).contains(&age), 55),
            (codes.colonoscopy, (46..76).contains(&age), 48),
            (codes.eye_examination, diabetic, 50),
        ] {
            if due && chance(self.rng, percent) {
                let visit = self.visit();
                let end: Cell = (visit.at + 40 * 60_000).into();
                self.batch.row(
                    Table::Procedure,
                    [
                        self.keys.next(Table::Procedure).into(),
                        self.person.key.into(),
                        concept.into(),
                        "completed".into(),
                        visit.at.into(),
                        end,
                        visit.key.into(),
                    ],
                );
            }
        }
    }

    fn allergy(&mut self, concept: i64, category: &'static str, criticality: &'static str) {
        let visit = self.visit();
        self.batch.row(
            Table::Allergy,
            [
                self.keys.next(Table::Allergy).into(),
                self.person.key.into(),
                concept.into(),
                category.into(),
                criticality.into(),
                "active".into(),
                "confirmed".into(),
                visit.at.into(),
            ],
        );
    }

    /// One of the visits.
    pub fn visit(&mut self) -> Visit {
        self.visits[self.rng.random_range(0..self.visits.len())]
    }

    fn number(&mut self, low: f64, high: f64) -> f64 {
        self.rng.random_range(low..high)
    }
}
