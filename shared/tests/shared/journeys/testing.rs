//! Journeys for tests: the lab's own, and any that edits can make.

use proptest::prelude::*;
use shared::ids::{ProgramId, SegmentId, TemplateId};
use shared::journeys::*;
use shared::segments::{Block, BlockId, Combine, Group, Rule, SegmentTest, Test};
use shared::time::UtcMillis;
use std::collections::BTreeSet;
use uuid::Uuid;

pub const SEGMENT: SegmentId = SegmentId(Uuid::from_u128(1));
pub const PROGRAM: ProgramId = ProgramId(Uuid::from_u128(4));
pub const TEMPLATE: TemplateId = TemplateId(Uuid::from_u128(2));

pub fn lab_known() -> Known {
    Known {
        segments: [(SEGMENT, "Patients with Hypermetropia".to_owned())].into(),
        templates: [(TEMPLATE, "Healthy Eye Seminar: Invitation".to_owned())].into(),
        programs: [(PROGRAM, "Annual wellness visits, fall".to_owned())].into(),
        ..Known::default()
    }
}

/// Audience, e-mail, exit; two weeks in December.
pub fn lab() -> Definition {
    let mut lab = starter("America/Chicago");
    lab.settings.start = LocalDateTime::parse("2026-12-01T09:00");
    lab.settings.end = LocalDateTime::parse("2026-12-15T18:00");
    insert_on_edge(&lab, lab.edges[0], Kind::Message).expect("possible").apply(&mut lab);
    for (node, kind) in [
        (1, NodeKind::Entry { audience: Some(Audience::Segment(SEGMENT)) }),
        (3, NodeKind::Message { template: Some(TEMPLATE) }),
    ] {
        set_kind(&lab, NodeId(node), kind).expect("possible").apply(&mut lab);
    }
    lab
}

/// The plan, with local times taken as UTC.
pub fn plan(definition: Definition) -> Plan {
    Plan::new(definition, |at, _| {
        Some(UtcMillis(at.date().start_utc().0 + i64::from(at.hour() * 60 + at.minute()) * 60_000))
    })
    .expect("dates are set")
}

/// A moment, with the day it is in UTC.
pub fn now(at: UtcMillis) -> Now {
    let today = at.date_utc();
    Now { at, today, tomorrow: today.plus_days(1).start_utc() }
}

pub fn rule(test: Test) -> Rule {
    Rule::new(Group { combine: Combine::All, blocks: vec![Block::new(BlockId(1), test)] })
}

fn member_of(segment: SegmentId) -> Rule {
    rule(Test::Segment(SegmentTest {
        segment: Some(segment),
        name: "Patients with Hypermetropia".into(),
        member: true,
    }))
}

/// An edit at random places: numbers pick nodes and edges modulo how many there are.
#[derive(Debug, Clone)]
pub enum RandomEdit {
    Insert(usize, usize),
    Append(usize, usize),
    Place(usize, i32),
    Connect(usize, usize, usize),
    Disconnect(usize),
    Delete(usize),
    Duplicate(usize, usize),
    Move(usize, i32, i32),
    Settings,
}

pub fn any_edits() -> impl Strategy<Value = Vec<RandomEdit>> {
    let n = 0usize..50;
    prop::collection::vec(
        prop_oneof![
            4 => (n.clone(), 0usize..50).prop_map(|(a, b)| RandomEdit::Insert(a, b)),
            3 => (n.clone(), 0usize..50).prop_map(|(a, b)| RandomEdit::Append(a, b)),
            1 => (0usize..50, -900i32..900).prop_map(|(a, b)| RandomEdit::Place(a, b)),
            2 => (n.clone(), 0usize..2, n.clone()).prop_map(|(a, b, c)| RandomEdit::Connect(a, b, c)),
            1 => n.clone().prop_map(RandomEdit::Disconnect),
            2 => n.clone().prop_map(RandomEdit::Delete),
            1 => (n.clone(), n.clone()).prop_map(|(a, b)| RandomEdit::Duplicate(a, b)),
            1 => (n.clone(), -900i32..900, -900i32..900).prop_map(|(a, b, c)| RandomEdit::Move(a, b, c)),
            1 => Just(RandomEdit::Settings),
        ],
        0..30,
    )
}

fn kind_of(index: usize) -> Kind {
    let kinds = Kind::addable();
    kinds[index % kinds.len()]
}

/// A traveller who has just arrived.
pub fn arrived(node: NodeId, visit: u32, at: UtcMillis) -> Traveller {
    Traveller { node, visit, arrived_at: at, since: at, seed: 7, acted: false }
}

pub fn run(definition: &Definition, edit: RandomEdit) -> Result<Patch, &'static str> {
    let node = |index: usize| definition.nodes[index % definition.nodes.len()].id;
    let port = |id: NodeId, index: usize| {
        let ports = definition.node(id).expect("there").kind.ports();
        ports.get(index % ports.len().max(1)).copied().ok_or("no port")
    };
    let edge = |index: usize| {
        if definition.edges.is_empty() { Err("no edge") } else { Ok(definition.edges[index % definition.edges.len()]) }
    };
    match edit {
        RandomEdit::Insert(at, kind) => insert_on_edge(definition, edge(at)?, kind_of(kind)),
        RandomEdit::Append(at, kind) => {
            let ports = definition.node(node(at)).expect("there").kind.ports();
            let open = ports.iter().find(|port| definition.next(node(at), **port).is_none()).ok_or("no open port")?;
            append(definition, node(at), *open, kind_of(kind))
        }
        RandomEdit::Place(kind, x) => place(definition, kind_of(kind), x, -x),
        RandomEdit::Connect(from, index, to) => connect(definition, node(from), port(node(from), index)?, node(to)),
        RandomEdit::Disconnect(at) => disconnect(definition, edge(at)?),
        RandomEdit::Delete(at) => delete(definition, &BTreeSet::from([node(at)])),
        RandomEdit::Duplicate(a, b) => duplicate(definition, &BTreeSet::from([node(a), node(b)])),
        RandomEdit::Move(at, x, y) => move_nodes(definition, &[(node(at), (x, y))].into()),
        RandomEdit::Settings => {
            set_settings(definition, Settings { on_leave: OnLeave::Exit, ..definition.settings.clone() })
        }
    }
}

/// Journeys that may go live: random edits, then every hole filled; those that still have problems are thrown away.
pub fn any_valid() -> impl Strategy<Value = Definition> {
    any_edits().prop_filter_map("can go live", |edits| {
        let mut definition = lab();
        for edit in edits {
            if let Ok(patch) = run(&definition, edit) {
                patch.apply(&mut definition);
            }
        }
        let reached = definition.reachable(NodeId(1));
        let islands: BTreeSet<NodeId> =
            definition.nodes.iter().map(|node| node.id).filter(|id| !reached.contains(id)).collect();
        if let Ok(patch) = delete(&definition, &islands) {
            patch.apply(&mut definition);
        }
        for node in &mut definition.nodes {
            match &mut node.kind {
                NodeKind::Message { template } => *template = Some(TEMPLATE),
                NodeKind::Branch(branch) => branch.arms.iter_mut().for_each(|arm| arm.of = member_of(SEGMENT)),
                NodeKind::Tell { telling } => *telling = shared::patients::Telling::Tag("seen".into()),
                NodeKind::WaitFor(wait) => {
                    for arm in &mut wait.arms {
                        arm.of = Awaited::Segment { segment: Some(SEGMENT), joined: true };
                    }
                }
                NodeKind::Call(call) => call.program = Some(PROGRAM),
                NodeKind::Entry { .. } | NodeKind::Wait { .. } | NodeKind::Split(_) | NodeKind::Exit => {}
            }
        }
        for node in definition.nodes.clone() {
            for port in node.kind.ports() {
                if let Ok(patch) = append(&definition, node.id, port, Kind::Exit) {
                    patch.apply(&mut definition);
                }
            }
        }
        problems(&definition, &lab_known()).is_empty().then_some(definition)
    })
}
