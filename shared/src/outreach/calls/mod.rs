//! The call desk: what is to be done by phone, how calls end, and what follows.

mod disposition;
mod draft;
mod end;
mod gate;
#[cfg(feature = "zones")]
mod hours;
mod keys;
mod kinds;
mod outcome;
mod supervisor;
mod views;

pub use disposition::{Disposition, Dispositions, MessageAfter, NextStep, Stops};
pub use draft::{Draft, ScriptPlace};
pub use end::{Booked, CallEnd, Disposed, Follow, HandedOver, LostClaim, Mobile};
pub use gate::{CallDecision, CallFacts, Cancelled, Wait, may_call};
#[cfg(feature = "zones")]
pub use hours::{day_there, next_open, opens_at, zone_words};
pub use keys::{RESERVED, answer_keys};
pub use kinds::{CALL_BACK_RANK, CallKind, CallStatus, ClaimEnd, Direction, Presence, Priority};
pub use outcome::{CallOutcome, CallWay};
pub use supervisor::{AgentLine, CallBackLine, SupervisorView};
pub use views::{
    AttemptLine, CallCard, Caller, DeskProgram, DeskView, Figures, KeptNote, Noted, Person, QueueGroup, QueueLine,
    ReplyLine, Skipped,
};
