//! Asking a provider what kind of line a number is.

use crate::courier::{Reply, SendError};
use shared::outreach::lookup::{LineType, LookupProvider};
use std::fmt;
use std::sync::Arc;

/// What a provider says of a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookedUp {
    pub line: LineType,
    /// The carrier's name; empty where it is not said.
    pub carrier: String,
    /// ISO 3166, two letters; empty where it is not said.
    pub country: String,
    /// Whether this answer costs something: of numbers that can't exist nothing is charged.
    pub charged: bool,
}

/// Looks numbers up. A new provider is one of these in a file of its own.
pub trait NumberLookup: fmt::Debug + Send + Sync {
    fn provider(&self) -> LookupProvider;

    /// Asks about one number, in E.164.
    ///
    /// # Errors
    /// [`SendError`] says whether it may be asked again: nothing is changed by asking twice but the bill.
    fn look_up<'a>(&'a self, number: &'a str) -> Reply<'a, Result<LookedUp, SendError>>;

    /// Connects and signs in without asking about a number, for `waypost doctor`.
    ///
    /// # Errors
    /// What went wrong, for people.
    fn check(&self) -> Reply<'_, Result<String, String>>;
}

/// How this process looks numbers up. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Lookups {
    asked: Option<Arc<dyn NumberLookup>>,
    /// Millionths of the currency of the contract, each look-up.
    pub cost_micros: u64,
    /// After how many months a number is asked about again.
    pub months: u32,
    /// Numbers a second at most; 0 is no limit.
    pub rate: u32,
}

impl Lookups {
    /// Nobody is asked: only the form of a number is known.
    pub const fn none(months: u32) -> Self {
        Self { asked: None, cost_micros: 0, months, rate: 0 }
    }

    pub fn new(asked: impl NumberLookup + 'static, cost_micros: u64, months: u32, rate: u32) -> Self {
        Self { asked: Some(Arc::new(asked)), cost_micros, months, rate }
    }

    /// Whom numbers are asked of, if anybody.
    pub fn asked(&self) -> Option<&dyn NumberLookup> {
        self.asked.as_deref()
    }

    pub fn provider(&self) -> LookupProvider {
        self.asked.as_ref().map_or(LookupProvider::Form, |asked| asked.provider())
    }
}
