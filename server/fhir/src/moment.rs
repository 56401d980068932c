//! FHIR dates and times as moments.

use shared::time::{Date, UtcMillis};

/// A FHIR date, dateTime or instant in milliseconds; a date without a time is the start of its first day in UTC.
/// `None` when it is no such thing.
pub fn millis(text: &str) -> Option<i64> {
    let text = text.trim();
    let Some((date, time)) = text.split_once('T') else { return Some(whole_date(text)?.start_utc().0) };
    let midnight = whole_date(date)?.start_utc();
    let split = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(split);
    let offset_minutes = match zone.as_bytes() {
        [] | [b'Z' | b'z'] => 0,
        [sign, rest @ ..] => {
            let rest = std::str::from_utf8(rest).ok()?;
            let (hours, minutes) = rest.split_once(':').unwrap_or_else(|| rest.split_at(rest.len().min(2)));
            let minutes = number(hours)? * 60 + if minutes.is_empty() { 0 } else { number(minutes)? };
            if *sign == b'-' { -minutes } else { minutes }
        }
    };
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, ""));
    let mut parts = clock.split(':');
    let hours = number(parts.next()?)?;
    let minutes = number(parts.next()?)?;
    // FHIR allows a leap second.
    let seconds = parts.next().map_or(Some(0), number)?;
    if hours > 24 || minutes > 59 || seconds > 60 || offset_minutes.abs() > 14 * 60 {
        return None;
    }
    let thousandths = fraction.chars().chain("000".chars()).take(3).collect::<String>();
    let UtcMillis(start) = midnight;
    Some(start + (hours * 3_600 + (minutes - offset_minutes) * 60 + seconds) * 1_000 + number(&thousandths)?)
}

/// The first and the last millisecond of a FHIR date, dateTime or instant, as far as it is known.
pub fn bounds(text: &str) -> Option<(i64, i64)> {
    let text = text.trim();
    let first = millis(text)?;
    if text.contains('T') {
        return Some((first, first));
    }
    let start = whole_date(text)?;
    let next = match text.len() {
        4 => start.plus_years(1),
        5..=7 => start.plus_months(1),
        _ => start.plus_days(1),
    };
    Some((first, next.start_utc().0 - 1))
}

/// `YYYY`, `YYYY-MM` or `YYYY-MM-DD` and nothing behind it.
fn whole_date(text: &str) -> Option<Date> {
    (text.len() <= 10).then(|| Date::parse(text)).flatten()
}

fn number(digits: &str) -> Option<i64> {
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::millis;

    #[test]
    fn every_precision_of_fhir_is_read() {
        assert_eq!(millis("1970"), Some(0));
        assert_eq!(millis("1970-02"), Some(31 * 86_400_000));
        assert_eq!(millis("1970-01-02"), Some(86_400_000));
        assert_eq!(millis("1970-01-01T01:00:00Z"), Some(3_600_000));
        assert_eq!(millis("1970-01-01T01:00:00.587305+01:00"), Some(587));
        assert_eq!(millis("1970-01-01T00:00:00-05:30"), Some(19_800_000));
        assert_eq!(millis("2015-11-29T01:16:09+00:00"), Some(1_448_759_769_000));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in
            ["", "soon", "2020-13-01", "2020-02-30", "2020-01-01T25:00:00Z", "2020-01-01T10", "2020-01-01 10:00"]
        {
            assert_eq!(millis(text), None, "{text}");
        }
    }
}
