//! The value of an attribute that the organisation keeps about somebody.

use crate::time::{Date, UtcMillis};
use serde::{Deserialize, Serialize};

/// The longest, in characters.
const LONGEST: usize = 500;

/// A value, and what it is besides text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AttributeValue {
    pub value: String,
    /// The value where it is a number.
    pub number: Option<f64>,
    /// The beginning of the day, in UTC, where it is a date written YYYY-MM-DD.
    pub at: Option<UtcMillis>,
}

impl AttributeValue {
    /// Without the space around it, 1 to 500 characters.
    pub fn parse(text: &str) -> Option<Self> {
        let value = text.trim();
        (!value.is_empty() && value.chars().count() <= LONGEST).then(|| Self {
            value: value.to_owned(),
            number: value.parse().ok().filter(|number: &f64| number.is_finite()),
            at: Date::parse(value).filter(|_| value.len() == 10).map(Date::start_utc),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::AttributeValue;

    #[test]
    fn a_value_knows_whether_it_is_a_number_or_a_date() {
        let of = |text| AttributeValue::parse(text).map(|value| (value.number, value.at.is_some()));
        assert_eq!(of(" 9.5 "), Some((Some(9.5), false)));
        assert_eq!(of("2026-03-01"), Some((None, true)));
        assert_eq!(of("2026-02-30"), Some((None, false)));
        assert_eq!(of("NaN"), Some((None, false)));
        assert_eq!(of("  "), None);
    }
}
