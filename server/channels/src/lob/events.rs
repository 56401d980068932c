//! What Lob reports about a piece of mail (https://docs.lob.com/#tag/Events).

use serde::Deserialize;
use shared::messages::Delivery;

/// A report about one of our messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The message's own id.
    pub reference: String,
    pub news: News,
    /// In a few words, for staff.
    pub words: String,
}

/// What happened to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    Carried(Delivery),
    /// It came back: nobody lives there.
    Returned,
}

#[derive(Deserialize)]
struct Raw {
    event_type: Kind,
    body: Piece,
}

#[derive(Deserialize)]
struct Kind {
    id: String,
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Piece {
    id: String,
    metadata: Metadata,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Metadata {
    message: String,
}

/// Reads a webhook's body; `None` for what says nothing about a message of ours, or nothing new.
pub fn event(body: &[u8]) -> Option<Event> {
    let raw: Raw = serde_json::from_slice(body).ok()?;
    let (_, what) = raw.event_type.id.split_once('.')?;
    let news = match what {
        "created" | "rendered_pdf" | "mailed" | "in_transit" | "in_local_area" | "re-routed" => {
            News::Carried(Delivery::OnItsWay)
        }
        "processed_for_delivery" | "delivered" => News::Carried(Delivery::Delivered),
        "returned_to_sender" => News::Returned,
        "failed" | "deleted" | "rejected" => News::Carried(Delivery::Undelivered { gone: false }),
        _ => return None,
    };
    let reference = raw.body.metadata.message;
    let words = format!("Lob: {} {}", raw.body.id, what.replace('_', " "));
    (!reference.is_empty()).then_some(Event { reference, news, words })
}
