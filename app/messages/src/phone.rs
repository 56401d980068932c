//! A phone that shows a text message as its recipient sees it.

use leptos::prelude::*;

#[component]
pub fn Phone(
    /// Who writes.
    #[prop(into)]
    from: Signal<String>,
    #[prop(into)] text: Signal<String>,
) -> impl IntoView {
    view! {
        <div class="phone">
            <p class="phone-from">{move || from.get()}</p>
            <div class="phone-screen">
                <p class="phone-bubble">{move || pieces(&text.get())}</p>
            </div>
        </div>
    }
    .into_any()
}

/// The text with its links underlined; they lead nowhere here.
fn pieces(text: &str) -> Vec<AnyView> {
    let mut views = Vec::new();
    let mut plain = String::new();
    for piece in text.split_inclusive(char::is_whitespace) {
        if piece.starts_with("https://") || piece.starts_with("http://") {
            let link = piece.trim_end().to_owned();
            let space = piece[link.len()..].to_owned();
            views.push(std::mem::take(&mut plain).into_any());
            views.push(view! { <span class="phone-link">{link}</span> }.into_any());
            plain = space;
        } else {
            plain.push_str(piece);
        }
    }
    views.push(plain.into_any());
    views
}
