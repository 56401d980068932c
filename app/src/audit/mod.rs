//! The audit log, for the privacy officer: who saw or changed what, and which patients it showed.

mod doors;
mod page;

pub use page::audit_page;
