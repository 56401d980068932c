//! What a campaign makes is whole: once its messages are live, its cadence passes the journey's checks, and of the program only what
//! people agree on is open.

use super::ready;
use shared::ids::{ProgramId, SegmentId, TemplateId};
use shared::journeys::{Known, LocalDateTime, problems};
use shared::messages::{CheckFacts, is_blocked};
use shared::outreach::{CampaignKind, open_points};
use std::collections::BTreeMap;
use uuid::Uuid;

const PROGRAM: ProgramId = ProgramId(Uuid::from_u128(8));
const SEGMENT: SegmentId = SegmentId(Uuid::from_u128(7));

#[test]
fn each_campaign_makes_messages_cadence_and_program_that_fit_together() {
    for campaign in CampaignKind::ALL {
        let blanks = campaign.messages();
        let ids: BTreeMap<&str, TemplateId> =
            blanks.iter().zip(1u128..).map(|(blank, n)| (blank.key, TemplateId(Uuid::from_u128(100 + n)))).collect();
        assert_eq!(ids.len(), blanks.len(), "{campaign}: two messages have one key");
        let find = |key: &str| ids.get(key).copied();
        let mut cadence = campaign.cadence("America/Chicago", Some(SEGMENT), PROGRAM, &find);
        cadence.settings.start = LocalDateTime::parse("2026-12-01T09:00");
        let known = Known {
            segments: [(SEGMENT, "People".to_owned())].into(),
            programs: [(PROGRAM, "Program".to_owned())].into(),
            templates: ids.values().map(|id| (*id, "Message".to_owned())).collect(),
            ..Known::default()
        };
        assert_eq!(problems(&cadence, &known), Vec::new(), "{campaign}");

        let (agreed, mut facts) = ready();
        facts.messages.clone_from(&known.templates);
        let mut program = campaign.program(&find);
        program.journey = agreed.journey;
        program.text_number = agreed.text_number;
        program.voice_number = agreed.voice_number;
        program.visits.types = agreed.visits.types;
        program.practice_contacts = agreed.practice_contacts;
        program.center_contacts = agreed.center_contacts;
        program.agreements = agreed.agreements;
        assert_eq!(open_points(&program, &facts), Vec::new(), "{campaign}");
    }
}

#[test]
fn the_messages_of_a_campaign_can_go_live_as_they_are() {
    let facts = CheckFacts { postal_address_known: true, organization: "Lamna Healthcare".into(), base: String::new() };
    for campaign in CampaignKind::ALL {
        for blank in campaign.messages() {
            let mut body = blank.body;
            if let shared::messages::Body::Email(document) = &mut body {
                document.header.sender_name = "Lamna Healthcare".into();
                document.header.sender_address = "care@lamna.example".into();
            }
            let found = body.check(&facts);
            assert!(!is_blocked(&found), "{campaign}, {}: {found:?}", blank.key);
        }
    }
}
