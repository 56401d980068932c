//! The demonstration's segments: what a practice would ask first, one still being drafted, one chosen by hand. None has
//! the name or the condition of the walk-through, which makes its own.

use crate::DemoError;
use shared::people::EditSegments;
use shared::segments::{
    AgeTest, BlockId, CodeRef, Combine, DateTest, Gender, Group, MemberList, PatientTest, Quantifier, Reach,
    RecordCondition, RecordConditionTest, RecordTest, RecordType, Rule, SegmentKind, Test, TextTest, Unit,
};
use shared::time::UtcMillis;
use store::boxed;
use store::{Db, Permit, StoreError, segments};

/// Makes them and takes all but the draft live.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn segments(db: &Db, now: UtcMillis) -> Result<(), DemoError> {
    let permit = Permit::<EditSegments>::system("demonstration");
    let mut tx = db.begin().await?;
    for (name, tests, live) in dynamic() {
        let id = segments::create(&mut tx, &permit, now, name, SegmentKind::Dynamic).await?;
        segments::save_draft(&mut tx, &permit, now, id, 0, &rule(tests)).await?;
        if live {
            segments::go_live(db, &segments::FactIndex::default(), &mut tx, &permit, now, id).await?;
        }
    }
    let council = segments::create(&mut tx, &permit, now, "Patient advisory council", SegmentKind::Static).await?;
    let uids: Vec<String> =
        sqlx::query_scalar("SELECT uid FROM patient WHERE active = 1 AND deceased = 0 ORDER BY id LIMIT 12")
            .fetch_all(&mut *tx)
            .await
            .map_err(StoreError::from)?;
    let members: Vec<_> = uids.iter().filter_map(|uid| uid.parse().ok()).collect();
    segments::add_members(&mut tx, &permit, now, council, MemberList::Members, &members).await?;
    segments::go_live(db, &segments::FactIndex::default(), &mut tx, &permit, now, council).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(())
}

/// (name, tests that all hold, live)
fn dynamic() -> Vec<(&'static str, Vec<Test>, bool)> {
    let active = || Test::Patient(PatientTest::Active(true));
    let age = |test| Test::Patient(PatientTest::Age(test));
    let lately = |count, unit| RecordConditionTest::Date(DateTest::InLast { count, unit });
    vec![
        (
            "Adults with type 2 diabetes",
            vec![
                active(),
                age(AgeTest::AtLeast(18)),
                record(RecordType::Condition, Quantifier::Exists, vec![diabetes()]),
            ],
            true,
        ),
        (
            "Diabetes, no HbA1c in six months",
            vec![
                active(),
                record(RecordType::Condition, Quantifier::Exists, vec![diabetes()]),
                record(
                    RecordType::Observation,
                    Quantifier::None,
                    vec![coded("http://loinc.org", "4548-4", "Hemoglobin A1c"), lately(6, Unit::Months)],
                ),
            ],
            true,
        ),
        (
            "Women 50 to 74 without a recent mammogram",
            vec![
                active(),
                Test::Patient(PatientTest::Gender(vec![Gender::Female])),
                age(AgeTest::Between { from: 50, to: 74 }),
                record(
                    RecordType::Procedure,
                    Quantifier::None,
                    vec![contains("mammography"), lately(27, Unit::Months)],
                ),
                Test::Patient(PatientTest::Reach { by: Reach::Email, has: true }),
            ],
            true,
        ),
        (
            "Appointment in the next 14 days",
            vec![
                active(),
                record(
                    RecordType::Appointment,
                    Quantifier::Exists,
                    vec![
                        RecordConditionTest::Date(DateTest::InNext { count: 14, unit: Unit::Days }),
                        RecordConditionTest::Status(vec!["booked".into()]),
                    ],
                ),
            ],
            true,
        ),
        (
            "65 and older without a flu vaccine this season",
            vec![
                active(),
                age(AgeTest::AtLeast(65)),
                record(
                    RecordType::Immunization,
                    Quantifier::None,
                    vec![contains("influenza"), lately(9, Unit::Months)],
                ),
            ],
            false,
        ),
    ]
}

fn diabetes() -> RecordConditionTest {
    coded("http://snomed.info/sct", "44054006", "Diabetes mellitus type 2")
}

fn coded(system: &str, code: &str, display: &str) -> RecordConditionTest {
    RecordConditionTest::Code(vec![CodeRef { system: system.into(), code: code.into(), display: display.into() }])
}

fn contains(text: &str) -> RecordConditionTest {
    RecordConditionTest::Text(TextTest::Contains(text.into()))
}

fn record(record: RecordType, quantifier: Quantifier, tests: Vec<RecordConditionTest>) -> Test {
    let conditions = tests.into_iter().map(|test| RecordCondition { id: BlockId::ROOT, test }).collect();
    Test::Record(RecordTest { records: vec![record], quantifier, conditions, then: Vec::new() })
}

/// Adding numbers the blocks and their rows.
fn rule(tests: Vec<Test>) -> Rule {
    let mut rule = Rule::new(Group { combine: Combine::All, blocks: Vec::new() });
    for test in tests {
        rule.add(BlockId::ROOT, test);
    }
    rule
}
