//! The canvas by keyboard: everything the pointer can do.

use crate::focus::focus_chosen;
use crate::{Board, Drag};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use shared::graph::{Content, NodeId, copy, delete, duplicate, move_nodes, paste, tidy};
use std::collections::BTreeMap;
use wasm_bindgen::JsCast;

/// Handles a key pressed anywhere on the canvas.
pub fn keys<C: Content>(board: Board<C>, drag: Drag<C>, event: &KeyboardEvent) {
    let command = event.ctrl_key() || event.meta_key();
    let key = event.key();
    let handled = match (key.as_str(), command) {
        ("c", true) => done(|| take_copy(board)),
        ("v", true) => done(|| put_copy(board)),
        ("d", true) => done(|| {
            let chosen = board.chosen.get_untracked();
            board.edit(|graph| duplicate(graph, &chosen));
        }),
        ("a", true) => done(|| board.chosen.set(board.ids.get_untracked().into_iter().collect())),
        ("Delete" | "Backspace", false) => done(|| remove_chosen(board)),
        ("+" | "=", _) => done(|| board.zoom_by(1.2)),
        ("-", _) => done(|| board.zoom_by(1.0 / 1.2)),
        ("0", _) => done(|| board.zoom_by(1.0 / board.view.with_untracked(|view| view.zoom))),
        ("1", false) => done(|| board.fit()),
        ("t", false) => done(|| board.edit(|graph| Ok(tidy(graph)))),
        ("Escape", _) => done(|| {
            drag.cancel();
            board.adding.set(None);
            board.chosen.update(|chosen| chosen.clear());
        }),
        ("ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight", false) => {
            arrow(board, &key, event.shift_key());
            true
        }
        _ => false,
    };
    if handled {
        event.prevent_default();
    }
}

/// Undo and redo, wherever the focus is; a text field has an undo of its own.
pub fn undo_keys<C: Content>(board: Board<C>, event: &KeyboardEvent) {
    const ELSEWHERE: &str = "input:not([type=radio], [type=checkbox]), textarea, [contenteditable], dialog";
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let elsewhere = target.is_some_and(|target| target.closest(ELSEWHERE).is_ok_and(|found| found.is_some()));
    if elsewhere || !(event.ctrl_key() || event.meta_key()) {
        return;
    }
    match event.key().to_lowercase().as_str() {
        "z" if !event.shift_key() => board.undo(),
        "z" | "y" => board.redo(),
        _ => return,
    }
    event.prevent_default();
}

fn done(act: impl FnOnce()) -> bool {
    act();
    true
}

fn remove_chosen<C: Content>(board: Board<C>) {
    let chosen = board.chosen.get_untracked();
    if !chosen.is_empty() {
        board.edit(|graph| delete(graph, &chosen));
    }
}

fn take_copy<C: Content>(board: Board<C>) {
    let clipping = board.chosen.with_untracked(|chosen| board.read(|graph| copy(graph, chosen)));
    board.announced.set(format!("Copied {} tiles", clipping.nodes.len()));
    board.clipping.set_value(Some(clipping));
}

fn put_copy<C: Content>(board: Board<C>) {
    if let Some(clipping) = board.clipping.get_value() {
        board.edit(|graph| paste(graph, &clipping, 40, 40));
    }
}

/// To the nearest tile in that direction; with Shift, moves the chosen ones instead.
fn arrow<C: Content>(board: Board<C>, key: &str, moves: bool) {
    let (dx, dy) = match key {
        "ArrowUp" => (0, -1),
        "ArrowDown" => (0, 1),
        "ArrowLeft" => (-1, 0),
        _ => (1, 0),
    };
    let chosen = board.chosen.get_untracked();
    if moves {
        let places: BTreeMap<NodeId, (i32, i32)> = chosen
            .iter()
            .filter_map(|id| board.cell(*id).map(|cell| (*id, cell.at.get_untracked())))
            .map(|(id, (x, y))| (id, (x + dx * 20, y + dy * 20)))
            .collect();
        if !places.is_empty() {
            board.edit(|graph| move_nodes(graph, &places));
        }
        return;
    }
    let Some((id, here)) = chosen.first().and_then(|id| Some((*id, board.cell(*id)?.at.get_untracked()))) else {
        if let Some(first) = board.ids.get_untracked().first() {
            board.show(*first);
            focus_chosen(board);
        }
        return;
    };
    let mut best = None::<(i32, NodeId)>;
    board.each_cell(|other, cell| {
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
        board.show(next);
        focus_chosen(board);
    }
}
