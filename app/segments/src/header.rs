//! The head of a segment's page: name, status, what is saved, undo and redo, and what can be done with the whole of it.

use super::delete_dialog::DeleteDialog;
use super::doors::{publish_segment, stop_segment};
use super::draft::Draft;
use super::name_dialog::{NameDialog, Naming};
use super::publish_dialog::PublishDialog;
use super::rule_text::RuleText;
use super::sentence::go_to;
use super::status::status_tone;
use super::template_dialog::{Keeping, TemplateDialog};
use base::AppError;
use kit::time::{Moment, Say};
use kit::{
    Button, ButtonKind, ButtonLink, ConfirmDialog, Crumb, Dialog, Menu, MenuItem, MenuLine, Notice, PageHeader,
    ReloadButton, SavedMark, Saving, StatusBadge, Tone, UndoRedo, grouped, toast,
};
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::segments::wire::SegmentDetail;
use shared::segments::{SegmentKind, SegmentStatus, dependencies};

#[component]
pub fn SegmentHeader(
    draft: Draft,
    detail: RwSignal<SegmentDetail>,
    version: RwSignal<u32>,
    may_edit: bool,
) -> impl IntoView {
    let dynamic = detail.with_untracked(|detail| detail.row.kind == SegmentKind::Dynamic);
    let id = draft.id;
    let title = Signal::derive(move || detail.with(|detail| detail.row.name.clone()));
    let status = Signal::derive(move || detail.with(|detail| detail.row.status));
    let changed = Memo::new(move |_| {
        dynamic
            && detail.with(|detail| detail.live.as_ref().is_some_and(|live| draft.rules.rule.with(|rule| rule != live)))
    });
    let (go, refused, stop, delete) =
        (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let naming = RwSignal::new(None::<Naming>);
    let as_text = RwSignal::new(false);
    let busy = RwSignal::new(false);

    let keeping = RwSignal::new(None::<Keeping>);
    let (template_name, template_summary) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let keep = move || {
        spawn_local(async move {
            // What is kept is what the server has.
            if let Err(error) = draft.autosave.save().await {
                toast(Tone::Danger, error.to_string());
                return;
            }
            template_name.set(title.get_untracked());
            template_summary.set(String::new());
            keeping.set(Some(Keeping::Rule(id)));
        });
    };
    let ask_live = move |_| {
        spawn_local(async move {
            if let Err(error) = draft.autosave.save().await {
                toast(Tone::Danger, error.to_string());
                return;
            }
            if dynamic && draft.rules.problems.with_untracked(|all| !all.is_empty()) {
                refused.set(true);
            } else {
                go.set(true);
            }
        });
    };
    let publish = move |()| {
        busy.set(true);
        spawn_local(async move {
            match publish_segment(id).await {
                Ok((joined, left)) if dynamic => {
                    toast(
                        Tone::Good,
                        format!("Live: {} joined, {} left", grouped(joined as i64), grouped(left as i64)),
                    );
                }
                Ok(_) => toast(Tone::Good, "Live"),
                Err(AppError::Invalid(found)) => found.into_iter().for_each(|why| toast(Tone::Danger, why.message)),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
            version.update(|version| *version += 1);
            busy.set(false);
        });
    };
    let after = move |outcome: Result<(), AppError>, done: &str| match outcome {
        Ok(()) => {
            version.update(|version| *version += 1);
            toast(Tone::Good, done);
        }
        Err(error) => toast(Tone::Danger, error.to_string()),
    };
    let do_stop = move |()| spawn_local(async move { after(stop_segment(id).await, "Stopped") });
    Effect::new(move |_| {
        let keys = window_event_listener(ev::keydown, move |event| {
            if !draft.rules.may_edit || !(event.ctrl_key() || event.meta_key()) || in_text_area(&event) {
                return;
            }
            let key = event.key().to_lowercase();
            if key == "y" || (key == "z" && event.shift_key()) {
                event.prevent_default();
                draft.rules.redo();
            } else if key == "z" {
                event.prevent_default();
                draft.rules.undo();
            }
        });
        on_cleanup(move || keys.remove());
    });

    let badges = move || {
        let shown = move || detail.with(|detail| status_tone(detail.row.status, detail.row.error.is_some()));
        let kind = detail.with_untracked(|detail| detail.row.kind.label());
        view! {
            <StatusBadge tone=Signal::derive(move || shown().0) text=Signal::derive(move || shown().1.to_owned()) />
            {move || changed.get().then(|| view! { <StatusBadge tone=Tone::Look text="Unpublished changes" /> })}
            <span class="second">
                {kind}
                {move || {
                    detail
                        .with(|detail| detail.row.refreshed_at)
                        .map(|at| view! { " · refreshed " <Moment at say=Say::Ago /> })
                }}
                {move || detail.with(compared)}
            </span>
        }
    };
    let actions = move || {
        view! {
            {(dynamic && draft.rules.may_edit)
                .then(|| {
                    view! {
                        <SavedMark autosave=draft.autosave />
                        <UndoRedo
                            can_undo=Signal::derive(move || draft.rules.can_undo().get())
                            can_redo=Signal::derive(move || draft.rules.can_redo().get())
                            undo=move |()| draft.rules.undo()
                            redo=move |()| draft.rules.redo()
                        />
                    }
                })}
            {may_edit
                .then(|| {
                    view! {
                        <Menu label="More">
                            <MenuItem label="Rename" icon="pencil" on_select=move |()| naming.set(Some(Naming::Rename)) />
                            <MenuItem label="Duplicate" icon="copy" on_select=move |()| naming.set(Some(Naming::Duplicate)) />
                            {dynamic
                                .then(|| {
                                    view! {
                                        <MenuItem
                                            label="Keep these members"
                                            icon="archive"
                                            on_select=move |()| naming.set(Some(Naming::Freeze))
                                        />
                                        <MenuItem label="Save as template" icon="bookmark" on_select=move |()| keep() />
                                        <MenuItem label="Rule as text" icon="file-text" on_select=move |()| as_text.set(true) />
                                    }
                                })}
                            {move || {
                                (status.get() == SegmentStatus::Live)
                                    .then(|| view! { <MenuItem label="Stop" icon="ban" on_select=move |()| stop.set(true) /> })
                            }}
                            <MenuLine />
                            <MenuItem label="Delete" icon="trash-2" danger=true on_select=move |()| delete.set(true) />
                        </Menu>
                        {move || {
                            let label = match status.get() {
                                SegmentStatus::Live if changed.get() => "Publish changes",
                                SegmentStatus::Live => {
                                    return view! {
                                        <ButtonLink href="/staff/journeys?new" icon="route">
                                            "Use in a journey"
                                        </ButtonLink>
                                    }
                                        .into_any();
                                }
                                _ => "Go live",
                            };
                            view! {
                                <Button kind=ButtonKind::Primary busy on_click=ask_live>
                                    {label}
                                </Button>
                            }
                                .into_any()
                        }}
                    }
                })}
        }
    };
    let live_text = Signal::derive(move || {
        let members = if dynamic {
            draft.rules.count.with(|count| count.as_ref().map_or(0, |count| count.members))
        } else {
            detail.with(|detail| detail.row.members)
        };
        let people = if members == 1 { "patient is a member" } else { "patients are members" };
        let then = if dynamic {
            "From now on the rule keeps it current by itself."
        } else {
            "You keep choosing its members by hand."
        };
        format!("{} {people}. Journeys can use the segment as soon as it is live. {then}", grouped(members as i64))
    });
    let stop_text = Signal::derive(move || {
        let uses = detail.with(|detail| {
            detail.uses.iter().filter(|used| used.live).map(|used| used.name.clone()).collect::<Vec<_>>()
        });
        let used = if uses.is_empty() { String::new() } else { format!(" It is used by: {}.", uses.join(", ")) };
        format!("Its members stay as they are now; nobody joins or leaves anymore.{used}")
    });
    let confirm_live =
        Signal::derive(move || (if status.get() == SegmentStatus::Live { "Publish" } else { "Go live" }).to_owned());
    view! {
        <PageHeader title crumbs=vec![Crumb::new("Segments", "/staff/segments")] status=badges actions=actions />
        <Conflict draft />
        <PublishDialog
            id
            open=go
            text=live_text
            confirm=confirm_live
            compare=Signal::derive(move || dynamic && detail.with(|detail| detail.row.members > 0))
            on_confirm=publish
        />
        <ConfirmDialog
            open=stop
            title="Stop this segment?"
            text=stop_text
            confirm="Stop"
            kind=ButtonKind::Danger
            on_confirm=do_stop
        />
        <DeleteDialog detail open=delete stop />
        <Refused draft open=refused />
        <NameDialog draft naming version detail />
        <RuleText draft open=as_text />
        <TemplateDialog keeping name=template_name summary=template_summary done=Callback::new(|()| ()) />
    }
    .into_any()
}

/// How long the last comparison of everybody took, and when the next one comes by itself.
fn compared(detail: &SegmentDetail) -> Option<String> {
    let live = detail.live.as_ref().filter(|_| detail.row.status == SegmentStatus::Live)?;
    let took = match detail.refresh_millis? {
        0 => "less than 1 ms".to_owned(),
        millis => format!("{} ms", grouped(millis)),
    };
    let next = if dependencies(live).date { " · follows the date, again at midnight (UTC)" } else { "" };
    Some(format!(" · everybody compared in {took}{next}"))
}

#[component]
fn Conflict(draft: Draft) -> impl IntoView {
    move || match draft.autosave.state.get() {
        Saving::Failed(error) => Some(
            view! {
                <Notice tone=Tone::Danger title="Your last change is not saved" alert=true>
                    <p>{error.to_string()}</p>
                    {matches!(error, AppError::Conflict(_)).then(|| view! { <ReloadButton /> })}
                </Notice>
            }
            .into_any(),
        ),
        Saving::Saved(_) | Saving::Waiting | Saving::Now => None,
    }
}

/// A longer text has an undo of its own.
fn in_text_area(event: &ev::KeyboardEvent) -> bool {
    use wasm_bindgen::JsCast;
    event.target().is_some_and(|target| target.is_instance_of::<web_sys::HtmlTextAreaElement>())
}

/// Why the segment can't go live, each reason leading to its block.
#[component]
fn Refused(draft: Draft, open: RwSignal<bool>) -> impl IntoView {
    let reasons = move || {
        draft
            .rules
            .problems
            .get()
            .into_iter()
            .map(|problem| {
                let see = move |_| {
                    open.set(false);
                    go_to(problem.block);
                };
                view! {
                    <li>
                        <button type="button" class="link-button" on:click=see>
                            {problem.message}
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <Dialog open title="Not ready to go live">
            <p>"Fix these first:"</p>
            <ul class="rule-reasons">{reasons}</ul>
        </Dialog>
    }
    .into_any()
}
