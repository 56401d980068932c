//! Programs: what is open before the first contact, what surrounds a visit, what figures mean, what templates make.

mod check;
mod figures;
mod review;
mod templates;
mod visits;

use shared::ids::{JourneyId, StaffId, TemplateId, VisitTypeId};
use shared::outreach::{Agreement, AgreementKind, CampaignKind, Contact, Program, ProgramFacts, SignOff};
use shared::time::{Date, UtcMillis};
use uuid::Uuid;

pub const AUTHOR: StaffId = StaffId(Uuid::from_u128(1));
pub const SECOND: StaffId = StaffId(Uuid::from_u128(2));
pub const MESSAGE: TemplateId = TemplateId(Uuid::from_u128(3));
pub const VISIT: VisitTypeId = VisitTypeId(Uuid::from_u128(4));

/// A program of which nothing is open, with what is known about it.
pub fn ready() -> (Program, ProgramFacts) {
    let mut program = CampaignKind::NewNeighbors.program(&|_| Some(MESSAGE));
    let somebody = Contact { name: "Ada".into(), phone: "+12175550111".into(), ..Contact::default() };
    program.journey = Some(JourneyId(Uuid::from_u128(5)));
    program.text_number = "+1 217 555 0100".into();
    program.voice_number = "+1 217 555 0101".into();
    program.visits.types = vec![VISIT];
    program.practice_contacts = vec![somebody.clone()];
    program.center_contacts = vec![somebody];
    program.stakeholders = vec!["chief@practice.example".into()];
    program.scripts_by = Some(AUTHOR);
    for kind in AgreementKind::ALL {
        let signed = SignOff { by: SECOND, name: "Second Person".into(), at: UtcMillis(0) };
        program.agreements.insert(
            kind,
            Agreement {
                owner: Some(AUTHOR),
                decision: "As we said.".into(),
                decided: Date::new(2026, 11, 2),
                signed: Some(signed),
            },
        );
    }
    let facts = ProgramFacts {
        agents: 2,
        supervisors: 1,
        has_audience: true,
        journey_live: true,
        messages: [(MESSAGE, "Text".to_owned())].into(),
        worded_at: [(MESSAGE, UtcMillis(0))].into(),
        visit_types: [(VISIT, "New patient".to_owned())].into(),
    };
    (program, facts)
}
