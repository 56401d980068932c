//! Journeys to start from: a gallery. Each makes a draft with its messages and says which segment it is meant for; all of it is
//! changed freely afterwards.

mod draw;
mod messages;
mod rules;
mod shapes;

pub use draw::{Shape, drawn};
pub use messages::{MessageBlank, card_blank, email_blank, text_blank, voice_blank};

use super::Definition;
use crate::coded;
use crate::ids::{ProgramId, SegmentId, TemplateId};
use crate::segments::Rule;

coded! {
    /// A journey to start from.
    pub enum JourneyTemplate {
        OutreachCadence = "outreach-cadence", "Outreach cadence";
        AppointmentReminders = "appointment-reminders", "Appointment reminders";
        NoShowRecovery = "no-show-recovery", "No-show recovery";
        CancellationRecovery = "cancellation-recovery", "Cancellation recovery";
        PostDischarge = "post-discharge", "Post-discharge follow-up";
        CareGap = "care-gap", "Care-gap outreach";
        EventInvitation = "event-invitation", "Event invitation";
        NewPatientWelcome = "new-patient-welcome", "New-patient welcome";
        ReviewRequest = "review-request", "Review request";
        Survey = "survey", "Survey";
        ChronicCheckIn = "chronic-check-in", "Chronic-care check-in";
    }
}

/// Whom a template is meant for: a segment that is made as a draft with it.
#[derive(Debug, Clone, PartialEq)]
pub struct SegmentBlank {
    pub name: String,
    pub rule: Rule,
}

impl JourneyTemplate {
    /// What it does, in a sentence.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::OutreachCadence => {
                "A postcard, a week later a text or a voicemail, a week later the other, then a call, and next month again."
            }
            Self::AppointmentReminders => {
                "Reminds 7 days, 2 days and the day before a visit, and stops when it is called off."
            }
            Self::NoShowRecovery => "Asks those who missed a visit to choose another time.",
            Self::CancellationRecovery => "Offers another time to those who called off and have nothing booked.",
            Self::PostDischarge => "Checks in two days after a hospital stay, and again a week later without a visit.",
            Self::CareGap => "Says that a check-up is due, and reminds those who have not come.",
            Self::EventInvitation => {
                "Invites, reminds, and afterwards thanks those who came or says that they were missed."
            }
            Self::NewPatientWelcome => "Says in three messages what to expect and how to reach you.",
            Self::ReviewRequest => "Asks everybody who was seen how it was.",
            Self::Survey => "Sends a survey, and one reminder to those who did not open it.",
            Self::ChronicCheckIn => {
                "Checks in every month for three months with people who live with a chronic condition."
            }
        }
    }

    /// The messages that it sends, in order.
    #[must_use]
    pub fn messages(self) -> Vec<MessageBlank> {
        messages::of(self)
    }

    /// The segment it is meant for.
    #[must_use]
    pub fn segment(self) -> SegmentBlank {
        SegmentBlank { name: rules::audience_name(self).to_owned(), rule: rules::audience(self) }
    }

    /// The draft, with the messages that `message` finds by their keys, and calls by the team of `program`.
    #[must_use]
    pub fn definition(
        self,
        zone: &str,
        segment: Option<SegmentId>,
        program: Option<ProgramId>,
        message: &dyn Fn(&str) -> Option<TemplateId>,
    ) -> Definition {
        drawn(&shapes::of(self), zone, segment, program, message)
    }
}
