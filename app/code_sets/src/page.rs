//! One code set: what it is, its codes, what asks for it, and its versions.

use super::about::About;
use super::codes::Codes;
use super::doors::{delete_code_set, load_code_set, restore_code_set};
use super::editing::Editing;
use super::list::origin;
use super::origin::Origin;
use super::outside::Outside;
use super::versions::Versions;
use base::{AppError, Failure, by_id, may};
use kit::{
    Button, ButtonKind, Card, ConfirmDialog, Crumb, LeaveGuard, Menu, MenuItem, Notice, Page, PageHeader, ReloadButton,
    Skeleton, StatusBadge, Tone, grouped, toast,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::code_sets::wire::CodeSetDetail;
use shared::noun::Noun;
use shared::people::EditSegments;
use shared::used_by::UsedBy;

/// `/staff/code-sets/{key}`
pub fn code_set_page() -> AnyView {
    let detail = by_id(load_code_set);
    view! {
        <Transition fallback=|| view! { <Page><Skeleton /></Page> }>
            {move || {
                let may_edit = may::<EditSegments>();
                Suspend::new(async move {
                    let may_edit = may_edit.await;
                    match detail.await {
                        Ok(detail) => view! { <OneCodeSet detail may_edit /> }.into_any(),
                        Err(error) => view! { <Page><Failure error /></Page> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
    .into_any()
}

#[component]
fn OneCodeSet(detail: CodeSetDetail, may_edit: bool) -> impl IntoView {
    let built_in = detail.built_in;
    let editing = Editing::new(detail, may_edit);
    let changed = editing.changed();
    let title = Signal::derive(move || editing.detail.with(|detail| detail.set.name.clone()));
    let (restore, delete) = (RwSignal::new(false), RwSignal::new(false));
    let busy = RwSignal::new(false);
    let save = move |_| {
        busy.set(true);
        spawn_local(async move {
            editing.save().await;
            busy.try_set(false);
        });
    };
    let do_restore = move |()| {
        let version = editing.detail.with_untracked(|detail| detail.version);
        spawn_local(async move {
            match restore_code_set(version, editing.key()).await {
                Ok(_) => {
                    toast(Tone::Good, "It is as shipped again");
                    editing.reload().await;
                }
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
        });
    };
    let navigate = StoredValue::new(use_navigate());
    let do_delete = move |()| {
        spawn_local(async move {
            match delete_code_set(editing.key()).await {
                Ok(()) => navigate.with_value(|navigate| navigate("/staff/code-sets", NavigateOptions::default())),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
        });
    };
    let badges = move || {
        let (tone, text) = origin(built_in);
        view! {
            <StatusBadge tone text />
            {move || changed.get().then(|| view! { <StatusBadge tone=Tone::Look text="Not saved yet" /> })}
            <span class="second">
                {move || {
                    editing.detail.with(|detail| format!("version {} · key {}", detail.version, detail.set.key))
                }}
            </span>
        }
    };
    let as_shipped = move || editing.detail.with(|detail| detail.as_shipped);
    let actions = move || {
        may_edit.then(|| {
            view! {
                {move || {
                    changed
                        .get()
                        .then(|| {
                            view! {
                                <Button on_click=move |_| editing.discard()>"Discard changes"</Button>
                            }
                        })
                }}
                {move || {
                    (!built_in || !as_shipped())
                        .then(|| {
                            view! {
                                <Menu label="More">
                                    {if built_in {
                                        view! {
                                            <MenuItem
                                                label="Restore the shipped version"
                                                icon="rotate-ccw"
                                                on_select=move |()| restore.set(true)
                                            />
                                        }
                                            .into_any()
                                    } else {
                                        view! {
                                            <MenuItem
                                                label="Delete"
                                                icon="trash-2"
                                                danger=true
                                                on_select=move |()| delete.set(true)
                                            />
                                        }
                                            .into_any()
                                    }}
                                </Menu>
                            }
                        })
                }}
                <Button
                    kind=ButtonKind::Primary
                    busy
                    disabled=Signal::derive(move || !changed.get())
                    on_click=save
                >
                    "Save"
                </Button>
            }
        })
    };
    let refused = move || {
        editing.refused.get().map(|error| {
            view! {
                <Notice tone=Tone::Danger title="This is not saved" alert=true>
                    <p>{error.to_string()}</p>
                    {matches!(error, AppError::Conflict(_)).then(|| view! { <ReloadButton /> })}
                </Notice>
            }
        })
    };
    view! {
        <Page>
            <LeaveGuard unsaved=changed />
            <PageHeader
                title
                crumbs=vec![Crumb::new("Segments", "/staff/segments"), Crumb::new("Code sets", "/staff/code-sets")]
                status=badges
                actions=actions
            />
            {refused}
            <div class="stack">
                <Codes editing />
                <Outside editing />
                <Origin editing />
                <About editing />
                <Card title="Asked for by">{move || asked_for(editing)}</Card>
                <Versions editing />
            </div>
            <ConfirmDialog
                open=restore
                title="Restore the shipped version?"
                text="Its name, its description and its codes become what Waypost ships, as a new version. Segments that ask for it are compared anew."
                confirm="Restore"
                on_confirm=do_restore
            />
            <ConfirmDialog
                open=delete
                title="Delete this code set?"
                text="Its codes and versions are deleted. This can't be undone."
                confirm="Delete"
                kind=ButtonKind::Danger
                on_confirm=do_delete
            />
        </Page>
    }
    .into_any()
}

fn asked_for(editing: Editing) -> AnyView {
    let (uses, gaps) = editing.detail.with(|detail| (detail.uses.clone(), detail.care_gaps.clone()));
    let gaps = (!gaps.is_empty()).then(|| view! { <p>"Care gaps: " {gaps.join(", ")}</p> });
    if uses.is_empty() {
        return view! {
            {gaps}
            <p class="second">"No segment and no template of yours asks for it."</p>
        }
        .into_any();
    }
    let live = uses.iter().filter(|used| used.live).count();
    let line = |used: UsedBy| {
        let what = match (used.thing.noun, used.live) {
            (Noun::SegmentTemplate, _) => "template",
            (_, true) => "live",
            (_, false) => "not live",
        };
        view! {
            <li>
                <a href=used.thing.path()>{used.name}</a>
                <span class="second">{format!(" · {what}")}</span>
            </li>
        }
    };
    view! {
        {gaps}
        {(live > 0)
            .then(|| {
                let follow = if live == 1 { "segment follows" } else { "segments follow" };
                view! { <p>{format!("{} live {follow} it: a save is compared for everybody.", grouped(live as i64))}</p> }
            })}
        <ul>{uses.into_iter().map(line).collect_view()}</ul>
    }
    .into_any()
}
