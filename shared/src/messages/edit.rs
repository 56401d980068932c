//! Edits of a document, as the editor and its keyboard do them. Each keeps block ids unique.

use super::content::Content;
use super::document::{Block, BlockId, Document, MAX_BLOCKS};

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
