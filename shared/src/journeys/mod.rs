//! Journeys: the graph a marketer draws, what is wrong with it, how it is edited, and the next step of one traveller.
//! All of it is pure: the server runs `step` for real, the browser validates as you type with the same code.

mod advice;
mod arm;
mod branch;
mod call_step;
mod definition;
mod describe;
mod format1;
mod list;
mod node;
mod plan;
mod problem;
mod recheck;
mod seen;
mod settings;
mod split;
mod step;
mod stored;
pub mod templates;
mod trigger;
mod view;
mod wait;
mod wait_for;
mod walk;

pub use crate::graph::{
    COLUMN, Content, Edge, NodeId, Port, ROW, TILE_HEIGHT, TILE_WIDTH, View, Way, append, bounds, connect, copy, curve,
    delete, disconnect, duplicate, framed, insert_on_edge, move_nodes, paste, place, port_offset, relabel, set_kind,
    set_settings, tidy,
};
pub use crate::time::LocalDateTime;
pub use advice::advice;
pub use arm::{Arm, MOST_ARMS, arm_port, free_port};
pub use branch::Branch;
pub use call_step::CallStep;
pub use definition::{Definition, starter};
pub use describe::{Described, Drawn, Names, called, describe, figures, outcome_words, title};
pub use list::{JourneySort, JourneysQuery, TriggerSort, TriggersQuery};
pub use node::{Audience, Kind, NodeKind};
pub use plan::Plan;
pub use problem::{Known, Problem, ProblemPlace, problems};
pub use recheck::still_holds;
pub use seen::Seen;
pub use settings::{AtEnd, Exits, NAME_MAX, OnLeave, ReEntry, Settings, check_name};
pub use split::Split;
pub use step::{Decision, Deed, FinishReason, Now, Traveller, step};
pub use stored::{Unreadable, read_definition, read_plan};
pub use trigger::{Listens, TriggerDraft, TriggerStatus, firing, record_type_label, record_types};
pub use view::{
    Choice, Figures, GoLiveSummary, JourneyPage, JourneyRow, JourneyStatus, MessageFigures, NodeFigures, PassedRow,
    Reason, Saved, TraceStep, TravellerRow, TriggerRow,
};
pub use wait::{Unit, Wait};
pub use wait_for::{Awaited, AwaitedKind, EventDeed, WaitFor};
pub use walk::{Outcome, Position, Walk, walk};

/// A journey's tile.
pub type Node = crate::graph::Node<NodeKind>;
/// An edit of a journey.
pub type Patch = crate::graph::Patch<NodeKind>;
/// Tiles of a journey taken along.
pub type Clipping = crate::graph::Clipping<NodeKind>;
