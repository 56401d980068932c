//! Undo and redo of whole documents. Typing in one field is one step.

use super::Document;

/// More steps than anybody goes back.
const KEPT: usize = 200;

#[derive(Debug, Default)]
pub struct History {
    back: Vec<Document>,
    forward: Vec<Document>,
    /// What the last change was about; the same again makes no new step.
    last: String,
}

impl History {
    /// Call before a change. `key` names what is changed, such as `3.text`; an empty key always makes a step.
    pub fn remember(&mut self, key: &str, before: Document) {
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
    pub fn undo(&mut self, now: Document) -> Option<Document> {
        let before = self.back.pop()?;
        self.forward.push(now);
        self.last.clear();
        Some(before)
    }

    pub fn redo(&mut self, now: Document) -> Option<Document> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn named(subject: &str) -> Document {
        let mut document = Document::blank();
        document.header.subject = subject.into();
        document
    }

    #[test]
    fn typing_a_word_is_one_step_and_comes_back_by_redo() {
        let mut history = History::default();
        history.remember("subject", named(""));
        history.remember("subject", named("H"));
        history.remember("", named("Hi"));
        let before = history.undo(named("Hi, moved")).expect("a step");
        assert_eq!(before.header.subject, "Hi");
        assert_eq!(history.undo(before).expect("a step").header.subject, "");
        assert!(!history.can_undo());
        assert_eq!(history.redo(named("")).expect("a step").header.subject, "Hi");
    }
}
