//! Deleting a segment, or saying what has to be done before.

use super::doors::delete_segment;
use kit::{Button, ButtonKind, Dialog, Tone, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::segments::wire::SegmentDetail;
use shared::segments::{SegmentStatus, kept_because};
use shared::used_by::UsedBy;

/// `stop` opens the dialog that stops the segment, the way on while it is live.
#[component]
pub fn DeleteDialog(detail: RwSignal<SegmentDetail>, open: RwSignal<bool>, stop: RwSignal<bool>) -> impl IntoView {
    let id = detail.with_untracked(|detail| detail.row.id);
    let kept = Memo::new(move |_| detail.with(|detail| kept_because(detail.row.status, &detail.uses)));
    let live = move || detail.with(|detail| detail.row.status == SegmentStatus::Live);
    let navigate = StoredValue::new(use_navigate());
    let delete = move |_| {
        open.set(false);
        spawn_local(async move {
            match delete_segment(id).await {
                Ok(()) => navigate.with_value(|navigate| navigate("/staff/segments", NavigateOptions::default())),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
        });
    };
    let stop_first = move |_| {
        open.set(false);
        stop.set(true);
    };
    let footer = move || {
        let close = if kept.get().is_some() { "Close" } else { "Cancel" };
        view! {
            <Button on_click=move |_| open.set(false)>{close}</Button>
            {move || match kept.get() {
                None => {
                    Some(
                        view! {
                            <Button kind=ButtonKind::Danger on_click=delete>
                                "Delete"
                            </Button>
                        },
                    )
                }
                Some(_) if live() => Some(view! { <Button on_click=stop_first>"Stop…"</Button> }),
                Some(_) => None,
            }}
        }
    };
    let title = Signal::derive(move || {
        let title = if kept.get().is_some() { "This segment can’t be deleted yet" } else { "Delete this segment?" };
        title.to_owned()
    });
    view! {
        <Dialog open title footer>
            {move || match kept.get() {
                None => {
                    view! { <p>"Its rule, its members and their history go with it. The patients stay."</p> }.into_any()
                }
                Some(why) => {
                    let uses = detail.with(|detail| detail.uses.clone());
                    view! {
                        <p>{why}</p>
                        <ul class="rule-reasons">{uses.into_iter().map(user).collect_view()}</ul>
                    }
                        .into_any()
                }
            }}
        </Dialog>
    }
    .into_any()
}

/// A link to what uses the segment.
fn user(used: UsedBy) -> impl IntoView {
    view! {
        <li>
            <a href=used.thing.path()>{used.name}</a>
        </li>
    }
}
