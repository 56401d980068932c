//! The visit types: what can be booked.

use super::doors::use_visit_type;
use super::setup::SetupData;
use super::visit_form::VisitDialog;
use kit::{Button, ButtonKind, ButtonSize, Card, EmptyState, Icon, StatusBadge, Tone, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::scheduling::VisitTypeLine;

pub fn visits(data: SetupData, lines: Vec<VisitTypeLine>) -> AnyView {
    // `None` is closed, `Some(None)` a new one.
    let editing = RwSignal::new(None::<Option<VisitTypeLine>>);
    let add = move || {
        view! {
            <Button size=ButtonSize::Small icon="plus" on_click=move |_| editing.set(Some(None))>
                "Visit type"
            </Button>
        }
    };
    let inside = if lines.is_empty() {
        view! {
            <EmptyState
                icon="calendar-plus"
                title="No visit types yet"
                text="Add the first one, such as an office visit of 30 minutes."
            >
                <Button kind=ButtonKind::Primary icon="plus" on_click=move |_| editing.set(Some(None))>
                    "Add a visit type"
                </Button>
            </EmptyState>
        }
        .into_any()
    } else {
        let rows = lines.into_iter().map(|own| line(data, own, editing)).collect_view();
        view! {
            <ul class="rows" role="list" aria-label="Visit types">
                {rows}
            </ul>
        }
        .into_any()
    };
    view! {
        <Card title="Visit types" actions=add flush=true>
            {inside}
        </Card>
        <VisitDialog data editing />
    }
    .into_any()
}

fn line(data: SetupData, own: VisitTypeLine, editing: RwSignal<Option<Option<VisitTypeLine>>>) -> AnyView {
    let (id, active) = (own.id, own.active);
    let visit = own.visit.clone();
    let turn = move |_| {
        spawn_local(async move {
            match use_visit_type(id, !active).await {
                Ok(()) => data.refetch(),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
        });
    };
    let buffers = match visit.buffer_before + visit.buffer_after {
        0 => String::new(),
        minutes => format!(" and {minutes} kept free"),
    };
    let about = format!("{} minutes{buffers} · {} · {}", visit.length, visit.modality.label(), visit.taken_by.label());
    let (verb, edit) = (if active { "Switch off" } else { "Switch on" }, format!("Edit {}", visit.name));
    let label = format!("{verb} {}", visit.name);
    view! {
        <li>
            <Icon name=visit.modality.icon() />
            <div class="grow">
                <strong>{visit.name}</strong>
                <span class="second">{about}</span>
            </div>
            {(!active).then(|| view! { <StatusBadge tone=Tone::Neutral text="Off" /> })}
            <Button
                kind=ButtonKind::Quiet
                size=ButtonSize::Small
                icon="pencil"
                label=edit
                on_click=move |_| editing.set(Some(Some(own.clone())))
            />
            <Button size=ButtonSize::Small label on_click=turn>
                {verb}
            </Button>
        </li>
    }
    .into_any()
}
