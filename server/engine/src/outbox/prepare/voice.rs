//! From a template or a written content to the call that reads it out.

use channels::Call;
use shared::messages::{Values, VoiceDocument, VoiceLanguage, render_voice};
use store::outbox::{Claimed, HandedVoice, WrittenVoice};

/// The call that a template makes.
pub(super) fn rendered(message: &Claimed, document: &VoiceDocument, values: &Values) -> Call {
    of(message, render_voice(document, values), document.language)
}

/// The call that was written out when it was queued.
pub(super) fn written(message: &Claimed, written: &WrittenVoice) -> Call {
    of(message, written.script.clone(), written.language)
}

fn of(message: &Claimed, script: String, language: VoiceLanguage) -> Call {
    Call { reference: message.uid.clone(), to: message.address.clone(), from: message.sender.clone(), script, language }
}

/// What is kept of a call, to be looked at.
pub(super) fn handed(call: &Call) -> HandedVoice {
    HandedVoice { script: call.script.clone(), language: call.language }
}
