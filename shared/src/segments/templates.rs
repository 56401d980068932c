//! Rules to start from: every care gap, everyday groups, and health profiles. Each is an ordinary rule, to be changed freely.

use super::care_gap::Period;
use super::{
    AgeTest, BlockId, CareGapTest, CodeRef, Combine, Comparison, ComponentTest, DateTest, GapState, Gender, Group,
    NumberTest, PatientTest, Quantifier, Reach, RecordCondition, RecordConditionTest, RecordTest, RecordType, Rule,
    Test, TextTest, Unit, care_gaps,
};
use std::sync::LazyLock;

/// A rule to start from.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    pub key: &'static str,
    pub topic: Topic,
    pub name: &'static str,
    /// Who is in it, for people who are no clinicians.
    pub summary: &'static str,
    /// The guideline it follows, if it follows one.
    pub citation: Option<&'static str>,
    pub rule: Rule,
}

/// What a template is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Topic {
    CareGap,
    Everyday,
    HealthProfile,
}

impl Topic {
    pub const ALL: [Self; 3] = [Self::CareGap, Self::Everyday, Self::HealthProfile];

    pub const fn label(self) -> &'static str {
        match self {
            Self::CareGap => "Care gaps",
            Self::Everyday => "Everyday",
            Self::HealthProfile => "Health profiles",
        }
    }
}

static TEMPLATES: LazyLock<Vec<Template>> = LazyLock::new(|| {
    let gaps = care_gaps::all(Period::Rolling).iter().map(|gap| Template {
        key: gap.key,
        topic: Topic::CareGap,
        name: gap.name,
        summary: gap.summary,
        citation: Some(gap.citation),
        rule: all([Test::CareGap(CareGapTest {
            gap: gap.key.to_owned(),
            period: Period::Rolling,
            states: vec![GapState::OpenGap],
        })]),
    });
    gaps.chain(everyday()).chain(profiles()).collect()
});

/// All of them, in the order a gallery shows them.
pub fn templates() -> &'static [Template] {
    &TEMPLATES
}

/// The one of that key.
pub fn template(key: &str) -> Option<&'static Template> {
    templates().iter().find(|template| template.key == key)
}

fn combined<const N: usize>(combine: Combine, tests: [Test; N]) -> Rule {
    let mut rule = Rule::new(Group { combine, blocks: Vec::new() });
    for test in tests {
        // The root is always there.
        let _ = rule.add(BlockId::ROOT, test);
    }
    rule
}

fn all<const N: usize>(tests: [Test; N]) -> Rule {
    combined(Combine::All, tests)
}

fn group<const N: usize>(combine: Combine, tests: [Test; N]) -> Test {
    Test::Group(combined(combine, tests).root)
}

const fn active() -> Test {
    Test::Patient(PatientTest::Active(true))
}

const fn alive() -> Test {
    Test::Patient(PatientTest::Deceased(false))
}

const fn aged(from: u16, to: u16) -> Test {
    Test::Patient(PatientTest::Age(AgeTest::Between { from, to }))
}

const fn months(count: u16) -> DateTest {
    DateTest::InLast { count, unit: Unit::Months }
}

fn rows<const N: usize>(tests: [RecordConditionTest; N]) -> Vec<RecordCondition> {
    tests.into_iter().map(|test| RecordCondition { id: BlockId::ROOT, test }).collect()
}

fn has<const N: usize>(quantifier: Quantifier, record: RecordType, tests: [RecordConditionTest; N]) -> Test {
    Test::Record(RecordTest { records: vec![record], quantifier, conditions: rows(tests), then: Vec::new() })
}

fn latest<const N: usize, const M: usize>(
    record: RecordType,
    tests: [RecordConditionTest; N],
    then: [RecordConditionTest; M],
) -> Test {
    Test::Record(RecordTest {
        records: vec![record],
        quantifier: Quantifier::Latest,
        conditions: rows(tests),
        then: rows(then),
    })
}

fn status(code: &str) -> RecordConditionTest {
    RecordConditionTest::Status(vec![code.to_owned()])
}

fn set(key: &str) -> RecordConditionTest {
    RecordConditionTest::CodeSet(vec![key.to_owned()])
}

fn text(words: &str) -> RecordConditionTest {
    RecordConditionTest::Text(TextTest::Contains(words.to_owned()))
}

fn loinc<const N: usize>(codes: [(&str, &str); N]) -> Vec<CodeRef> {
    codes
        .map(|(code, display)| CodeRef {
            system: "http://loinc.org".into(),
            code: code.into(),
            display: display.into(),
        })
        .to_vec()
}

fn above(compare: Comparison, value: f64, unit: &str) -> NumberTest {
    NumberTest { compare, value, unit: Some(unit.to_owned()) }
}

/// What happened between us and the patient.
fn happened(quantifier: Quantifier, kind: &str, date: DateTest) -> Test {
    has(quantifier, RecordType::Activity, [status(kind), RecordConditionTest::Date(date)])
}

fn everyday() -> Vec<Template> {
    use Quantifier::{Exists, None};
    use RecordType::{Appointment, Encounter};
    let made = |key, name, summary, rule| Template {
        key,
        topic: Topic::Everyday,
        name,
        summary,
        citation: Option::None,
        rule,
    };
    let next_week = DateTest::InNext { count: 7, unit: Unit::Days };
    let visit =
        |quantifier, date| has(quantifier, Encounter, [RecordConditionTest::Done, RecordConditionTest::Date(date)]);
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
                visit(Exists, DateTest::AtLeastAgo { count: 12, unit: Unit::Months }),
                visit(None, months(12)),
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
    ]
}

fn profiles() -> Vec<Template> {
    use Quantifier::{AtLeast, AtMost, Exists, None};
    use RecordType::{AllergyIntolerance, Condition, Encounter, Observation};
    let made = |key, name, summary, rule| Template {
        key,
        topic: Topic::HealthProfile,
        name,
        summary,
        citation: Option::None,
        rule,
    };
    let lately = || RecordConditionTest::Date(months(24));
    let last = |codes: Vec<CodeRef>, number: NumberTest| {
        latest(
            Observation,
            [RecordConditionTest::Code(codes), RecordConditionTest::Done, lately()],
            [RecordConditionTest::Number(number)],
        )
    };
    let pressure = || {
        let systolic = ComponentTest {
            codes: loinc([("8480-6", "systolic blood pressure")]),
            number: above(Comparison::AtLeast, 130.0, "mm[Hg]"),
        };
        latest(
            Observation,
            [
                RecordConditionTest::Code(loinc([("85354-9", "Blood pressure"), ("55284-4", "Blood pressure")])),
                RecordConditionTest::Done,
                lately(),
            ],
            [RecordConditionTest::Component(systolic)],
        )
    };
    let cholesterol = || last(loinc([("2093-3", "Cholesterol")]), above(Comparison::AtLeast, 200.0, "mg/dL"));
    let weight = || last(loinc([("39156-5", "Body mass index")]), above(Comparison::AtLeast, 25.0, "kg/m2"));
    let glucose = || last(loinc([("4548-4", "HbA1c")]), above(Comparison::AtLeast, 5.7, "%"));
    let smoker = || has(Exists, Condition, [text("smok")]);
    let chronic = |quantifier| {
        let sets = ["diabetes", "essential-hypertension", "ascvd", "end-stage-renal-disease", "advanced-illness"];
        let overlaps = RecordConditionTest::Overlaps(months(12));
        has(quantifier, Condition, [RecordConditionTest::CodeSet(sets.map(str::to_owned).to_vec()), overlaps])
    };
    let risks = || [pressure(), cholesterol(), weight(), glucose(), smoker()];
    let band = |key, name, summary, from, to| made(key, name, summary, all([active(), alive(), aged(from, to)]));
    let visits =
        |quantifier| has(quantifier, Encounter, [RecordConditionTest::Done, RecordConditionTest::Date(months(12))]);
    let allergy = |key, name, summary, words: &[&str]| {
        let mut any = Rule::new(Group { combine: Combine::Any, blocks: Vec::new() });
        for word in words {
            let _ = any.add(BlockId::ROOT, has(Exists, AllergyIntolerance, [text(word)]));
        }
        made(key, name, summary, all([active(), alive(), Test::Group(any.root)]))
    };
    vec![
        made(
            "health-group-1",
            "Health group 1: healthy or low risk",
            "No chronic disease and none of the measured risks.",
            all([active(), alive(), chronic(None), group(Combine::None, risks())]),
        ),
        made(
            "health-group-2",
            "Health group 2: at risk, not ill",
            "No chronic disease, but at least one risk: blood pressure, cholesterol, weight, glucose or smoking.",
            all([active(), alive(), chronic(None), group(Combine::Any, risks())]),
        ),
        made(
            "health-group-3",
            "Health group 3: chronic disease",
            "At least one chronic disease that is going on.",
            all([active(), alive(), chronic(Exists)]),
        ),
        made(
            "risk-blood-pressure",
            "Risk: blood pressure",
            "Last systolic pressure of 130 or more.",
            all([active(), alive(), pressure()]),
        ),
        made(
            "risk-cholesterol",
            "Risk: cholesterol",
            "Last total cholesterol of 200 mg/dL or more.",
            all([active(), alive(), cholesterol()]),
        ),
        made(
            "risk-weight",
            "Risk: overweight",
            "Last body mass index of 25 or more.",
            all([active(), alive(), weight()]),
        ),
        made(
            "risk-glucose",
            "Risk: glucose",
            "Last HbA1c of 5.7 % or more, and no diabetes.",
            all([active(), alive(), glucose(), has(None, Condition, [set("diabetes")])]),
        ),
        made("risk-smoking", "Risk: smoking", "A record that speaks of smoking.", all([active(), alive(), smoker()])),
        band("infants", "Infants", "Children under one year.", 0, 0),
        band("toddlers", "Toddlers", "Children of one and two years.", 1, 2),
        band("preschool", "Pre-school children", "Children from three to six.", 3, 6),
        band("school", "School children", "Children from seven to eleven.", 7, 11),
        band("adolescents", "Adolescents", "From twelve to seventeen.", 12, 17),
        band("young-adults", "Young adults", "From 18 to 44.", 18, 44),
        band("middle-aged", "Middle-aged adults", "From 45 to 59.", 45, 59),
        band("older-adults", "Older adults", "From 60 to 74.", 60, 74),
        band("elderly", "Elderly", "75 and older.", 75, 130),
        made(
            "rare-visitors",
            "Rare visitors",
            "At most one visit in a year, at least one in three years.",
            all([
                active(),
                alive(),
                visits(AtMost(1)),
                has(Exists, Encounter, [RecordConditionTest::Done, RecordConditionTest::Date(months(36))]),
            ]),
        ),
        made(
            "regular-visitors",
            "Regular visitors",
            "Two visits or more in a year.",
            all([active(), alive(), visits(AtLeast(2))]),
        ),
        made(
            "pregnant",
            "Pregnant",
            "A pregnancy that is going on.",
            all([
                active(),
                alive(),
                Test::Patient(PatientTest::Gender(vec![Gender::Female])),
                has(Exists, Condition, [set("pregnancy"), status("active"), RecordConditionTest::Date(months(10))]),
            ]),
        ),
        allergy(
            "allergy-food",
            "Allergy: food",
            "An allergy to a food.",
            &["food", "nut", "milk", "egg", "fish", "wheat", "soy"],
        ),
        allergy("allergy-pollen", "Allergy: pollen", "An allergy to pollen.", &["pollen", "grass", "ragweed"]),
        allergy(
            "allergy-medication",
            "Allergy: medication",
            "An allergy to a medicine.",
            &["penicillin", "aspirin", "sulfa", "ibuprofen", "cillin"],
        ),
        allergy("allergy-pets", "Allergy: pets", "An allergy to animals.", &["dander", "animal", "cat ", "dog "]),
        allergy(
            "allergy-insects",
            "Allergy: insects",
            "An allergy to the venom of insects.",
            &["bee ", "wasp", "venom", "insect"],
        ),
        allergy(
            "allergy-mould",
            "Allergy: mould and dust",
            "An allergy to mould or house dust.",
            &["mould", "mold", "dust"],
        ),
        allergy("allergy-latex", "Allergy: latex", "An allergy to latex.", &["latex"]),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::{Rule, problems, sentence::sentence_text};
    use super::templates;
    use std::collections::BTreeSet;

    #[test]
    fn every_template_has_a_key_of_its_own_and_could_go_live_as_it_is() {
        let mut keys = BTreeSet::new();
        for template in templates() {
            assert!(keys.insert(template.key), "{} twice", template.key);
            assert_eq!(problems(&template.rule), [], "{}", template.key);
            assert_eq!(Rule::from_json(&template.rule.to_json()).expect("readable"), template.rule);
            assert!(template.summary.ends_with('.') && !sentence_text(&template.rule).is_empty(), "{}", template.key);
        }
    }
}
