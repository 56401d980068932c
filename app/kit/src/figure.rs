//! A key figure.

use leptos::prelude::*;

/// The number first, what it counts under it. With `href` it leads to what it counts.
#[component]
pub fn Figure(
    #[prop(into)] label: String,
    #[prop(into)] value: Signal<String>,
    #[prop(optional, into)] detail: Option<String>,
    #[prop(optional, into)] href: Option<String>,
) -> impl IntoView {
    let inside = view! {
        <span class="figure-value">{move || value.get()}</span>
        <span class="figure-label">{label}</span>
        {detail.map(|detail| view! { <span class="figure-detail">{detail}</span> })}
    };
    match href {
        Some(href) => view! { <a class="figure" href=href>{inside}</a> }.into_any(),
        None => view! { <div class="figure">{inside}</div> }.into_any(),
    }
}

/// `12845` as `12,845`.
pub fn grouped(number: impl Into<i64>) -> String {
    let number = number.into();
    let digits = number.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        text.push('−');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
