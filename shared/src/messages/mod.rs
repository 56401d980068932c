//! E-mail templates: the document, its merge fields, how it is rendered to HTML and plain text, what it must contain.

mod check;
mod document;
mod edit;
mod history;
mod html;
mod markup;
mod merge;
mod personal_links;
mod plain;
mod render;
mod starters;
mod wire;

pub use check::{CheckFacts, Place, Problem, Severity, check, check_envelope, is_blocked};
pub use document::{Align, Block, BlockId, Content, Document, Header, HeadingSize, MAX_BLOCKS};
pub use edit::{Direction, insert, move_by, place_at, remove, repeat};
pub use history::History;
pub use html::{escape, safe_url};
pub use markup::{Paragraph, Span, parse_markup};
pub use merge::{FIELDS, Field, Piece, Values, fill, pieces, sample_values, unknown_fields, with_unknown_marked};
pub use personal_links::{PERSONAL_PATHS, without_secrets};
pub use plain::plain_text;
pub use render::{Links, Rendered, StyleMode, UntouchedLinks, render, render_block};
pub use starters::{STARTER_PICTURES, Starter, starters};
pub use wire::*;
