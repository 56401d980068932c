//! Dates and times as people type them, in the order of the United States.

use super::{Date, LocalDateTime};
use chrono::Month;

/// What to write instead, beside a date that can't be read.
pub const HOW_DATE: &str = "Write the date like 12/15/2026 or Dec 15, 2026.";
/// What to write instead, beside a date and time that can't be read.
pub const HOW_DATE_TIME: &str = "Write the date and time like 12/15/2026 6:00 PM.";

impl Date {
    /// Reads `12/15/2026`, `12/15/26`, `12/15`, `Dec 15, 2026`, `15 December 2026`, `Dec 15`, `2026-12-15`, `today`, `tomorrow`
    /// and `yesterday`. Without a year it is the one of `today`; two digits are this century's.
    pub fn typed(text: &str, today: Self) -> Option<Self> {
        let text = text.trim().to_lowercase();
        match text.as_str() {
            "today" => return Some(today),
            "tomorrow" => return Some(today.plus_days(1)),
            "yesterday" => return Some(today.plus_days(-1)),
            _ => {}
        }
        let words: Vec<&str> = text.split([' ', ',', '/', '.', '-']).filter(|word| !word.is_empty()).collect();
        let number = |word: &str| word.parse::<u32>().ok();
        let year = |word: &str| match (word.len(), word.parse::<i32>().ok()?) {
            (2, year) => Some(today.year() / 100 * 100 + year),
            (4, year) => Some(year),
            _ => None,
        };
        match *words.as_slice() {
            [first, month, day] if first.len() == 4 && number(first).is_some() => {
                Self::new(year(first)?, number(month)?, number(day)?)
            }
            [first, second, last] => {
                let (month, day) = month_and_day(first, second)?;
                Self::new(year(last)?, month, day)
            }
            [first, second] => {
                let (month, day) = month_and_day(first, second)?;
                Self::new(today.year(), month, day)
            }
            _ => None,
        }
    }
}

/// `12`, `15`; `dec`, `15`; `15`, `december`; the day may end in "th" and the like.
fn month_and_day(first: &str, second: &str) -> Option<(u32, u32)> {
    let day = |word: &str| word.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']).parse::<u32>().ok();
    match (month_number(first), month_number(second)) {
        (Some(month), _) => Some((month, day(second)?)),
        (None, Some(month)) => Some((month, day(first)?)),
        (None, None) => Some((first.parse().ok()?, day(second)?)),
    }
}

fn month_number(word: &str) -> Option<u32> {
    let sept = if word == "sept" { "sep" } else { word };
    (sept.len() >= 3).then(|| sept.parse::<Month>().ok()).flatten().map(|month| month.number_from_month())
}

impl LocalDateTime {
    /// Reads a date as [`Date::typed`] does and a clock after it: `6 PM`, `6:30pm`, `18:30`, `noon`, `midnight`; also
    /// `2026-12-15T18:30`. Without a clock there is no time to keep.
    pub fn typed(text: &str, today: Date) -> Option<Self> {
        if let Some(plain) = Self::parse(text) {
            return Some(plain);
        }
        let text = text.trim().to_lowercase();
        let mut words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty() && *word != "at").collect();
        let last = words.pop()?;
        let (hour, minute) = match last {
            "am" | "pm" | "a.m." | "p.m." => clock(words.pop()?, Some(last.starts_with('p')))?,
            _ => clock(last, None)?,
        };
        Self::new(Date::typed(&words.join(" "), today)?, hour, minute)
    }
}

/// Hour and minute of `6`, `6:30`, `6:30pm`, `18:30`. An hour alone needs its half of the day, told by `afternoon` or its letters.
fn clock(word: &str, afternoon: Option<bool>) -> Option<(u32, u32)> {
    match word {
        "noon" => return Some((12, 0)),
        "midnight" => return Some((0, 0)),
        _ => {}
    }
    let (digits, afternoon) = match (word.strip_suffix("pm"), word.strip_suffix("am")) {
        (Some(digits), _) => (digits, Some(true)),
        (_, Some(digits)) => (digits, Some(false)),
        (None, None) => (word, afternoon),
    };
    let (hour, minute) = match digits.split_once(':') {
        Some((hour, minute)) if minute.len() == 2 => (hour.parse::<u32>().ok()?, minute.parse().ok()?),
        None if afternoon.is_some() => (digits.parse().ok()?, 0),
        _ => return None,
    };
    match afternoon {
        None => Some((hour, minute)),
        Some(afternoon) if (1..=12).contains(&hour) => Some((hour % 12 + if afternoon { 12 } else { 0 }, minute)),
        Some(_) => None,
    }
}
