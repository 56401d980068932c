//! Health risks: measured ones, those that records speak of, and the risk of heart disease and stroke.

use super::parts::{
    above, active, alive, all, group, has, last_value, latest, loinc, made, months, set, speaks_of, text,
};
use super::{Template, Topic};
use crate::segments::{
    AgeTest, Combine, Comparison, ComponentTest, Gender, NumberTest, PatientTest, Quantifier, RecordConditionTest,
    RecordType, Rule, Test,
};

pub fn templates() -> Vec<Template> {
    use Comparison::{Above, AtLeast, AtMost, Below};
    use Quantifier::{Exists, None};
    let made = |key, name, summary, rule| made(Topic::Risk, key, name, summary, rule);
    let [pressure, cholesterol, weight, glucose, smoker] = measured();
    let condition = |words: &[&str]| speaks_of(RecordType::Condition, words, []);
    let diagnosed = |key| has(Exists, RecordType::Condition, [set(key)]);
    let spoken = |key, name, summary, words: &[&str]| made(key, name, summary, living(condition(words)));
    let drinks = |gender, points| {
        let audit = loinc([("75626-2", "AUDIT-C total score")]);
        let score = NumberTest { compare: AtLeast, value: points, unit: Option::None };
        group(Combine::All, [Test::Patient(PatientTest::Gender(vec![gender])), last_value(audit, [score])])
    };
    let ten_years = |then| {
        last_value(
            loinc([
                ("79423-0", "Cardiovascular disease 10Y risk, ACC-AHA 2013"),
                ("65853-4", "Cardiovascular disease 10Y risk"),
            ]),
            then,
        )
    };
    vec![
        made("risk-blood-pressure", "Risk: blood pressure", "Last systolic pressure of 130 or more.", living(pressure)),
        made(
            "risk-cholesterol",
            "Risk: cholesterol",
            "Last total cholesterol of 200 mg/dL or more.",
            living(cholesterol),
        ),
        made("risk-weight", "Risk: overweight", "Last body mass index of 25 or more.", living(weight)),
        made(
            "risk-glucose",
            "Risk: glucose",
            "Last HbA1c of 5.7 % or more, and no diabetes.",
            all([active(), alive(), glucose, has(None, RecordType::Condition, [set("diabetes")])]),
        ),
        made("risk-smoking", "Risk: smoking", "A record that speaks of smoking.", living(smoker)),
        spoken(
            "risk-inactivity",
            "Risk: inactivity",
            "A record that speaks of too little movement.",
            &["inactivity", "inactive lifestyle", "sedentary", "lack of physical exercise"],
        ),
        made(
            "risk-alcohol",
            "Risk: alcohol",
            "A record of unhealthy drinking, or a last AUDIT-C score of 3 (women) or 4 (men) and more.",
            living(group(
                Combine::Any,
                [
                    condition(&["alcohol drinking", "alcohol abuse", "alcohol dependence", "alcohol use disorder"]),
                    drinks(Gender::Female, 3.0),
                    drinks(Gender::Male, 4.0),
                ],
            )),
        ),
        spoken(
            "risk-genetics",
            "Risk: genetics",
            "A record of a disease in the family or of an inherited risk.",
            &["family history of", "brca", "genetic predisposition", "hereditary", "carrier of"],
        ),
        spoken(
            "risk-occupation-stress",
            "Risk: occupation and stress",
            "A record that speaks of stress or of a risk at work.",
            &["stress", "burnout", "occupational"],
        ),
        spoken(
            "risk-environment",
            "Risk: environment",
            "A record that speaks of an exposure: smoke of others, lead, polluted air.",
            &["exposure to", "passive smok", "lead poisoning", "air pollution"],
        ),
        made(
            "cardiovascular-risk-low",
            "Cardiovascular risk: low",
            "Last ten-year risk of heart disease and stroke below 20 %.",
            living(ten_years([above(Below, 20.0, "%")])),
        ),
        made(
            "cardiovascular-risk-medium",
            "Cardiovascular risk: medium",
            "Last ten-year risk of heart disease and stroke from 20 to 40 %.",
            all([active(), alive(), last_of_two(ten_years([above(AtLeast, 20.0, "%")]), above(AtMost, 40.0, "%"))]),
        ),
        made(
            "cardiovascular-risk-high",
            "Cardiovascular risk: high",
            "Last ten-year risk of heart disease and stroke above 40 %.",
            living(ten_years([above(Above, 40.0, "%")])),
        ),
        made(
            "stroke-risk",
            "Risk: stroke",
            "An earlier stroke or attack, or atrial fibrillation with high blood pressure, diabetes or an age from 75.",
            living(group(
                Combine::Any,
                [
                    condition(&["transient ischemic attack", "stroke", "cerebral infarction"]),
                    group(
                        Combine::All,
                        [
                            has(Exists, RecordType::Condition, [text("atrial fibrillation")]),
                            group(
                                Combine::Any,
                                [
                                    diagnosed("essential-hypertension"),
                                    diagnosed("diabetes"),
                                    Test::Patient(PatientTest::Age(AgeTest::AtLeast(75))),
                                ],
                            ),
                        ],
                    ),
                ],
            )),
        ),
    ]
}

/// Of active, living patients.
fn living(test: Test) -> Rule {
    all([active(), alive(), test])
}

/// The picked value must also be so.
fn last_of_two(test: Test, number: NumberTest) -> Test {
    let Test::Record(mut test) = test else { return test };
    test.then.extend(super::parts::rows([RecordConditionTest::Number(number)]));
    Test::Record(test)
}

/// Blood pressure, cholesterol, weight, glucose, smoking.
pub fn measured() -> [Test; 5] {
    let systolic = ComponentTest {
        codes: loinc([("8480-6", "systolic blood pressure")]),
        number: above(Comparison::AtLeast, 130.0, "mm[Hg]"),
    };
    let pressure = latest(
        RecordType::Observation,
        [
            RecordConditionTest::Code(loinc([("85354-9", "Blood pressure"), ("55284-4", "Blood pressure")])),
            RecordConditionTest::Done,
            RecordConditionTest::Date(months(24)),
        ],
        [RecordConditionTest::Component(systolic)],
    );
    let last =
        |code, display, value, unit| last_value(loinc([(code, display)]), [above(Comparison::AtLeast, value, unit)]);
    [
        pressure,
        last("2093-3", "Cholesterol", 200.0, "mg/dL"),
        last("39156-5", "Body mass index", 25.0, "kg/m2"),
        last("4548-4", "HbA1c", 5.7, "%"),
        has(Quantifier::Exists, RecordType::Condition, [text("smok")]),
    ]
}
