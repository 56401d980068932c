//! One condition on a record: its kind's name, then what it asks, written and read by form.

use super::super::{
    AgeThen, CodeRef, ConditionKind, Content, ContentMut, NumberTest, RecordConditionTest, RecordType, Relation,
    TextTest,
};
use super::dates;
use super::read::Line;
use super::token::{all_quoted, quoted};
use super::words::word;

/// The condition's own line; what stands below it, of a record near it, is the caller's.
pub fn written(test: &RecordConditionTest) -> String {
    let content = match test.content() {
        Content::Done => String::new(),
        Content::Words(_, texts) | Content::Sets(_, texts) | Content::Sites(texts) => {
            all_quoted(texts.iter().map(String::as_str))
        }
        Content::Codes(_, any_of) => codes(any_of),
        Content::Text(TextTest::Contains(text)) => format!(" contains {}", quoted(text)),
        Content::Text(TextTest::Begins(text)) => format!(" begins {}", quoted(text)),
        Content::Window(_, date) => format!(" {}", dates::written(date)),
        Content::AgeThen(age) => {
            let bound = |name: &str, months: Option<u16>| {
                months.map_or_else(String::new, |months| format!(" {name} {months} months"))
            };
            format!("{}{}", bound("from", age.from), bound("under", age.until))
        }
        Content::Number(test) => number(test),
        Content::Component(test) => format!("{} of{}", number(&test.number), codes(&test.codes)),
        Content::About(subject) => all_quoted([subject.noun.code(), &subject.id, &subject.name]),
        Content::Near(near) => {
            let when = match near.when {
                Relation::After { days } => format!("after {days} days"),
                Relation::Before { days } => format!("before {days} days"),
                Relation::Around { days } => format!("around {days} days"),
                Relation::During => "during".to_owned(),
            };
            let has = if near.has { "has" } else { "no" };
            format!(" {when} {has} {}", types(&near.records)).trim_end().to_owned()
        }
    };
    format!("{}{content}", test.kind().code())
}

/// The words of record types, with commas between.
pub fn types(records: &[RecordType]) -> String {
    records.iter().map(word).collect::<Vec<_>>().join(", ")
}

fn codes(codes: &[CodeRef]) -> String {
    all_quoted(codes.iter().flat_map(|code| [code.system.as_str(), code.code.as_str(), code.display.as_str()]))
}

fn number(number: &NumberTest) -> String {
    let unit = number.unit.as_deref().map_or_else(String::new, |unit| format!(" {}", quoted(unit)));
    format!(" {} {}{unit}", word(&number.compare), number.value)
}

/// Reads what [`written`] writes.
pub fn read(line: &mut Line) -> Result<RecordConditionTest, String> {
    let head = line.word()?;
    let kind = ConditionKind::from_code(&head).ok_or_else(|| format!("A criterion can't start with {head:?}."))?;
    let mut test = kind.start(&[]);
    match test.content_mut() {
        ContentMut::Done => {}
        ContentMut::Texts(texts) => *texts = line.texts()?,
        ContentMut::Codes(codes) => *codes = read_codes(line)?,
        ContentMut::Text(text) => {
            let how = line.word()?;
            *text = match how.as_str() {
                "contains" => TextTest::Contains(line.text()?),
                "begins" => TextTest::Begins(line.text()?),
                other => return Err(format!("Write “contains” or “begins” after “text”, not {other:?}.")),
            };
        }
        ContentMut::Window(date) => *date = dates::read(line)?,
        ContentMut::AgeThen(age) => {
            let mut bound = |name: &str| -> Result<Option<u16>, String> {
                if !line.takes(name) {
                    return Ok(None);
                }
                let months = line.number()?;
                line.expect("months").map(|()| Some(months))
            };
            *age = AgeThen { from: bound("from")?, until: bound("under")? };
        }
        ContentMut::Number(number) => *number = read_number(line)?,
        ContentMut::Component(test) => {
            test.number = read_number(line)?;
            line.expect("of")?;
            test.codes = read_codes(line)?;
        }
        ContentMut::About(subject) => {
            let noun = line.text()?;
            subject.noun = noun.parse().map_err(|_| format!("Nothing is called {noun:?} here."))?;
            (subject.id, subject.name) = (line.text()?, line.text()?);
        }
        ContentMut::Near(near) => {
            near.when = relation(line)?;
            near.has = match line.word()?.as_str() {
                "has" => true,
                "no" => false,
                other => return Err(format!("Write “has” or “no” here, not {other:?}.")),
            };
            near.records = line.choices("record type")?;
        }
    }
    Ok(test)
}

fn relation(line: &mut Line) -> Result<Relation, String> {
    let kind = line.word()?;
    let days = |line: &mut Line| {
        let days = line.number()?;
        line.expect("days").map(|()| days)
    };
    Ok(match kind.as_str() {
        "after" => Relation::After { days: days(line)? },
        "before" => Relation::Before { days: days(line)? },
        "around" => Relation::Around { days: days(line)? },
        "during" => Relation::During,
        other => return Err(format!("Write after, before, around or during after “near”, not {other:?}.")),
    })
}

fn read_codes(line: &mut Line) -> Result<Vec<CodeRef>, String> {
    let mut all = Vec::new();
    while !line.is_read() {
        all.push(CodeRef { system: line.text()?, code: line.text()?, display: line.text()? });
    }
    Ok(all)
}

fn read_number(line: &mut Line) -> Result<NumberTest, String> {
    Ok(NumberTest { compare: line.choice("comparison")?, value: line.number()?, unit: line.text_if_any()? })
}
