//! A practitioner's hours at a site: those of every week, and the days that differ.

use super::doors::save_hours;
use super::setup::SetupData;
use base::AppError;
use kit::{
    Button, ButtonKind, ButtonSize, Choice, DateInput, Dialog, FormErrors, Notice, Select, TextInput, Tone, choices_of,
    open_while, toast,
};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::ids::VisitTypeId;
use shared::scheduling::{Availability, Exception, ExceptionKind, LocalRange, ScheduleLine, WeeklyHours};
use shared::time::Date;

pub const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Hours of a week as they are typed.
#[derive(Clone, Copy)]
struct Week {
    weekday: RwSignal<String>,
    from: RwSignal<String>,
    until: RwSignal<String>,
    /// What the form leaves as it is.
    visits: StoredValue<Vec<VisitTypeId>>,
    valid: (Option<Date>, Option<Date>),
}

impl Week {
    fn of(hours: WeeklyHours) -> Self {
        Self {
            weekday: RwSignal::new(hours.weekday.to_string()),
            from: RwSignal::new(typed(hours.hours.from)),
            until: RwSignal::new(typed(hours.hours.until)),
            visits: StoredValue::new(hours.visit_types),
            valid: (hours.valid_from, hours.valid_until),
        }
    }

    fn read(self) -> WeeklyHours {
        WeeklyHours {
            weekday: self.weekday.get_untracked().parse().unwrap_or(u8::MAX),
            hours: range(self.from, self.until),
            visit_types: self.visits.get_value(),
            valid_from: self.valid.0,
            valid_until: self.valid.1,
        }
    }
}

/// Days that differ as they are typed.
#[derive(Clone, Copy)]
struct Differs {
    kind: RwSignal<String>,
    first: RwSignal<String>,
    last: RwSignal<String>,
    from: RwSignal<String>,
    until: RwSignal<String>,
    reason: RwSignal<String>,
}

impl Differs {
    fn of(exception: Exception) -> Self {
        Self {
            kind: RwSignal::new(exception.kind.code().to_owned()),
            first: RwSignal::new(exception.first.to_string()),
            last: RwSignal::new(exception.last.to_string()),
            from: RwSignal::new(typed(exception.hours.from)),
            until: RwSignal::new(typed(exception.hours.until)),
            reason: RwSignal::new(exception.reason),
        }
    }

    /// `None` without a day; without a last one it is that one day.
    fn read(self) -> Option<Exception> {
        let first = Date::parse(&self.first.get_untracked())?;
        let kind = ExceptionKind::from_code(&self.kind.get_untracked())?;
        let hours = match kind {
            ExceptionKind::DayOff => LocalRange::WHOLE_DAY,
            ExceptionKind::ExtraHours | ExceptionKind::Blocked => range(self.from, self.until),
        };
        let last = Date::parse(&self.last.get_untracked()).unwrap_or(first);
        Some(Exception { kind, first, last, hours, reason: self.reason.get_untracked().trim().to_owned() })
    }
}

/// `09:00`; the end of the day is `00:00`.
fn typed(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60 % 24, minute % 60)
}

fn minute(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute) = (hour.parse::<u16>().ok()?, minute.get(..2)?.parse::<u16>().ok()?);
    Some(hour * 60 + minute)
}

/// What is not filled in is a range that is refused.
fn range(from: RwSignal<String>, until: RwSignal<String>) -> LocalRange {
    let from = from.with_untracked(|text| minute(text)).unwrap_or(u16::MAX);
    let until = match until.with_untracked(|text| minute(text)).unwrap_or_default() {
        0 => 1_440,
        until => until,
    };
    LocalRange { from, until }
}

/// Open while `editing` holds a schedule.
#[component]
pub fn HoursDialog(data: SetupData, editing: RwSignal<Option<ScheduleLine>>) -> impl IntoView {
    let open = open_while(editing);
    let title = Signal::derive(move || {
        editing.with(|line| line.as_ref().map(|line| format!("Hours of {}", line.practitioner)).unwrap_or_default())
    });
    view! {
        <Dialog open title wide=true>
            {move || editing.get_untracked().map(|line| view! { <Form data editing line /> })}
        </Dialog>
    }
    .into_any()
}

#[component]
fn Form(data: SetupData, editing: RwSignal<Option<ScheduleLine>>, line: ScheduleLine) -> impl IntoView {
    let errors = FormErrors::provide();
    let (busy, conflict) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let (id, version) = (line.id, line.version);
    let weeks = RwSignal::new(line.hours.weekly.into_iter().map(Week::of).collect::<Vec<_>>());
    let differing = RwSignal::new(line.hours.exceptions.into_iter().map(Differs::of).collect::<Vec<_>>());
    let add_week = move |_| {
        // The day after the last one, with its hours.
        let last = weeks.with_untracked(|weeks| weeks.last().map(|week| week.read()));
        let next =
            last.map_or((0, LocalRange { from: 540, until: 1_020 }), |last| ((last.weekday + 1) % 7, last.hours));
        let hours = WeeklyHours {
            weekday: next.0,
            hours: next.1,
            visit_types: Vec::new(),
            valid_from: None,
            valid_until: None,
        };
        weeks.update(|weeks| weeks.push(Week::of(hours)));
    };
    let add_differing = move |_| {
        let blank = || RwSignal::new(String::new());
        let kind = RwSignal::new(ExceptionKind::DayOff.code().to_owned());
        let (from, until) = (RwSignal::new("09:00".to_owned()), RwSignal::new("17:00".to_owned()));
        let new = Differs { kind, first: blank(), last: blank(), from, until, reason: blank() };
        differing.update(|all| all.push(new));
    };
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        errors.clear();
        conflict.set(None);
        let weekly = weeks.with_untracked(|weeks| weeks.iter().map(|week| week.read()).collect());
        let read: Vec<Option<Exception>> = differing.with_untracked(|all| all.iter().map(|one| one.read()).collect());
        if let Some(at) = read.iter().position(Option::is_none) {
            errors.set(vec![shared::field::FieldError::new(format!("exceptions.{at}"), "Choose a day.")]);
            return;
        }
        let hours = Availability { weekly, exceptions: read.into_iter().flatten().collect() };
        let hours = match hours.checked() {
            Ok(hours) => hours,
            Err(found) => {
                errors.set(found);
                return;
            }
        };
        busy.set(true);
        spawn_local(async move {
            let answer = save_hours(id, version, hours).await;
            busy.try_set(false);
            match answer {
                Ok(()) => {
                    toast(Tone::Good, "The hours are saved. Booked visits stay.");
                    data.refetch();
                    editing.try_set(None);
                }
                Err(AppError::Invalid(found)) => errors.set(found),
                Err(error) => conflict.set(Some(error.to_string())),
            }
        });
    };
    let week_rows = move || {
        let rows = weeks.get().into_iter().enumerate();
        rows.map(|(at, week)| week_row(at, week, weeks, errors)).collect_view()
    };
    let differing_rows = move || {
        let rows = differing.get().into_iter().enumerate();
        rows.map(|(at, one)| differing_row(at, one, differing, errors)).collect_view()
    };
    view! {
        <form class="form" novalidate on:submit=send>
            <p class="field-hint">{format!("At {}, {} time.", line.site, line.zone)}</p>
            <section class="stack-s" aria-label="Every week">
                <h3>"Every week"</h3>
                {week_rows}
                <div>
                    <Button size=ButtonSize::Small icon="plus" on_click=add_week>
                        "Add hours"
                    </Button>
                </div>
            </section>
            <section class="stack-s" aria-label="Days that differ">
                <h3>"Days that differ"</h3>
                {differing_rows}
                <div>
                    <Button size=ButtonSize::Small icon="plus" on_click=add_differing>
                        "Add a day off, extra hours or blocked time"
                    </Button>
                </div>
            </section>
            {move || {
                conflict
                    .get()
                    .map(|text| {
                        view! {
                            <Notice tone=Tone::Danger alert=true>
                                {text}
                            </Notice>
                        }
                    })
            }}
            <div class="form-actions">
                <Button kind=ButtonKind::Primary submit=true busy>
                    "Save the hours"
                </Button>
                <Button on_click=move |_| editing.set(None)>"Cancel"</Button>
            </div>
        </form>
    }
    .into_any()
}

fn week_row(at: usize, week: Week, weeks: RwSignal<Vec<Week>>, errors: FormErrors) -> AnyView {
    let days = WEEKDAYS.iter().enumerate().map(|(day, name)| Choice::new(day.to_string(), *name)).collect::<Vec<_>>();
    let row = at + 1;
    let remove = move |_| {
        weeks.update(|weeks| {
            weeks.remove(at);
        });
    };
    let field = format!("weekly.{at}");
    view! {
        <div class="hours-row" role="group" aria-label=format!("Hours {row}")>
            <Select name=format!("weekday-{at}") label="Day of the week" choices=Signal::stored(days) value=week.weekday />
            <TextInput name=format!("from-{at}") label="From" kind="time" value=week.from />
            <TextInput name=format!("until-{at}") label="To" kind="time" value=week.until />
            <Button kind=ButtonKind::Quiet size=ButtonSize::Small icon="trash-2" label=format!("Remove hours {row}") on_click=remove />
            <p class="field-error" role="alert">
                {move || errors.at(&field)}
            </p>
        </div>
    }
    .into_any()
}

fn differing_row(at: usize, one: Differs, all: RwSignal<Vec<Differs>>, errors: FormErrors) -> AnyView {
    let row = at + 1;
    let remove = move |_| {
        all.update(|all| {
            all.remove(at);
        });
    };
    let whole_day = Signal::derive(move || one.kind.with(|kind| kind == ExceptionKind::DayOff.code()));
    let field = format!("exceptions.{at}");
    view! {
        <div class="hours-row" role="group" aria-label=format!("Exception {row}")>
            <Select
                name=format!("kind-{at}")
                label="Kind"
                choices=choices_of(ExceptionKind::ALL.as_slice())
                value=one.kind
            />
            <DateInput name=format!("first-{at}") label="First day" value=one.first on_change=move |text| one.first.set(text) />
            <DateInput name=format!("last-{at}") label="Last day" value=one.last on_change=move |text| one.last.set(text) />
            <TextInput name=format!("differs-from-{at}") label="From" kind="time" value=one.from disabled=whole_day />
            <TextInput name=format!("differs-until-{at}") label="To" kind="time" value=one.until disabled=whole_day />
            <TextInput name=format!("reason-{at}") label="Reason" placeholder="Reason" value=one.reason />
            <Button
                kind=ButtonKind::Quiet
                size=ButtonSize::Small
                icon="trash-2"
                label=format!("Remove exception {row}")
                on_click=remove
            />
            <p class="field-error" role="alert">
                {move || errors.at(&field)}
            </p>
        </div>
    }
    .into_any()
}
