//! What a tile and its line in the outline say beside their words: figures once it is live; before, what else there is to
//! know of what it uses; and whether something is wrong.

use super::state::Designer;
use kit::grouped;
use leptos::prelude::*;
use shared::journeys::{Audience, JourneyStatus, Node, NodeFigures, NodeId, NodeKind, ProblemPlace};

/// Nothing, where there is nothing to add to the words.
pub fn figure_line(designer: Designer, node: &Node, figures: &NodeFigures) -> Option<AnyView> {
    if designer.status.get() == JourneyStatus::Draft {
        let used = used(designer, node).filter(|used| !used.is_empty())?;
        return Some(view! { <span class="tile-quiet">{used}</span> }.into_any());
    }
    let shown = shared::journeys::figures(&node.kind, figures).into_iter().map(|(count, word)| {
        view! {
            <span>
                <b>{grouped(count)}</b>
                " "
                {word}
            </span>
        }
    });
    Some(shown.collect_view().into_any())
}

/// A tile's figures, told anew only when they are others.
pub fn figures_of(designer: Designer, id: NodeId) -> Memo<NodeFigures> {
    Memo::new(move |_| designer.figures.with(|figures| figures.nodes.get(&id).cloned().unwrap_or_default()))
}

/// Whether something about the tile keeps the draft from going live.
pub fn is_faulty(designer: Designer, id: NodeId) -> Memo<bool> {
    Memo::new(move |_| {
        designer.editable()
            && designer.problems.with(|all| all.iter().any(|problem| problem.place == ProblemPlace::Node(id)))
    })
}

/// The audience's size or the message's subject; on a tile with a name of its own, what it uses.
fn used(designer: Designer, node: &Node) -> Option<String> {
    let named = !node.label.trim().is_empty();
    designer.page.with_value(|page| {
        let (choices, id) = match &node.kind {
            NodeKind::Entry { audience: Some(Audience::Segment(id)) } => (&page.segments, id.to_string()),
            NodeKind::Entry { audience: Some(Audience::Trigger(id)) } => (&page.triggers, id.to_string()),
            NodeKind::Message { template: Some(id) } => (&page.templates, id.to_string()),
            NodeKind::Entry { audience: None }
            | NodeKind::Message { template: None }
            | NodeKind::Wait { .. }
            | NodeKind::Branch { .. }
            | NodeKind::Exit => return None,
        };
        let choice = choices.iter().find(|choice| choice.id == id)?;
        Some(if named { choice.name.clone() } else { choice.detail.clone() })
    })
}
