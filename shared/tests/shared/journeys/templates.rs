//! The gallery: each template is a journey that can go live once its messages have, and its messages can.

use shared::ids::{SegmentId, TemplateId};
use shared::journeys::templates::JourneyTemplate;
use shared::journeys::{Known, LocalDateTime, problems};
use shared::messages::{Body, CheckFacts, is_blocked};
use shared::segments::{Asker, problems_of};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

const SEGMENT: SegmentId = SegmentId(Uuid::from_u128(7));

fn ids(template: JourneyTemplate) -> BTreeMap<&'static str, TemplateId> {
    let blanks = template.messages();
    let ids: BTreeMap<_, _> =
        blanks.iter().zip(1u128..).map(|(blank, n)| (blank.key, TemplateId(Uuid::from_u128(n)))).collect();
    assert_eq!(ids.len(), blanks.len(), "{template}: two messages have one key");
    ids
}

#[test]
fn each_template_passes_the_journeys_checks_once_its_messages_exist() {
    for template in JourneyTemplate::ALL {
        let ids = ids(template);
        let mut drawn = template.definition("America/Chicago", Some(SEGMENT), None, &|key| ids.get(key).copied());
        drawn.settings.start = LocalDateTime::parse("2026-12-01T09:00");
        let known = Known {
            segments: [(SEGMENT, "People".to_owned())].into(),
            templates: ids.values().map(|id| (*id, "Message".to_owned())).collect(),
            ..Known::default()
        };
        assert_eq!(problems(&drawn, &known), Vec::new(), "{template}");
        assert_eq!(
            drawn.templates(),
            ids.values().copied().collect::<BTreeSet<_>>(),
            "{template}: every message is sent"
        );
    }
}

#[test]
fn no_tile_of_a_template_lies_on_another() {
    for template in JourneyTemplate::ALL {
        let drawn = template.definition("America/Chicago", None, None, &|_| None);
        let places: BTreeSet<_> = drawn.nodes.iter().map(|node| (node.x, node.y)).collect();
        assert_eq!(places.len(), drawn.nodes.len(), "{template}");
    }
}

#[test]
fn the_segments_of_templates_are_rules_without_a_mistake() {
    for template in JourneyTemplate::ALL {
        let segment = template.segment();
        assert_eq!(problems_of(&segment.rule, Asker::Segment), Vec::new(), "{template}");
        assert!(!segment.rule.root.blocks.is_empty(), "{template}");
    }
}

#[test]
fn the_messages_of_templates_can_go_live_once_the_sender_is_known() {
    let facts = CheckFacts { postal_address_known: true, organization: "Lamna Healthcare".into(), base: String::new() };
    for template in JourneyTemplate::ALL {
        for blank in template.messages() {
            let mut body = blank.body;
            if let Body::Email(document) = &mut body {
                document.header.sender_name = "Lamna Healthcare".into();
                document.header.sender_address = "care@lamna.example".into();
            }
            let found = body.check(&facts);
            assert!(!is_blocked(&found), "{template}, {}: {found:?}", blank.key);
        }
    }
}
