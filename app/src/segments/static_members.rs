//! Adding patients to a static segment: search, add one or all that were found.

use super::api::{change_members, find_candidates};
use super::list_dialog::ListDialog;
use crate::shell::Failure;
use crate::ui::{Button, ButtonSize, Card, SearchInput, Tone, answers, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::ids::{PatientId, SegmentId};
use shared::segments::wire::MemberRow;

#[component]
pub fn StaticMembers(id: SegmentId, version: RwSignal<u32>) -> impl IntoView {
    let search = RwSignal::new(String::new());
    let from_list = RwSignal::new(false);
    let found = answers(move || {
        let text = search.get();
        version.track();
        async move { find_candidates(id, text).await }
    });
    let add = move |patients: Vec<PatientId>| {
        spawn_local(async move {
            match change_members(id, patients, true).await {
                Ok(added) => {
                    version.update(|version| *version += 1);
                    let people = if added == 1 { "patient" } else { "patients" };
                    toast(Tone::Good, format!("{added} {people} added"));
                }
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
        });
    };
    let line = move |row: MemberRow| {
        let name = row.name.reveal().clone();
        let age = row.age.map(|age| format!(", {age}")).unwrap_or_default();
        let button = if row.member {
            view! { <span class="second">"is in"</span> }.into_any()
        } else {
            let label = format!("Add {name}");
            let patient = row.id;
            view! {
                <Button size=ButtonSize::Small icon="user-plus" label=label on_click=move |_| add(vec![patient]) />
            }
            .into_any()
        };
        view! {
            <li>
                <span>{format!("{name}{age} · ")} <span class="second">{row.city.into_inner()}</span></span>
                {button}
            </li>
        }
        .into_any()
    };
    let results = move || match found.get() {
        None => ().into_any(),
        Some(Err(error)) => view! { <Failure error /> }.into_any(),
        Some(Ok(rows)) if rows.is_empty() => {
            let searched = search.with(|text| !text.trim().is_empty());
            searched.then(|| view! { <p class="second">"No patient has that name."</p> }).into_any()
        }
        Some(Ok(rows)) => {
            let new: Vec<_> = rows.iter().filter(|row| !row.member).map(|row| row.id).collect();
            let many = new.len();
            let all = (many > 1).then(|| {
                let new = new.clone();
                view! {
                    <Button size=ButtonSize::Small icon="users" on_click=move |_| add(new.clone())>
                        {format!("Add all {many} shown")}
                    </Button>
                }
            });
            view! {
                <ul class="candidates" role="list">
                    {rows.into_iter().map(line).collect_view()}
                </ul>
                {all}
            }
            .into_any()
        }
    };
    view! {
        <Card title="Add patients">
            <div class="stack-s">
                <SearchInput label="Search patients by name" value=search />
                <div>
                    <Button size=ButtonSize::Small icon="clipboard-list" on_click=move |_| from_list.set(true)>
                        "Add from a list"
                    </Button>
                </div>
                <div role="status" aria-live="polite">{results}</div>
            </div>
        </Card>
        <ListDialog id open=from_list version />
    }
    .into_any()
}
