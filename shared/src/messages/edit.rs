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
    let block = fresh(document, content)?;
    let id = block.id;
    document.blocks.insert(position.min(document.blocks.len()), block);
    Some(id)
}

/// Adds `content` below a block, in its column; below the section where it can't stand in a column.
pub fn insert_below(document: &mut Document, below: BlockId, content: Content) -> Option<BlockId> {
    let outside = document.section_of(below).filter(|_| !content.fits_a_column());
    let below = outside.unwrap_or(below);
    let position = document.position(below)?;
    let block = fresh(document, content)?;
    let id = block.id;
    document.list_of_mut(below)?.insert(position + 1, block);
    Some(id)
}

/// Adds `content` at the end of a section's column.
pub fn insert_in_column(document: &mut Document, section: BlockId, column: usize, content: Content) -> Option<BlockId> {
    let block = fresh(document, content).filter(|block| block.content.fits_a_column())?;
    let id = block.id;
    let (.., columns) = document.block_mut(section)?.content.section_mut()?;
    columns.get_mut(column)?.push(block);
    Some(id)
}

/// The block with ids that no other has; `None` when the document is full.
fn fresh(document: &Document, mut content: Content) -> Option<Block> {
    if document.all().count() + content.inner().count() >= MAX_BLOCKS {
        return None;
    }
    let id = document.next_id();
    content.renumber(id.0.saturating_add(1));
    Some(Block { id, content })
}

/// Takes the block out; answers which block to select next: the one that follows, or the one before, or the section around.
pub fn remove(document: &mut Document, id: BlockId) -> Option<BlockId> {
    let position = document.position(id)?;
    let around = document.section_of(id);
    let list = document.list_of_mut(id)?;
    list.remove(position);
    list.get(position).or_else(|| list.last()).map(|block| block.id).or(around)
}

/// Puts a copy below the block; answers the copy.
pub fn repeat(document: &mut Document, id: BlockId) -> Option<BlockId> {
    let content = document.block(id)?.content.clone();
    insert_below(document, id, content)
}

/// Swaps the block with its neighbor; at the end of a column it goes on into the next one. False where there is none.
pub fn move_by(document: &mut Document, id: BlockId, direction: Direction) -> bool {
    let Some(from) = document.position(id) else { return false };
    let section = document.section_of(id);
    let Some(list) = document.list_of_mut(id) else { return false };
    let to = match direction {
        Direction::Up => from.checked_sub(1),
        Direction::Down => Some(from + 1).filter(|to| *to < list.len()),
    };
    if let Some(to) = to {
        list.swap(from, to);
        return true;
    }
    section.is_some_and(|section| to_next_column(document, section, id, direction))
}

fn to_next_column(document: &mut Document, section: BlockId, id: BlockId, direction: Direction) -> bool {
    let Some(block) = document.block_mut(section) else { return false };
    let Some((.., columns)) = block.content.section_mut() else { return false };
    let at = columns.iter().position(|list| list.iter().any(|block| block.id == id));
    let to = at.and_then(|at| match direction {
        Direction::Up => at.checked_sub(1),
        Direction::Down => Some(at + 1).filter(|to| *to < columns.len()),
    });
    let (Some(at), Some(to)) = (at, to) else { return false };
    let Some(position) = columns[at].iter().position(|block| block.id == id) else { return false };
    let block = columns[at].remove(position);
    match direction {
        Direction::Up => columns[to].push(block),
        Direction::Down => columns[to].insert(0, block),
    }
    true
}

/// Moves the block so that it stands before what was at `position` of the message (dropping after a drag).
pub fn place_at(document: &mut Document, id: BlockId, position: usize) {
    let Some(from) = document.position(id) else { return };
    let inside = document.section_of(id).is_some();
    let Some(list) = document.list_of_mut(id) else { return };
    let block = list.remove(from);
    let to = if !inside && position > from { position - 1 } else { position };
    document.blocks.insert(to.min(document.blocks.len()), block);
}
