//! A rule as text: to copy, paste, compare and review. One block or row a line, what is inside it two spaces deeper.
//! Reading what was written gives the same rule, under fresh block numbers.
//!
//! ```text
//! waypost rule 2
//! all of
//!   patient active
//!   patient age 50 to 74
//!   no observation, procedure
//!     code-set "mammography"
//!     date in last 27 months
//! ```

mod dates;
mod read;
mod read_patient;
mod row;
mod token;
mod words;
mod write;

pub use read::{Mistake, read};
pub use write::write;

/// The first line of every text.
const HEAD: &str = "waypost rule 2";
