//! Asks before a draft goes live, and says whom that changes.

use super::doors::preview_segment;
use base::Failure;
use kit::{ConfirmDialog, Skeleton, answers, grouped};
use leptos::prelude::*;
use shared::ids::SegmentId;
use shared::segments::wire::{MemberRow, PublishPreview};

/// `compare`: the segment has members that the draft may take in or let go.
#[component]
pub fn PublishDialog(
    id: SegmentId,
    open: RwSignal<bool>,
    #[prop(into)] text: Signal<String>,
    #[prop(into)] confirm: Signal<String>,
    #[prop(into)] compare: Signal<bool>,
    #[prop(into)] on_confirm: Callback<()>,
) -> impl IntoView {
    let preview = answers(move || {
        let asked = open.get() && compare.get();
        async move { if asked { Some(preview_segment(id).await) } else { None } }
    });
    let change = move || {
        compare.get().then(|| match preview.get().flatten() {
            None => view! { <Skeleton lines=2 /> }.into_any(),
            Some(Err(error)) => view! { <Failure error /> }.into_any(),
            Some(Ok(preview)) => difference(preview),
        })
    };
    view! {
        <ConfirmDialog open title="Go live?" text confirm on_confirm>
            <div role="status" aria-live="polite">
                {change}
            </div>
        </ConfirmDialog>
    }
    .into_any()
}

fn difference(preview: PublishPreview) -> AnyView {
    if preview.joining + preview.leaving == 0 {
        return view! { <p>"Nobody joins and nobody leaves."</p> }.into_any();
    }
    let side = |many: u64, one: &str, several: &str, rows: Vec<MemberRow>| {
        let title = format!("{} {}", grouped(many as i64), if many == 1 { one } else { several });
        let more = many.saturating_sub(rows.len() as u64);
        let more = (more > 0 && !rows.is_empty()).then(|| format!("and {} more", grouped(more as i64)));
        view! {
            <section>
                <h3>{title}</h3>
                <ul role="list">
                    {rows
                        .into_iter()
                        .map(|row| {
                            let age = row.age.map(|age| format!(", {age}")).unwrap_or_default();
                            view! { <li>{row.name.into_inner()} {age}</li> }
                        })
                        .collect_view()} {more.map(|more| view! { <li class="second">{more}</li> })}
                </ul>
            </section>
        }
    };
    view! {
        <div class="publish-difference">
            {side(preview.joining, "patient joins", "patients join", preview.joiners)}
            {side(preview.leaving, "patient leaves", "patients leave", preview.leavers)}
        </div>
    }
    .into_any()
}
