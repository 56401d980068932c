//! What Twilio's error codes and statuses mean (https://www.twilio.com/docs/api/errors).

use crate::courier::{Recipient, SendError};
use crate::web::Answer;
use shared::messages::Delivery;

/// Why a request was refused.
pub(super) fn refusal(answer: &Answer, code: u32, message: &str) -> SendError {
    let said = if code == 0 { message.to_owned() } else { format!("{code}: {message}") };
    let permanent = |recipient| SendError::Permanent { answer: said.clone(), recipient };
    match code {
        // Invalid number; not reachable at all; a landline that takes no texts.
        21211 | 21214 | 21217 | 21401 | 21614 => permanent(Recipient::Gone),
        21610 => permanent(Recipient::OptedOut),
        // The sender's queue is full.
        21611 => SendError::Temporary(said),
        _ => answer.refusal(&said),
    }
}

/// What `MessageStatus` of a report means; `None` for what changes nothing.
pub fn message_status(status: &str, code: Option<u32>) -> Option<Delivery> {
    match status {
        "accepted" | "scheduled" | "queued" | "sending" | "sent" => Some(Delivery::OnItsWay),
        "delivered" | "read" => Some(Delivery::Delivered),
        "undelivered" | "failed" => {
            Some(Delivery::Undelivered { gone: matches!(code, Some(30005 | 30006 | 21211 | 21614)) })
        }
        _ => None,
    }
}

/// What `CallStatus` of a report means; `None` for what changes nothing. A fax hears nothing.
pub fn call_status(status: &str, answered_by: &str) -> Option<Delivery> {
    match status {
        "queued" | "initiated" | "ringing" | "in-progress" => Some(Delivery::OnItsWay),
        "completed" if answered_by != "fax" => Some(Delivery::Delivered),
        "completed" | "busy" | "no-answer" | "failed" | "canceled" => Some(Delivery::Undelivered { gone: false }),
        _ => None,
    }
}

/// Why a message did not arrive, for staff.
pub fn undelivered(code: u32) -> String {
    let why = match code {
        30001 => "the queue was full",
        30002 => "the account is suspended",
        30003 => "the phone was off or out of reach",
        30004 => "the phone or carrier blocks it",
        30005 => "the number does not exist",
        30006 => "the number is a landline, or its carrier can't be reached",
        30007 => "the carrier took it for spam",
        30008 => "unknown",
        30034 => "the sending number is not registered for business texts (A2P 10DLC)",
        21610 => "its owner opted out",
        _ => "see Twilio's list of error codes",
    };
    format!("Not delivered: {why} (Twilio {code}).")
}
