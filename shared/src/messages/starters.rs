//! Templates that a new installation finds: complete, live at once, meant to be saved under another name and changed.

use super::body::Body;
use super::content::{Align, Content, HeadingSize};
use super::document::{Document, Header};
use super::post::{PostDocument, PostKind};
use super::sms::SmsDocument;
use super::voice::VoiceDocument;
use crate::consent::Purpose;
use crate::ids::MediaId;

/// A ready template.
#[derive(Debug, Clone)]
pub struct Starter {
    pub name: &'static str,
    pub body: Body,
}

/// The pictures the starters show: file name, and what is in the picture.
pub const STARTER_PICTURES: &[(&str, &str)] = &[
    ("health-class.png", "People of different ages sit in a circle at a health class"),
    ("checkup.png", "A calendar page with a tick and a stethoscope"),
    ("vaccination.png", "A plaster with a heart on an upper arm"),
    ("harbour-clinic.png", "A clinic by the water under a morning sun"),
];

/// All starters. `picture` finds a picture of [`STARTER_PICTURES`] by its file name.
pub fn starters(picture: &dyn Fn(&str) -> Option<MediaId>, sender_name: &str, sender_address: &str) -> Vec<Starter> {
    let header = |subject: &str, preheader: &str, purpose| Header {
        subject: subject.into(),
        preheader: preheader.into(),
        sender_name: sender_name.into(),
        sender_address: sender_address.into(),
        reply_to: String::new(),
        purpose,
    };
    let image = |file: &str| {
        let alt = STARTER_PICTURES.iter().find(|(name, _)| *name == file).map_or("", |(_, alt)| alt);
        Content::Image { picture: picture(file), alt: alt.into(), link: String::new() }
    };
    vec![
        Starter {
            name: "Free Diabetes Prevention Event: Invitation",
            body: Body::Email(Document::of(
                header(
                    "You are invited: free diabetes prevention event",
                    "An evening with our dietitians. It costs nothing.",
                    Purpose::Event,
                ),
                vec![
                    image("health-class.png"),
                    small("Saturday, December 5, 2026"),
                    large("Free Diabetes Prevention Event"),
                    text(
                        "Hi, {{patient.first_name|there}}! You are invited to {{organization.name|our}}’s free diabetes prevention event.\n\nTaste, ask, try out:\n\n- cooking that keeps blood sugar steady\n- a short walk with our physiotherapists\n- your questions, answered by our dietitians",
                    ),
                    button("See the event and register", "{{links.events}}"),
                    text("Bring a friend. **Come join us!**"),
                    footer(),
                ],
            )),
        },
        Starter {
            name: "Appointment reminder",
            body: Body::Email(Document::of(
                header("Reminder of your appointment", "Please tell us in time if you can’t come.", Purpose::Treatment),
                vec![
                    image("checkup.png"),
                    large("See you soon, {{patient.first_name|there}}"),
                    text(
                        "You have an appointment with us. Date, time and place are in your letter, and our team tells you by phone.\n\nIf you can’t come, please call us: somebody else can use the time.",
                    ),
                    text("**Please bring** your insurance card and a list of what you take."),
                    footer(),
                ],
            )),
        },
        Starter {
            name: "Flu vaccination",
            body: Body::Email(Document::of(
                header("Your flu vaccination is waiting", "Ten minutes now, a winter without flu.", Purpose::Treatment),
                vec![
                    image("vaccination.png"),
                    large("Ten minutes for a calm winter"),
                    text(
                        "Hi {{patient.first_name|there}},\n\nthe flu season has begun. The vaccination is recommended every year for everybody from six months of age.",
                    ),
                    button("Find a date", "{{links.events}}"),
                    text("*Already had it this season? Then you are all set.*"),
                    footer(),
                ],
            )),
        },
        Starter {
            name: "Welcome",
            body: Body::Email(Document::of(
                header(
                    "Welcome to {{organization.name|us}}",
                    "What to expect from us, and how to reach us.",
                    Purpose::Treatment,
                ),
                vec![
                    image("harbour-clinic.png"),
                    large("Welcome, {{patient.first_name|and good to meet you}}"),
                    text(
                        "Thank you for choosing {{organization.name|us}}. This is how we stay in touch:\n\n- we remind you of appointments and check-ups\n- we invite you to seminars and classes near you\n- we never write about your health in an e-mail",
                    ),
                    Content::Divider,
                    small("You decide what we send"),
                    text(
                        "Choose on your [preference page]({{links.preferences}}) what you would like to hear about. You can change your mind at any time.",
                    ),
                    footer(),
                ],
            )),
        },
        Starter {
            name: "Screening due",
            body: Body::Email(Document::of(
                header("A check-up is due", "Please make an appointment.", Purpose::Treatment),
                vec![
                    image("checkup.png"),
                    large("It is time for a check-up"),
                    text(
                        "Hi {{patient.first_name|there}},\n\nour records show that you are due for a check-up. Please call us to make an appointment; we are happy to answer your questions.",
                    ),
                    text("If you already had it elsewhere, tell us and we will stop asking."),
                    footer(),
                ],
            )),
        },
        voice(
            "Voicemail: please call us",
            "Hello {{patient.first_name|there}}, this is {{organization.name}}. Please call us at {{organization.phone}}. Thank you. To get no more calls, tell us at the same number.",
        ),
        sms(
            "Text: appointment reminder",
            Purpose::Treatment,
            "{{organization.name}}: Hi {{patient.first_name|there}}, you have a visit with us soon. Details: {{links.events}} Reply STOP to opt out.",
        ),
        sms(
            "Text: check-up due",
            Purpose::Treatment,
            "{{organization.name}}: Hi {{patient.first_name|there}}, it is time for a check-up. Call us to choose a day. Reply STOP to opt out.",
        ),
        sms(
            "Text: invitation to an event",
            Purpose::Event,
            "Hi {{patient.first_name|there}}, {{organization.name}} invites you to our free health events. See what is on and save a seat: {{links.events}}\n\nReply STOP to opt out.",
        ),
        sms(
            "Text: invitation to an event (Spanish)",
            Purpose::Event,
            "Hola {{patient.first_name|y buenos deseos}}, {{organization.name}} le invita a nuestros eventos gratuitos de salud. Detalles y registro: {{links.events}}\n\nResponda STOP para no recibir mensajes.",
        ),
        Starter {
            name: "Postcard: time for a check-up",
            body: Body::Post(PostDocument {
                purpose: Purpose::Treatment,
                picture: picture("checkup.png"),
                headline: "It is time for a visit".into(),
                front: "A short call, a date that suits you, and it is done.".into(),
                back: "Hi {{patient.first_name|there}},\n\nwe have not seen you for a while. Please call us at {{organization.phone}} to choose a day.\n\nTell us the code below: it helps us find you.\n\n{{organization.name}}\n\nTo get no more mail, tell us at the same number.".into(),
                ..PostDocument::default()
            }),
        },
        Starter {
            name: "Letter: a screening is due",
            body: Body::Post(PostDocument {
                purpose: Purpose::Treatment,
                kind: PostKind::Letter,
                letter: "Dear {{patient.first_name|patient}},\n\nour records say that a screening is due for you. It takes less than an hour, and finding something early makes it easier to treat.\n\n**What to do**\n\n- call us at {{organization.phone}}, or answer when we call you\n- choose the day and the place that suit you\n- bring your insurance card and a list of what you take\n\nIf you already had it elsewhere, tell us and we will stop asking. To get no more mail, tell us at the same number.\n\nSincerely,\nyour care team at {{organization.name}}".into(),
                ..PostDocument::default()
            }),
        },
    ]
}

fn voice(name: &'static str, script: &str) -> Starter {
    Starter { name, body: Body::Voice(VoiceDocument::new(Purpose::Treatment, script)) }
}

fn sms(name: &'static str, purpose: Purpose, text: &str) -> Starter {
    Starter { name, body: Body::Sms(SmsDocument::new(purpose, text)) }
}

fn large(text: &str) -> Content {
    Content::Heading { text: text.into(), size: HeadingSize::Large, align: Align::Start }
}

fn small(text: &str) -> Content {
    Content::Heading { text: text.into(), size: HeadingSize::Small, align: Align::Start }
}

fn text(text: &str) -> Content {
    Content::Text { text: text.into(), align: Align::Start }
}

fn button(label: &str, url: &str) -> Content {
    Content::Button { label: label.into(), url: url.into(), align: Align::Start }
}

fn footer() -> Content {
    Content::Footer { text: String::new() }
}
