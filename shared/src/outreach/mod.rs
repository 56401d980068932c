//! Community outreach by a contact center: programs, the people on their lists, and the calls that reach them.

mod program;

pub use program::{Duty, Program, ProgramStatus};
