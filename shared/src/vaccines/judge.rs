//! Whether a dose that was given counts, and why not, in words for the record.

use super::Product;
use crate::time::Date;

/// The vaccines of one day and what they count for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    pub on: Date,
    pub products: Vec<&'static Product>,
    pub verdict: Verdict,
}

/// What a day's dose counts for in its series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is dose number so many, from 1.
    Counts(usize),
    /// The series was complete already.
    Extra,
    /// Given, but to be repeated or of no use; why.
    No(String),
}

impl Judged {
    /// "MMR", "MMR, varicella".
    pub fn name(&self) -> String {
        let names: Vec<_> = self.products.iter().map(|product| product.name).collect();
        names.join(", ")
    }

    /// "dose 2", "more than needed", "given at 8 months, before the minimum age of 12 months".
    pub fn words(&self) -> String {
        match &self.verdict {
            Verdict::Counts(dose) => format!("dose {dose}"),
            Verdict::Extra => "more than needed".to_owned(),
            Verdict::No(why) => format!("does not count: {why}"),
        }
    }

    pub const fn counts(&self) -> bool {
        matches!(self.verdict, Verdict::Counts(_))
    }
}

/// The days of the doses that count.
pub(super) fn counted(doses: &[Judged]) -> impl DoubleEndedIterator<Item = Date> {
    doses.iter().filter(|dose| dose.counts()).map(|dose| dose.on)
}
