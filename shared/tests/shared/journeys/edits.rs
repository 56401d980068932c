use super::testing::{any_edits, lab, run};
use proptest::prelude::*;
use shared::journeys::*;
use std::collections::BTreeSet;

#[test]
fn inserting_an_email_after_the_start_leads_through_it() {
    let before = starter("America/Chicago");
    let patch = insert_on_edge(&before, before.edges[0], Kind::Message).expect("possible");
    let mut after = before.clone();
    patch.apply(&mut after);
    assert_eq!(patch.new_nodes(), [NodeId(3)]);
    assert_eq!(after.next(NodeId(1), Port::OUT), Some(NodeId(3)));
    assert_eq!(after.next(NodeId(3), Port::OUT), Some(NodeId(2)));
    assert_eq!(after.node(NodeId(3)).map(|node| node.y), Some(ROW));
    assert_eq!(after.node(NodeId(2)).map(|node| node.y), Some(2 * ROW));
}

#[test]
fn deleting_heals_the_line_and_the_audience_stays() {
    let before = lab();
    let email = before.nodes.iter().find(|node| node.kind.kind() == Kind::Message).expect("an e-mail").id;
    let mut after = before.clone();
    delete(&before, &BTreeSet::from([email])).expect("possible").apply(&mut after);
    assert_eq!(after.next(NodeId(1), Port::OUT), Some(NodeId(2)));
    assert!(delete(&before, &BTreeSet::from([NodeId(1)])).is_err());
}

#[test]
fn a_duplicate_has_its_own_numbers_and_inner_lines() {
    let before = lab();
    let all: BTreeSet<NodeId> = before.nodes.iter().map(|node| node.id).collect();
    let patch = duplicate(&before, &all).expect("possible");
    assert_eq!(patch.new_nodes().len(), before.nodes.len() - 1);
    assert_eq!(patch.added.len(), 1);
}

proptest! {
    /// Undo of everything: any sequence of edits, inverted backwards, gives back exactly what was there.
    #[test]
    fn every_edit_can_be_undone_and_done_again(edits in any_edits()) {
        let first = lab();
        let mut definition = first.clone();
        let mut patches = Vec::new();
        for edit in edits {
            if let Ok(patch) = run(&definition, edit) {
                let before = definition.clone();
                patch.apply(&mut definition);
                patches.push((before, patch, definition.clone()));
            }
        }
        for (before, patch, after) in patches.iter().rev() {
            patch.inverse().apply(&mut definition);
            prop_assert_eq!(&definition, before);
            let mut again = before.clone();
            patch.apply(&mut again);
            prop_assert_eq!(&again, after);
        }
        prop_assert_eq!(definition, first);
    }

    /// Whatever is edited: one entry, no line from or to nowhere, at most one line a port.
    #[test]
    fn edits_keep_the_graph_whole(edits in any_edits()) {
        let mut definition = lab();
        for edit in edits {
            if let Ok(patch) = run(&definition, edit) {
                patch.apply(&mut definition);
            }
            let entries = definition.nodes.iter().filter(|node| node.kind.kind() == Kind::Entry).count();
            prop_assert_eq!(entries, 1);
            let mut ports = BTreeSet::new();
            for edge in &definition.edges {
                prop_assert!(definition.node(edge.to).is_some());
                let from = definition.node(edge.from).expect("a line starts somewhere");
                prop_assert!(from.kind.ports().contains(&edge.port));
                prop_assert!(ports.insert((edge.from, edge.port)));
            }
        }
    }
}
