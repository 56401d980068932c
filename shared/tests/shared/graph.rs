//! Graphs hold whatever is drawn: any number of ways out by name, and several starts where these make sense.

use proptest::prelude::*;
use shared::graph::*;
use shared::hue::Hue;
use shared::journeys::{Definition, NodeKind, starter};
use std::collections::BTreeSet;

/// A step of a talk: where it begins, a question with some answers, the end.
#[derive(Debug, Clone, PartialEq)]
enum Talk {
    Start,
    Ask(Vec<&'static str>),
    End,
}

impl Content for Talk {
    type Settings = ();

    const FORMAT: u32 = 1;
    const SEVERAL_STARTS: bool = true;
    const REFUSALS: Refusals = Refusals {
        back_to_start: "back",
        last_start: "last",
        second_start: "second",
        end_in_line: "end",
        nothing_to_paste: "nothing",
    };

    fn label(&self) -> &'static str {
        self.code()
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Ask(_) => "ask",
            Self::End => "end",
        }
    }

    fn look(&self) -> Look {
        Look { icon: "dot", hue: Hue::Ours }
    }

    fn palette() -> Vec<Self> {
        vec![Self::Start, Self::Ask(vec!["a", "b", "c"]), Self::End]
    }

    fn ways(&self) -> Vec<Way> {
        match self {
            Self::Start => vec![Way::only()],
            Self::Ask(answers) => answers.iter().map(|answer| Way::new(port(answer), *answer)).collect(),
            Self::End => Vec::new(),
        }
    }

    fn is_start(&self) -> bool {
        *self == Self::Start
    }
}

fn port(name: &str) -> Port {
    name.parse().expect("a name")
}

/// A start and a question with three answers, none of which leads anywhere yet.
fn talk() -> Graph<Talk> {
    let mut talk = Graph { format: 1, nodes: Vec::new(), edges: Vec::new(), settings: (), next_node: 1 };
    place(&talk, Talk::Start, 0, 0).expect("possible").apply(&mut talk);
    append(&talk, NodeId(1), Port::OUT, Talk::Ask(vec!["c", "a", "b"])).expect("possible").apply(&mut talk);
    talk
}

#[test]
fn ways_keep_the_order_that_the_node_gives_them() {
    let mut talk = talk();
    let mut places = Vec::new();
    for name in ["b", "c", "a"] {
        append(&talk, NodeId(2), port(name), Talk::End).expect("possible").apply(&mut talk);
        places.push((talk.node(NodeId(talk.next_node - 1)).expect("there").x, name));
    }
    places.sort_unstable();
    assert_eq!(places.iter().map(|(_, name)| *name).collect::<String>(), "cab", "from left to right");
    let out: Vec<_> = talk.ways_out(NodeId(2)).into_iter().map(|edge| edge.port).collect();
    assert_eq!(out, ["c", "a", "b"].map(port));
    let offsets = ["c", "a", "b"].map(|name| port_offset(&talk.node(NodeId(2)).expect("there").kind, port(name)));
    assert_eq!(offsets, [TILE_WIDTH / 6, TILE_WIDTH / 2, TILE_WIDTH * 5 / 6]);
}

#[test]
fn a_way_that_goes_takes_its_line_along_and_comes_back_with_it() {
    let mut talk = talk();
    append(&talk, NodeId(2), port("b"), Talk::End).expect("possible").apply(&mut talk);
    let before = talk.clone();
    let patch = set_kind(&talk, NodeId(2), Talk::Ask(vec!["a"])).expect("possible");
    patch.apply(&mut talk);
    assert_eq!(talk.ways_out(NodeId(2)), []);
    patch.inverse().apply(&mut talk);
    assert_eq!(talk, before);
}

#[test]
fn several_starts_come_and_go_but_one_stays() {
    let mut talk = talk();
    place(&talk, Talk::Start, 300, 0).expect("possible").apply(&mut talk);
    let second = NodeId(talk.next_node - 1);
    connect(&talk, second, Port::OUT, NodeId(2)).expect("possible").apply(&mut talk);
    assert_eq!(connect(&talk, NodeId(2), port("a"), second).unwrap_err(), "back");
    tidy(&talk).apply(&mut talk);
    let at = |id| talk.node(id).map(|node| (node.x, node.y)).expect("there");
    assert_eq!(
        (at(NodeId(1)).1, at(second).1, at(NodeId(2))),
        (0, 0, (0, ROW)),
        "side by side above what both lead to"
    );
    delete(&talk, &BTreeSet::from([NodeId(1)])).expect("possible").apply(&mut talk);
    assert_eq!(delete(&talk, &BTreeSet::from([second])).unwrap_err(), "last");
}

#[test]
fn a_document_of_another_format_is_refused() {
    let text = serde_json::to_string(&starter("UTC")).expect("written");
    assert!(serde_json::from_str::<Definition>(&text).is_ok());
    let error =
        serde_json::from_str::<Definition>(&text.replace(&format!("\"format\":{}", NodeKind::FORMAT), "\"format\":9"))
            .unwrap_err();
    assert!(error.to_string().contains("format is 9"), "{error}");
}

proptest! {
    /// Whatever is put or pasted where: it lies on no other tile.
    #[test]
    fn nothing_lands_on_a_tile(
        places in prop::collection::vec((-600i32..600, -400i32..400), 1..12),
        (right, down) in (-300i32..300, -300i32..300),
    ) {
        let mut talk = talk();
        tidy(&talk).apply(&mut talk);
        for (x, y) in places {
            place(&talk, Talk::Ask(vec!["a"]), x, y).expect("possible").apply(&mut talk);
        }
        let all: BTreeSet<NodeId> = talk.nodes.iter().map(|node| node.id).collect();
        let copied = copy(&talk, &all);
        paste(&talk, &copied, right, down).expect("possible").apply(&mut talk);
        paste(&talk, &copied, right, down).expect("possible").apply(&mut talk);
        for (index, a) in talk.nodes.iter().enumerate() {
            for b in &talk.nodes[index + 1..] {
                let apart = (a.x - b.x).abs() >= TILE_WIDTH || (a.y - b.y).abs() >= TILE_HEIGHT;
                prop_assert!(apart, "{} and {} overlap", a.id, b.id);
            }
        }
    }

    /// Whatever leads where, from however many starts: no two tiles overlap.
    #[test]
    fn tidy_tiles_never_overlap(
        starts in 1usize..4,
        lines in prop::collection::vec((0usize..9, 0usize..3, 0usize..9), 0..20),
    ) {
        let mut talk = talk();
        for _ in 1..starts {
            place(&talk, Talk::Start, 0, 0).expect("possible").apply(&mut talk);
        }
        for _ in 0..5 {
            place(&talk, Talk::Ask(vec!["a", "b", "c"]), 0, 0).expect("possible").apply(&mut talk);
        }
        for (from, way, to) in lines {
            let (from, to) = (&talk.nodes[from % talk.nodes.len()], talk.nodes[to % talk.nodes.len()].id);
            let ports = from.kind.ports();
            if let Ok(patch) = connect(&talk, from.id, ports[way % ports.len()], to) {
                patch.apply(&mut talk);
            }
        }
        tidy(&talk).apply(&mut talk);
        for (index, a) in talk.nodes.iter().enumerate() {
            for b in &talk.nodes[index + 1..] {
                let apart = (a.x - b.x).abs() >= TILE_WIDTH || (a.y - b.y).abs() >= TILE_HEIGHT;
                prop_assert!(apart, "{} and {} overlap", a.id, b.id);
            }
        }
        prop_assert!(tidy(&talk).is_empty());
    }
}
