//! The canvas by keyboard: everything the pointer can do.

use super::drag::Drag;
use super::focus::focus_chosen;
use super::state::Designer;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use shared::journeys::{NodeId, copy, delete, duplicate, move_nodes, paste, tidy};
use std::collections::BTreeMap;
use wasm_bindgen::JsCast;

/// Handles a key pressed anywhere on the canvas.
pub fn keys(designer: Designer, drag: Drag, event: &KeyboardEvent) {
    let command = event.ctrl_key() || event.meta_key();
    let key = event.key();
    let handled = match (key.as_str(), command) {
        ("c", true) => done(|| take_copy(designer)),
        ("v", true) => done(|| put_copy(designer)),
        ("d", true) => done(|| {
            let chosen = designer.chosen.get_untracked();
            designer.edit(|definition| duplicate(definition, &chosen));
        }),
        ("a", true) => done(|| designer.chosen.set(designer.ids.get_untracked().into_iter().collect())),
        ("Delete" | "Backspace", false) => done(|| remove_chosen(designer)),
        ("+" | "=", _) => done(|| designer.zoom_by(1.2)),
        ("-", _) => done(|| designer.zoom_by(1.0 / 1.2)),
        ("0", _) => done(|| designer.zoom_by(1.0 / designer.view.with_untracked(|view| view.zoom))),
        ("1", false) => done(|| designer.fit()),
        ("t", false) => done(|| designer.edit(|definition| Ok(tidy(definition)))),
        ("Escape", _) => done(|| {
            drag.cancel();
            designer.adding.set(None);
            designer.chosen.update(|chosen| chosen.clear());
        }),
        ("ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight", false) => {
            arrow(designer, &key, event.shift_key());
            true
        }
        _ => false,
    };
    if handled {
        event.prevent_default();
    }
}

/// Undo and redo, wherever the focus is; a text field has an undo of its own.
pub fn undo_keys(designer: Designer, event: &KeyboardEvent) {
    const ELSEWHERE: &str = "input:not([type=radio], [type=checkbox]), textarea, [contenteditable], dialog";
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let elsewhere = target.is_some_and(|target| target.closest(ELSEWHERE).is_ok_and(|found| found.is_some()));
    if elsewhere || !(event.ctrl_key() || event.meta_key()) {
        return;
    }
    match event.key().to_lowercase().as_str() {
        "z" if !event.shift_key() => designer.undo(),
        "z" | "y" => designer.redo(),
        _ => return,
    }
    event.prevent_default();
}

fn done(act: impl FnOnce()) -> bool {
    act();
    true
}

pub fn remove_chosen(designer: Designer) {
    let chosen = designer.chosen.get_untracked();
    if !chosen.is_empty() {
        designer.edit(|definition| delete(definition, &chosen));
    }
}

pub fn take_copy(designer: Designer) {
    let clipping = designer.chosen.with_untracked(|chosen| designer.read(|definition| copy(definition, chosen)));
    designer.announced.set(format!("Copied {} tiles", clipping.nodes.len()));
    designer.clipping.set_value(Some(clipping));
}

pub fn put_copy(designer: Designer) {
    if let Some(clipping) = designer.clipping.get_value() {
        designer.edit(|definition| paste(definition, &clipping, 40, 40));
    }
}

/// To the nearest tile in that direction; with Shift, moves the chosen ones instead.
fn arrow(designer: Designer, key: &str, moves: bool) {
    let (dx, dy) = match key {
        "ArrowUp" => (0, -1),
        "ArrowDown" => (0, 1),
        "ArrowLeft" => (-1, 0),
        _ => (1, 0),
    };
    let chosen = designer.chosen.get_untracked();
    if moves {
        let places: BTreeMap<NodeId, (i32, i32)> = chosen
            .iter()
            .filter_map(|id| designer.cell(*id).map(|cell| (*id, cell.at.get_untracked())))
            .map(|(id, (x, y))| (id, (x + dx * 20, y + dy * 20)))
            .collect();
        if !places.is_empty() {
            designer.edit(|definition| move_nodes(definition, &places));
        }
        return;
    }
    let Some((id, here)) = chosen.first().and_then(|id| Some((*id, designer.cell(*id)?.at.get_untracked()))) else {
        if let Some(first) = designer.ids.get_untracked().first() {
            designer.show(*first);
            focus_chosen(designer);
        }
        return;
    };
    let mut best = None::<(i32, NodeId)>;
    designer.each_cell(|other, cell| {
        let (x, y) = cell.at.get_untracked();
        let (right, down) = (x - here.0, y - here.1);
        let ahead = right * dx + down * dy;
        // What lies aside counts double.
        let cost = ahead + 2 * (right * dy).abs().max((down * dx).abs());
        if other != id && ahead > 0 && best.is_none_or(|(least, _)| cost < least) {
            best = Some((cost, other));
        }
    });
    if let Some((_, next)) = best {
        designer.show(next);
        focus_chosen(designer);
    }
}
