//! The part of the settings that limits when and how often messages go out.

use crate::ui::{Field, Switch, TextInput};
use leptos::prelude::*;
use shared::consent::{FrequencyCap, QuietHours, SendingRules};

/// The rules while they are edited.
#[derive(Debug, Clone, Copy)]
pub(super) struct SendingSignals {
    phone: Hours,
    email: Hours,
    per_day: RwSignal<String>,
    per_week: RwSignal<String>,
}

/// One window in which messages may go out, switched on or off.
#[derive(Debug, Clone, Copy)]
struct Hours {
    on: RwSignal<bool>,
    open: RwSignal<String>,
    close: RwSignal<String>,
}

impl Hours {
    fn of(hours: Option<QuietHours>) -> Self {
        let shown = hours.unwrap_or(QuietHours::USUAL);
        Self {
            on: RwSignal::new(hours.is_some()),
            open: RwSignal::new(clock(shown.open)),
            close: RwSignal::new(clock(shown.close)),
        }
    }

    fn chosen(self) -> Option<QuietHours> {
        let window = QuietHours::new(minutes(&self.open.get_untracked())?, minutes(&self.close.get_untracked())?);
        window.filter(|_| self.on.get_untracked())
    }
}

impl SendingSignals {
    pub(super) fn of(rules: &SendingRules) -> Self {
        let cap = |days| rules.caps.iter().find(|cap| cap.days == days).map_or_else(String::new, |cap| cap.count.to_string());
        Self {
            phone: Hours::of(rules.phone_quiet_hours),
            email: Hours::of(rules.email_quiet_hours),
            per_day: RwSignal::new(cap(1)),
            per_week: RwSignal::new(cap(7)),
        }
    }

    /// The rules as edited; what has no field here stays as `before`.
    pub(super) fn rules(self, before: SendingRules) -> SendingRules {
        let cap = |text: RwSignal<String>, days| {
            let count = text.get_untracked().trim().parse().ok().filter(|count| *count > 0)?;
            Some(FrequencyCap { count, days })
        };
        let other = before.caps.iter().copied().filter(|cap| cap.days != 1 && cap.days != 7);
        let caps = [cap(self.per_day, 1), cap(self.per_week, 7)].into_iter().flatten().chain(other).collect();
        SendingRules {
            phone_quiet_hours: self.phone.chosen(),
            email_quiet_hours: self.email.chosen(),
            caps,
            ..before
        }
    }
}

#[component]
pub(super) fn SendingFields(sending: SendingSignals) -> impl IntoView {
    let hours = |name: &'static str, label: &'static str, hint: &'static str, hours: Hours| {
        let off = Signal::derive(move || !hours.on.get());
        let (open, close) = (format!("{name}_open"), format!("{name}_close"));
        view! {
            <fieldset class="stack-s">
                <legend class="sr-only">{label}</legend>
                <Switch name=name label=label hint=hint checked=hours.on />
                <div class="form-row">
                    <Field name=open.clone() label="From">
                        <TextInput name=open value=hours.open kind="time" disabled=off />
                    </Field>
                    <Field name=close.clone() label="Until">
                        <TextInput name=close value=hours.close kind="time" disabled=off />
                    </Field>
                </div>
            </fieldset>
        }
        .into_any()
    };
    view! {
        <div class="stack-l">
            {hours(
                "phone_hours",
                "Texts and calls only at these hours",
                "The patient's own time. 8:00 to 21:00 is the law in the United States (47 CFR 64.1200).",
                sending.phone,
            )}
            {hours("email_hours", "E-mail only at these hours", "What comes due outside waits for the next opening.", sending.email)}
            <fieldset class="stack-s">
                <legend class="field-label">"Marketing and surveys to one address, at most"</legend>
                <div class="form-row">
                    <Field name="per_day" label="A day" hint="Empty for no limit. Care is never limited.">
                        <TextInput name="per_day" value=sending.per_day kind="number" min="1" max="100" />
                    </Field>
                    <Field name="per_week" label="A week">
                        <TextInput name="per_week" value=sending.per_week kind="number" min="1" max="100" />
                    </Field>
                </div>
            </fieldset>
        </div>
    }
    .into_any()
}

fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

fn minutes(clock: &str) -> Option<u16> {
    let (hours, minutes) = clock.split_once(':')?;
    let total = hours.parse::<u16>().ok()? * 60 + minutes.get(..2)?.parse::<u16>().ok()?;
    (total < 1440).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::{clock, minutes};

    #[test]
    fn clock_times_are_read_as_written() {
        assert_eq!(minutes(&clock(8 * 60 + 5)), Some(485));
        assert_eq!((minutes("24:00"), minutes("8")), (None, None));
    }
}
