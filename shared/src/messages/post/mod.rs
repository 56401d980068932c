//! Postcards and letters: what they say, the address they go to, what an open card may not say, the code that is printed on them.

mod address;
mod check;
mod code;
mod document;
mod print;

pub use address::PostalAddress;
pub use check::check_post;
pub use code::MailingCode;
pub use document::{PostDocument, PostKind};
pub use print::{PrintedMail, render_post, sample_code};
