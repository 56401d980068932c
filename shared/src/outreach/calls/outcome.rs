//! What calls count as, and the way that somebody in a journey goes on by afterwards.

use crate::coded;
use crate::graph::Port;
use crate::hue::Hue;

coded! {
    /// What a disposition counts as. Connected first: somebody picked up and said something.
    pub enum CallOutcome {
        Scheduled = "scheduled", "Booked";
        CallBack = "call-back", "Call back";
        Declined = "declined", "Declined";
        AlreadyDone = "already-done", "Already done";
        LanguageNeed = "language-need", "Language need";
        /// Somebody else goes on with them, such as the scheduling team.
        Transferred = "transferred", "Handed over";
        WrongNumber = "wrong-number", "Wrong number";
        OptedOut = "opted-out", "Do not call";
        Deceased = "deceased", "Deceased";
        Other = "other", "Other";
        NoAnswer = "no-answer", "No answer";
        VoicemailLeft = "voicemail-left", "Voicemail left";
        VoicemailFull = "voicemail-full", "No voicemail";
        Busy = "busy", "Busy";
        Disconnected = "disconnected", "Disconnected";
        Failed = "failed", "Failed";
    }
}

coded! {
    /// The ways out of a journey's call step.
    pub enum CallWay {
        Agreed = "agreed", "Agreed";
        Declined = "declined", "Declined";
        Voicemail = "voicemail", "Voicemail left";
        NoAnswer = "no-answer", "No answer";
        BadNumber = "bad-number", "Wrong or dead number";
        NoMore = "no-more", "Wants no calls";
        Other = "other", "Something else";
        Timeout = "timeout", "Not called in time";
    }
}

impl CallWay {
    /// The port's name in stored journeys.
    #[must_use]
    pub fn port(self) -> Port {
        self.code().parse().unwrap_or(Port::NO)
    }
}

impl CallOutcome {
    /// Somebody picked up.
    #[must_use]
    pub const fn is_connected(self) -> bool {
        match self {
            Self::Scheduled
            | Self::CallBack
            | Self::Declined
            | Self::AlreadyDone
            | Self::LanguageNeed
            | Self::Transferred
            | Self::WrongNumber
            | Self::OptedOut
            | Self::Deceased
            | Self::Other => true,
            Self::NoAnswer
            | Self::VoicemailLeft
            | Self::VoicemailFull
            | Self::Busy
            | Self::Disconnected
            | Self::Failed => false,
        }
    }

    /// Wants a visit.
    #[must_use]
    pub const fn is_agreed(self) -> bool {
        matches!(self, Self::Scheduled | Self::Transferred)
    }

    /// Nobody reaches the person under this number.
    #[must_use]
    pub const fn number_is_bad(self) -> bool {
        matches!(self, Self::WrongNumber | Self::Disconnected)
    }

    /// How somebody in a journey goes on.
    #[must_use]
    pub const fn way(self) -> CallWay {
        match self {
            Self::Scheduled | Self::Transferred => CallWay::Agreed,
            Self::Declined => CallWay::Declined,
            Self::VoicemailLeft => CallWay::Voicemail,
            Self::NoAnswer | Self::VoicemailFull | Self::Busy | Self::Failed => CallWay::NoAnswer,
            Self::WrongNumber | Self::Disconnected => CallWay::BadNumber,
            Self::OptedOut | Self::Deceased => CallWay::NoMore,
            Self::AlreadyDone | Self::LanguageNeed | Self::CallBack | Self::Other => CallWay::Other,
        }
    }

    #[must_use]
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Scheduled => "calendar-check",
            Self::CallBack => "clock",
            Self::Declined => "user-x",
            Self::AlreadyDone => "circle-check",
            Self::LanguageNeed => "languages",
            Self::Transferred => "arrow-right",
            Self::WrongNumber => "circle-help",
            Self::OptedOut => "ban",
            Self::Deceased => "user-minus",
            Self::Other => "ellipsis",
            Self::NoAnswer => "bell",
            Self::VoicemailLeft | Self::VoicemailFull => "inbox",
            Self::Busy => "phone",
            Self::Disconnected => "circle-x",
            Self::Failed => "triangle-alert",
        }
    }

    #[must_use]
    pub const fn hue(self) -> Hue {
        match self {
            Self::Scheduled | Self::Transferred => Hue::Goal,
            Self::CallBack => Hue::Wait,
            Self::OptedOut | Self::Deceased => Hue::Exit,
            Self::Declined | Self::AlreadyDone | Self::LanguageNeed | Self::WrongNumber | Self::Other => Hue::Branch,
            Self::NoAnswer
            | Self::VoicemailLeft
            | Self::VoicemailFull
            | Self::Busy
            | Self::Disconnected
            | Self::Failed => Hue::Look,
        }
    }
}
