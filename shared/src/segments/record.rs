//! Tests of related records: all conditions of one test hold for the SAME record.

use super::{BlockId, Comparison, Content, NumberTest, RecordConditionTest, RecordType};
use crate::noun::Noun;
use crate::records::WordFact;
use serde::{Deserialize, Serialize};

/// "Has a condition whose …", has none such, has so many, or the latest such is …
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordTest {
    /// Any of these types; at least one. Version 1 of the language had exactly one.
    #[serde(alias = "record", deserialize_with = "one_or_more")]
    pub records: Vec<RecordType>,
    pub quantifier: Quantifier,
    /// All of them, on one and the same record. Without any, every record that counts matches.
    pub conditions: Vec<RecordCondition>,
    /// What the latest or earliest matching record must be as well; other quantifiers have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub then: Vec<RecordCondition>,
}

fn one_or_more<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<RecordType>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum OneOrMore {
        One(RecordType),
        More(Vec<RecordType>),
    }
    Ok(match OneOrMore::deserialize(deserializer)? {
        OneOrMore::One(record) => vec![record],
        OneOrMore::More(records) => records,
    })
}

/// How many records must match, or which of them is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Quantifier {
    Exists,
    None,
    AtLeast(u16),
    AtMost(u16),
    Exactly(u16),
    /// Of the matching records on the latest day that has one, some record also satisfies `then`. Several values of one
    /// day are so looked at together, as measures do that take the lowest reading of the last day.
    Latest,
    /// The same on the earliest day.
    Earliest,
}

impl Quantifier {
    /// Looks at the records of one day only.
    pub const fn picks_a_day(self) -> bool {
        matches!(self, Self::Latest | Self::Earliest)
    }

    /// Whether so many matching records are enough; days are picked elsewhere.
    pub fn holds(self, matching: usize) -> bool {
        match self {
            Self::Exists | Self::Latest | Self::Earliest => matching > 0,
            Self::None => matching == 0,
            Self::AtLeast(least) => matching >= usize::from(least),
            Self::AtMost(most) => matching <= usize::from(most),
            Self::Exactly(wanted) => matching == usize::from(wanted),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordCondition {
    pub id: BlockId,
    pub test: RecordConditionTest,
}

/// A code of a code system, with the words it was picked by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeRef {
    pub system: String,
    pub code: String,
    pub display: String,
}

/// Looks in the text of the record's concept and in the displays of its codings, whatever their case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextTest {
    Contains(String),
    Begins(String),
}

impl TextTest {
    pub fn text(&self) -> &str {
        match self {
            Self::Contains(text) | Self::Begins(text) => text,
        }
    }

    /// Whether a concept with this [`super::search_text`] is worded so.
    pub fn holds(&self, search_text: &str) -> bool {
        let wanted = self.text().trim().to_lowercase();
        match self {
            Self::Contains(_) => search_text.contains(&wanted),
            Self::Begins(_) => search_text.split('\n').any(|line| line.starts_with(&wanted)),
        }
    }
}

/// Age in completed months at the record's date; a patient whose birth date is not known never fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgeThen {
    /// From this many months on.
    pub from: Option<u16>,
    /// Before this many months.
    pub until: Option<u16>,
}

impl AgeThen {
    pub fn holds(self, months: i32) -> bool {
        self.from.is_none_or(|from| months >= i32::from(from))
            && self.until.is_none_or(|until| months < i32::from(until))
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ComponentTest {
    pub codes: Vec<CodeRef>,
    pub number: NumberTest,
}

/// LOINC's codes of the two pressures, with what people call them.
pub const PRESSURES: [(&str, &str); 2] = [("8480-6", "systolic"), ("8462-4", "diastolic")];

impl ComponentTest {
    /// A systolic pressure above 140 mmHg.
    pub fn high_systolic_pressure() -> Self {
        let number = NumberTest { compare: Comparison::Above, value: 140.0, unit: Some("mm[Hg]".into()) };
        Self { codes: pressure(PRESSURES[0].0), number }
    }
}

/// The pressure of that code, as a rule names it; none where the code is no pressure's.
pub fn pressure(loinc: &str) -> Vec<CodeRef> {
    let part = PRESSURES.iter().find(|(code, _)| *code == loinc);
    let code = |(code, words): &(&str, &str)| CodeRef {
        system: "http://loinc.org".into(),
        code: (*code).to_owned(),
        display: format!("{words} blood pressure"),
    };
    part.map(code).into_iter().collect()
}

/// What an activity is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// An event, a journey, a message (any that was sent of it), or one message that was sent.
    pub noun: Noun,
    pub id: String,
    pub name: String,
}

/// Another record near this one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NearTest {
    /// False: no such record is near.
    pub has: bool,
    pub when: Relation,
    pub records: Vec<RecordType>,
    /// All of them, on one and the same other record.
    pub conditions: Vec<RecordCondition>,
}

/// Where the other record lies; a day is 24 hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// Begins later than this one ends, by at most so many days.
    After { days: u16 },
    /// Begins earlier than this one begins, by at most so many days.
    Before { days: u16 },
    /// Begins at most so many days before or after this one begins.
    Around { days: u16 },
    /// Goes on while this one begins: a reading taken during a stay.
    During,
}

impl RecordTest {
    /// The type the test is named by: the first.
    pub fn record(&self) -> RecordType {
        self.records.first().copied().unwrap_or(RecordType::Condition)
    }

    /// Every row: conditions, then what the picked record must be as well.
    pub fn rows(&self) -> impl Iterator<Item = &RecordCondition> {
        self.conditions.iter().chain(&self.then)
    }

    pub fn rows_mut(&mut self) -> impl Iterator<Item = &mut RecordCondition> {
        self.conditions.iter_mut().chain(&mut self.then)
    }
}

/// What of `record` a test with these conditions leaves out: nothing by a word that it asks for itself.
pub fn left_out(
    record: RecordType,
    conditions: &[RecordCondition],
) -> impl Iterator<Item = (WordFact, &'static [&'static str])> {
    record.left_out().iter().copied().filter(|(fact, _)| !conditions.iter().any(|row| asks_for(row, *fact)))
}

/// Whether the condition asks for that word by name, or for what was refused, whatever else it says.
pub fn asks_for(row: &RecordCondition, word: WordFact) -> bool {
    matches!(row.test.content(), Content::Words(fact, _) if fact == word || fact == WordFact::Refusal)
}

/// Whether a test with these conditions also looks at orders not to do something.
pub fn asks_for_refusals(conditions: &[RecordCondition]) -> bool {
    conditions.iter().any(|row| asks_for(row, WordFact::Refusal))
}
