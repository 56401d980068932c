//! The messages of each template: complete, without anything about anybody's health.

use super::JourneyTemplate;
use crate::consent::Purpose;
use crate::messages::{Align, Body, Content, Document, Header, HeadingSize, PostDocument, SmsDocument, VoiceDocument};

/// A message that a template makes as a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageBlank {
    /// By which steps name it.
    pub key: &'static str,
    /// The end of its name.
    pub name: &'static str,
    pub body: Body,
}

/// A text message: who writes, what for, how to leave.
#[must_use]
pub fn text_blank(key: &'static str, name: &'static str, purpose: Purpose, words: &str) -> MessageBlank {
    let text =
        format!("{{{{organization.name}}}}: Hi {{{{patient.first_name|there}}}}, {words} Reply STOP to opt out.");
    MessageBlank { key, name, body: Body::Sms(SmsDocument::new(purpose, &text)) }
}

/// A voicemail: who calls and how to call back, no more (HHS, FAQ 198 on HIPAA).
#[must_use]
pub fn voice_blank(key: &'static str, name: &'static str, purpose: Purpose, words: &str) -> MessageBlank {
    let script = format!(
        "Hello {{{{patient.first_name|there}}}}, this is {{{{organization.name}}}}. {words} Please call us at {{{{organization.phone}}}}. To get no more calls, tell us at the same number."
    );
    MessageBlank { key, name, body: Body::Voice(VoiceDocument::new(purpose, &script)) }
}

/// An e-mail: heading, text, and the footer that every one needs. The sender is set when it is made.
#[must_use]
pub fn email_blank(
    key: &'static str,
    name: &'static str,
    purpose: Purpose,
    subject: &str,
    words: &str,
) -> MessageBlank {
    let header = Header {
        subject: subject.to_owned(),
        preheader: "A short note from {{organization.name|us}}.".to_owned(),
        purpose,
        ..Header::default()
    };
    let blocks = vec![
        Content::Heading { text: subject.to_owned(), size: HeadingSize::Large, align: Align::Start },
        Content::Text { text: format!("Hi {{{{patient.first_name|there}}}},\n\n{words}"), align: Align::Start },
        Content::Footer { text: String::new() },
    ];
    MessageBlank { key, name, body: Body::Email(Document::of(header, blocks)) }
}

/// A postcard: what others may read on its way (45 CFR 164.530(c)).
#[must_use]
pub fn card_blank(
    key: &'static str,
    name: &'static str,
    purpose: Purpose,
    headline: &str,
    words: &str,
) -> MessageBlank {
    let back = format!(
        "Hi {{{{patient.first_name|there}}}},\n\n{words}\n\nCall us at {{{{organization.phone}}}}. To get no more mail, tell us at the same number.\n\n{{{{organization.name}}}}"
    );
    let document = PostDocument {
        purpose,
        headline: headline.to_owned(),
        front: "From {{organization.name}}".to_owned(),
        back,
        ..PostDocument::default()
    };
    MessageBlank { key, name, body: Body::Post(document) }
}

const CALL: &str = "Call us at {{organization.phone}} and we find a time that suits you.";

#[expect(clippy::too_many_lines, reason = "one table of words")]
pub fn of(template: JourneyTemplate) -> Vec<MessageBlank> {
    const CARE: Purpose = Purpose::Treatment;
    let text = |key, name, words: &str| text_blank(key, name, CARE, words);
    let voice = |key, name, words: &str| voice_blank(key, name, CARE, words);
    let email = |key, name, subject: &str, words: &str| email_blank(key, name, CARE, subject, words);
    match template {
        JourneyTemplate::OutreachCadence => vec![
            card_blank("postcard", "postcard", CARE, "We would like to see you again", "It has been a while."),
            email(
                "letter",
                "e-mail",
                "We would like to see you again",
                &format!("It has been a while since you were here. {CALL}"),
            ),
            text("text", "text", "it has been a while. Call {{organization.phone}} and we find a time for you."),
            voice("voicemail", "voicemail", "We would like to find a time for you."),
            text(
                "next-month",
                "next month's text",
                "we still have a time for you this month. Call {{organization.phone}}.",
            ),
        ],
        JourneyTemplate::AppointmentReminders => vec![
            email(
                "week",
                "7 days before",
                "Your visit with us next week",
                "You have a visit with us in the next days. If you can’t come, please call us: somebody else can use the time.",
            ),
            text(
                "two-days",
                "2 days before",
                "your visit with us is in two days. Can’t come? Call {{organization.phone}}.",
            ),
            text("same-day", "same day", "we see you soon. Can’t come? Call {{organization.phone}}."),
        ],
        JourneyTemplate::NoShowRecovery => vec![
            text("missed", "text", "we missed you. Call {{organization.phone}} and we find another time."),
            voice("voicemail", "voicemail", "We missed you and would like to find another time."),
            email("email", "e-mail", "Shall we find another time?", &format!("We missed you. {CALL}")),
        ],
        JourneyTemplate::CancellationRecovery => vec![
            text("offer", "text", "shall we find another time for you? Call {{organization.phone}}."),
            voice("voicemail", "voicemail", "We would like to find another time for you."),
            email("email", "e-mail", "Whenever it suits you", &format!("You called off a time with us. {CALL}")),
        ],
        JourneyTemplate::PostDischarge => vec![
            text(
                "check-in",
                "check-in",
                "we would like to know how you are. Call {{organization.phone}} with any question.",
            ),
            voice("voicemail", "voicemail", "We would like to hear how you are and find a time for you."),
        ],
        JourneyTemplate::CareGap => vec![
            email(
                "due",
                "e-mail",
                "It is time for a check-up",
                &format!(
                    "Our records say that a check-up is due for you. {CALL} If you had it elsewhere, tell us and we stop asking."
                ),
            ),
            text("text", "text", "it is time for a check-up. Call {{organization.phone}} to choose a day."),
            email("reminder", "reminder", "A check-up is still due", CALL),
        ],
        JourneyTemplate::EventInvitation => {
            let email = |key, name, subject: &str, words: &str| email_blank(key, name, Purpose::Event, subject, words);
            vec![
                email(
                    "invitation",
                    "invitation",
                    "You are invited",
                    "We are holding an evening for you and your family. It costs nothing.\n\nSee what is on and save a seat: [our events]({{links.events}})",
                ),
                email(
                    "reminder",
                    "reminder",
                    "There are seats left",
                    "We would be glad to see you: [our events]({{links.events}})",
                ),
                email(
                    "thanks",
                    "thanks",
                    "Thank you for coming",
                    "It was good to have you with us. See what comes next: [our events]({{links.events}})",
                ),
                email(
                    "missed",
                    "missed you",
                    "We missed you",
                    "Something came in between. There will be another evening: [our events]({{links.events}})",
                ),
            ]
        }
        JourneyTemplate::NewPatientWelcome => vec![
            email(
                "welcome",
                "welcome",
                "Welcome to {{organization.name|us}}",
                "Thank you for choosing us. Call us at {{organization.phone}} with any question.",
            ),
            text("text", "text", "save this number: texts from us come from here. Call us at {{organization.phone}}."),
            email(
                "services",
                "what we do",
                "What we can do for you",
                &format!("Check-ups, vaccinations, televisits: all in one place. {CALL}"),
            ),
        ],
        JourneyTemplate::ReviewRequest => vec![
            email(
                "request",
                "short",
                "How did we do?",
                "Thank you for being with us. Would you tell us in a minute how it was? Answer this e-mail, or call {{organization.phone}}.",
            ),
            email(
                "request-b",
                "personal",
                "Would you tell us how it was?",
                "Your words help us to do better, and help others to choose. Answer this e-mail, or call {{organization.phone}}.",
            ),
        ],
        JourneyTemplate::Survey => {
            let email = |key, name, subject: &str, words: &str| email_blank(key, name, Purpose::Survey, subject, words);
            vec![
                email(
                    "survey",
                    "survey",
                    "Three short questions",
                    "How easy was it to reach us? Did we take enough time? Would you send a friend? Answer this e-mail with a few words.",
                ),
                email(
                    "reminder",
                    "reminder",
                    "Your answer helps",
                    "Three short questions, a minute of your time. Answer this e-mail with a few words.",
                ),
            ]
        }
        JourneyTemplate::ChronicCheckIn => vec![
            text(
                "month-1",
                "first month",
                "how are you doing? Call {{organization.phone}} if you need anything from us.",
            ),
            text(
                "month-2",
                "second month",
                "we are thinking of you. Shall we find a time? Call {{organization.phone}}.",
            ),
            email("month-3", "third month", "Shall we find a time?", CALL),
        ],
    }
}
