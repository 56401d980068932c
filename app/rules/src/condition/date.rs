//! A window of dates: relative, absolute or by the calendar.

use crate::chips::{ChipDate, ChipSelect};
use crate::number_input::NumberInput;
use kit::time;
use leptos::prelude::*;
use shared::segments::{CalendarUnit, DateTest, Unit};
use shared::time::Date;

const HOW: [(&str, &str); 8] = [
    ("last", "in the last"),
    ("ago", "at least … ago"),
    ("next", "in the next"),
    ("year", "in the calendar year"),
    ("month", "in the calendar month"),
    ("before", "before"),
    ("after", "after"),
    ("between", "between"),
];

const CALENDAR: [(&str, &str, i8); 4] =
    [("-2", "before last", -2), ("-1", "last", -1), ("0", "this", 0), ("1", "next", 1)];

const fn how_of(date: DateTest) -> &'static str {
    match date {
        DateTest::InLast { .. } => "last",
        DateTest::AtLeastAgo { .. } => "ago",
        DateTest::InNext { .. } => "next",
        DateTest::Calendar { unit: CalendarUnit::Year, .. } => "year",
        DateTest::Calendar { unit: CalendarUnit::Month, .. } => "month",
        DateTest::Before(_) => "before",
        DateTest::After(_) => "after",
        DateTest::Between { .. } => "between",
    }
}

/// How many of which unit; a year where the window is no length of time.
const fn length(date: DateTest) -> (u16, Unit) {
    match date {
        DateTest::InLast { count, unit } | DateTest::InNext { count, unit } | DateTest::AtLeastAgo { count, unit } => {
            (count, unit)
        }
        _ => (12, Unit::Months),
    }
}

/// First and last day; both `today` where the window has none.
const fn days(date: DateTest, today: Date) -> (Date, Date) {
    match date {
        DateTest::Before(day) | DateTest::After(day) => (day, day),
        DateTest::Between { from, to } => (from, to),
        _ => (today, today),
    }
}

const fn of_length(how: &str, count: u16, unit: Unit) -> DateTest {
    match how.as_bytes() {
        b"next" => DateTest::InNext { count, unit },
        b"ago" => DateTest::AtLeastAgo { count, unit },
        _ => DateTest::InLast { count, unit },
    }
}

/// The same window in another form, keeping what can be kept.
fn turned(how: &str, date: DateTest, today: Date) -> DateTest {
    let ((count, unit), (from, to)) = (length(date), days(date, today));
    match how {
        "year" => DateTest::Calendar { unit: CalendarUnit::Year, from: 0, to: 0 },
        "month" => DateTest::Calendar { unit: CalendarUnit::Month, from: 0, to: 0 },
        "before" => DateTest::Before(from),
        "after" => DateTest::After(from),
        "between" => DateTest::Between { from, to },
        how => of_length(how, count, unit),
    }
}

/// The window as chips.
#[component]
pub fn DateEditor(
    value: Signal<DateTest>,
    set: Callback<DateTest>,
    disabled: bool,
    #[prop(into)] described_by: String,
) -> impl IntoView {
    let how = Memo::new(move |_| how_of(value.get()));
    let choose = Callback::new(move |how: &'static str| {
        set.run(turned(how, value.get_untracked(), time::today()));
    });
    view! {
        <ChipSelect label="When" choices=HOW.to_vec() value=how disabled on_change=choose />
        {move || {
            let described_by = described_by.clone();
            match how.get() {
                "last" | "next" | "ago" => view! { <Length value set disabled described_by /> }.into_any(),
                "year" | "month" => view! { <Calendar value set disabled /> }.into_any(),
                _ => view! { <Days value set disabled described_by /> }.into_any(),
            }
        }}
    }
    .into_any()
}

#[component]
fn Length(value: Signal<DateTest>, set: Callback<DateTest>, disabled: bool, described_by: String) -> impl IntoView {
    let parts = move || length(value.get());
    let change = move |count, unit| set.run(of_length(how_of(value.get_untracked()), count, unit));
    let count = Signal::derive(move || Some(f64::from(parts().0)));
    let type_count = Callback::new(move |number: Option<f64>| {
        change(number.map_or(0, |number| number.clamp(0.0, 9_999.0) as u16), untrack(parts).1);
    });
    let unit = Signal::derive(move || parts().1.label(2));
    let choose_unit = Callback::new(move |label: &'static str| {
        let unit = Unit::ALL.into_iter().find(|unit| unit.label(2) == label).unwrap_or(Unit::Days);
        change(untrack(parts).0, unit);
    });
    let choices = Unit::ALL.map(|unit| (unit.label(2), unit.label(2))).to_vec();
    view! {
        <NumberInput label="How many" value=count disabled whole=true described_by on_input=type_count />
        <ChipSelect label="Unit" choices value=unit disabled on_change=choose_unit strong=true />
    }
    .into_any()
}

#[component]
fn Calendar(value: Signal<DateTest>, set: Callback<DateTest>, disabled: bool) -> impl IntoView {
    let parts = move || match value.get() {
        DateTest::Calendar { unit, from, to } => (unit, from, to),
        _ => (CalendarUnit::Year, 0, 0),
    };
    let name = |by: i8| CALENDAR.iter().find(|(_, _, of)| *of == by).map_or("0", |(key, _, _)| *key);
    let number = |key: &str| CALENDAR.iter().find(|(of, _, _)| *of == key).map_or(0, |(_, _, by)| *by);
    let from = Signal::derive(move || name(parts().1));
    let to = Signal::derive(move || name(parts().2));
    let choose_from = Callback::new(move |key: &'static str| {
        let ((unit, _, to), from) = (untrack(parts), number(key));
        set.run(DateTest::Calendar { unit, from, to: to.max(from) });
    });
    let choose_to = Callback::new(move |key: &'static str| {
        let ((unit, from, _), to) = (untrack(parts), number(key));
        set.run(DateTest::Calendar { unit, from: from.min(to), to });
    });
    let choices = || CALENDAR.iter().map(|(key, words, _)| (*key, *words)).collect::<Vec<_>>();
    view! {
        <ChipSelect label="From" choices=choices() value=from disabled on_change=choose_from strong=true />
        <span class="row-word">"to"</span>
        <ChipSelect label="To" choices=choices() value=to disabled on_change=choose_to strong=true />
    }
    .into_any()
}

#[component]
fn Days(value: Signal<DateTest>, set: Callback<DateTest>, disabled: bool, described_by: String) -> impl IntoView {
    let first = Signal::derive(move || days(value.get(), time::today()).0.to_string());
    let last = Signal::derive(move || days(value.get(), time::today()).1.to_string());
    let between = Memo::new(move |_| matches!(value.get(), DateTest::Between { .. }));
    let type_first = Callback::new(move |text: String| {
        let Some(day) = Date::parse(&text) else { return };
        set.run(match value.get_untracked() {
            DateTest::Between { to, .. } => DateTest::Between { from: day, to },
            DateTest::After(_) => DateTest::After(day),
            _ => DateTest::Before(day),
        });
    });
    let type_last = Callback::new(move |text: String| {
        if let (Some(to), DateTest::Between { from, .. }) = (Date::parse(&text), value.get_untracked()) {
            set.run(DateTest::Between { from, to });
        }
    });
    view! {
        <ChipDate label="Day" value=first disabled described_by on_change=type_first />
        {move || {
            between
                .get()
                .then(|| {
                    view! {
                        <span class="row-word">"and"</span>
                        <ChipDate label="Last day" value=last disabled on_change=type_last />
                    }
                })
        }}
    }
    .into_any()
}
