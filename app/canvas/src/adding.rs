//! Where a tile goes that is added without saying where.

use crate::{Board, Spot};
use leptos::prelude::*;
use shared::graph::{Content, Edit, Graph, ROW, append, insert_on_edge, place};

/// Adds a tile where it makes most sense: after the chosen tile, else at the end of the first path.
pub fn add<C: Content>(board: Board<C>, content: C) {
    let chosen = untrack(|| board.only_chosen());
    board.edit(|graph| {
        let order = graph.reading_order();
        for id in chosen.into_iter().chain(order.iter().rev().copied()) {
            let Some(node) = graph.node(id) else { continue };
            let ports = node.kind.ports();
            if let Some(open) = ports.iter().find(|port| graph.next(id, **port).is_none()) {
                return append(graph, id, *open, content);
            }
            // Where a path ends, the tile goes before its end.
            let lines = if ports.is_empty() { graph.ways_in(id) } else { graph.ways_out(id) };
            if let Some(line) = lines.first().filter(|_| !content.ways().is_empty()) {
                return insert_on_edge(graph, *line, content);
            }
        }
        let below = graph.nodes.iter().map(|node| node.y).max().unwrap_or(0) + ROW;
        place(graph, content, 0, below)
    });
}

/// Adds a tile at this spot.
pub fn add_at<C: Content>(graph: &Graph<C>, spot: Spot, content: C) -> Edit<C> {
    match spot {
        Spot::Edge(edge) => insert_on_edge(graph, edge, content),
        Spot::Port(id, port) => append(graph, id, port, content),
    }
}
