//! Tidy up: a layered drawing from the top down in which no two tiles overlap.
//!
//! Each node hangs below its immediate dominator, the last node that every way to it passes: the ways of a branch lie side
//! by side, and where they join again lies centred below all of them.

use super::{Content, Graph, NodeId, Patch};
use std::collections::{BTreeMap, BTreeSet};

pub const TILE_WIDTH: i32 = 236;
/// Height of the tallest usual tile; rows are far enough apart for it.
pub const TILE_HEIGHT: i32 = 104;
/// Distance between the left edges of neighbouring columns.
pub const COLUMN: i32 = TILE_WIDTH + 44;
/// Distance between the tops of neighbouring rows.
pub const ROW: i32 = 160;

/// Puts every tile in its place. What nothing leads to stands in a row of its own to the right.
pub fn tidy<C: Content>(graph: &Graph<C>) -> Patch<C> {
    let mut after = graph.clone();
    let places = placed(&Ways::of(graph));
    let right = places.values().map(|place| place.0).max().unwrap_or(0) + COLUMN;
    let mut row = 0;
    for node in &mut after.nodes {
        (node.x, node.y) = places.get(&node.id).copied().unwrap_or_else(|| {
            row += 1;
            (right, (row - 1) * ROW)
        });
    }
    Patch::between(graph, &after, "Tidied up")
}

/// Above all starts where there are several; no node has this number.
const ABOVE: NodeId = NodeId(u32::MAX);

/// What leads where, seen from one top.
struct Ways {
    top: NodeId,
    /// In the order of the ways out.
    out: BTreeMap<NodeId, Vec<NodeId>>,
    into: BTreeMap<NodeId, Vec<NodeId>>,
}

impl Ways {
    fn of<C: Content>(graph: &Graph<C>) -> Self {
        let there: BTreeSet<NodeId> = graph.nodes.iter().map(|node| node.id).collect();
        let mut out: BTreeMap<NodeId, Vec<NodeId>> = graph
            .outgoing()
            .into_iter()
            .map(|(from, edges)| (from, edges.iter().map(|edge| edge.to).filter(|to| there.contains(to)).collect()))
            .collect();
        let starts: Vec<NodeId> = graph.starts().map(|node| node.id).collect();
        let top = match starts.as_slice() {
            [one] => *one,
            _ => {
                out.insert(ABOVE, starts);
                ABOVE
            }
        };
        let mut into: BTreeMap<NodeId, Vec<NodeId>> = BTreeMap::new();
        for (from, below) in &out {
            for to in below {
                into.entry(*to).or_default().push(*from);
            }
        }
        Self { top, out, into }
    }

    fn out(&self, node: NodeId) -> &[NodeId] {
        self.out.get(&node).map_or(&[], Vec::as_slice)
    }

    fn into(&self, node: NodeId) -> &[NodeId] {
        self.into.get(&node).map_or(&[], Vec::as_slice)
    }
}

/// Where each reachable node goes; the top's column is 0.
fn placed(ways: &Ways) -> BTreeMap<NodeId, (i32, i32)> {
    let order = postorder(ways);
    let above = dominators(ways, &order);
    let reached: BTreeSet<NodeId> = order.iter().copied().collect();
    let mut children: BTreeMap<NodeId, Vec<NodeId>> = BTreeMap::new();
    for node in order.iter().rev().filter(|node| **node != ways.top) {
        if let Some(up) = above.get(node) {
            children.entry(*up).or_default().push(*node);
        }
    }
    let mut blocks: BTreeMap<NodeId, Block> = BTreeMap::new();
    // Postorder: what hangs below a node is drawn before it.
    for node in &order {
        let below = children.remove(node).unwrap_or_default();
        let (joins, mut side_by_side): (Vec<NodeId>, Vec<NodeId>) = below.into_iter().partition(|other| {
            ways.into(*other).iter().filter(|from| reached.contains(from)).any(|from| from != node)
                && !back_edges_only(ways, *node, *other, &above)
        });
        side_by_side.sort_by_key(|way| ways.out(*node).iter().position(|to| to == way));
        let mut block = Block::of(*node);
        block.stack(row_of(side_by_side, &mut blocks));
        block.stack(row_of(joins, &mut blocks));
        blocks.insert(*node, block);
    }
    let Some(whole) = blocks.remove(&ways.top) else { return BTreeMap::new() };
    let (half, hidden) = (COLUMN / 2, i32::from(ways.top == ABOVE));
    whole.nodes.into_iter().map(|(node, (x, y))| (node, (x * half, (y - hidden) * ROW))).collect()
}

/// True when all other ways into `to` come from below it: then it is no join, only the head of a circle.
fn back_edges_only(ways: &Ways, from: NodeId, to: NodeId, above: &BTreeMap<NodeId, NodeId>) -> bool {
    ways.into(to).iter().filter(|other| **other != from).all(|other| {
        let mut at = *other;
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

/// Children before parents, by a walk from the top; ends with it.
fn postorder(ways: &Ways) -> Vec<NodeId> {
    let mut order = Vec::new();
    let mut seen = BTreeSet::from([ways.top]);
    let mut open = vec![(ways.top, ways.out(ways.top).to_vec())];
    while let Some((node, below)) = open.last_mut() {
        match below.pop() {
            Some(to) => {
                if seen.insert(to) {
                    open.push((to, ways.out(to).to_vec()));
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

/// The immediate dominator of each reachable node (Cooper, Harvey and Kennedy 2001); the top's is itself.
fn dominators(ways: &Ways, postorder: &[NodeId]) -> BTreeMap<NodeId, NodeId> {
    let number: BTreeMap<NodeId, usize> = postorder.iter().enumerate().map(|(index, node)| (*node, index)).collect();
    let mut above = BTreeMap::from([(ways.top, ways.top)]);
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
        for node in postorder.iter().rev().filter(|node| **node != ways.top) {
            let from = ways.into(*node).iter().copied().filter(|from| above.contains_key(from));
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
