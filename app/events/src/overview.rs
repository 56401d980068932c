//! What the event is: every field saves itself.

use super::inline::{Control, InlineField};
use super::missing::MissingList;
use super::picture::PictureCard;
use super::planning::Planning;
use super::zone::ZoneField;
use kit::{Card, Choice, Notice, Tone};
use leptos::prelude::*;
use shared::events::{Format, Kind};

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
                            <InlineField name="name" label="Name" />
                            <InlineField name="summary" label="Summary" hint="One or two sentences: people read them first, search engines too." control=Control::Area(2) />
                            <InlineField name="description" label="Description" hint="An empty line begins a new paragraph." control=Control::Area(6) optional=true />
                            <div class="form-row">
                                <InlineField name="kind" label="Kind" control=Control::Choose(Kind::ALL.iter().map(|kind| Choice::new(kind.code(), kind.label())).collect()) />
                                <InlineField name="language" label="Language" control=Control::Choose(languages()) />
                            </div>
                        </div>
                    </Card>
                    <Card title="Registration">
                        <div class="form">
                            <div class="form-row">
                                <InlineField name="capacity" label="Places" hint="Empty: as many as come." control=Control::Line("number") optional=true />
                                <InlineField name="most_guests" label="Guests per person" control=Control::Line("number") />
                            </div>
                            <InlineField name="waitlist" label="Keep a waiting list when full" hint="A place goes to whoever waited longest and fits, who is told by e-mail." control=Control::Switch />
                            <InlineField
                                name="questions"
                                label="Questions"
                                hint="One a line. A star makes it required, choices follow =, parted by |. Such as: Do you need an interpreter? * = No | Spanish"
                                control=Control::Area(3)
                                optional=true
                            />
                        </div>
                    </Card>
                </div>
                <div class="stack-l">
                    <Card title="When and where">
                        <div class="form">
                            <ZoneField />
                            <div class="form-row">
                                <InlineField name="starts" label="Starts" control=Control::Line("datetime-local") />
                                <InlineField name="ends" label="Ends" control=Control::Line("datetime-local") />
                            </div>
                            <p class="field-hint">{move || format!("By the clock in {}.", zone())}</p>
                            <InlineField name="format" label="People take part" hint="For those online, the link to join is set under Streaming." control=Control::Choose(Format::ALL.iter().map(|format| Choice::new(format.code(), format.label())).collect()) />
                            <Show when=move || has_venue.get()>
                                <InlineField name="venue" label="Venue" />
                                <InlineField name="address" label="Address" control=Control::Area(2) />
                            </Show>
                        </div>
                    </Card>
                    <PictureCard />
                    <Card title="Why">
                        <div class="form">
                            <InlineField name="goal" label="Goal" hint="For yourselves; the public does not see it." control=Control::Area(3) optional=true />
                            <InlineField name="expected_outcome" label="Expected outcome" control=Control::Area(3) optional=true />
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

fn languages() -> Vec<Choice> {
    [
        ("en", "English"),
        ("es", "Spanish"),
        ("zh", "Chinese"),
        ("vi", "Vietnamese"),
        ("ar", "Arabic"),
        ("fr", "French"),
        ("de", "German"),
        ("pl", "Polish"),
        ("pt", "Portuguese"),
        ("ru", "Russian"),
        ("tl", "Tagalog"),
        ("ko", "Korean"),
    ]
    .map(|(code, name)| Choice::new(code, name))
    .into()
}
