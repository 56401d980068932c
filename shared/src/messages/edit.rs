//! Edits of a document, as the editor and its keyboard do them. Each keeps block ids unique.

use super::document::{Block, BlockId, Content, Document, MAX_BLOCKS};

/// Which way a block is moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
}

/// Adds `content` so that it stands at `position` (the end, if that is beyond it). `None` when the document is full.
pub fn insert(document: &mut Document, position: usize, content: Content) -> Option<BlockId> {
    if document.blocks.len() >= MAX_BLOCKS {
        return None;
    }
    let id = document.next_id();
    document.blocks.insert(position.min(document.blocks.len()), Block { id, content });
    Some(id)
}

/// Takes the block out; answers which block to select next: the one that follows, or the one before.
pub fn remove(document: &mut Document, id: BlockId) -> Option<BlockId> {
    let position = document.position(id)?;
    document.blocks.remove(position);
    document.blocks.get(position).or_else(|| document.blocks.last()).map(|block| block.id)
}

/// Puts a copy below the block; answers the copy.
pub fn repeat(document: &mut Document, id: BlockId) -> Option<BlockId> {
    let position = document.position(id)?;
    let content = document.blocks.get(position)?.content.clone();
    insert(document, position + 1, content)
}

/// Swaps the block with its neighbour; false at the end of the column.
pub fn move_by(document: &mut Document, id: BlockId, direction: Direction) -> bool {
    let Some(from) = document.position(id) else { return false };
    let to = match direction {
        Direction::Up => from.checked_sub(1),
        Direction::Down => Some(from + 1).filter(|to| *to < document.blocks.len()),
    };
    let Some(to) = to else { return false };
    document.blocks.swap(from, to);
    true
}

/// Moves the block so that it stands before what was at `position` (dropping after a drag).
pub fn place_at(document: &mut Document, id: BlockId, position: usize) {
    let Some(from) = document.position(id) else { return };
    let block = document.blocks.remove(from);
    let to = if position > from { position - 1 } else { position };
    document.blocks.insert(to.min(document.blocks.len()), block);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
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
}
