use super::testing::{any_edits, lab, run};
use proptest::prelude::*;
use shared::journeys::*;

#[test]
fn the_ways_of_a_branch_lie_side_by_side_and_join_below() {
    let mut journey = lab();
    let exit = NodeId(2);
    insert_on_edge(&journey, journey.edges[0], Kind::Branch).expect("possible").apply(&mut journey);
    let branch = NodeId(journey.next_node - 1);
    let yes = journey.next(branch, Port::YES).expect("the e-mail");
    let join = connect(&journey, branch, Port::NO, exit).expect("possible");
    join.apply(&mut journey);
    let no = journey.edges.iter().copied().find(|edge| edge.port == Port::NO).expect("the way no");
    insert_on_edge(&journey, no, Kind::Wait).expect("possible").apply(&mut journey);
    let wait = NodeId(journey.next_node - 1);
    tidy(&journey).apply(&mut journey);
    let at = |id: NodeId| journey.node(id).map(|node| (node.x, node.y)).expect("there");
    assert_eq!((at(NodeId(1)), at(branch)), ((0, 0), (0, ROW)));
    assert_eq!((at(yes), at(wait)), ((-COLUMN / 2, 2 * ROW), (COLUMN / 2, 2 * ROW)));
    assert_eq!(at(exit), (0, 3 * ROW));
}

proptest! {
    /// Whatever the graph, circles and islands included, no two tiles overlap, and tidying twice changes nothing.
    #[test]
    fn tiles_never_overlap(edits in any_edits()) {
        let mut journey = lab();
        for edit in edits {
            if let Ok(patch) = run(&journey, edit) {
                patch.apply(&mut journey);
            }
        }
        tidy(&journey).apply(&mut journey);
        for (index, a) in journey.nodes.iter().enumerate() {
            for b in &journey.nodes[index + 1..] {
                let apart = (a.x - b.x).abs() >= TILE_WIDTH || (a.y - b.y).abs() >= TILE_HEIGHT;
                prop_assert!(apart, "{} and {} overlap", a.id, b.id);
            }
        }
        prop_assert!(tidy(&journey).is_empty());
    }
}
