use proptest::prelude::*;
use shared::messages::*;
use std::collections::BTreeSet;

proptest! {
    #[test]
    fn no_sequence_of_edits_makes_two_blocks_with_one_id(edits in prop::collection::vec((0u8..5, 0usize..9, 0usize..9), 0..60)) {
        let mut document = Document::blank();
        for (edit, a, b) in edits {
            let id = document.blocks.get(a).map_or(BlockId(99_999), |block| block.id);
            let before = document.blocks.len();
            let change: isize = match edit {
                0 => insert(&mut document, b, Content::Divider).map_or(0, |_| 1),
                1 => { let present = document.block(id).is_some(); remove(&mut document, id); -isize::from(present) }
                2 => repeat(&mut document, id).map_or(0, |_| 1),
                3 => { move_by(&mut document, id, if b % 2 == 0 { Direction::Up } else { Direction::Down }); 0 }
                _ => { place_at(&mut document, id, b); 0 }
            };
            prop_assert_eq!(document.blocks.len() as isize, before as isize + change);
            let ids: BTreeSet<_> = document.blocks.iter().map(|block| block.id).collect();
            prop_assert_eq!(ids.len(), document.blocks.len());
        }
    }
}

#[test]
fn dropping_a_block_puts_it_before_the_block_it_was_dropped_on() {
    let mut document = Document::of(Default::default(), vec![Content::Divider; 4]);
    place_at(&mut document, BlockId(1), 3);
    assert_eq!(document.blocks.iter().map(|block| block.id.0).collect::<Vec<_>>(), [2, 3, 1, 4]);
    place_at(&mut document, BlockId(4), 0);
    assert_eq!(document.blocks.iter().map(|block| block.id.0).collect::<Vec<_>>(), [4, 2, 3, 1]);
}
