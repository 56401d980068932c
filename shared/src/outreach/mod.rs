//! Community outreach by a contact center: programs, the people on their lists, and the calls that reach them.

pub mod calls;
pub mod lookup;
mod program;
mod program_agreement;
mod program_check;
mod program_conduct;
mod program_script;
mod program_view;
mod program_visits;
pub mod prospects;
mod report;
mod report_letter;
mod review;
pub mod templates;
mod touch;
mod visit_cadence;

pub use program::{Costs, Duty, Program, ProgramStatus, number_key};
pub use program_agreement::{Agreement, AgreementKind, SignOff};
pub use program_check::{ProgramFacts, SAME_NUMBERS, bounded, open_agreement, open_points, program_field};
pub use program_conduct::{CallingHours, Carried, ChatDuty, Chats, Contact, Enrichment, Frequency, HandOver, Targets};
pub use program_script::{
    CallScript, MOST_SCRIPT_STEPS, ScriptAnswer, ScriptField, ScriptFieldKind, ScriptStep, ScriptStepId,
};
pub use program_view::{ProgramPage, ProgramRow, ProgramSort, ProgramsQuery, TeamMember};
pub use program_visits::{
    CadenceKind, CadenceStep, Cadences, ProgramMessages, ProgramVisits, ReviewRequest, ScheduledBy, VisitTimes,
    VisitTouch,
};
pub use report::{
    Breakdown, Report, ReportDays, ReportFigures, ReportLine, ReportNote, ReportPeriod, ReportSum, ServiceLevel, Tally,
    change, dollars, report_lines,
};
pub use report_letter::report_letter;
pub use review::{ReviewRow, ReviewSettings, ReviewSite, ReviewState, ReviewsQuery, checked_review};
pub use templates::CampaignKind;
pub use touch::{Measure, TouchKind};
pub use visit_cadence::{TOO_LATE, VisitDeed, VisitNow, due_now, visit_deeds};
