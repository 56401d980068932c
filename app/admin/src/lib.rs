//! What administrators and privacy officers look after: the people who work here, the audit log, imports, settings; and
//! everybody's own account.
#![recursion_limit = "512"]

pub mod account;
pub mod audit;
pub mod imports;
pub mod people;
pub mod settings;
