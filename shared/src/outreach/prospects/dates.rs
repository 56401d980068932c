//! Birth dates as vendors write them: in one of three orders, or as the number of days by which a spreadsheet counts.

use crate::coded;
use crate::time::Date;

coded! {
    /// In which order the parts of a date stand that does not begin with the year.
    #[derive(Default)]
    pub enum DateOrder {
        #[default]
        MonthFirst = "month-first", "Month/day/year";
        DayFirst = "day-first", "Day/month/year";
    }
}

/// Days from the first day of a spreadsheet's calendar to 1 January 1970, its leap day of 1900 that never was included.
const EPOCH: i64 = 25_569;
/// Birth dates lie between 1900-03-01 and 2173: as serial numbers they have two to five digits, and below 61 they are doubtful.
const SERIALS: std::ops::RangeInclusive<i64> = 61..=99_999;

impl DateOrder {
    /// What the cells of a column say about their order; `None` where each of them could be read in either.
    pub fn told_by<'a>(cells: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let (mut days, mut months) = (0_u32, 0_u32);
        for (first, second) in
            cells.into_iter().filter_map(|cell| parts(cell).map(|(first, second, _)| (first, second)))
        {
            days += u32::from(first > 12 && second <= 12);
            months += u32::from(second > 12 && first <= 12);
        }
        match (days, months) {
            (0, 0) => None,
            (days, months) if days > months => Some(Self::DayFirst),
            (_, _) => Some(Self::MonthFirst),
        }
    }

    /// What is usual in a country (ISO 3166, two letters).
    pub fn of_country(country: Option<&str>) -> Self {
        match country {
            None | Some("US" | "PH" | "PR" | "GU") => Self::MonthFirst,
            Some(_) => Self::DayFirst,
        }
    }
}

/// The numbers of a date that ends with a year of four digits.
fn parts(cell: &str) -> Option<(u32, u32, i32)> {
    let mut parts = cell.split(['/', '.', '-']).map(str::trim);
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    let short = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let whole = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    if parts.next().is_some() || !short(first) || !short(second) || !whole {
        return None;
    }
    Some((first.parse().ok()?, second.parse().ok()?, year.parse().ok()?))
}

/// The date of a cell in the form YYYY-MM-DD, and whether a spreadsheet had written it as a number. `None` where the cell says
/// no date in this order: it is then read, or refused, as it stands.
pub fn date(cell: &str, order: DateOrder) -> Option<(String, bool)> {
    // A spreadsheet adds midnight to a date that it takes for a moment.
    let cell =
        cell.trim().strip_suffix(" 00:00:00").or_else(|| cell.trim().strip_suffix(" 0:00")).unwrap_or(cell.trim());
    if let Some(days) = serial(cell) {
        return Some((Date::from_days_since_epoch(days - EPOCH).to_string(), true));
    }
    if let Some(date) = Date::parse(cell).filter(|_| cell.len() == 10) {
        return Some((date.to_string(), false));
    }
    let (first, second, year) = parts(cell)?;
    let (month, day) = match order {
        DateOrder::MonthFirst => (first, second),
        DateOrder::DayFirst => (second, first),
    };
    Date::new(year, month, day).map(|date| (date.to_string(), false))
}

/// Four digits are a year, which is a birth date of its own.
fn serial(cell: &str) -> Option<i64> {
    let whole = cell.strip_suffix(".0").unwrap_or(cell);
    let digits = whole.len() == 5 || whole.len() == 3;
    if !digits || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    whole.parse().ok().filter(|days| SERIALS.contains(days))
}
