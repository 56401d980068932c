//! What a tile says and looks like.

use super::state::Designer;
use kit::Kind as Look;
use leptos::prelude::*;
use shared::ids::SegmentId;
use shared::journeys::{Audience, Kind, Node, NodeId, NodeKind};

pub const fn look(kind: Kind) -> Look {
    match kind {
        Kind::Entry => Look::Entry,
        Kind::Email => Look::Message,
        Kind::Wait => Look::Wait,
        Kind::Branch => Look::Branch,
        Kind::Exit => Look::Exit,
    }
}

/// Its icon in the sprite.
pub const fn icon(kind: Kind) -> &'static str {
    match kind {
        Kind::Entry => "users",
        Kind::Email => "mail",
        Kind::Wait => "clock",
        Kind::Branch => "git-branch",
        Kind::Exit => "circle-dot",
    }
}

/// The tile's first line: what a person called it, or what is chosen, or the kind.
pub fn title(designer: Designer, node: &Node) -> String {
    if !node.label.trim().is_empty() {
        return node.label.clone();
    }
    match &node.kind {
        NodeKind::Entry { audience: Some(audience) } => audience_name(designer, *audience),
        NodeKind::Email { template: Some(template) } => designer
            .known
            .with(|known| known.templates.get(template).cloned())
            .unwrap_or_else(|| "Send an e-mail".into()),
        _ => node.kind.kind().label().to_owned(),
    }
}

/// The tile's second line: its settings in words.
pub fn detail(designer: Designer, node: &Node) -> String {
    match &node.kind {
        NodeKind::Entry { audience: None } => "Choose who starts".into(),
        NodeKind::Entry { audience: Some(Audience::Segment(_)) } => "Segment · as they join".into(),
        NodeKind::Entry { audience: Some(Audience::Trigger(_)) } => "Trigger · as records change".into(),
        NodeKind::Email { template: None } => "Choose a template".into(),
        NodeKind::Email { template: Some(_) } => "E-mail".into(),
        NodeKind::Wait { wait } => wait.words(),
        NodeKind::Branch { condition } => {
            condition.words(|node| node_title(designer, node), |segment| segment_name(designer, segment))
        }
        NodeKind::Exit => "Leaves the journey".into(),
    }
}

pub fn audience_name(designer: Designer, audience: Audience) -> String {
    match audience {
        Audience::Segment(segment) => segment_name(designer, segment),
        Audience::Trigger(trigger) => designer
            .known
            .with(|known| known.triggers.get(&trigger).cloned())
            .unwrap_or_else(|| "A trigger that is not live".into()),
    }
}

fn segment_name(designer: Designer, segment: SegmentId) -> String {
    designer
        .known
        .with(|known| known.segments.get(&segment).cloned())
        .unwrap_or_else(|| "A segment that is not live".into())
}

/// The title of a tile by its number.
pub fn node_title(designer: Designer, id: NodeId) -> String {
    designer
        .read(|definition| definition.node(id).cloned())
        .map_or_else(|| "a tile that is gone".into(), |node| title(designer, &node))
}
