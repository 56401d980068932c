//! Number look-up: what kind of line a telephone number is. Mobiles get texts, everything else voicemail.

mod line_type;
mod pace;

pub use line_type::{LineType, LookupProvider};
pub use pace::{MICROS, again_after, money};
