//! The running journey: invite, wait, remind those who did not click, and wait for what they do with the reminder.

use crate::DemoError;
use shared::ids::{JourneyId, SegmentId};
use shared::journeys::{
    Arm, Audience, Awaited, Branch, Edge, LocalDateTime, Node, NodeId, NodeKind, Port, Unit, Wait, WaitFor, arm_port,
    starter, tidy,
};
use shared::people::{EditJourneys, ViewOutreach};
use shared::segments::{
    Block, BlockId, Combine, Group, MessageDeed, PatientTest, Rule, StepMessageTest, Test, TravelStep,
};
use shared::time::{Millis, UtcMillis};
use store::boxed;
use store::{Db, Permit, journeys};

const ZONE: &str = "America/Chicago";
const NAME: &str = "Diabetes prevention: invitation";

/// Makes it and asks for it to go live at once.
#[boxed]
pub async fn make(db: &Db, now: UtcMillis, audience: SegmentId) -> Result<JourneyId, DemoError> {
    let live = store::templates::live(db).await?;
    let named = |name: &str| live.iter().find(|template| template.name == name).map(|template| template.id);
    let invitation = named("Free Diabetes Prevention Event: Invitation").ok_or(DemoError::Templates)?;
    let reminder = named("Screening due").ok_or(DemoError::Templates)?;
    let permit: Permit<EditJourneys> = Permit::system("demonstration");
    let viewer: Permit<ViewOutreach> = Permit::system("demonstration");
    let id = journeys::create(db, &permit, now, NAME, ZONE).await?;
    let record = journeys::record(db, &viewer, id).await?;
    let mut definition = starter(ZONE);
    let node = |id, kind, label: &str| Node { id: NodeId(id), label: label.into(), x: 0, y: 0, kind };
    definition.nodes = vec![
        node(1, NodeKind::Entry { audience: Some(Audience::Segment(audience)) }, ""),
        node(2, NodeKind::Message { template: Some(invitation) }, "Invitation"),
        node(3, NodeKind::Wait { wait: Wait::For { amount: 4, unit: Unit::Days } }, ""),
        node(4, NodeKind::Branch(Branch::of(clicked(NodeId(2), "Invitation"))), "Clicked?"),
        node(5, NodeKind::Exit, "Interested"),
        node(6, NodeKind::Message { template: Some(reminder) }, "Screening reminder"),
        node(7, NodeKind::WaitFor(answer_to(NodeId(6))), ""),
        node(8, NodeKind::Exit, ""),
    ];
    let edge = |from, port, to| Edge { from: NodeId(from), port, to: NodeId(to) };
    definition.edges = vec![
        edge(1, Port::OUT, 2),
        edge(2, Port::OUT, 3),
        edge(3, Port::OUT, 4),
        edge(4, Port::YES, 5),
        edge(4, Port::NO, 6),
        edge(6, Port::OUT, 7),
        edge(7, arm_port(1), 5),
        edge(7, WaitFor::timeout_port(), 8),
    ];
    definition.next_node = 9;
    tidy(&definition).apply(&mut definition);
    definition.settings.start = LocalDateTime::at(now + Millis::minutes(2), ZONE);
    journeys::save_draft(db, &permit, now, id, record.revision, &definition).await?;
    let known = journeys::known(&journeys::choices(db).await?, now, ZONE);
    journeys::go_live(db, &permit, now, id, &known).await?;
    Ok(id)
}

/// A week for somebody to follow a link of the message of that step.
fn answer_to(node: NodeId) -> WaitFor {
    let clicked = Awaited::Message { step: Some(node), did: MessageDeed::Clicked, link: String::new() };
    WaitFor { arms: vec![Arm::new(arm_port(1), "Clicked", clicked)], amount: 1, unit: Unit::Weeks }
}

/// Whether somebody clicked in the message of an earlier step.
fn clicked(node: NodeId, name: &str) -> Rule {
    let step = Some(TravelStep { node, name: name.into() });
    let test = Test::Patient(PatientTest::StepMessage(StepMessageTest { step, did: MessageDeed::Clicked }));
    Rule::new(Group { combine: Combine::All, blocks: vec![Block::new(BlockId(1), test)] })
}
