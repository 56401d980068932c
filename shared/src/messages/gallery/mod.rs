//! The gallery: healthcare messages to start from, in English and Spanish, for the channels where they make sense. All of them pass
//! every check as they stand.

mod appointments;
mod build;
mod care;
mod events;
mod keeping;

pub use build::GalleryPlace;

use super::body::Body;
use crate::coded;
use crate::consent::{Channel, Purpose};
use crate::language::Language;

coded! {
    /// What a template of the gallery is about.
    pub enum GalleryGroup {
        Care = "care", "Care that is due";
        Events = "events", "Events";
        Appointments = "appointments", "Appointments";
        Keeping = "keeping", "Keeping in touch";
    }
}

/// One message, in both languages and on several channels.
#[derive(Debug, Clone, Copy)]
pub struct GalleryItem {
    /// Never changes: pages name it.
    pub code: &'static str,
    pub group: GalleryGroup,
    pub purpose: Purpose,
    /// The file name of a starter picture.
    pub picture: &'static str,
    pub english: Words,
    pub spanish: Words,
}

/// What it says in one language. A channel for which it does not make sense has no words.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// For staff.
    pub name: &'static str,
    pub subject: &'static str,
    pub preheader: &'static str,
    pub headline: &'static str,
    /// With the small markup.
    pub text: &'static str,
    /// Words and link of the button; empty for none.
    pub button: (&'static str, &'static str),
    /// A text message, without the way out.
    pub sms: &'static str,
    /// What is read out after the greeting.
    pub call: &'static str,
    /// Headline and text of a postcard.
    pub card: (&'static str, &'static str),
}

impl Words {
    pub(super) const NONE: Self = Self {
        name: "",
        subject: "",
        preheader: "",
        headline: "",
        text: "",
        button: ("", ""),
        sms: "",
        call: "",
        card: ("", ""),
    };
}

impl GalleryItem {
    pub const fn words(&self, language: Language) -> &Words {
        match language {
            Language::English => &self.english,
            Language::Spanish => &self.spanish,
        }
    }

    /// The channels it can be started for.
    pub fn channels(&self) -> Vec<Channel> {
        let words = &self.english;
        let has = |channel: &Channel| match channel {
            Channel::Email => true,
            Channel::Sms => !words.sms.is_empty(),
            Channel::Voice => !words.call.is_empty(),
            Channel::Post => !words.card.0.is_empty(),
        };
        Channel::ALL.into_iter().filter(has).collect()
    }
}

/// All of them, group by group.
pub fn gallery() -> impl Iterator<Item = &'static GalleryItem> {
    [care::ITEMS, events::ITEMS, appointments::ITEMS, keeping::ITEMS].into_iter().flatten()
}

/// The item with this code.
pub fn gallery_item(code: &str) -> Option<&'static GalleryItem> {
    gallery().find(|item| item.code == code)
}

/// A template of the gallery as a draft begins; `None` when the item has nothing for the channel.
pub fn from_gallery(
    item: &GalleryItem,
    channel: Channel,
    language: Language,
    place: &GalleryPlace<'_>,
) -> Option<Body> {
    build::body(item, channel, language, place)
}
