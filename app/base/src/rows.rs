//! The rows of a list's table, as the server told them.

use crate::{AppError, Failure};
use kit::Skeleton;
use leptos::prelude::*;
use shared::paging::Page;

/// A table row for each of the `data`, `nothing` where there are none, bones before, the failure otherwise; all but the rows
/// as wide as `columns`. While another page is fetched the old rows stay.
#[component]
pub fn Rows<T>(
    data: Resource<Result<Page<T>, AppError>>,
    columns: u8,
    line: impl Fn(T) -> AnyView + Copy + Send + Sync + 'static,
    nothing: impl Fn() -> AnyView + Copy + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
{
    let across = move |view: AnyView| view! { <tr><td colspan=columns>{view}</td></tr> }.into_any();
    view! {
        <Transition fallback=move || across(view! { <Skeleton lines=6 /> }.into_any())>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(page) if page.rows.is_empty() => across(nothing()),
                    Ok(page) => page.rows.into_iter().map(line).collect_view().into_any(),
                    Err(error) => across(view! { <Failure error /> }.into_any()),
                }
            })}
        </Transition>
    }
    .into_any()
}
