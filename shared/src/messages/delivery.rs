//! What a carrier reports about a message after it took it. Reports come twice, late and in any order.

use super::MessageStatus;

/// A report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// It is on its way.
    OnItsWay,
    Delivered,
    /// It never will be. `gone`: the number or mailbox does not exist.
    Undelivered {
        gone: bool,
    },
}

/// What a report changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeliveryChange {
    /// It was taken after all: nobody needs to ask any more.
    Sent,
    Delivered,
    Failed,
    Bounced,
}

/// What a report about a message changes that stands at `status`; `None` for what is known already, or comes too late. The
/// first final word stays: delivered never goes back to sent.
pub const fn delivery_change(status: MessageStatus, delivered: bool, report: Delivery) -> Option<DeliveryChange> {
    let settled = match status {
        MessageStatus::Sending | MessageStatus::InDoubt => false,
        MessageStatus::Sent => true,
        MessageStatus::Queued
        | MessageStatus::Held
        | MessageStatus::Refused
        | MessageStatus::Failed
        | MessageStatus::Expired => return None,
    };
    match report {
        // The worker that hands it over writes this down itself.
        Delivery::OnItsWay if matches!(status, MessageStatus::InDoubt) => Some(DeliveryChange::Sent),
        Delivery::OnItsWay => None,
        Delivery::Delivered | Delivery::Undelivered { .. } if settled && delivered => None,
        Delivery::Delivered => Some(DeliveryChange::Delivered),
        Delivery::Undelivered { gone: true } => Some(DeliveryChange::Bounced),
        Delivery::Undelivered { gone: false } => Some(DeliveryChange::Failed),
    }
}
