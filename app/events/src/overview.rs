//! What the event is: every field saves itself.

use super::inline::InlineField;
use super::missing::MissingList;
use super::picture::PictureCard;
use super::planning::Planning;
use kit::{Card, Notice, Tone};
use leptos::prelude::*;
use shared::events::EventField;

#[component]
pub fn Overview() -> impl IntoView {
    let planning = expect_context::<Planning>();
    let has_venue = Signal::derive(move || planning.page.with(|page| page.event.fields.format.has_venue()));
    let zone = move || planning.page.with(|page| page.event.fields.time_zone.clone());
    view! {
        <div class="stack-l">
            <Missing />
            <div class="grid-2">
                <div class="stack-l">
                    <Card title="What">
                        <div class="form">
                            <InlineField field=EventField::Name />
                            <InlineField field=EventField::Summary />
                            <InlineField field=EventField::Description />
                            <div class="form-row">
                                <InlineField field=EventField::Kind />
                                <InlineField field=EventField::Language />
                            </div>
                        </div>
                    </Card>
                    <Card title="Registration">
                        <div class="form">
                            <div class="form-row">
                                <InlineField field=EventField::Capacity />
                                <InlineField field=EventField::MostGuests />
                            </div>
                            <InlineField field=EventField::Waitlist />
                            <InlineField field=EventField::Questions />
                        </div>
                    </Card>
                </div>
                <div class="stack-l">
                    <Card title="When and where">
                        <div class="form">
                            <InlineField field=EventField::TimeZone />
                            <div class="form-row">
                                <InlineField field=EventField::Starts />
                                <InlineField field=EventField::Ends />
                            </div>
                            <p class="field-hint">{move || format!("In {} time.", zone())}</p>
                            <InlineField field=EventField::Format />
                            <Show when=move || has_venue.get()>
                                <InlineField field=EventField::Venue />
                                <InlineField field=EventField::Address />
                            </Show>
                            <InlineField field=EventField::Phone />
                        </div>
                    </Card>
                    <PictureCard />
                    <Card title="Why">
                        <div class="form">
                            <InlineField field=EventField::Goal />
                            <InlineField field=EventField::ExpectedOutcome />
                        </div>
                    </Card>
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// What keeps the event from going live.
#[component]
fn Missing() -> impl IntoView {
    let planning = expect_context::<Planning>();
    move || {
        planning.page.with(|page| {
            (page.event.status.is_unseen() && !page.missing.is_empty()).then(|| {
                let found = page.missing.clone();
                view! {
                    <Notice tone=Tone::Look title="Before this event can go live">
                        <MissingList found />
                    </Notice>
                }
            })
        })
    }
}
