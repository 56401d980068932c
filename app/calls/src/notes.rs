//! Notes, the mobile number with consent, and the mailing that an inbound call answers: kept on the server as they are typed.

use super::state::Desk;
use kit::Saving;
use kit::time::{Moment, Say};
use leptos::prelude::*;
use shared::outreach::calls::Direction;

pub fn notes(desk: Desk) -> AnyView {
    let state = move || match desk.saving.state.get() {
        Saving::Saved(None) => ().into_any(),
        Saving::Saved(Some(at)) => view! { "Kept " <Moment at say=Say::TimeOnly /> }.into_any(),
        Saving::Waiting | Saving::Now => "Keeping…".into_any(),
        Saving::Failed(error) => {
            view! { <span class="field-error">{format!("Not kept yet: {error}")}</span> }.into_any()
        }
    };
    let inbound = desk
        .card
        .with_untracked(|card| card.as_ref().is_some_and(|card| card.direction.known() == Some(Direction::Inbound)));
    let code = inbound.then(|| {
        view! {
            <div class="field">
                <label for="desk-code">"Code on the postcard"</label>
                <input
                    class="input"
                    id="desk-code"
                    autocomplete="off"
                    prop:value=move || desk.draft.with(|draft| draft.code.clone())
                    on:input=move |event| desk.typed(|draft| draft.code = event_target_value(&event))
                />
            </div>
        }
    });
    view! {
        <section class="card desk-notes">
            <header class="desk-head">
                <label for="desk-note">"Notes"</label>
                <span class="second" role="status">
                    {state}
                </span>
            </header>
            <textarea
                class="input"
                id="desk-note"
                rows="3"
                placeholder="What they said, for whoever calls next"
                prop:value=move || desk.draft.with(|draft| draft.note.clone())
                on:input=move |event| desk.typed(|draft| draft.note = event_target_value(&event))
            ></textarea>
            <div class="form-row">
                <div class="field">
                    <label for="mobile">"Mobile number they give"</label>
                    <input
                        class="input"
                        id="mobile"
                        type="tel"
                        autocomplete="off"
                        aria-describedby="mobile-error"
                        prop:value=move || desk.draft.with(|draft| draft.mobile.clone())
                        on:input=move |event| {
                            desk.errors.clear();
                            desk.typed(|draft| draft.mobile = event_target_value(&event));
                        }
                    />
                    <p class="field-error" id="mobile-error" role="alert">
                        {move || desk.errors.at("mobile")}
                    </p>
                </div>
                <label class="choice desk-consent">
                    <input
                        type="checkbox"
                        prop:checked=move || desk.draft.with(|draft| draft.may_text)
                        on:change=move |event| desk.typed(|draft| draft.may_text = event_target_checked(&event))
                    />
                    "They agree to texts on it"
                </label>
                {code}
            </div>
        </section>
    }
    .into_any()
}
