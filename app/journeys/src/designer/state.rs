//! What the designer holds: a signal a tile, the patches that lead back and forth, and what is chosen.

use super::focus::keep_focus;
use crate::save_journey;
use kit::{Tone, time, toast};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::ids::JourneyId;
use shared::journeys::{
    Clipping, Definition, Edge, Figures, JourneyPage, JourneyStatus, Known, Node, NodeId, Patch, Port, Problem, View,
    advice, problems,
};
use shared::time::UtcMillis;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// A tile's own signals: moving it re-renders nothing but its place and its lines.
#[derive(Debug, Clone, Copy)]
pub struct Cell {
    pub node: RwSignal<Node>,
    pub at: RwSignal<(i32, i32)>,
}

impl Cell {
    fn of(node: &Node) -> Self {
        Self { at: RwSignal::new((node.x, node.y)), node: RwSignal::new(node.clone()) }
    }
}

/// What happened to the last change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saving {
    Nothing,
    Waiting,
    Saved(UtcMillis),
    Failed,
}

/// Where the next tile would go: a line, or an open port.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    Edge(Edge),
    Port(NodeId, Port),
}

/// The designer's state, found by every part of it through the context. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Designer {
    pub id: JourneyId,
    pub name: RwSignal<String>,
    pub status: RwSignal<JourneyStatus>,
    pub may_edit: bool,
    pub page: StoredValue<JourneyPage>,
    pub known: RwSignal<Known>,
    definition: StoredValue<Definition>,
    /// Counts changes of the definition; whoever shows something derived from all of it follows this.
    pub changes: RwSignal<u32>,
    pub ids: RwSignal<Vec<NodeId>>,
    cells: StoredValue<BTreeMap<NodeId, Cell>>,
    /// The page's owner. A signal belongs to whoever runs when it is made, and a tile must outlive the menu that added it.
    owner: StoredValue<Owner>,
    pub edges: RwSignal<Vec<Edge>>,
    pub chosen: RwSignal<BTreeSet<NodeId>>,
    undo: RwSignal<Vec<Patch>>,
    redo: RwSignal<Vec<Patch>>,
    /// The tile whose settings were changed last, and `changes` then.
    typed: StoredValue<Option<(NodeId, u32)>>,
    pub clipping: StoredValue<Option<Clipping>>,
    pub view: RwSignal<View>,
    pub surface: NodeRef<html::Div>,
    pub figures: RwSignal<Figures>,
    pub problems: Memo<Vec<Problem>>,
    /// What is worth knowing though it blocks nothing.
    pub advice: Memo<Vec<Problem>>,
    pub announced: RwSignal<String>,
    pub adding: RwSignal<Option<Spot>>,
    pub outline: RwSignal<bool>,
    pub saving: RwSignal<Saving>,
    revision: StoredValue<i64>,
}

impl Designer {
    pub fn new(page: JourneyPage) -> Self {
        let definition = StoredValue::new(page.definition.clone());
        let changes = RwSignal::new(0);
        let known = RwSignal::new(page.known.clone());
        let problems = Memo::new(move |_| {
            changes.track();
            known.with(|known| definition.with_value(|definition| problems(definition, known)))
        });
        let advice = Memo::new(move |_| {
            changes.track();
            known.with(|known| definition.with_value(|definition| advice(definition, known)))
        });
        Self {
            id: page.id,
            name: RwSignal::new(page.name.clone()),
            status: RwSignal::new(page.status),
            may_edit: page.may_edit,
            known,
            definition,
            changes,
            ids: RwSignal::new(page.definition.nodes.iter().map(|node| node.id).collect()),
            cells: StoredValue::new(page.definition.nodes.iter().map(|node| (node.id, Cell::of(node))).collect()),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
            edges: RwSignal::new(page.definition.edges.clone()),
            chosen: RwSignal::default(),
            undo: RwSignal::default(),
            redo: RwSignal::default(),
            typed: StoredValue::new(None),
            clipping: StoredValue::new(None),
            view: RwSignal::new(View { dx: 300.0, dy: 56.0, zoom: 1.0 }),
            surface: NodeRef::new(),
            figures: RwSignal::default(),
            problems,
            advice,
            announced: RwSignal::default(),
            adding: RwSignal::new(None),
            outline: RwSignal::new(false),
            saving: RwSignal::new(Saving::Nothing),
            revision: StoredValue::new(page.revision),
            page: StoredValue::new(page),
        }
    }

    pub fn use_context() -> Self {
        expect_context()
    }

    /// Whether the graph may be changed.
    pub fn editable(&self) -> bool {
        self.may_edit && self.status.get() == JourneyStatus::Draft
    }

    pub fn editable_now(&self) -> bool {
        untrack(|| self.editable())
    }

    /// Looks at the definition as it is, without following it.
    pub fn read<T>(&self, look: impl FnOnce(&Definition) -> T) -> T {
        self.definition.with_value(look)
    }

    /// Looks at the definition and follows it.
    pub fn follow<T>(&self, look: impl FnOnce(&Definition) -> T) -> T {
        self.changes.track();
        self.definition.with_value(look)
    }

    pub fn cell(&self, id: NodeId) -> Option<Cell> {
        self.cells.with_value(|cells| cells.get(&id).copied())
    }

    /// The one chosen tile, if exactly one is.
    pub fn only_chosen(&self) -> Option<NodeId> {
        self.chosen.with(|chosen| if chosen.len() == 1 { chosen.first().copied() } else { None })
    }

    pub fn choose(&self, id: NodeId) {
        self.chosen.set(BTreeSet::from([id]));
    }

    /// Does an edit, or says why not.
    pub fn edit(&self, make: impl FnOnce(&Definition) -> Result<Patch, &'static str>) {
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
                self.save_soon();
            }
            Err(why) => {
                self.announced.set(why.to_owned());
                toast(Tone::Look, why);
            }
        }
    }

    /// Does an edit of one tile's settings. Where it `goes_on` with the edit of that tile right before, as typing does, both
    /// are one step of undo.
    pub fn edit_settings(
        &self,
        id: NodeId,
        goes_on: bool,
        make: impl FnOnce(&Definition) -> Result<Patch, &'static str>,
    ) {
        let at = self.changes.get_untracked();
        let joins = goes_on && self.typed.get_value() == Some((id, at));
        let before = self.undo.with_untracked(|undo| {
            let last = undo.last().filter(|_| joins)?;
            let mut before = self.read(Definition::clone);
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
    fn perform(&self, patch: &Patch) {
        let chosen = self.read(|definition| patch.chosen_after(definition));
        self.apply(patch);
        let chose = chosen.is_some();
        if let Some(chosen) = chosen {
            self.chosen.set(chosen);
            if let Some(id) = untrack(|| self.only_chosen()) {
                self.reveal(id);
            }
        }
        keep_focus(*self, chose);
    }

    /// Brings the signals to where the patch leads.
    fn apply(&self, patch: &Patch) {
        self.definition.update_value(|definition| patch.apply(definition));
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
            self.edges.set(self.read(|definition| definition.edges.clone()));
        }
        if came_or_went {
            let ids: Vec<NodeId> = self.read(|definition| definition.nodes.iter().map(|node| node.id).collect());
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
        self.undo.with(|undo| !undo.is_empty()) && self.editable()
    }

    pub fn can_redo(&self) -> bool {
        self.redo.with(|redo| !redo.is_empty()) && self.editable()
    }

    pub fn undo(&self) {
        if let Some(patch) = self.undo.try_update(Vec::pop).flatten().filter(|_| self.editable_now()) {
            self.perform(&patch.inverse());
            self.announced.set(format!("Undone: {}", patch.what));
            self.redo.update(|redo| redo.push(patch));
            self.save_soon();
        }
    }

    pub fn redo(&self) {
        if let Some(patch) = self.redo.try_update(Vec::pop).flatten().filter(|_| self.editable_now()) {
            self.perform(&patch);
            self.announced.set(format!("Done again: {}", patch.what));
            self.undo.update(|undo| undo.push(patch));
            self.save_soon();
        }
    }

    /// Saves 700 ms after the last change.
    fn save_soon(&self) {
        self.saving.set(Saving::Waiting);
        let (designer, at) = (*self, self.changes.get_untracked());
        set_timeout(
            move || {
                if designer.changes.try_get_untracked() == Some(at) {
                    designer.save_now();
                }
            },
            Duration::from_millis(700),
        );
    }

    /// Saves without waiting for the answer.
    pub fn save_now(&self) {
        let designer = *self;
        spawn_local(async move {
            designer.save().await;
        });
    }

    /// Saves now, if there is anything to save. False when that failed.
    pub async fn save(&self) -> bool {
        if self.saving.get_untracked() != Saving::Waiting && self.saving.get_untracked() != Saving::Failed {
            return true;
        }
        let at = self.changes.get_untracked();
        let definition = self.read(Definition::clone);
        match save_journey(self.id, self.revision.get_value(), definition).await {
            Ok(saved) => {
                self.revision.set_value(saved.revision);
                if self.changes.get_untracked() == at {
                    self.saving.set(Saving::Saved(time::browser_now()));
                } else {
                    self.save_soon();
                }
                true
            }
            Err(error) => {
                self.saving.set(Saving::Failed);
                toast(Tone::Danger, error.to_string());
                false
            }
        }
    }

    /// All tiles' places, as shown.
    pub fn places(&self) -> Vec<(i32, i32)> {
        self.cells.with_value(|cells| cells.values().map(|cell| cell.at.get_untracked()).collect())
    }

    pub fn each_cell(&self, mut look: impl FnMut(NodeId, Cell)) {
        self.cells.with_value(|cells| cells.iter().for_each(|(id, cell)| look(*id, *cell)));
    }

    /// Width and height of the surface on the screen, and its top left corner.
    pub fn surface_box(&self) -> (f64, f64, f64, f64) {
        self.surface.get_untracked().map_or((900.0, 600.0, 0.0, 0.0), |surface| {
            let rect = surface.get_bounding_client_rect();
            (rect.width(), rect.height(), rect.left(), rect.top())
        })
    }

    /// Shows everything.
    pub fn fit(&self) {
        let (width, height, _, top) = self.surface_box();
        self.view.set(View::fitted(&self.places(), width, height, self.covered(top)));
    }

    /// How much of the surface, whose upper edge is at `top`, the palette covers where it lies along that edge: on phones.
    fn covered(&self, top: f64) -> f64 {
        let palette =
            self.surface.get_untracked().and_then(|surface| surface.query_selector(".palette").ok()).flatten();
        palette
            .map(|palette| palette.get_bounding_client_rect())
            .filter(|palette| palette.width() > palette.height())
            .map_or(0.0, |palette| palette.bottom() - top)
    }

    /// Moves the view so that the tile is seen, and chooses it.
    pub fn show(&self, id: NodeId) {
        self.choose(id);
        self.reveal(id);
    }

    /// Moves the view so that the tile is seen.
    fn reveal(&self, id: NodeId) {
        if let Some(cell) = self.cell(id) {
            let (width, height, ..) = self.surface_box();
            let (x, y) = cell.at.get_untracked();
            self.view.update(|view| {
                let (left, top) = (f64::from(x) * view.zoom + view.dx, f64::from(y) * view.zoom + view.dy);
                if left < 0.0 || top < 0.0 || left + 236.0 * view.zoom > width || top + 104.0 * view.zoom > height {
                    view.dx = width / 2.0 - (f64::from(x) + 118.0) * view.zoom;
                    view.dy = height / 2.0 - (f64::from(y) + 52.0) * view.zoom;
                }
            });
        }
    }

    /// Zooms about the middle of the surface.
    pub fn zoom_by(&self, factor: f64) {
        let (width, height, ..) = self.surface_box();
        self.view.update(|view| *view = view.zoomed(factor, width / 2.0, height / 2.0));
    }
}
