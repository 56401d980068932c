//! Undo and redo of whole documents. Typing in one field is one step.

/// More steps than anybody goes back.
const KEPT: usize = 200;

#[derive(Debug)]
pub struct History<T> {
    back: Vec<T>,
    forward: Vec<T>,
    /// What the last change was about; the same again makes no new step.
    last: String,
}

impl<T> Default for History<T> {
    fn default() -> Self {
        Self { back: Vec::new(), forward: Vec::new(), last: String::new() }
    }
}

impl<T> History<T> {
    /// Call before a change. `key` names what is changed, such as `3.text`; an empty key always makes a step.
    pub fn remember(&mut self, key: &str, before: T) {
        self.forward.clear();
        if key.is_empty() || key != self.last {
            self.back.push(before);
            if self.back.len() > KEPT {
                self.back.remove(0);
            }
        }
        key.clone_into(&mut self.last);
    }

    /// The document before the last step; `now` can be had again by [`Self::redo`].
    pub fn undo(&mut self, now: T) -> Option<T> {
        let before = self.back.pop()?;
        self.forward.push(now);
        self.last.clear();
        Some(before)
    }

    pub fn redo(&mut self, now: T) -> Option<T> {
        let after = self.forward.pop()?;
        self.back.push(now);
        self.last.clear();
        Some(after)
    }

    pub fn can_undo(&self) -> bool {
        !self.back.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.forward.is_empty()
    }
}
