//! Pages on paper as PDF, with shaped text and embedded fonts: postcards, letters, and reports of headings, paragraphs and tables.

mod error;
mod font;
mod mail;
mod markup;
mod report;
mod sheet;
mod text;

pub use error::PaperError;
pub use mail::{Pictures, Sides, card_back, card_front, mailing, mailings};
pub use report::{Cell, Report};
