//! Taking part online: the join link and when it shows.

use super::inline::InlineField;
use super::planning::Planning;
use kit::{Card, Notice, Tone};
use leptos::prelude::*;
use shared::events::EventField;

#[component]
pub fn Streaming() -> impl IntoView {
    let planning = expect_context::<Planning>();
    let online = Signal::derive(move || planning.page.with(|page| page.event.fields.format.is_online()));
    let minutes = move || planning.page.with(|page| page.event.fields.join_minutes);
    view! {
        <Card title="Streaming">
            <div class="form">
                <Show
                    when=move || online.get()
                    fallback=|| view! {
                        <Notice tone=Tone::Info>
                            <p>"People take part in person. For some to take part online too, choose “Online and in person” under Overview, When and where."</p>
                        </Notice>
                    }
                >
                    <InlineField field=EventField::JoinUrl />
                    <InlineField field=EventField::JoinMinutes />
                    <Notice tone=Tone::Info>
                        <p>
                            {move || format!("Only registered people see the link: in their confirmation and reminders, and under My events from {} minutes before the start.", minutes())}
                        </p>
                    </Notice>
                </Show>
            </div>
        </Card>
    }
    .into_any()
}
