//! Related records: their types, what an import makes of them, and which facts are kept of each.

mod fact;
mod kind;
mod record_type;

pub use fact::{CodedFact, NO_RESULT, REFUSALS, WordFact};
pub use kind::RecordKind;
pub use record_type::RecordType;
