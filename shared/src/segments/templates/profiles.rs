//! Health groups by risk, ages, pregnancy and childbirth.

use super::parts::{
    above, active, aged, alive, all, chronic, group, has, last_value, loinc, made, pregnancy, set, speaks_of,
};
use super::risks::measured;
use super::{Template, Topic};
use crate::segments::{
    AgeTest, Combine, Comparison, DateTest, Gender, PatientTest, Quantifier, RecordConditionTest, RecordType, Test,
    Unit,
};

pub fn templates() -> Vec<Template> {
    use Quantifier::{Exists, None};
    let made = |key, name, summary, rule| made(Topic::HealthProfile, key, name, summary, rule);
    let band = |key, name, summary, from, to| made(key, name, summary, all([active(), alive(), aged(from, to)]));
    let female = || Test::Patient(PatientTest::Gender(vec![Gender::Female]));
    let condition = |words: &[&str]| speaks_of(RecordType::Condition, words, []);
    let diagnosed = |key| has(Exists, RecordType::Condition, [set(key)]);
    let weeks = |count| RecordConditionTest::Date(DateTest::InLast { count, unit: Unit::Weeks });
    vec![
        made(
            "health-group-1",
            "Health group 1: healthy or low risk",
            "No chronic disease and none of the measured risks.",
            all([active(), alive(), chronic(None), group(Combine::None, measured())]),
        ),
        made(
            "health-group-2",
            "Health group 2: at risk, not ill",
            "No chronic disease, but at least one risk: blood pressure, cholesterol, weight, glucose or smoking.",
            all([active(), alive(), chronic(None), group(Combine::Any, measured())]),
        ),
        made(
            "health-group-3",
            "Health group 3: chronic disease",
            "At least one chronic disease that is going on.",
            all([active(), alive(), chronic(Exists)]),
        ),
        band("infants", "Infants", "Children under one year.", 0, 0),
        band("toddlers", "Toddlers", "Children of one and two years.", 1, 2),
        band("preschool", "Pre-school children", "Children from three to six.", 3, 6),
        band("school", "School children", "Children from seven to eleven.", 7, 11),
        band("adolescents", "Adolescents", "From twelve to seventeen.", 12, 17),
        band("young-adults", "Young adults", "From 18 to 44.", 18, 44),
        band("middle-aged", "Middle-aged adults", "From 45 to 59.", 45, 59),
        band("older-adults", "Older adults", "From 60 to 74.", 60, 74),
        band("elderly", "Elderly", "75 and older.", 75, 130),
        made("pregnant", "Pregnant", "A pregnancy that is going on.", all([active(), alive(), female(), pregnancy()])),
        made(
            "pregnant-at-risk",
            "Pregnant, at risk",
            "A pregnancy that is going on, at an age from 35 or with high blood pressure, diabetes or an earlier preterm birth.",
            all([
                active(),
                alive(),
                female(),
                pregnancy(),
                group(
                    Combine::Any,
                    [
                        Test::Patient(PatientTest::Age(AgeTest::AtLeast(35))),
                        diagnosed("essential-hypertension"),
                        diagnosed("diabetes"),
                        condition(&["eclampsia", "gestational diabetes", "premature labor", "preterm labor"]),
                    ],
                ),
            ]),
        ),
        made(
            "after-childbirth",
            "After childbirth",
            "Women who gave birth in the last twelve weeks.",
            all([
                active(),
                alive(),
                female(),
                speaks_of(RecordType::Procedure, &["childbirth", "delivery of baby", "cesarean section"], [weeks(12)]),
            ]),
        ),
        made(
            "newborn-at-risk",
            "Newborn, at risk",
            "Children under one year who were born early or weighed less than 2,500 g.",
            all([
                active(),
                alive(),
                Test::Patient(PatientTest::Age(AgeTest::Under(1))),
                group(
                    Combine::Any,
                    [
                        condition(&["prematur", "preterm", "low birth weight"]),
                        last_value(loinc([("8339-4", "Birth weight")]), [above(Comparison::Below, 2_500.0, "g")]),
                    ],
                ),
            ]),
        ),
    ]
}
