//! A second journey, through the other channels: a text, a call, and a postcard to those who are still on their way.

use crate::DemoError;
use shared::ids::SegmentId;
use shared::journeys::{Audience, Edge, LocalDateTime, Node, NodeId, NodeKind, Port, Unit, Wait, starter, tidy};
use shared::people::{EditJourneys, EditSegments, ViewOutreach};
use shared::segments::SegmentKind;
use shared::time::{Millis, UtcMillis};
use store::boxed;
use store::segments::FactIndex;
use store::{Db, Permit, StoreError, journeys, segments};

const ZONE: &str = "America/Chicago";
const NAME: &str = "Check-up due: text, call, postcard";

/// Makes its audience and asks for it to go live at once; answers the audience, which nobody is in yet.
#[boxed]
pub async fn make(db: &Db, now: UtcMillis) -> Result<SegmentId, DemoError> {
    let permit: Permit<EditSegments> = Permit::system("demonstration");
    let mut tx = db.begin().await?;
    let audience = segments::create(&mut tx, &permit, now, "Check-up due: to be reached", SegmentKind::Static).await?;
    segments::go_live(db, &FactIndex::default(), &mut tx, &permit, now, audience).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let live = store::templates::live(db).await?;
    let named = |name: &str| {
        let found = live.iter().find(|template| template.name == name).map(|template| template.id);
        found.ok_or(DemoError::Templates)
    };
    let (text, call) = (named("Text: check-up due")?, named("Voicemail: please call us")?);
    let card = named("Postcard: time for a check-up")?;
    let permit: Permit<EditJourneys> = Permit::system("demonstration");
    let viewer: Permit<ViewOutreach> = Permit::system("demonstration");
    let id = journeys::create(db, &permit, now, NAME, ZONE).await?;
    let record = journeys::record(db, &viewer, id).await?;
    let mut definition = starter(ZONE);
    let node = |id, kind, label: &str| Node { id: NodeId(id), label: label.into(), x: 0, y: 0, kind };
    let days = |amount| NodeKind::Wait { wait: Wait::For { amount, unit: Unit::Days } };
    definition.nodes = vec![
        node(1, NodeKind::Entry { audience: Some(Audience::Segment(audience)) }, ""),
        node(2, NodeKind::Message { template: Some(text) }, "Text"),
        node(3, days(2), ""),
        node(4, NodeKind::Message { template: Some(call) }, "Voicemail"),
        node(5, days(3), ""),
        node(6, NodeKind::Message { template: Some(card) }, "Postcard"),
        node(7, NodeKind::Exit, ""),
    ];
    definition.edges = (1..7).map(|from| Edge { from: NodeId(from), port: Port::OUT, to: NodeId(from + 1) }).collect();
    definition.next_node = 8;
    tidy(&definition).apply(&mut definition);
    definition.settings.start = LocalDateTime::at(now + Millis::minutes(2), ZONE);
    journeys::save_draft(db, &permit, now, id, record.revision, &definition).await?;
    let known = journeys::known(&journeys::choices(db).await?, now, ZONE);
    journeys::go_live(db, &permit, now, id, &known).await?;
    Ok(audience)
}
