//! From the words of a gallery item to a template of one channel: the parts that all of them share are put around.

use super::super::body::Body;
use super::super::content::{Align, Content, HeadingSize};
use super::super::document::{Document, Header};
use super::super::post::PostDocument;
use super::super::sms::SmsDocument;
use super::super::starters::STARTER_PICTURES;
use super::super::voice::{VoiceDocument, VoiceLanguage};
use super::{GalleryItem, Words};
use crate::consent::{Channel, Purpose};
use crate::ids::MediaId;
use crate::language::Language;

/// What of the house goes into it.
pub struct GalleryPlace<'a> {
    /// Finds a starter picture by its file name.
    pub picture: &'a dyn Fn(&str) -> Option<MediaId>,
    pub sender_name: &'a str,
    pub sender_address: &'a str,
}

pub(super) fn body(item: &GalleryItem, channel: Channel, language: Language, place: &GalleryPlace<'_>) -> Option<Body> {
    if !item.channels().contains(&channel) {
        return None;
    }
    let words = item.words(language);
    Some(match channel {
        Channel::Email => Body::Email(email(item, words, language, place)),
        Channel::Sms => Body::Sms(SmsDocument::new(item.purpose, &sms(item, words, language))),
        Channel::Voice => Body::Voice(call(item, words, language)),
        Channel::Post => Body::Post(card(item, words, language, place)),
    })
}

fn email(item: &GalleryItem, words: &Words, language: Language, place: &GalleryPlace<'_>) -> Document {
    let header = Header {
        subject: words.subject.into(),
        preheader: words.preheader.into(),
        sender_name: place.sender_name.into(),
        sender_address: place.sender_address.into(),
        reply_to: String::new(),
        purpose: item.purpose,
    };
    let mut blocks = vec![Content::Masthead];
    if let Some(picture) = (place.picture)(item.picture) {
        let alt = STARTER_PICTURES.iter().find(|(file, _)| *file == item.picture).map_or("", |(_, alt)| alt);
        blocks.push(Content::Image { picture: Some(picture), alt: alt.into(), link: String::new() });
    }
    blocks.push(Content::Heading { text: words.headline.into(), size: HeadingSize::Large, align: Align::Start });
    blocks.push(Content::Text { text: format!("{}\n\n{}", greeting(language), words.text), align: Align::Start });
    let (label, url) = words.button;
    if !label.is_empty() {
        blocks.push(Content::Button { label: label.into(), url: url.into(), align: Align::Start });
    }
    blocks.push(Content::Footer { text: String::new() });
    Document::of(header, blocks)
}

const fn greeting(language: Language) -> &'static str {
    match language {
        Language::English => "Hi {{patient.first_name|there}},",
        Language::Spanish => "Hola, {{patient.first_name|¿qué tal?}}:",
    }
}

/// Who writes comes first, the way out last.
fn sms(item: &GalleryItem, words: &Words, language: Language) -> String {
    let way_out = match (language, item.purpose) {
        (Language::English, _) => "Reply STOP to opt out.",
        (Language::Spanish, Purpose::Treatment) => "STOP para salir.",
        (Language::Spanish, _) => "Responda STOP para no recibir mensajes.",
    };
    format!("{{{{organization.name}}}}: {} {way_out}", words.sms)
}

fn call(item: &GalleryItem, words: &Words, language: Language) -> VoiceDocument {
    let (script, voice) = match language {
        Language::English => (
            format!(
                "Hello {{{{patient.first_name|there}}}}, this is {{{{organization.name}}}}. {} Please call us at {{{{organization.phone}}}}. To get no more calls, tell us at the same number.",
                words.call
            ),
            VoiceLanguage::English,
        ),
        Language::Spanish => (
            format!(
                "Hola {{{{patient.first_name|buenos días}}}}, le llama {{{{organization.name}}}}. {} Por favor llámenos al {{{{organization.phone}}}}. Para no recibir más llamadas, díganoslo en el mismo número.",
                words.call
            ),
            VoiceLanguage::Spanish,
        ),
    };
    VoiceDocument { language: voice, ..VoiceDocument::new(item.purpose, &script) }
}

fn card(item: &GalleryItem, words: &Words, language: Language, place: &GalleryPlace<'_>) -> PostDocument {
    let (headline, text) = words.card;
    let (front, back) = match language {
        Language::English => (
            "A short call, and a date that suits you.",
            format!(
                "Hi {{{{patient.first_name|there}}}},\n\n{text}\n\nCall us at {{{{organization.phone}}}} and tell us the code below.\n\n{{{{organization.name}}}}\n\nTo get no more mail, tell us at the same number."
            ),
        ),
        Language::Spanish => (
            "Una llamada corta y una fecha que le convenga.",
            format!(
                "Hola, {{{{patient.first_name|¿qué tal?}}}}:\n\n{text}\n\nLlámenos al {{{{organization.phone}}}} y díganos el código de abajo.\n\n{{{{organization.name}}}}\n\nPara no recibir más correo, díganoslo en el mismo número."
            ),
        ),
    };
    PostDocument {
        purpose: item.purpose,
        language,
        picture: (place.picture)(item.picture),
        headline: headline.into(),
        front: front.into(),
        back,
        ..PostDocument::default()
    }
}
