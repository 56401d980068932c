//! A month to choose a day in (ARIA grid pattern: arrows, Home and End, Page Up and Page Down).

use super::time::today;
use super::{Button, ButtonKind, ButtonSize, focus};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use shared::time::Date;

const DAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

#[component]
pub(super) fn Calendar(chosen: Date, #[prop(into)] choose: Callback<Date>) -> impl IntoView {
    // The day that the arrows are on; its month is shown.
    let at = RwSignal::new(chosen);
    let go = move |day: Date| {
        at.set(day);
        request_animation_frame(|| {
            focus(".calendar-day[tabindex='0']");
        });
    };
    let keys = move |event: KeyboardEvent| {
        let day = at.get_untracked();
        let to = match event.key().as_str() {
            "ArrowLeft" => day.plus_days(-1),
            "ArrowRight" => day.plus_days(1),
            "ArrowUp" => day.plus_days(-7),
            "ArrowDown" => day.plus_days(7),
            "Home" => day.plus_days(-weekday(day)),
            "End" => day.plus_days(6 - weekday(day)),
            "PageUp" => day.plus_months(-1),
            "PageDown" => day.plus_months(1),
            _ => return,
        };
        event.prevent_default();
        go(to);
    };
    let step = move |icon, label, months| {
        view! {
            <Button
                kind=ButtonKind::Quiet
                size=ButtonSize::Small
                icon
                label
                on_click=move |_| at.update(|day| *day = day.plus_months(months))
            />
        }
    };
    let month = Memo::new(move |_| at.get().month_start());
    let now = today();
    let weeks = move || {
        let first = month.get();
        let start = first.plus_days(-weekday(first));
        let last = first.plus_months(1).plus_days(-1);
        let count = (last.days_since_epoch() - start.days_since_epoch()) / 7 + 1;
        (0..count)
            .map(|week| {
                let cells = (0..7).map(|day| start.plus_days(week * 7 + day)).map(|day| {
                    let button = (day.month_start() == first).then(|| {
                        view! {
                            <button
                                type="button"
                                class="calendar-day"
                                class:calendar-today=day == now
                                tabindex=move || if at.get() == day { "0" } else { "-1" }
                                aria-label=day.with_weekday()
                                aria-current=(day == now).then_some("date")
                                aria-pressed=if day == chosen { "true" } else { "false" }
                                on:click=move |_| choose.run(day)
                            >
                                {day.day()}
                            </button>
                        }
                    });
                    view! { <td>{button}</td> }
                });
                view! { <tr>{cells.collect_view()}</tr> }
            })
            .collect_view()
    };
    view! {
        <div class="calendar-month" on:keydown=keys>
            <div class="calendar-head">
                {step("chevron-left", "Month before", -1)}
                <p aria-live="polite">{move || format!("{} {}", month.get().month_name(), month.get().year())}</p>
                {step("chevron-right", "Month after", 1)}
            </div>
            <table>
                <thead>
                    <tr>{DAYS.map(|day| view! { <th scope="col">{day}</th> }).collect_view()}</tr>
                </thead>
                <tbody>{weeks}</tbody>
            </table>
            <Button kind=ButtonKind::Quiet size=ButtonSize::Small on_click=move |_| choose.run(today())>
                "Today"
            </Button>
        </div>
    }
    .into_any()
}

/// Days since Sunday.
fn weekday(day: Date) -> i64 {
    day.weekday().num_days_from_sunday().into()
}
