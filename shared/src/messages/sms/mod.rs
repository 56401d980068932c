//! Text messages: what a template says, how many segments it costs, what it must contain, what people answer.

mod answers;
mod check;
mod document;
mod render;
mod segments;
mod signs;

pub use answers::{Answered, Inbound, answer_to, meaning};
pub use check::check_sms;
pub(super) use check::{names_sender, seen_by_others};
pub use document::SmsDocument;
pub use render::{SHORT_TOKEN, ShortLinks, render_sms};
pub use segments::{Encoding, SegmentCount, count_segments};
pub use signs::with_plain_signs;
