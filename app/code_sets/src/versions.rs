//! The versions of a code set, and the way back to one.

use super::doors::{codes_of_version, versions_of_code_set};
use super::editing::Editing;
use base::Failure;
use kit::time::Moment;
use kit::{Button, ButtonSize, Card, Skeleton, Tone, answers, grouped, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::code_sets::wire::CodeSetVersion;

#[component]
pub fn Versions(editing: Editing) -> impl IntoView {
    let found = answers(move || {
        // Asked again after each save.
        let key = editing.detail.with(|detail| detail.set.key.clone());
        versions_of_code_set(key)
    });
    let body = move || match found.get() {
        None => view! { <Skeleton lines=3 /> }.into_any(),
        Some(Err(error)) => view! { <Failure error /> }.into_any(),
        Some(Ok(versions)) => view! {
            <div class="table-wrap" role="region" tabindex="0" aria-label="Versions">
                <table class="table">
                    <caption>"Versions"</caption>
                    <thead>
                        <tr>
                            <th scope="col" class="number">
                                "Version"
                            </th>
                            <th scope="col">"When"</th>
                            <th scope="col">"Who"</th>
                            <th scope="col" class="number">
                                "Codes"
                            </th>
                            <th scope="col">"Changed"</th>
                            {editing.may_edit.then(|| view! { <th scope="col">"Back to it"</th> })}
                        </tr>
                    </thead>
                    <tbody>
                        {versions
                            .into_iter()
                            .enumerate()
                            .map(|(index, version)| row(editing, version, index == 0))
                            .collect_view()}
                    </tbody>
                </table>
            </div>
        }
        .into_any(),
    };
    view! {
        <Card title="Versions" flush=true>
            {body}
        </Card>
    }
    .into_any()
}

fn row(editing: Editing, one: CodeSetVersion, newest: bool) -> AnyView {
    let number = one.version;
    let bring_back = move |_| {
        spawn_local(async move {
            match codes_of_version(editing.key(), number).await {
                Ok(codes) => {
                    editing.codes.set(codes);
                    toast(Tone::Good, format!("The codes of version {number} are above. Save to keep them."));
                }
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
        });
    };
    let changed = format!("{} added, {} removed", grouped(one.added as i64), grouped(one.removed as i64));
    view! {
        <tr>
            <td class="number">{number}</td>
            <td>
                {match one.at {
                    Some(at) => view! { <Moment at /> }.into_any(),
                    None => "—".into_any(),
                }}
            </td>
            <td>{one.actor.unwrap_or_else(|| "Ships with Waypost".to_owned())}</td>
            <td class="number">{grouped(one.codes as i64)}</td>
            <td>{changed}</td>
            {editing
                .may_edit
                .then(|| {
                    view! {
                        <td class="actions">
                            {if newest {
                                view! { <span class="second">"As it is now"</span> }.into_any()
                            } else {
                                view! {
                                    <Button
                                        size=ButtonSize::Small
                                        icon="undo-2"
                                        label=format!("Bring back version {number}")
                                        on_click=bring_back
                                    >
                                        "Bring back"
                                    </Button>
                                }
                                    .into_any()
                            }}
                        </td>
                    }
                })}
        </tr>
    }
    .into_any()
}
