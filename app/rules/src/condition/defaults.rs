//! What a new condition starts with.

use shared::segments::{DateTest, Unit};

/// The last year.
pub const YEAR: DateTest = DateTest::InLast { count: 12, unit: Unit::Months };
