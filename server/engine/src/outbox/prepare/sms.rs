//! From a template or a written content to the text message that leaves.

use super::links::Tracked;
use channels::Sms;
use shared::messages::{SmsDocument, Values, render_sms};
use store::outbox::{Claimed, HandedSms, WrittenSms};

/// The text message that a template makes.
pub(super) fn rendered(message: &Claimed, document: &SmsDocument, values: &Values, tracked: &mut Tracked<'_>) -> Sms {
    of(message, render_sms(document, values, tracked))
}

/// The text message that was written out when it was queued.
pub(super) fn written(message: &Claimed, written: &WrittenSms) -> Sms {
    of(message, written.text.clone())
}

fn of(message: &Claimed, text: String) -> Sms {
    Sms { reference: message.uid.clone(), to: message.address.clone(), from: message.sender.clone(), text }
}

/// What is kept of a text message, to be looked at.
pub(super) fn handed(sms: &Sms) -> HandedSms {
    HandedSms { text: sms.text.clone() }
}
