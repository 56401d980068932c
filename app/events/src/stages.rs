//! The six stages of planning, with the way on and, before the event is live, back.

use super::doors::move_event_stage;
use super::planning::{Planning, tell};
use kit::{Button, ButtonSize, Icon};
use leptos::prelude::*;
use shared::events::Stage;

#[component]
pub fn Stages() -> impl IntoView {
    let planning = expect_context::<Planning>();
    let stage = move || planning.page.with(|page| page.event.stage);
    let busy = RwSignal::new(false);
    let go = move |forward: bool| {
        busy.set(true);
        planning.act(move_event_stage(planning.id(), forward), move |done| {
            busy.set(false);
            if let Err(error) = done {
                tell(&error);
            }
        });
    };
    let steps = Stage::ALL
        .iter()
        .map(|own| {
            let own = *own;
            let class = move || match own.cmp(&stage()) {
                std::cmp::Ordering::Less => "stage stage-done",
                std::cmp::Ordering::Equal => "stage stage-now",
                std::cmp::Ordering::Greater => "stage",
            };
            view! {
                <li class=class aria-current=move || (own == stage()).then_some("step")>
                    {move || (own < stage()).then(|| view! { <Icon name="check" /> })}
                    {own.label()}
                    {move || (own < stage()).then(|| view! { <span class="sr-only">", done"</span> })}
                </li>
            }
        })
        .collect_view();
    let may_go_back = Signal::derive(move || {
        planning.is_open().get() && planning.page.with(|page| page.event.stage.previous(page.event.status).is_some())
    });
    let on = Signal::derive(move || planning.is_open().get().then(|| stage().next()).flatten());
    view! {
        <section class="card stages" aria-label="Stages of planning">
            <ol>{steps}</ol>
            <div class="row">
                <Show when=move || may_go_back.get()>
                    <Button size=ButtonSize::Small icon="arrow-left" busy=busy on_click=move |_| go(false)>"Back"</Button>
                </Show>
                {move || {
                    on.get()
                        .map(|next| {
                            view! {
                                <Button size=ButtonSize::Small busy=busy on_click=move |_| go(true)>
                                    {format!("Advance to {}", next.label())}
                                </Button>
                            }
                        })
                }}
            </div>
        </section>
    }
    .into_any()
}
