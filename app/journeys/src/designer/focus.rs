//! Where the keyboard is: on a tile that is still there, whatever an edit takes away.

use super::state::Designer;
use kit::focus;
use leptos::prelude::*;

/// Gives the chosen tile the focus, on the canvas or in the outline; the canvas itself when none or several are chosen.
pub fn focus_chosen(designer: Designer) {
    let id =
        designer.chosen.try_with_untracked(|chosen| chosen.first().copied().filter(|_| chosen.len() == 1)).flatten();
    if !id.is_some_and(|id| focus(&format!("#tile-{id}"))) {
        focus(".surface");
    }
}

/// After an edit: what had the focus may have gone with its tile. When the edit `chose` another one and the keyboard is on the
/// canvas, it goes there too; a field or a button elsewhere keeps it.
pub fn keep_focus(designer: Designer, chose: bool) {
    request_animation_frame(move || {
        let at = document().active_element();
        let lost = at.as_ref().is_none_or(|at| at.tag_name() == "BODY");
        let on_canvas = at.is_some_and(|at| {
            at.matches(".surface").unwrap_or_default()
                || at.closest(".world, .palette").is_ok_and(|found| found.is_some())
        });
        if lost || (chose && on_canvas) {
            focus_chosen(designer);
        }
    });
}

/// Goes to the first field of the panel that can be changed; to the panel, where none can.
pub fn focus_panel() {
    request_animation_frame(|| {
        if !focus(".designer-panel :is(input, select, textarea):enabled") {
            focus(".designer-panel");
        }
    });
}
