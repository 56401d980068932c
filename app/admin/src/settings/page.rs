//! The page of the organization's settings.

use super::doors::{load_settings, save_settings};
use super::sending::{LimitFields, Limits};
use base::{AppError, Loaded, ZonePicker};
use kit::{
    Button, ButtonKind, Card, Choice, Field, FormErrors, PageHeader, PageWidth, TextArea, TextInput, Tone, toast,
};
use leptos::prelude::*;
use shared::people::Organization;

/// `/staff/settings`.
pub fn settings_page() -> AnyView {
    let settings = Resource::new(|| (), |()| load_settings());
    view! {
        <kit::Page width=PageWidth::Narrow>
            <PageHeader
                title=Signal::stored("Settings".to_owned())
                about="Who you are to patients, and the limits that every message keeps."
            />
            <Loaded data=settings view=form bones=10 />
        </kit::Page>
    }
    .into_any()
}

fn form(organization: Organization) -> AnyView {
    view! { <SettingsForm organization /> }.into_any()
}

#[component]
fn SettingsForm(organization: Organization) -> impl IntoView {
    let errors = FormErrors::provide();
    let Organization { name, postal_address, time_zone, country, sender_name, sender_address, phone, .. } =
        organization.clone();
    let initial_zone = time_zone.clone();
    let zone = RwSignal::new(Some(Choice::new(time_zone.clone(), time_zone)));
    let [name, postal_address, country, sender_name, sender_address, phone] =
        [name, postal_address, country, sender_name, sender_address, phone].map(RwSignal::new);
    let limits = Limits::of(&organization);
    let before = StoredValue::new(organization);
    let save = Action::new(move |(): &()| {
        save_settings(limits.within(Organization {
            name: name.get_untracked(),
            postal_address: postal_address.get_untracked(),
            // Nothing chosen is refused at the field.
            time_zone: zone.get_untracked().map(|chosen| chosen.value).unwrap_or_default(),
            country: country.get_untracked(),
            sender_name: sender_name.get_untracked(),
            sender_address: sender_address.get_untracked(),
            phone: phone.get_untracked(),
            ..before.get_value()
        }))
    });
    Effect::watch(
        move || save.value().get(),
        move |answer, _, _| match answer {
            Some(Ok(())) => {
                errors.clear();
                toast(Tone::Good, "Settings saved.");
            }
            Some(Err(AppError::Invalid(wrong))) => errors.set(wrong.clone()),
            Some(Err(error)) => toast(Tone::Danger, error.to_string()),
            None => {}
        },
        false,
    );
    view! {
        <form
            class="stack-l"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                save.dispatch(());
            }
        >
            <Card title="Organization">
                <div class="form">
                    <Field name="name" label="Name" hint="As patients know you; on every public page and message.">
                        <TextInput name="name" value=name autocomplete="organization" />
                    </Field>
                    <Field
                        name="postal_address"
                        label="Postal address"
                        hint="Every message other than plain care must carry it by law. Without it, such messages can't go live."
                    >
                        <TextArea name="postal_address" value=postal_address />
                    </Field>
                    <div class="form-row">
                        <Field name="phone" label="Phone" optional=true>
                            <TextInput name="phone" value=phone kind="tel" />
                        </Field>
                        <Field name="time_zone" label="Time zone" hint="For dates without a zone of their own.">
                            <ZonePicker initial=initial_zone value=zone />
                        </Field>
                        <Field
                            name="country"
                            label="Country"
                            hint="Two letters, such as US. Telephone numbers without a country code are read as numbers of this country; without one they are refused."
                            optional=true
                        >
                            <TextInput name="country" value=country />
                        </Field>
                    </div>
                </div>
            </Card>
            <Card title="Sender of e-mail">
                <div class="form-row">
                    <Field name="sender_name" label="Name">
                        <TextInput name="sender_name" value=sender_name />
                    </Field>
                    <Field name="sender_address" label="Address" hint="Answers go here.">
                        <TextInput name="sender_address" value=sender_address kind="email" />
                    </Field>
                </div>
            </Card>
            <Card title="Quiet hours and limits">
                <LimitFields limits />
            </Card>
            <div class="form-actions">
                <Button kind=ButtonKind::Primary submit=true busy=save.pending()>"Save settings"</Button>
            </div>
        </form>
    }
    .into_any()
}
