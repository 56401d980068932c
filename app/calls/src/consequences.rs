//! What stands in front of the desk: when to call back, a hand-over, "nothing more", shortcuts, the agent's phone.

use super::doors::keep_phone;
use super::find::FindForm;
use super::inbound::InboundForm;
use super::keys::Shortcuts;
use super::state::{Desk, Front};
use kit::{Button, ButtonKind, Dialog, Field, FormErrors, TextInput, Tone, open_while, toast};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::outreach::calls::{Disposition, HandedOver};
use shared::time::LocalDateTime;

#[component]
pub fn Fronts(desk: Desk) -> impl IntoView {
    let open = open_while(desk.front);
    let title = Signal::derive(move || {
        let words = match desk.front.get() {
            Some(Front::Inbound) => "Somebody calls",
            Some(Front::Find) => "Find a person",
            Some(Front::Phone) => "Your phone",
            Some(Front::CallBack(_)) => "Call back at…",
            Some(Front::HandOver(_)) => "Hand over to scheduling",
            Some(Front::Stop(_)) => "Nothing more to them?",
            Some(Front::Shortcuts) | None => "Shortcuts",
        };
        words.to_owned()
    });
    let inside = move || match desk.front.get() {
        Some(Front::Shortcuts) => view! { <Shortcuts desk /> }.into_any(),
        Some(Front::Inbound) => view! { <InboundForm desk /> }.into_any(),
        Some(Front::Find) => view! { <FindForm desk /> }.into_any(),
        Some(Front::Phone) => view! { <PhoneForm desk /> }.into_any(),
        Some(Front::CallBack(chosen)) => view! { <CallBackForm desk chosen /> }.into_any(),
        Some(Front::HandOver(chosen)) => view! { <HandOverForm desk chosen /> }.into_any(),
        Some(Front::Stop(chosen)) => stop(desk, chosen),
        None => ().into_any(),
    };
    view! {
        <Dialog open title>
            {inside}
        </Dialog>
    }
    .into_any()
}

fn stop(desk: Desk, chosen: Disposition) -> AnyView {
    let words = format!(
        "“{}” refuses {} for them from this moment on, also what waits to be sent, in every program.",
        chosen.label,
        chosen.stops.label().to_lowercase()
    );
    view! {
        <p>{words}</p>
        <div class="form-actions">
            <Button kind=ButtonKind::Danger busy=desk.busy on_click=move |_| desk.end(&chosen, None, None)>
                "Stop everything"
            </Button>
            <Button on_click=move |_| desk.front.set(None)>"Back to the call"</Button>
        </div>
    }
    .into_any()
}

#[component]
fn CallBackForm(desk: Desk, chosen: Disposition) -> impl IntoView {
    provide_context(desk.errors);
    let zone = desk.card.with_untracked(|card| card.as_ref().map(|card| card.zone_short.clone()).unwrap_or_default());
    let (day, time) = (RwSignal::new(String::new()), RwSignal::new("10:00".to_owned()));
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let at = LocalDateTime::parse(&format!("{}T{}", day.get_untracked(), time.get_untracked()));
        desk.end(&chosen, at, None);
    };
    view! {
        <form class="form" novalidate on:submit=send>
            <p>{format!("The day and time they named, on their clock ({zone}).")}</p>
            <div class="form-row">
                <Field name="call-back-day" label="Day">
                    <TextInput name="call-back-day" kind="date" value=day autofocus=true />
                </Field>
                <Field name="call-back-time" label="Time">
                    <TextInput name="call-back-time" kind="time" value=time />
                </Field>
            </div>
            <p class="field-error" role="alert">
                {move || desk.errors.at("call_back")}
            </p>
            <div class="form-actions">
                <Button kind=ButtonKind::Primary submit=true busy=desk.busy>
                    "Call back then"
                </Button>
                <Button on_click=move |_| desk.front.set(None)>"Back to the call"</Button>
            </div>
        </form>
    }
    .into_any()
}

#[component]
fn HandOverForm(desk: Desk, chosen: Disposition) -> impl IntoView {
    let (to, within) = desk.card.with_untracked(|card| {
        card.as_ref().map(|card| (card.hand_over.to.clone(), card.hand_over.within_hours)).unwrap_or_default()
    });
    let (reason, times) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let to = if to.trim().is_empty() { "the scheduling team".to_owned() } else { to };
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let handed = HandedOver { reason: reason.get_untracked(), times: times.get_untracked() };
        desk.end(&chosen, None, Some(handed));
    };
    view! {
        <form class="form" novalidate on:submit=send>
            <p>
                {format!(
                    "No time is chosen. To book now, go back and choose a free time. Handed over, {to} calls back within {within} hours.",
                )}
            </p>
            <Field name="hand-over-reason" label="Reason for the visit" hint="Empty: a new appointment without a complaint.">
                <TextInput name="hand-over-reason" value=reason autofocus=true />
            </Field>
            <Field name="hand-over-times" label="When it suits them" optional=true>
                <TextInput name="hand-over-times" value=times />
            </Field>
            <div class="form-actions">
                <Button kind=ButtonKind::Primary submit=true busy=desk.busy>
                    "Hand over"
                </Button>
                <Button on_click=move |_| desk.front.set(None)>"Back to the call"</Button>
            </div>
        </form>
    }
    .into_any()
}

#[component]
fn PhoneForm(desk: Desk) -> impl IntoView {
    let errors = FormErrors::provide();
    let phone = RwSignal::new(String::new());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        spawn_local(async move {
            match keep_phone(phone.get_untracked()).await {
                Ok(_) => {
                    toast(Tone::Good, "Kept. It rings first when you call somebody.");
                    desk.front.try_set(None);
                    desk.view.refetch();
                }
                Err(base::AppError::Invalid(wrong)) => errors.set(wrong),
                Err(error) => desk.say(&error),
            }
        });
    };
    view! {
        <form class="form" novalidate on:submit=send>
            <Field name="phone" label="Your phone" hint="It rings first; when you pick up, the person is dialed. Empty: your own device dials.">
                <TextInput name="phone" kind="tel" value=phone autofocus=true />
            </Field>
            <div class="form-actions">
                <Button kind=ButtonKind::Primary submit=true>
                    "Keep"
                </Button>
            </div>
        </form>
    }
    .into_any()
}
