//! What pictures of numbers over days share.

use leptos::prelude::*;

/// The part of a chart that is one day's, from `left` on: to be hovered for `words`, which say its numbers.
pub fn chart_day(left: f64, width: f64, height: f64, words: String) -> AnyView {
    view! {
        <rect class="chart-day" x=left y="0" width=width height=height>
            <title>{words}</title>
        </rect>
    }
    .into_any()
}
