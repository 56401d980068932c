//! The value of an attribute that the organisation keeps about somebody.

use crate::time::{Date, UtcMillis};

#[derive(Debug, Clone, PartialEq)]
pub struct AttributeValue {
    pub value: String,
    pub number: Option<f64>,
    pub at: Option<UtcMillis>,
}

impl AttributeValue {
    pub fn parse(text: &str) -> Option<Self> {
        let value = text.trim();
        (!value.is_empty()).then(|| Self {
            value: value.to_owned(),
            number: value.parse().ok().filter(|number: &f64| number.is_finite()),
            at: Date::parse(value).map(|date| date.start_utc()),
        })
    }
}
