//! Where the keyboard is: on a tile that is still there, whatever an edit takes away.

use crate::Board;
use kit::focus;
use leptos::prelude::*;
use shared::graph::Content;

/// Gives the chosen tile the focus, on the canvas or in the outline; the canvas itself when none or several are chosen.
pub fn focus_chosen<C: Content>(board: Board<C>) {
    let id = board.chosen.try_with_untracked(|chosen| chosen.first().copied().filter(|_| chosen.len() == 1)).flatten();
    if !id.is_some_and(|id| focus(&format!("#tile-{id}"))) {
        focus(".surface");
    }
}

/// After an edit: what had the focus may have gone with its tile. When the edit `chose` another one and the keyboard is on the
/// canvas, it goes there too; a field or a button elsewhere keeps it.
fn keep_focus<C: Content>(board: Board<C>, chose: bool) {
    request_animation_frame(move || {
        let at = document().active_element();
        let lost = at.as_ref().is_none_or(|at| at.tag_name() == "BODY");
        let on_canvas = at.is_some_and(|at| {
            at.matches(".surface").unwrap_or_default()
                || at.closest(".world, .palette").is_ok_and(|found| found.is_some())
        });
        if lost || (chose && on_canvas) {
            focus_chosen(board);
        }
    });
}

/// From now on, keeps the keyboard on the canvas through every edit of this board.
pub fn keep_focus_on<C: Content>(board: Board<C>) {
    Effect::watch(move || board.edited.get(), move |(_, chose), _, _| keep_focus(board, *chose), false);
}
