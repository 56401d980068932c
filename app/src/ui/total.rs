//! How many rows a list has in all.

use crate::AppError;
use leptos::prelude::*;
use shared::paging::Page;

/// The total of what `rows` last answered: known once the rows are here and the page is live, for what the server sent is
/// hydrated as it is.
pub fn total_of<T: Clone + Send + Sync + 'static>(rows: Resource<Result<Page<T>, AppError>>) -> RwSignal<Option<u64>> {
    let total = RwSignal::new(None);
    Effect::new(move |_| {
        if let Some(Ok(found)) =
            rows.with(|rows| rows.as_ref().map(|rows| rows.as_ref().map(|page| page.total).map_err(|_| ())))
        {
            total.set(Some(found));
        }
    });
    total
}
