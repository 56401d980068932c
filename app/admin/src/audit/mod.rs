//! The audit log, for the privacy officer: who saw or changed what, and which patients it showed.

mod doors;
#[cfg(feature = "ssr")]
pub mod export;
mod filters;
mod page;
mod shown;
#[cfg(feature = "ssr")]
mod wanted;

pub use page::audit_page;
