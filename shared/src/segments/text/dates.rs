//! Windows of dates as words: `in last 27 months`, `between 2026-01-01 and 2026-06-30`, `calendar year -1 to 0`.

use super::super::{CalendarUnit, DateTest, Unit};
use super::read::Line;
use super::words::{choice, word};
use crate::time::Date;

pub fn written(date: DateTest) -> String {
    match date {
        DateTest::InLast { count, unit } => format!("in last {count} {}", word(&unit)),
        DateTest::InNext { count, unit } => format!("in next {count} {}", word(&unit)),
        DateTest::AtLeastAgo { count, unit } => format!("at-least {count} {} ago", word(&unit)),
        DateTest::Before(day) => format!("before {day}"),
        DateTest::After(day) => format!("after {day}"),
        DateTest::Between { from, to } => format!("between {from} and {to}"),
        DateTest::Calendar { unit, from, to } => format!("calendar {} {from} to {to}", word(&unit)),
    }
}

pub fn read(line: &mut Line) -> Result<DateTest, String> {
    let unit = |line: &mut Line| {
        let name = line.word()?;
        choice::<Unit>(&name).ok_or_else(|| format!("{name:?} is not a unit. Use days, weeks, months or years."))
    };
    let day = |line: &mut Line| {
        let text = line.word()?;
        Date::parse(&text).ok_or_else(|| format!("{text:?} is not a date. Write it as YYYY-MM-DD."))
    };
    let kind = line.word()?;
    Ok(match kind.as_str() {
        "in" => {
            let direction = line.word()?;
            let (count, unit) = (line.number()?, unit(line)?);
            match direction.as_str() {
                "last" => DateTest::InLast { count, unit },
                "next" => DateTest::InNext { count, unit },
                other => return Err(format!("Write “last” or “next” after “in”, not {other:?}.")),
            }
        }
        "at-least" => {
            let (count, unit) = (line.number()?, unit(line)?);
            line.expect("ago")?;
            DateTest::AtLeastAgo { count, unit }
        }
        "before" => DateTest::Before(day(line)?),
        "after" => DateTest::After(day(line)?),
        "between" => {
            let from = day(line)?;
            line.expect("and")?;
            DateTest::Between { from, to: day(line)? }
        }
        "calendar" => {
            let name = line.word()?;
            let unit = choice::<CalendarUnit>(&name)
                .ok_or_else(|| format!("Write “year” or “month” after “calendar”, not {name:?}."))?;
            let from = line.number()?;
            line.expect("to")?;
            DateTest::Calendar { unit, from, to: line.number()? }
        }
        other => return Err(format!("A window of dates can’t start with {other:?}.")),
    })
}
