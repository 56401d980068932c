//! The messages of campaigns. What is said before somebody is a patient names no health matter.

use super::CampaignKind;
use crate::consent::Purpose;
use crate::journeys::templates::{MessageBlank, card_blank, email_blank, text_blank, voice_blank};

/// Subject of the letter, its words, the text, the voicemail, next month's text.
const fn told(of: CampaignKind) -> [&'static str; 5] {
    match of {
        CampaignKind::NewNeighbors => [
            "Welcome to the neighborhood",
            "You are new here, and so you may not have a doctor yet. We are around the corner and take new patients. Call us at {{organization.phone}}: a first visit is booked in two minutes.",
            "welcome to the neighborhood. We take new patients: call {{organization.phone}}.",
            "We would like to welcome you to the neighborhood and find a time for a first visit.",
            "we still have times for new patients this month. Call {{organization.phone}}.",
        ],
        CampaignKind::AnnualWellness => [
            "It is time for your yearly visit",
            "Once a year we take the time to look at everything together. Call us at {{organization.phone}} and we find a time that suits you.",
            "it is time for your yearly visit. Call {{organization.phone}} to choose a day.",
            "It is time for your yearly visit.",
            "your yearly visit is still open. Call {{organization.phone}} to choose a day.",
        ],
        CampaignKind::FluSeason => [
            "Ten minutes for a calm winter",
            "The season has begun. Come in for ten minutes, without waiting. Call us at {{organization.phone}}, or just drop by.",
            "ten minutes for a calm winter: drop by, or call {{organization.phone}}.",
            "It is the season to think of the winter.",
            "there is still time before the winter. Drop by, or call {{organization.phone}}.",
        ],
        CampaignKind::ChronicCheckIn => [
            "How are you doing?",
            "Your care team would like to hear how you are doing. Call us at {{organization.phone}} and we find a time.",
            "your care team would like to hear how you are doing. Call {{organization.phone}}.",
            "Your care team would like to hear how you are doing.",
            "shall we find a time this month? Call {{organization.phone}}.",
        ],
        CampaignKind::LapsedPatients => [
            "We would like to see you again",
            "It has been a while since you were here. Call us at {{organization.phone}} and we find a time that suits you.",
            "it has been a while. Call {{organization.phone}} and we find a time for you.",
            "It has been a while, and we would like to find a time for you.",
            "we still have a time for you this month. Call {{organization.phone}}.",
        ],
        CampaignKind::NewService => [
            "Something new with us",
            "We have a new service. Call us at {{organization.phone}} to hear whether it is for you.",
            "we have something new. Call {{organization.phone}} to hear about it.",
            "We have something new and would like to tell you about it.",
            "we still have times for our new service this month. Call {{organization.phone}}.",
        ],
        CampaignKind::TelevisitIntroduction => [
            "See us from home",
            "You can now see us by video, from your own chair. We help you with the first time. Call us at {{organization.phone}}.",
            "you can now see us from home, by video. Call {{organization.phone}} and we help you with it.",
            "You can now see us from home, by video.",
            "shall we try a video visit this month? Call {{organization.phone}}.",
        ],
    }
}

/// What a card says: others read it on its way.
const fn card(of: CampaignKind) -> &'static str {
    match of {
        CampaignKind::NewNeighbors => "Welcome to the neighborhood. We are around the corner and take new patients.",
        CampaignKind::AnnualWellness => "Once a year we take the time to look at everything together.",
        CampaignKind::FluSeason => "Ten minutes for a calm winter: come in without waiting.",
        CampaignKind::ChronicCheckIn => "We would like to hear how you are doing.",
        CampaignKind::LapsedPatients => "It has been a while. We would like to find a time for you.",
        CampaignKind::NewService => "We have something new and would like to tell you about it.",
        CampaignKind::TelevisitIntroduction => "You can now see us from home, by video.",
    }
}

pub(super) fn of(campaign: CampaignKind) -> Vec<MessageBlank> {
    let purpose = campaign.purpose();
    let [subject, letter, text, voicemail, next] = told(campaign);
    let care = |key, name, words: &str| text_blank(key, name, Purpose::Treatment, words);
    vec![
        card_blank("postcard", "postcard", purpose, subject, card(campaign)),
        email_blank("letter", "e-mail", purpose, subject, letter),
        text_blank("text", "text", purpose, text),
        voice_blank("voicemail", "voicemail", purpose, voicemail),
        text_blank("next-month", "next month's text", purpose, next),
        care(
            "confirmation",
            "confirmation",
            "your visit is booked: {{visit.starts|see you soon}}. Can’t come? Call {{organization.phone}}.",
        ),
        care(
            "information",
            "practice information",
            "this is how you reach us: {{organization.phone}}, {{organization.postal_address}}.",
        ),
        care(
            "reminder",
            "reminder",
            "your visit with us is on {{visit.starts|the day we agreed}}. Can’t come? Call {{organization.phone}}.",
        ),
        care("missed", "after a no-show", "we missed you. Call {{organization.phone}} and we find another time."),
        care("cancelled", "after a cancellation", "shall we find another time for you? Call {{organization.phone}}."),
        care("review", "review request", "thank you for being with us. How was it? {{links.review}}"),
    ]
}
