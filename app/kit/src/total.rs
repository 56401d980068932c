//! How many rows a list has in all.

use leptos::prelude::*;
use shared::paging::Page;

/// The total of what `rows` last answered: known once the rows are here and the page is live, for what the server sent is
/// hydrated as it is.
pub fn total_of<T, E>(rows: Resource<Result<Page<T>, E>>) -> Signal<Option<u64>>
where
    T: Send + Sync + 'static,
    E: Send + Sync + 'static,
{
    let total = RwSignal::new(None);
    Effect::new(move |_| {
        let known = rows.with(|rows| rows.as_ref()?.as_ref().ok().map(|page| page.total));
        if known.is_some() {
            total.set(known);
        }
    });
    total.into()
}
