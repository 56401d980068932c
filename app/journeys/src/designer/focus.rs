//! Where the keyboard goes in the panel.

use kit::focus;
use leptos::prelude::*;

/// Goes to the first field of the panel that can be changed; to the panel, where none can.
pub fn focus_panel() {
    request_animation_frame(|| {
        if !focus(".designer-panel :is(input, select, textarea):enabled") {
            focus(".designer-panel");
        }
    });
}
