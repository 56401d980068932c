//! What the editor's parts share: the document, what is selected, undo, saving.

use super::super::doors::save_template;
use base::AppError;
use kit::Autosave;
use leptos::prelude::*;
use shared::ids::TemplateId;
use shared::messages::{
    BlockId, Body, Content, Direction, Document, EventChoice, History, Place, PostDocument, Problem, Severity,
    SharedBlock, SmsDocument, TemplateOpened, TemplateStatus, TemplateView, Values, VariantLine, VoiceDocument, insert,
    insert_below, move_by, place_at, remove, repeat, sample_values, with_unknown_marked,
};

/// What the panel shows the fields of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Selected {
    Header,
    Block(BlockId),
}

/// What is being dragged over the canvas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Drag {
    New(Content),
    Block(BlockId),
}

#[derive(Clone, Copy)]
pub struct Editor {
    pub id: TemplateId,
    pub name: RwSignal<String>,
    pub status: RwSignal<TemplateStatus>,
    pub version: RwSignal<u32>,
    pub editable: RwSignal<bool>,
    pub body: RwSignal<Body>,
    /// The e-mail; empty while something else is written.
    pub document: Memo<Document>,
    /// The text message; empty while something else is written.
    pub sms: Memo<SmsDocument>,
    /// The script of a call; empty while something else is written.
    pub voice: Memo<VoiceDocument>,
    /// The card or letter; empty while something else is written.
    pub post: Memo<PostDocument>,
    /// This message in its languages.
    pub variants: StoredValue<Vec<VariantLine>>,
    /// Blocks that several messages show.
    pub shared_blocks: RwSignal<Vec<SharedBlock>>,
    /// The name of the shared block that was opened to be changed.
    pub unsharing: RwSignal<String>,
    /// Events that a card can show.
    pub events: StoredValue<Vec<EventChoice>>,
    /// Where the public reaches this server.
    pub base: StoredValue<String>,
    pub selected: RwSignal<Selected>,
    /// On a narrow screen the fields of what is selected lie over the message, as a sheet, until they are put away.
    pub sheet: RwSignal<bool>,
    /// What is known of the person and the house.
    pub values: RwSignal<Values>,
    /// What the preview fills in: that, and marks where a field is not known.
    pub shown: Memo<Values>,
    pub problems: Memo<Vec<Problem>>,
    pub autosave: Autosave<AppError>,
    pub can_undo: RwSignal<bool>,
    pub can_redo: RwSignal<bool>,
    pub drag: RwSignal<Option<Drag>>,
    /// Where what is dragged would land.
    pub drop_at: RwSignal<Option<usize>>,
    revision: StoredValue<i64>,
    history: StoredValue<History<Body>>,
}

impl Editor {
    pub fn new(opened: &TemplateOpened) -> Self {
        let template = &opened.template;
        let body = RwSignal::new(template.body.clone());
        let (id, revision) = (template.id, StoredValue::new(template.revision));
        let facts = opened.facts.clone();
        let base = StoredValue::new(facts.base.clone());
        let mut values = sample_values();
        values.extend(opened.values.clone());
        for event in &opened.events {
            values.extend(event.values.clone());
        }
        opened.shared_blocks.iter().for_each(|block| block.add_to(&mut values));
        let values = RwSignal::new(values);
        Self {
            id,
            name: RwSignal::new(template.name.clone()),
            status: RwSignal::new(template.status),
            version: RwSignal::new(template.version),
            editable: RwSignal::new(template.editable),
            body,
            document: Memo::new(move |_| body.with(|body| email(body).cloned().unwrap_or_default())),
            sms: Memo::new(move |_| body.with(|body| sms(body).cloned().unwrap_or_default())),
            voice: Memo::new(move |_| body.with(|body| voice(body).cloned().unwrap_or_default())),
            post: Memo::new(move |_| body.with(|body| post(body).cloned().unwrap_or_default())),
            variants: StoredValue::new(opened.variants.clone()),
            shared_blocks: RwSignal::new(opened.shared_blocks.clone()),
            unsharing: RwSignal::new(String::new()),
            events: StoredValue::new(opened.events.clone()),
            base,
            selected: RwSignal::new(Selected::Header),
            sheet: RwSignal::new(false),
            shown: Memo::new(move |_| {
                body.with(|body| values.with(|values| with_unknown_marked(body.texts(), values)))
            }),
            values,
            problems: Memo::new(move |_| body.with(|body| body.check(&facts))),
            autosave: Autosave::new(move || {
                let saving = save_template(id, revision.get_value(), body.get_untracked());
                async move {
                    let _ = revision.try_set_value(saving.await?);
                    Ok(())
                }
            }),
            can_undo: RwSignal::new(false),
            can_redo: RwSignal::new(false),
            drag: RwSignal::new(None),
            drop_at: RwSignal::new(None),
            revision,
            history: StoredValue::new(History::default()),
        }
    }

    /// Takes over what the server answered to going live, stopping or editing again.
    pub fn take(self, template: TemplateView) {
        self.status.set(template.status);
        self.version.set(template.version);
        self.editable.set(template.editable);
        self.revision.set_value(template.revision);
        if self.body.with_untracked(|now| *now != template.body) {
            self.body.set(template.body);
        }
        self.autosave.settled();
    }

    pub fn revision(self) -> i64 {
        self.revision.get_value()
    }

    /// Shows the fields of this.
    pub fn select(self, what: Selected) {
        self.selected.set(what);
        self.sheet.set(true);
    }

    /// Changes what is written. `key` names the field, so that typing in it is one step of undo; empty always makes a step.
    pub fn edit_body(self, key: &str, change: impl FnOnce(&mut Body)) {
        if !self.editable.get_untracked() {
            return;
        }
        let before = self.body.get_untracked();
        self.history.update_value(|history| history.remember(key, before));
        self.body.update(change);
        self.changed();
    }

    /// [`Self::edit_body`] of an e-mail.
    pub fn edit(self, key: &str, change: impl FnOnce(&mut Document)) {
        self.edit_body(key, |body| {
            if let Body::Email(document) = body {
                change(document);
            }
        });
    }

    /// [`Self::edit_body`] of a text message.
    pub fn edit_sms(self, key: &str, change: impl FnOnce(&mut SmsDocument)) {
        self.edit_body(key, |body| {
            if let Body::Sms(document) = body {
                change(document);
            }
        });
    }

    /// [`Self::edit_body`] of a script.
    pub fn edit_voice(self, key: &str, change: impl FnOnce(&mut VoiceDocument)) {
        self.edit_body(key, |body| {
            if let Body::Voice(document) = body {
                change(document);
            }
        });
    }

    /// [`Self::edit_body`] of a card or letter.
    pub fn edit_post(self, key: &str, change: impl FnOnce(&mut PostDocument)) {
        self.edit_body(key, |body| {
            if let Body::Post(document) = body {
                change(document);
            }
        });
    }

    /// Changes one block's content.
    pub fn edit_block(self, id: BlockId, field: &str, change: impl FnOnce(&mut Content)) {
        self.edit(&format!("{}.{field}", id.0), |document| {
            if let Some(block) = document.block_mut(id) {
                change(&mut block.content);
            }
        });
    }

    /// A shared block says something else from now on, in the preview too.
    pub fn share(self, block: &SharedBlock) {
        self.shared_blocks.update(|all| {
            all.retain(|one| one.id != block.id);
            all.push(block.clone());
            all.sort_by_key(|one| one.name.to_lowercase());
        });
        self.values.update(|values| block.add_to(values));
    }

    /// Adds a block below the selected one, in its column; or at the end, above a footer that stands there.
    pub fn add(self, content: Content) {
        if let Selected::Block(id) = self.selected.get_untracked() {
            let mut added = None;
            self.edit("", |document| added = insert_below(document, id, content));
            if let Some(id) = added {
                self.select(Selected::Block(id));
            }
            return;
        }
        let position = self.document.with_untracked(|document| {
            let footer = document.blocks.last().is_some_and(|block| matches!(block.content, Content::Footer { .. }));
            document.blocks.len() - usize::from(footer)
        });
        self.add_at(position, content);
    }

    pub fn add_at(self, position: usize, content: Content) {
        let mut added = None;
        self.edit("", |document| added = insert(document, position, content));
        if let Some(id) = added {
            self.select(Selected::Block(id));
        }
    }

    pub fn remove(self, id: BlockId) {
        let mut next = None;
        self.edit("", |document| next = remove(document, id));
        self.selected.set(next.map_or(Selected::Header, Selected::Block));
    }

    pub fn repeat(self, id: BlockId) {
        let mut copy = None;
        self.edit("", |document| copy = repeat(document, id));
        if let Some(copy) = copy {
            self.selected.set(Selected::Block(copy));
        }
    }

    pub fn move_by(self, id: BlockId, direction: Direction) {
        self.edit("", |document| {
            move_by(document, id, direction);
        });
    }

    /// Lets go of what is dragged.
    pub fn drop_here(self) {
        let (drag, at) = (self.drag.get_untracked(), self.drop_at.get_untracked());
        self.drag.set(None);
        self.drop_at.set(None);
        match (drag, at) {
            (Some(Drag::New(content)), Some(at)) => self.add_at(at, content),
            (Some(Drag::Block(id)), Some(at)) => {
                self.edit("", |document| place_at(document, id, at));
                self.selected.set(Selected::Block(id));
            }
            _ => {}
        }
    }

    pub fn undo(self) {
        self.step(History::undo);
    }

    pub fn redo(self) {
        self.step(History::redo);
    }

    fn step(self, step: impl FnOnce(&mut History<Body>, Body) -> Option<Body>) {
        if !self.editable.get_untracked() {
            return;
        }
        let now = self.body.get_untracked();
        let Some(body) = self.history.try_update_value(|history| step(history, now)).flatten() else { return };
        if let Selected::Block(id) = self.selected.get_untracked()
            && email(&body).is_some_and(|document| document.block(id).is_none())
        {
            self.selected.set(Selected::Header);
        }
        self.body.set(body);
        self.changed();
    }

    /// Selects where a problem is.
    pub fn go_to(self, place: &Place) {
        match place {
            Place::Block(id, _) => self.select(Selected::Block(*id)),
            Place::Header(_) | Place::Message => self.select(Selected::Header),
            Place::Part(part) => {
                kit::focus(&format!("#{}", part.name()));
            }
        }
    }

    /// What keeps the template from going live, about this very place.
    pub fn complaints(self, place: Place) -> Signal<Vec<String>> {
        Signal::derive(move || {
            self.problems.with(|problems| {
                let here =
                    problems.iter().filter(|problem| problem.place == place && problem.severity == Severity::Error);
                here.map(|problem| problem.text.clone()).collect()
            })
        })
    }

    fn changed(self) {
        let (undo, redo) = self.history.with_value(|history| (history.can_undo(), history.can_redo()));
        self.can_undo.set(undo);
        self.can_redo.set(redo);
        self.autosave.changed();
    }
}

const fn email(body: &Body) -> Option<&Document> {
    match body {
        Body::Email(document) => Some(document),
        Body::Sms(_) | Body::Voice(_) | Body::Post(_) => None,
    }
}

const fn sms(body: &Body) -> Option<&SmsDocument> {
    match body {
        Body::Sms(document) => Some(document),
        Body::Email(_) | Body::Voice(_) | Body::Post(_) => None,
    }
}

const fn voice(body: &Body) -> Option<&VoiceDocument> {
    match body {
        Body::Voice(document) => Some(document),
        Body::Email(_) | Body::Sms(_) | Body::Post(_) => None,
    }
}

const fn post(body: &Body) -> Option<&PostDocument> {
    match body {
        Body::Post(document) => Some(document),
        Body::Email(_) | Body::Sms(_) | Body::Voice(_) => None,
    }
}

/// The editor around.
///
/// # Panics
/// Outside the editor's page, which is a mistake in the code.
pub fn editor() -> Editor {
    expect_context()
}

/// Where test messages go unless another address is typed.
#[derive(Clone)]
pub struct OwnAddress(pub String);
