//! What staff say of a list: name, program, license note, expiry date.

use super::prospect_doors::{prospect_sources, save_prospect_list};
use super::prospect_list::load_anew;
use base::AppError;
use kit::{Button, ButtonKind, Card, Choice, Field, FormErrors, Select, TextArea, TextInput, Tone, toast};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::outreach::prospects::{ListDetails, ListStatus, ListView};

/// The details while they are typed.
#[derive(Clone, Copy)]
pub struct Details {
    name: RwSignal<String>,
    license: RwSignal<String>,
    expires_on: RwSignal<String>,
    program: RwSignal<String>,
}

impl Details {
    pub fn of(details: &ListDetails) -> Self {
        Self {
            name: RwSignal::new(details.name.clone()),
            license: RwSignal::new(details.license.clone()),
            expires_on: RwSignal::new(details.expires_on.clone()),
            program: RwSignal::new(details.program.map(|program| program.to_string()).unwrap_or_default()),
        }
    }

    pub fn get(self) -> ListDetails {
        ListDetails {
            name: self.name.get_untracked(),
            license: self.license.get_untracked(),
            expires_on: self.expires_on.get_untracked(),
            program: self.program.get_untracked().parse().ok(),
        }
    }
}

#[component]
pub fn DetailFields(details: Details) -> impl IntoView {
    let sources = Resource::new(|| (), |()| prospect_sources());
    let programs = Signal::derive(move || {
        let programs = sources.get().and_then(Result::ok).map(|(_, programs)| programs).unwrap_or_default();
        programs.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect::<Vec<_>>()
    });
    view! {
        <Field name="name" label="Name" hint="As your colleagues will find it.">
            <TextInput name="name" value=details.name />
        </Field>
        <Field name="program" label="Program" hint="The people on this list belong to its audience." optional=true>
            <Suspense fallback=|| ()>
                <Select name="program" choices=programs value=details.program placeholder="No program" />
            </Suspense>
        </Field>
        <Field
            name="expires_on"
            label="May be used until"
            hint="The day after, those who did not become patients and are on no other list in use are erased."
        >
            <TextInput name="expires_on" kind="date" value=details.expires_on />
        </Field>
        <Field
            name="license"
            label="License note"
            hint="What the source allows, such as “three contacts, no resale, order 4711”."
            optional=true
        >
            <TextArea name="license" value=details.license />
        </Field>
    }
    .into_any()
}

#[component]
pub fn Settings(view: ListView) -> impl IntoView {
    let errors = FormErrors::provide();
    let (id, details) = (view.id, Details::of(&view.details));
    let busy = RwSignal::new(false);
    let expired = view.status.is(ListStatus::Expired);
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        errors.clear();
        busy.set(true);
        let details = details.get();
        spawn_local(async move {
            let answer = save_prospect_list(id, details).await;
            busy.try_set(false);
            match answer {
                Ok(()) => load_anew(),
                Err(AppError::Invalid(found)) => errors.set(found),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
        });
    };
    if expired {
        let license = view.details.license;
        return view! {
            <Card title="Settings">
                <p>"This list has expired on " {view.details.expires_on} "."</p>
                <p>{license}</p>
            </Card>
        }
        .into_any();
    }
    view! {
        <Card title="Settings">
            <form class="form" novalidate on:submit=save>
                <DetailFields details />
                {base::only_with::<
                    shared::people::EditPrograms,
                >(move || {
                    view! {
                        <div class="form-actions">
                            <Button kind=ButtonKind::Primary submit=true busy>
                                "Save"
                            </Button>
                        </div>
                    }
                        .into_any()
                })}
            </form>
        </Card>
    }
    .into_any()
}
