//! One row of a record test in words, and the words for dates and values.

use super::super::{
    AgeThen, CalendarUnit, CodeRef, DateTest, NumberTest, RecordCondition, RecordConditionTest, Relation, TextTest,
};

/// What comes after "a condition": `whose text contains "Hypermetropia"`.
pub fn row_words(row: &RecordCondition) -> String {
    match &row.test {
        RecordConditionTest::Code(any_of) => format!("coded as {}", code_words(any_of)),
        RecordConditionTest::CodeSet(sets) => format!("in {}", set_words(sets)),
        RecordConditionTest::Text(TextTest::Contains(text)) => format!("whose text contains {}", quoted(text)),
        RecordConditionTest::Text(TextTest::Begins(text)) => format!("whose text begins with {}", quoted(text)),
        RecordConditionTest::Status(any_of) => {
            format!("with status {}", one_of(any_of.iter().cloned(), "not chosen yet"))
        }
        RecordConditionTest::Done => "that took place".into(),
        RecordConditionTest::Verification(any_of) => {
            format!("with verification {}", one_of(any_of.iter().cloned(), "not chosen yet"))
        }
        RecordConditionTest::Date(date) => format!("dated {}", date_words(*date)),
        RecordConditionTest::Ended(date) => format!("that ended {}", date_words(*date)),
        RecordConditionTest::Overlaps(date) => format!("that goes on at some time {}", date_words(*date)),
        RecordConditionTest::Within(date) => format!("that lies wholly {}", date_words(*date)),
        RecordConditionTest::AgeThen(age) => age_words(*age),
        RecordConditionTest::Number(number) => format!("with a value {}", number_words(number)),
        RecordConditionTest::Component(test) => {
            format!("with {} {}", code_words(&test.codes), number_words(&test.number))
        }
        RecordConditionTest::Value(any_of) => format!("whose result is {}", code_words(any_of)),
        RecordConditionTest::ValueSet(sets) => format!("whose result is in {}", set_words(sets)),
        RecordConditionTest::BodySite(any_of) => format!("on the body site {}", code_words(any_of)),
        RecordConditionTest::Class(any_of) => format!("of class {}", one_of(any_of.iter().cloned(), "not chosen yet")),
        RecordConditionTest::Disposition(any_of) => {
            format!("that ended in a discharge to {}", one_of(any_of.iter().cloned(), "a place not chosen yet"))
        }
        RecordConditionTest::Site(any_of) => {
            format!("at {}", one_of(any_of.iter().map(|site| quoted(site)), "a site not chosen yet"))
        }
        RecordConditionTest::About(subject) => format!("about the {} {}", subject.word(), quoted(&subject.name)),
        RecordConditionTest::Near(near) => {
            let others = one_of(near.records.iter().map(|record| record.label().to_lowercase()), "record");
            let rows: Vec<_> = near.conditions.iter().map(row_words).collect();
            let such = if rows.is_empty() { String::new() } else { format!(" {}", rows.join(" and ")) };
            let place = match near.when {
                Relation::After { days } => format!("within {days} days after it"),
                Relation::Before { days } => format!("within {days} days before it"),
                Relation::Around { days } => format!("within {days} days of it"),
                Relation::During => "going on at that time".into(),
            };
            let article = match near.has {
                true if others.starts_with(['a', 'e', 'i', 'o']) => "an",
                true => "a",
                false => "no",
            };
            format!("with {article} {others}{such} {place}")
        }
    }
}

/// "in the last 27 months", "in this or the last calendar year".
pub fn date_words(date: DateTest) -> String {
    match date {
        DateTest::InLast { count, unit } => format!("in the last {count} {}", unit.label(count)),
        DateTest::InNext { count, unit } => format!("in the next {count} {}", unit.label(count)),
        DateTest::Before(date) => format!("before {}", date.long()),
        DateTest::After(date) => format!("after {}", date.long()),
        DateTest::Between { from, to } => format!("from {} to {}", from.long(), to.long()),
        DateTest::AtLeastAgo { count, unit } => format!("at least {count} {} ago", unit.label(count)),
        DateTest::Calendar { unit, from, to } if from == to => format!("in {}", calendar_words(unit, from)),
        DateTest::Calendar { unit, from, to } => {
            format!("from {} to {}", calendar_words(unit, from), calendar_words(unit, to))
        }
    }
}

fn calendar_words(unit: CalendarUnit, by: i8) -> String {
    let unit = unit.label();
    match by {
        0 => format!("this calendar {unit}"),
        -1 => format!("the last calendar {unit}"),
        1 => format!("the next calendar {unit}"),
        by if by < 0 => format!("the calendar {unit} {} {unit}s ago", by.unsigned_abs()),
        by => format!("the calendar {unit} {by} {unit}s ahead"),
    }
}

fn age_words(age: AgeThen) -> String {
    let old = |months: u16| {
        if months.is_multiple_of(12) { format!("{} years", months / 12) } else { format!("{months} months") }
    };
    match (age.from, age.until) {
        (Some(from), Some(until)) => format!("at an age from {} to under {}", old(from), old(until)),
        (Some(from), None) => format!("at an age from {}", old(from)),
        (None, Some(until)) => format!("at an age under {}", old(until)),
        (None, None) => "at an age not chosen yet".into(),
    }
}

fn number_words(number: &NumberTest) -> String {
    let unit = number.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
    format!("{} {}{unit}", number.compare.label(), number.value)
}

fn code_words(any_of: &[CodeRef]) -> String {
    let codes = any_of.iter().map(|code| {
        if code.display.is_empty() { code.code.clone() } else { format!("{} ({})", code.display, code.code) }
    });
    one_of(codes, "a code not chosen yet")
}

fn set_words(sets: &[String]) -> String {
    format!("the code set {}", one_of(sets.iter().map(|key| quoted(&key.replace('-', " "))), "not chosen yet"))
}

pub fn quoted(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() { "…".to_owned() } else { format!("“{text}”") }
}

pub fn one_of(values: impl Iterator<Item = String>, nothing: &str) -> String {
    let values: Vec<_> = values.collect();
    match values.as_slice() {
        [] => nothing.to_owned(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}
