//! What the canvas is told about the tiles of a journey.

use super::figure_line::figure_line;
use super::focus::focus_panel;
use super::state::Designer;
use super::words;
use canvas::{Board, Words};
use kit::grouped;
use leptos::prelude::*;
use shared::graph::Edge;
use shared::journeys::{JourneyStatus, Node, NodeId, NodeKind};

impl Words<NodeKind> for Designer {
    fn title(&self, _: Board<NodeKind>, node: &Node) -> String {
        words::title(*self, node)
    }

    fn detail(&self, _: Board<NodeKind>, node: &Node) -> String {
        words::detail(*self, node)
    }

    fn line(&self, _: Board<NodeKind>, node: &Node) -> Option<AnyView> {
        figure_line(*self, node)
    }

    fn is_faulty(&self, id: NodeId) -> bool {
        self.is_faulty(id)
    }

    fn count(&self, edge: Edge) -> Option<String> {
        if self.status.get() == JourneyStatus::Draft {
            return None;
        }
        let went = self.figures.with(|figures| figures.nodes.get(&edge.from)?.ways.get(&edge.port).copied());
        Some(grouped(went.unwrap_or_default()))
    }

    fn changed(&self) {
        self.autosave.changed();
    }

    fn open(&self) {
        focus_panel();
    }
}
