//! Journeys: the graph a marketer draws, what is wrong with it, how it is edited, and the next step of one traveller.
//! All of it is pure: the server runs `step` for real, the browser validates as you type with the same code.

mod advice;
mod condition;
mod edits;
mod geometry;
mod graph;
mod layout;
mod local_time;
mod patch;
mod plan;
mod problem;
mod recheck;
mod settings;
mod step;
mod trigger;
mod view;
mod wait;
mod walk;

pub use advice::advice;
pub use condition::{Attribute, Comparison, Condition, Facts};
pub use edits::{
    Clipping, append, connect, copy, delete, disconnect, duplicate, insert_on_edge, move_nodes, paste, place, relabel,
    set_kind, set_settings, starter,
};
pub use geometry::{View, bounds, curve, framed, port_offset};
pub use graph::{Audience, Definition, Edge, Kind, Node, NodeId, NodeKind, Port};
pub use layout::{COLUMN, ROW, TILE_HEIGHT, TILE_WIDTH, tidy};
pub use local_time::LocalDateTime;
pub use patch::Patch;
pub use plan::Plan;
pub use problem::{Known, Problem, ProblemPlace, problems};
pub use recheck::still_holds;
pub use settings::{AtEnd, NAME_MAX, OnLeave, ReEntry, Settings, check_name};
pub use step::{Decision, FinishReason, Traveller, step};
pub use trigger::{Listens, TriggerDraft, TriggerStatus, record_type_label, record_types};
pub use view::{
    Choice, Figures, GoLiveSummary, JourneyPage, JourneyRow, JourneyStatus, MessageFigures, NodeFigures, PassedRow,
    Reason, Saved, TraceStep, TravellerRow, TriggerRow,
};
pub use wait::{Unit, Wait};
pub use walk::{Outcome, Position, Walk, walk};
