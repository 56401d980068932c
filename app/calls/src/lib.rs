//! The call desk and what supervisors see of it.
#![recursion_limit = "512"]

mod desk;
mod supervisor;

pub use desk::call_desk_page;
pub use supervisor::supervisor_page;
