//! Reading stored words. Where something is decided, a word that this version does not know is an error; where a list is shown,
//! it is logged and the list shows "Unknown".

use crate::error::{Result, StoreError};
use shared::coded::{Coded, Known};
use std::fmt::Display;
use std::str::FromStr;

/// An id, an enum or another value out of a column; `what` names it, such as `staff.role`.
///
/// # Errors
/// [`StoreError::Corrupt`] when it can't be read.
pub(crate) fn read<T: FromStr<Err: Display>>(what: &'static str, text: &str) -> Result<T> {
    text.parse().map_err(|why| StoreError::corrupt(what, why))
}

/// A word for a list. One that a later version wrote is logged with its table and the key of its row.
pub(crate) fn known<T: Coded>(table: &'static str, key: impl Display, code: &str) -> Known<T> {
    let known = Known::read(code);
    report_unknown(table, key, &known);
    known
}

/// Logs a word that is not known.
pub(crate) fn report_unknown<T: Coded>(table: &'static str, key: impl Display, word: &Known<T>) {
    if let Known::Unknown(code) = word {
        tracing::error!(table, %key, kind = T::NAME, code, "a stored word is not known to this version");
    }
}
