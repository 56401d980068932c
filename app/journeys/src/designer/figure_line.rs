//! What a tile and its line in the outline say beside their words: figures once it is live; before, what else there is to
//! know of what it uses.

use super::state::Designer;
use kit::grouped;
use leptos::prelude::*;
use shared::journeys::{Audience, JourneyStatus, Node};

/// Nothing, where there is nothing to add to the words.
pub fn figure_line(designer: Designer, node: &Node) -> Option<AnyView> {
    if designer.status.get() == JourneyStatus::Draft {
        let used = used(designer, node).filter(|used| !used.is_empty())?;
        return Some(view! { <span class="tile-quiet">{used}</span> }.into_any());
    }
    let figures = designer.figures.with(|figures| figures.nodes.get(&node.id).cloned()).unwrap_or_default();
    let shown = shared::journeys::figures(&node.kind, &figures).into_iter().map(|(count, word)| {
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

/// The audience's size or the message's subject; on a tile with a name of its own, what it uses.
fn used(designer: Designer, node: &Node) -> Option<String> {
    let named = !node.label.trim().is_empty();
    designer.page.with_value(|page| {
        let (choices, id) = match (node.kind.audience(), node.kind.template()) {
            (Some(Audience::Segment(id)), _) => (&page.segments, id.to_string()),
            (Some(Audience::Trigger(id)), _) => (&page.triggers, id.to_string()),
            (None, Some(id)) => (&page.templates, id.to_string()),
            (None, None) => return None,
        };
        let choice = choices.iter().find(|choice| choice.id == id)?;
        Some(if named { choice.name.clone() } else { choice.detail.clone() })
    })
}
