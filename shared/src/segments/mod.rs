//! Which patients: the rule language of segments, what is wrong with a rule, how it reads in words, and its truth for
//! one patient. The store compiles the same rule to SQL; this evaluator is the second opinion and the explanation.

pub mod aspect;
pub mod attribute;
pub mod build;
pub mod by_hand;
pub mod care_gap;
pub mod care_gaps;
pub mod check;
pub mod condition;
pub mod contact;
pub mod content;
pub mod depends;
pub mod distance;
mod doubts;
pub mod evaluate;
pub mod facts;
pub mod kept;
mod list;
pub mod listed;
pub mod number;
pub mod patient;
pub mod record;
pub mod rule;
pub mod sentence;
pub mod state;
pub mod step_message;
pub mod templates;
pub mod text;
pub mod travel;
pub mod window;
pub mod wire;
pub mod wording;

#[cfg(any(test, feature = "testing"))]
pub mod arbitrary;

pub use crate::patients::{ContactSystem, Gender};
pub use crate::records::RecordType;
pub use aspect::PatientAspect;
pub use attribute::AttributeTest;
pub use by_hand::{ByHand, MemberList};
pub use care_gap::{CareGap, CareGapTest, GapState};
pub use check::{Asker, Problem, problems, problems_of, without_unfinished};
pub use condition::{ConditionKind, RecordConditionTest};
pub use contact::{ConsentTest, ContactFacts, Said};
pub use content::{Content, ContentMut, Part};
pub use depends::{Dependencies, dependencies};
pub use distance::Distance;
pub use doubts::doubts;
pub use evaluate::{Explanation, evaluate, holds, holds_for_traveller};
pub use facts::{ComponentFacts, ConceptFacts, PatientFacts, RecordFacts, search_text};
pub use kept::kept_because;
pub use list::{MemberSort, MembersQuery, SegmentSort, SegmentsQuery};
pub use number::{Comparison, NumberTest};
pub use patient::{AgeDay, AgeTest, PatientTest, PlacePart, Reach};
pub use record::{
    AgeThen, CodeRef, ComponentTest, NearTest, Quantifier, RecordCondition, RecordTest, Relation, Subject, TextTest,
};
pub use rule::{Block, BlockId, Combine, Group, Rule, SegmentTest, Step, Test};
pub use sentence::{Span, sentence};
pub use state::{SegmentKind, SegmentStatus};
pub use step_message::{MessageDeed, StepMessageTest};
pub use travel::{TravelStep, TravelTest};
pub use window::{CalendarUnit, DateTest, Unit};
pub use wording::WordingTest;
