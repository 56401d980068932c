//! The part of the settings that limits when and how often messages go out.

use kit::{Choice, Field, Select, Switch, TextInput};
use leptos::prelude::*;
use shared::people::Organization;
use shared::time::clock_at;

/// The limits while they are edited.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    from: RwSignal<String>,
    until: RwSignal<String>,
    email: RwSignal<bool>,
    weekly: RwSignal<String>,
}

impl Limits {
    pub(super) fn of(organization: &Organization) -> Self {
        let weekly = if organization.weekly_cap > 0 { organization.weekly_cap.to_string() } else { String::new() };
        Self {
            from: RwSignal::new(organization.quiet_until_hour.to_string()),
            until: RwSignal::new(organization.quiet_from_hour.to_string()),
            email: RwSignal::new(organization.quiet_email),
            weekly: RwSignal::new(weekly),
        }
    }

    /// `organization` with the limits as edited.
    pub(super) fn within(self, organization: Organization) -> Organization {
        let hour = |text: RwSignal<String>| text.get_untracked().parse().unwrap_or(u8::MAX);
        let weekly = self.weekly.get_untracked();
        Organization {
            quiet_until_hour: hour(self.from),
            quiet_from_hour: hour(self.until),
            quiet_email: self.email.get_untracked(),
            weekly_cap: if weekly.trim().is_empty() { 0 } else { weekly.trim().parse().unwrap_or(u32::MAX) },
            ..organization
        }
    }
}

#[component]
pub(super) fn LimitFields(limits: Limits) -> impl IntoView {
    let hours: Vec<Choice> =
        (0..24).map(|hour: u8| Choice::new(hour.to_string(), clock_at(u32::from(hour) * 60))).collect();
    let hours = Signal::stored(hours);
    view! {
        <div class="stack-l">
            <fieldset class="stack-s">
                <legend class="field-label">"Texts and calls go out only"</legend>
                <p class="field-hint">
                    "In the patient's own time zone. In the United States the law allows 8 AM to 9 PM."
                </p>
                <div class="form-row">
                    <Field name="quiet_until_hour" label="From">
                        <Select name="quiet_until_hour" choices=hours value=limits.from />
                    </Field>
                    <Field name="quiet_from_hour" label="Until">
                        <Select name="quiet_from_hour" choices=hours value=limits.until />
                    </Field>
                </div>
                <Switch
                    name="quiet_email"
                    label="E-mail keeps these hours too"
                    hint="What comes due outside waits for the next opening."
                    checked=limits.email
                />
            </fieldset>
            <Field
                name="weekly_cap"
                label="Marketing and surveys to one address in a week, at most"
                hint="Leave empty for no limit. Care and answers to a request are never limited."
            >
                <TextInput name="weekly_cap" value=limits.weekly kind="number" min="1" max="100" />
            </Field>
        </div>
    }
    .into_any()
}
