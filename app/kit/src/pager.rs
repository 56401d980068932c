//! Which rows of how many, and the way to the next.

use super::figure::grouped;
use super::{Button, ButtonSize, Paging, Step};
use leptos::prelude::*;

/// "26–50 of 1,240" with buttons that turn the page. Nothing while the total is not known.
///
/// The total comes with the rows, which may be there before or after this part of the page is hydrated. So it is only
/// shown through properties, which hydration sets whatever the server rendered.
#[component]
pub fn Pager(#[prop(into)] query: Paging, #[prop(into)] total: Signal<Option<u64>>) -> impl IntoView {
    let range = move || {
        let (query, Some(total)) = (query.get(), total.get()) else { return String::new() };
        if total == 0 {
            return "Nothing".to_owned();
        }
        if query.last_page_of(total).is_some() {
            return "Past the last page".to_owned();
        }
        let from = query.offset() + 1;
        let to = (query.offset() + query.limit()).min(total as i64);
        format!("{}–{} of {}", grouped(from), grouped(to), grouped(total as i64))
    };
    let first = Signal::derive(move || query.with(|query| query.page == 0));
    let last = Signal::derive(move || {
        let query = query.get();
        total.get().is_some_and(|total| query.offset() + query.limit() >= total as i64)
    });
    view! {
        <nav class="pager" aria-label="Pages">
            <span role="status" prop:textContent=range></span>
            // One page needs no buttons to turn it.
            <span class="pager-steps" prop:hidden=move || first.get() && last.get()>
                <Button
                    size=ButtonSize::Small
                    icon="chevron-left"
                    label="Previous page"
                    disabled=first
                    on_click=move |_| query.turn(Step::New, |query| query.page = query.page.saturating_sub(1))
                />
                <Button
                    size=ButtonSize::Small
                    icon="chevron-right"
                    label="Next page"
                    disabled=last
                    on_click=move |_| query.turn(Step::New, |query| query.page += 1)
                />
            </span>
        </nav>
    }
    .into_any()
}
