//! Edits of a rule as the builder makes them: find, add, duplicate, remove and move blocks. Every edit is pure, so undo is
//! keeping the rule from before.

use super::{Block, BlockId, Group, RecordCondition, Rule, Test};

/// Which way a block moves among its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
}

impl Rule {
    /// A number no block of this rule has.
    pub fn free_id(&self) -> BlockId {
        let mut highest = 0;
        self.root.each(&mut |block| {
            highest = highest.max(block.id.0);
            if let Test::Record(test) = &block.test {
                highest = test.rows().fold(highest, |highest, row| highest.max(row.id.0));
            }
        });
        BlockId(highest + 1)
    }

    pub fn group(&self, id: BlockId) -> Option<&Group> {
        if id == BlockId::ROOT {
            return Some(&self.root);
        }
        if let Test::Group(group) = &self.block(id)?.test { Some(group) } else { None }
    }

    pub fn group_mut(&mut self, id: BlockId) -> Option<&mut Group> {
        if id == BlockId::ROOT {
            return Some(&mut self.root);
        }
        if let Test::Group(group) = &mut self.block_mut(id)?.test { Some(group) } else { None }
    }

    pub fn block(&self, id: BlockId) -> Option<&Block> {
        fn find(group: &Group, id: BlockId) -> Option<&Block> {
            group.blocks.iter().find_map(|block| match &block.test {
                _ if block.id == id => Some(block),
                Test::Group(inner) => find(inner, id),
                Test::Patient(_) | Test::Record(_) | Test::CareGap(_) | Test::Segment(_) => None,
            })
        }
        find(&self.root, id)
    }

    pub fn block_mut(&mut self, id: BlockId) -> Option<&mut Block> {
        fn find(group: &mut Group, id: BlockId) -> Option<&mut Block> {
            for block in &mut group.blocks {
                if block.id == id {
                    return Some(block);
                }
                if let Test::Group(inner) = &mut block.test
                    && let Some(found) = find(inner, id)
                {
                    return Some(found);
                }
            }
            None
        }
        find(&mut self.root, id)
    }

    /// The row of a record test.
    pub fn condition_mut(&mut self, id: BlockId) -> Option<&mut RecordCondition> {
        fn find(group: &mut Group, id: BlockId) -> Option<&mut RecordCondition> {
            group.blocks.iter_mut().find_map(|block| match &mut block.test {
                Test::Group(inner) => find(inner, id),
                Test::Record(test) => test.rows_mut().find(|row| row.id == id),
                Test::Patient(_) | Test::CareGap(_) | Test::Segment(_) => None,
            })
        }
        find(&mut self.root, id)
    }

    /// The group a block is in, and its place there.
    pub fn place_of(&self, id: BlockId) -> Option<(BlockId, usize)> {
        fn find(group: &Group, of: BlockId, id: BlockId) -> Option<(BlockId, usize)> {
            group.blocks.iter().enumerate().find_map(|(index, block)| match &block.test {
                _ if block.id == id => Some((of, index)),
                Test::Group(inner) => find(inner, block.id, id),
                Test::Patient(_) | Test::Record(_) | Test::CareGap(_) | Test::Segment(_) => None,
            })
        }
        find(&self.root, BlockId::ROOT, id)
    }

    /// Puts a block at the end of a group and says its number; `None` when there is no such group.
    pub fn add(&mut self, into: BlockId, test: Test) -> Option<BlockId> {
        let mut next = self.free_id();
        let block = renumbered(&Block::new(next, test), &mut next);
        let id = block.id;
        self.group_mut(into)?.blocks.push(block);
        Some(id)
    }

    /// Takes a block, or a row of a record test, out.
    pub fn remove(&mut self, id: BlockId) {
        fn sweep(group: &mut Group, id: BlockId) {
            group.blocks.retain(|block| block.id != id);
            for block in &mut group.blocks {
                match &mut block.test {
                    Test::Group(inner) => sweep(inner, id),
                    Test::Record(test) => {
                        test.conditions.retain(|row| row.id != id);
                        test.then.retain(|row| row.id != id);
                    }
                    Test::Patient(_) | Test::CareGap(_) | Test::Segment(_) => {}
                }
            }
        }
        sweep(&mut self.root, id);
    }

    /// Copies a block behind itself, everything in it under new numbers.
    pub fn duplicate(&mut self, id: BlockId) -> Option<BlockId> {
        let (group, index) = self.place_of(id)?;
        let mut next = self.free_id();
        let copy = renumbered(self.block(id)?, &mut next);
        let copied = copy.id;
        self.group_mut(group)?.blocks.insert(index + 1, copy);
        Some(copied)
    }

    /// Moves a block one place. At the edge of a nested group it leaves the group; next to a nested group it goes in.
    pub fn step(&mut self, id: BlockId, direction: Direction) -> Option<()> {
        let (group, index) = self.place_of(id)?;
        let neighbour = match direction {
            Direction::Up => index.checked_sub(1),
            Direction::Down => Some(index + 1).filter(|next| self.group(group).is_some_and(|g| *next < g.blocks.len())),
        };
        let Some(neighbour) = neighbour else {
            let (outer, at) = self.place_of(group)?;
            return self.move_to(id, outer, if direction == Direction::Up { at } else { at + 1 });
        };
        let beside = &self.group(group)?.blocks[neighbour];
        if let Test::Group(inner) = &beside.test {
            let (into, end) = (beside.id, inner.blocks.len());
            return self.move_to(id, into, if direction == Direction::Up { end } else { 0 });
        }
        self.group_mut(group)?.blocks.swap(index, neighbour);
        Some(())
    }

    /// Moves a block into a group, before what is at `index` there now. `None`, and nothing moves, when the target is the
    /// block itself or inside it.
    pub fn move_to(&mut self, id: BlockId, into: BlockId, index: usize) -> Option<()> {
        let (from, at) = self.place_of(id)?;
        let mut inside = into == id;
        if let Test::Group(own) = &self.block(id)?.test {
            own.each(&mut |block| inside |= block.id == into);
        }
        if inside || self.group(into).is_none() {
            return None;
        }
        let block = self.group_mut(from)?.blocks.remove(at);
        let index = if from == into && at < index { index - 1 } else { index };
        let target = self.group_mut(into)?;
        target.blocks.insert(index.min(target.blocks.len()), block);
        Some(())
    }
}

/// A copy under fresh numbers from `next` on.
fn renumbered(block: &Block, next: &mut BlockId) -> Block {
    let mut take = || {
        let id = *next;
        next.0 += 1;
        id
    };
    let id = take();
    let test = match &block.test {
        Test::Record(test) => {
            let mut test = test.clone();
            for row in test.rows_mut() {
                row.id = take();
            }
            Test::Record(test)
        }
        Test::Group(group) => Test::Group(Group {
            combine: group.combine,
            blocks: group.blocks.iter().map(|inner| renumbered(inner, next)).collect(),
        }),
        test @ (Test::Patient(_) | Test::CareGap(_) | Test::Segment(_)) => test.clone(),
    };
    Block { id, test, ..*block }
}
