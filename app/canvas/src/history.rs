//! Edits, done and undone: each is a patch, which touches only the signals of what it changes.

use crate::{Board, Cell};
use kit::{Tone, toast};
use leptos::prelude::*;
use shared::graph::{Content, Edit, Graph, NodeId, Patch};

impl<C: Content> Board<C> {
    /// Does an edit, or says why not.
    pub fn edit(&self, make: impl FnOnce(&Graph<C>) -> Edit<C>) {
        if !self.editable_now() {
            return;
        }
        match self.read(make) {
            Ok(patch) if patch.is_empty() => {}
            Ok(patch) => {
                self.perform(&patch);
                self.announced.set(patch.what.clone());
                self.undo.update(|undo| undo.push(patch));
                self.redo.update(Vec::clear);
                self.tell();
            }
            Err(why) => {
                self.announced.set(why.to_owned());
                toast(Tone::Look, why);
            }
        }
    }

    /// Does an edit of one tile's settings. Where it `goes_on` with the edit of that tile right before, as typing does, both
    /// are one step of undo.
    pub fn edit_settings(&self, id: NodeId, goes_on: bool, make: impl FnOnce(&Graph<C>) -> Edit<C>) {
        let at = self.changes.get_untracked();
        let joins = goes_on && self.typed.get_value() == Some((id, at));
        let before = self.undo.with_untracked(|undo| {
            let last = undo.last().filter(|_| joins)?;
            let mut before = self.read(Graph::clone);
            last.inverse().apply(&mut before);
            Some(before)
        });
        self.edit(make);
        if self.changes.get_untracked() == at {
            return;
        }
        if let Some(before) = before {
            self.undo.update(|undo| {
                undo.pop();
                if let Some(last) = undo.last_mut() {
                    *last = self.read(|after| Patch::between(&before, after, last.what.clone()));
                }
            });
        }
        self.typed.set_value(Some((id, self.changes.get_untracked())));
    }

    /// Does what the patch says. What it makes is chosen, or what is beside what it takes away; and the keyboard follows.
    fn perform(&self, patch: &Patch<C>) {
        let chosen = self.read(|graph| patch.chosen_after(graph));
        self.apply(patch);
        let chose = chosen.is_some();
        if let Some(chosen) = chosen {
            self.chosen.set(chosen);
            if let Some(id) = untrack(|| self.only_chosen()) {
                self.reveal(id);
            }
        }
        self.edited.update(|edited| *edited = (edited.0 + 1, chose));
    }

    /// Brings the signals to where the patch leads.
    fn apply(&self, patch: &Patch<C>) {
        self.graph.update_value(|graph| patch.apply(graph));
        let mut came_or_went = false;
        for (id, (_, is)) in &patch.nodes {
            match (is, self.cell(*id)) {
                (Some(node), Some(cell)) => {
                    if cell.at.get_untracked() != (node.x, node.y) {
                        cell.at.set((node.x, node.y));
                    }
                    if cell.node.with_untracked(|shown| shown.label != node.label || shown.kind != node.kind) {
                        cell.node.set(node.clone());
                    }
                }
                (Some(node), None) => {
                    came_or_went = true;
                    let cell = self.owner.with_value(|owner| owner.with(|| Cell::of(node)));
                    self.cells.update_value(|cells| {
                        cells.insert(*id, cell);
                    });
                }
                (None, Some(_)) => came_or_went = true,
                (None, None) => {}
            }
        }
        if !patch.removed.is_empty() || !patch.added.is_empty() {
            self.edges.set(self.read(|graph| graph.edges.clone()));
        }
        if came_or_went {
            let ids: Vec<NodeId> = self.read(|graph| graph.nodes.iter().map(|node| node.id).collect());
            self.chosen.update(|chosen| chosen.retain(|id| ids.contains(id)));
            self.ids.set(ids);
            // Cells of deleted tiles go last: what showed them is gone by now.
            for (id, (_, is)) in &patch.nodes {
                if is.is_none() {
                    self.cells.update_value(|cells| {
                        cells.remove(id);
                    });
                }
            }
        }
        self.changes.update(|changes| *changes += 1);
    }

    pub fn can_undo(&self) -> bool {
        self.undo.with(|undo| !undo.is_empty()) && self.editable.get()
    }

    pub fn can_redo(&self) -> bool {
        self.redo.with(|redo| !redo.is_empty()) && self.editable.get()
    }

    pub fn undo(&self) {
        if let Some(patch) = self.undo.try_update(Vec::pop).flatten().filter(|_| self.editable_now()) {
            self.perform(&patch.inverse());
            self.announced.set(format!("Undone: {}", patch.what));
            self.redo.update(|redo| redo.push(patch));
            self.tell();
        }
    }

    pub fn redo(&self) {
        if let Some(patch) = self.redo.try_update(Vec::pop).flatten().filter(|_| self.editable_now()) {
            self.perform(&patch);
            self.announced.set(format!("Redone: {}", patch.what));
            self.undo.update(|undo| undo.push(patch));
            self.tell();
        }
    }

    fn tell(&self) {
        if let Some(words) = self.words() {
            words.changed();
        }
    }
}
