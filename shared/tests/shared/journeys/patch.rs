use super::testing::lab;
use shared::journeys::*;

/// What is chosen after the edit, and after it is undone.
fn chosen(before: &Definition, edit: Result<Patch, &'static str>) -> [Option<Vec<u32>>; 2] {
    let patch = edit.expect("possible");
    let mut after = before.clone();
    patch.apply(&mut after);
    let inverse = patch.inverse();
    [(&patch, before), (&inverse, &after)]
        .map(|(patch, at)| patch.chosen_after(at).map(|ids| ids.into_iter().map(|id| id.0).collect()))
}

#[test]
fn what_comes_is_chosen_and_what_goes_leaves_the_choice_to_its_neighbour() {
    // Audience 1, e-mail 3, exit 2.
    let lab = lab();
    assert_eq!(chosen(&lab, delete(&lab, &[NodeId(3)].into())), [Some(vec![1]), Some(vec![3])]);
    assert_eq!(chosen(&lab, delete(&lab, &[NodeId(2), NodeId(3)].into())), [Some(vec![1]), Some(vec![2, 3])]);
    let wait = insert_on_edge(&lab, lab.edges[0], Kind::Wait);
    assert_eq!(chosen(&lab, wait), [Some(vec![4]), Some(vec![1])]);
    assert_eq!(chosen(&lab, place(&lab, Kind::Wait, 500, 500)), [Some(vec![4]), Some(vec![2])]);
    assert_eq!(chosen(&lab, relabel(&lab, NodeId(3), "First")), [None, None]);
}
