//! What happens to a person in a program, and the figures that follow from it: each figure has one definition, here.

use super::calls::CallOutcome;
use crate::coded;

coded! {
    /// Something that happened to one person in one program. Kept for good.
    pub enum TouchKind {
        /// A text, e-mail or postcard left for them.
        Sent = "sent", "Message sent";
        /// About a visit of theirs: a reminder, a confirmation, a request for a review.
        Service = "service", "Message about a visit";
        Voicemail = "voicemail", "Voicemail left";
        NoAnswer = "no-answer", "No answer";
        Talked = "talked", "Talked to";
        Agreed = "agreed", "Agreed to a visit";
        Declined = "declined", "Declined";
        CallBack = "call-back", "Call-back asked for";
        WrongNumber = "wrong-number", "Wrong or dead number";
        OptedOut = "opted-out", "Opted out";
        Booked = "booked", "Visit booked";
        Cancelled = "cancelled", "Visit cancelled";
        Missed = "missed", "Visit missed";
        Seen = "seen", "Seen";
        Reviewed = "reviewed", "Review given";
    }
}

coded! {
    /// A figure of a report, in the order of its columns.
    pub enum Measure {
        Touches = "touches", "Touches";
        Reached = "reached", "Reached";
        Talked = "talked", "Talked to";
        Agreed = "agreed", "Agreed";
        Booked = "booked", "Booked";
        Seen = "seen", "Seen";
        NoShow = "no-show", "No-shows";
        Cancelled = "cancelled", "Cancelled";
        Declined = "declined", "Declined";
        OptedOut = "opted-out", "Opted out";
        WrongNumber = "wrong-number", "Wrong numbers";
        Reviews = "reviews", "Reviews";
    }
}

impl TouchKind {
    /// The figures that it counts for.
    #[must_use]
    pub const fn measures(self) -> &'static [Measure] {
        match self {
            Self::Sent | Self::Voicemail => &[Measure::Touches, Measure::Reached],
            Self::NoAnswer | Self::Service => &[Measure::Touches],
            Self::Talked => &[Measure::Touches, Measure::Reached, Measure::Talked],
            Self::Agreed => &[Measure::Agreed],
            Self::Declined => &[Measure::Declined],
            Self::CallBack => &[],
            Self::WrongNumber => &[Measure::WrongNumber],
            Self::OptedOut => &[Measure::OptedOut],
            Self::Booked => &[Measure::Booked],
            Self::Cancelled => &[Measure::Cancelled],
            Self::Missed => &[Measure::NoShow],
            Self::Seen => &[Measure::Seen],
            Self::Reviewed => &[Measure::Reviews],
        }
    }

    /// It is ours to them, and not what follows: its channel, message, agent and list are what later happenings are counted under.
    #[must_use]
    pub const fn leads(self) -> bool {
        match self {
            Self::Sent | Self::Voicemail | Self::NoAnswer | Self::Talked => true,
            Self::Service
            | Self::Agreed
            | Self::Declined
            | Self::CallBack
            | Self::WrongNumber
            | Self::OptedOut
            | Self::Booked
            | Self::Cancelled
            | Self::Missed
            | Self::Seen
            | Self::Reviewed => false,
        }
    }
}

impl CallOutcome {
    /// What a call that ended so means for the person.
    #[must_use]
    pub const fn touches(self) -> &'static [TouchKind] {
        match self {
            Self::Scheduled | Self::Transferred => &[TouchKind::Talked, TouchKind::Agreed],
            Self::Declined => &[TouchKind::Talked, TouchKind::Declined],
            Self::CallBack => &[TouchKind::Talked, TouchKind::CallBack],
            Self::OptedOut => &[TouchKind::Talked, TouchKind::OptedOut],
            Self::AlreadyDone | Self::LanguageNeed | Self::Deceased | Self::Other => &[TouchKind::Talked],
            Self::WrongNumber | Self::Disconnected => &[TouchKind::NoAnswer, TouchKind::WrongNumber],
            Self::VoicemailLeft => &[TouchKind::Voicemail],
            Self::NoAnswer | Self::VoicemailFull | Self::Busy | Self::Failed => &[TouchKind::NoAnswer],
        }
    }
}

impl Measure {
    /// Counts people, each when it happens to them for the first time in the program; the others count happenings.
    #[must_use]
    pub const fn counts_people(self) -> bool {
        match self {
            Self::Reached | Self::Talked | Self::Agreed | Self::Declined | Self::OptedOut | Self::WrongNumber => true,
            Self::Touches | Self::Booked | Self::Seen | Self::NoShow | Self::Cancelled | Self::Reviews => false,
        }
    }

    /// Its definition, as staff read it.
    #[must_use]
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Touches => "Texts, e-mails, postcards and voicemails that left, and calls that were made.",
            Self::Reached => "People who got a message, a voicemail or a call for the first time in this program.",
            Self::Talked => "People whom an agent talked to for the first time in this program.",
            Self::Agreed => "People who agreed to a visit for the first time in this program.",
            Self::Booked => "Visits that were booked for people of this program.",
            Self::Seen => "Visits of this program that took place.",
            Self::NoShow => "Visits of this program to which nobody came.",
            Self::Cancelled => "Visits of this program that were cancelled, by whomever.",
            Self::Declined => "People who said for the first time that they do not want a visit.",
            Self::OptedOut => "People who wanted no more messages or calls after this program had reached them.",
            Self::WrongNumber => "People whose number turned out to be wrong or dead.",
            Self::Reviews => "Reviews that people of this program gave.",
        }
    }

    /// The way from first contact to a visit. Of each it shows the people, whatever the figure itself counts.
    pub const FUNNEL: [Self; 5] = [Self::Reached, Self::Talked, Self::Agreed, Self::Booked, Self::Seen];
}
