//! Every way to change a graph, each as a patch that can be undone. Refusals say why, for the person who tried.

use super::geometry::aside;
use super::{COLUMN, Content, Edge, Graph, Node, NodeId, Patch, Port, ROW};
use std::collections::{BTreeMap, BTreeSet};

/// A patch, or why the edit makes no sense.
pub type Edit<C> = Result<Patch<C>, &'static str>;

const GONE: &str = "That tile is not there any more.";

/// Puts a new node into `edge`; it takes the place of what followed, which moves down a row.
pub fn insert_on_edge<C: Content>(graph: &Graph<C>, edge: Edge, content: impl Into<C>) -> Edit<C> {
    if !graph.edges.contains(&edge) {
        return Err("That line is not there any more.");
    }
    let content = content.into();
    let Some(first) = content.ports().first().copied() else { return Err(C::REFUSALS.end_in_line) };
    let mut after = graph.clone();
    let (to_x, to_y) = graph.node(edge.to).map_or((0, 0), |node| (node.x, node.y));
    let above = graph.node(edge.from).map_or(0, |node| node.y);
    let what = format!("Added {}", content.label());
    let id = add(&mut after, content, to_x, to_y.max(above + ROW))?;
    after.edges.retain(|other| *other != edge);
    after.edges.push(Edge { to: id, ..edge });
    after.edges.push(Edge { from: id, port: first, to: edge.to });
    if to_y > above {
        let below = graph.reachable(edge.to);
        for node in after.nodes.iter_mut().filter(|node| node.y >= to_y && below.contains(&node.id)) {
            node.y += ROW;
        }
    }
    Ok(Patch::between(graph, &after, what))
}

/// Adds a new node after the open port of `from`.
pub fn append<C: Content>(graph: &Graph<C>, from: NodeId, port: Port, content: impl Into<C>) -> Edit<C> {
    let Some(node) = graph.node(from) else { return Err(GONE) };
    let ports = node.kind.ports();
    let Some(at) = ports.iter().position(|other| *other == port) else { return Err("That tile has no such way out.") };
    if graph.next(from, port).is_some() {
        return Err("That way already leads somewhere. Use the plus on its line.");
    }
    // The ways lie side by side, centered below their tile.
    let shift = (2 * at as i32 + 1 - ports.len() as i32) * COLUMN / 2;
    let (mut x, y) = (node.x + shift, node.y + ROW);
    while graph.nodes.iter().any(|other| (other.x - x).abs() < COLUMN - 20 && (other.y - y).abs() < ROW - 20) {
        x += COLUMN / 2;
    }
    let content = content.into();
    let what = format!("Added {}", content.label());
    let mut after = graph.clone();
    let id = add(&mut after, content, x, y)?;
    after.edges.push(Edge { from, port, to: id });
    Ok(Patch::between(graph, &after, what))
}

/// Adds a new node that nothing leads to yet: there, or beside what lies there already.
pub fn place<C: Content>(graph: &Graph<C>, content: impl Into<C>, x: i32, y: i32) -> Edit<C> {
    let content = content.into();
    let what = format!("Added {}", content.label());
    let mut after = graph.clone();
    add(&mut after, content, x + aside(graph, &[(x, y)]), y)?;
    Ok(Patch::between(graph, &after, what))
}

/// Leads `port` of `from` to `to`, instead of wherever it led.
pub fn connect<C: Content>(graph: &Graph<C>, from: NodeId, port: Port, to: NodeId) -> Edit<C> {
    let (Some(source), Some(target)) = (graph.node(from), graph.node(to)) else { return Err(GONE) };
    if from == to {
        return Err("A step can't lead to itself.");
    }
    if target.kind.is_start() {
        return Err(C::REFUSALS.back_to_start);
    }
    if source.way(port).is_none() {
        return Err("That tile has no such way out.");
    }
    let what = format!("Connected {} to {}", source.title(), target.title());
    let mut after = graph.clone();
    after.edges.retain(|edge| edge.from != from || edge.port != port);
    after.edges.push(Edge { from, port, to });
    Ok(Patch::between(graph, &after, what))
}

/// Takes a line away; what it led to stays.
pub fn disconnect<C: Content>(graph: &Graph<C>, edge: Edge) -> Edit<C> {
    let mut after = graph.clone();
    after.edges.retain(|other| *other != edge);
    Ok(Patch::between(graph, &after, "Removed a line"))
}

/// Deletes nodes. What led to one leads to what came after it; after several ways, to the first that leads somewhere.
pub fn delete<C: Content>(graph: &Graph<C>, chosen: &BTreeSet<NodeId>) -> Edit<C> {
    let mut after = graph.clone();
    let mut gone = Vec::new();
    for id in chosen {
        let Some(node) = graph.node(*id) else { continue };
        if node.kind.is_start() && after.starts().count() == 1 {
            continue;
        }
        gone.push(node.title().to_owned());
        let heir = node.kind.ports().into_iter().find_map(|port| after.next(*id, port));
        after.nodes.retain(|node| node.id != *id);
        let ways_in = after.ways_in(*id);
        after.edges.retain(|edge| edge.from != *id && edge.to != *id);
        if let Some(heir) = heir.filter(|heir| heir != id) {
            let healed = ways_in.into_iter().filter(|edge| edge.from != heir && edge.from != *id);
            after.edges.extend(healed.map(|edge| Edge { to: heir, ..edge }));
        }
    }
    match gone.as_slice() {
        [] => Err(C::REFUSALS.last_start),
        [one] => Ok(Patch::between(graph, &after, format!("Deleted {one}"))),
        many => Ok(Patch::between(graph, &after, format!("Deleted {} tiles", many.len()))),
    }
}

/// Moves nodes to new places.
pub fn move_nodes<C: Content>(graph: &Graph<C>, places: &BTreeMap<NodeId, (i32, i32)>) -> Edit<C> {
    let mut after = graph.clone();
    for node in &mut after.nodes {
        if let Some((x, y)) = places.get(&node.id) {
            (node.x, node.y) = (*x, *y);
        }
    }
    let what = if places.len() == 1 { "Moved a tile".into() } else { format!("Moved {} tiles", places.len()) };
    Ok(Patch::between(graph, &after, what))
}

pub fn relabel<C: Content>(graph: &Graph<C>, id: NodeId, label: &str) -> Edit<C> {
    let mut after = graph.clone();
    if let Some(node) = after.nodes.iter_mut().find(|node| node.id == id) {
        label.clone_into(&mut node.label);
    }
    Ok(Patch::between(graph, &after, "Renamed a tile"))
}

/// Gives a node new settings of the kind it has. Lines from ways that it does not have any more go.
pub fn set_kind<C: Content>(graph: &Graph<C>, id: NodeId, kind: C) -> Edit<C> {
    let mut after = graph.clone();
    let Some(node) = after.nodes.iter_mut().find(|node| node.id == id) else { return Err(GONE) };
    if !node.kind.same_kind(&kind) {
        return Err("A tile keeps its kind. Add a tile of the other kind instead.");
    }
    let what = format!("Changed {}", node.title());
    node.kind = kind;
    let ports = node.kind.ports();
    after.edges.retain(|edge| edge.from != id || ports.contains(&edge.port));
    Ok(Patch::between(graph, &after, what))
}

pub fn set_settings<C: Content>(graph: &Graph<C>, settings: C::Settings) -> Edit<C> {
    Ok(Patch::between(graph, &Graph { settings, ..graph.clone() }, "Changed the dates and settings"))
}

fn add<C: Content>(graph: &mut Graph<C>, kind: C, x: i32, y: i32) -> Result<NodeId, &'static str> {
    if kind.is_start() && !C::SEVERAL_STARTS && graph.starts().next().is_some() {
        return Err(C::REFUSALS.second_start);
    }
    let id = NodeId(graph.next_node);
    graph.next_node += 1;
    graph.nodes.push(Node { id, label: String::new(), x, y, kind });
    Ok(id)
}
