//! What may be sent to each address, purpose by purpose, and what the person says about it.

use super::doors::patient_said;
use base::may;
use kit::time::{Moment, Say};
use kit::{Button, ButtonKind, ButtonSize, ConfirmDialog, Notice, StatusBadge, Tone, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::coded::Known;
use shared::consent::{ConsentStatus, Model, Purpose};
use shared::ids::PatientId;
use shared::patients::{AddressConsents, SaidToStaff};
use shared::people::EditPatients;

/// One block for each address and channel. `again` loads the record anew.
#[component]
pub(super) fn Consents(id: PatientId, all: Vec<AddressConsents>, again: Callback<()>) -> impl IntoView {
    if all.is_empty() {
        return view! { <p class="card-body muted">"There is no address or number to record consent for."</p> }
            .into_any();
    }
    let all = StoredValue::new(all);
    view! {
        <Suspense>
            {move || {
                let held = may::<EditPatients>();
                Suspend::new(async move {
                    let asking = held.await.then_some(Asking { id, again });
                    all.get_value().into_iter().map(|one| address(one, asking)).collect_view()
                })
            }}
        </Suspense>
    }
    .into_any()
}

/// For those who may record what the person says.
#[derive(Clone, Copy)]
struct Asking {
    id: PatientId,
    again: Callback<()>,
}

impl Asking {
    fn record(self, one: &AddressConsents, said: SaidToStaff) {
        let (address, channel) = (one.address.reveal().clone(), one.channel);
        spawn_local(async move {
            match patient_said(self.id, address, channel, said).await {
                Ok(()) => {
                    toast(Tone::Good, "Recorded. It applies from now on, also to messages that are waiting.");
                    self.again.run(());
                }
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
        });
    }
}

fn address(one: AddressConsents, asking: Option<Asking>) -> AnyView {
    let rows = Purpose::CHOICES.into_iter().map(|purpose| row(&one, purpose, asking)).collect_view();
    let suppressed = one.suppressed.clone().map(|reason| {
        let text = format!("Nothing is sent here any more: {}.", reason.replace('-', " "));
        let of = StoredValue::new(one.clone());
        let works = asking.map(|asking| {
            view! {
                <p class="form-actions">
                    <Button
                        size=ButtonSize::Small
                        on_click=move |_| of.with_value(|one| asking.record(one, SaidToStaff::WorksAgain))
                    >
                        "They say it works again"
                    </Button>
                </p>
            }
        });
        view! { <Notice tone=Tone::Danger>{text} {works}</Notice> }
    });
    view! {
        <div class="consent-address">
            <p class="small muted">{one.channel.label()} " · " {one.shown()}</p>
            {suppressed}
        </div>
        <ul class="rows">{rows}</ul>
        {asking.map(|asking| view! { <RefusesAll one asking /> })}
    }
    .into_any()
}

fn row(one: &AddressConsents, purpose: Purpose, asking: Option<Asking>) -> AnyView {
    let (tone, text, at) = match (one.word(purpose), purpose.model()) {
        (Some((Known::Known(ConsentStatus::Granted), at)), _) => (Tone::Good, "Granted", Some(at)),
        (Some((Known::Known(ConsentStatus::Denied), at)), _) => (Tone::Danger, "Refused", Some(at)),
        (Some((Known::Unknown(_), at)), _) => (Tone::Look, "Unknown", Some(at)),
        (None, Model::OptIn) => (Tone::Neutral, "Not asked: nothing is sent", None),
        (None, Model::OptOut | Model::Always) => (Tone::Good, "Allowed until refused", None),
    };
    let (words, said) = if tone == Tone::Good {
        ("Refuses", SaidToStaff::Refuses(purpose))
    } else {
        ("Agrees", SaidToStaff::Agrees(purpose))
    };
    let of = StoredValue::new(one.clone());
    let label = format!("{words}: {}, {}", purpose.label(), one.channel.label());
    let button = asking.map(|asking| {
        view! {
            <button
                type="button"
                class="link-button"
                aria-label=label
                on:click=move |_| of.with_value(|one| asking.record(one, said))
            >
                {words}
            </button>
        }
    });
    view! {
        <li>
            <div class="grow">
                <span>{purpose.label()}</span>
                {at.map(|at| view! { <span class="second"><Moment at say=Say::DateOnly /></span> })}
            </div>
            <StatusBadge tone=tone text=text />
            {button}
        </li>
    }
    .into_any()
}

/// "Never by post", "don't call me": one word for all purposes.
#[component]
fn RefusesAll(one: AddressConsents, asking: Asking) -> impl IntoView {
    let open = RwSignal::new(false);
    let channel = one.channel.label().to_lowercase();
    let text = format!("This person gets nothing more by {channel} at this address: no reminders, no invitations.");
    let of = StoredValue::new(one);
    view! {
        <p class="card-body">
            <Button size=ButtonSize::Small on_click=move |_| open.set(true)>
                {format!("Nothing by {channel}…")}
            </Button>
        </p>
        <ConfirmDialog
            open
            title="Do they refuse everything?"
            text
            confirm="Record the refusal"
            kind=ButtonKind::Danger
            on_confirm=move |()| of.with_value(|one| asking.record(one, SaidToStaff::RefusesAll))
        />
    }
    .into_any()
}
