//! How the patient wishes to be reached: any way, one way only, or not at all.

use super::doors::patient_wishes;
use base::{AppError, may};
use kit::{
    Button, ButtonKind, ButtonSize, Choice, Dialog, Field, FormErrors, Notice, RadioGroup, TextInput, Tone, toast,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::consent::{Channel, Wishes};
use shared::ids::PatientId;
use shared::messages::PostalAddress;
use shared::people::EditPatients;

const ANY: &str = "any";
const NONE: &str = "none";

#[component]
pub(super) fn ContactWishes(id: PatientId, wishes: Wishes, again: Callback<()>) -> impl IntoView {
    let open = RwSignal::new(false);
    let said = in_words(&wishes).map(|(title, text)| view! { <Notice tone=Tone::Look title>{text}</Notice> });
    let wishes = StoredValue::new(wishes);
    view! {
        <div class="card-body">
            {said}
            <Suspense>
                {move || {
                    let held = may::<EditPatients>();
                    Suspend::new(async move {
                        held.await
                            .then(|| {
                                view! {
                                    <Button size=ButtonSize::Small on_click=move |_| open.set(true)>
                                        "How they wish to be reached…"
                                    </Button>
                                }
                            })
                    })
                }}
            </Suspense>
        </div>
        <Ask id open wishes=wishes.get_value() again />
    }
    .into_any()
}

fn in_words(wishes: &Wishes) -> Option<(&'static str, String)> {
    if wishes.do_not_contact {
        return Some(("Do not contact", "Only answers to what they ask for are sent.".to_owned()));
    }
    let only = wishes.only?;
    let way = only.label().to_lowercase();
    let text = match shown(wishes) {
        address if address.is_empty() => format!("They are reached by {way} only."),
        address => format!("They are reached by {way} only, at {address}."),
    };
    Some(("Confidential communication", text))
}

fn shown(wishes: &Wishes) -> String {
    match wishes.only {
        Some(Channel::Post) => PostalAddress::from_key(&wishes.only_address).to_string(),
        Some(Channel::Email | Channel::Sms | Channel::Voice) | None => wishes.only_address.clone(),
    }
}

#[component]
fn Ask(id: PatientId, open: RwSignal<bool>, wishes: Wishes, again: Callback<()>) -> impl IntoView {
    let errors = FormErrors::provide();
    let now = match (wishes.do_not_contact, wishes.only) {
        (true, _) => NONE,
        (false, Some(only)) => only.code(),
        (false, None) => ANY,
    };
    let (way, address) = (RwSignal::new(now.to_owned()), RwSignal::new(shown(&wishes)));
    let busy = RwSignal::new(false);
    let mut choices = vec![Choice::new(ANY, "Any way that consent allows")];
    choices.extend(
        Channel::ALL.map(|channel| Choice::new(channel.code(), format!("Only by {}", channel.label().to_lowercase()))),
    );
    choices.push(Choice::new(NONE, "Not at all: do not contact"));
    let save = move || {
        busy.set(true);
        let wished = way.with_untracked(|way| Wishes {
            do_not_contact: way == NONE,
            only: Channel::from_code(way),
            only_address: address.get_untracked(),
        });
        spawn_local(async move {
            match patient_wishes(id, wished).await {
                Ok(()) => {
                    open.set(false);
                    toast(Tone::Good, "Recorded. It applies from now on, also to messages that are waiting.");
                    again.run(());
                }
                Err(AppError::Invalid(found)) => errors.set(found),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
            busy.set(false);
        });
    };
    let elsewhere = move || way.with(|way| Channel::from_code(way).is_some());
    view! {
        <Dialog open title="How they wish to be reached">
            <form
                class="form"
                on:submit=move |event| {
                    event.prevent_default();
                    errors.clear();
                    save();
                }
            >
                <RadioGroup name="way" label="They may be reached" choices=choices.clone() value=way />
                {move || {
                    elsewhere()
                        .then(|| {
                            view! {
                                <Field
                                    name="only_address"
                                    label="Another address or number"
                                    hint="Where it is safe for them. Empty: the one in their record."
                                >
                                    <TextInput name="only_address" value=address />
                                </Field>
                            }
                        })
                }}
                <div class="form-actions">
                    <Button kind=ButtonKind::Primary submit=true busy>
                        "Record"
                    </Button>
                    <Button on_click=move |_| open.set(false)>"Cancel"</Button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}
