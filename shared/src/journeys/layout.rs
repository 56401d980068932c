//! Tidy up: a layered drawing from the top down in which no two tiles overlap.
//!
//! Each node hangs below its immediate dominator, the last node that every way to it passes: the ways of a branch lie side
//! by side, and where they join again lies centred below all of them.

use super::{Definition, NodeId, Patch};
use std::collections::{BTreeMap, BTreeSet};

pub const TILE_WIDTH: i32 = 236;
/// Height of the tallest usual tile; rows are far enough apart for it.
pub const TILE_HEIGHT: i32 = 104;
/// Distance between the left edges of neighbouring columns.
pub const COLUMN: i32 = TILE_WIDTH + 44;
/// Distance between the tops of neighbouring rows.
pub const ROW: i32 = 160;

/// Puts every tile in its place. What nothing leads to stands in a row of its own to the right.
pub fn tidy(definition: &Definition) -> Patch {
    let mut after = definition.clone();
    let places = definition.entry().map(|entry| placed(definition, entry.id)).unwrap_or_default();
    let right = places.values().map(|place| place.0).max().unwrap_or(0) + COLUMN;
    let mut row = 0;
    for node in &mut after.nodes {
        (node.x, node.y) = places.get(&node.id).copied().unwrap_or_else(|| {
            row += 1;
            (right, (row - 1) * ROW)
        });
    }
    Patch::between(definition, &after, "Tidied up")
}

/// Where each reachable node goes; the entry's column is 0.
fn placed(definition: &Definition, entry: NodeId) -> BTreeMap<NodeId, (i32, i32)> {
    let order = postorder(definition, entry);
    let above = dominators(definition, entry, &order);
    let mut blocks: BTreeMap<NodeId, Block> = BTreeMap::new();
    // Postorder: what hangs below a node is drawn before it.
    for node in &order {
        let below: Vec<NodeId> =
            order.iter().rev().copied().filter(|other| other != node && above.get(other) == Some(node)).collect();
        let (joins, mut ways): (Vec<NodeId>, Vec<NodeId>) = below.into_iter().partition(|other| {
            definition.ways_in(*other).iter().filter(|edge| order.contains(&edge.from)).any(|edge| edge.from != *node)
                && !back_edges_only(definition, *node, *other, &above)
        });
        ways.sort_by_key(|way| {
            definition.edges.iter().filter(|edge| edge.from == *node && edge.to == *way).map(|edge| edge.port).min()
        });
        let mut block = Block::of(*node);
        block.stack(row_of(ways, &mut blocks));
        block.stack(row_of(joins, &mut blocks));
        blocks.insert(*node, block);
    }
    let Some(whole) = blocks.remove(&entry) else { return BTreeMap::new() };
    let half = COLUMN / 2;
    whole.nodes.into_iter().map(|(node, (x, y))| (node, (x * half, y * ROW))).collect()
}

/// True when all other ways into `to` come from below it: then it is no join, only the head of a circle.
fn back_edges_only(definition: &Definition, from: NodeId, to: NodeId, above: &BTreeMap<NodeId, NodeId>) -> bool {
    definition.ways_in(to).iter().filter(|edge| edge.from != from).all(|edge| {
        let mut at = edge.from;
        while at != to {
            match above.get(&at) {
                Some(up) if *up != at => at = *up,
                _ => return false,
            }
        }
        true
    })
}

/// A drawn part: tiles at (half columns, rows), the top one at (0, 0), and how far it reaches left and right.
struct Block {
    nodes: Vec<(NodeId, (i32, i32))>,
    left: i32,
    right: i32,
    rows: i32,
}

impl Block {
    fn of(node: NodeId) -> Self {
        Self { nodes: vec![(node, (0, 0))], left: -1, right: 1, rows: 1 }
    }

    /// Hangs `row` below everything, centred.
    fn stack(&mut self, row: Vec<Self>) {
        let width: i32 = row.iter().map(|block| block.right - block.left).sum();
        let mut from = -width / 2;
        let mut rows = 0;
        for block in row {
            let middle = from - block.left;
            self.nodes.extend(block.nodes.into_iter().map(|(node, (x, y))| (node, (x + middle, y + self.rows))));
            self.left = self.left.min(middle + block.left);
            self.right = self.right.max(middle + block.right);
            from += block.right - block.left;
            rows = rows.max(block.rows);
        }
        self.rows += rows;
    }
}

fn row_of(nodes: Vec<NodeId>, blocks: &mut BTreeMap<NodeId, Block>) -> Vec<Block> {
    nodes.iter().filter_map(|node| blocks.remove(node)).collect()
}

/// Children before parents, by a walk from `entry`; ends with `entry`.
fn postorder(definition: &Definition, entry: NodeId) -> Vec<NodeId> {
    let mut order = Vec::new();
    let mut seen = BTreeSet::from([entry]);
    let mut open = vec![(entry, definition.ways_out(entry))];
    while let Some((node, ways)) = open.last_mut() {
        match ways.pop() {
            Some(edge) => {
                if definition.node(edge.to).is_some() && seen.insert(edge.to) {
                    open.push((edge.to, definition.ways_out(edge.to)));
                }
            }
            None => {
                order.push(*node);
                open.pop();
            }
        }
    }
    order
}

/// The immediate dominator of each reachable node (Cooper, Harvey and Kennedy 2001); the entry's is itself.
fn dominators(definition: &Definition, entry: NodeId, postorder: &[NodeId]) -> BTreeMap<NodeId, NodeId> {
    let number: BTreeMap<NodeId, usize> = postorder.iter().enumerate().map(|(index, node)| (*node, index)).collect();
    let mut above = BTreeMap::from([(entry, entry)]);
    let meet = |above: &BTreeMap<NodeId, NodeId>, mut a: NodeId, mut b: NodeId| {
        while a != b {
            while number[&a] < number[&b] {
                a = above[&a];
            }
            while number[&b] < number[&a] {
                b = above[&b];
            }
        }
        a
    };
    loop {
        let mut changed = false;
        for node in postorder.iter().rev().filter(|node| **node != entry) {
            let from =
                definition.ways_in(*node).into_iter().map(|edge| edge.from).filter(|from| above.contains_key(from));
            if let Some(found) = from.reduce(|a, b| meet(&above, a, b))
                && above.insert(*node, found) != Some(found)
            {
                changed = true;
            }
        }
        if !changed {
            return above;
        }
    }
}
