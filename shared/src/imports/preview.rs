//! The first lines of a table, as its columns are understood: what somebody looks at before it is imported.

use crate::patients::Meaning;
use crate::phi::Phi;
use serde::{Deserialize, Serialize};

/// Lines that are shown.
pub const PREVIEWED: usize = 20;

/// A table as it was understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TablePreview {
    pub file: String,
    /// What each heading was taken for.
    pub columns: Vec<Meaning>,
    /// The first lines, with the line of the file that each begins on.
    pub lines: Phi<Vec<(u64, Vec<String>)>>,
    /// How many lines there are in all.
    pub total: u64,
    /// Why the table can't be read at all.
    pub wrong: Option<String>,
}
