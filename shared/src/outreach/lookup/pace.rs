//! When a number is asked about again, and what look-ups cost.

use crate::time::{Date, UtcMillis};

/// Parts of the currency in which look-ups are counted: they cost less than a cent.
pub const MICROS: u64 = 1_000_000;

/// What was said before this moment is asked again: numbers change hands and carriers.
#[must_use]
pub fn again_after(now: UtcMillis, months: u32) -> UtcMillis {
    let months = i32::try_from(months).unwrap_or(i32::MAX);
    let day: Date = now.date_utc().plus_months(-months);
    day.start_utc()
}

/// Millionths of a currency as people read amounts: two decimals, and as many as there are of less than a cent.
#[must_use]
pub fn money(micros: u64) -> String {
    let (whole, rest) = (micros / MICROS, micros % MICROS);
    if rest % 10_000 == 0 {
        return format!("{whole}.{:02}", rest / 10_000);
    }
    let text = format!("{whole}.{rest:06}");
    text.trim_end_matches('0').to_owned()
}
