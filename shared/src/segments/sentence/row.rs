//! One row of a record test in words, and the words for dates and values.

use super::super::{
    AgeThen, CalendarUnit, CodeRef, Content, DateTest, NearTest, NumberTest, RecordCondition, Relation, TextTest,
};

/// What comes after "a condition": `whose text contains "Hypermetropia"`.
pub fn row_words(row: &RecordCondition) -> String {
    let phrase = row.test.kind().phrase();
    let chosen = |texts: &[String]| one_of(texts.iter().cloned(), UNCHOSEN);
    let words = match row.test.content() {
        Content::Done => return phrase.to_owned(),
        Content::Words(_, any_of) => chosen(any_of),
        Content::Codes(_, codes) => code_words(codes),
        Content::Sets(_, keys) => set_words(keys),
        Content::Text(TextTest::Contains(text)) => format!("contains {}", quoted(text)),
        Content::Text(TextTest::Begins(text)) => format!("begins with {}", quoted(text)),
        Content::Window(_, date) => date_words(date),
        Content::AgeThen(age) => age_words(age),
        Content::Number(number) => number_words(number),
        Content::Component(test) => format!("{} {}", code_words(&test.codes), number_words(&test.number)),
        Content::Sites(names) => one_of(names.iter().map(|name| quoted(name)), "a site not chosen yet"),
        Content::About(subject) => format!("the {} {}", subject.noun.word(), quoted(&subject.name)),
        Content::Near(near) => near_words(near),
    };
    format!("{phrase} {words}")
}

/// Where a list has nothing in it yet.
const UNCHOSEN: &str = "(not chosen yet)";

fn near_words(near: &NearTest) -> String {
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
    format!("{article} {others}{such} {place}")
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
        (Some(from), Some(until)) => format!("from {} to under {}", old(from), old(until)),
        (Some(from), None) => format!("from {}", old(from)),
        (None, Some(until)) => format!("under {}", old(until)),
        (None, None) => UNCHOSEN.into(),
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
    format!("the code set {}", one_of(sets.iter().map(|key| quoted(&key.replace('-', " "))), UNCHOSEN))
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
