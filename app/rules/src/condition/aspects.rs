//! What a condition may be about: the list to choose from, and what a newly chosen one starts with.

use super::choices::{CLASSES, DISPOSITIONS};
use super::component::{SYSTOLIC, pressure};
use super::defaults::YEAR;
use shared::segments::{
    AgeThen, Comparison, NearTest, NumberTest, RecordConditionTest, RecordType, Relation, Subject, TextTest,
};

/// (key, words), in the order of the list.
const ASPECTS: [(&str, &str); 21] = [
    ("text", "Text"),
    ("code", "Code"),
    ("code-set", "Code set"),
    ("status", "Status"),
    ("done", "Took place"),
    ("date", "Date"),
    ("ended", "End"),
    ("overlaps", "Going on"),
    ("within", "Wholly within"),
    ("verification", "Verification"),
    ("number", "Value"),
    ("component", "Part, such as blood pressure"),
    ("value", "Coded result"),
    ("value-set", "Result in a code set"),
    ("body-site", "Body site"),
    ("class", "Class"),
    ("disposition", "Discharged to"),
    ("site", "Site or department"),
    ("about", "About"),
    ("age", "Age at that time"),
    ("near", "Near another record"),
];

pub const fn aspect(test: &RecordConditionTest) -> &'static str {
    match test {
        RecordConditionTest::Text(_) => "text",
        RecordConditionTest::Code(_) => "code",
        RecordConditionTest::CodeSet(_) => "code-set",
        RecordConditionTest::Status(_) => "status",
        RecordConditionTest::Done => "done",
        RecordConditionTest::Verification(_) => "verification",
        RecordConditionTest::Date(_) => "date",
        RecordConditionTest::Ended(_) => "ended",
        RecordConditionTest::Overlaps(_) => "overlaps",
        RecordConditionTest::Within(_) => "within",
        RecordConditionTest::Number(_) => "number",
        RecordConditionTest::Component(_) => "component",
        RecordConditionTest::Value(_) => "value",
        RecordConditionTest::ValueSet(_) => "value-set",
        RecordConditionTest::BodySite(_) => "body-site",
        RecordConditionTest::Class(_) => "class",
        RecordConditionTest::Disposition(_) => "disposition",
        RecordConditionTest::Site(_) => "site",
        RecordConditionTest::About(_) => "about",
        RecordConditionTest::AgeThen(_) => "age",
        RecordConditionTest::Near(_) => "near",
    }
}

/// What conditions on such records may be about, and `now`, which the row is about already. What lies near a record is not
/// near another one.
pub fn aspects(records: &[RecordType], now: &str, nested: bool) -> Vec<(&'static str, &'static str)> {
    let offered = |key: &str| {
        let test = fresh(key, records);
        !(nested && key == "near") && records.iter().any(|record| test.fits(*record))
    };
    ASPECTS.into_iter().filter(|(key, _)| *key == now || offered(key)).collect()
}

/// The first condition of a new row.
pub fn starting(records: &[RecordType]) -> RecordConditionTest {
    let worded = records.first().is_none_or(|record| record.has_concept());
    fresh(if worded { "text" } else { "status" }, records)
}

/// What a newly chosen aspect starts with.
pub fn fresh(aspect: &str, records: &[RecordType]) -> RecordConditionTest {
    let first = |of: fn(RecordType) -> &'static [&'static str]| {
        records.iter().find_map(|record| of(*record).first()).map(|code| (*code).to_owned()).into_iter().collect()
    };
    match aspect {
        "code" => RecordConditionTest::Code(Vec::new()),
        "code-set" => RecordConditionTest::CodeSet(Vec::new()),
        "status" => RecordConditionTest::Status(first(RecordType::statuses)),
        "done" => RecordConditionTest::Done,
        "verification" => RecordConditionTest::Verification(first(RecordType::verifications)),
        "date" => RecordConditionTest::Date(YEAR),
        "ended" => RecordConditionTest::Ended(YEAR),
        "overlaps" => RecordConditionTest::Overlaps(YEAR),
        "within" => RecordConditionTest::Within(YEAR),
        "number" => RecordConditionTest::Number(NumberTest { compare: Comparison::Above, value: 0.0, unit: None }),
        "component" => RecordConditionTest::Component(pressure(SYSTOLIC)),
        "value" => RecordConditionTest::Value(Vec::new()),
        "value-set" => RecordConditionTest::ValueSet(Vec::new()),
        "body-site" => RecordConditionTest::BodySite(Vec::new()),
        "class" => RecordConditionTest::Class(vec![CLASSES[0].0.to_owned()]),
        "disposition" => RecordConditionTest::Disposition(vec![DISPOSITIONS[0].0.to_owned()]),
        "site" => RecordConditionTest::Site(Vec::new()),
        "about" => RecordConditionTest::About(Subject { noun: "event".into(), id: String::new(), name: String::new() }),
        "age" => RecordConditionTest::AgeThen(AgeThen { from: Some(18 * 12), until: None }),
        "near" => RecordConditionTest::Near(NearTest {
            has: true,
            when: Relation::Around { days: 30 },
            records: vec![RecordType::Encounter],
            conditions: Vec::new(),
        }),
        _ => RecordConditionTest::Text(TextTest::Contains(String::new())),
    }
}

/// Whether a row can stay when the record type changes.
pub fn stays(record: RecordType, test: &RecordConditionTest) -> bool {
    let known = |any_of: &[String], all: &[&str]| any_of.iter().all(|status| all.contains(&status.as_str()));
    test.fits(record)
        && match test {
            RecordConditionTest::Status(any_of) => known(any_of, record.statuses()),
            RecordConditionTest::Verification(any_of) => known(any_of, record.verifications()),
            _ => true,
        }
}
