//! Community outreach by a contact center: programs, the people on their lists, and the calls that reach them.

pub mod calls;
mod campaign;
pub mod lookup;
mod program;
mod program_agreement;
mod program_conduct;
mod program_script;
mod program_visits;
pub mod prospects;

pub use campaign::CampaignKind;
pub use program::{Costs, Duty, Program, ProgramStatus, number_key};
pub use program_agreement::{Agreement, AgreementKind, SignOff};
pub use program_conduct::{CallingHours, Carried, ChatDuty, Chats, Contact, Enrichment, Frequency, HandOver, Targets};
pub use program_script::{
    CallScript, MOST_SCRIPT_STEPS, ScriptAnswer, ScriptField, ScriptFieldKind, ScriptStep, ScriptStepId,
};
pub use program_visits::{
    CadenceKind, CadenceStep, Cadences, ProgramMessages, ProgramVisits, ReviewRequest, ScheduledBy, VisitTimes,
    VisitTouch,
};
