//! The rule in plain English, in spans that name their blocks, so that a screen can tie the words to the cards.

use super::{
    AgeTest, Block, BlockId, Combine, DateTest, Gender, Group, PatientTest, PlacePart, Quantifier, RecordConditionTest,
    RecordTest, RecordType, Rule, Test, TextTest,
};
use crate::time::Date;
use serde::{Deserialize, Serialize};

/// A stretch of the sentence. With a block it is what that block says; without, it is the glue between.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    pub text: String,
    pub block: Option<BlockId>,
}

/// `Active patients who have a condition whose text contains "Hypermetropia".`
pub fn sentence(rule: &Rule) -> Vec<Span> {
    let mut words = Words::default();
    let root = &rule.root;
    if root.blocks.is_empty() {
        words.glue("Nobody yet: add a criterion.");
        return words.0;
    }
    let adjectives: Vec<_> =
        root.blocks.iter().filter(|block| root.combine == Combine::All && adjective(block).is_some()).collect();
    for block in &adjectives {
        words.mark(block.id, adjective(block).unwrap_or_default());
        words.glue(" ");
    }
    words.glue("patients");
    let rest: Vec<_> =
        root.blocks.iter().filter(|block| !adjectives.iter().any(|first| first.id == block.id)).collect();
    if !rest.is_empty() {
        words.glue(" ");
        clauses(root.combine, &rest, true, &mut words);
    }
    words.glue(".");
    if let Some(first) = words.0.first_mut() {
        let mut letters = first.text.chars();
        first.text = letters.next().map(|letter| letter.to_uppercase().collect::<String>()).unwrap_or_default()
            + letters.as_str();
    }
    words.0
}

/// The sentence as one line of text.
pub fn sentence_text(rule: &Rule) -> String {
    sentence(rule).into_iter().map(|span| span.text).collect()
}

#[derive(Default)]
struct Words(Vec<Span>);

impl Words {
    fn glue(&mut self, text: &str) {
        match self.0.last_mut() {
            Some(Span { text: last, block: None }) => last.push_str(text),
            _ => self.0.push(Span { text: text.to_owned(), block: None }),
        }
    }
    fn mark(&mut self, block: BlockId, text: impl Into<String>) {
        self.0.push(Span { text: text.into(), block: Some(block) });
    }
}

/// What can stand before the noun instead of after "who are".
fn adjective(block: &Block) -> Option<String> {
    match &block.test {
        Test::Patient(PatientTest::Active(true)) => Some("active".into()),
        Test::Patient(PatientTest::Active(false)) => Some("inactive".into()),
        Test::Patient(PatientTest::Gender(any_of)) => match any_of.as_slice() {
            [Gender::Female] => Some("female".into()),
            [Gender::Male] => Some("male".into()),
            _ => None,
        },
        _ => None,
    }
}

/// "who A and B", "who either A or B", "about whom none of this is true: they A; they B".
fn clauses(combine: Combine, blocks: &[&Block], relative: bool, words: &mut Words) {
    let (open, between) = match (combine, blocks.len()) {
        (Combine::All, _) | (Combine::Any, 1) => ("", " and "),
        (Combine::Any, _) => ("either ", " or "),
        (Combine::None, _) => ("about whom none of this is true: they ", ", or they "),
    };
    if relative && combine != Combine::None {
        words.glue("who ");
    }
    words.glue(open);
    for (index, block) in blocks.iter().enumerate() {
        if index > 0 {
            words.glue(between);
        }
        clause(block, words);
    }
}

fn clause(block: &Block, words: &mut Words) {
    match &block.test {
        Test::Group(Group { combine, blocks }) => {
            let blocks: Vec<_> = blocks.iter().collect();
            if blocks.is_empty() {
                words.mark(block.id, "(empty group)");
                return;
            }
            words.glue("(");
            clauses(*combine, &blocks, false, words);
            words.glue(")");
        }
        Test::Patient(test) => {
            let all = patient_words(test);
            let (verb, rest) = all.split_once(' ').unwrap_or(("", &all));
            words.glue(verb);
            words.glue(" ");
            words.mark(block.id, rest);
        }
        Test::Record(test) => {
            words.glue("have ");
            words.mark(block.id, noun(test));
            for (index, condition) in test.conditions.iter().enumerate() {
                words.glue(if index == 0 { " " } else { " and " });
                words.mark(condition.id, condition_words(test.record, &condition.test));
            }
        }
    }
}

fn noun(test: &RecordTest) -> String {
    match test.quantifier {
        Quantifier::Exists => test.record.with_article().to_owned(),
        Quantifier::None => format!("no {}", test.record.label().to_lowercase()),
    }
}

/// "have a condition" or "have no condition": a record test without its conditions.
pub fn quantifier_words(test: &RecordTest) -> String {
    format!("have {}", noun(test))
}

/// What comes after "patients who": "are aged 50 to 74".
pub fn patient_words(test: &PatientTest) -> String {
    match test {
        PatientTest::Active(true) => "are active".into(),
        PatientTest::Active(false) => "are inactive".into(),
        PatientTest::Age(AgeTest::Between { from, to }) => format!("are aged {from} to {to}"),
        PatientTest::Age(AgeTest::AtLeast(least)) => format!("are {least} or older"),
        PatientTest::Age(AgeTest::Under(limit)) => format!("are under {limit}"),
        PatientTest::Gender(any_of) => {
            format!(
                "are {}",
                one_of(any_of.iter().map(|gender| gender.label().to_lowercase()), "of no gender chosen yet")
            )
        }
        PatientTest::Language(any_of) => {
            format!("speak {}", one_of(any_of.iter().cloned(), "a language not chosen yet"))
        }
        PatientTest::Place { part, begins } => {
            let part = match part {
                PlacePart::City => "city",
                PlacePart::State => "state",
                PlacePart::Postcode => "postcode",
            };
            format!("have a {part} that begins with {}", quoted(begins))
        }
        PatientTest::Deceased(true) => "have died".into(),
        PatientTest::Deceased(false) => "are not deceased".into(),
        PatientTest::Reach { by, has: true } => {
            format!("have {} {}", if by.label().starts_with('e') { "an" } else { "a" }, by.label())
        }
        PatientTest::Reach { by, has: false } => format!("have no {}", by.label()),
    }
}

/// What comes after "a condition": `whose text contains "Hypermetropia"`.
pub fn condition_words(record: RecordType, test: &RecordConditionTest) -> String {
    match test {
        RecordConditionTest::Code(any_of) => {
            let codes = any_of.iter().map(|code| {
                if code.display.is_empty() { code.code.clone() } else { format!("{} ({})", code.display, code.code) }
            });
            format!("coded as {}", one_of(codes, "a code not chosen yet"))
        }
        RecordConditionTest::Text(TextTest::Contains(text)) => format!("whose text contains {}", quoted(text)),
        RecordConditionTest::Text(TextTest::Begins(text)) => format!("whose text begins with {}", quoted(text)),
        RecordConditionTest::Status(any_of) => {
            format!("with status {}", one_of(any_of.iter().cloned(), "not chosen yet"))
        }
        RecordConditionTest::Verification(any_of) => {
            format!("with verification {}", one_of(any_of.iter().cloned(), "not chosen yet"))
        }
        RecordConditionTest::Date(date) => {
            let when = match date {
                DateTest::InLast { count, unit } => format!("in the last {count} {}", unit.label(*count)),
                DateTest::InNext { count, unit } => format!("in the next {count} {}", unit.label(*count)),
                DateTest::Before(date) => format!("before {}", long_date(*date)),
                DateTest::After(date) => format!("after {}", long_date(*date)),
            };
            format!("that {} {when}", record.date_label())
        }
        RecordConditionTest::Number(number) => {
            let unit = number.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
            format!("with a value {} {}{unit}", number.compare.label(), number.value)
        }
    }
}

fn quoted(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() { "…".to_owned() } else { format!("“{text}”") }
}

fn one_of(values: impl Iterator<Item = String>, nothing: &str) -> String {
    let values: Vec<_> = values.collect();
    match values.as_slice() {
        [] => nothing.to_owned(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

fn long_date(date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = MONTHS.get(usize::from(date.month).saturating_sub(1)).copied().unwrap_or_default();
    format!("{} {month} {}", date.day, date.year)
}

#[cfg(test)]
mod tests;
