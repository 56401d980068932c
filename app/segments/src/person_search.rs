//! Finding patients by name; what can be done with each stands beside it.

use super::doors::find_candidates;
use base::{AppError, Failure};
use kit::{SearchInput, answers};
use leptos::prelude::*;
use shared::ids::SegmentId;
use shared::segments::MemberList;
use shared::segments::wire::MemberRow;

/// Found by part of the name, each with whether they are on `list`; asked again when `version` rises. `action` says what
/// stands beside a patient; `below` what stands under all that were found.
#[component]
pub fn PersonSearch(
    id: SegmentId,
    list: MemberList,
    label: &'static str,
    version: RwSignal<u32>,
    #[prop(into)] action: Callback<MemberRow, AnyView>,
    #[prop(optional, into)] below: Option<Callback<Vec<MemberRow>, AnyView>>,
) -> impl IntoView {
    let search = RwSignal::new(String::new());
    let found = answers(move || {
        let text = search.get();
        version.track();
        async move { find_candidates(id, list, text).await }
    });
    let line = move |row: MemberRow| {
        let name = row.name.reveal().clone();
        let age = row.age.map(|age| format!(", {age}")).unwrap_or_default();
        let city = row.city.reveal().clone();
        view! {
            <li>
                <span>{format!("{name}{age} · ")} <span class="second">{city}</span></span>
                {action.run(row)}
            </li>
        }
    };
    let results = move |found: Option<Result<Vec<MemberRow>, AppError>>| match found {
        None => ().into_any(),
        Some(Err(error)) => view! { <Failure error /> }.into_any(),
        Some(Ok(rows)) if rows.is_empty() => {
            let searched = search.with(|text| !text.trim().is_empty());
            searched.then(|| view! { <p class="second">"No patient has that name."</p> }).into_any()
        }
        Some(Ok(rows)) => {
            let below = below.map(|below| below.run(rows.clone()));
            view! {
                <ul class="candidates" role="list">
                    {rows.into_iter().map(line).collect_view()}
                </ul>
                {below}
            }
            .into_any()
        }
    };
    view! {
        <SearchInput label value=search />
        <div role="status" aria-live="polite">
            {move || results(found.get())}
        </div>
    }
    .into_any()
}
