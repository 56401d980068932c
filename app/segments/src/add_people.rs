//! Putting patients on a list: search, add one or all that were found, or paste many.

use super::doors::change_members;
use super::list_dialog::ListDialog;
use super::person_search::PersonSearch;
use kit::{Button, ButtonSize, Tone, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::ids::{PatientId, SegmentId};
use shared::segments::MemberList;
use shared::segments::wire::MemberRow;

#[component]
pub fn AddPeople(id: SegmentId, list: MemberList, version: RwSignal<u32>) -> impl IntoView {
    let from_list = RwSignal::new(false);
    let add = move |patients: Vec<PatientId>| {
        let asked = patients.len();
        spawn_local(async move {
            match change_members(id, list, patients, true).await {
                Ok(added) => {
                    version.update(|version| *version += 1);
                    let people = if added == 1 { "patient" } else { "patients" };
                    if added < asked && list == MemberList::Included {
                        let text =
                            format!("{added} {people} added. Who is on “Never in” stays out: remove them there first.");
                        toast(Tone::Look, text);
                    } else {
                        toast(Tone::Good, format!("{added} {people} added"));
                    }
                }
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
        });
    };
    let action = move |row: MemberRow| {
        if row.member {
            let word = if list == MemberList::Members { "is in" } else { "is on it" };
            return view! { <span class="second">{word}</span> }.into_any();
        }
        let name = row.name.reveal();
        let label = match list {
            MemberList::Members => format!("Add {name}"),
            list => format!("{}: {name}", list.label()),
        };
        let patient = row.id;
        view! { <Button size=ButtonSize::Small icon="user-plus" label on_click=move |_| add(vec![patient]) /> }
            .into_any()
    };
    let below = move |rows: Vec<MemberRow>| {
        let new: Vec<_> = rows.iter().filter(|row| !row.member).map(|row| row.id).collect();
        let many = new.len();
        (many > 1)
            .then(|| {
                view! {
                    <Button size=ButtonSize::Small icon="users" on_click=move |_| add(new.clone())>
                        {format!("Add all {many} shown")}
                    </Button>
                }
            })
            .into_any()
    };
    view! {
        <div class="stack-s">
            <PersonSearch id list version label="Search patients by name" action below=Callback::new(below) />
            <div>
                <Button size=ButtonSize::Small icon="clipboard-list" on_click=move |_| from_list.set(true)>
                    "Add from a list"
                </Button>
            </div>
        </div>
        <ListDialog id list open=from_list version />
    }
    .into_any()
}
