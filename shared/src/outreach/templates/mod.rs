//! The campaigns of primary care that a program is made from: each makes program, segment, messages and cadence in one act, linked
//! and as drafts.

mod script;
mod words;

use super::{CadenceKind, Program, Targets, VisitTouch};
use crate::coded;
use crate::consent::Purpose;
use crate::ids::{ProgramId, SegmentId, TemplateId};
use crate::journeys::Definition;
use crate::journeys::templates::{JourneyTemplate, MessageBlank, SegmentBlank};
use crate::segments::templates::template;

coded! {
    /// Why a practice reaches out.
    pub enum CampaignKind {
        NewNeighbors = "new-neighbors", "New neighbors";
        AnnualWellness = "annual-wellness", "Annual wellness visit";
        FluSeason = "flu-season", "Flu season";
        ChronicCheckIn = "chronic-check-in", "Chronic-care check-in";
        LapsedPatients = "lapsed-patients", "Lapsed patients";
        NewService = "new-service", "New service";
        TelevisitIntroduction = "televisit-introduction", "Televisit introduction";
    }
}

impl CampaignKind {
    /// What it is to achieve: the goal that a new program starts with.
    #[must_use]
    pub const fn goal(self) -> &'static str {
        match self {
            Self::NewNeighbors => "People who have moved here know the practice and have had a first visit.",
            Self::AnnualWellness => "Everybody whose wellness visit is due has one booked.",
            Self::FluSeason => "Everybody who wants a flu vaccination has it before the winter.",
            Self::ChronicCheckIn => "People with a chronic condition are seen regularly.",
            Self::LapsedPatients => "People who have not been here for a year come back.",
            Self::NewService => "People who may need the new service know about it.",
            Self::TelevisitIntroduction => "People who find it hard to come have had a first televisit.",
        }
    }

    /// Whom it reaches, in words.
    #[must_use]
    pub const fn audience(self) -> &'static str {
        match self {
            Self::NewNeighbors => "A prospect list, imported every month",
            Self::AnnualWellness => "Patients whose annual wellness visit is due",
            Self::FluSeason => "Patients and community members",
            Self::ChronicCheckIn => "Patients with a chronic condition who come regularly",
            Self::LapsedPatients => "Patients who have not been here for a year",
            Self::NewService => "Patients with a chronic condition",
            Self::TelevisitIntroduction => "Patients who can be reached by phone only",
        }
    }

    /// The rule that its segment is made of; none where people come from a prospect list.
    const fn rule(self) -> Option<&'static str> {
        match self {
            Self::NewNeighbors => None,
            Self::AnnualWellness => Some("annual-wellness-visit"),
            Self::FluSeason => Some("regular-visitors"),
            Self::ChronicCheckIn => Some("regular-with-chronic-disease"),
            Self::LapsedPatients => Some("not-seen-for-a-year"),
            Self::NewService => Some("disease-chronic"),
            Self::TelevisitIntroduction => Some("reachable-by-phone-only"),
        }
    }

    /// The segment it makes.
    #[must_use]
    pub fn segment(self) -> Option<SegmentBlank> {
        let rule = template(self.rule()?)?.rule.clone();
        Some(SegmentBlank { name: self.audience().to_owned(), rule })
    }

    /// Promotion to people who are no patients yet needs their consent; reaching one's own patients about care does not (45 CFR 164.501).
    #[must_use]
    pub const fn purpose(self) -> Purpose {
        match self {
            Self::NewNeighbors | Self::NewService => Purpose::Marketing,
            Self::AnnualWellness
            | Self::FluSeason
            | Self::ChronicCheckIn
            | Self::LapsedPatients
            | Self::TelevisitIntroduction => Purpose::Treatment,
        }
    }

    /// Its messages: those of the cadence, then those around the visit.
    #[must_use]
    pub fn messages(self) -> Vec<MessageBlank> {
        words::of(self)
    }

    /// The cadence as a draft, with the messages that `message` finds by key.
    #[must_use]
    pub fn cadence(
        self,
        zone: &str,
        segment: Option<SegmentId>,
        program: ProgramId,
        message: &dyn Fn(&str) -> Option<TemplateId>,
    ) -> Definition {
        JourneyTemplate::OutreachCadence.definition(zone, segment, Some(program), message)
    }

    /// The program, without what only the store knows: segment and journey.
    #[must_use]
    pub fn program(self, message: &dyn Fn(&str) -> Option<TemplateId>) -> Program {
        let mut program = Program {
            goal: self.goal().to_owned(),
            campaign: Some(self),
            greeting: "Thank you for calling us back. Somebody of our team is with you in a moment.".to_owned(),
            script: script::of(self),
            targets: Targets {
                reached: 150,
                talked: 40,
                booked: 15,
                seen: 10,
                service_percent: 90,
                within_minutes: 15,
            },
            ..Program::default()
        };
        program.visits.televisit = self == Self::TelevisitIntroduction;
        program.messages.confirmation = message("confirmation");
        program.messages.information = message("information");
        program.messages.voicemail = message("voicemail");
        program.messages.review = message("review");
        for days in [7, 2, 0] {
            program.cadences.add(CadenceKind::Reminder, days, VisitTouch::Message, message("reminder"));
        }
        program.cadences.add(CadenceKind::NoShow, 1, VisitTouch::Message, message("missed"));
        program.cadences.add(CadenceKind::NoShow, 4, VisitTouch::Call, None);
        program.cadences.add(CadenceKind::Cancellation, 1, VisitTouch::Message, message("cancelled"));
        program.cadences.add(CadenceKind::Cancellation, 7, VisitTouch::Call, None);
        program
    }
}
