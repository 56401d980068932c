//! Which patients: the rule language of segments, what is wrong with a rule, how it reads in words, and its truth for
//! one patient. The store compiles the same rule to SQL; this evaluator is the second opinion and the explanation.

pub mod build;
pub mod check;
pub mod depends;
pub mod evaluate;
pub mod facts;
pub mod patient;
pub mod record;
pub mod rule;
pub mod sentence;
pub mod state;
pub mod window;
pub mod wire;

#[cfg(any(test, feature = "testing"))]
pub mod arbitrary;

pub use check::{Problem, problems, without_unfinished};
pub use depends::{Dependencies, dependencies};
pub use evaluate::{Explanation, evaluate};
pub use facts::{ConceptFacts, PatientFacts, RecordFacts, search_text};
pub use patient::{AgeTest, Gender, PatientTest, PlacePart, Reach};
pub use record::{
    CodeRef, NumberTest, Quantifier, RecordCondition, RecordConditionTest, RecordTest, RecordType, TextTest,
};
pub use rule::{Block, BlockId, Combine, Group, Rule, Test};
pub use sentence::{Span, sentence};
pub use state::{SegmentKind, SegmentStatus};
pub use window::{DateTest, Unit};
