//! The value of an attribute that the organization keeps about somebody.

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
