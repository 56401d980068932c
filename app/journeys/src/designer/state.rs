//! What the designer holds beside the canvas: the journey's name and status, what may be used, figures, problems, saving.

use crate::doors::save_journey;
use base::AppError;
use canvas::{Board, Cell};
use kit::{Autosave, Tone, toast};
use leptos::prelude::*;
use shared::ids::JourneyId;
use shared::journeys::{
    Definition, Figures, JourneyPage, JourneyStatus, Known, NodeFigures, NodeId, NodeKind, Patch, Problem,
    ProblemPlace, advice, problems,
};

/// A tile's own signals.
pub type Tile = Cell<NodeKind>;

/// The designer's state, found by every part of it through the context. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Designer {
    pub id: JourneyId,
    pub board: Board<NodeKind>,
    pub name: RwSignal<String>,
    pub status: RwSignal<JourneyStatus>,
    pub may_edit: bool,
    pub page: StoredValue<JourneyPage>,
    pub known: RwSignal<Known>,
    pub figures: RwSignal<Figures>,
    pub problems: Memo<Vec<Problem>>,
    /// What is worth knowing though it blocks nothing.
    pub advice: Memo<Vec<Problem>>,
    pub autosave: Autosave<AppError>,
}

impl Designer {
    pub fn new(page: JourneyPage) -> Self {
        let (may_edit, status) = (page.may_edit, RwSignal::new(page.status));
        let editable = Signal::derive(move || may_edit && status.get() == JourneyStatus::Draft);
        let board = Board::new(page.definition.clone(), editable);
        let known = RwSignal::new(page.known.clone());
        let (id, revision) = (page.id, StoredValue::new(page.revision));
        let designer = Self {
            id,
            board,
            name: RwSignal::new(page.name.clone()),
            status,
            may_edit,
            known,
            figures: RwSignal::default(),
            problems: Memo::new(move |_| known.with(|known| board.follow(|definition| problems(definition, known)))),
            advice: Memo::new(move |_| known.with(|known| board.follow(|definition| advice(definition, known)))),
            autosave: Autosave::new(move || {
                let saving = save_journey(id, revision.get_value(), board.read(Definition::clone));
                async move {
                    let saved = saving.await.inspect_err(|error| toast(Tone::Danger, error.to_string()))?;
                    let _ = revision.try_set_value(saved.revision);
                    Ok(())
                }
            }),
            page: StoredValue::new(page),
        };
        board.speak(designer);
        designer
    }

    pub fn use_context() -> Self {
        expect_context()
    }

    /// Whether the graph may be changed.
    pub fn editable(&self) -> bool {
        self.board.editable.get()
    }

    /// Does an edit, or says why not.
    pub fn edit(&self, make: impl FnOnce(&Definition) -> Result<Patch, &'static str>) {
        self.board.edit(make);
    }

    /// A tile's figures, told anew only when they are others.
    pub fn figures_of(&self, id: NodeId) -> Memo<NodeFigures> {
        let figures = self.figures;
        Memo::new(move |_| figures.with(|figures| figures.nodes.get(&id).cloned().unwrap_or_default()))
    }

    /// Whether something about the tile keeps the draft from going live.
    pub fn is_faulty(&self, id: NodeId) -> bool {
        let here = |all: &Vec<Problem>| all.iter().any(|problem| problem.place == ProblemPlace::Node(id));
        self.editable() && self.problems.with(here)
    }
}
