//! Tests of the attributes that an organization keeps about people beside what FHIR knows.

use super::{Comparison, DateTest};
use crate::patients::AttributeValue;
use crate::time::Date;
use serde::{Deserialize, Serialize};

/// What the attribute's value must be. Where there is none, only `Known(false)` holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AttributeTest {
    Known(bool),
    /// Any of these, whatever their case (A to Z).
    AnyOf(Vec<String>),
    /// A value that is no number never passes.
    Number {
        compare: Comparison,
        value: f64,
    },
    /// A value that is no date never passes.
    Date(DateTest),
}

impl AttributeTest {
    pub fn holds(&self, value: Option<&AttributeValue>, today: Date) -> bool {
        match self {
            Self::Known(known) => value.is_some() == *known,
            Self::AnyOf(any_of) => {
                value.is_some_and(|found| any_of.iter().any(|wanted| wanted.eq_ignore_ascii_case(&found.value)))
            }
            Self::Number { compare, value: wanted } => {
                value.and_then(|found| found.number).is_some_and(|found| compare.holds(found, *wanted))
            }
            Self::Date(date) => value.and_then(|found| found.at).is_some_and(|at| date.window(today).holds(at)),
        }
    }
}
