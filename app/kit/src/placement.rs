//! Puts a list that opens beside its control, over everything: a fixed box, so that no scrolling frame cuts it off.

/// The gap between the control and its list, in pixels.
const GAP: f64 = 4.0;

/// Which edges meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    /// The right edges.
    End,
    /// The left edges.
    Start,
    /// Both: the list is as wide as its control.
    Both,
}

/// Places the shown `list` under `control`, or above it where there is more room.
pub(super) fn place(control: &web_sys::Element, list: &web_sys::HtmlElement, align: Align) {
    let size = |value: Result<wasm_bindgen::JsValue, _>| value.ok().and_then(|size| size.as_f64()).unwrap_or_default();
    let window = leptos::prelude::window();
    let (width, height) = (size(window.inner_width()), size(window.inner_height()));
    let rect = control.get_bounding_client_rect();
    let wanted = f64::from(list.offset_height());
    let above = rect.bottom() + GAP + wanted > height && rect.top() > height - rect.bottom();
    let set = |name: &str, value: String| {
        // Setting a style property of an element fails for no value.
        let _ = list.style().set_property(name, &value);
    };
    let pixels = |value: f64| format!("{value}px");
    let (top, bottom) = if above {
        ("auto".to_owned(), pixels(height - rect.top() + GAP))
    } else {
        (pixels(rect.bottom() + GAP), "auto".to_owned())
    };
    set("top", top);
    set("bottom", bottom);
    set("left", if align == Align::End { "auto".to_owned() } else { pixels(rect.left()) });
    set("right", if align == Align::End { pixels(width - rect.right()) } else { "auto".to_owned() });
    if align == Align::Both {
        set("width", pixels(rect.width()));
    }
}
