//! Practitioners at sites: who has hours where, and adding another.

use super::doors::add_schedule;
use super::hours::HoursDialog;
use super::setup::SetupData;
use base::{AppError, ZonePicker};
use kit::{
    Button, ButtonKind, ButtonSize, Card, Choice, Dialog, EmptyState, Field, FormErrors, Icon, Select, Tone, toast,
};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::field::FieldError;
use shared::scheduling::{Availability, ScheduleLine};

pub fn schedules(
    data: SetupData,
    lines: Vec<ScheduleLine>,
    practitioners: Vec<(i64, String)>,
    sites: Vec<(i64, String)>,
) -> AnyView {
    let adding = RwSignal::new(false);
    let editing = RwSignal::new(None::<ScheduleLine>);
    let add = move || {
        view! {
            <Button size=ButtonSize::Small icon="plus" on_click=move |_| adding.set(true)>
                "Practitioner"
            </Button>
        }
    };
    let zone = lines.first().map_or_else(String::new, |line| line.zone.clone());
    let inside = if lines.is_empty() {
        view! {
            <EmptyState
                icon="stethoscope"
                title="No practitioner has hours yet"
                text="Add a practitioner at a site, then the hours in which they see people. Practitioners and sites come in by Imports."
            >
                <Button kind=ButtonKind::Primary icon="plus" on_click=move |_| adding.set(true)>
                    "Add a practitioner"
                </Button>
            </EmptyState>
        }
        .into_any()
    } else {
        let rows = lines.into_iter().map(|own| line(own, editing)).collect_view();
        view! {
            <ul class="rows" role="list" aria-label="Practitioners’ hours">
                {rows}
            </ul>
        }
        .into_any()
    };
    let choices = |all: Vec<(i64, String)>| {
        StoredValue::new(all.into_iter().map(|(key, name)| Choice::new(key.to_string(), name)).collect::<Vec<_>>())
    };
    let (practitioners, sites, zone) = (choices(practitioners), choices(sites), StoredValue::new(zone));
    view! {
        <Card title="Practitioners’ hours" actions=add flush=true>
            {inside}
        </Card>
        <HoursDialog data editing />
        <Dialog open=adding title="Practitioner at a site">
            <AddForm data open=adding practitioners=practitioners.get_value() sites=sites.get_value() zone=zone.get_value() />
        </Dialog>
    }
    .into_any()
}

fn line(own: ScheduleLine, editing: RwSignal<Option<ScheduleLine>>) -> AnyView {
    let edit = format!("Edit the hours of {} at {}", own.practitioner, own.site);
    let about = format!("{} · {}", own.site, summary(&own.hours));
    view! {
        <li>
            <Icon name="stethoscope" />
            <div class="grow">
                <strong>{own.practitioner.clone()}</strong>
                <span class="second">{about}</span>
            </div>
            <Button size=ButtonSize::Small icon="pencil" label=edit on_click=move |_| editing.set(Some(own.clone()))>
                "Hours"
            </Button>
        </li>
    }
    .into_any()
}

/// `Mon, Tue, Fri · 24 hours a week · 1 exception`
fn summary(hours: &Availability) -> String {
    if hours.weekly.is_empty() {
        return "no hours yet".to_owned();
    }
    let has = |day: &usize| hours.weekly.iter().any(|weekly| usize::from(weekly.weekday) == *day);
    let days: Vec<&str> = (0..7).filter(has).map(|day| &super::hours::WEEKDAYS[day][..3]).collect();
    let minutes: u32 = hours.weekly.iter().map(|weekly| u32::from(weekly.hours.until - weekly.hours.from)).sum();
    let exceptions = match hours.exceptions.len() {
        0 => String::new(),
        1 => " · 1 exception".to_owned(),
        many => format!(" · {many} exceptions"),
    };
    format!("{} · {} hours a week{exceptions}", days.join(", "), f64::from(minutes) / 60.0)
}

#[component]
fn AddForm(
    data: SetupData,
    open: RwSignal<bool>,
    practitioners: Vec<Choice>,
    sites: Vec<Choice>,
    zone: String,
) -> impl IntoView {
    let errors = FormErrors::provide();
    let busy = RwSignal::new(false);
    let (who, site) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let initial = if zone.is_empty() { kit::time::organization_zone() } else { zone };
    let chosen = RwSignal::new(Some(Choice::new(initial.clone(), initial.clone())));
    let wrong_zone = Signal::derive(move || errors.at("zone"));
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let (practitioner, place) = (who.get_untracked().parse::<i64>(), site.get_untracked().parse::<i64>());
        let (Ok(practitioner), Ok(place)) = (practitioner, place) else {
            errors.set(vec![FieldError::new("practitioner", "Choose a practitioner and a site.")]);
            return;
        };
        errors.clear();
        busy.set(true);
        let zone = chosen.get_untracked().map(|choice| choice.value).unwrap_or_default();
        spawn_local(async move {
            let answer = add_schedule(practitioner, place, zone).await;
            busy.try_set(false);
            match answer {
                Ok(_) => {
                    toast(Tone::Good, "Added. Now say in which hours they see people.");
                    data.refetch();
                    open.try_set(false);
                }
                Err(AppError::Invalid(found)) => errors.set(found),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
        });
    };
    view! {
        <form class="form" novalidate on:submit=send>
            <Field name="practitioner" label="Practitioner">
                <Select name="practitioner" choices=Signal::stored(practitioners) value=who placeholder="Choose…" />
            </Field>
            <Field name="site" label="Site">
                <Select name="site" choices=Signal::stored(sites) value=site placeholder="Choose…" />
            </Field>
            <Field name="time_zone" label="Time zone" hint="Hours are in the site's own time." error=wrong_zone>
                <ZonePicker initial value=chosen error=wrong_zone />
            </Field>
            <div class="form-actions">
                <Button kind=ButtonKind::Primary submit=true busy>
                    "Add"
                </Button>
                <Button on_click=move |_| open.set(false)>"Cancel"</Button>
            </div>
        </form>
    }
    .into_any()
}
