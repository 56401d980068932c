//! Every way to change a graph, each as a patch that can be undone. Refusals say why, for the person who tried.

use super::{COLUMN, Definition, Edge, Kind, Node, NodeId, NodeKind, Patch, Port, ROW, Settings};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A patch, or why the edit makes no sense.
pub type Edit = Result<Patch, &'static str>;

/// What a new journey holds: an audience and an exit, and the organisation's zone.
pub fn starter(zone: &str) -> Definition {
    let node = |id, y, kind: Kind| Node { id: NodeId(id), label: String::new(), x: 0, y, kind: kind.fresh() };
    Definition {
        format: Definition::FORMAT,
        nodes: vec![node(1, 0, Kind::Entry), node(2, ROW, Kind::Exit)],
        edges: vec![Edge { from: NodeId(1), port: Port::Out, to: NodeId(2) }],
        settings: Settings {
            start: None,
            end: None,
            zone: zone.to_owned(),
            re_entry: super::ReEntry::Never,
            at_end: super::AtEnd::StopEveryone,
            on_leave: super::OnLeave::Stay,
        },
        next_node: 3,
    }
}

/// Puts a fresh node into `edge`; it takes the place of what followed, which moves down a row.
pub fn insert_on_edge(definition: &Definition, edge: Edge, kind: Kind) -> Edit {
    if !definition.edges.contains(&edge) {
        return Err("That line is not there any more.");
    }
    let mut after = definition.clone();
    let (to_x, to_y) = definition.node(edge.to).map_or((0, 0), |node| (node.x, node.y));
    let above = definition.node(edge.from).map_or(0, |node| node.y);
    let id = fresh(&mut after, kind, to_x, to_y.max(above + ROW))?;
    let Some(first) = kind.fresh().ports().first().copied() else {
        return Err("An exit ends a path. Add it at the end of one, or branch first.");
    };
    after.edges.retain(|other| *other != edge);
    after.edges.push(Edge { to: id, ..edge });
    after.edges.push(Edge { from: id, port: first, to: edge.to });
    if to_y > above {
        for below in definition.reachable(edge.to) {
            if let Some(node) = after.nodes.iter_mut().find(|node| node.id == below && node.y >= to_y) {
                node.y += ROW;
            }
        }
    }
    Ok(done(definition, after, format!("Added {}", kind.label())))
}

/// Adds a fresh node after the open port of `from`.
pub fn append(definition: &Definition, from: NodeId, port: Port, kind: Kind) -> Edit {
    let Some(node) = definition.node(from) else { return Err("That tile is not there any more.") };
    if definition.next(from, port).is_some() {
        return Err("That way already leads somewhere. Use the plus on its line.");
    }
    let shift = match port {
        Port::Out => 0,
        Port::Yes => -COLUMN / 2,
        Port::No => COLUMN / 2,
    };
    let (mut x, y) = (node.x + shift, node.y + ROW);
    while definition.nodes.iter().any(|other| (other.x - x).abs() < COLUMN - 20 && (other.y - y).abs() < ROW - 20) {
        x += COLUMN / 2;
    }
    let mut after = definition.clone();
    let id = fresh(&mut after, kind, x, y)?;
    after.edges.push(Edge { from, port, to: id });
    Ok(done(definition, after, format!("Added {}", kind.label())))
}

/// Adds a fresh node that nothing leads to yet.
pub fn place(definition: &Definition, kind: Kind, x: i32, y: i32) -> Edit {
    let mut after = definition.clone();
    fresh(&mut after, kind, x, y)?;
    Ok(done(definition, after, format!("Added {}", kind.label())))
}

/// Leads `port` of `from` to `to`, instead of wherever it led.
pub fn connect(definition: &Definition, from: NodeId, port: Port, to: NodeId) -> Edit {
    let (Some(source), Some(target)) = (definition.node(from), definition.node(to)) else {
        return Err("That tile is not there any more.");
    };
    if from == to {
        return Err("A tile can't lead to itself.");
    }
    if target.kind.kind() == Kind::Entry {
        return Err("Nothing can lead back to the audience.");
    }
    if !source.kind.ports().contains(&port) {
        return Err("That tile has no such way out.");
    }
    let what = format!("Connected {} to {}", source.title(), target.title());
    let mut after = definition.clone();
    after.edges.retain(|edge| edge.from != from || edge.port != port);
    after.edges.push(Edge { from, port, to });
    Ok(done(definition, after, what))
}

/// Takes a line away; what it led to stays.
pub fn disconnect(definition: &Definition, edge: Edge) -> Edit {
    let mut after = definition.clone();
    after.edges.retain(|other| *other != edge);
    Ok(done(definition, after, "Removed a line"))
}

/// Deletes nodes. What led to one leads to what came after it; after a branch, to its first way.
pub fn delete(definition: &Definition, chosen: &BTreeSet<NodeId>) -> Edit {
    let mut after = definition.clone();
    let mut gone = Vec::new();
    for id in chosen {
        let Some(node) = definition.node(*id).filter(|node| node.kind.kind() != Kind::Entry) else { continue };
        gone.push(node.title().to_owned());
        let heir = node.kind.ports().iter().find_map(|port| after.next(*id, *port));
        after.nodes.retain(|node| node.id != *id);
        let ways_in = after.ways_in(*id);
        after.edges.retain(|edge| edge.from != *id && edge.to != *id);
        if let Some(heir) = heir.filter(|heir| heir != id) {
            let healed = ways_in.into_iter().filter(|edge| edge.from != heir && edge.from != *id);
            after.edges.extend(healed.map(|edge| Edge { to: heir, ..edge }));
        }
    }
    match gone.as_slice() {
        [] => Err("The audience can't be deleted: every journey starts with one."),
        [one] => Ok(done(definition, after, format!("Deleted {one}"))),
        many => Ok(done(definition, after, format!("Deleted {} tiles", many.len()))),
    }
}

/// Moves nodes to new places.
pub fn move_nodes(definition: &Definition, places: &BTreeMap<NodeId, (i32, i32)>) -> Edit {
    let mut after = definition.clone();
    for node in &mut after.nodes {
        if let Some((x, y)) = places.get(&node.id) {
            (node.x, node.y) = (*x, *y);
        }
    }
    let what = if places.len() == 1 { "Moved a tile".into() } else { format!("Moved {} tiles", places.len()) };
    Ok(done(definition, after, what))
}

pub fn relabel(definition: &Definition, id: NodeId, label: &str) -> Edit {
    let mut after = definition.clone();
    if let Some(node) = after.nodes.iter_mut().find(|node| node.id == id) {
        label.clone_into(&mut node.label);
    }
    Ok(done(definition, after, "Renamed a tile"))
}

/// Gives a node new settings of the kind it has.
pub fn set_kind(definition: &Definition, id: NodeId, kind: NodeKind) -> Edit {
    let mut after = definition.clone();
    let Some(node) = after.nodes.iter_mut().find(|node| node.id == id) else {
        return Err("That tile is not there any more.");
    };
    if node.kind.kind() != kind.kind() {
        return Err("A tile keeps its kind. Add a tile of the other kind instead.");
    }
    let what = format!("Changed {}", node.title());
    node.kind = kind;
    Ok(done(definition, after, what))
}

pub fn set_settings(definition: &Definition, settings: Settings) -> Edit {
    Ok(done(definition, Definition { settings, ..definition.clone() }, "Changed the dates and settings"))
}

/// Nodes taken along, with the lines among them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clipping {
    pub nodes: Vec<Node>,
    pub edges: Vec<Edge>,
}

/// What of `chosen` can be copied: everything but the audience.
pub fn copy(definition: &Definition, chosen: &BTreeSet<NodeId>) -> Clipping {
    let nodes: Vec<Node> = definition
        .nodes
        .iter()
        .filter(|node| chosen.contains(&node.id) && node.kind.kind() != Kind::Entry)
        .cloned()
        .collect();
    let inside = |id: NodeId| nodes.iter().any(|node| node.id == id);
    let edges = definition.edges.iter().copied().filter(|edge| inside(edge.from) && inside(edge.to)).collect();
    Clipping { edges, nodes }
}

/// Adds what was copied, moved by (`right`, `down`), with new numbers. Questions about a copied e-mail follow the copy.
pub fn paste(definition: &Definition, clipping: &Clipping, right: i32, down: i32) -> Edit {
    if clipping.nodes.is_empty() {
        return Err("There is nothing to paste. Copy a tile first; the audience can't be copied.");
    }
    let mut after = definition.clone();
    let renumbered: BTreeMap<NodeId, NodeId> =
        clipping.nodes.iter().map(|node| node.id).zip((definition.next_node..).map(NodeId)).collect();
    let follow = |node: &mut Option<NodeId>| {
        *node = node
            .map(|id| renumbered.get(&id).copied().unwrap_or(id))
            .filter(|id| renumbered.values().any(|new| new == id) || definition.node(*id).is_some());
    };
    for node in &clipping.nodes {
        let mut new = Node { id: renumbered[&node.id], x: node.x + right, y: node.y + down, ..node.clone() };
        if let NodeKind::Branch { condition: super::Condition::Opened { node } | super::Condition::Clicked { node } } =
            &mut new.kind
        {
            follow(node);
        }
        after.nodes.push(new);
    }
    after.next_node += clipping.nodes.len() as u32;
    for edge in &clipping.edges {
        if let (Some(from), Some(to)) = (renumbered.get(&edge.from), renumbered.get(&edge.to)) {
            after.edges.push(Edge { from: *from, port: edge.port, to: *to });
        }
    }
    let what = match clipping.nodes.as_slice() {
        [one] => format!("Pasted {}", one.title()),
        many => format!("Pasted {} tiles", many.len()),
    };
    Ok(done(definition, after, what))
}

/// Copies nodes beside themselves.
pub fn duplicate(definition: &Definition, chosen: &BTreeSet<NodeId>) -> Edit {
    paste(definition, &copy(definition, chosen), COLUMN, 0)
}

fn fresh(definition: &mut Definition, kind: Kind, x: i32, y: i32) -> Result<NodeId, &'static str> {
    if kind == Kind::Entry {
        return Err("A journey has one audience.");
    }
    let id = NodeId(definition.next_node);
    definition.next_node += 1;
    definition.nodes.push(Node { id, label: String::new(), x, y, kind: kind.fresh() });
    Ok(id)
}

fn done(before: &Definition, after: Definition, what: impl Into<String>) -> Patch {
    Patch::between(before, &after, what)
}
