//! The call desk and what supervisors see of it.
#![recursion_limit = "512"]

mod consequences;
mod desk;
mod dispositions;
mod doors;
mod endings;
mod find;
mod head;
mod inbound;
mod keys;
mod notes;
mod person;
mod queue;
mod script;
mod slots;
mod state;
mod supervisor;
mod top;

pub use desk::call_desk_page;
pub use supervisor::supervisor_page;
