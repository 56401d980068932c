//! Scripts that are read out to whoever answers, or to their voicemail.

mod check;
mod document;

pub use check::check_voice;
pub use document::{VoiceDocument, VoiceLanguage, render_voice, seconds_to_say};
